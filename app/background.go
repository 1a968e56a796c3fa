package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tamtam/core"
	"tamtam/core/autostart"
	"tamtam/core/store"
	"tamtam/core/tray"
	"tamtam/ui/settings"
)

// backgroundSetting keeps what was chosen for the time in which nobody looks.
const backgroundSetting = "background"

// looking is how long the desktop may take to say whether it shows a tray icon.
const looking = 2 * time.Second

// backgroundFlag is the argument with which the system starts the program at login.
const backgroundFlag = "-background"

// loginEntry is the program's entry among those that start at login; autostart.Login is the real one.
type loginEntry interface {
	On() (bool, error)
	Set(on bool, c autostart.Command) error
	Repair(c autostart.Command) (bool, error)
}

var _ loginEntry = (*autostart.Login)(nil)

// desk is the system and the desktop, as far as they help a program without a window. The zero value is the real ones.
type desk struct {
	command autostart.Command // that the system is to start at login
	login   loginEntry
	look    func(ctx context.Context) tray.State
}

// tray asks the desktop, which has a moment to answer, what it does with the program's icon.
func (d desk) tray(ctx context.Context) tray.State {
	ctx, cancel := context.WithTimeout(ctx, looking)
	defer cancel()
	if d.look == nil {
		return tray.Look(ctx)
	}
	return d.look(ctx)
}

// inBackground is what was chosen, as it is kept.
type inBackground struct {
	Closing settings.Closing `json:"closing,omitempty"`
	Notes   settings.Notes   `json:"notes,omitempty"`
}

// background is how the program works while nobody looks at it. Its methods may be called from any goroutine.
type background struct {
	*program
	desk
	icon atomic.Bool // the program has one for the tray
	away atomic.Bool // the window is hidden

	mu     sync.Mutex
	chosen inBackground
}

var _ settings.Background = (*background)(nil)

func newBackground(a *program, o programOptions) *background {
	b := &background{program: a, desk: o.desk}
	if b.login == nil {
		b.login = autostart.New(autostart.Options{ID: ID, Name: programName})
	}
	a.settings.get(backgroundSetting, &b.chosen)
	return b
}

// loginCommand is how the system starts the program at login, with the home folder that this start was given.
func loginCommand(home string) (autostart.Command, error) {
	program := os.Getenv("APPIMAGE") // the file that a person moves; the executable is within, mounted anew at each start
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			return autostart.Command{}, err
		}
	}
	c := autostart.Command{Program: program, Args: []string{backgroundFlag}}
	if home != "" {
		absolute, err := filepath.Abs(home)
		if err != nil {
			return autostart.Command{}, err
		}
		c.Args = append(c.Args, "-home", absolute)
	}
	return c, nil
}

func (b *background) now() inBackground {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.chosen
}

func (b *background) choose(change func(*inBackground)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.chosen)
	b.settings.set(backgroundSetting, b.chosen)
}

func (b *background) SetClosing(c settings.Closing) {
	b.choose(func(now *inBackground) { now.Closing = c })
}

func (b *background) SetNotes(n settings.Notes) {
	b.choose(func(now *inBackground) { now.Notes = n })
}

func (b *background) Background(ctx context.Context) (settings.InBackground, error) {
	chosen := b.now()
	on, err := b.login.On()
	return settings.InBackground{Closing: chosen.Closing, Notes: chosen.Notes, AtLogin: on, Tray: b.shown(ctx)}, err
}

// shown tells whether the program's icon is shown. One that could not be made when the program started is made at its next start.
func (b *background) shown(ctx context.Context) tray.State {
	s := b.tray(ctx)
	if s == tray.Shown && !b.icon.Load() {
		return tray.Unknown
	}
	return s
}

func (b *background) SetAtLogin(_ context.Context, on bool) error {
	return b.login.Set(on, b.command)
}

// repair has the entry at login follow a program that was moved.
func (b *background) repair(context.Context) error {
	did, err := b.login.Repair(b.command)
	if did {
		b.log.Info("the start at login follows the program, which was moved")
	}
	return err
}

// scheduled tells whether a dataset keeps itself current.
func (a *program) scheduled() (bool, error) {
	all, err := a.store.Datasets()
	return slices.ContainsFunc(all, func(d store.Dataset) bool { return d.Sync.Every != core.Never }), err
}

// closeWay is what comes of closing the window.
type closeWay int

const (
	endProgram closeWay = iota
	hideWindow
	askPerson
)

// wayOf decides what comes of closing the window. Nothing hides where nothing would show that the program goes on.
func wayOf(chosen settings.Closing, shown tray.State, scheduled bool) closeWay {
	switch {
	case shown != tray.Shown || chosen == settings.QuitOnClose:
		return endProgram
	case chosen == settings.KeepOnClose:
		return hideWindow
	case scheduled:
		return askPerson
	}
	return endProgram
}

// closeWay looks at the desktop and the datasets. A database that cannot be read syncs nothing.
func (b *background) closeWay(ctx context.Context) closeWay {
	scheduled, err := b.scheduled()
	if err != nil {
		b.log.Warn("the schedules could not be read", "err", err)
	}
	return wayOf(b.now().Closing, b.shown(ctx), scheduled)
}
