package main_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

// TestPassingFaults lets single requests fail: the import is the one of a quiet day, a few requests later.
func TestPassingFaults(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 450})
	calm := d.copied()
	calm.imports(0)
	want := calm.export()
	const calls, transcripts = "/v2/calls/extensive", "/v2/calls/transcript"
	tests := []struct {
		name   string
		faults []gongsim.Fault
	}{
		{"429 twice", []gongsim.Fault{{Kind: gongsim.RateStorm, Path: calls, After: 1, Count: 2}}},
		{"500, 502 and 503", []gongsim.Fault{
			{Kind: gongsim.ServerError, Path: calls, After: 2, Count: 1},
			{Kind: gongsim.BadGateway, Path: transcripts, After: 1, Count: 1},
			{Kind: gongsim.Unavailable, Path: "/v2/users", Count: 1},
		}},
		{"a connection that breaks", []gongsim.Fault{
			{Kind: gongsim.Reset, Path: transcripts, After: 2, Count: 1}, {Kind: gongsim.Reset, Path: calls, After: 1, Count: 1},
		}},
		{"an answer cut off", []gongsim.Fault{{Kind: gongsim.Truncated, Path: calls, After: 1, Count: 1}}},
		{"a cursor that expires", []gongsim.Fault{{Kind: gongsim.CursorLost, Path: calls, After: 1, Count: 1}}},
		{"cursors that expire again and again", []gongsim.Fault{{Kind: gongsim.CursorLost, Path: calls, Count: 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			trial := d.copied()
			trial.t = t
			for _, f := range test.faults {
				defer d.sim.Fail(f)()
			}
			result := trial.do("import", "All", "--json")
			if result.code != 0 { // a page that broke off is failed, and the next run goes on with it
				t.Logf("exit code %d, so once more: %s", result.code, result.out)
				trial.imports(0)
			}
			same(t, trial.export(), want)
		})
	}
}

// fromCalls are the types that come with the pages of calls.
var fromCalls = []string{"calls", "transcripts", "crm-deals", "crm-contacts", "crm-accounts"}

// TestLastingFaults lets an endpoint fail for good: its types say why, the others are imported, and what was there before stays.
func TestLastingFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		fault  gongsim.Fault
		types  []string // that are not done
		reason string
		code   int
	}{
		{"429 without end", gongsim.Fault{Kind: gongsim.RateStorm, Path: "/v2/settings/trackers"}, []string{"trackers"}, "limit", 3},
		{"500 without end", gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/calls/transcript"}, []string{"transcripts"}, "", 3},
		{"a captive portal on one path", gongsim.Fault{Kind: gongsim.Portal, Path: "/v2/calls/extensive"}, fromCalls, "", 3},
		{"a captive portal", gongsim.Fault{Kind: gongsim.Portal}, nil, "", 1},
		{"answers cut off", gongsim.Fault{Kind: gongsim.Truncated, Path: "/v2/settings/scorecards"}, []string{"scorecards"}, "", 3},
		{"connections that break", gongsim.Fault{Kind: gongsim.Reset, Path: "/v2/stats/interaction"}, []string{"user-stats"}, "", 3},
		{"a revoked key", gongsim.Fault{Kind: gongsim.RevokedKey}, nil, "connect again", 1},
		{"an address that is not trusted", gongsim.Fault{Kind: gongsim.Forbidden}, nil, "", 1},
		{"a key revoked in the middle", gongsim.Fault{Kind: gongsim.RevokedKey, Path: "/v2/calls/*", After: 3}, fromCalls, "connect again", 3},
		{"a move to another host", gongsim.Fault{Kind: gongsim.Redirect, Location: "https://gong.example"}, nil, "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := ready(t, gongsim.Options{Calls: 350})
			d.imports(0)
			before := d.export()
			heal := d.sim.Fail(test.fault)
			result := d.imports(test.code)
			for _, line := range result.Types {
				hit := test.types == nil || slices.Contains(test.types, line.Type)
				if hit == (line.Outcome == "done") {
					t.Errorf("%s: %s (%s)", line.Type, line.Outcome, line.Reason)
				}
				if hit && (line.Reason == "" || !strings.Contains(line.Reason, test.reason)) {
					t.Errorf("%s: the reason is %q", line.Type, line.Reason)
				}
			}
			same(t, d.export(), before)
			heal()
			d.imports(0)
			same(t, d.export(), before)
			d.healthy()
		})
	}
}

// TestMissingScopes takes a permission away at a time: the types that need it are skipped and name it, the others are imported.
func TestMissingScopes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		scope string
		types []string // skipped
		note  []string // done, but they say what they lack
	}{
		{"api:calls:read:extensive", []string{"calls", "crm-deals", "crm-contacts", "crm-accounts"}, []string{"transcripts"}},
		{"api:calls:read:transcript", []string{"transcripts"}, nil},
		{"api:users:read", []string{"users"}, nil},
		{"api:stats:user-actions", []string{"user-stats"}, nil},
		{"api:stats:interaction", nil, []string{"user-stats"}},
		{"api:stats:scorecards", []string{"answered-scorecards"}, nil},
		{"api:settings:scorecards:read", []string{"scorecards"}, nil},
		{"api:settings:trackers:read", []string{"trackers"}, nil},
		{"api:library:read", []string{"libraries"}, nil},
		{"api:workspaces:read", nil, nil},
		{"api:crm:integrations:read", nil, nil},
	}
	for _, test := range tests {
		t.Run(test.scope, func(t *testing.T) {
			t.Parallel()
			d := ready(t, gongsim.Options{Calls: 40, Workspaces: 1})
			d.sim.Deny(test.scope)
			code := 0
			if len(test.types) > 0 {
				code = 3
			}
			for _, line := range d.imports(code).Types {
				skipped := slices.Contains(test.types, line.Type)
				if skipped != (line.Outcome == "skipped") || !skipped && line.Outcome != "done" {
					t.Errorf("%s: %s (%s)", line.Type, line.Outcome, line.Reason)
				}
				if skipped && !strings.Contains(line.Reason, test.scope) {
					t.Errorf("%s: the reason does not name the permission: %s", line.Type, line.Reason)
				}
				if slices.Contains(test.note, line.Type) && line.Reason == "" {
					t.Errorf("%s: nothing said of what it lacks", line.Type)
				}
			}
		})
	}
}

// Hostile titles stay what they are: text in its place.
func TestHostileTitles(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 60, HostileEvery: 1})
	d.imports(0)
	files := d.export()
	if got, want := strings.Count(files["gong_calls"], "\n=== Call "), len(d.open()); got != want {
		t.Errorf("%d records of calls, want %d", got, want)
	}
	for name, text := range files {
		for line := range strings.Lines(text) {
			if strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\x00\x1b\r\u2028\u0085") {
				t.Errorf("%s: a control character in %q", name, line)
			}
		}
	}
}
