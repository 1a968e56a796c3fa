package app

import (
	"context"
	"time"

	"tamtam/core/tray"
	"tamtam/ui/kit"
	"tamtam/ui/settings"
	"tamtam/ui/task"
)

const (
	// trayGap is the time between two looks for the tray while the window is hidden.
	trayGap = 5 * time.Second
	// mostMisses is how many looks in a row may find no tray before the window comes back: at login the program may be there before the
	// desktop's panel, which also goes away for moments when it is started anew.
	mostMisses = 3
)

// closing answers the button of the window's frame: the window hides, or the program ends, or the person is asked.
func (s *session) closing() {
	if s.window == nil {
		s.screen.Close()
		return
	}
	if s.deciding {
		return
	}
	s.deciding = true
	task.DoContext(s.root, s.runner, func(ctx context.Context) (closeWay, error) {
		return s.window.background.closeWay(ctx), nil
	}, func(way closeWay, _ error) {
		s.deciding = false
		switch way {
		case hideWindow:
			s.hide()
		case askPerson:
			s.askWhetherToKeep()
		default:
			s.screen.Close()
		}
	})
}

// askWhetherToKeep asks once what closing is to do; the settings can change the answer.
func (s *session) askWhetherToKeep() {
	s.deciding = true // until the dialog is closed
	answered := func(c settings.Closing, then func()) {
		s.window.background.SetClosing(c)
		then()
	}
	d := &kit.Dialog{
		Title: "Keep syncing in the background?", Content: kit.NewParagraph(sayKeep), Confirm: "Keep syncing",
		OnConfirm: func() bool {
			answered(settings.KeepOnClose, s.hide)
			return true
		},
		OnClose: func() { s.deciding = false },
	}
	d.Extra = append(d.Extra, kit.NewButton("Quit Tamtam", nil, func() {
		d.Close()
		answered(settings.QuitOnClose, s.quit)
	}))
	s.window.shell.Stage().Open(d)
}

// hide takes the window away; the program goes on.
func (s *session) hide() {
	s.screen.Hide()
	s.nowHidden()
}

// nowHidden looks after the tray while the window is hidden.
func (s *session) nowHidden() {
	s.setHidden(true)
	misses := 0
	var watching context.Context
	watching, s.unwatch = context.WithCancel(s.root)
	task.Every(watching, s.runner, trayGap, func() {
		task.DoContext(watching, s.runner, func(ctx context.Context) (tray.State, error) {
			return s.window.background.tray(ctx), nil
		}, func(found tray.State, _ error) {
			misses++
			if found == tray.Shown {
				misses = 0
			}
			if misses == mostMisses {
				s.entry.options.log.Info("the window is shown, for there is no tray", "state", int(found))
				s.raise()
			}
		})
	})
}

// appear shows a hidden window, and the first page in one that was never shown.
func (s *session) appear() {
	s.unwatch()
	s.setHidden(false)
	s.screen.Show()
	if !s.begun {
		s.first()
	}
}

func (s *session) setHidden(hidden bool) {
	s.hidden = hidden
	s.window.background.away.Store(hidden)
}

// quit ends the program, whether its window is hidden or not.
func (s *session) quit() { s.app.Quit() }
