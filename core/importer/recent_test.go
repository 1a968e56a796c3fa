package importer_test

import (
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

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
