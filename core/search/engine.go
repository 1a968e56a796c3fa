package search

import (
	"context"
	"slices"
	"strconv"

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

// Search finds what a query asks for. Any text is a query. It is overtaken by cancelling ctx: then it answers core.Canceled. core.Broken is an index or
// a digest that cannot be read, which store.Store.MendIndex makes anew: without it calls would be missing and nobody told.
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
		var unread int
		if results.Calls, unread = r.read(p); unread > 0 {
			results.Notices = append(results.Notices, Notice{Unreadable, strconv.Itoa(unread)})
		}
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
	if catalogue.Damaged() > 0 {
		return nil, broken(index.ErrDamaged)
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
		ctx: ctx, store: e.store, shelf: s, keys: keys, query: q, options: o, narrowed: len(q.turns) > 0,
		turnsOf: map[int]*index.Turns{}, allowed: map[int][]bool{}, located: map[int][][]uint32{},
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
