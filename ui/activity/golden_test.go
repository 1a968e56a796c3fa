package activity_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/activity"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of a screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	page  func(n activity.Needs) ui.Page
	then  func(s *screen)
	wide  bool // 1440x900, too
	late  bool // no answer comes
}

// largest writes as large as a person can choose.
func largest(s *screen) { s.Write(look.Largest) }

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

func broken() *world {
	w := full()
	w.err = core.E(core.Broken, "read the history", errors.New("a page is damaged"))
	return w
}

// changed is the full world after something was done to it.
func changed(do func(w *world)) func() *world {
	return func() *world {
		w := full()
		do(w)
		return w
	}
}

// at is the id of the i-th run of the full world.
func at(i int) core.RunID { return full().reports[i].ID }

func running(w *world) {
	w.going[0].Dataset, w.reports[0].Dataset = "d1", "d1"
}

var pictures = []picture{
	{name: "list-full", world: full, page: list, wide: true},
	{name: "list-largest", world: full, page: list, then: largest},
	{name: "list-timeline", world: withMeetings, page: list},
	{name: "list-loading", world: full, page: list, late: true},
	{name: "list-empty", world: newWorld, page: list},
	{name: "list-error", world: broken, page: list},
	{name: "list-partial", page: list, world: func() *world {
		w := many(200)
		w.olderErr = core.E(core.Broken, "read the history", errors.New("a page is damaged"))
		return w
	}},
	{name: "list-filtered", world: full, page: list, then: func(s *screen) { s.Tap("Failed or partly") }},
	{name: "list-no-match", world: changed(func(w *world) { w.going, w.reports = nil, w.reports[1:] }), page: list, then: func(s *screen) { s.Tap("Running") }},
	{name: "history-full", world: full, page: history, wide: true},
	{name: "history-empty", world: newWorld, page: history},
	{name: "run-full", world: full, page: run(at(1)), wide: true},
	{name: "run-largest", world: full, page: run(at(1)), then: largest},
	{name: "run-loading", world: full, page: run(at(1)), late: true},
	{name: "run-going", world: changed(running), page: run(at(0))},
	{name: "run-partly", world: full, page: run(at(2))},
	{name: "run-details", world: full, page: run(at(2)), then: func(s *screen) {
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeyD)
	}},
	{name: "run-interrupted", world: full, page: run(at(5))},
	{name: "run-failed", world: changed(func(w *world) { w.reports[6].Dataset = "d1" }), page: run(at(6))},
	{name: "run-large", world: full, page: run(at(8)), then: func(s *screen) { s.Key(fyne.KeyRight) }},
	{name: "run-search", world: full, page: run(at(8)), then: func(s *screen) { s.Enter("Find a changed record by title or id", "globex 153") }},
	{name: "run-no-hit", world: full, page: run(at(8)), then: func(s *screen) { s.Enter("Find a changed record by title or id", "hooli") }},
	{name: "run-lists-gone", world: changed(func(w *world) { w.changes = nil }), page: run(at(1))},
	{name: "run-kept", page: run(at(1)), world: changed(func(w *world) {
		w.changes[at(1)] = map[core.DataType][]store.Change{core.Calls: {{Op: store.Marked, ID: "4570250816631531513", Title: "Acme, renewal and pricing"}}}
	})},
	{name: "run-error", world: broken, page: run(at(1))},
	{name: "run-gone", world: newWorld, page: run(at(1))},
}
