package importer_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// stopAfter runs and ends the run once so many requests for the path were let through.
func (w *world) stopAfter(d store.Dataset, path string, most int) importer.Result {
	w.t.Helper()
	ctx, stop := context.WithCancel(w.t.Context())
	defer stop()
	w.before = func(r *http.Request) {
		if r.URL.Path == path {
			if most--; most < 0 {
				stop()
			}
		}
	}
	defer func() { w.before = nil }()
	return w.run(ctx, d)
}

// equal demands that the files of two datasets are the same.
func (w *world) equal(d, want store.Dataset, types ...core.DataType) {
	w.t.Helper()
	for _, dt := range types {
		if got, want := w.file(d, dt), w.file(want, dt); got != want {
			w.t.Errorf("%s: %s", dt, firstDifference(got, want))
		}
	}
}

func TestATypeTakenOutAndPutBackLosesNothing(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 320})
	types := []core.DataType{core.Calls, core.Transcripts}
	d := w.dataset(store.Dataset{Types: types})
	w.stopAfter(d, "/v2/calls/extensive", 2)
	for _, d.Types = range [][]core.DataType{{core.Calls}, types} {
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
	}
	w.mustRun(d)
	fresh := w.dataset(store.Dataset{Types: types})
	w.mustRun(fresh)
	w.equal(d, fresh, types...)
}

// TestTranscriptsGoOnByTheListOfScheduledCalls: without the permission for calls in full there is only a list whose dates mean when a call was
// to begin, which is before it did.
func TestTranscriptsGoOnByTheListOfScheduledCalls(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 320, Span: 30 * 24 * time.Hour})
	w.sim.Deny("api:calls:read:extensive")
	fresh := w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
	w.mustRun(fresh)
	for pages := 1; pages < 4; pages++ {
		d := w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
		w.stopAfter(d, "/v2/calls", pages)
		w.mustRun(d)
		w.equal(d, fresh, core.Transcripts)
	}
	w.sim.Fail(gongsim.Fault{Kind: gongsim.CursorLost, Path: "/v2/calls", After: 1, Count: 3})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
	w.mustRun(d)
	w.equal(d, fresh, core.Transcripts)
}
