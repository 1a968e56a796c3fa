package app

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/instance"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// session is the program on the screen: the window over an open database, or why there is none. It belongs to the UI goroutine.
type session struct {
	options Options
	entry   entry
	app     fyne.App
	screen  fyne.Window
	runner  task.Runner
	root    context.Context // ends when the window closes
	end     context.CancelFunc

	window *window            // nil while the database could not be opened
	door   *instance.Listener // nil where other starts cannot hand over to this one
	stage  *kit.Stage         // of a refusal; nil when there is none
	icon   *icon              // nil where there is none
	front  bool               // the window has the focus
	begun  bool               // the first page was shown
	hidden bool               // the window is
	// unwatch ends the looks for a tray that go on while the window is hidden.
	unwatch  context.CancelFunc
	deciding bool  // what comes of closing the window
	failed   error // what the session ends with
}

func newSession(o Options, e entry, a fyne.App, screen fyne.Window, runner task.Runner) *session {
	s := &session{options: o, entry: e, app: a, screen: screen, runner: runner, unwatch: func() {}}
	s.root, s.end = context.WithCancel(context.Background())
	screen.SetOnClosed(s.end)
	a.Lifecycle().SetOnEnteredForeground(func() { s.front = true })
	a.Lifecycle().SetOnExitedForeground(func() { s.front = false })
	return s
}

// enter fills the window over the program that was opened, or with why it was not.
func (s *session) enter(p *program, err error) {
	if s.stage != nil {
		s.stage.Close()
		s.stage = nil
	}
	if err != nil {
		s.entry.options.log.Error("start", "err", err)
		s.refuse(notOpened(err), core.Is(err, core.Locked))
		return
	}
	s.failed = nil
	s.entry.options.log.Info("started", "version", s.options.Version)
	s.window = newWindow(p, s.app, s.screen, s.runner, s.options.Version)
}

// show runs the application, with its window on the screen or hidden, until it ends.
func (s *session) show() {
	s.icon = newIcon(s)
	s.hidden = s.hidden && s.icon != nil
	s.screen.SetCloseIntercept(s.closing)
	if s.hidden {
		s.app.Run()
		return
	}
	s.screen.ShowAndRun()
}

// begin begins what goes on behind the window, once the application runs, and shows the first page unless the window is hidden.
func (s *session) begin() {
	if s.window != nil {
		if err := s.window.watched(s.options.Probe, func() bool { return s.hidden }); err != nil {
			s.fail(err)
			return
		}
	}
	if s.hidden {
		s.nowHidden()
	} else if !s.first() {
		return
	}
	if s.window == nil {
		return
	}
	s.window.background.icon.Store(s.icon != nil)
	s.door = s.listen()
	if s.icon != nil {
		s.icon.follow()
	}
	s.window.chore("repair the start at login", s.window.background.repair)
	s.window.keepCurrent()
}

// first shows the first page, once the window is on the screen; false when it cannot be.
func (s *session) first() bool {
	if !hasWindow(s.screen) {
		s.fail(refusal{sayNoWindow})
		return false
	}
	if s.window != nil {
		s.begun = true
		s.window.first(s.options)
	}
	return true
}

// fail ends the session with an error.
func (s *session) fail(err error) {
	s.failed = err
	s.app.Quit()
}

// refuse shows in the window, made small, why there is no database: who starts it from a menu sees no standard error.
func (s *session) refuse(p say.Problem, passing bool) {
	s.failed = refusal{p.Line()}
	s.app.Settings().SetTheme(look.New(look.Options{}))
	s.stage = kit.NewStage(s.screen.Canvas(), s.runner)
	first := kit.NewPrimary("Close", nil, s.screen.Close)
	buttons := []fyne.CanvasObject{first}
	if passing {
		first = kit.NewPrimary("Try again", nil, nil)
		first.OnTapped = func() {
			first.Disable()
			s.again()
		}
		buttons = []fyne.CanvasObject{first, kit.NewButton("Close", nil, s.screen.Close)}
	}
	s.screen.SetContent(kit.Pad(4, kit.NewErrorState(kit.Trouble(p),
		s.app.Clipboard(), buttons...)))
	s.screen.Resize(fyne.NewSize(560, 340))
	s.screen.Canvas().Focus(first)
}

// again tries to open the database once more.
func (s *session) again() {
	task.DoContext(s.root, s.runner, s.entry.open, func(p *program, err error) {
		if errors.Is(err, errShown) {
			s.failed = nil
			s.app.Quit()
			return
		}
		s.enter(p, err)
		s.begin()
	})
}

// leave takes the window down: what it does for pages and other starts ends. It may be called twice.
func (s *session) leave() {
	s.end()
	if s.stage != nil {
		s.stage.Close()
	}
	if s.door != nil {
		if err := s.door.Close(); err != nil {
			s.entry.options.log.Warn("the socket for other starts was not closed", "err", err)
		}
		s.door = nil
	}
	if s.window != nil {
		s.window.close()
		s.window.end()
	}
}

// close closes the database, after leave, and returns what the session ends with.
func (s *session) close() error {
	if s.window == nil {
		return s.failed
	}
	return errors.Join(s.failed, s.window.program.close())
}
