package settings_test

import (
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/look"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

var missing = map[core.DataType]string{
	core.Calls: "api:calls:read:extensive", core.CRMDeals: "api:calls:read:extensive", core.CRMContacts: "api:calls:read:extensive",
	core.CRMAccounts: "api:calls:read:extensive", core.Libraries: "api:library:read",
}

func TestPictures(t *testing.T) {
	pictures := map[string]struct {
		program *program
		do      func(*uitest.Window)
	}{
		"none":      {&program{}, nil},
		"connected": {only(connected()), nil},
		"long-name": {&program{connections: with(func(c *settings.Connection) {
			c.Account = "Customer success and renewals, Europe, Middle East and Africa"
		})}, nil},
		"partial":   {&program{connections: with(func(c *settings.Connection) { c.Missing = missing })}, nil},
		"attention": {&program{connections: with(func(c *settings.Connection) { c.Trouble, c.TroubleSince = core.Unauthorized, now.AddDate(0, 0, -2) })}, nil},
		"several":   {only(connected(), login(), sample()), nil},
		"login":     {only(login()), nil},
		"over":      {&program{connections: changed(login(), func(c *settings.Connection) { c.Over = true })}, nil},
		"keychain":  {&program{connections: changed(login(), func(c *settings.Connection) { c.Vault.State = vault.Locked })}, nil},
		"key-lost": {&program{connections: with(func(c *settings.Connection) {
			c.Vault = vault.Status{Kind: vault.KindKeychain, State: vault.Missing, Recorded: true}
		})}, nil},
		"rename":             {only(connected()), func(w *uitest.Window) { w.Tap("Rename") }},
		"disconnect-login":   {only(login()), func(w *uitest.Window) { w.Tap("Disconnect") }},
		"locked":             {&program{connections: with(func(c *settings.Connection) { c.Vault.State = vault.Locked })}, nil},
		"sample":             {only(sample()), nil},
		"meetings-off":       {unsynced(connected(), sample()), nil},
		"meetings-off-login": {unsynced(changed(login(), func(c *settings.Connection) { c.Missing = nil })...), nil},
		"error":              {&program{readErr: core.E(core.Broken, "list the connections", nil)}, nil},
		"offline": {
			&program{connections: []settings.Connection{connected()}, testErr: core.E(core.Offline, "list workspaces", nil)},
			func(w *uitest.Window) { w.Tap("Test again") },
		},
		"disconnect": {only(connected()), func(w *uitest.Window) { w.Tap("Disconnect") }},
		"checked": {
			&program{report: store.Report{Datasets: 2, Files: 22, Records: 12_345, Bytes: 84_000_000}},
			func(w *uitest.Window) { w.Resize(1024, 1160); w.Tap("Check") },
		},
		"damaged": {
			&program{report: store.Report{Files: 22, Problems: []string{"dataset 0a, calls: 2 of 100 records cannot be read"}}},
			func(w *uitest.Window) { w.Resize(1024, 1160); w.Tap("Check") },
		},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				p := *picture.program
				w := show(t, mode, &p, nil)
				if picture.do != nil {
					picture.do(w)
				}
				w.Golden(name)
				if name == "connected" {
					w.Resize(1440, 900)
					w.Golden(name + "-wide")
				}
			})
		})
	}
}

func TestPictureOfWorkUnderWay(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		var step task.Step
		w := show(t, mode, only(connected()), &step)
		w.Resize(1024, 1380)
		for step.Waiting() > 0 {
			step.Release(0)
		}
		w.Tap("Test again")
		w.Tap("Check connection")
		w.Tap("Check")
		step.Advance(task.PulseGap)
		w.Golden("working")
	})
}

func TestSlowReadingIsSaid(t *testing.T) {
	var step task.Step
	w := show(t, uitest.Light, only(connected()), &step)
	w.MustNotShow("Reading the connections")
	step.Advance(time.Second)
	w.MustShow("Reading the connections")
	step.Release(0)
	w.MustShow("Connected as Sales since 9 Mar 2026")
}

func TestConnectShowsTheNewConnection(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("Not connected")
	w.Tap("Connect")
	w.MustShow("Connected as Sales", "us-12345.api.gong.io", "All 11 can be read", "3 minutes ago")
	if want := []core.ConnectionID{""}; !slices.Equal(p.connects, want) {
		t.Errorf("dialogs for %q, want %q", p.connects, want)
	}
}

func TestSampleDataIsBadged(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustNotShow("Sample data")
	w.Tap("Use sample data")
	w.MustShow("Sample data", "Connected to the sample account")
	w.MustNotShow("Test again")
}

func TestDisconnectSaysWhatItDoesAndDoesIt(t *testing.T) {
	p := only(connected())
	w := show(t, uitest.Light, p, nil)
	w.Tap("Disconnect")
	w.MustShow("The 2 datasets that use it stay readable", "Company Settings > API")
	if p.disconnects != 0 {
		t.Fatal("disconnected without asking")
	}
	w.Tap("Disconnect")
	w.MustShow("Not connected", "“Acme” is disconnected.")
	if p.disconnects != 1 {
		t.Errorf("disconnected %d times", p.disconnects)
	}
}

func TestFailuresAreSentences(t *testing.T) {
	w := show(t, uitest.Light, &program{connections: []settings.Connection{connected()}, disconnectErr: core.Errorf(core.Full, "remove", "raw words")}, nil)
	w.Tap("Disconnect")
	w.Tap("Disconnect")
	w.MustShow("The account could not be disconnected.", "Connected as Sales")
	w.MustNotShow("raw words")

	w = show(t, uitest.Light, &program{connections: []settings.Connection{connected()}, testErr: core.Errorf(core.Offline, "list workspaces", "raw words")}, nil)
	w.Tap("Test again")
	w.MustShow("The account could not be tested.", "Connected as Sales")
	w.MustNotShow("raw words")

	w = show(t, uitest.Light, &program{checkErr: core.Errorf(core.Broken, "check the database", "raw words")}, nil)
	w.Resize(1024, 1160)
	w.Tap("Check")
	w.MustShow("The database could not be checked.")
	w.MustNotShow("raw words")
}

func TestAFailedReadIsTriedAgain(t *testing.T) {
	p := &program{readErr: core.E(core.Broken, "list the connections", nil)}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("The connections could not be read.")
	p.readErr = nil
	w.Tap("Try again")
	w.MustShow("Not connected")
}

func TestUnlockAsksForThePassphrase(t *testing.T) {
	p := &program{connections: with(func(c *settings.Connection) { c.Vault.State = vault.Locked })}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("Needs attention")
	w.Tap("Unlock")
	w.MustShow("Connected as Sales")
	if p.unlocks != 1 {
		t.Errorf("asked %d times", p.unlocks)
	}
}

func TestStopEndsATest(t *testing.T) {
	var step task.Step
	p := &program{connections: []settings.Connection{connected()}, testErr: core.E(core.Offline, "list workspaces", nil)}
	w := show(t, uitest.Light, p, &step)
	step.Release(0)
	w.Tap("Test again")
	w.MustShow("Testing, 0 of 11")
	w.Tap("Stop")
	step.Release(1) // the answer comes too late
	w.MustNotShow("The account could not be tested.")
	w.MustShow("Test again")
}

func TestTheLookIsChosen(t *testing.T) {
	p := &program{look: look.Options{Mode: look.Light}}
	w := show(t, uitest.Light, p, nil)
	w.Resize(1024, 900)
	w.Tap("Dark")
	w.Tap("Large")
	if want := (look.Options{Mode: look.Dark, Text: look.Large}); p.look != want {
		t.Errorf("got %v, want %v", p.look, want)
	}
}

func TestFoldersAreShownAndPathsCopied(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.Resize(1024, 1160)
	w.Tap("Show the folder")
	if want := []string{"/home/jane/.local/share/tamtam"}; !slices.Equal(p.revealed, want) {
		t.Errorf("revealed %q", p.revealed)
	}
	w.Tap("Copy the path")
	if got := w.App.Clipboard().Content(); got != "/home/jane/.local/share/tamtam/tamtam.db" {
		t.Errorf("copied %q", got)
	}
}
