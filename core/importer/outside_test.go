package importer_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

const marked = "Deleted in Gong: "

// TestAShorterPeriodDeletesNothingInGong: what falls out of a dataset's dates is left out, not marked, whatever the dataset keeps, and no
// request is spent on it.
func TestAShorterPeriodDeletesNothingInGong(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 500, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(300), KeepDeleted: true})
	w.sync(d)
	w.sim.Forget()
	w.sync(w.fewDays(d))
	w.likeFresh(d)
	if asked := len(w.sim.Requests()); asked > 80 {
		t.Errorf("%d requests for two weeks", asked)
	}
}

// fewDays makes the dataset's period two weeks.
func (w *world) fewDays(d store.Dataset) store.Dataset {
	w.t.Helper()
	d.Period = core.Last(14)
	if err := w.store.UpdateDataset(d); err != nil {
		w.t.Fatal(err)
	}
	return d
}

// TestACallThatMovesAcrossAnEdge: of what a run reads, and of the dataset's dates, both ways.
func TestACallThatMovesAcrossAnEdge(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to time.Duration
	}{
		{"out of what is read", 3 * day, 40 * day},
		{"into it", 40 * day, 3 * day},
		{"out of the dates", 3 * day, 100 * day},
		{"into them", 100 * day, 3 * day},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{Calls: 100, WordsPerMinute: 3})
			d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90), KeepDeleted: true})
			call := w.sim.AddAt(w.clock.Now().Add(-c.from))[0]
			w.sync(d)
			w.sim.Move(call, w.clock.Now().Add(-c.to))
			w.pass(time.Hour)
			w.sync(d)
			w.likeFresh(d, conversation...)
		})
	}
}

// TestTheOldestOfAFewCallsIsKeptToo: a limit that leaves no call out is no reason to lose one that Gong has deleted.
func TestTheOldestOfAFewCallsIsKeptToo(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: conversation, Limit: 100, KeepDeleted: true})
	w.sync(d)
	open := w.truth(time.Time{}, time.Time{}, 0)
	oldest := open[len(open)-1]
	w.sim.Delete(oldest)
	w.pass(time.Hour)
	w.sync(d)
	if got := w.file(d, core.Calls); !strings.Contains(got, oldest) || strings.Count(got, marked) != 1 {
		t.Errorf("marked %d times", strings.Count(got, marked))
	}
}

// TestNobodyAwaitsWhatTheLimitLeavesOut: also where Gong does not count, and calls were read before that was found out.
func TestNobodyAwaitsWhatTheLimitLeavesOut(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 260, WordsPerMinute: 3})
	w.uncounted = true
	d := w.dataset(store.Dataset{Types: conversation, Limit: 150})
	w.sync(d)
	header, calls := w.records(d, core.Calls)
	_, said := w.records(d, core.Transcripts)
	all, err := w.importer.Awaited(d.ID)
	if err != nil || len(all) != len(calls)-len(said) {
		t.Errorf("%d awaited, want %d (%v)", len(all), len(calls)-len(said), err)
	}
	_, accounts := w.records(d, core.CRMAccounts)
	counted := newWorld(t, gongsim.Options{Calls: 260, WordsPerMinute: 3})
	other := counted.dataset(store.Dataset{Types: conversation, Limit: 150})
	counted.sync(other)
	if _, want := counted.records(other, core.CRMAccounts); len(accounts) != len(want) {
		t.Errorf("%d accounts, want %d", len(accounts), len(want))
	}
	if want, _ := counted.records(other, core.Calls); header.Fact("Private") != want.Fact("Private") {
		t.Errorf("private: %s, want %s", header.Fact("Private"), want.Fact("Private"))
	}
}

// TestACallDeletedBeforeTheRunBeginsItsReadingAnew leaves no trace: it was read by the part of the run that counts no more.
func TestACallDeletedBeforeTheRunBeginsItsReadingAnew(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 320, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: conversation})
	calls := w.sim.Calls(time.Time{}, time.Time{})
	n := slices.IndexFunc(calls, func(c gongsim.Call) bool { return !c.Private && len(c.Links) > 0 })
	w.sim.HoldTranscript(calls[n].ID, time.Time{})
	w.stopAfter(d, "/v2/calls/extensive", 2)
	w.stopAfter(d, "/v2/calls/extensive", 2, core.Calls) // further than the others, so all of them begin anew together
	w.sim.Delete(calls[n].ID)
	w.mustRun(d)
	w.likeFresh(d)
	if a, ok := w.awaited(d, calls[n].ID); ok {
		t.Errorf("%+v is awaited", a)
	}
}
