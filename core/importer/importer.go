package importer

import (
	"context"
	"errors"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// Importer imports datasets into a store.
type Importer struct {
	store *store.Store
	clock core.Clock
}

// New makes an Importer. The clock decides what day it is; nil for the machine's.
func New(s *store.Store, clock core.Clock) *Importer {
	if clock == nil {
		clock = core.SystemClock{}
	}
	return &Importer{store: s, clock: clock}
}

// Options are what a run may be given; the zero value imports all of the dataset's types.
type Options struct {
	// Types are the data types to import; nil for all of the dataset's.
	Types []core.DataType
	// Mode is how much of them is read.
	Mode Mode
	// Months are those to mend, as MonthCheck.Month writes them.
	Months []string
	// Trigger is who began the run; ByPerson when empty. Slot and Missed are the schedule's, for the history.
	Trigger store.Trigger
	Slot    time.Time
	Missed  int
	// Progress is filled while the run goes on; may be nil.
	Progress *Progress
	// Rate is how many requests a second the client sends, for the estimate of the time left; 0 for gong.Rate.
	Rate float64
	// Workspaces are the names of the account's workspaces as last seen, for the files' headers where the run has no need to ask.
	Workspaces []string
	// Roles are the names of the users' permission profiles as last seen, for the records of users.
	Roles map[core.UserID][]string
}

// Run imports the dataset from the account. Each type's fate is in the Result; the error is for what concerns the whole run: the dataset
// is gone, the database cannot be written. A run that was stopped is gone on with by the next one on the same dataset.
func (i *Importer) Run(ctx context.Context, client *gong.Client, id core.DatasetID, o Options) (Result, error) {
	d, err := i.store.Dataset(id)
	if err != nil {
		return Result{}, err
	}
	if o.Types == nil {
		o.Types = d.Types
	}
	if o.Progress == nil {
		o.Progress = new(Progress)
	}
	if o.Rate == 0 {
		o.Rate = gong.Rate
	}
	types := core.SortDataTypes(o.Types)
	started := i.clock.Now()
	files, err := i.store.Files(id)
	if err != nil {
		return Result{}, err
	}
	state, err := i.resume(d, files, types, o)
	if err != nil {
		return Result{}, err
	}
	if state.Workspaces == nil {
		state.Workspaces = o.Workspaces
	}
	traffic := new(gong.Traffic)
	o.Progress.begin(types, o.Rate, &traffic.Requests)
	r := &run{
		Importer: i, client: client, dataset: d, types: types, state: state, progress: o.Progress,
		results: map[core.DataType]TypeResult{},
	}
	for user, roles := range o.Roles {
		for _, role := range roles {
			r.names.AddRole(gong.ID(user), role)
		}
	}
	if err := r.learnCalls(); err != nil {
		return Result{}, err
	}
	r.history, err = i.store.BeginReport(reportOf(d, files, types, o, started))
	if err != nil {
		return Result{}, err
	}
	r.all(gong.Measure(ctx, traffic))
	result := Result{Requests: int(traffic.Requests.Load()), Took: i.clock.Now().Sub(started), Run: r.history.ID}
	for _, t := range types {
		result.Types = append(result.Types, r.results[t])
		if errors.Is(r.results[t].Err, gong.ErrQuota) {
			result.GoesOn = core.DayOf(i.clock.Now()).Add(1).Start()
		}
	}
	err = r.remember()
	if err == nil {
		err = r.end(result)
	}
	return result, errors.Join(err, i.store.SetReport(ended(r.history, result, err, i.clock.Now())))
}

// resumable is how long a run that was stopped can be gone on with: long enough for a night's mishap, short enough that what it has
// read already is not stale.
const resumable = 6 * time.Hour

// resume returns the state of the dataset's unfinished run when it covers the types under the same choices, else that of a new run.
func (i *Importer) resume(d store.Dataset, files []store.File, types []core.DataType, o Options) (*state, error) {
	now := i.clock.Now().UTC()
	old, err := loadState(i.store, d.ID)
	if err != nil {
		return nil, err
	}
	fresh := &state{
		Layout: layout, Types: types, Period: d.Period, Limit: d.Limit, Private: d.IncludePrivate, Deleted: d.KeepDeleted,
		Connection: d.Connection, Begun: now, Dates: d.Dates(core.DayOf(now)),
	}
	fresh.extent = extentOf(d, files, types, o, fresh.Dates, now)
	if old != nil && old.fits(d, types, fresh.extent) && old.lasts(now) {
		return old, i.store.Stage(d.ID, old.clearPlaceless)
	}
	return fresh, i.store.Stage(d.ID, func(s *store.Stage) error {
		if err := s.EndRun(); err != nil {
			return err
		}
		return fresh.save(s)
	})
}

// end forgets a run that has nothing to be gone on with: whoever asks again wants all types anew. One that failed for the second time without
// getting any further is forgotten, too.
func (r *run) end(result Result) error {
	left := slices.ContainsFunc(r.state.Types, func(t core.DataType) bool {
		switch r.results[t].Outcome {
		case Done, Skipped:
			return false
		case Failed:
			return r.state.staged(t)
		}
		return !r.state.Done[t]
	})
	r.state.GoesOn = result.GoesOn
	failed := result.Worst() == Failed && result.GoesOn.IsZero()
	if failed {
		r.state.Failures++
	}
	return r.store.Stage(r.dataset.ID, func(s *store.Stage) error {
		if !left || failed && r.state.Failures > 1 {
			return s.EndRun()
		}
		return r.state.save(s)
	})
}
