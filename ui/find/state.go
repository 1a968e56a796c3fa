package find

import (
	"tamtam/core"
	"tamtam/core/search"
)

// kind is what a row shows.
type kind int

const (
	headRow kind = iota // a call
	hitRow              // a turn of it
	moreRow             // that there are more turns
)

// row is a line of what was found: a part of the call-th one.
type row struct {
	kind      kind
	call, hit int
}

// found is what a query has found so far.
type found struct {
	total   int
	calls   []search.CallHits
	notices []search.Notice
	rows    []row
	whole   bool // there are no more calls to come
	empty   bool // the query asks for nothing yet
}

// add puts the next page behind what was found. A call that is there already, since something was synced between the pages, is left out.
func (f *found) add(r search.Results) {
	f.total, f.notices, f.empty = r.Total, r.Notices, r.Empty
	known := make(map[core.CallID]bool, len(f.calls))
	for _, c := range f.calls {
		known[c.Call.ID] = true
	}
	before := len(f.calls)
	for _, c := range r.Calls {
		if c.Call == nil || known[c.Call.ID] {
			continue
		}
		known[c.Call.ID] = true
		f.calls = append(f.calls, c)
		f.rows = appendRows(f.rows, len(f.calls)-1, c)
	}
	f.whole = len(f.calls) >= f.total || len(f.calls) == before
}

// unfold puts all turns in the place of a call's best ones.
func (f *found) unfold(call int, all search.CallHits) {
	all.Turns = len(all.Hits)
	f.calls[call] = all
	f.rows = f.rows[:0]
	for i, c := range f.calls {
		f.rows = appendRows(f.rows, i, c)
	}
}

func appendRows(rows []row, i int, c search.CallHits) []row {
	rows = append(rows, row{headRow, i, 0})
	for hit := range c.Hits {
		rows = append(rows, row{hitRow, i, hit})
	}
	if c.Turns > len(c.Hits) && len(c.Hits) > 0 {
		rows = append(rows, row{moreRow, i, 0})
	}
	return rows
}

// more is how many turns of a call are not shown.
func (f *found) more(call int) int { return f.calls[call].Turns - len(f.calls[call].Hits) }

// goes tells whether keys can stop at a row: at whatever leads somewhere, and at the call itself only when no turn of it does.
func (f *found) goes(i int) bool {
	return i >= 0 && i < len(f.rows) && (f.rows[i].kind != headRow || len(f.calls[f.rows[i].call].Hits) == 0)
}

// step is the row at which one stops so many stops from a row, the last one that there is; the row itself when there is none.
func (f *found) step(from, stops int) int {
	by := 1
	if stops < 0 {
		by, stops = -1, -stops
	}
	at := from
	for i := from + by; i >= 0 && i < len(f.rows) && stops > 0; i += by {
		if f.goes(i) {
			at, stops = i, stops-1
		}
	}
	return at
}

// first is the first row at which one stops, or 0.
func (f *found) first() int { return max(0, f.step(-1, 1)) }
