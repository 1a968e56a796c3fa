//go:build xvfb && linux

package main_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

func after() <-chan time.Time { return time.After(patience) }

// hidden waits until the program goes on without its window.
func (w *window) hidden() {
	w.t.Helper()
	w.until("a hidden window", func(f facts) bool { return f.Hidden })
}

// shown waits until the window is there again.
func (w *window) shown() {
	w.t.Helper()
	w.until("a shown window", func(f facts) bool { return !f.Hidden })
	w.inFront()
}

// endsWell waits until the program has ended by itself, and demands that it ended well.
func (w *window) endsWell() {
	w.t.Helper()
	select {
	case err := <-w.ended:
		if err != nil || strings.Contains(w.errors.String(), "DATA RACE") {
			w.t.Errorf("the program ended with %v\n%s", err, w.errors.String())
		}
	case <-after():
		w.t.Fatal("the program did not end")
	}
}

// labels are what the menu of the tray says.
func labels(menu []line) []string {
	all := make([]string, len(menu))
	for i, l := range menu {
		all[i] = l.label
	}
	return all
}

// TestWindowTray closes the window of a program that is to keep syncing: it goes on in the tray, by whose menu everything is refreshed, the
// window comes back and the program ends. A refresh that fails meanwhile is told of by the desktop; a second start and a click on the icon show
// the window, too; a panel that is started anew has the icon again.
func TestWindowTray(t *testing.T) {
	acme := gongsim.New(gongsim.Options{Seed: 2032, Calls: 30, Now: time.Now().UTC().Truncate(time.Second)})
	account := httptest.NewServer(acme)
	t.Cleanup(account.Close)
	p, display, home := newPanel(t), newScreen(t), t.TempDir()
	w := display.open(home)
	p.registered()
	w.click(360, 543)
	w.until("the dialog", func(f facts) bool { return f.Dialog })
	w.enterKey(gongsim.DefaultKey, gongsim.DefaultSecret, account.URL)
	w.at("datasets/new")
	w.fill("Name", "Renewals")
	w.click(290, 490)
	w.press("Add 1 file")
	w.press("Create dataset")
	w.until("an imported file", func(f facts) bool { return f.Files == 1 && f.Running == 0 })
	w.until("that the menu says so", func(facts) bool { // it follows at most every two seconds
		return slices.Equal(labels(p.menu()), []string{"Open Tamtam", "Refresh all now", "No sync is planned", "Quit"})
	})

	w.key("ctrl+comma")
	w.at("settings")
	w.to("Ask")
	w.key("Right")
	w.to("Keep syncing")
	w.tool("xdotool", "key", "alt+F4")
	w.hidden()
	acme.Add(2)
	before := w.now().Records
	p.press("Refresh all now")
	w.until("more records", func(f facts) bool { return f.Hidden && f.Running == 0 && f.Records == before+2 })
	acme.Revoke(gongsim.DefaultKey)
	p.press("Refresh all now")
	if title := p.told(); title != "Renewals could not be refreshed" {
		t.Errorf("told %q", title)
	}

	display.ends(display.command(home))
	w.shown()
	for _, show := range []func(){func() { p.press("Open Tamtam") }, p.click} {
		w.tool("xdotool", "key", "alt+F4")
		w.hidden()
		show()
		w.shown()
	}
	w.tool("xdotool", "key", "alt+F4")
	w.hidden()
	p.restart()
	p.registered()
	p.press("Quit")
	w.endsWell()
}

// TestWindowAtLogin starts the program as the system does at login: without a window in the tray, where another such start leaves it and a
// session that ends ends it.
func TestWindowAtLogin(t *testing.T) {
	p, display, home := newPanel(t), newScreen(t), t.TempDir()
	w := display.start(home, "-background")
	w.hidden()
	p.registered()
	display.ends(display.command(home, "-background"))
	w.hidden()
	if f := w.handled(); f.Route != "" {
		t.Errorf("a hidden window shows %q", f.Route)
	}
	p.press("Open Tamtam")
	w.until("the first page", func(f facts) bool { return !f.Hidden && f.Route == "welcome" })
	w.find()
	w.inFront()
	if err := w.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	w.endsWell()

	w = display.start(home, "-background")
	w.hidden()
	if err := w.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	w.endsWell()
}

// TestWindowWithoutTray starts the program as the system does at login, on a desktop without a tray: the window comes, its settings say what is
// lacking, and closing ends the program, whatever was chosen.
func TestWindowWithoutTray(t *testing.T) {
	w := newScreen(t).open(t.TempDir(), "-background")
	w.key("ctrl+comma")
	w.at("settings")
	w.press("Look again")
	w.to("Ask")
	w.key("Right")
	w.to("Keep syncing")
	w.close()
}

// TestWindowQuitsByKey ends the program, although closing its window would not.
func TestWindowQuitsByKey(t *testing.T) {
	p := newPanel(t)
	w := newScreen(t).open(t.TempDir())
	p.registered()
	w.tool("xdotool", "key", "ctrl+q")
	w.endsWell()
}
