package settings_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/look"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                                   { return now }
func (clock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// program is a fake of what app brings.
type program struct {
	connections   []settings.Connection
	readErr       error
	renameErr     error
	testErr       error
	disconnectErr error
	road          road
	report        store.Report
	checkErr      error
	look          look.Options

	tests, disconnects, unlocks, samples, changes int
	connects                                      []core.ConnectionID
	revealed                                      []string
}

func (p *program) Connections(context.Context) ([]settings.Connection, error) {
	return slices.Clone(p.connections), p.readErr
}

func (p *program) Rename(_ context.Context, id core.ConnectionID, name string) error {
	if p.renameErr != nil {
		return p.renameErr
	}
	p.of(id).Name = name
	return nil
}

func (p *program) of(id core.ConnectionID) *settings.Connection {
	return &p.connections[slices.IndexFunc(p.connections, func(c settings.Connection) bool { return c.ID == id })]
}

func (p *program) Retest(_ context.Context, _ core.ConnectionID, watch func(auth.Grant)) error {
	p.tests++
	for _, t := range core.DataTypes()[:4] {
		watch(auth.Grant{Type: t, Granted: true})
	}
	return p.testErr
}

func (p *program) Disconnect(_ context.Context, id core.ConnectionID) error {
	p.disconnects++
	if p.disconnectErr == nil {
		p.connections = slices.DeleteFunc(p.connections, func(c settings.Connection) bool { return c.ID == id })
	}
	return p.disconnectErr
}

func (p *program) Look() look.Options { return p.look }

func (p *program) SetLook(o look.Options) { p.look = o }

func (p *program) Place(context.Context) (settings.Place, error) {
	return settings.Place{Path: "/home/jane/.local/share/tamtam/tamtam.db", Size: 12_400_000}, nil
}

func (p *program) Check(context.Context) (store.Report, error) { return p.report, p.checkErr }

func (p *program) needs(w *uitest.Window, r task.Runner) settings.Needs {
	if r == nil {
		r = w.Runner
	}
	return settings.Needs{
		Accounts: p, Appearance: p, Storage: p, Network: &p.road, Clock: clock{}, Runner: r, Stage: w.Stage, Clipboard: w.App.Clipboard(),
		About: settings.About{Version: "1.0.0", Folder: "/home/jane/.local/share/tamtam", Log: "/home/jane/.local/state/tamtam"},
		Routes: settings.Routes{
			Connect: func(id core.ConnectionID, saved func()) {
				p.connects = append(p.connects, id)
				if id == "" {
					p.connections = append(p.connections, connected())
				} else {
					c := p.of(id)
					c.Trouble, c.TroubleSince, c.Over = core.Other, time.Time{}, false
				}
				saved()
			},
			Unlock:      func(unlocked func()) { p.unlocks++; p.connections[0].Vault.State = vault.Found; unlocked() },
			ChangeVault: func(changed func()) { p.changes++; p.connections[0].Vault.Kind = vault.KindKeychain; changed() },
			Sample:      func(done func()) { p.samples++; p.connections = append(p.connections, sample()); done() },
			Reveal:      func(path string) { p.revealed = append(p.revealed, path) },
			PickCAFile: func(now string, picked func(string)) {
				p.road.picks = append(p.road.picks, now)
				picked("/home/jane/acme-ca.pem")
			},
		},
	}
}

func connected() settings.Connection {
	return settings.Connection{
		ID: "0123456789abcdef", Name: "Acme", Account: "Sales", Kind: auth.KindAPIKey, Host: "us-12345.api.gong.io", Workspaces: []string{"Sales", "Support"},
		Since: now.AddDate(0, -1, 0), Tested: now.Add(-3 * time.Minute), Datasets: 2,
		Vault: vault.Status{Kind: vault.KindPassphrase, State: vault.Found, Recorded: true},
	}
}

// login is the connection of another company, through the browser.
func login() settings.Connection {
	return settings.Connection{
		ID: "00112233445566ff", Name: "Globex sandbox", Account: "Initial workspace", Kind: auth.KindOAuth, Host: "eu-777.api.gong.io",
		ClientID: "6f2c9d04-7a1e", Scopes: []string{"api:calls:read:basic", "api:calls:read:extensive", "api:calls:read:transcript", "api:users:read", "api:workspaces:read"},
		Workspaces: []string{"Initial workspace"}, Since: now.AddDate(0, 0, -3), Tested: now.Add(-26 * time.Hour),
		Vault:   vault.Status{Kind: vault.KindKeychain, State: vault.Found, Recorded: true},
		Missing: map[core.DataType]string{core.UserStats: "api:stats:user-actions", core.Libraries: "api:library:read"},
	}
}

func sample() settings.Connection {
	return settings.Connection{ID: core.SampleConnection, Name: "Sample", Sample: true, Datasets: 1}
}

func with(change func(*settings.Connection)) []settings.Connection {
	return changed(connected(), change)
}

func changed(c settings.Connection, change func(*settings.Connection)) []settings.Connection {
	change(&c)
	return []settings.Connection{c}
}

func only(all ...settings.Connection) *program { return &program{connections: all} }

func show(t *testing.T, mode look.Mode, p *program, r task.Runner) *uitest.Window {
	t.Helper()
	w := uitest.New(t, mode)
	w.Resize(1024, 700)
	page := settings.New(p.needs(w, r))
	w.Show(page.Content())
	page.Enter(t.Context())
	t.Cleanup(page.Leave)
	w.Settle()
	return w
}

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
		"partial":          {&program{connections: with(func(c *settings.Connection) { c.Missing = missing })}, nil},
		"attention":        {&program{connections: with(func(c *settings.Connection) { c.Trouble, c.TroubleSince = core.Unauthorized, now.AddDate(0, 0, -2) })}, nil},
		"several":          {only(connected(), login(), sample()), nil},
		"login":            {only(login()), nil},
		"over":             {&program{connections: changed(login(), func(c *settings.Connection) { c.Over = true })}, nil},
		"keychain":         {&program{connections: changed(login(), func(c *settings.Connection) { c.Vault.State = vault.Locked })}, nil},
		"key-lost":         {&program{connections: with(func(c *settings.Connection) { c.Vault.State = vault.Missing })}, nil},
		"rename":           {only(connected()), func(w *uitest.Window) { w.Tap("Rename") }},
		"disconnect-login": {only(login()), func(w *uitest.Window) { w.Tap("Disconnect") }},
		"locked":           {&program{connections: with(func(c *settings.Connection) { c.Vault.State = vault.Locked })}, nil},
		"sample":           {only(sample()), nil},
		"error":            {&program{readErr: core.E(core.Broken, "list the connections", nil)}, nil},
		"offline": {
			&program{connections: []settings.Connection{connected()}, testErr: core.E(core.Offline, "list workspaces", nil)},
			func(w *uitest.Window) { w.Tap("Test again") },
		},
		"disconnect": {only(connected()), func(w *uitest.Window) { w.Tap("Disconnect") }},
		"checked": {
			&program{report: store.Report{Datasets: 2, Files: 22, Records: 12_345, Bytes: 84_000_000}},
			func(w *uitest.Window) { w.Resize(1024, 960); w.Tap("Check") },
		},
		"damaged": {
			&program{report: store.Report{Files: 22, Problems: []string{"dataset 0a, calls: 2 of 100 records cannot be read"}}},
			func(w *uitest.Window) { w.Resize(1024, 960); w.Tap("Check") },
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
		w.Resize(1024, 1000)
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
	w.MustShow("The test did not reach Gong.", "Connected as Sales")
	w.MustNotShow("raw words")

	w = show(t, uitest.Light, &program{checkErr: core.Errorf(core.Broken, "check the database", "raw words")}, nil)
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
	w.MustNotShow("The test did not reach Gong.")
	w.MustShow("Test again")
}

func TestTheLookIsChosen(t *testing.T) {
	p := &program{look: look.Options{Mode: look.Light}}
	w := show(t, uitest.Light, p, nil)
	w.Tap("Dark")
	w.Tap("Large")
	if want := (look.Options{Mode: look.Dark, Text: look.Large}); p.look != want {
		t.Errorf("got %v, want %v", p.look, want)
	}
}

func TestFoldersAreShownAndPathsCopied(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.Tap("Show the folder")
	if want := []string{"/home/jane/.local/share/tamtam"}; !slices.Equal(p.revealed, want) {
		t.Errorf("revealed %q", p.revealed)
	}
	w.Tap("Copy the path")
	if got := w.App.Clipboard().Content(); got != "/home/jane/.local/share/tamtam/tamtam.db" {
		t.Errorf("copied %q", got)
	}
}

func TestEachAccountHasItsCard(t *testing.T) {
	p := only(connected(), login(), sample())
	w := show(t, uitest.Light, p, nil)
	w.Resize(1024, 1800) // all of it in view
	w.MustShow("Acme", "Globex sandbox", "OAuth, client id 6f2c9d04-7a1e", "2 datasets", "Sample data", "Granted scopes: api:calls:read:basic",
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
		{"a host that is not Gong's", with(func(c *settings.Connection) { c.Trouble = core.Foreign })[0], "a host that is not Gong's", "Reconnect", reconnected},
		{"a passphrase", with(func(c *settings.Connection) { c.Vault.State = vault.Locked })[0], "protected by your passphrase", "Unlock", func(p *program) bool { return p.unlocks == 1 }},
		{
			"a locked keychain", changed(login(), func(c *settings.Connection) { c.Vault.State = vault.Locked })[0], "keychain is locked", "Try again",
			func(p *program) bool { return p.tests == 1 },
		},
		{
			"a keychain that does not answer", changed(login(), func(c *settings.Connection) { c.Vault.State = vault.TimedOut })[0], "does not answer", "Try again",
			func(p *program) bool { return p.tests == 1 },
		},
		{
			"a lost data key", with(func(c *settings.Connection) { c.Vault.State = vault.Missing })[0], "nobody can open them", "Disconnect",
			func(p *program) bool { return p.disconnects == 0 }, // asks first
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

func reconnected(p *program) bool {
	return len(p.connects) == 1 && p.connects[0] == p.connections[0].ID
}

func TestBeingOfflineIsNoAttention(t *testing.T) {
	p := only(connected())
	p.testErr = core.E(core.Offline, "list workspaces", nil)
	w := show(t, uitest.Light, p, nil)
	w.Tap("Test again")
	w.MustShow("The test did not reach Gong.", "Connected as Sales")
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
	w.MustNotShow("OAuth, client id")
}
