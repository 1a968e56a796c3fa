package datasets_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// screen is a page in a window, with a frame that is as large as the shell's.
type screen struct {
	*uitest.Window
	world *world
	page  ui.Page
	title *kit.Text
	top   *fyne.Container
	end   context.CancelFunc
}

// needs is the world as the pages see it. runner is the window's own when nil.
func (w *world) needs(win *uitest.Window, runner task.Runner) datasets.Needs {
	if runner == nil {
		runner = win.Runner
	}
	return datasets.Needs{
		Datasets: w, Runs: w, Plans: w, Checks: &w.comparing, Estimates: w, Exports: w, Connections: w, Sources: &w.shelf, Memory: w, Routes: w.routes(), Clock: clock{}, Runner: runner, Stage: win.Stage,
	}
}

// open shows a page in a window of 1024x700.
func open(t *testing.T, mode look.Mode, w *world, make func(n datasets.Needs) ui.Page) *screen {
	return openWith(t, mode, w, nil, make)
}

func openWith(t *testing.T, mode look.Mode, w *world, runner task.Runner, make func(n datasets.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Window: uitest.New(t, mode), world: w, title: kit.NewHeading(""), top: kit.Line(2)}
	s.Resize(1024, 700)
	n := w.needs(s.Window, runner)
	n.Routes.Retitle = func() {
		if s.page != nil {
			s.retitle()
		}
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

func list(n datasets.Needs) ui.Page { return datasets.NewList(n) }

func view(n datasets.Needs) ui.Page { return datasets.NewView(n, "d1") }

func create(n datasets.Needs) ui.Page { return datasets.NewEdit(n) }

func edit(n datasets.Needs) ui.Page { return datasets.EditOf(n, "d1") }

func syncing(n datasets.Needs) ui.Page { return datasets.SyncOf(n, "d1") }

var (
	_ ui.Page      = (*datasets.List)(nil)
	_ ui.Actor     = (*datasets.List)(nil)
	_ ui.Commander = (*datasets.List)(nil)
	_ ui.Page      = (*datasets.View)(nil)
	_ ui.Actor     = (*datasets.View)(nil)
	_ ui.Commander = (*datasets.View)(nil)
	_ ui.Page      = (*datasets.Edit)(nil)
	_ ui.Commander = (*datasets.Edit)(nil)
)
