package importer_test

import (
	"os"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// soak tells whether the full numbers are asked for.
var soak = os.Getenv("TAMTAM_SOAK") != ""

// pass lets time go by, for the account and for the importer.
func (w *world) pass(d time.Duration) {
	w.clock.past.Add(int64(d))
	w.sim.SetNow(w.clock.Now())
}

// runAs runs once and demands that every type is done.
func (w *world) runAs(d store.Dataset, o importer.Options) importer.Result {
	w.t.Helper()
	for _, space := range w.sim.Workspaces() { // as the window and the command line hand them in
		o.Workspaces = append(o.Workspaces, space.Name)
	}
	result, err := w.importer.Run(w.t.Context(), w.client(), d.ID, o)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range result.Types {
		if r.Outcome != importer.Done {
			w.t.Fatalf("%s: %s: %v", r.Type, r.Outcome, r.Err)
		}
	}
	return result
}

// sync brings the dataset up to date as a schedule does.
func (w *world) sync(d store.Dataset, types ...core.DataType) importer.Result {
	w.t.Helper()
	return w.runAs(d, importer.Options{Types: types, Mode: importer.Recent})
}

// imported is what an import into a new database makes of the account as it is now.
type imported map[core.DataType]string

// fresh imports all that the dataset asks for, for its dates of today, into a new database. The types bound what is read from it.
func (w *world) fresh(d store.Dataset, types ...core.DataType) imported {
	w.t.Helper()
	d, err := w.store.Dataset(d.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	if dates := d.Dates(core.DayOf(w.clock.Now())); !dates.All() {
		d.Period = core.Between(dates.From, dates.To) // a relative one would begin today
	}
	d.KeepDeleted, d.Sync = false, core.Sync{}
	other := &world{t: w.t, clock: w.clock, sim: w.sim, server: w.server, recent: w.recent}
	folder, err := os.MkdirTemp("", "fresh")
	if err != nil {
		w.t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if other.store, err = store.Open(folder, store.Options{Clock: w.clock}); err != nil {
		w.t.Fatal(err)
	}
	defer func() {
		if err := other.store.Close(); err != nil {
			w.t.Error(err)
		}
	}()
	other.importer = importer.New(other.store, w.clock)
	d = other.dataset(d)
	other.runAs(d, importer.Options{})
	files := imported{}
	for _, dt := range types {
		files[dt] = other.file(d, dt)
	}
	return files
}

// likeFresh demands that the dataset's files of the types, of all when there are none, are those of a fresh import.
func (w *world) likeFresh(d store.Dataset, types ...core.DataType) {
	w.t.Helper()
	if len(types) == 0 {
		types = d.Types
	}
	want := w.fresh(d, types...)
	for _, dt := range types {
		if got := w.file(d, dt); got != want[dt] {
			w.t.Errorf("%s is not what a fresh import brings: %s", dt, firstDifference(got, want[dt]))
		}
	}
}
