package settings_test

import (
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestEachAccountHasItsCard(t *testing.T) {
	p := only(connected(), login(), sample())
	w := show(t, uitest.Light, p, nil)
	w.Resize(1024, 1800) // all of it in view
	w.MustShow("Acme", "Globex sandbox", "OAuth, client ID 6f2c9d04-7a1e", "2 datasets", "Sample data", "Granted permissions (scopes): api:calls:read:basic",
		"User Stats: lacks api:stats:user-actions", "Transcripts: granted")
	w.Tap("Add another account")
	if want := []core.ConnectionID{""}; !slices.Equal(p.connects, want) {
		t.Errorf("dialogs for %q, want %q", p.connects, want)
	}
}

// Each reason has one button that mends it, and it mends that connection.
func TestWhatNeedsAttentionIsMendedWithOneClick(t *testing.T) {
	tests := []struct {
		name         string
		connection   settings.Connection
		reason, verb string
		done         func(p *program) bool
	}{
		{"a key that was deleted", with(func(c *settings.Connection) { c.Trouble = core.Unauthorized })[0], "does not accept the API key any more", "Reconnect", reconnected},
		{"a consent that was withdrawn", changed(login(), func(c *settings.Connection) { c.Trouble = core.Unauthorized })[0], "its consent was withdrawn", "Reconnect", reconnected},
		{"a login that Gong ended", changed(login(), func(c *settings.Connection) { c.Over = true })[0], "Gong has ended this login", "Reconnect", reconnected},
		{"an address that is not Gong's", with(func(c *settings.Connection) { c.Trouble = core.Foreign })[0], "an address that is not Gong's", "Reconnect", reconnected},
		{"a passphrase", with(func(c *settings.Connection) { c.Vault.State = vault.Locked })[0], "Your passphrase protects", "Unlock", func(p *program) bool { return p.unlocks == 1 }},
		{
			"a locked keychain", changed(login(), func(c *settings.Connection) { c.Vault.State = vault.Locked })[0], "keychain is locked", "Try again",
			func(p *program) bool { return p.tests == 1 },
		},
		{
			"a keychain that does not answer", changed(login(), func(c *settings.Connection) { c.Vault.State = vault.TimedOut })[0], "does not answer", "Try again",
			func(p *program) bool { return p.tests == 1 },
		},
		{
			"a lost data key", changed(login(), func(c *settings.Connection) { c.Vault.State = vault.Missing })[0], "nobody can open them", "Reconnect",
			reconnected,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := only(test.connection)
			w := show(t, uitest.Light, p, nil)
			w.MustShow("Needs attention", test.reason)
			w.Tap(test.verb)
			if !test.done(p) {
				t.Errorf("%s did not do it: %+v", test.verb, p)
			}
		})
	}
}

// A data key that several accounts need is given up only with all of them.
func TestALostKeyOfSeveralAccountsIsMendedByDisconnecting(t *testing.T) {
	p := only(connected(), login())
	for i := range p.connections {
		p.connections[i].Vault = vault.Status{Kind: vault.KindKeychain, State: vault.Missing, Recorded: true}
	}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("nobody can open them", "Disconnect every account")
	w.MustNotShow("Reconnect", "Test again")
	w.Tap("Disconnect")
	w.MustShow("Disconnect “Acme”?")
	w.Tap("Cancel")
	p.connections = p.connections[:1]
	w.Tap("Change…") // reads all again
	w.MustShow("Reconnect")
}

func reconnected(p *program) bool {
	return len(p.connects) == 1 && p.connects[0] == p.connections[0].ID
}

func TestBeingOfflineIsNoAttention(t *testing.T) {
	p := only(connected())
	p.testErr = core.E(core.Offline, "list workspaces", nil)
	w := show(t, uitest.Light, p, nil)
	w.Tap("Test again")
	w.MustShow("The account could not be tested.", "Connected as Sales")
	w.MustNotShow("Needs attention")
}

func TestAnAccountIsRenamed(t *testing.T) {
	p := only(connected())
	p.renameErr = core.Errorf(core.Invalid, "keep the connection", "there is a connection of this name already")
	w := show(t, uitest.Light, p, nil)
	w.Tap("Rename")
	w.Type(" EU")
	w.Tap("Rename")
	w.MustShow("There is a connection of this name already.")
	p.renameErr = nil
	w.Enter("Name", "Production")
	w.Tap("Rename")
	w.MustShow("Production")
	w.MustNotShow("Rename the account", "Acme")
}

func TestATestGoesOnWhileAnotherAccountIsRead(t *testing.T) {
	var step task.Step
	p := only(connected(), login())
	w := show(t, uitest.Light, p, &step)
	all := func() {
		for step.Waiting() > 0 {
			step.Release(0)
		}
	}
	all()
	w.Tap("Test again")
	w.MustShow("Testing, 0 of 11")
	w.Tap("Change…") // reads all again
	step.Release(1)  // the reading, before the test
	w.MustShow("Testing, 0 of 11")
	all()
	w.MustNotShow("Testing")
	if p.changes != 1 {
		t.Errorf("%d changes", p.changes)
	}
}

func TestWhereTheKeyIsKeptCannotBeChangedWhereThereIsNoChoice(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	n := only(connected()).needs(w, nil)
	n.Routes.ChangeVault = nil
	page := settings.New(n)
	w.Show(page.Content())
	page.Enter(t.Context())
	t.Cleanup(page.Leave)
	w.Settle()
	w.MustShow("protected by your passphrase")
	w.MustNotShow("Change…")
}

func TestDisconnectSaysWhereALoginEnds(t *testing.T) {
	p := only(login(), connected())
	w := show(t, uitest.Light, p, nil)
	w.Tap("Disconnect")
	w.MustShow("Disconnect “Globex sandbox”?", "Company Settings > Ecosystem", "No dataset uses it.")
	w.Tap("Disconnect")
	w.MustShow("Acme")
	w.MustNotShow("OAuth, client ID")
}

// unsynced is a program that syncs no meetings.
func unsynced(all ...settings.Connection) *program {
	for i := range all {
		all[i].MeetingsOff = true
	}
	return only(all...)
}

// TestMeetingsAreOfferedWhileNoneAreSynced, for every account that works, however it signs in.
func TestMeetingsAreOfferedWhileNoneAreSynced(t *testing.T) {
	for _, c := range []settings.Connection{connected(), login(), sample()} {
		p := unsynced(c)
		w := show(t, uitest.Light, p, nil)
		w.Resize(1024, 1200)
		w.MustShow("can be synced to the Timeline")
		w.Tap("Sync meetings…")
		if want := []core.ConnectionID{c.ID}; !slices.Equal(p.syncs, want) {
			t.Errorf("synced for %q, want %q", p.syncs, want)
		}
		w.MustNotShow("Sync meetings…")
	}
	w := show(t, uitest.Light, unsynced(with(func(c *settings.Connection) { c.Trouble = core.Unauthorized })...), nil)
	w.Resize(1024, 1200)
	w.MustShow("Needs attention")
	w.MustNotShow("Sync meetings…")
}
