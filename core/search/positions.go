package search

import (
	"slices"

	"tamtam/core/index"
)

// locate notes where the documents have the query's groups, unless it is known: by group, the positions in order.
func (r *run) locate(docs []int, groups [][]*match) error {
	among := newSet(len(r.shelf.documents))
	for _, doc := range docs {
		if r.located[doc] == nil {
			r.located[doc] = make([][]uint32, len(groups))
			among.add(doc)
		}
	}
	for g, group := range groups {
		for _, m := range group {
			in := among.clone()
			in.and(m.in)
			err := r.positions(m.leaf, in, func(doc int, positions []uint32) error {
				at := &r.located[doc][g]
				several := *at != nil
				if *at = append(*at, positions...); several {
					slices.Sort(*at)
				}
				return nil
			})
			if err != nil || r.stopped() {
				return err
			}
		}
	}
	return nil
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
		if err := r.inSegment(l, r.keys[i], p, among, fn); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) inSegment(l leaf, keys index.Keys, p place, among set, fn func(doc int, positions []uint32) error) (failure error) {
	if len(l.terms) > 1 || l.prefix {
		begins, err := r.begins(l, keys, p, among)
		for doc := 0; doc < len(begins) && err == nil; doc++ {
			if len(begins[doc]) > 0 {
				err = fn(p.first+doc, begins[doc])
			}
		}
		return err
	}
	postings, ok := index.PostingsOf(keys, l.terms[0])
	if !ok {
		return nil
	}
	err := postings.Positions(func(doc int) bool { return failure == nil && doc < p.count && among.has(p.first+doc) },
		func(doc int, positions []uint32) { failure = fn(p.first+doc, positions) })
	if err != nil {
		return broken(err)
	}
	return failure
}

// begins returns where a leaf of several terms begins, by the number of the document in the segment; nothing when none has it.
func (r *run) begins(l leaf, keys index.Keys, p place, among set) ([][]uint32, error) {
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
			return nil, nil
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
				found[doc] = appendBegins(found[doc], positions, uint32(i))
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

// appendBegins adds the beginnings of a phrase whose word number n stands at the positions.
func appendBegins(begins, positions []uint32, n uint32) []uint32 {
	for _, at := range positions {
		if at >= n {
			begins = append(begins, at-n)
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
