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

// outcomes are what became of the types, by type.
func outcomes(r importer.Result) map[core.DataType]importer.TypeResult {
	all := map[core.DataType]importer.TypeResult{}
	for _, t := range r.Types {
		all[t.Type] = t
	}
	return all
}

func TestAMissingScopeSkipsItsTypesAndNoOther(t *testing.T) {
	for _, c := range []struct {
		scope   string
		skipped []core.DataType
		named   string // the scope that the person is told; the denied one when empty
	}{
		{"api:calls:read:transcript", []core.DataType{core.Transcripts}, ""},
		{"api:calls:read:extensive", []core.DataType{core.Calls, core.CRMDeals, core.CRMContacts, core.CRMAccounts}, ""},
		{"api:users:read", []core.DataType{core.Users}, ""},
		{"api:stats:user-actions", []core.DataType{core.UserStats}, ""},
		{"api:stats:interaction", nil, ""},
		{"api:settings:scorecards:read", []core.DataType{core.Scorecards}, ""},
		{"api:stats:scorecards", []core.DataType{core.AnsweredScorecards}, ""},
		{"api:library:read", []core.DataType{core.Libraries}, ""},
		{"api:workspaces:read", []core.DataType{core.Libraries}, ""},
		{"api:settings:trackers:read", []core.DataType{core.Trackers}, ""},
		{"api:crm:integrations:read", nil, ""},
	} {
		t.Run(c.scope, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{Calls: 30})
			w.sim.Deny(c.scope)
			d := w.dataset(store.Dataset{Types: core.DataTypes()})
			for dt, got := range outcomes(w.run(t.Context(), d)) {
				want := importer.Done
				if slices.Contains(c.skipped, dt) {
					want = importer.Skipped
				}
				if got.Outcome != want {
					t.Errorf("%s: %s (%v), want %s", dt, got.Outcome, got.Err, want)
				}
				if want == importer.Skipped && (got.Scope != c.scope || !strings.Contains(got.Reason, c.scope)) {
					t.Errorf("%s: does not name the scope: %q, %q", dt, got.Scope, got.Reason)
				}
			}
		})
	}
}

func TestASkippedTypeStaysSkippedWhenTheRunIsGoneOnWith(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60})
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	w.mustRun(d)
	w.sim.Deny("api:settings:trackers:read")
	healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/transcript"})
	w.run(t.Context(), d)
	healed()
	again := outcomes(w.run(t.Context(), d))
	if got := again[core.Trackers].Outcome; got != importer.Skipped {
		t.Errorf("trackers: %s, want skipped: the file of an earlier import is not this run's", got)
	}
	if got := again[core.Transcripts].Outcome; got != importer.Done {
		t.Errorf("transcripts: %s, want done", got)
	}
}

func TestTranscriptsWithoutTheScopeForCalls(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 150})
	w.sim.Deny("api:calls:read:extensive")
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
	w.mustRun(d)
	h, records := w.records(d, core.Transcripts)
	for _, r := range records {
		call, _ := w.sim.Call(r.ID)
		if call.Private {
			t.Errorf("transcript of the private call %s", r.ID)
		}
	}
	if len(records) < 100 || records[0].Value("Started") == "" {
		t.Errorf("got %d transcripts, the first began at %q", len(records), records[0].Value("Started"))
	}
	if !strings.Contains(h.Fact("Note"), "api:calls:read:extensive") {
		t.Errorf("the header does not say what is missing: %q", h.Fact("Note"))
	}

	w.sim.Deny("api:calls:read:basic")
	d = w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
	if got := w.run(t.Context(), d).Types[0]; got.Outcome != importer.Skipped || got.Scope != "api:calls:read:extensive" {
		t.Errorf("without any list of calls: got %s, %q", got.Outcome, got.Scope)
	}
}

func TestARefusalWithoutAScopeNamesNone(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 10})
	w.sim.Fail(gongsim.Fault{Kind: gongsim.Forbidden})
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	for dt, got := range outcomes(w.run(t.Context(), d)) {
		if got.Outcome != importer.Skipped || got.Scope != "" {
			t.Errorf("%s: %s, scope %q; an address that Gong does not trust has no scope to ask for", dt, got.Outcome, got.Scope)
		}
	}
}

func TestUserStatsSayWhatTheyLack(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 100})
	w.sim.Deny("api:stats:interaction")
	d := w.dataset(store.Dataset{Types: []core.DataType{core.UserStats}, Period: core.Last(30)})
	result := w.mustRun(d)
	h, records := w.records(d, core.UserStats)
	if !strings.Contains(h.Fact("Note"), "api:stats:interaction") || result.Types[0].Reason == "" {
		t.Errorf("note %q, reason %q: want the scope", h.Fact("Note"), result.Types[0].Reason)
	}
	if len(records) == 0 || records[0].Value("Month") != "" {
		t.Errorf("got %d records, want days and no months", len(records))
	}
}

func TestUserStatsTellTheCompanysTimeZone(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 100})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.UserStats}, Period: core.Last(30)})
	w.mustRun(d)
	_, records := w.records(d, core.UserStats)
	days := 0
	for _, r := range records {
		if r.Value("Date") == "" {
			continue
		}
		days++
		if got := r.Value("Time zone"); got != "US/Pacific" {
			t.Fatalf("%s: time zone %q, want the one in which its day is", r.ID, got)
		}
	}
	if days == 0 {
		t.Error("no days")
	}
}

func TestAFaultHarmsItsTypeAlone(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault gongsim.Fault
		hit   []core.DataType
		kind  core.Kind
	}{
		{"500 on scorecards", gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/settings/scorecards"}, []core.DataType{core.Scorecards}, core.Broken},
		{"429 storm on the library", gongsim.Fault{Kind: gongsim.RateStorm, Path: "/v2/library/*"}, []core.DataType{core.Libraries}, core.Busy},
		{"cut JSON of trackers", gongsim.Fault{Kind: gongsim.Truncated, Path: "/v2/settings/trackers"}, []core.DataType{core.Trackers}, core.Broken},
		{"a captive portal for users", gongsim.Fault{Kind: gongsim.Portal, Path: "/v2/users"}, []core.DataType{core.Users}, core.Broken},
		{"resets on transcripts", gongsim.Fault{Kind: gongsim.Reset, Path: "/v2/calls/transcript"}, []core.DataType{core.Transcripts}, core.Offline},
		{"502 on calls", gongsim.Fault{Kind: gongsim.BadGateway, Path: "/v2/calls/extensive"}, conversation, core.Offline},
		{"403 on reviews", gongsim.Fault{Kind: gongsim.Forbidden, Path: "/v2/stats/activity/scorecards"}, []core.DataType{core.AnsweredScorecards}, core.Denied},
		{"the key is revoked", gongsim.Fault{Kind: gongsim.RevokedKey}, core.DataTypes(), core.Unauthorized},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, gongsim.Options{Calls: 40})
			d := w.dataset(store.Dataset{Types: core.DataTypes()})
			w.mustRun(d)
			before := map[core.DataType]string{}
			for _, dt := range core.DataTypes() {
				before[dt] = w.file(d, dt)
			}
			healed := w.sim.Fail(c.fault)
			for dt, got := range outcomes(w.run(t.Context(), d)) {
				hit := slices.Contains(c.hit, dt)
				switch {
				case !hit && got.Outcome != importer.Done:
					t.Errorf("%s: %s (%v), want it unharmed", dt, got.Outcome, got.Err)
				case hit && (got.Outcome == importer.Done || core.KindOf(got.Err) != c.kind || got.Reason == ""):
					t.Errorf("%s: %s, kind %v (%v), reason %q; want kind %v", dt, got.Outcome, core.KindOf(got.Err), got.Err, got.Reason, c.kind)
				}
				if w.file(d, dt) != before[dt] {
					t.Errorf("%s: what was there before has changed", dt)
				}
			}
			healed()
			w.mustRun(d)
			for _, dt := range core.DataTypes() {
				if got := w.file(d, dt); got != before[dt] {
					t.Errorf("%s: after the fault: %s", dt, firstDifference(got, before[dt]))
				}
			}
		})
	}
}

// A person who asks again for a dataset of which a type had failed wants it current, not only mended.
func TestTheReasonNamesWhatStandsInTheWay(t *testing.T) {
	for what, want := range map[core.Hindrance]string{
		core.ProxyPassword: "the proxy wants a user name and a password", core.Portal: "captive portal", core.ClockOff: "does not accept the key",
	} {
		o := &core.Obstacle{What: what}
		if got := importer.Reason(core.Calls, core.E(o.Kind(), "list calls", o)); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func TestAFailedTypeDoesNotHoldTheOthersBack(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 40})
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/settings/trackers"})
	if got := outcomes(w.run(t.Context(), d))[core.Trackers].Outcome; got != importer.Failed {
		t.Fatalf("trackers: %s", got)
	}
	healed()
	w.sim.Add(6)
	w.mustRun(d)
	w.mustHold(d, 0)
}

func TestAPassingFaultIsNotNoticed(t *testing.T) {
	for _, kind := range []gongsim.FaultKind{gongsim.RateStorm, gongsim.ServerError, gongsim.BadGateway, gongsim.Reset, gongsim.Truncated, gongsim.Unavailable} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t, gongsim.Options{Calls: 110})
			d := w.dataset(store.Dataset{Types: core.DataTypes()})
			w.sim.Fail(gongsim.Fault{Kind: kind, After: 3, Count: 2})
			w.mustRun(d)
			w.mustHold(d, 0)
		})
	}
}

func TestGoesOnByStartTimeWhenTheCursorDies(t *testing.T) {
	for _, limit := range []int{0, 300} {
		w := newWorld(t, gongsim.Options{Calls: 520})
		d := w.dataset(store.Dataset{Types: conversation, Limit: limit})
		w.sim.Fail(gongsim.Fault{Kind: gongsim.CursorLost, Path: "/v2/calls/extensive", After: 1, Count: 3})
		w.mustRun(d)
		w.mustHold(d, limit)
	}
}

func TestCancellingKeepsWholePagesAndTheOldContent(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 500})
	d := w.dataset(store.Dataset{Types: conversation})
	w.mustRun(d)
	before := w.file(d, core.Calls)
	w.sim.Edit(w.truth(time.Time{}, time.Time{}, 0)[3])
	ctx, stop := context.WithCancel(t.Context())
	asked := 0
	w.before = func(*http.Request) {
		if asked++; asked == 10 {
			stop()
		}
	}
	for dt, got := range outcomes(w.run(ctx, d)) {
		if got.Outcome != importer.Canceled {
			t.Errorf("%s: %s, want %s", dt, got.Outcome, importer.Canceled)
		}
	}
	if w.file(d, core.Calls) != before {
		t.Error("a cancelled run changed what a reader sees")
	}
	w.before = nil
	if rest := w.mustRun(d).Requests; rest > 9 {
		t.Errorf("going on took %d requests: what was read before the stop was read again", rest)
	}
	if w.file(d, core.Calls) == before {
		t.Error("the edit did not arrive")
	}
}

func TestARefreshEqualsAFreshImport(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90)})
	w.mustRun(d)
	all := w.truth(core.DayOf(present).Add(-90).Start(), time.Time{}, 0)
	w.sim.Edit(all[0])
	w.sim.Edit(all[len(all)-1])
	w.sim.Delete(all[1])
	w.sim.SetPrivate(all[2], true)
	w.sim.Add(5)
	result := outcomes(w.mustRun(d))
	fresh := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90)})
	w.mustRun(fresh)
	for _, dt := range core.DataTypes() {
		if got, want := w.file(d, dt), w.file(fresh, dt); got != want {
			t.Errorf("%s: %s", dt, firstDifference(got, want))
		}
	}
	now := w.truth(core.DayOf(present).Add(-90).Start(), time.Time{}, 0)
	if c := result[core.Calls].Changes; c.Added != len(now)-len(all)+2 || c.Changed < 2 || c.Removed != 2 {
		t.Errorf("calls: %+v, want %d added, 2 or more changed, 2 removed", c, len(now)-len(all)+2)
	}
}

func TestAnEstimateIsCloseAndItsPagesAreUsedAgain(t *testing.T) {
	for _, limit := range []int{0, 60} {
		w := newWorld(t, gongsim.Options{Calls: 210})
		d := w.dataset(store.Dataset{Types: core.DataTypes(), Limit: limit, Period: core.Last(365)})
		expected := map[core.DataType]importer.TypeEstimate{}
		cost, err := w.importer.Estimate(t.Context(), w.client(), d, 0, func(e importer.TypeEstimate) { expected[e.Type] = e })
		if err != nil {
			t.Fatal(err)
		}
		preview := len(w.sim.Requests())
		for dt, got := range outcomes(w.mustRun(d)) {
			e := expected[dt]
			if e.Err != nil || e.Records < got.Records*2/3-2 || e.Records > got.Records*3/2+2 {
				t.Errorf("limit %d, %s: expected %d records (%v), there are %d", limit, dt, e.Records, e.Err, got.Records)
			}
			if e.Exact && e.Records != got.Records {
				t.Errorf("limit %d, %s: said to be exact: %d records, there are %d", limit, dt, e.Records, got.Records)
			}
			least, most := 0.55, 1.5
			if dt.CRM() {
				least = 0.75 // each call of an object adds a line to its record
			}
			if float64(e.Bytes) < least*float64(got.Bytes) || float64(e.Bytes) > most*float64(got.Bytes) {
				t.Errorf("limit %d, %s: expected %d bytes, there are %d", limit, dt, e.Bytes, got.Bytes)
			}
		}
		both := len(w.sim.Requests())
		w.sim.Forget()
		w.recent.Forget()
		w.mustRun(w.dataset(store.Dataset{Types: core.DataTypes(), Limit: limit, Period: core.Last(365)}))
		alone := len(w.sim.Requests())
		if limit == 0 && both != alone {
			t.Errorf("estimate and import took %d requests (%d of them the estimate's), an import alone %d", both, preview, alone)
		}
		if limit > 0 && both > alone+2 { // the sample of transcripts is of the oldest calls
			t.Errorf("limit %d: estimate and import took %d requests, an import alone %d", limit, both, alone)
		}
		if d := cost.Requests - alone; d < -3 || d > 3 {
			t.Errorf("limit %d: forecast of %d requests, an import took %d", limit, cost.Requests, alone)
		}
	}
}

// As an import does, an estimate goes on with the plain list of calls where the key may not read them in full.
func TestAnEstimateOfTranscriptsAlone(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 150})
	w.sim.Deny("api:calls:read:extensive")
	d := w.dataset(store.Dataset{Types: conversation})
	expected := map[core.DataType]importer.TypeEstimate{}
	if _, err := w.importer.Estimate(t.Context(), w.client(), d, 0, func(e importer.TypeEstimate) { expected[e.Type] = e }); err != nil {
		t.Fatal(err)
	}
	for dt, got := range outcomes(w.run(t.Context(), d)) {
		e := expected[dt]
		if (e.Err == nil) != (got.Outcome == importer.Done) {
			t.Errorf("%s: %s, but expected %+v", dt, got.Outcome, e)
		}
		if e.Err == nil && (e.Records < got.Records*9/10 || e.Records > got.Records*11/10) {
			t.Errorf("%s: expected %d records, there are %d", dt, e.Records, got.Records)
		}
	}
	w.sim.Deny("api:calls:read:basic")
	_, err := w.importer.Estimate(t.Context(), w.client(), d, 0, func(e importer.TypeEstimate) { expected[e.Type] = e })
	if e := expected[core.Transcripts]; err != nil || core.ScopeOf(e.Err) != "api:calls:read:extensive" {
		t.Errorf("got %+v, %v", e, err)
	}
}

func TestProgressEndsComplete(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 150})
	w.sim.Deny("api:library:read")
	d := w.dataset(store.Dataset{Types: core.DataTypes()})
	progress := new(importer.Progress)
	result, err := w.importer.Run(t.Context(), w.client(), d.ID, importer.Options{Progress: progress})
	if err != nil {
		t.Fatal(err)
	}
	s := progress.Snapshot()
	if s.Requests != result.Requests || s.Requests != len(w.sim.Requests()) {
		t.Errorf("progress says %d requests, the result %d, Gong saw %d", s.Requests, result.Requests, len(w.sim.Requests()))
	}
	if s.Expected < s.Requests-2 || s.Expected > s.Requests+2 {
		t.Errorf("forecast %d requests, sent %d", s.Expected, s.Requests)
	}
	for _, p := range s.Types {
		if p.State != importer.Ended || p.Result.Outcome == "" {
			t.Errorf("%s: %s", p.Type, p.State)
		}
		if p.Result.Outcome == importer.Done && p.Records != p.Result.Records {
			t.Errorf("%s: progress says %d records, the file has %d", p.Type, p.Records, p.Result.Records)
		}
	}
}

func TestAnUnknownDatasetIsSaid(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 10})
	if _, err := w.importer.Run(t.Context(), w.client(), "nowhere", importer.Options{}); !core.Is(err, core.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestReviewsOfPrivateCallsAreHiddenWhateverElseIsImported(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 300})
	reviews := w.sim.Reviews(time.Time{}, time.Time{})
	secret := reviews[len(reviews)/2].CallID
	w.sim.SetPrivate(secret, true)
	alone := w.dataset(store.Dataset{Types: []core.DataType{core.AnsweredScorecards}})
	w.mustRun(alone)
	if strings.Contains(w.file(alone, core.AnsweredScorecards), secret) {
		t.Error("imported alone, a review of a private call shows")
	}

	broken := w.dataset(store.Dataset{Types: core.DataTypes()})
	healed := w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/extensive"})
	if got := outcomes(w.run(t.Context(), broken))[core.AnsweredScorecards]; got.Outcome != importer.Done {
		t.Errorf("answered scorecards: %s (%v), want them unharmed", got.Outcome, got.Err)
	}
	healed()
	w.mustRun(broken)
	if strings.Contains(w.file(broken, core.AnsweredScorecards), secret) {
		t.Error("after a failure to read calls, a review of a private call still shows")
	}
}

func TestUsersShowTheirRoles(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 10})
	user := w.sim.Users()[0]
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Users}})
	_, err := w.importer.Run(t.Context(), w.client(), d.ID, importer.Options{Roles: map[core.UserID][]string{core.UserID(user.ID): {"Business Admin"}}})
	if err != nil {
		t.Fatal(err)
	}
	_, records := w.records(d, core.Users)
	for _, r := range records {
		want := ""
		if r.ID == user.ID {
			want = "Business Admin"
		}
		if got := r.Value("Role"); got != want {
			t.Errorf("user %s: role %q, want %q", r.ID, got, want)
		}
	}
}
