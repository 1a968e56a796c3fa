package auth_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong/gongsim"
)

func TestTestGrantsWhatTheKeyMayRead(t *testing.T) {
	calls := []core.DataType{core.Calls, core.CRMDeals, core.CRMContacts, core.CRMAccounts}
	tests := map[string]struct {
		without string
		denied  []core.DataType
		lacks   core.DataType
	}{
		"all permissions":                        {},
		"calls and CRM need the same permission": {"api:calls:read:extensive", calls, core.Transcripts},
		"transcripts":                            {"api:calls:read:transcript", []core.DataType{core.Transcripts}, ""},
		"users":                                  {"api:users:read", []core.DataType{core.Users}, ""},
		"user stats":                             {"api:stats:user-actions", []core.DataType{core.UserStats}, ""},
		"user stats without how people talk":     {"api:stats:interaction", nil, core.UserStats},
		"scorecards":                             {"api:settings:scorecards:read", []core.DataType{core.Scorecards}, ""},
		"answered scorecards":                    {"api:stats:scorecards", []core.DataType{core.AnsweredScorecards}, ""},
		"libraries":                              {"api:library:read", []core.DataType{core.Libraries}, ""},
		"libraries need the list of workspaces, if several": {"api:workspaces:read", []core.DataType{core.Libraries}, ""},
		"trackers": {"api:settings:trackers:read", []core.DataType{core.Trackers}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			scopes := slices.DeleteFunc(gongsim.Scopes(), func(s string) bool { return s == test.without })
			w := newWorld(t, scopes...)
			var watched []auth.Grant
			report, err := w.connections.Test(t.Context(), key(), func(g auth.Grant) { watched = append(watched, g) })
			if err != nil {
				t.Fatal(err)
			}
			var want []auth.Grant
			for _, dataType := range core.DataTypes() {
				g := auth.Grant{Type: dataType, Granted: !slices.Contains(test.denied, dataType)}
				if !g.Granted {
					g.Scope = test.without
				}
				if dataType == test.lacks {
					g.Lacks = test.without
				}
				want = append(want, g)
			}
			if diff := cmp.Diff(want, report.Grants, cmpopts.EquateErrors()); diff != "" {
				t.Errorf("grants (-want +got):\n%s", diff)
			}
			byType := cmpopts.SortSlices(func(a, b auth.Grant) bool { return a.Type < b.Type })
			if diff := cmp.Diff(want, watched, byType, cmpopts.EquateErrors()); diff != "" {
				t.Errorf("watched (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTestAsksLittle(t *testing.T) {
	w := newWorld(t)
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if w.sent != 10 {
		t.Errorf("%d requests, want 10", w.sent)
	}
	if want := []string{"Initial workspace", "Europe"}; !slices.Equal(report.Workspaces, want) {
		t.Errorf("workspaces %q, want %q", report.Workspaces, want)
	}
	if report.Granted() != 11 || report.BaseURL != "https://api.gong.io" || report.Tested.IsZero() {
		t.Errorf("got %+v", report)
	}
}

func TestTestLearnsTheTenantsHost(t *testing.T) {
	w := newWorld(t)
	w.hosts["us-12345.api.gong.io"] = w.sim
	w.hosts["api.gong.io"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, tenant+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	})
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil || report.BaseURL != tenant || report.Granted() != 11 {
		t.Fatalf("got %+v, %v", report, err)
	}
	connection, err := w.connections.Save(t.Context(), auth.Target{}, key(), report)
	if err != nil {
		t.Fatal(err)
	}
	if _, base, err := w.connections.Open(t.Context(), connection.ID); err != nil || base.String() != tenant {
		t.Errorf("opens at %s, %v; want %s", base, err, tenant)
	}
}

func TestTestSaysWhyAnAccountIsNotReached(t *testing.T) {
	fault := func(kind gongsim.FaultKind) func(*world, *auth.APIKey) {
		return func(w *world, _ *auth.APIKey) { w.sim.Fail(gongsim.Fault{Kind: kind}) }
	}
	tests := map[string]struct {
		prepare func(*world, *auth.APIKey)
		want    core.Kind
		sent    int
	}{
		"wrong secret":                 {func(_ *world, k *auth.APIKey) { k.Secret = core.NewSecret("other") }, core.Unauthorized, 1},
		"no secret":                    {func(_ *world, k *auth.APIKey) { k.Secret = core.Secret{} }, core.Invalid, 0},
		"a host that is not Gong's":    {func(_ *world, k *auth.APIKey) { k.BaseURL = "https://gong.example.com" }, core.Foreign, 0},
		"a host of Gong's that is not": {func(_ *world, k *auth.APIKey) { k.BaseURL = "https://us-1.api.gong.io" }, core.Offline, 1},
		"offline":                      {func(w *world, _ *auth.APIKey) { w.hosts = nil }, core.Offline, 1},
		"a portal's sign-in page":      {fault(gongsim.Portal), core.Broken, 1},
		"the limit of requests":        {fault(gongsim.RateStorm), core.Busy, 1},
		"an address not trusted":       {fault(gongsim.Forbidden), core.Denied, 9},
		"a wrong key by 403 where Gong's document has it": {func(w *world, _ *auth.APIKey) {
			w.sim.Fail(gongsim.Fault{Kind: gongsim.Forbidden, Path: "/v2/workspaces"})
			w.sim.Fail(gongsim.Fault{Kind: gongsim.RevokedKey})
		}, core.Unauthorized, 2},
		"a redirect to elsewhere": {func(w *world, _ *auth.APIKey) {
			w.sim.Fail(gongsim.Fault{Kind: gongsim.Redirect, Location: "https://gong.example.com"})
		}, core.Foreign, 1},
		"offline half way": {func(w *world, _ *auth.APIKey) {
			w.sim.Fail(gongsim.Fault{Kind: gongsim.BadGateway, Path: "/v2/users"})
		}, core.Offline, 4},
		"a portal half way": {func(w *world, _ *auth.APIKey) {
			w.sim.Fail(gongsim.Fault{Kind: gongsim.Portal, Path: "/v2/users"})
		}, core.Broken, 4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w, k := newWorld(t), key()
			test.prepare(w, &k)
			_, err := w.connections.Test(t.Context(), k, nil)
			if !core.Is(err, test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if w.sent != test.sent {
				t.Errorf("%d requests, want %d", w.sent, test.sent)
			}
		})
	}
}

func TestTestKeepsGoingWhenOneEndpointFails(t *testing.T) {
	w := newWorld(t)
	w.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/settings/trackers"})
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	trackers := report.Grants[slices.Index(core.DataTypes(), core.Trackers)]
	if trackers.Granted || trackers.Denied() || !core.Is(trackers.Err, core.Broken) {
		t.Errorf("trackers: %+v", trackers)
	}
	if report.Granted() != 10 {
		t.Errorf("%d granted, want the other ten", report.Granted())
	}
}

func TestTestEndsWithItsContext(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := w.connections.Test(ctx, key(), func(auth.Grant) { cancel() })
	if !core.Is(err, core.Canceled) {
		t.Errorf("got %v", err)
	}
}
