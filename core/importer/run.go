package importer

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/text"
)

// run is one run. Two lanes work at the same time: the calls, and everything else; mu guards what they share.
type run struct {
	*Importer
	client   *gong.Client
	dataset  store.Dataset
	types    []core.DataType
	progress *Progress

	// What the records of one type show of others is read before the lanes begin and only read afterwards; so are the failures to do so.
	known                    known
	names                    datatype.Directory
	spacesErr, scorecardsErr error
	nameless                 map[core.DataType]bool // types whose records lack what they show of others, since it could not be read
	privacy                  privacy
	account                  account
	history                  store.RunReport // what is kept of this run

	mu      sync.Mutex
	state   *state
	results map[core.DataType]TypeResult
}

// all runs all parts. What has no result at the end was cancelled.
func (r *run) all(ctx context.Context) {
	for _, t := range r.types {
		if r.state.Done[t] {
			r.already(t)
		}
	}
	r.learnNames(ctx)
	var lanes sync.WaitGroup
	lanes.Go(func() { r.conversations(ctx) })
	lanes.Go(func() {
		r.stats(ctx)
		r.settings(ctx)
	})
	lanes.Wait()
	r.libraries(ctx) // behind the calls, as is the next: what points at a private one is left out
	r.answered(ctx)
	for _, t := range r.types {
		if _, ended := r.results[t]; !ended {
			r.fail(t, core.E(core.Canceled, "import", ctx.Err()))
		}
	}
}

// wants tells whether the type was asked for and has no result yet.
func (r *run) wants(t core.DataType) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, ended := r.results[t]
	return slices.Contains(r.types, t) && !ended
}

func (r *run) wanted(types ...core.DataType) []core.DataType {
	return slices.DeleteFunc(types, func(t core.DataType) bool { return !r.wants(t) })
}

// already reports a type that an earlier part of this run has finished.
func (r *run) already(t core.DataType) {
	f, err := r.store.File(r.dataset.ID, t)
	if err != nil {
		return // skipped then: it is tried again
	}
	r.report(TypeResult{Type: t, Outcome: Done, Records: f.Records, Bytes: f.Bytes})
}

func (r *run) report(result TypeResult) {
	r.mu.Lock()
	r.results[result.Type] = result
	r.mu.Unlock()
	r.progress.change(result.Type, func(p *TypeProgress) {
		p.State, p.Result = Ended, result
		if result.Outcome == Done {
			p.Records, p.Total, p.Bytes = result.Records, result.Records, result.Bytes
		}
	})
}

// fail ends types with an error: a missing permission skips them, an end of the work cancels them, anything else fails them.
func (r *run) fail(t core.DataType, err error) {
	result := TypeResult{Type: t, Outcome: Failed, Reason: Reason(t, err), Scope: core.ScopeOf(err), Err: err}
	switch core.KindOf(err) {
	case core.Denied:
		result.Outcome = Skipped
	case core.Canceled:
		result.Outcome = Canceled
	}
	r.report(result)
}

func (r *run) failAll(types []core.DataType, err error) {
	for _, t := range types {
		r.fail(t, err)
	}
}

// keep commits a page: its records, and, unless edit is nil, how far the run is then. Records are made ready outside the transaction.
func (r *run) keep(entries []store.Entry, edit func(*reached), also ...func(*store.Stage) error) error {
	write := func(state []byte) error {
		return r.store.Stage(r.dataset.ID, func(s *store.Stage) error {
			for _, e := range entries {
				if err := s.Put(e); err != nil {
					return err
				}
			}
			for _, do := range also {
				if err := do(s); err != nil {
					return err
				}
			}
			if state == nil {
				return nil
			}
			return s.SetRun(state)
		})
	}
	if edit == nil {
		return write(nil)
	}
	return r.commit(func(s *reached) {
		if len(entries) > 0 {
			s.Failures = 0
		}
		edit(s)
	}, write)
}

// commit has write put the state into the database, as edit leaves it, together with what makes it true. What the run knows of itself
// changes only when that has succeeded, and no other commit comes between: so the state that is kept never claims a page that a full disk
// refused, nor a file that is not shown yet.
func (r *run) commit(edit func(*reached), write func(state []byte) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := *r.state
	next.reached = r.state.clone()
	edit(&next.reached)
	b, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := write(b); err != nil {
		return err
	}
	r.state.reached = next.reached
	return nil
}

// narrow reads less than was meant, where nothing is permitted that was not permitted before.
func (r *run) narrow(edit func(*extent)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	edit(&r.state.extent)
}

// encode makes records ready and counts them in the type's progress.
func (r *run) encode(t core.DataType, entries []datatype.Entry) []store.Entry {
	ready := make([]store.Entry, len(entries))
	size := 0
	for n, e := range entries {
		ready[n] = r.store.Encode(t, e.Sort, e.Record)
		size += ready[n].Size()
	}
	r.progress.change(t, func(p *TypeProgress) {
		p.State, p.Records, p.Bytes = Fetching, p.Records+len(entries), p.Bytes+int64(size)
	})
	return ready
}

// put commits the records of a type that needs no place.
func (r *run) put(t core.DataType, entries []datatype.Entry) error {
	return r.keep(r.encode(t, entries), nil)
}

// finish shows the type's new content under its header.
func (r *run) finish(t core.DataType, about about) {
	r.progress.change(t, func(p *TypeProgress) { p.State = Writing })
	var result TypeResult
	err := r.commit(func(s *reached) {
		// Reviews of calls that could not be asked about are good for now, and read again when the run is gone on with.
		if s.Done[t] = t != core.AnsweredScorecards || !r.privacy.unsure; s.Done[t] {
			s.Failures = 0
		}
	}, func(state []byte) (err error) {
		result, err = r.show(t, about, state)
		return err
	})
	if err != nil {
		r.fail(t, err)
		return
	}
	r.report(result)
}

func (r *run) show(t core.DataType, about about, state []byte) (TypeResult, error) {
	if err := r.store.FixFrom(r.dataset.ID, r.state.Dates.From); err != nil {
		return TypeResult{}, err
	}
	if err := r.mark(t, about); err != nil {
		return TypeResult{}, err
	}
	before, err := r.store.File(r.dataset.ID, t)
	if err != nil && !core.Is(err, core.NotFound) {
		return TypeResult{}, err
	}
	e := store.Ending{
		Header: func(records int) text.Header { return r.header(t, about, records) }, State: state, Keep: about.keep, Run: r.history.ID,
		Lacks: about.lacks, Also: about.also,
	}
	if !r.nameless[t] && (t != core.AnsweredScorecards || !r.privacy.unsure) { // else all that this run read is read again
		e.Through, e.Deep = r.state.through(t, before, r.state.Dates, r.state.Begun)
	}
	f, changes, err := r.store.Finish(r.dataset.ID, t, e)
	if err != nil {
		return TypeResult{}, err
	}
	return TypeResult{Type: t, Outcome: Done, Records: f.Records, Bytes: f.Bytes, Changes: changes, Reason: about.note}, nil
}

// entries makes a record of each item.
func entries[T any](items []T, record func(T) datatype.Entry) []datatype.Entry {
	all := make([]datatype.Entry, len(items))
	for n, item := range items {
		all[n] = record(item)
	}
	return all
}
