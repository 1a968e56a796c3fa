package importer_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// stopAfter runs and ends the run once so many requests for the path were let through.
func (w *world) stopAfter(d store.Dataset, path string, most int, types ...core.DataType) importer.Result {
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
	return w.run(ctx, d, types...)
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

// reviewedInSecret makes a reviewed call private and returns its id.
func (w *world) reviewedInSecret() string {
	reviews := w.sim.Reviews(time.Time{}, time.Time{})
	secret := reviews[len(reviews)/2].CallID
	w.sim.SetPrivate(secret, true)
	return secret
}

func (w *world) reviews(d store.Dataset) string {
	w.t.Helper()
	return w.file(d, core.AnsweredScorecards)
}

func TestReviewsOfCallsThatNobodyCouldLookUpWait(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	secret := w.reviewedInSecret()
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/extensive"})
	got := outcomes(w.run(t.Context(), d))[core.AnsweredScorecards]
	if strings.Contains(w.reviews(d), secret) {
		t.Error("a review of a private call shows while nobody knows that it is private")
	}
	if h, _ := w.records(d, core.AnsweredScorecards); h.Fact("Note") == "" || got.Reason != h.Fact("Note") {
		t.Errorf("note %q, reason %q: nobody is told what is lacking", h.Fact("Note"), got.Reason)
	}
	healed()
	w.mustRun(d)
	fresh := w.dataset(store.Dataset{Types: core.DataTypes()})
	w.mustRun(fresh)
	w.equal(d, fresh, core.AnsweredScorecards)

	w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/extensive"})
	before := w.reviews(d)
	w.run(t.Context(), d)
	if got := w.reviews(d); got != before {
		t.Errorf("what was there before has changed: %s", firstDifference(got, before))
	}
}

// Reviews that wait do not make the next run theirs alone.
func TestReviewsThatWaitHoldNothingBack(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Trackers, core.AnsweredScorecards}})
	healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/extensive"})
	w.mustRun(d)
	healed()
	w.sim.Forget()
	w.mustRun(d)
	asked := func(r gongsim.Request) bool { return r.Path == "/v2/settings/trackers" }
	if !slices.ContainsFunc(w.sim.Requests(), asked) {
		t.Error("the trackers were not read again")
	}
}

func TestAReviewComesBackWhenItsCallIsNotPrivateAnyMore(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	secret := w.reviewedInSecret()
	d := w.dataset(store.Dataset{Types: []core.DataType{core.AnsweredScorecards}})
	w.mustRun(d)
	w.sim.SetPrivate(secret, false)
	w.mustRun(d)
	if !strings.Contains(w.reviews(d), secret) {
		t.Error("it stays hidden")
	}
}

func TestPrivateCallsAskedForNoMore(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	secret := w.reviewedInSecret()
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	for _, c := range []struct {
		private bool
		types   []core.DataType
	}{
		{false, nil},
		{true, []core.DataType{core.AnsweredScorecards}},
		{true, nil},
		{false, []core.DataType{core.AnsweredScorecards}},
		{false, nil},
	} {
		d.IncludePrivate = c.private
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		w.run(t.Context(), d, c.types...)
		if got := strings.Contains(w.reviews(d), secret); got != c.private {
			t.Errorf("private calls asked for: %v, types %v: the review of one is there: %v", c.private, c.types, got)
		}
	}
	if strings.Contains(w.file(d, core.Calls), secret) {
		t.Error("the call itself is still there")
	}
}

func TestALimitHoldsWhenCallsComeBeforeTheRunIsGoneOnWith(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 290})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls}, Limit: 300})
	w.stopAfter(d, "/v2/calls/extensive", 2)
	w.sim.Add(20)
	w.mustRun(d)
	w.mustHold(d, 300)
}

// TestANetworkThatFailsAgainAndAgain: each run gets a page further, and none of what was read is read again.
func TestANetworkThatFailsAgainAndAgain(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 520})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls}})
	for range 4 {
		healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.BadGateway, Path: "/v2/calls/extensive", After: 1})
		if got := w.run(t.Context(), d); got.Worst() != importer.Failed {
			t.Fatalf("the network failed, and the run is %s", got.Worst())
		}
		healed()
	}
	if rest := w.mustRun(d).Requests; rest > 2+2 {
		t.Errorf("after 4 of 6 pages it took %d requests more, want workspaces, users and 2 pages", rest)
	}
	w.mustHold(d, 0)
}

func TestProgressGoesOnWithTheRun(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 320})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls}})
	w.stopAfter(d, "/v2/calls/extensive", 2)
	progress := new(importer.Progress)
	var first importer.Snapshot
	w.before = func(r *http.Request) {
		if r.URL.Path == "/v2/calls/extensive" && first.Types == nil {
			first = progress.Snapshot()
		}
	}
	result, err := w.importer.Run(t.Context(), w.client(), d.ID, importer.Options{Progress: progress})
	if err != nil || result.Worst() != importer.Done {
		t.Fatalf("%s (%v)", result.Worst(), err)
	}
	if p := first.Types[0]; p.Total != 320 || p.Records < 90 {
		t.Errorf("before its first request it says %d of %d, want about 100 of 320", p.Records, p.Total)
	}
	if expected := first.Expected; expected != result.Requests {
		t.Errorf("forecast %d requests, sent %d", expected, result.Requests)
	}
}

func TestWhatGoesBeforeTheRunIsGoneOnWithIsNotShown(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 700, WordsPerMinute: 1})
	types := []core.DataType{core.AnsweredScorecards}
	d := w.dataset(store.Dataset{Types: types})
	staged := 0
	for after := 1; staged == 0; after++ { // until a whole page is there
		w.stopAfter(d, "/v2/stats/activity/scorecards", after)
		held, err := w.store.RecordSorts(d.ID, core.AnsweredScorecards)
		if staged = len(held); err != nil || after > 5 {
			t.Fatalf("nothing was staged (%v)", err)
		}
	}
	for _, r := range w.sim.Reviews(time.Time{}, time.Time{}) {
		w.sim.Delete(r.CallID)
	}
	w.mustRun(d)
	fresh := w.dataset(store.Dataset{Types: types})
	w.mustRun(fresh)
	w.equal(d, fresh, types...)
}
