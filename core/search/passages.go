package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/text"
)

// passages are the places of a call that a person's notes or highlights are on: by the turn in which each begins, its ranges there, in runes.
type passages map[int][][2]int

// seeksPassages tells whether a query has no words and asks for calls with notes or highlights, so that its hits are the passages that these
// are on.
func (q *Query) seeksPassages() (notes, highlights bool) {
	if len(q.groups) > 0 {
		return false, false
	}
	for _, c := range q.calls {
		if c.op == "has" && !c.not {
			notes, highlights = notes || c.value == "note", highlights || c.value == "highlight"
		}
	}
	return notes, highlights
}

// passagesOf finds the passages of a call's notes and highlights, as far as they are asked for, in its transcript as it is now. Marks that cannot
// be read have none: the store's check tells of them.
func (r *run) passagesOf(id core.CallID, body []byte) (passages, error) {
	notes, highlights := r.query.seeksPassages()
	mine, err := r.store.Marks(id)
	if err != nil {
		return nil, nil //nolint:nilerr // see above: the call is found all the same
	}
	if !notes {
		mine.Notes = nil
	}
	if !highlights {
		mine.Highlights = nil
	}
	var turns []text.Turn
	err = text.EachTurn(body, func(int) bool { return true }, func(_ int, t text.Turn) { turns = append(turns, t) })
	if err != nil {
		return nil, err
	}
	found := passages{}
	for _, s := range mine.Locate(turns).Spans {
		to := s.To
		if s.ToTurn > s.Turn {
			to = utf8.RuneCountInString(strings.Join(turns[s.Turn].Lines, "\n"))
		}
		found[s.Turn] = append(found[s.Turn], [2]int{s.From, to})
	}
	for turn := range found {
		found[turn] = merged(found[turn])
	}
	return found, nil
}

// among leaves of the turns that the query allows those in which a passage begins, or, when there is none in them, what the query would find
// without passages: all that it allows, or the first turn where it allows every one.
func (p passages) among(turns []int, narrowed bool) []int {
	kept := slices.DeleteFunc(slices.Clone(turns), func(turn int) bool { return len(p[turn]) == 0 })
	switch {
	case len(kept) > 0:
		return kept
	case narrowed:
		return turns
	}
	return turns[:min(1, len(turns))]
}
