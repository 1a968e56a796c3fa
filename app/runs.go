package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/datasets"
)

// runs are the imports under way: one per dataset at a time. They belong to the program, so no page that is left ends one.
type runs struct {
	*program

	mu    sync.Mutex
	going map[core.DatasetID]*running
	wg    sync.WaitGroup
}

var _ datasets.Runs = (*runs)(nil)

// running is one run.
type running struct {
	progress importer.Progress
	queued   []core.DataType // until the run fills the progress
	cancel   context.CancelFunc
	stopping bool
	name     string // of the dataset, once it is read
	done     chan struct{}
}

func newRuns(a *program) *runs { return &runs{program: a, going: map[core.DatasetID]*running{}} }

// Start begins a run. It returns at once; what comes of it is kept when the run ends.
func (r *runs) Start(id core.DatasetID, types ...core.DataType) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.going[id] != nil || r.root.Err() != nil {
		return
	}
	ctx, cancel := context.WithCancel(vault.Attended(r.root)) // a person pressed a button, and can cancel
	one := &running{queued: types, cancel: cancel, done: make(chan struct{})}
	r.going[id] = one
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		defer cancel()
		r.run(ctx, id, one, types)
		r.mu.Lock()
		delete(r.going, id)
		r.mu.Unlock()
		close(one.done)
	}()
}

// run imports and keeps what came of it.
func (r *runs) run(ctx context.Context, id core.DatasetID, one *running, types []core.DataType) {
	result, connection, err := r.imported(ctx, id, one, types)
	if err == nil {
		r.log.Info("imported", "dataset", string(id), "outcome", string(result.Worst()), "done", result.Done(), "types", len(result.Types),
			"requests", result.Requests, "seconds", result.Took.Seconds())
	} else if !silent(err) {
		r.log.Error("import failed", "dataset", string(id), "err", err)
	}
	if connection != "" && connection != core.SampleConnection {
		if noteErr := r.connections.Note(connection, verdict(result, err)); noteErr != nil {
			r.log.Warn("the connection's state was not kept", "err", noteErr)
		}
	}
	if err := r.keep(id, result.Types, err); err != nil && !core.Is(err, core.NotFound) {
		r.log.Error("the import's outcome was not kept", "dataset", string(id), "err", err)
	}
}

func (r *runs) imported(ctx context.Context, id core.DatasetID, one *running, types []core.DataType) (importer.Result, core.ConnectionID, error) {
	d, err := r.store.Dataset(id)
	if err != nil {
		return importer.Result{}, "", err
	}
	r.mu.Lock()
	one.name = d.Name
	r.mu.Unlock()
	connection, err := r.connectionOf(d)
	if err != nil {
		return importer.Result{}, "", err
	}
	client, err := r.clients.of(ctx, connection.ID)
	if err != nil {
		return importer.Result{}, connection.ID, err
	}
	o := importer.Options{Progress: &one.progress, Rate: rate(connection.ID), Workspaces: connection.Workspaces, Roles: connection.Roles}
	if len(types) > 0 {
		o.Types = types
	}
	result, err := r.importer.Run(ctx, client, id, o)
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

// stop cancels a dataset's run and waits for its end.
func (r *runs) stop(ctx context.Context, id core.DatasetID) error {
	r.Cancel(id)
	r.mu.Lock()
	one := r.going[id]
	r.mu.Unlock()
	if one == nil {
		return nil
	}
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

// outcome is what is kept of a type's latest import, or, under no type, of a run that did not begin.
type outcome struct {
	Type    core.DataType    `json:"type,omitempty"`
	At      time.Time        `json:"at,omitzero"`
	Outcome importer.Outcome `json:"outcome,omitempty"`
	Records int              `json:"records,omitempty"`
	Bytes   int64            `json:"bytes,omitempty"`
	Changes store.Changes    `json:"changes,omitzero"`
	Reason  string           `json:"reason,omitempty"`
	Failure *failure         `json:"failure,omitempty"`
}

// before tells whether a file that the outcome is about has been imported since. Files know the second only.
func (o outcome) before(f store.File) bool {
	return (o.Type == "" || f.Type == o.Type) && !f.Generated.Before(o.At.Truncate(time.Second))
}

// failure is a core.Error as it is kept: an error that is read again has the same kind, scope, request id and text.
type failure struct {
	Kind      core.Kind `json:"kind"`
	Scope     string    `json:"scope,omitempty"`
	RequestID string    `json:"requestID,omitempty"`
	Text      string    `json:"text,omitempty"`
}

func failureOf(err error) *failure {
	if err == nil {
		return nil
	}
	f := &failure{Kind: core.KindOf(err), Scope: core.ScopeOf(err), Text: err.Error()}
	if e, ok := errors.AsType[*core.Error](err); ok {
		f.RequestID = e.RequestID
	}
	return f
}

func (f *failure) error() error {
	if f == nil {
		return nil
	}
	return &core.Error{Kind: f.Kind, Scope: f.Scope, RequestID: f.RequestID, Err: errors.New(f.Text)}
}

func lastSetting(id core.DatasetID) string { return "last." + string(id) }

func (r *runs) outcomes(id core.DatasetID) []outcome {
	var all []outcome
	r.settings.get(lastSetting(id), &all)
	return all
}

// keep replaces what is known of the types that the run had, and whether it began.
func (r *runs) keep(id core.DatasetID, results []importer.TypeResult, err error) error {
	if _, err := r.store.Dataset(id); err != nil {
		return err
	}
	all := slices.DeleteFunc(r.outcomes(id), func(o outcome) bool {
		return o.Type == "" || slices.ContainsFunc(results, func(t importer.TypeResult) bool { return t.Type == o.Type })
	})
	now := r.clock.Now()
	for _, t := range results {
		all = append(all, outcome{t.Type, now, t.Outcome, t.Records, t.Bytes, t.Changes, t.Reason, failureOf(t.Err)})
	}
	if !silent(err) {
		all = append(all, outcome{At: now, Failure: failureOf(err)})
	}
	return r.store.SetSetting(lastSetting(id), all)
}

// last is what is known of the latest import of each of a dataset's types, and why the latest run did not begin. Where a file is newer than
// a failure, tamtamctl has imported it since, and nothing stands against it.
func (r *runs) last(id core.DatasetID, files []store.File) (types []importer.TypeResult, err error) {
	for _, o := range r.outcomes(id) {
		if o.Outcome != importer.Done && slices.ContainsFunc(files, o.before) {
			continue
		}
		if o.Type == "" {
			err = o.Failure.error()
			continue
		}
		result := importer.TypeResult{
			Type: o.Type, Outcome: o.Outcome, Records: o.Records, Bytes: o.Bytes, Changes: o.Changes, Reason: o.Reason, Err: o.Failure.error(),
		}
		result.Scope = core.ScopeOf(result.Err)
		types = append(types, result)
	}
	return types, err
}

// forget drops what is known of a dataset that is gone.
func (r *runs) forget(id core.DatasetID) error {
	return r.store.SetSetting(lastSetting(id), []outcome{})
}
