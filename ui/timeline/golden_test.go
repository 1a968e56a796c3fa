package timeline_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of the screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	then  func(s *screen)
	wide  bool // 1440x900, too
	late  bool // no answer comes
	asks  bool // Gong is asked, and does not answer
}

func TestPictures(t *testing.T) {
	for _, p := range pictures {
		uitest.Pictures(t, p.name, p.wide, p.late, func(t *testing.T, mode look.Mode, runner task.Runner) (*uitest.Window, func()) {
			step := &task.Step{}
			if p.asks {
				runner = step
			}
			s := openWith(t, mode, p.world(), runner)
			return s.Window, func() {
				if p.then != nil {
					p.then(s)
				}
				if p.asks {
					answer(s, step)
					s.page.Open(callID(0))
					answer(s, step)
					s.Tap("Open in Gong")
					step.Advance(kit.LoadingAfter)
				}
			}
		})
	}
}

// changed is the full world after something was done to it.
func changed(do func(w *world)) func() *world {
	return func() *world {
		w := full()
		do(w)
		return w
	}
}

func syncing(w *world) {
	w.going, w.progress = true, timeline.Progress{Trigger: timeline.ByInitiate, Since: now.Add(-12 * time.Second), Done: 120, All: 10_000}
}

// first opens the first Activity.
func first(s *screen) { s.Key(fyne.KeySpace) }

var pictures = []picture{
	{name: "full", world: full, then: first, wide: true},
	{name: "largest", world: full, then: func(s *screen) {
		first(s)
		s.Write(look.Largest)
	}},
	{name: "largest-feed", world: full, then: func(s *screen) { s.Write(look.Largest) }},
	{name: "large", world: full, then: func(s *screen) {
		first(s)
		s.Write(look.Large)
	}},
	{name: "crowd", world: crowded, then: func(s *screen) {
		first(s)
		s.Window.Window.Canvas().Focus(s.Find("Show 60 of 138 more").(fyne.Focusable))
	}},
	{name: "nothing-open", world: full},
	{name: "loading", world: full, late: true},
	{name: "empty-directory", world: newWorld},
	{name: "empty-off", world: func() *world {
		w := newWorld()
		w.companies = companyNames
		return w
	}},
	{name: "empty-new", world: func() *world {
		w := newWorld()
		w.companies, w.enabled = companyNames, true
		return w
	}},
	{name: "empty-syncing", world: func() *world {
		w := newWorld()
		w.companies, w.enabled = companyNames, true
		syncing(w)
		return w
	}},
	{name: "partial", world: changed(syncing), wide: true},
	{name: "off", world: changed(func(w *world) { w.enabled = false })},
	{name: "failed", world: changed(func(w *world) { w.last.Status, w.last.Message = timeline.Failed, timeline.M9 })},
	{name: "error", world: changed(func(w *world) { w.err = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged")) })},
	{name: "rows-unread", world: func() *world {
		w := many(300)
		w.moreErr = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged"))
		return w
	}, then: func(s *screen) { s.Key(fyne.KeyEnd) }},
	{name: "not-opened", world: changed(func(w *world) { w.oneErr = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged")) }), then: first},
	{name: "messages", world: changed(func(w *world) { w.calls[callID(1)] = timeline.Call{ID: callID(1)} }), then: func(s *screen) {
		s.page.Open(callID(1))
		s.Tap("Load the trackers")
		delete(s.world.calls, callID(1))
		s.Tap("Open in Gong")
	}, wide: true},
	{name: "asking", world: full, asks: true},
	{name: "edit", world: full, then: func(s *screen) {
		first(s)
		s.Tap("More")
		s.Tap("Edit…")
	}},
	{name: "menu", world: full, then: func(s *screen) {
		first(s)
		s.Tap("More")
	}},
	{name: "deleted", world: full, then: func(s *screen) {
		first(s)
		s.Key(fyne.KeyDelete)
	}},
	{name: "no-company", world: full, then: func(s *screen) { s.Enter("Find a company", "hooli") }},
}
