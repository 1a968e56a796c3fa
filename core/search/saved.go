package search

import (
	"context"
	"slices"

	"tamtam/core"
	"tamtam/core/store"
)

// Calls lists the calls that a query finds, in no order worth relying on, and reads nothing of what is said in them: all calls of a saved
// search, to tell those that it did not find before. Of the options Limit, Skip, Turns and Newest do not matter.
func (e *Engine) Calls(ctx context.Context, query string, o Options) (ids []core.CallID, err error) {
	q := Parse(query, o)
	if q.empty() {
		return nil, nil
	}
	err = e.store.Snapshot(func(snapshot *store.Snapshot) error {
		r, err := e.run(ctx, q, o, snapshot)
		if err != nil {
			return err
		}
		found, _, err := r.find()
		if err != nil {
			return err
		}
		found.each(func(doc int) { ids = append(ids, r.shelf.documents[doc].call.ID) })
		return nil
	})
	if ctx.Err() != nil {
		return nil, core.E(core.Canceled, "search", ctx.Err())
	}
	return slices.Clip(ids), err
}
