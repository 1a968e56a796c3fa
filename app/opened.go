package app

import (
	"context"

	"tamtam/core"
	coreopened "tamtam/core/opened"
	"tamtam/ui"
	uiopened "tamtam/ui/opened"
)

// openedRoute is the page of exported files that are open.
const openedRoute = "opened"

// openedPage is that page: one as long as the window lives, for opening goes on behind other pages.
func (w *window) openedPage(string) ui.Page { return w.openedFiles() }

func (w *window) openedFiles() *uiopened.Page {
	if w.exported == nil {
		w.exported = uiopened.New(uiopened.Needs{
			Files: exported{w.program}, Clock: w.clock, Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
			Routes: uiopened.Routes{
				Search: w.shell.Search, Review: func() { w.shell.Go(reviewRoute) },
				Back: func() {
					if !w.shell.Back() {
						w.shell.Replace("datasets")
					}
				},
				PickFile: w.pickFile, PickFolder: w.pickFolder,
			},
		})
	}
	return w.exported
}

// openExported shows the page of exported files and lets the person choose one.
func (w *window) openExported() {
	w.shell.Go(openedRoute)
	w.openedFiles().PickFile()
}

// dropExported opens what was dropped where nothing else takes files.
func (w *window) dropExported(paths []string) {
	w.shell.Go(openedRoute)
	w.openedFiles().Open(paths)
}

// exported are the exported files that are open.
type exported struct{ *program }

var _ uiopened.Files = exported{}

func (e exported) List(context.Context) ([]uiopened.Set, error) {
	all, err := e.store.Opened()
	sets := make([]uiopened.Set, 0, len(all))
	for _, d := range all {
		files, err := e.store.Files(d.ID)
		if err != nil {
			return nil, err
		}
		if len(files) > 0 { // others are being opened
			sets = append(sets, uiopened.Set{ID: d.ID, Name: d.Name, Paths: d.Opened, When: d.Created, Files: files})
		}
	}
	return sets, err
}

// Open opens files until the program ends.
func (e exported) Open(ctx context.Context, paths []string, report func(read, total int64)) (coreopened.Result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(e.root, cancel)()
	e.chores.Add(1) // the database stays open so long
	defer e.chores.Done()
	r, err := coreopened.Open(ctx, e.store, paths, coreopened.Options{Report: report})
	if err == nil {
		e.log.Info("exported files were opened", "files", len(r.Files), "clean", r.Clean())
	}
	return r, err
}

func (e exported) Close(_ context.Context, id core.DatasetID) error {
	return e.store.DeleteDataset(id)
}
