package datasets_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/datasets"
	"tamtam/ui/say"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screens: everything in memory, every call noted.
type world struct {
	entries     []datasets.Entry
	connections []datasets.Connection
	shut        say.Attention
	asked       func(ctx context.Context) // nil for nobody who looks; before Shut answers
	empties     bool                      // an update to another account empties the dataset
	running     map[core.DatasetID]datasets.Run
	lines       func(id core.DatasetID, t core.DataType) (datasets.Lines, error)
	estimate    func(ctx context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error)
	exported    func(e datasets.Export, written func(int64)) (datasets.Exported, error)
	err         error // of the next reads
	saveErr     error
	updated     func(store.Dataset) // nil for nobody who looks
	log         []string
	next        time.Time // of every rhythm
	forecast    datasets.Forecast
	awaited     []importer.Awaited
	comparing   checks
	memory      map[string]string
	shelf       shelf
}

func newWorld() *world {
	w := &world{
		next: now.Add(18*time.Hour + 30*time.Minute), forecast: datasets.Forecast{Cost: importer.Cost{Requests: 12, Time: 5 * time.Second}, Left: 9_790},
		running: map[core.DatasetID]datasets.Run{}, memory: map[string]string{},
		connections: []datasets.Connection{{ID: "c1", Name: "Acme", Account: "Acme Inc · API key"}},
	}
	w.shelf.world = w
	return w
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// did fails the test unless exactly these calls were noted since the last did.
func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) All(context.Context) ([]datasets.Entry, error) {
	all := slices.Clone(w.entries)
	for i := range all {
		all[i].Connection = w.through(all[i])
	}
	return all, w.err
}

// through is the connection of a dataset: the one that it names. A connection that is set in a test stays.
func (w *world) through(e datasets.Entry) datasets.Connection {
	i := slices.IndexFunc(w.connections, func(c datasets.Connection) bool { return c.ID == e.Dataset.Connection })
	if i < 0 {
		return e.Connection
	}
	return w.connections[i]
}

func (w *world) index(id core.DatasetID) int {
	return slices.IndexFunc(w.entries, func(e datasets.Entry) bool { return e.Dataset.ID == id })
}

func (w *world) One(_ context.Context, id core.DatasetID) (datasets.Entry, error) {
	if w.err != nil {
		return datasets.Entry{}, w.err
	}
	if i := w.index(id); i >= 0 {
		e := w.entries[i]
		e.Connection = w.through(e)
		return e, nil
	}
	return datasets.Entry{}, core.E(core.NotFound, "find the dataset", nil)
}

func (w *world) Create(_ context.Context, d store.Dataset) (store.Dataset, error) {
	if w.saveErr != nil {
		return d, w.saveErr
	}
	w.note("create %s %v %s %d %t", d.Name, d.Types, d.Period, d.Limit, d.IncludePrivate)
	d.ID = "new"
	w.entries = append(w.entries, datasets.Entry{Dataset: d})
	return d, nil
}

func (w *world) Update(_ context.Context, d store.Dataset) error {
	if w.updated != nil {
		w.updated(d)
	}
	w.note("update %s %s %v %s %d", d.ID, d.Name, d.Types, d.Period, d.Limit)
	return w.saveErr
}

func (w *world) Delete(_ context.Context, id core.DatasetID) error {
	w.note("delete %s", id)
	return w.saveErr
}

func (w *world) Lines(_ context.Context, id core.DatasetID, t core.DataType) (datasets.Lines, error) {
	return w.lines(id, t)
}

func (w *world) Start(id core.DatasetID, o importer.Options) {
	types := o.Types
	w.note("start %s %v %s%s", id, types, cmp.Or(o.Mode, "everything"), strings.Join(append([]string{""}, o.Months...), " "))
	if _, going := w.running[id]; going {
		return
	}
	if i := w.index(id); i >= 0 && len(types) == 0 {
		types = w.entries[i].Dataset.Types
	}
	var s importer.Snapshot
	for _, t := range types {
		s.Types = append(s.Types, importer.TypeProgress{Type: t, State: importer.Queued})
	}
	w.running[id] = datasets.Run{Snapshot: s}
}

func (w *world) Cancel(id core.DatasetID) {
	w.note("cancel %s", id)
	run := w.running[id]
	run.Stopping = true
	w.running[id] = run
}

func (w *world) Run(id core.DatasetID) (datasets.Run, bool) {
	run, going := w.running[id]
	return run, going
}

func (w *world) Estimate(ctx context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error) {
	w.note("estimate %v %s %d", d.Types, d.Period, d.Limit)
	return w.estimate(ctx, d, answer)
}

func (w *world) Folder(context.Context) string { return "/home/ina/Documents/Gong" }

func (w *world) Export(_ context.Context, e datasets.Export, written func(int64)) (datasets.Exported, error) {
	w.note("export %s to %s zip %t calls %q: %s", e.Dataset, e.Folder, e.Zip, e.Calls, e.Redact.String("Jane: jane@acme.com"))
	return w.exported(e, written)
}

func (w *world) Reveal(_ context.Context, path string) error {
	w.note("reveal %s", path)
	return nil
}

func (w *world) Empties(context.Context, store.Dataset) (bool, error) { return w.empties, nil }

func (w *world) Connected(context.Context) ([]datasets.Connection, error) {
	return slices.Clone(w.connections), nil
}

func (w *world) Shut(ctx context.Context) say.Attention {
	if w.asked != nil {
		w.asked(ctx)
	}
	return w.shut
}

// unconnected is the world without a connection.
func (w *world) unconnected() *world {
	w.connections = nil
	return w
}

// connect is what a person does in the dialog.
func (w *world) connect(id core.ConnectionID) {
	if id == "" {
		w.connections = append(w.connections, datasets.Connection{ID: "c9", Name: "New", Account: "New Ltd · API key"})
		return
	}
	w.connections[slices.IndexFunc(w.connections, func(c datasets.Connection) bool { return c.ID == id })].Attention = say.Attention{}
	w.shut = say.Attention{}
}

// routes notes where the screens want to go.
func (w *world) routes() datasets.Routes {
	to := func(where string) func(core.DatasetID) {
		return func(id core.DatasetID) { w.note("%s %s", where, id) }
	}
	return datasets.Routes{
		List: func() { w.note("to list") }, New: func() { w.note("to new") }, Copy: to("to copy"), Open: to("to open"),
		Edit: to("to edit"), Sync: to("to sync"), Check: to("to check"), Awaited: to("to awaited"), History: to("to history"), Saved: to("to saved"), Back: func() { w.note("back") }, Settings: func() { w.note("to settings") },
		Connect: func(id core.ConnectionID, saved func()) {
			w.note("connect %q", id)
			w.connect(id)
			saved()
		},
		Unlock: func(unlocked func()) {
			w.note("unlock")
			w.shut = say.Attention{}
			unlocked()
		},
		PickFile:   func(title, _ string, picked func(string)) { w.note("pick %s", title); picked("/home/ina/picked.md") },
		PickFolder: func(start string, picked func(string)) { w.note("pick from %s", start); picked("/media/stick") },
	}
}

func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

// lines is an open file of made lines.
type lines struct {
	file store.File
	all  []string
	err  error
}

func (l *lines) Len() int                   { return len(l.all) }
func (l *lines) Line(i int) (string, error) { return l.all[i], l.err }
func (l *lines) File() store.File           { return l.file }
func (l *lines) Anchor(int) store.Anchor    { return store.Anchor{} }
func (l *lines) Find(store.Anchor) int      { return 0 }

// sizes are what files of the types hold in tests.
var sizes = map[core.DataType]struct {
	records int
	bytes   int64
}{
	core.Calls: {100, 412_000}, core.Transcripts: {96, 4_130_000}, core.Users: {48, 21_400}, core.UserStats: {1_440, 310_000},
	core.Scorecards: {6, 9_800}, core.AnsweredScorecards: {100, 61_000}, core.Libraries: {24, 18_300}, core.Trackers: {31, 12_900},
	core.CRMDeals: {64, 70_200}, core.CRMContacts: {100, 55_000}, core.CRMAccounts: {42, 38_000},
}

func file(t core.DataType, rev uint64) store.File {
	return store.File{
		Type: t, FirstImported: now.Add(-48 * time.Hour), Generated: now.Add(-3 * time.Minute), Records: sizes[t].records,
		Bytes: sizes[t].bytes, Rev: rev,
	}
}

// entry is a dataset whose types were all imported.
func entry(id, name string, types ...core.DataType) datasets.Entry {
	e := datasets.Entry{Dataset: store.Dataset{
		ID: core.DatasetID(id), Name: name, Connection: "c1", Types: types, Period: core.Last(90), Limit: 100,
	}}
	for _, t := range types {
		e.Files = append(e.Files, file(t, 1))
		e.Last = append(e.Last, importer.TypeResult{Type: t, Outcome: importer.Done, Records: sizes[t].records, Bytes: sizes[t].bytes})
	}
	return e
}

// never is a dataset that was never imported.
func never(id, name string, types ...core.DataType) datasets.Entry {
	e := entry(id, name, types...)
	e.Files, e.Last = nil, nil
	return e
}

// set replaces what is known of a type's latest import.
func set(e *datasets.Entry, r importer.TypeResult) {
	for i := range e.Last {
		if e.Last[i].Type == r.Type {
			e.Last[i] = r
		}
	}
}

func denied(scope string) error { return &core.Error{Kind: core.Denied, Op: "list", Scope: scope} }
