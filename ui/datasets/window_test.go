package datasets_test

import (
	"testing"

	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// screen is a page in a window.
type screen struct {
	*uitest.Screen
	world *world
	page  ui.Page
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
	s := &screen{Screen: uitest.NewScreen(t, mode), world: w}
	n := w.needs(s.Window, runner)
	n.Routes.Retitle = s.Retitle
	s.page = make(n)
	s.Open(s.page)
	return s
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
