package importer_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// pass lets time go by, for the account and for the importer.
func (w *world) pass(d time.Duration) {
	w.clock.past.Add(int64(d))
	w.sim.SetNow(w.clock.Now())
}

// sync runs in the mode Recent and demands that every type is done.
func (w *world) sync(d store.Dataset, types ...core.DataType) importer.Result {
	w.t.Helper()
	result, err := w.importer.Run(w.t.Context(), w.client(), d.ID, importer.Options{Types: types, Mode: importer.Recent})
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

// likeFresh demands that the dataset's files are those of a first import of the same.
func (w *world) likeFresh(d store.Dataset, types ...core.DataType) {
	w.t.Helper()
	d, err := w.store.Dataset(d.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	dates := d.Dates(core.DayOf(w.clock.Now()))
	other := w.dataset(store.Dataset{Types: d.Types, Period: d.Period, Limit: d.Limit, IncludePrivate: d.IncludePrivate})
	if d.Period.Days > 0 {
		other.Period = core.Between(dates.From, dates.To)
		if err := w.store.UpdateDataset(other); err != nil {
			w.t.Fatal(err)
		}
	}
	w.mustRun(other)
	for _, t := range d.Types {
		if len(types) > 0 && !slices.Contains(types, t) {
			continue
		}
		if diff := cmp.Diff(w.file(other, t), w.file(d, t)); diff != "" {
			w.t.Errorf("%s is not what a first import would bring: %s", t, diff)
		}
	}
	if err := w.store.DeleteDataset(other.ID); err != nil {
		w.t.Fatal(err)
	}
}

// lately lists the calls of the last days, the oldest first.
func (w *world) lately(days int) []gongsim.Call {
	return w.sim.Calls(w.clock.Now().AddDate(0, 0, -days), w.clock.Now())
}

// TestRecent changes calls of the last week in all ways and looks for a difference to a first import.
func TestRecent(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 400})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90)})
	w.sync(d)
	w.likeFresh(d)
	w.pass(20 * time.Hour)
	calls := w.lately(7)
	w.sim.Delete(calls[0].ID)
	w.sim.Edit(calls[1].ID)
	w.sim.SetPrivate(calls[2].ID, !calls[2].Private)
	w.sim.HoldTranscript(calls[3].ID, w.clock.Now().Add(100*time.Hour))
	w.sim.AddAt(w.clock.Now().Add(-time.Hour), w.clock.Now().Add(-50*time.Hour))
	w.sim.Forget()
	w.sync(d)
	w.likeFresh(d)
	w.pass(90 * time.Hour)
	w.sync(d)
	w.likeFresh(d)
}
