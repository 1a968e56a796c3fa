package store

import (
	"time"

	"tamtam/core"
	"tamtam/core/marks"
)

// SavedSearches returns the saved searches by name.
func (s *Store) SavedSearches() ([]marks.SavedSearch, error) { return nil, nil }

// SaveSearch keeps a search under its name and returns it as it is kept. Without an id it is new; with one it takes the place of that one, and what
// was known of it stays while the query does. A name that another has, whatever its case, is core.Invalid.
func (s *Store) SaveSearch(f marks.SavedSearch) (marks.SavedSearch, error) { return f, nil }

// DeleteSearch removes a saved search with what was known of it. What is not there counts as removed.
func (s *Store) DeleteSearch(id string) error { return nil }

// SearchSeen returns the calls that a saved search had found at the person's last look.
func (s *Store) SearchSeen(id string) (marks.CallSet, error) { return marks.CallSet{}, nil }

// SeeSearch keeps what a saved search has found at a look: nothing of it is new any more.
func (s *Store) SeeSearch(id string, calls []core.CallID, now time.Time) error { return nil }

// CountSearch counts, among the calls that a saved search finds now, those that it had not found at the last look, keeps their number and
// returns it with how many it was before. A search that was never looked at has nothing new.
func (s *Store) CountSearch(id string, calls []core.CallID, now time.Time) (fresh, before int, err error) {
	return 0, 0, nil
}

// SearchHistory returns the queries of late, the latest first.
func (s *Store) SearchHistory() ([]string, error) { return nil, nil }

// RememberSearch puts a query before the others in the history, once, and drops what is beyond marks.MaxHistory. An empty query is not kept.
func (s *Store) RememberSearch(query string) error { return nil }

// ForgetSearch takes a query out of the history, and all of them when it is "".
func (s *Store) ForgetSearch(query string) error { return nil }

// SearchesGeneration grows with every change of the saved searches and of the history, and never otherwise.
func (s *Store) SearchesGeneration() (uint64, error) { return 0, nil }
