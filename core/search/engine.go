package search

import (
	"context"
	"math"
	"slices"

	"tamtam/core"
	"tamtam/core/index"
	"tamtam/core/review"
	"tamtam/core/store"
)

// Engine searches a store. It is safe for concurrent use.
type Engine struct {
	store   *store.Store
	desk    *review.Desk
	shelves shelves
}

// New makes an Engine. Store and desk stay the caller's.
func New(s *store.Store, d *review.Desk) *Engine { return &Engine{store: s, desk: d} }

// defaultLimit is how many calls are returned when nobody says.
const defaultLimit = 50

// Search finds what a query asks for. Any text is a query. It is overtaken by cancelling ctx: then it answers core.Canceled.
func (e *Engine) Search(ctx context.Context, query string, o Options) (Results, error) {
	q := Parse(query, o)
	results := Results{Notices: q.notices}
	if q.empty() {
		results.Empty = true
		return results, nil
	}
	if o.Limit <= 0 {
		o.Limit = defaultLimit
	}
	var r *run
	var p page
	err := e.store.Snapshot(func(snapshot *store.Snapshot) (err error) {
		if r, err = e.run(ctx, q, o, snapshot); err != nil {
			return err
		}
		q.check(r.shelf.catalogue, &results)
		results.Total, p, err = r.search(snapshot)
		return err
	})
	if err == nil && ctx.Err() == nil {
		results.Calls, err = r.read(p)
	}
	if ctx.Err() != nil { // whatever was found is not all
		return Results{}, core.E(core.Canceled, "search", ctx.Err())
	}
	return results, err
}

// run begins to answer a query from a snapshot.
func (e *Engine) run(ctx context.Context, q Query, o Options, snapshot *store.Snapshot) (*run, error) {
	catalogue, err := e.desk.In(snapshot, o.Datasets...)
	if err != nil {
		return nil, err
	}
	s, err := e.shelves.of(catalogue, snapshot)
	if err != nil {
		return nil, err
	}
	keys, err := open(s, snapshot)
	if err != nil {
		return nil, err
	}
	return &run{
		ctx: ctx, shelf: s, keys: keys, query: q, options: o, narrowed: len(q.turns) > 0,
		turnsOf: map[int]*index.Turns{}, allowed: map[int][]bool{},
	}, nil
}

// empty tells whether the query asks for nothing.
func (q *Query) empty() bool {
	return len(q.groups) == 0 && len(q.not) == 0 && len(q.calls) == 0 && len(q.turns) == 0
}

// check notices datasets that there are none of.
func (q *Query) check(c *review.Catalogue, r *Results) {
	for _, condition := range q.calls {
		if condition.op != "dataset" {
			continue
		}
		known := false
		for id, name := range c.Names {
			known = known || matchesDataset(condition.value, name, id)
		}
		if !known {
			r.Notices = append(r.Notices, Notice{NoDataset, condition.value})
		}
	}
}

// search counts the documents that are found, and picks the best with their turns.
func (r *run) search(snapshot *store.Snapshot) (total int, p page, err error) {
	found, matches, err := r.find()
	if err != nil || r.stopped() {
		return 0, p, err
	}
	best, err := r.best(found, matches)
	if err != nil || r.stopped() {
		return 0, p, err
	}
	p, err = r.choose(best, matches, snapshot)
	return found.count(), p, err
}

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

// scored is a document with how well it fits.
type scored struct {
	doc   int
	score float64
}

const (
	// k1 and b are BM25's usual constants: how soon repeating a word stops to count, and how much a long call is held against it.
	k1 = 1.2
	b  = 0.75
	// reranked is how many of the best are looked at for how close together they have the words.
	reranked = 60
)

// best returns the documents to show, best first.
func (r *run) best(found set, groups [][]*match) ([]int, error) {
	docs := make([]scored, 0, found.count())
	found.each(func(doc int) { docs = append(docs, scored{doc: doc}) })
	if !r.options.Newest && len(groups) > 0 {
		r.score(docs, groups)
	}
	end := min(r.options.Skip+r.options.Limit, len(docs))
	if end < len(docs) {
		docs = r.top(docs, max(reranked, end))
	}
	r.sort(docs)
	if !r.options.Newest && len(groups) > 1 {
		near := docs[:min(reranked, len(docs))] // however many are shown, so that pages belong together
		if err := r.byCloseness(near, groups); err != nil {
			return nil, err
		}
		r.sort(near)
	}
	shown := make([]int, 0, end)
	for _, d := range docs[min(r.options.Skip, end):end] {
		shown = append(shown, d.doc)
	}
	return shown, nil
}

// top returns the n best, in no order: a heap whose root is the worst of them.
func (r *run) top(docs []scored, n int) []scored {
	if n >= len(docs) {
		return docs
	}
	kept := docs[:n]
	down := func(i int) {
		for {
			least := i
			for child := 2*i + 1; child <= 2*i+2 && child < n; child++ {
				if r.compare(kept[child], kept[least]) > 0 {
					least = child
				}
			}
			if least == i {
				return
			}
			kept[i], kept[least] = kept[least], kept[i]
			i = least
		}
	}
	for i := n/2 - 1; i >= 0; i-- {
		down(i)
	}
	for _, d := range docs[n:] {
		if r.compare(d, kept[0]) < 0 {
			kept[0] = d
			down(0)
		}
	}
	return kept
}

// compare orders better ones first, equal ones by date, newest first.
func (r *run) compare(x, y scored) int {
	switch {
	case x.score > y.score:
		return -1
	case x.score < y.score:
		return 1
	}
	return r.shelf.documents[x.doc].order - r.shelf.documents[y.doc].order
}

func (r *run) sort(docs []scored) { slices.SortFunc(docs, r.compare) }

// score is BM25 over the leaves.
func (r *run) score(docs []scored, groups [][]*match) {
	total := float64(r.shelf.count)
	for _, group := range groups {
		for _, m := range group {
			n := float64(m.in.count())
			weight := math.Log(1 + (total-n+0.5)/(n+0.5))
			for i := range docs {
				doc := docs[i].doc
				if !m.in.has(doc) {
					continue
				}
				times := float64(m.times[doc])
				long := float64(r.shelf.documents[doc].words) / r.shelf.average
				docs[i].score += weight * times * (k1 + 1) / (times + k1*(1-b+b*long))
			}
		}
	}
}

// byCloseness raises the score of documents that have the words close together: next to each other it is half as much again.
func (r *run) byCloseness(docs []scored, groups [][]*match) error {
	among := newSet(len(r.shelf.documents))
	place := make(map[int]int, len(docs))
	for i, d := range docs {
		among.add(d.doc)
		place[d.doc] = i
	}
	said := make([][][]uint32, len(docs)) // by group, the positions in order
	for i := range said {
		said[i] = make([][]uint32, len(groups))
	}
	for g, group := range groups {
		for _, m := range group {
			in := among.clone()
			in.and(m.in)
			err := r.positions(m.leaf, in, func(doc int, positions []uint32) error {
				at := &said[place[doc]][g]
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
	for i := range docs {
		if span := narrowest(said[i]); span > 0 {
			docs[i].score *= 1 + 0.5*float64(len(groups))/float64(max(span, len(groups)))
		}
	}
	return nil
}

// narrowest is the length of the shortest stretch that has a position of each list, 0 when a list is empty.
func narrowest(lists [][]uint32) int {
	next := make([]int, len(lists))
	best := 0
	for {
		first, last, least := uint32(math.MaxUint32), uint32(0), 0
		for g, list := range lists {
			if next[g] == len(list) {
				return best
			}
			at := list[next[g]]
			if at < first {
				first, least = at, g
			}
			last = max(last, at)
		}
		if span := int(last-first) + 1; best == 0 || span < best {
			best = span
		}
		next[least]++
	}
}
