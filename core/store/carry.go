package store

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
)

// Personal yields all that belongs to the person, for marks.Export: the marks of all calls, then the basket in its order, then the saved
// searches. Marks or a quote that cannot be read are core.Broken in their place. The caller may use the store meanwhile.
func (s *Store) Personal() iter.Seq2[marks.Line, error] {
	return func(yield func(marks.Line, error) bool) {
		for m, err := range s.AllMarks() {
			if !yield(marks.Line{Marks: &m}, err) {
				return
			}
		}
		quotes, err := s.Quotes()
		if err != nil && !yield(marks.Line{}, err) {
			return
		}
		for _, q := range quotes {
			line, err := marks.Line{Quote: &q}, error(nil)
			if q.Damaged {
				line, err = marks.Line{}, core.E(core.Broken, "export the quotes", damaged(errors.New("a quote of the basket cannot be read")))
			}
			if !yield(line, err) {
				return
			}
		}
		searches, err := s.SavedSearches()
		if err != nil && !yield(marks.Line{}, err) {
			return
		}
		for _, f := range searches {
			f = f.Unseen()
			if !yield(marks.Line{Search: &f}, nil) {
				return
			}
		}
	}
}

// Taken counts what was new in an import of marks.
type Taken struct {
	Calls, Quotes, Searches int
}

// TakeIn merges what another computer exported into what is here, in one transaction: nothing of either is lost, and nothing is there twice. What
// it counts was new or changed something.
func (s *Store) TakeIn(lines []marks.Line) (t Taken, err error) {
	err = s.update("import the marks", func(tx *bolt.Tx) error {
		t = Taken{}
		var quotes []marks.Quote
		for _, line := range lines {
			switch {
			case line.Marks != nil:
				_, err := updateMarks(tx, line.Marks.Call, func(m *marks.Marks) error {
					if m.Merge(*line.Marks) {
						t.Calls++
					}
					return nil
				})
				if err != nil {
					return err
				}
			case line.Quote != nil:
				quotes = append(quotes, *line.Quote)
			case line.Search != nil:
				fresh, err := s.takeSearch(tx, *line.Search)
				if err != nil {
					return err
				}
				if fresh {
					t.Searches++
				}
			}
		}
		t.Quotes, err = takeQuotes(tx, quotes)
		return err
	})
	return t, err
}

// takeQuotes puts quotes behind those that are there.
func takeQuotes(tx *bolt.Tx, quotes []marks.Quote) (fresh int, err error) {
	all := quotesIn(tx)
	var changes []marks.Quote
	for _, q := range quotes {
		if slices.ContainsFunc(all, func(mine marks.Quote) bool { return mine.Damaged && mine.ID == q.ID }) {
			q.ID = core.NewID() // what is left of the damaged one stays
		}
		at := slices.IndexFunc(all, func(mine marks.Quote) bool { return !mine.Damaged && mine.Same(q) })
		switch {
		case at < 0:
			all = append(all, q)
			changes = append(changes, q)
		case all[at].Merge(q):
			changes = append(changes, all[at])
		}
	}
	if len(changes) == 0 {
		return 0, nil
	}
	return len(changes), putQuotes(tx, "import the quotes", all, changes)
}

// takeSearch keeps a search unless it is there, under another name where its own is taken.
func (s *Store) takeSearch(tx *bolt.Tx, f marks.SavedSearch) (fresh bool, err error) {
	all, err := searches(tx)
	if err != nil {
		return false, err
	}
	has := func(is func(mine marks.SavedSearch) bool) bool { return slices.ContainsFunc(all, is) }
	sameID := func(mine marks.SavedSearch) bool { return mine.ID == f.ID }
	sameName := func(mine marks.SavedSearch) bool { return strings.EqualFold(mine.Name, f.Name) }
	if has(func(mine marks.SavedSearch) bool { return mine.Query == f.Query && (sameID(mine) || sameName(mine)) }) {
		return false, nil
	}
	if has(sameID) { // changed here or there
		if f = f.Apart(); has(sameID) {
			return false, nil
		}
	}
	name := f.Name
	for n := 2; has(sameName); n++ {
		f.Name = fmt.Sprintf("%s (%d)", name, n)
	}
	return true, s.saveSearch(tx, &f)
}
