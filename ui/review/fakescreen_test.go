package review_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// clip is a clipboard.
type clip struct{ content string }

func (c *clip) Content() string { return c.content }

func (c *clip) SetContent(content string) { c.content = content }

// screen is a page in a window, with a frame that is as large as the shell's.
type screen struct {
	*uitest.Window
	world *world
	page  ui.Page
	clip  *clip
	title *kit.Text
	top   *fyne.Container
	end   context.CancelFunc
}

// open shows a page in a window of 1024x700.
func open(t testing.TB, mode look.Mode, w *world, make func(n review.Needs) ui.Page) *screen {
	return openWith(t, mode, w, nil, make)
}

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner, make func(n review.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Window: uitest.New(t, mode), world: w, clip: &clip{}, title: kit.NewHeading(""), top: kit.Line(2)}
	if runner == nil {
		runner = s.Runner
	}
	s.Resize(1024, 700)
	n := review.Needs{
		Desk: w, Index: w, Marks: w, Basket: w, Timeline: w, Files: toFiles{w}, Memory: w, Clock: clock{}, Clipboard: s.clip, Runner: runner, Stage: s.Stage,
		Routes: review.Routes{
			Company:  func(name string) { w.note("to company %s", name) },
			Datasets: func() { w.note("to datasets") }, Files: func() { w.note("to files") },
			Dataset:    func(id core.DatasetID) { w.note("to dataset %s", id) },
			Browser:    func(address string) { w.note("browse %s", address) },
			Quotes:     func() { w.note("to quotes") },
			Calls:      func() { w.note("to calls") },
			Open:       func(q marks.Quote) { w.note("open quote %s", q.ID) },
			Call:       func(id core.CallID) { w.note("open %s", id) },
			Activity:   func(id core.CallID) { w.note("to activity %s", id) },
			Back:       func() { w.note("back") },
			PickFolder: func(start string, picked func(string)) { w.note("pick from %s", start); picked("/media/stick") },
			PickFile: func(title, _ string, picked func(string)) {
				w.note("pick: %s", title)
				picked("/media/stick/notes.jsonl")
			},
			Retitle: func() {
				if s.page != nil {
					s.retitle()
				}
			},
		},
	}
	s.page = make(n)
	top := kit.Sized(0, 16, kit.PadXY(6, 3, kit.Line(2, kit.Grow(s.title), s.top)))
	rail := kit.Sized(20, 0, kit.NewGround(look.Rail))
	across := container.NewBorder(nil, nil, rail, nil, kit.Column(0, top, kit.Fill(s.page.Content())))
	foot := kit.Sized(0, 8, kit.NewGround(look.Rail))
	s.Show(container.NewStack(kit.NewGround(theme.ColorNameBackground), kit.Column(0, kit.Fill(across), foot)))
	s.retitle()
	s.enter()
	return s
}

func (s *screen) enter() {
	s.T.Helper()
	ctx, end := context.WithCancel(context.Background())
	s.end = end
	s.T.Cleanup(end)
	s.page.Enter(ctx)
	s.Settle()
}

func (s *screen) retitle() {
	s.title.Set(s.page.Title())
	s.top.Objects = nil
	if actor, ok := s.page.(ui.Actor); ok {
		s.top.Objects = actor.Actions()
	}
	s.top.Refresh()
}

// pass lets time pass.
func (s *screen) pass(d time.Duration) {
	s.Runner.Advance(d)
	s.Settle()
}

func page(n review.Needs) ui.Page { return review.New(n) }

func basket(n review.Needs) ui.Page { return review.NewQuotes(n) }

func acme(n review.Needs) ui.Page { return review.NewCompany(n, "Acme Inc") }

var (
	_ ui.Page      = (*review.Company)(nil)
	_ ui.Commander = (*review.Company)(nil)
	_ ui.Page      = (*review.Quotes)(nil)
	_ ui.Actor     = (*review.Quotes)(nil)
	_ ui.Commander = (*review.Quotes)(nil)
	_ ui.Page      = (*review.Page)(nil)
	_ ui.Actor     = (*review.Page)(nil)
	_ ui.Commander = (*review.Page)(nil)
)

// Command presses a shortcut of the window.
func (s *screen) Command(c ui.Command) {
	s.page.(ui.Commander).Command(c)
	s.Settle()
}
