package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/datasets"
)

// runs are the imports under way: one per dataset at a time. They belong to the program, so no page that is left ends one.
type runs struct {
	*program

	mu    sync.Mutex
	going map[core.DatasetID]*running
	heard []func(ended)
	wg    sync.WaitGroup
}

var _ datasets.Runs = (*runs)(nil)

// running is one run.
type running struct {
	progress importer.Progress
	queued   []core.DataType // until the run fills the progress
	cancel   context.CancelFunc
	stopping bool      // by a person
	since    time.Time // when it was asked for
	name     string    // of the dataset, once it is read
	done     chan struct{}
	ended    ended // readable when done is closed
}

// ended is how a run of a dataset ended.
type ended struct {
	Dataset core.DatasetID
	Name    string
	// Options are those that the run was begun with.
	Options importer.Options
	// Report is what the history keeps of the run. One that did not begin and of which nothing is to be said (it was cancelled, or the schedule
	// waits for what it lacks) has no ID.
	Report store.RunReport
	// End is what becomes of the slot of a scheduled run: while that is schedule.Retry, the schedule tries again by itself.
	End schedule.End
}

func newRuns(a *program) *runs { return &runs{program: a, going: map[core.DatasetID]*running{}} }

// onEnd has a function called after each run, on the run's goroutine: the dataset is free for the next run by then. The program waits for it
// when it closes, but not for long. To be called before the first run.
func (r *runs) onEnd(do func(ended)) { r.heard = append(r.heard, do) }

// Start begins a run of some types of a dataset, or of all when none is named. It returns at once; what comes of it is kept when the run
// ends. A dataset that is being imported is left as it is.
func (r *runs) Start(id core.DatasetID, o importer.Options) { r.begin(id, o) }

// begin is Start for who waits for the end; nil when no run begins.
func (r *runs) begin(id core.DatasetID, o importer.Options) *running {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.going[id] != nil || r.root.Err() != nil {
		return nil
	}
	ctx := vault.Quiet(r.root)
	if o.Trigger = cmp.Or(o.Trigger, store.ByPerson); o.Trigger == store.ByPerson {
		ctx = vault.Attended(r.root) // a person pressed a button, and can cancel
	}
	ctx, cancel := context.WithCancel(ctx)
	one := &running{queued: o.Types, cancel: cancel, since: r.clock.Now(), done: make(chan struct{})}
	r.going[id] = one
	r.wg.Go(func() {
		defer cancel()
		one.ended = r.run(ctx, id, one, o)
		r.mu.Lock()
		delete(r.going, id)
		r.mu.Unlock()
		close(one.done)
		for _, do := range r.heard {
			do(one.ended)
		}
	})
	return one
}

// run imports, and keeps what came of it.
func (r *runs) run(ctx context.Context, id core.DatasetID, one *running, o importer.Options) ended {
	begun := r.clock.Now()
	d, err := r.store.Dataset(id)
	if err != nil {
		r.log.Error("import failed", "dataset", string(id), "err", err)
		return ended{Dataset: id}
	}
	r.mu.Lock()
	one.name = d.Name
	r.mu.Unlock()
	result, connection, err := r.imported(ctx, d, one, o)
	if err == nil {
		r.log.Info("imported", "dataset", string(id), "trigger", string(o.Trigger), "outcome", string(result.Worst()), "done", result.Done(),
			"types", len(result.Types), "requests", result.Requests, "seconds", result.Took.Seconds())
	} else if !silent(err) {
		r.log.Error("import failed", "dataset", string(id), "err", err)
	}
	if connection != "" && connection != core.SampleConnection {
		if noteErr := r.connections.Note(connection, verdict(result, err)); noteErr != nil {
			r.log.Warn("the connection's state was not kept", "err", noteErr)
		}
	}
	e := ended{Dataset: id, Name: d.Name, Options: o}
	if o.Trigger != store.ByPerson && waits(err) && result.Run == "" {
		e.End = schedule.End{Fate: schedule.Stopped}
		return e
	}
	e.Report, err = r.reported(d, o, begun, result, err)
	if err != nil && !core.Is(err, core.NotFound) {
		r.log.Error("the import's outcome was not kept", "dataset", string(id), "err", err)
	}
	e.End = schedule.Judge(e.Report, result.GoesOn)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !one.stopping && ctx.Err() != nil && e.End.Fate == schedule.Handled {
		e.End.Fate = schedule.Stopped
	}
	return e
}

// waits tells failures to begin that only a person can mend, or the keychain by itself: a scheduled run waits then, and is said to (Ready).
func waits(err error) bool {
	return core.Is(err, core.Locked) || core.Is(err, core.Unavailable) || errors.Is(err, auth.ErrNotConnected) || errors.Is(err, auth.ErrAccountGone)
}

// imported runs the importer on the dataset, through the connection that it also returns, "" when there is none.
func (r *runs) imported(ctx context.Context, d store.Dataset, one *running, o importer.Options) (importer.Result, core.ConnectionID, error) {
	connection, err := r.connectionOf(d)
	if err != nil {
		return importer.Result{}, "", err
	}
	client, err := r.clients.of(ctx, connection.ID)
	if err != nil {
		return importer.Result{}, connection.ID, err
	}
	o.Progress, o.Rate, o.Workspaces, o.Roles = &one.progress, rate(connection.ID), connection.Workspaces, connection.Roles
	result, err := r.importer.Run(ctx, client, d.ID, o)
	return result, connection.ID, err
}

// verdict is what a run says about its connection: nil that it works, else the failure.
func verdict(result importer.Result, err error) error {
	for _, t := range result.Types {
		switch kind := core.KindOf(t.Err); {
		case t.Outcome == importer.Done:
			return nil
		case t.Err != nil && (kind == core.Unauthorized || kind == core.Foreign):
			err = t.Err
		}
	}
	if err == nil {
		return core.E(core.Canceled, "import", nil) // says nothing
	}
	return err
}

// Cancel stops a run; whole pages are kept.
func (r *runs) Cancel(id core.DatasetID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if one := r.going[id]; one != nil {
		one.stopping = true
		one.cancel()
	}
}

// Run is the run of a dataset.
func (r *runs) Run(id core.DatasetID) (datasets.Run, bool) {
	r.mu.Lock()
	one := r.going[id]
	stopping := one != nil && one.stopping
	r.mu.Unlock()
	if one == nil {
		return datasets.Run{}, false
	}
	s := one.progress.Snapshot()
	if len(s.Types) == 0 {
		for _, t := range one.queued {
			s.Types = append(s.Types, importer.TypeProgress{Type: t, State: importer.Queued})
		}
	}
	return datasets.Run{Snapshot: s, Stopping: stopping}, true
}

// all lists the datasets that are being imported.
func (r *runs) all() []core.DatasetID {
	r.mu.Lock()
	defer r.mu.Unlock()
	var ids []core.DatasetID
	for id := range r.going {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// name is what the dataset of a run is called, "" when there is no run.
func (r *runs) name(id core.DatasetID) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if one := r.going[id]; one != nil {
		return one.name
	}
	return ""
}

// stop ends a dataset's run, which is not what a person wanted for its own sake, and waits for its end.
func (r *runs) stop(ctx context.Context, id core.DatasetID) error {
	r.mu.Lock()
	one := r.going[id]
	r.mu.Unlock()
	if one == nil {
		return nil
	}
	one.cancel()
	select {
	case <-one.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// wait waits for all runs, whose root has ended, for at most so long.
func (r *runs) wait(most time.Duration) {
	if !within(most, &r.wg) {
		r.log.Warn("an import did not stop in time")
	}
}
