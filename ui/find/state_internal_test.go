package find

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/search"
)

// hits is a call with so many turns, of which some are shown.
func hits(id string, shown, turns int) search.CallHits {
	return search.CallHits{Call: &review.Call{Digest: digest.Digest{ID: core.CallID(id)}}, Hits: make([]search.Hit, shown), Turns: turns}
}

func kinds(f *found) (all string) {
	for _, r := range f.rows {
		all += string("hto"[r.kind])
	}
	return all
}

func TestWhatWasFoundAsRows(t *testing.T) {
	var f found
	f.add(search.Results{Total: 4, Calls: []search.CallHits{hits("a", 2, 5), hits("b", 1, 1), hits("c", 0, 0)}})
	if got, want := kinds(&f), "htto"+"ht"+"h"; got != want {
		t.Errorf("rows are %q, want %q", got, want)
	}
	if f.whole || f.more(0) != 3 {
		t.Errorf("whole %t, %d more turns", f.whole, f.more(0))
	}
	f.unfold(0, hits("a", 5, 9))
	if got, want := kinds(&f), "httttt"+"ht"+"h"; got != want {
		t.Errorf("unfolded rows are %q, want %q", got, want)
	}
}

// A sync between two pages moves calls: one that is shown is not shown again, and a page without a new one is the last.
func TestPagesNeverRepeatACall(t *testing.T) {
	var f found
	f.add(search.Results{Total: 3, Calls: []search.CallHits{hits("a", 1, 1), hits("b", 1, 1)}})
	f.add(search.Results{Total: 4, Calls: []search.CallHits{hits("b", 1, 1), hits("c", 1, 1)}})
	var ids []string
	for _, c := range f.calls {
		ids = append(ids, string(c.Call.ID))
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, ids); diff != "" || f.whole {
		t.Errorf("%s whole %t", diff, f.whole)
	}
	f.add(search.Results{Total: 4, Calls: []search.CallHits{hits("c", 1, 1)}})
	if !f.whole {
		t.Error("a page that brings nothing is asked for again")
	}
}

func TestKeysStopAtWhatLeadsSomewhere(t *testing.T) {
	var f found
	f.add(search.Results{Total: 3, Calls: []search.CallHits{hits("a", 2, 3), hits("b", 0, 0), hits("c", 1, 1)}}) // h t t o | h | h t
	for _, test := range []struct{ from, stops, want int }{
		{-1, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 1, 4}, {4, 1, 6}, {6, 1, 6}, {6, -1, 4}, {1, -1, 1}, {1, 10, 6}, {6, -10, 1},
	} {
		t.Run(fmt.Sprint(test.from, " ", test.stops), func(t *testing.T) {
			if got := f.step(test.from, test.stops); got != test.want {
				t.Errorf("stops at %d, want %d", got, test.want)
			}
		})
	}
	if first := new(found).first(); first != 0 {
		t.Errorf("the first of none is %d", first)
	}
}
