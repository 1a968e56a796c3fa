package search

import (
	"math/bits"
	"slices"
	"sync"

	"tamtam/core"
	"tamtam/core/index"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/core/text"
)

// shelf is what the index of a selection of datasets keeps of its documents, numbered on through all segments. It never changes.
type shelf struct {
	catalogue *review.Catalogue
	documents []document
	segments  []place
	count     int     // of the documents that count
	average   float64 // length of a document

	// What was found and read last: whoever types asks nearly the same again.
	leaves latest[string, found]
	texts  latest[core.CallID, []byte]
}

// found is what a leaf has in all documents. It never changes.
type found struct {
	in    set
	times []uint16
}

// leafBytes bounds what is kept of leaves, textBytes of texts.
const (
	leafBytes = 8 << 20
	textBytes = 4 << 20
)

// document is a transcript in the index.
type document struct {
	call  *review.Call // nil for one that does not count
	order int          // of the call in the catalogue: newest first
	words int
}

// place is where a segment's documents stand on a shelf.
type place struct {
	dataset core.DatasetID
	name    uint64
	first   int
	count   int
}

// shelves keeps the latest shelves; safe for concurrent use.
type shelves struct {
	mu   sync.Mutex
	made map[*review.Catalogue]*shelf
}

const mostShelves = 4

// of returns the shelf of a catalogue, which belongs to the snapshot.
func (s *shelves) of(c *review.Catalogue, snapshot *store.Snapshot) (*shelf, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if made := s.made[c]; made != nil {
		return made, nil
	}
	made, err := fill(c, snapshot)
	if err != nil {
		return nil, err
	}
	if s.made == nil || len(s.made) == mostShelves {
		s.made = map[*review.Catalogue]*shelf{}
	}
	s.made[c] = made
	return made, nil
}

func fill(c *review.Catalogue, snapshot *store.Snapshot) (*shelf, error) {
	s := &shelf{catalogue: c}
	order := make(map[*review.Call]int, len(c.Calls))
	datasets := map[core.DatasetID]bool{}
	for i, call := range c.Calls {
		order[call] = i
		if call.HasTranscript {
			datasets[call.Datasets[0]] = true
		}
	}
	words := 0
	for _, id := range sorted(datasets) {
		segments, err := snapshot.Segments(id)
		if err != nil {
			return nil, err
		}
		for _, segment := range segments {
			known, err := index.ReadKnown(segment)
			if err != nil {
				return nil, broken(err)
			}
			s.segments = append(s.segments, place{id, segment.Name, len(s.documents), len(known)})
			for n, k := range known {
				d := document{words: k.Words}
				call := c.Call(core.CallID(text.UnescapeID(k.ID)))
				if call != nil && call.HasTranscript && call.Datasets[0] == id && !segment.Dead(n) {
					d.call, d.order = call, order[call]
					s.count++
					words += k.Words
				}
				s.documents = append(s.documents, d)
			}
		}
	}
	s.leaves = latest[string, found]{most: leafBytes, size: func(f found) int { return 8*len(f.in) + 2*len(f.times) }}
	s.texts = latest[core.CallID, []byte]{most: textBytes, size: func(b []byte) int { return len(b) }}
	s.average = max(float64(words)/float64(max(s.count, 1)), 1)
	return s, nil
}

func sorted(datasets map[core.DatasetID]bool) []core.DatasetID {
	ids := make([]core.DatasetID, 0, len(datasets))
	for id := range datasets {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func broken(err error) error { return core.E(core.Broken, "search", err) }

// set is a set of documents of a shelf.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) add(n int)      { s[n/64] |= 1 << (n % 64) }
func (s set) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

func (s set) and(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}

func (s set) or(other set) {
	for i := range s {
		s[i] |= other[i]
	}
}

func (s set) without(other set) {
	for i := range s {
		s[i] &^= other[i]
	}
}

func (s set) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

func (s set) clone() set { return slices.Clone(s) }

// each calls fn for the members in order.
func (s set) each(fn func(n int)) {
	for i, word := range s {
		for word != 0 {
			fn(i*64 + bits.TrailingZeros64(word))
			word &= word - 1
		}
	}
}

// any tells whether one of the members lies in [from, to).
func (s set) any(from, to int) bool {
	for n := from; n < to; {
		if n%64 == 0 && n+64 <= to {
			if s[n/64] != 0 {
				return true
			}
			n += 64
			continue
		}
		if s.has(n) {
			return true
		}
		n++
	}
	return false
}
