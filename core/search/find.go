package search

import (
	"context"
	"slices"
	"strings"

	"tamtam/core/index"
	"tamtam/core/store"
)

// run is one search over one shelf, within one snapshot.
type run struct {
	ctx      context.Context
	shelf    *shelf
	keys     []index.Keys // of the shelf's segments
	query    Query
	options  Options
	turnsOf  map[int]*index.Turns
	allowed  map[int][]bool
	narrowed bool // not all turns count
}

// match is what a leaf has in the documents.
type match struct {
	leaf leaf
	in   set
	// times is how often, by document.
	times []uint16
	// exact is false as long as in may hold documents that do not have the leaf.
	exact bool
}

func (r *run) stopped() bool { return r.ctx.Err() != nil }

// roughly finds the documents that may have a leaf: of a phrase those that have all its words.
func (r *run) roughly(l leaf) (*match, error) {
	m := &match{leaf: l, exact: len(l.terms) == 1 && !r.narrowed}
	for i, term := range l.terms {
		f, err := r.having(term, l.prefix && i == len(l.terms)-1)
		if err != nil || r.stopped() {
			return nil, err
		}
		if i == 0 {
			if m.in, m.times = f.in, f.times; !m.exact {
				m.in = f.in.clone()
			}
			continue
		}
		if m.in.and(f.in); m.in.count() == 0 {
			break
		}
	}
	return m, nil
}

// having finds the documents that have a term, or one that begins so.
func (r *run) having(term string, prefix bool) (found, error) {
	key := term
	if prefix {
		key += "*"
	}
	return r.shelf.leaves.get(key, func() (found, error) {
		n := len(r.shelf.documents)
		f := found{newSet(n), make([]uint16, n)}
		for i, p := range r.shelf.segments {
			if r.stopped() {
				return f, r.ctx.Err()
			}
			if err := r.collect(f, r.keys[i], p, term, prefix); err != nil {
				return f, err
			}
		}
		return f, nil
	})
}

// collect adds what a segment has of a term.
func (r *run) collect(f found, keys index.Keys, p place, term string, prefix bool) (failure error) {
	documents := r.shelf.documents[p.first : p.first+p.count]
	times := f.times[p.first : p.first+p.count]
	take := func(postings index.Postings) {
		err := postings.Each(func(doc, count int) {
			if doc >= len(documents) || documents[doc].call == nil {
				return
			}
			f.in.add(p.first + doc)
			times[doc] = uint16(min(int(times[doc])+count, 1<<16-1))
		})
		if err != nil {
			failure = broken(err)
		}
	}
	if !prefix {
		if postings, ok := index.PostingsOf(keys, term); ok {
			take(postings)
		}
		return failure
	}
	index.EachTerm(keys, term, func(_ string, postings index.Postings) bool {
		take(postings)
		return failure == nil
	})
	return failure
}

// exactly leaves in a match, of the documents asked about, those that truly have the leaf in turns that count.
func (r *run) exactly(m *match, among set) error {
	if m.exact {
		return nil
	}
	m.exact = true
	rough := m.in.clone()
	rough.and(among)
	all := m.in.count()
	if key := m.leaf.key(); !r.narrowed && all <= 2*rough.count()+64 { // worth to be known for the next query
		f, err := r.shelf.leaves.get(key, func() (found, error) { return r.verified(m.leaf, m.in) })
		m.in, m.times = f.in, f.times
		return err
	}
	f, err := r.verified(m.leaf, rough)
	m.in, m.times = f.in, f.times
	return err
}

// key names a leaf of several terms.
func (l leaf) key() string {
	key := strings.Join(l.terms, "\x00")
	if l.prefix {
		key += "*"
	}
	return key
}

// verified returns those of the documents that truly have a leaf in turns that count, and how often.
func (r *run) verified(l leaf, rough set) (found, error) {
	n := len(r.shelf.documents)
	f := found{newSet(n), make([]uint16, n)}
	err := r.positions(l, rough, func(doc int, positions []uint32) error {
		n := len(positions)
		if r.narrowed {
			allowed, turns, err := r.turnsAllowed(doc)
			if err != nil {
				return err
			}
			n = 0
			for _, at := range positions {
				if turn := turnAt(turns, at); turn >= 0 && allowed[turn] {
					n++
				}
			}
		}
		if n > 0 {
			f.in.add(doc)
			f.times[doc] = uint16(min(n, 1<<16-1))
		}
		return nil
	})
	if err == nil && r.stopped() {
		err = r.ctx.Err()
	}
	return f, err
}

// positions calls fn with where a leaf begins in each of the documents that has it. The slice is fn's until it returns.
func (r *run) positions(l leaf, among set, fn func(doc int, positions []uint32) error) error {
	for i, p := range r.shelf.segments {
		if r.stopped() {
			return nil
		}
		if !among.any(p.first, p.first+p.count) {
			continue
		}
		found, err := r.inSegment(l, r.keys[i], p, among)
		if err != nil {
			return err
		}
		for doc := range p.count {
			if len(found[doc]) == 0 {
				continue
			}
			if err := fn(p.first+doc, found[doc]); err != nil {
				return err
			}
		}
	}
	return nil
}

// inSegment returns where a leaf begins, by the number of the document in the segment.
func (r *run) inSegment(l leaf, keys index.Keys, p place, among set) ([][]uint32, error) {
	order := make([]int, len(l.terms))
	for i := range order {
		order[i] = i
	}
	weight := make([]int, len(l.terms))
	for i, term := range l.terms {
		if l.prefix && i == len(l.terms)-1 {
			weight[i] = 1 << 30
			continue
		}
		found, ok := index.PostingsOf(keys, term)
		if !ok {
			return make([][]uint32, p.count), nil
		}
		weight[i] = found.Size()
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight[a] - weight[b] }) // the rarest first: few are left for the others
	found := make([][]uint32, p.count)
	for step, i := range order {
		last := l.prefix && i == len(l.terms)-1
		if step > 0 && !last {
			postings, _ := index.PostingsOf(keys, l.terms[i])
			if err := postings.Follow(found, uint32(i)); err != nil {
				return nil, broken(err)
			}
			continue
		}
		var here [][]uint32
		if step > 0 {
			here = make([][]uint32, p.count)
		}
		take := func(doc int, positions []uint32) {
			if here == nil {
				found[doc] = append(found[doc], shifted(positions, i)...)
			} else {
				here[doc] = append(here[doc], common(slices.Clone(found[doc]), positions, uint32(i))...)
			}
		}
		wanted := func(doc int) bool {
			return doc < p.count && among.has(p.first+doc) && (step == 0 || len(found[doc]) > 0)
		}
		var failure error
		if last {
			index.EachTerm(keys, l.terms[i], func(_ string, postings index.Postings) bool {
				failure = postings.Positions(wanted, take)
				return failure == nil && !r.stopped()
			})
		} else if postings, ok := index.PostingsOf(keys, l.terms[i]); ok {
			failure = postings.Positions(wanted, take)
		}
		if failure != nil {
			return nil, broken(failure)
		}
		if here != nil {
			found = here
		}
		if last { // of several terms, one after the other
			for doc := range found {
				slices.Sort(found[doc])
			}
		}
	}
	return found, nil
}

// shifted are the beginnings of a phrase whose word number n stands at the positions.
func shifted(positions []uint32, n int) []uint32 {
	begins := make([]uint32, 0, len(positions))
	for _, at := range positions {
		if at >= uint32(n) {
			begins = append(begins, at-uint32(n))
		}
	}
	return begins
}

// common leaves of the beginnings those whose word number n stands at one of the positions.
func common(begins, positions []uint32, n uint32) []uint32 {
	kept, i := begins[:0], 0
	for _, at := range begins {
		for i < len(positions) && positions[i] < at+n {
			i++
		}
		if i < len(positions) && positions[i] == at+n {
			kept = append(kept, at)
		}
	}
	return kept
}

// turnAt is the number of the turn that a position is in.
func turnAt(t *index.Turns, at uint32) int {
	n, found := slices.BinarySearch(t.Starts, at)
	if found {
		for n+1 < len(t.Starts) && t.Starts[n+1] == at {
			n++
		}
		return n
	}
	return n - 1
}

// mostTurns is of how many documents the turns are kept while a search runs: more than are shown.
const mostTurns = 256

// turns returns what the index keeps of a document's turns.
func (r *run) turns(doc int) (*index.Turns, error) {
	if t := r.turnsOf[doc]; t != nil {
		return t, nil
	}
	i, _ := slices.BinarySearchFunc(r.shelf.segments, doc, func(p place, doc int) int {
		switch {
		case p.first+p.count <= doc:
			return -1
		case p.first > doc:
			return 1
		}
		return 0
	})
	t, err := index.TurnsOf(r.keys[i], doc-r.shelf.segments[i].first)
	if err != nil {
		return nil, broken(err)
	}
	if len(r.turnsOf) >= mostTurns { // a query without words asks for those of every call
		clear(r.turnsOf)
		clear(r.allowed)
	}
	r.turnsOf[doc] = &t
	return &t, nil
}

// open finds the keys of a shelf's segments in a snapshot.
func open(s *shelf, snapshot *store.Snapshot) ([]index.Keys, error) {
	all := make([]index.Keys, 0, len(s.segments))
	var have []store.Segment
	for i, p := range s.segments {
		if i == 0 || s.segments[i-1].dataset != p.dataset {
			var err error
			if have, err = snapshot.Segments(p.dataset); err != nil {
				return nil, err
			}
		}
		n := slices.IndexFunc(have, func(one store.Segment) bool { return one.Name == p.name })
		if n < 0 {
			return nil, broken(index.ErrDamaged)
		}
		all = append(all, have[n].Keys)
		have = have[n+1:]
	}
	return all, nil
}
