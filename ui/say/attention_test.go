package say_test

import (
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

func TestEachRefusalIsMendedByReconnecting(t *testing.T) {
	tests := map[string]struct {
		login, over bool
		trouble     core.Kind
		want        string
	}{
		"a key that was deleted":       {trouble: core.Unauthorized, want: "the API key any more"},
		"a consent that was withdrawn": {login: true, trouble: core.Unauthorized, want: "the login any more"},
		"a login that has ended":       {login: true, over: true, trouble: core.Unauthorized, want: "has ended this login"},
		"a foreign address":            {trouble: core.Foreign, want: "not Gong's"},
	}
	for name, test := range tests {
		got := say.Refused(test.login, test.over, test.trouble)
		if got.Mend != say.MendReconnect || !strings.Contains(got.Why, test.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for _, kind := range []core.Kind{core.Other, core.Offline, core.Denied} {
		if got := say.Refused(false, false, kind); got != (say.Attention{}) {
			t.Errorf("%v: %+v", kind, got)
		}
	}
}

func TestWhatKeepsTheCredentialsShutIsMended(t *testing.T) {
	tests := []struct {
		kind  vault.Kind
		state vault.State
		only  bool
		want  say.Mending
	}{
		{vault.KindKeychain, vault.Found, true, say.MendNothing},
		{vault.KindKeychain, vault.Canceled, true, say.MendNothing},
		{0, "", true, say.MendNothing},
		{vault.KindPassphrase, vault.Locked, true, say.MendUnlock},
		{vault.KindPassphrase, vault.WrongPassphrase, true, say.MendUnlock},
		{vault.KindKeychain, vault.Locked, true, say.MendRetry},
		{vault.KindKeychain, vault.TimedOut, true, say.MendRetry},
		{vault.KindKeychain, vault.Unavailable, true, say.MendRetry},
		{vault.KindKeychain, vault.Missing, true, say.MendReconnect},
		{vault.KindKeychain, vault.Missing, false, say.MendDisconnect},
		{0, vault.Damaged, true, say.MendReconnect},
		{0, vault.Damaged, false, say.MendDisconnect},
	}
	for _, test := range tests {
		got := say.Shut(vault.Status{Kind: test.kind, State: test.state}, test.only)
		if got.Mend != test.want || (got.Why == "") != (test.want == say.MendNothing) {
			t.Errorf("%v %v: %+v, want to mend by %v", test.kind, test.state, got, test.want)
		}
	}
}
