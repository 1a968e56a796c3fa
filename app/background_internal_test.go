package app

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/autostart"
	"tamtam/core/store"
	"tamtam/core/tray"
	"tamtam/core/vault"
	"tamtam/ui/settings"
	"tamtam/ui/uitest"
)

// panel is an application on a desktop with a tray, in the test driver.
type panel struct {
	fyne.App
	menus []*fyne.Menu
	quits int
}

func (p *panel) SetSystemTrayMenu(m *fyne.Menu)      { p.menus = append(p.menus, m) }
func (p *panel) SetSystemTrayIcon(fyne.Resource)     {}
func (p *panel) SetSystemTrayWindow(_ fyne.Window)   {}
func (p *panel) Quit()                               { p.quits++ }
func (p *panel) SendNotification(*fyne.Notification) {}

// labels are what the menu says now.
func (p *panel) labels() []string {
	var all []string
	for _, item := range p.menus[len(p.menus)-1].Items {
		if !item.IsSeparator {
			all = append(all, item.Label)
		}
	}
	return all
}

// press presses what the menu calls so.
func (p *panel) press(t *testing.T, label string) {
	t.Helper()
	items := p.menus[len(p.menus)-1].Items
	i := slices.IndexFunc(items, func(item *fyne.MenuItem) bool { return item.Label == label })
	if i < 0 || items[i].Disabled {
		t.Fatalf("no %q in %q", label, p.labels())
	}
	items[i].Action()
}

// login is an entry in memory among what starts at login.
type login struct {
	on       bool
	repaired []autostart.Command
}

func (l *login) On() (bool, error) { return l.on, nil }

func (l *login) Set(on bool, _ autostart.Command) error {
	l.on = on
	return nil
}

func (l *login) Repair(c autostart.Command) (bool, error) {
	l.repaired = append(l.repaired, c)
	return false, nil
}

// seat is a session on a desktop whose tray comes and goes.
type seat struct {
	*session
	*uitest.Window
	panel *panel
	front *fronted
	shown tray.State
}

// sit begins a session, in the background or not, as run does, on a desktop with a tray.
func sit(t *testing.T, home string, background bool) *seat {
	t.Helper()
	return sitBefore(t, home, background, tray.Shown)
}

// sitBefore is sit on any desktop.
func sitBefore(t *testing.T, home string, background bool, shown tray.State) *seat {
	t.Helper()
	u := uitest.New(t, uitest.Light)
	w := &seat{Window: u, panel: &panel{App: u.App}, front: &fronted{Window: u.Window}, shown: shown}
	e := entry{placesFor(home), programOptions{
		log: slog.New(slog.DiscardHandler), vault: vault.Options{Memory: new(vault.Memory)},
		desk: desk{login: &login{}, look: func(context.Context) tray.State { return w.shown }},
	}, background}
	w.session = newSession(Options{}, e, w.panel, w.front, u.Runner)
	w.enter(e.open(t.Context()))
	w.hidden = background
	w.icon = newIcon(w.session)
	w.session.begin()
	t.Cleanup(func() {
		w.leave()
		if err := w.session.close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// schedule makes a dataset that keeps itself current.
func (w *seat) schedule(name string, s core.Sync) {
	w.T.Helper()
	_, err := w.window.store.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30), Sync: s})
	if err != nil {
		w.T.Fatal(err)
	}
}

// overdue has the schedule find a slot of a dataset that has passed.
func (w *seat) overdue(name string) {
	w.T.Helper()
	d, err := w.window.store.DatasetNamed(name)
	if err == nil {
		_, err = w.window.store.EditTimetable(d.ID, func(_ store.Dataset, t *store.Timetable) bool {
			t.Handled = t.Handled.AddDate(0, 0, -8)
			return true
		})
	}
	if err != nil {
		w.T.Fatal(err)
	}
	w.window.schedule.Once(w.T.Context())
}

// did is what the window was asked for since the last look.
func (w *seat) did(when string, want ...string) {
	w.T.Helper()
	got := w.front.asked
	w.front.asked = nil
	if !slices.Equal(got, want) {
		w.T.Errorf("%s: the window was asked to %q, want %q", when, got, want)
	}
}

func TestWhatClosingDoes(t *testing.T) {
	tests := []struct {
		chosen    settings.Closing
		shown     tray.State
		scheduled bool
		want      closeWay
	}{
		{settings.AskOnClose, tray.Shown, true, askPerson},
		{settings.AskOnClose, tray.Shown, false, endProgram},
		{settings.AskOnClose, tray.NoWatcher, true, endProgram},
		{settings.KeepOnClose, tray.Shown, false, hideWindow},
		{settings.KeepOnClose, tray.Shown, true, hideWindow},
		{settings.KeepOnClose, tray.NoHost, true, endProgram},
		{settings.KeepOnClose, tray.NoBus, true, endProgram},
		{settings.KeepOnClose, tray.Unknown, true, endProgram},
		{settings.QuitOnClose, tray.Shown, true, endProgram},
	}
	for _, test := range tests {
		if got := wayOf(test.chosen, test.shown, test.scheduled); got != test.want {
			t.Errorf("%+v: %d", test, got)
		}
	}
}

func TestAPersonIsAskedOnceWhetherToKeepSyncing(t *testing.T) {
	home := t.TempDir()
	w := sit(t, home, false)
	w.closing()
	w.did("without a schedule", "close")
	w.schedule("Renewals Q2", core.Sync{Every: core.Daily, At: core.At(18, 0)})
	w.closing()
	w.MustShow("Keep syncing in the background?")
	w.closing() // the question is being asked
	w.Tap("Cancel")
	w.did("changed their mind")
	w.closing()
	w.Tap("Keep syncing")
	w.did("keeps", "hide")
	if !w.hidden || w.window.background.now().Closing != settings.KeepOnClose {
		t.Errorf("hidden %v, %+v", w.hidden, w.window.background.now())
	}
	w.panel.press(t, "Open Tamtam")
	w.Runner.Advance(granting)
	w.did("opened by the tray", "show", "focus", "hide", "show")
	w.closing()
	w.did("closed again, unasked", "hide")
	w.panel.press(t, "Quit")
	if w.panel.quits != 1 {
		t.Errorf("quit %d times", w.panel.quits)
	}
}

func TestTheAnswerToQuitIsKept(t *testing.T) {
	home := t.TempDir()
	w := sit(t, home, false)
	w.schedule("Renewals Q2", core.Sync{Every: core.Hourly})
	w.closing()
	w.Tap("Quit Tamtam")
	if w.panel.quits != 1 || w.window.background.now().Closing != settings.QuitOnClose {
		t.Errorf("quit %d times, %+v", w.panel.quits, w.window.background.now())
	}
	w.leave()
	if err := w.session.close(); err != nil {
		t.Fatal(err)
	}
	w.window = nil
	p := opened(t, home)
	defer p.close()
	if got := p.background.now().Closing; got != settings.QuitOnClose {
		t.Errorf("the next start knows %q", got)
	}
}

// A hidden window that no icon stands for any more could not be found again.
func TestAHiddenWindowComesBackWithoutATray(t *testing.T) {
	w := sit(t, t.TempDir(), false)
	w.window.background.SetClosing(settings.KeepOnClose)
	w.closing()
	w.did("closed", "hide")
	w.shown = tray.NoWatcher
	w.Runner.Advance((mostMisses - 1) * trayGap)
	w.shown = tray.Shown // the panel was started anew
	w.Runner.Advance(3 * trayGap)
	w.shown = tray.NoHost
	w.Runner.Advance((mostMisses - 1) * trayGap)
	w.did("no tray for moments")
	w.Runner.Advance(trayGap)
	w.did("no tray", "show", "focus")
	w.session.front = true
	w.Runner.Advance(10 * trayGap)
	w.did("shown, and left in peace")
	w.closing()
	w.did("closed without a tray", "close")
}

// Without an icon, which the toolkit takes only before it runs, a tray that came later is of no use.
func TestAnIconThatCouldNotBeMadeHidesNothing(t *testing.T) {
	for name, state := range map[string]tray.State{"no bus": tray.NoBus, "a bus that hangs": tray.Unknown} {
		t.Run(name, func(t *testing.T) {
			w := sitBefore(t, t.TempDir(), false, state)
			w.shown = tray.Shown
			w.window.background.SetClosing(settings.KeepOnClose)
			if now, err := w.window.background.Background(t.Context()); now.Tray != tray.Unknown || err != nil {
				t.Errorf("%+v, %v", now, err)
			}
			w.closing()
			w.did("closed", "close")
			if len(w.panel.menus) != 0 {
				t.Errorf("the menu was made %d times", len(w.panel.menus))
			}
		})
	}
}

func TestAStartAtLoginShowsNoWindow(t *testing.T) {
	home := t.TempDir()
	w := sit(t, home, true)
	w.did("started")
	if got := w.window.shell.Route(); got != "" || !w.hidden {
		t.Errorf("shows %q, hidden %v", got, w.hidden)
	}
	if _, err := (entry{placesFor(home), programOptions{}, true}).open(t.Context()); !errors.Is(err, errShown) {
		t.Errorf("started at login once more: %v", err)
	}
	w.did("started at login once more")
	if _, err := entryTo(home).open(t.Context()); !errors.Is(err, errShown) {
		t.Errorf("started by a person: %v", err)
	}
	w.session.front = true
	w.Runner.Advance(granting)
	w.did("started by a person", "show", "focus")
	if got := w.window.shell.Route(); got != "welcome" {
		t.Errorf("shows %q", got)
	}
	if l := w.window.background.login.(*login); len(l.repaired) != 1 {
		t.Errorf("the entry was looked after %d times", len(l.repaired))
	}
}

func TestTheMenuOfTheTray(t *testing.T) {
	w := sit(t, t.TempDir(), false)
	says := func(want string) {
		t.Helper()
		w.Runner.Advance(menuGap)
		if got := w.panel.labels(); !slices.Equal(got, []string{"Open Tamtam", "Refresh all now", want, "Quit"}) {
			t.Errorf("the menu says %q", got)
		}
	}
	says("No sync is planned")
	tomorrow := w.window.clock.Now().Add(30 * time.Hour)
	w.schedule("Renewals Q2", core.Sync{Every: core.Weekly, At: core.At(tomorrow.Hour(), 0), On: tomorrow.Weekday()})
	says("Next sync: Renewals Q2, " + tomorrow.Format("Monday 15:00"))
	menus := len(w.panel.menus)
	w.Runner.Advance(10 * menuGap)
	if len(w.panel.menus) != menus {
		t.Errorf("the menu was made %d times for nothing", len(w.panel.menus)-menus)
	}
	w.overdue("Renewals Q2") // and nobody is connected
	says("Waiting for you: Renewals Q2")
	w.panel.press(t, "Refresh all now") // there is no connection, so nothing begins, and nothing fails
	w.MustNotShow("could not be refreshed")
}

func TestSayNext(t *testing.T) {
	now := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	tests := map[string]time.Time{
		"Next sync: A, soon":            now,
		"Next sync: A, today 18:00":     now.Add(6 * time.Hour),
		"Next sync: A, Friday 00:30":    now.Add(12*time.Hour + 30*time.Minute),
		"Next sync: A, Wednesday 12:00": now.AddDate(0, 0, 6),
		"Next sync: A, 16 Apr 2026":     now.AddDate(0, 0, 7),
	}
	for want, at := range tests {
		if got := sayPlan("A", at, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSayRefreshing(t *testing.T) {
	for _, test := range []struct {
		names []string
		share float64
		want  string
	}{
		{[]string{"“A”"}, -1, "Refreshing “A”"},
		{[]string{"“A”"}, 0.6, "Refreshing “A”, 60 %"},
		{[]string{"“A”", "“B”"}, 0.6, "Refreshing 2 datasets, 60 %"},
	} {
		if got := sayRefreshing(test.names, test.share); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestWhatStartsAtLogin(t *testing.T) {
	c, err := loginCommand("")
	if err != nil || !filepath.IsAbs(c.Program) || !slices.Equal(c.Args, []string{"-background"}) {
		t.Errorf("%+v, %v", c, err)
	}
	t.Chdir(t.TempDir())
	c, err = loginCommand("data")
	if err != nil || len(c.Args) != 3 || c.Args[1] != "-home" || !filepath.IsAbs(c.Args[2]) || !strings.HasSuffix(c.Args[2], "data") {
		t.Errorf("%+v, %v", c, err)
	}
	t.Setenv("APPIMAGE", "/home/jane/Tamtam.AppImage")
	if c, err = loginCommand(""); err != nil || c.Program != "/home/jane/Tamtam.AppImage" {
		t.Errorf("%+v, %v", c, err)
	}
}
