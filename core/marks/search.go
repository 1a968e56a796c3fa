package marks

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/text"
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

// maxName is how many bytes of a query may be its name.
const maxName = 200

// Clean makes a saved search fit to be kept: its query in one line, and a name. One without a query, or with a longer one than MaxQuery, is
// core.Invalid.
func (f SavedSearch) Clean() (SavedSearch, error) {
	const op = "save the search"
	f.Query, f.Name = text.CleanLine(f.Query), text.CleanLine(f.Name)
	if f.Name == "" {
		f.Name = strings.ToValidUTF8(f.Query[:min(len(f.Query), maxName)], "")
	}
	switch {
	case f.Query == "":
		return f, core.Errorf(core.Invalid, op, "there is nothing to search for yet")
	case len(f.Query) > MaxQuery:
		return f, core.Errorf(core.Invalid, op, "the query has %d bytes; one that is saved can have %d", len(f.Query), MaxQuery)
	case len(f.Name) > maxName:
		return f, core.Errorf(core.Invalid, op, "the name is too long")
	}
	return f, nil
}

// Unseen is the search without what was known of its calls: those are another computer's.
func (f SavedSearch) Unseen() SavedSearch {
	return SavedSearch{ID: f.ID, Name: f.Name, Query: f.Query, Created: f.Created}
}

// Apart is the search under an id of its own that follows from its id and its query: what becomes of one that was changed here and there.
func (f SavedSearch) Apart() SavedSearch {
	f.ID = digest(f.ID + "\x00" + f.Query)
	return f
}

// Remember puts a query before the others of a history, once, whatever spaces are in it, and drops what is beyond MaxHistory. An empty query, and
// one that is too long to be kept, change nothing.
func Remember(history []string, query string) []string {
	query = strings.Join(strings.Fields(text.CleanLine(query)), " ")
	if query == "" || len(query) > MaxQuery {
		return history
	}
	kept := append(make([]string, 0, len(history)+1), query)
	for _, old := range history {
		if old != query && len(kept) < MaxHistory {
			kept = append(kept, old)
		}
	}
	return kept
}

// CallSet is a set of calls, compact: 8 bytes a call. Its zero value is empty. It never misses a call that it holds, and takes one for its own that
// it does not hold once in 10^15 times.
type CallSet struct {
	sums []uint64 // in order, each once
}

// NewCallSet makes a set.
func NewCallSet(calls []core.CallID) CallSet {
	sums := make([]uint64, len(calls))
	for i, c := range calls {
		sums[i] = sumOf(c)
	}
	slices.Sort(sums)
	return CallSet{slices.Compact(sums)}
}

func sumOf(c core.CallID) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, string(c)) // never fails
	return h.Sum64()
}

// Len is the number of calls.
func (s CallSet) Len() int { return len(s.sums) }

// Missing returns the calls that are not in the set, in their order.
func (s CallSet) Missing(calls []core.CallID) (missing []core.CallID) {
	for _, c := range calls {
		if _, found := slices.BinarySearch(s.sums, sumOf(c)); !found {
			missing = append(missing, c)
		}
	}
	return missing
}

// AppendBinary writes the set behind b.
func (s CallSet) AppendBinary(b []byte) ([]byte, error) {
	for _, sum := range s.sums {
		b = binary.BigEndian.AppendUint64(b, sum)
	}
	return b, nil
}

// UnmarshalBinary reads what AppendBinary wrote, and keeps nothing of it.
func (s *CallSet) UnmarshalBinary(b []byte) error {
	const size = 8
	if len(b)%size != 0 {
		return errors.New("a set of calls is cut off")
	}
	s.sums = make([]uint64, 0, len(b)/size)
	for ; len(b) > 0; b = b[size:] {
		sum := binary.BigEndian.Uint64(b)
		if n := len(s.sums); n > 0 && s.sums[n-1] >= sum {
			return errors.New("a set of calls is out of order")
		}
		s.sums = append(s.sums, sum)
	}
	return nil
}
