package meetings_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/meetings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of a screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	page  func(n meetings.Needs) ui.Page
	then  func(s *screen)
	wide  bool // 1440x900, too
	late  bool // no answer comes
}

func TestPictures(t *testing.T) {
	for _, p := range pictures {
		uitest.Pictures(t, p.name, p.wide, p.late, func(t *testing.T, mode look.Mode, runner task.Runner) (*uitest.Window, func()) {
			s := openWith(t, mode, p.world(), runner, p.page)
			return s.Window, func() {
				if p.then != nil {
					p.then(s)
				}
			}
		})
	}
}

// largest writes as large as a person can choose.
func largest(s *screen) { s.Write(look.Largest) }

// changed is the full world after something was done to it.
func changed(do func(w *world)) func() *world {
	return func() *world {
		w := full()
		do(w)
		return w
	}
}

var broken = changed(func(w *world) { w.err = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged")) })

func going(w *world) {
	w.going = &timeline.Progress{Trigger: timeline.BySchedule, Since: w.runs[0].Started, Done: 63, All: 100}
	w.runs[0].Status = timeline.InProgress
}

func previewed(w *world) {
	w.preview = meetings.Preview{
		Run:       timeline.Run{From: now.AddDate(0, 0, -7), To: now, Success: 4, Failed: 1, Skipped: 2},
		Entries:   entries(""),
		Conflicts: []timeline.Mapping{{GongUser: "7", Name: "Bo Lind", Email: "bo@acme.com", Status: timeline.Conflict}},
	}
}

var pictures = []picture{
	{name: "log-full", world: full, page: execution, wide: true},
	{name: "log-largest", world: changed(going), page: execution, then: largest},
	{name: "log-custom", world: full, page: execution, then: func(s *screen) {
		choose(s, "Any date", "Custom range…")
		s.Enter("From", "2026-04-09")
		s.Enter("To", "2026-04-01")
	}},
	{name: "log-loading", world: full, page: execution, late: true},
	{name: "log-empty", world: newWorld, page: execution},
	{name: "log-error", world: broken, page: execution},
	{name: "log-partial", world: changed(func(w *world) { w.trouble = core.E(core.Unauthorized, "open", nil) }), page: execution},
	{name: "log-going", world: changed(going), page: execution},
	{name: "run-full", world: full, page: run("r6"), wide: true},
	{name: "run-largest", world: changed(going), page: run("r6"), then: largest},
	{name: "run-details", world: full, page: run("r6"), then: func(s *screen) {
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyReturn)
	}},
	{name: "run-loading", world: full, page: run("r6"), late: true},
	{name: "run-going", world: changed(going), page: run("r6")},
	{name: "run-expired", world: full, page: run("r1")},
	{name: "run-failed", world: full, page: run("r4")},
	{name: "run-error", world: broken, page: run("r6")},
	{name: "settings-full", world: full, page: settings, wide: true},
	{name: "settings-filters", world: full, page: settings, then: func(s *screen) { s.focus("Expression") }},
	{name: "settings-largest", world: full, page: settings, then: func(s *screen) {
		largest(s)
		s.focus("Expression")
	}},
	{name: "settings-empty", world: func() *world { w := newWorld(); w.form.Accounts = nil; return w }, page: settings},
	{name: "settings-loading", world: full, page: settings, late: true},
	{name: "settings-error", world: broken, page: settings},
	{name: "settings-going", world: changed(going), page: settings},
	{name: "settings-wrong", world: full, page: settings, then: func(s *screen) {
		s.Enter("Expression", "A AND (B OR")
		s.Enter("Value", "lots")
		s.focus("Expression")
	}},
	{name: "settings-set-up", world: several, page: func(n meetings.Needs) ui.Page { return meetings.NewSetUp(n, "c2") }},
	{name: "offer", world: several, page: execution, then: func(s *screen) { s.offer("c2") }},
	{name: "offer-chosen", world: changed(func(w *world) { w.form.Settings.Enabled = false }), page: execution, then: func(s *screen) { s.offer("c1") }},
	{name: "offer-empty", world: func() *world { w := newWorld(); w.form.Companies = nil; return w }, page: execution, then: func(s *screen) { s.offer("c1") }},
	{name: "offer-failed", world: func() *world { w := newWorld(); w.saveErr = core.E(core.Full, "save", nil); return w }, page: execution, then: func(s *screen) {
		s.offer("c1")
		s.Tap("Initiate Sync")
	}},
	{name: "settings-choose", world: full, page: settings, then: func(s *screen) {
		s.focus("Full, Viewer+ Analytics")
		s.Tap("Full, Viewer+ Analytics")
	}},
	{name: "dry-done", world: changed(previewed), page: settings, wide: true, then: func(s *screen) { s.Tap("Dry run") }},
	{name: "dry-largest", world: changed(previewed), page: settings, then: func(s *screen) {
		s.Tap("Dry run")
		largest(s)
	}},
	{name: "dry-conflict", world: changed(previewed), page: settings, then: func(s *screen) {
		s.Tap("Dry run")
		s.Tap("In conflict 1")
		s.Tap("Bo Lind")
	}},
	{name: "dry-error", world: changed(func(w *world) { w.dryErr = core.E(core.Offline, "read", nil) }), page: settings, then: func(s *screen) { s.Tap("Dry run") }},
}

// choose takes an option of a drop-down that shows another.
func choose(s *screen, shown, option string) {
	s.T.Helper()
	s.Tap(shown)
	s.Tap(option)
}

// focus gives what is called label the focus, which brings it into view.
func (s *screen) focus(label string) {
	s.T.Helper()
	var last fyne.Focusable
	for c := s.Window.Window.Canvas(); ; {
		c.FocusNext()
		o := c.Focused()
		if s.focused() == label {
			return
		}
		if last == nil {
			last = o
		} else if last == o {
			s.T.Fatalf("no focus reaches %q", label)
		}
	}
}
