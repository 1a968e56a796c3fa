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
	connection    settings.Connection
	readErr       error
	testErr       error
	disconnectErr error
	road          road
	report        store.Report
	checkErr      error
	look          look.Options

	tests, disconnects, connects, unlocks, samples int
	revealed                                       []string
}

func (p *program) Gong(context.Context) (settings.Connection, error) { return p.connection, p.readErr }

func (p *program) Retest(_ context.Context, _ core.ConnectionID, watch func(auth.Grant)) error {
	p.tests++
	for _, t := range core.DataTypes()[:4] {
		watch(auth.Grant{Type: t, Granted: true})
	}
	return p.testErr
}

func (p *program) Disconnect(context.Context, core.ConnectionID) error {
	p.disconnects++
	if p.disconnectErr == nil {
		p.connection = settings.Connection{}
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
			Connect: func(saved func()) { p.connects++; p.connection = connected(); saved() },
			Unlock:  func(unlocked func()) { p.unlocks++; p.connection.Vault.State = vault.Found; unlocked() },
			Sample:  func(done func()) { p.samples++; p.connection = sample(); done() },
			Reveal:  func(path string) { p.revealed = append(p.revealed, path) },
			PickCAFile: func(now string, picked func(string)) {
				p.road.picks = append(p.road.picks, now)
				picked("/home/jane/acme-ca.pem")
			},
		},
	}
}

func connected() settings.Connection {
	return settings.Connection{
		ID: "0123456789abcdef", Account: "Sales", Host: "us-12345.api.gong.io", Workspaces: []string{"Sales", "Support"},
		Since: now.AddDate(0, -1, 0), Tested: now.Add(-3 * time.Minute), Vault: vault.Status{Kind: vault.KindPassphrase, State: vault.Found, Recorded: true},
	}
}

func sample() settings.Connection {
	return settings.Connection{ID: "fedcba9876543210", Account: "Sample", Sample: true, Since: now}
}

func with(change func(*settings.Connection)) settings.Connection {
	c := connected()
	change(&c)
	return c
}

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
		"connected": {&program{connection: connected()}, nil},
		"long-name": {&program{connection: with(func(c *settings.Connection) {
			c.Account = "Customer success and renewals, Europe, Middle East and Africa"
		})}, nil},
		"partial":   {&program{connection: with(func(c *settings.Connection) { c.Missing = missing })}, nil},
		"attention": {&program{connection: with(func(c *settings.Connection) { c.Trouble = core.Unauthorized })}, nil},
		"locked":    {&program{connection: with(func(c *settings.Connection) { c.Vault.State = vault.Locked })}, nil},
		"sample":    {&program{connection: sample()}, nil},
		"error":     {&program{readErr: core.E(core.Broken, "list the connections", nil)}, nil},
		"offline": {
			&program{connection: connected(), testErr: core.E(core.Offline, "list workspaces", nil)},
			func(w *uitest.Window) { w.Tap("Test again") },
		},
		"disconnect": {&program{connection: connected()}, func(w *uitest.Window) { w.Tap("Disconnect") }},
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
		w := show(t, mode, &program{connection: connected()}, &step)
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
	w := show(t, uitest.Light, &program{connection: connected()}, &step)
	w.MustNotShow("Reading the connection")
	step.Advance(time.Second)
	w.MustShow("Reading the connection")
	step.Release(0)
	w.MustShow("Connected as Sales since 9 Mar 2026")
}

func TestConnectShowsTheNewConnection(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("Not connected")
	w.Tap("Connect")
	w.MustShow("Connected as Sales", "us-12345.api.gong.io", "All 11 can be read", "3 minutes ago")
	if p.connects != 1 {
		t.Errorf("%d dialogs", p.connects)
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
	p := &program{connection: connected()}
	w := show(t, uitest.Light, p, nil)
	w.Tap("Disconnect")
	w.MustShow("Your datasets and exported files", "Company Settings > API")
	if p.disconnects != 0 {
		t.Fatal("disconnected without asking")
	}
	w.Tap("Disconnect")
	w.MustShow("Not connected", "Gong is disconnected.")
	if p.disconnects != 1 {
		t.Errorf("disconnected %d times", p.disconnects)
	}
}

func TestFailuresAreSentences(t *testing.T) {
	w := show(t, uitest.Light, &program{connection: connected(), disconnectErr: core.Errorf(core.Full, "remove", "raw words")}, nil)
	w.Tap("Disconnect")
	w.Tap("Disconnect")
	w.MustShow("Gong could not be disconnected.", "Connected as Sales")
	w.MustNotShow("raw words")

	w = show(t, uitest.Light, &program{connection: connected(), testErr: core.Errorf(core.Offline, "list workspaces", "raw words")}, nil)
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
	w.MustShow("The connection could not be read.")
	p.readErr = nil
	w.Tap("Try again")
	w.MustShow("Not connected")
}

func TestUnlockAsksForThePassphrase(t *testing.T) {
	p := &program{connection: with(func(c *settings.Connection) { c.Vault.State = vault.Locked })}
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
	p := &program{connection: connected(), testErr: core.E(core.Offline, "list workspaces", nil)}
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
