package review_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of a screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	page  func(n review.Needs) ui.Page
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
	w.err = core.E(core.Broken, "read the calls", errors.New("a page is damaged"))
	return w
}

// partial is a world in which two files are not listed yet.
func partial() *world {
	w := full()
	w.unread, w.making, w.share = 2, true, 0.43
	return w
}

var pictures = []picture{
	{name: "list-full", world: full, page: page, wide: true},
	{name: "list-largest", world: full, page: page, then: largest},
	{name: "list-loading", world: full, page: page, late: true},
	{name: "list-empty", world: newWorld, page: page},
	{name: "list-partial", world: partial, page: page, wide: true},
	{name: "list-partial-empty", world: func() *world {
		w := newWorld()
		w.unread, w.making, w.share = 1, true, -1
		return w
	}, page: page},
	{name: "tags", world: full, page: page, then: func(s *screen) {
		s.Tap("Tags and notes")
		s.Tap("Manage tags…")
	}},
	{name: "tags-none", world: func() *world { return many(3) }, page: page, then: func(s *screen) {
		s.Tap("Tags and notes")
		s.Tap("Manage tags…")
	}},
	{name: "tags-merge", world: full, page: page, then: func(s *screen) {
		s.Tap("Tags and notes")
		s.Tap("Manage tags…")
		s.Tap("Rename “renewal” (Enter)")
		s.Enter("New name of “renewal”", "pricing")
	}},
	{name: "tags-menu", world: full, page: page, then: func(s *screen) { s.Tap("Tags and notes") }},
	{name: "list-error", world: broken, page: page},
	{name: "list-filters", world: full, page: page, then: func(s *screen) {
		s.Tap("Filters")
		s.Tap("Starred")
		s.Tap("The last 90 days")
	}},
	{name: "list-filtered", world: full, page: page, then: func(s *screen) {
		s.Tap("Filters")
		s.Tap("The last 365 days")
		s.Enter("Find a filter", "acme")
		s.Tap("Acme Inc")
		s.Tap("Show 6 calls")
	}},
	{name: "call-full", world: full, page: page, then: first0, wide: true},
	{name: "call-side", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
	}},
	{name: "call-yours", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
		s.Tap("Yours")
	}},
	{name: "call-largest", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
		largest(s)
	}},
	{name: "list-filters-largest", world: full, page: page, then: func(s *screen) {
		s.Tap("Filters")
		s.Tap("Starred")
		largest(s)
	}},
	{name: "call-found-largest", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		s.Command(ui.ToFind)
		s.Enter("Find in transcript", "percent")
		largest(s)
	}},
	{name: "call-yours-largest", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
		s.Tap("Yours")
		largest(s)
	}},
	{name: "call-export-largest", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		largest(s)
		s.Command(ui.ToExport)
	}},
	{name: "call-note-largest", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		largest(s)
		s.Command(ui.ToNote)
	}},
	{name: "tags-largest", world: full, page: page, then: func(s *screen) {
		largest(s)
		s.Tap("Tags and notes")
		s.Tap("Manage tags…")
	}},
	{name: "call-activity", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
		s.Window.Window.Canvas().Focus(s.Find(toActivity).(fyne.Focusable))
	}},
	{name: "call-awaited", world: full, page: page, then: func(s *screen) { openCall(s, 1, -1, "") }},
	{name: "call-gone", world: full, page: page, then: func(s *screen) { s.page.(*review.Page).OpenCall("1", -1, "") }},
	{name: "call-found", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		s.Command(ui.ToFind)
		s.Enter("Find in transcript", "percent")
	}},
	{name: "call-note", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		s.Command(ui.ToNote)
	}},
	{name: "call-tag", world: full, page: page, then: func(s *screen) {
		first0(s)
		s.Tap("What is known of the call")
		s.Tap("Yours")
		s.Tap("Add a tag")
	}},
	{name: "call-export", world: full, page: page, then: func(s *screen) {
		openCall(s, 0, 5, "")
		s.Command(ui.ToExport)
	}},
	{name: "quotes-full", world: quoted, page: basket, wide: true},
	{name: "quotes-largest", world: quoted, page: basket, then: largest},
	{name: "quotes-damaged", world: damagedQuotes, page: basket},
	{name: "quotes-lost", world: retold, page: basket},
	{name: "quotes-empty", world: full, page: basket},
	{name: "quotes-loading", world: quoted, page: basket, late: true},
	{name: "quotes-error", world: broken, page: basket},
	{name: "company-full", world: known, page: acme, wide: true},
	{name: "company-largest", world: known, page: acme, then: largest},
	{name: "company-empty", world: full, page: acme},
	{name: "company-loading", world: known, page: acme, late: true},
	{name: "company-error", world: broken, page: acme},
	{name: "list-no-match", world: full, page: page, then: func(s *screen) {
		s.Enter("Find a call", "hooli")
		s.pass(review.TypingGap)
	}},
}

// first0 opens the first call.
func first0(s *screen) { s.Key(fyne.KeySpace) }

func openCall(s *screen, i, turn int, query string) {
	s.page.(*review.Page).OpenCall(s.world.calls[i].ID, turn, query)
	s.Settle()
}
