package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"fyne.io/fyne/v2/app"

	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/task"
)

// ID is the program's name among all programs: of its folders, its items in the keychain, its window class.
const ID = vault.Service

// Options are what the command line says. The zero value is an ordinary start.
type Options struct {
	// Home is the folder of the database; "" for the system's own.
	Home string
	// Sample begins with the simulated account and all its data types being imported into a dataset "Sample".
	Sample bool
	// Background opens no window where the desktop shows a tray icon: it is how the system starts the program at login.
	Background bool
	// Probe is a file for the facts that a test of the window needs; "" for none.
	Probe string
	// Version is shown under About.
	Version string
}

// leaving is how long the pages' work may take to end when the window closes.
const leaving = 500 * time.Millisecond

// Main shows the window and returns the exit code when it has closed: 0, or 1 with a sentence on stderr when it could not be shown. It must
// be called by the goroutine that main runs on.
func Main(o Options, stderr io.Writer) int {
	err := start(o)
	if err == nil {
		return 0
	}
	fmt.Fprintln(stderr, "tamtam:", err)
	return 1
}

func start(o Options) error {
	if err := needDisplay(os.Getenv); err != nil {
		return err
	}
	p := placesFor(o.Home)
	if err := p.make(); err != nil {
		return refusal{notOpened(err).Line()}
	}
	log, closeLog, err := openLog(p.logs)
	if err != nil {
		return refusal{notOpened(err).Line()}
	}
	defer closeLog()
	keepCrashes(p.logs)
	command, err := loginCommand(o.Home)
	if err != nil {
		log.Warn("the start at login cannot be chosen", "err", err)
	}
	e := entry{p, programOptions{log: log, desk: desk{command: command}, vault: vault.Options{Passphrase: core.NewSecret(os.Getenv("TAMTAM_PASSPHRASE"))}}, o.Background}
	program, err := e.open(context.Background())
	switch {
	case errors.Is(err, errShown):
		log.Info("another start has the database open", "background", o.Background)
		return nil
	case err != nil && o.Probe != "": // a test waits for the end, and nobody would close the window
		log.Error("start", "err", err)
		return refusal{notOpened(err).Line()}
	}
	prepareToolkit(log)
	a := app.NewWithID(ID)
	screen := a.NewWindow("Tamtam")
	screen.SetMaster()
	runner := task.NewUI(nil)
	s := newSession(o, e, a, screen, runner)
	s.enter(program, err)
	s.hidden = o.Background && s.window != nil // where it can have an icon: a panel that is still starting is waited for
	return run(s, runner)
}

// run shows the window until it closes, and takes everything down.
func run(s *session, runner *task.UI) error {
	s.app.Lifecycle().SetOnStarted(s.begin)
	if err := onDisplay(s.show); err != nil {
		return errors.Join(err, s.close())
	}
	runner.Leave(s.leave)
	ctx, cancel := context.WithTimeout(context.Background(), leaving)
	defer cancel()
	if err := runner.Close(ctx); err != nil {
		s.entry.options.log.Warn("work of a page did not end in time")
	}
	return s.close()
}

// first shows the first page, and what the command line asks for.
func (w *window) first(o Options) {
	if o.Sample {
		w.beginSample()
		return
	}
	w.begin()
}

// prepareToolkit makes the folder for which the toolkit would otherwise log an error: its cache makes only one level.
func prepareToolkit(log *slog.Logger) {
	folder, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err != nil {
		log.Warn("the cache folder", "err", err)
	}
}
