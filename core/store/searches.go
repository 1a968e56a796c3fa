package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
)

// SavedSearches returns the saved searches by name.
func (s *Store) SavedSearches() (all []marks.SavedSearch, err error) {
	err = s.view("list the saved searches", func(tx *bolt.Tx) error {
		all, err = searches(tx)
		return err
	})
	return all, err
}

func searches(tx *bolt.Tx) (all []marks.SavedSearch, err error) {
	b := personal(tx, searchesBucket)
	err = forEach(b, func(id, _ []byte) error {
		f, err := searchIn(b, string(id))
		all = append(all, f)
		return err
	})
	slices.SortFunc(all, func(a, b marks.SavedSearch) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return all, err
}

func searchIn(b *bolt.Bucket, id string) (f marks.SavedSearch, err error) {
	ok, err := getJSON(b, []byte(id), &f)
	if err == nil && !ok {
		err = core.Errorf(core.NotFound, "find the saved search", "the saved search is gone")
	}
	return f, err
}

// SaveSearch keeps a search under its name and returns it as it is kept. Without an id it is new; with one it takes the place of that one, and what
// was known of it stays while the query does. A name that another has, whatever its case, is core.Invalid, and so are what SavedSearch.Clean
// refuses and one more than marks.MaxSearches.
func (s *Store) SaveSearch(f marks.SavedSearch) (marks.SavedSearch, error) {
	err := s.update("save the search", func(tx *bolt.Tx) error { return s.saveSearch(tx, &f) })
	return f, err
}

func (s *Store) saveSearch(tx *bolt.Tx, f *marks.SavedSearch) (err error) {
	const op = "save the search"
	if *f, err = f.Clean(); err != nil {
		return err
	}
	all, err := searches(tx)
	if err != nil {
		return err
	}
	b, err := changed(tx, searchesBucket)
	if err != nil {
		return err
	}
	f.ID = cmp.Or(f.ID, core.NewID())
	known := marks.SavedSearch{Created: s.clock.Now().UTC()}
	isNew := true
	for _, other := range all {
		switch {
		case other.ID == f.ID:
			known, isNew = other, false
		case strings.EqualFold(other.Name, f.Name):
			return core.Errorf(core.Invalid, op, "there is a saved search of this name already")
		}
	}
	if isNew && len(all) >= marks.MaxSearches {
		return core.Errorf(core.Invalid, op, "there are %d saved searches: remove some of them first", marks.MaxSearches)
	}
	if isNew || known.Query != f.Query {
		known = marks.SavedSearch{Created: known.Created}
		if err := forgetSeen(tx, f.ID); err != nil {
			return err
		}
	}
	known.ID, known.Name, known.Query = f.ID, f.Name, f.Query
	*f = known
	return putJSON(b, []byte(f.ID), f)
}

func forgetSeen(tx *bolt.Tx, id string) error {
	if seen := personal(tx, seenBucket); seen != nil {
		return seen.Delete([]byte(id))
	}
	return nil
}

// DeletedSearch is a saved search that was removed, with what was known of it. The zero value is none.
type DeletedSearch struct {
	search marks.SavedSearch
	seen   []byte
}

// DeleteSearch removes a saved search with what was known of it, and returns it for RestoreSearch. What is not there counts as removed.
func (s *Store) DeleteSearch(id string) (d DeletedSearch, err error) {
	err = s.update("remove the saved search", func(tx *bolt.Tx) error {
		b, err := changed(tx, searchesBucket)
		if err != nil {
			return err
		}
		if d.search, err = searchIn(b, id); err != nil && !core.Is(err, core.NotFound) && !core.Is(err, core.Broken) {
			return err // one that cannot be read can be removed
		}
		d.seen = bytes.Clone(get(personal(tx, seenBucket), []byte(id)))
		if err := forgetSeen(tx, id); err != nil {
			return err
		}
		return b.Delete([]byte(id))
	})
	return d, err
}

// RestoreSearch brings a removed search back as it was: what the person had looked at stays looked at. It refuses what SaveSearch does.
func (s *Store) RestoreSearch(d DeletedSearch) error {
	f := d.search
	if f.ID == "" {
		return nil
	}
	return s.update("bring back the saved search", func(tx *bolt.Tx) error {
		if err := s.saveSearch(tx, &f); err != nil {
			return err
		}
		if d.seen != nil {
			if err := putSeen(tx, f.ID, d.seen); err != nil {
				return err
			}
		}
		return putJSON(personal(tx, searchesBucket), []byte(f.ID), d.search)
	})
}

// SearchSeen returns the calls that a saved search had found at the person's last look; none when there was no look.
func (s *Store) SearchSeen(id string) (seen marks.CallSet, err error) {
	err = s.view("read what a search had found", func(tx *bolt.Tx) error {
		seen, err = seenIn(tx, id)
		return err
	})
	return seen, err
}

func seenIn(tx *bolt.Tx, id string) (seen marks.CallSet, err error) {
	if err := seen.UnmarshalBinary(get(personal(tx, seenBucket), []byte(id))); err != nil {
		return seen, core.E(core.Broken, "read what a search had found", damaged(err))
	}
	return seen, nil
}

// SeeSearch keeps what a saved search has found at a look: nothing of it is new any more. core.NotFound when the search is gone.
func (s *Store) SeeSearch(id string, calls []core.CallID, now time.Time) error {
	return s.changeSearch("keep what a search has found", id, func(tx *bolt.Tx, f *marks.SavedSearch) error {
		set := marks.NewCallSet(calls)
		value, err := set.AppendBinary(nil)
		if err != nil {
			return err
		}
		f.Seen, f.Total, f.New, f.Counted = now.UTC(), set.Len(), 0, now.UTC()
		return putSeen(tx, id, value)
	})
}

func putSeen(tx *bolt.Tx, id string, seen []byte) error {
	b, err := dug(tx.Bucket(marksBucket), seenBucket)
	if err != nil {
		return err
	}
	return b.Put([]byte(id), seen)
}

// CountSearch counts, among the calls that a saved search finds now, those that it had not found at the last look, keeps their number and returns
// it with the number before: what is more is to be told of. A search that was never looked at has nothing new. core.NotFound when the search
// is gone.
func (s *Store) CountSearch(id string, calls []core.CallID, now time.Time) (fresh, before int, err error) {
	err = s.changeSearch("count what a search has found", id, func(tx *bolt.Tx, f *marks.SavedSearch) error {
		before = f.New
		seen, err := seenIn(tx, id)
		if err != nil {
			return err
		}
		if !f.Seen.IsZero() {
			fresh = len(seen.Missing(calls))
		}
		f.New, f.Counted = fresh, now.UTC()
		return nil
	})
	return fresh, before, err
}

func (s *Store) changeSearch(op, id string, fn func(tx *bolt.Tx, f *marks.SavedSearch) error) error {
	return s.update(op, func(tx *bolt.Tx) error {
		f, err := searchIn(personal(tx, searchesBucket), id)
		if err != nil {
			return err
		}
		b, err := changed(tx, searchesBucket)
		if err != nil {
			return err
		}
		if err := fn(tx, &f); err != nil {
			return err
		}
		return putJSON(b, []byte(id), f)
	})
}

// SearchHistory returns the queries of late, the latest first.
func (s *Store) SearchHistory() (history []string, err error) {
	err = s.view("read the search history", func(tx *bolt.Tx) error {
		_, err := getJSON(tx.Bucket(marksBucket), historyKey, &history)
		return err
	})
	return history, err
}

// RememberSearch puts a query before the others in the history, as marks.Remember has it.
func (s *Store) RememberSearch(query string) error {
	return s.changeHistory("remember the search", func(history []string) []string { return marks.Remember(history, query) })
}

// ForgetSearch takes a query out of the history.
func (s *Store) ForgetSearch(query string) error {
	return s.changeHistory("forget the search", func(history []string) []string {
		return slices.DeleteFunc(slices.Clone(history), func(q string) bool { return q == query })
	})
}

// ForgetSearches empties the history.
func (s *Store) ForgetSearches() error {
	return s.changeHistory("forget the searches", func([]string) []string { return nil })
}

func (s *Store) changeHistory(op string, fn func([]string) []string) error {
	return s.update(op, func(tx *bolt.Tx) error {
		var before []string
		if _, err := getJSON(tx.Bucket(marksBucket), historyKey, &before); err != nil && !core.Is(err, core.Broken) {
			return err // a history that cannot be read is begun anew
		}
		after := fn(before)
		if slices.Equal(before, after) {
			return nil
		}
		if _, err := changed(tx, searchesBucket); err != nil {
			return err
		}
		return putJSON(tx.Bucket(marksBucket), historyKey, after)
	})
}

// SearchesGeneration grows with every change of the saved searches, of what is known of them, and of the history.
func (s *Store) SearchesGeneration() (uint64, error) {
	return s.generation("read the saved searches", searchesBucket)
}
