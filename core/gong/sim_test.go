package gong_test

import (
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
)

var simNow = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// simulated is a client of a simulated account over a real connection.
func simulated(t *testing.T, o gongsim.Options) (*gongsim.Sim, *gong.Client) {
	t.Helper()
	o.Now, o.WordsPerMinute = simNow, 20
	sim := gongsim.New(o)
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	simKey := gong.APIKey{AccessKey: gongsim.DefaultKey, Secret: core.NewSecret(gongsim.DefaultSecret)}
	clock := &skippingClock{}
	c, err := gong.New(mustBase(t, server.URL), simKey, gong.Options{Clock: clock, Limiter: gong.NewLimiter(clock, 0)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return sim, c
}

func TestTheSimulatedAccountIsReadWhole(t *testing.T) {
	sim, c := simulated(t, gongsim.Options{Seed: 7, Calls: 250, Users: 120})
	truth := sim.Calls(time.Time{}, time.Time{})

	calls := items(t, c.CallsExtensive(t.Context(), gong.CallsFilter{Selector: gong.Everything()}))
	if len(calls) != len(truth) {
		t.Fatalf("read %d calls of %d", len(calls), len(truth))
	}
	parties, spoken := 0, 0
	transcripts := map[gong.ID]gong.CallTranscript{}
	for _, tr := range items(t, c.Transcripts(t.Context(), gong.TranscriptsFilter{})) {
		transcripts[tr.CallID] = tr
	}
	for i, call := range calls {
		want := truth[i]
		if string(call.MetaData.ID) != want.ID || !call.MetaData.Started.Equal(want.Started.Truncate(time.Millisecond)) && !call.MetaData.Started.Equal(want.Started) {
			t.Errorf("call %d is %s of %v, want %s of %v", i, call.MetaData.ID, call.MetaData.Started, want.ID, want.Started)
		}
		if call.MetaData.IsPrivate.True() != want.Private || string(call.MetaData.Title) != want.Title || len(call.Parties) != len(want.Parties) {
			t.Errorf("call %s is not what it was", want.ID)
		}
		parties += len(call.Parties)
		if _, ok := transcripts[call.MetaData.ID]; ok != sim.HasTranscript(want) {
			t.Errorf("call %s: transcript %v", want.ID, ok)
		}
		for _, m := range transcripts[call.MetaData.ID].Transcript {
			spoken += len(m.Sentences)
		}
	}
	if parties == 0 || spoken == 0 {
		t.Errorf("read %d parties, %d sentences", parties, spoken)
	}
	if users := items(t, c.Users(t.Context())); len(users) != len(sim.Users()) {
		t.Errorf("read %d users of %d", len(users), len(sim.Users()))
	}
	if n := len(sim.Requests()); n != 3+3+2 {
		t.Errorf("it took %d requests, want 8", n)
	}
}

func TestTheSimulatedAccountFails(t *testing.T) {
	cases := []struct {
		kind  gongsim.FaultKind
		count int // 0 for all
		want  core.Kind
	}{
		{gongsim.RateStorm, 0, core.Busy},
		{gongsim.RateStorm, 3, core.Other}, // which stands for success here
		{gongsim.ServerError, 0, core.Broken},
		{gongsim.ServerError, 3, core.Other},
		{gongsim.BadGateway, 0, core.Offline},
		{gongsim.Unavailable, 3, core.Other},
		{gongsim.Reset, 2, core.Other},
		{gongsim.Truncated, 0, core.Broken},
		{gongsim.Truncated, 2, core.Other},
		{gongsim.Portal, 0, core.Broken},
		{gongsim.RevokedKey, 0, core.Unauthorized},
		{gongsim.NoScope, 0, core.Denied},
		{gongsim.Forbidden, 0, core.Denied},
	}
	for _, c := range cases {
		t.Run(string(c.kind)+" "+c.want.String(), func(t *testing.T) {
			sim, client := simulated(t, gongsim.Options{Seed: 7, Calls: 120})
			sim.Fail(gongsim.Fault{Kind: c.kind, Path: "/v2/calls/extensive", Count: c.count})
			pages, err := read(client.CallsExtensive(t.Context(), gong.CallsFilter{}))
			if c.want == core.Other {
				if err != nil || len(pages) != 2 {
					t.Errorf("got %d pages, %v", len(pages), err)
				}
				return
			}
			if !core.Is(err, c.want) {
				t.Errorf("got %v", err)
			}
			if c.kind == gongsim.NoScope && core.ScopeOf(err) != "api:calls:read:extensive" {
				t.Errorf("the scope is %q", core.ScopeOf(err))
			}
			if _, err := client.Workspaces(t.Context()); err != nil {
				t.Errorf("other calls suffer: %v", err)
			}
		})
	}
}

func TestTheSimulatedCursorExpires(t *testing.T) {
	sim, c := simulated(t, gongsim.Options{Seed: 7, Calls: 250})
	sim.Fail(gongsim.Fault{Kind: gongsim.CursorLost, After: 1})
	pages, err := read(c.CallsExtensive(t.Context(), gong.CallsFilter{}))
	if len(pages) != 2 || !errors.Is(err, gong.ErrCursorExpired) {
		t.Errorf("got %d pages, %v", len(pages), err)
	}
}
