package importer_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// older is an open call with a transcript that began so many days ago.
func (w *world) older(days int) gongsim.Call {
	w.t.Helper()
	for _, c := range w.lately(days) {
		if !c.Private && w.sim.HasTranscript(c) {
			return c
		}
	}
	w.t.Fatal("no such call")
	return gongsim.Call{}
}

func (w *world) awaited(d store.Dataset, id string) (a importer.Awaited, ok bool) {
	w.t.Helper()
	all, err := w.importer.Awaited(d.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range all {
		if string(a.Call) == id {
			return a, true
		}
	}
	return a, false
}

// TestALateTranscriptIsAskedForByItsID: long after its call has left the days that a run reads again.
func TestALateTranscriptIsAskedForByItsID(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.Last(90)})
	call := w.older(12)
	w.sim.HoldTranscript(call.ID, w.clock.Now().Add(50*time.Hour))
	w.sync(d)
	for hours := 0; hours < 72; hours += 24 {
		a, ok := w.awaited(d, call.ID)
		if !ok || a.Over || a.Tries != 1+hours/24 || !a.Next.After(a.Asked) || a.Title != call.Title {
			t.Errorf("after %d h: %+v, %v", hours, a, ok)
		}
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	if a, ok := w.awaited(d, call.ID); ok || !strings.Contains(w.file(d, core.Transcripts), call.ID) {
		t.Errorf("it did not come: %+v, %v", a, ok)
	}
	w.likeFresh(d)
}

// TestATranscriptThatNeverComes is given up after a month, and looked for by a check.
func TestATranscriptThatNeverComes(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.Last(90)})
	call := w.older(5)
	w.sim.HoldTranscript(call.ID, w.clock.Now().AddDate(0, 0, 40))
	w.sync(d)
	for range 31 {
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	a, ok := w.awaited(d, call.ID)
	if !ok || !a.Over || !a.Next.IsZero() {
		t.Errorf("%+v, %v: want it given up", a, ok)
	}
	w.pass(10 * 24 * time.Hour)
	w.sync(d)
	if again, _ := w.awaited(d, call.ID); again != a {
		t.Errorf("it was asked for again: %+v", again)
	}
	check := w.check(d)
	if missing := check.Types[1].Months; len(missing) == 0 {
		t.Fatalf("%+v", check)
	}
	var months []string
	for _, m := range check.Types[1].Months {
		if m.Missing() != 0 {
			months = append(months, m.Month)
		}
	}
	if len(months) != 1 || months[0] != call.Started.Format("2006-01") {
		t.Errorf("missing in %v", months)
	}
	w.mend(d, months...)
	w.likeFresh(d)
}

func (w *world) check(d store.Dataset) importer.Check {
	w.t.Helper()
	check, err := w.importer.Check(w.t.Context(), w.client(), d.ID, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return check
}

func (w *world) mend(d store.Dataset, months ...string) {
	w.t.Helper()
	if _, err := w.importer.Run(w.t.Context(), w.client(), d.ID, importer.Options{Mode: importer.Mend, Months: months}); err != nil {
		w.t.Fatal(err)
	}
}

// TestACheckFindsWhatNoSyncReads: calls that Gong got and lost long ago, in months that no sync reads again.
func TestACheckFindsWhatNoSyncReads(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 400})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.All()})
	w.sync(d)
	if check := w.check(d); missing(check) != 0 {
		t.Fatalf("%+v", check)
	}
	now := w.clock.Now()
	w.sim.AddAt(now.AddDate(0, 0, -100), now.AddDate(0, 0, -101))
	w.sim.Delete(w.older(70).ID)
	w.pass(time.Hour)
	w.sync(d)
	check := w.check(d)
	if missing(check) == 0 {
		t.Fatalf("%+v", check)
	}
	var months []string
	for _, m := range check.Types[0].Months {
		if m.Missing() != 0 {
			months = append(months, m.Month)
		}
	}
	w.mend(d, months...)
	if check := w.check(d); missing(check) != 0 {
		t.Errorf("%v after mending %v: %+v", missing(check), months, check)
	}
	w.likeFresh(d)
}

// missing counts what a check does not explain.
func missing(c importer.Check) int {
	n := 0
	for _, t := range c.Types {
		for _, m := range t.Months {
			n += max(m.Missing(), -m.Missing())
		}
	}
	return n
}

// TestDeletedCallsAreKeptAndMarked: where a person wants to keep what Gong deletes.
func TestDeletedCallsAreKeptAndMarked(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90), KeepDeleted: true})
	w.sync(d)
	before := map[core.DataType]string{}
	call := w.older(5)
	for _, t := range []core.DataType{core.Calls, core.Transcripts, core.CRMAccounts} {
		before[t] = w.file(d, t)
	}
	w.sim.Delete(call.ID)
	for range 3 {
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	for _, of := range []core.DataType{core.Calls, core.Transcripts} {
		if got := w.file(d, of); strings.Count(got, "Deleted in Gong: ") != 1 || !strings.Contains(got, call.ID) {
			t.Errorf("%s: marked %d times", of, strings.Count(got, "Deleted in Gong: "))
		}
	}
	if missing(w.check(d)) != 0 {
		t.Error("a check counts what Gong has deleted")
	}
	result, err := w.importer.Run(t.Context(), w.client(), d.ID, importer.Options{})
	if err != nil || !strings.Contains(w.file(d, core.Calls), call.ID) {
		t.Errorf("gone after all was read again: %+v (%v)", result, err)
	}
}

// TestAForecast is near what a run takes, and costs nothing.
func TestAForecast(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 600})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(365)})
	for n, mode := range []importer.Mode{importer.Recent, importer.Recent, importer.Everything, importer.Recent} {
		w.sim.Forget()
		cost, err := w.importer.Forecast(d.ID, importer.Options{Mode: mode})
		if err != nil || len(w.sim.Requests()) > 0 {
			t.Fatal(err, w.sim.Requests())
		}
		result, err := w.importer.Run(t.Context(), w.client(), d.ID, importer.Options{Mode: mode})
		if off := float64(cost.Requests) / float64(result.Requests); err != nil || n > 0 && (off < 0.8 || off > 1.3) {
			t.Errorf("run %d: %d requests said, %d taken (%v)", n, cost.Requests, result.Requests, err)
		}
		w.pass(24 * time.Hour)
	}
}
