package importer_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// TestAPermissionThatComesInTheMiddleOfARun: what an earlier part read without it does not stand in the file for what it would bring.
func TestAPermissionThatComesInTheMiddleOfARun(t *testing.T) {
	for _, c := range []struct {
		of          core.DataType
		scope, path string
		before      bool // whether a file stands that was made without it
	}{
		{core.Transcripts, "api:calls:read:extensive", "/v2/calls", false},
		{core.Transcripts, "api:calls:read:extensive", "/v2/calls", true},
		{core.UserStats, "api:stats:interaction", "/v2/stats/activity/aggregate-by-period", true},
	} {
		w := newWorld(t, gongsim.Options{Calls: 320, WordsPerMinute: 3, Users: 120, Workspaces: 1})
		d := w.dataset(store.Dataset{Types: []core.DataType{c.of}, Period: core.Last(300)})
		w.sim.Deny(c.scope)
		if c.before {
			w.sync(d)
			w.pass(day)
		}
		ctx, stop := context.WithCancel(t.Context())
		asked := 0
		w.before = func(r *http.Request) {
			if r.URL.Path == c.path {
				if asked++; asked == 3 || c.before {
					stop()
				}
			}
		}
		if _, err := w.importer.Run(ctx, w.client(), d.ID, importer.Options{Mode: importer.Recent}); err != nil || asked == 0 {
			t.Fatal(asked, err)
		}
		w.before = nil
		w.sim.AddKey(gongsim.DefaultKey, gongsim.DefaultSecret)
		w.sync(d)
		w.likeFresh(d)
	}
}

// TestNamesThatCouldNotBeReadAreNotForgotten: a first import whose users fail shows their ids, and the next run puts that right.
func TestNamesThatCouldNotBeReadAreNotForgotten(t *testing.T) {
	for _, path := range []string{"/v2/users", "/v2/workspaces", "/v2/settings/scorecards"} {
		w := newWorld(t, gongsim.Options{Calls: 60, WordsPerMinute: 3})
		d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.AnsweredScorecards}})
		healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: path})
		w.run(t.Context(), d)
		healed()
		w.pass(day)
		w.sync(d)
		w.likeFresh(d)
	}
}

// TestAClockThatWasWrongCostsNoTranscript: what was asked for in a future is asked for again at once, and given up by its true age.
func TestAClockThatWasWrongCostsNoTranscript(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.Last(90)})
	call := w.sim.AddAt(w.clock.Now().Add(-12 * day))[0]
	w.sim.HoldTranscript(call, time.Time{})
	w.sync(d)
	w.pass(day)
	w.clock.past.Add(int64(400 * day)) // the computer's clock alone
	w.sync(d)
	w.clock.past.Add(-int64(400 * day))
	w.sim.SetNow(w.clock.Now())
	a, ok := w.awaited(d, call)
	if !ok || a.Over || a.Next.After(w.clock.Now()) {
		t.Fatalf("%+v, %v: want it asked for now", a, ok)
	}
	w.sim.HoldTranscript(call, w.clock.Now())
	w.sync(d)
	if !strings.Contains(w.file(d, core.Transcripts), call) {
		t.Error("it did not come")
	}
}
