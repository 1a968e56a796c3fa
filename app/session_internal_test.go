package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/uitest"
)

// entryTo is the way into a database of the home folder, by a vault in memory.
func entryTo(home string) entry {
	return entry{placesFor(home), programOptions{log: slog.New(slog.DiscardHandler), vault: vault.Options{Memory: new(vault.Memory)}}, false}
}

// fronted notes what a window was asked for to come forward.
type fronted struct {
	fyne.Window
	asked []string
}

func (f *fronted) RequestFocus() { f.asked = append(f.asked, "focus") }
func (f *fronted) Hide()         { f.asked = append(f.asked, "hide") }
func (f *fronted) Show()         { f.asked = append(f.asked, "show") }
func (f *fronted) Close()        { f.asked = append(f.asked, "close") }

// holding opens the database of the home folder in the place of another program.
func holding(t *testing.T, home, program string) *store.Store {
	t.Helper()
	s, err := store.Open(home, store.Options{Program: program})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// started is a session in the test driver, behind its first try.
func started(t *testing.T, home string) (*session, *uitest.Window) {
	t.Helper()
	u := uitest.New(t, uitest.Light)
	e := entryTo(home)
	s := newSession(Options{}, e, u.App, u.Window, u.Runner)
	s.enter(e.open(t.Context()))
	s.begin()
	t.Cleanup(s.leave)
	return s, u
}

func TestARefusedStartTriesAgain(t *testing.T) {
	home := t.TempDir()
	other := holding(t, home, "tamtamctl import")
	s, u := started(t, home)
	shows := func(want string) {
		t.Helper()
		if !strings.Contains(strings.Join(u.Texts(), "\n"), want) {
			t.Errorf("no %q in %q", want, u.Texts())
		}
	}
	shows("in use by tamtamctl import (process ")
	u.Tap("Try again")
	shows("in use by tamtamctl import (process ")
	if err := s.close(); err == nil || !strings.Contains(err.Error(), "tamtamctl import") {
		t.Errorf("ends with %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	u.Tap("Try again")
	if s.window == nil || s.window.shell.Route() != "welcome" {
		t.Fatalf("shows %q", u.Texts())
	}
	if _, err := entryTo(home).open(t.Context()); !errors.Is(err, errShown) {
		t.Errorf("the next start: %v", err)
	}
	s.leave()
	if err := s.close(); err != nil {
		t.Errorf("ends with %v", err)
	}
}

func TestDamageIsNotTriedAgain(t *testing.T) {
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, store.FileName), []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, u := started(t, home)
	if u.Shows("Try again") || !u.Shows("Close") {
		t.Errorf("shows %q", u.Texts())
	}
	s.leave()
	if err := s.close(); err == nil {
		t.Error("it ends as if all were well")
	}
}

func TestASecondStartHandsOver(t *testing.T) {
	home := t.TempDir()
	s, u := started(t, home)
	front := &fronted{Window: s.screen}
	s.screen = front
	asks := func(want ...string) {
		t.Helper()
		front.asked = nil
		if _, err := entryTo(home).open(t.Context()); !errors.Is(err, errShown) {
			t.Error(err)
		}
		u.Runner.Advance(granting)
		if !slices.Equal(front.asked, want) {
			t.Errorf("asked to %q, want %q", front.asked, want)
		}
	}
	asks("focus", "hide", "show")
	s.front = true
	asks("focus")

	front.asked = nil
	p, err := entryTo(t.TempDir()).open(t.Context())
	if err != nil || len(front.asked) > 0 {
		t.Fatalf("another home: %v; asked to %q", err, front.asked)
	}
	s.end() // as the window does when it closes
	s.raise()
	if len(front.asked) > 0 {
		t.Errorf("a closed window is asked to %q", front.asked)
	}
	s.leave()
	if err := errors.Join(p.close(), s.close()); err != nil {
		t.Error(err)
	}
}

func TestWhoCannotHandOverSaysWhy(t *testing.T) {
	tests := map[string]struct{ program, want string }{
		"a window that does not answer": {programName, "running already. The database is in use by Tamtam (process "},
		"a program that says nothing":   {"", "running already. The database is in use by another Tamtam."},
		"the ctl":                       {"tamtamctl doctor", "could not be opened. The database is in use by tamtamctl doctor (process "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			holding(t, home, test.program)
			ctx, cancel := context.WithCancel(t.Context())
			cancel() // one attempt is enough
			_, err := entryTo(home).open(ctx)
			if !core.Is(err, core.Locked) || !strings.Contains(notOpened(err).Line(), test.want) {
				t.Errorf("%v: %q", err, notOpened(err).Line())
			}
		})
	}
}
