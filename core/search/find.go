package search

import (
	"context"
	"slices"
	"strings"

	"tamtam/core/index"
	"tamtam/core/review"
	"tamtam/core/store"
)

// run is one search over one shelf, within one snapshot.
type run struct {
	ctx      context.Context
	store    *store.Store
	shelf    *shelf
	keys     []index.Keys // of the shelf's segments
	query    Query
	options  Options
	turnsOf  map[int]*index.Turns
	allowed  map[int][]bool
	narrowed bool // not all turns count
	// located is where documents have the query's groups; see locate.
	located map[int][][]uint32
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

// find returns the documents that have what the query asks for, and what its groups have in them.
func (r *run) find() (set, [][]*match, error) {
	found := newSet(len(r.shelf.documents))
	for n, d := range r.shelf.documents {
		if d.call != nil && r.mayHold(d.call) {
			found.add(n)
		}
	}
	groups := make([][]*match, len(r.query.groups))
	for i, group := range r.query.groups {
		in := newSet(len(r.shelf.documents))
		for _, l := range group {
			m, err := r.roughly(l)
			if err != nil || r.stopped() {
				return found, nil, err
			}
			groups[i] = append(groups[i], m)
			in.or(m.in)
		}
		if found.and(in); found.count() == 0 {
			return found, nil, nil
		}
	}
	if r.narrowed && len(groups) == 0 {
		if err := r.onlyAllowed(found); err != nil {
			return found, nil, err
		}
	}
	for _, group := range groups {
		in := newSet(len(r.shelf.documents))
		for _, m := range group {
			if err := r.exactly(m, found); err != nil || r.stopped() {
				return found, nil, err
			}
			in.or(m.in)
		}
		found.and(in)
	}
	for _, l := range r.query.not {
		m, err := r.roughly(l)
		if err == nil {
			err = r.exactly(m, found)
		}
		if err != nil || r.stopped() {
			return found, nil, err
		}
		found.without(m.in)
	}
	return found, groups, nil
}

// mayHold tells whether a call is as the conditions on calls say, and whether it may have turns that are as those on turns say.
func (r *run) mayHold(call *review.Call) bool {
	return all(r.query.calls, func(c condition) bool { return c.holds(call, r.options, r.shelf.catalogue.Names) }) &&
		all(r.query.turns, func(c condition) bool { return !c.not && c.maySay(call) })
}

// onlyAllowed leaves the documents that have a turn that is as the conditions say.
func (r *run) onlyAllowed(found set) (err error) {
	found.clone().each(func(doc int) {
		if err != nil || r.stopped() {
			return
		}
		var allowed []bool
		if allowed, _, err = r.turnsAllowed(doc); err == nil && !slices.Contains(allowed, true) {
			found[doc/64] &^= 1 << (doc % 64)
		}
	})
	return err
}

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
