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
	desk          desk
	report        store.Report
	checkErr      error
	look          look.Options

	tests, disconnects, unlocks, samples, changes int
	connects, syncs                               []core.ConnectionID
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
		Accounts: p, Appearance: p, Storage: p, Network: &p.road, Background: &p.desk, Clock: clock{}, Runner: r, Stage: w.Stage, Clipboard: w.App.Clipboard(),
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
			SyncMeetings: func(id core.ConnectionID, begun func()) {
				p.syncs = append(p.syncs, id)
				for i := range p.connections {
					p.connections[i].MeetingsOff = false
				}
				begun()
			},
			Reveal: func(path string) { p.revealed = append(p.revealed, path) },
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
