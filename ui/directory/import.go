package directory

import (
	"context"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// planAfter is how long the assignment of columns must rest before the import is planned anew.
const planAfter = 300 * time.Millisecond

// Import is the screen on which a table is chosen, its columns are assigned, and what would come of it is seen before it is imported.
type Import struct {
	needs Needs
	scope *task.Scope

	name    string // of the file, or of the dataset
	sheets  []directory.Sheet
	gong    bool // the sheets come from Gong: there is nothing to assign
	sources []Source
	plans   []directory.Plan
	wrong   error // why there are no plans
	fresh   bool  // the table was not compared yet: then the button that imports gets the focus

	work       task.Latest
	cancel     context.CancelFunc // of what goes on; nil while nothing does
	keeping    bool               // what goes on is the import itself: its answer is awaited in any case
	givenUp    bool               // the comparison was cancelled
	away       func()             // leads to where the person wants to be when the import has ended; nil for the screen before
	question   *kit.Dialog        // whether to stop it and go there; nil while nothing is asked
	doing      string
	done, all  atomic.Int64
	pulse      *task.Pulse
	settle     *task.Debounce
	content    *fyne.Container
	trouble    *kit.Banner // what the last file could not be read for
	progress   *fyne.Container
	words      *kit.Text
	bar        *kit.ProgressBar
	body       *kit.Body
	load, take *kit.Button
	preview    *preview
}

var (
	_ ui.Page      = (*Import)(nil)
	_ ui.Actor     = (*Import)(nil)
	_ ui.Commander = (*Import)(nil)
	_ ui.Dropper   = (*Import)(nil)
	_ ui.Holder    = (*Import)(nil)
)

// NewImport returns the screen; Enter begins it.
func NewImport(n Needs) *Import {
	p := &Import{needs: n}
	p.load = kit.NewButton("Another file…", assets.File, p.pick)
	p.take = kit.NewPrimary("Import", nil, p.keep)
	p.words, p.bar = kit.NewText(""), kit.NewProgressBar()
	p.progress = kit.NewPanel(kit.Line(4, kit.Grow(kit.Column(2, p.words, p.bar)), kit.NewButton("Cancel", assets.Cancel, p.giveUp)))
	p.progress.Hide()
	p.preview = newPreview(p)
	p.body = kit.NewBody()
	p.trouble = kit.NewBanner(kit.Bad, "")
	p.trouble.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.trouble, p.progress, kit.Fill(p.body.Object)))
	p.settle = task.NewDebounce(n.Runner, planAfter)
	p.pulse = task.NewPulse(n.Runner, p.draw)
	return p
}

// Title is the screen's heading.
func (p *Import) Title() string {
	if p.name == "" {
		return "Import into the directory"
	}
	return "Import " + p.name
}

// Content is the screen's object, always the same one.
func (p *Import) Content() fyne.CanvasObject { return p.content }

// Actions are the screen's buttons.
func (p *Import) Actions() []fyne.CanvasObject {
	if p.sheets == nil {
		return nil
	}
	return []fyne.CanvasObject{p.load, p.take}
}

// Enter looks for datasets to import from.
func (p *Import) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.body.Await(p.scope, "Looking for datasets")
	task.Do(p.scope, p.needs.Tables.Sources, func(all []Source, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, "The datasets could not be listed").Line())
		}
		p.sources = all
		p.show()
	})
}

// Leave ends what the screen has under way.
func (p *Import) Leave() {
	p.stop()
	p.keeping = false
	p.settled()
	p.settle.Stop()
	p.scope.End()
}

// Command serves the window's shortcuts.
func (p *Import) Command(c ui.Command) bool {
	switch c {
	case ui.ToCreate:
		p.pick()
	case ui.ToRefresh:
		if p.sheets != nil {
			p.plan()
		}
	case ui.ToExport:
		if wrongRows(p.plans) > 0 {
			p.saveErrors()
		}
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Drop reads the first file that was dropped onto the window.
func (p *Import) Drop(paths []string) { p.read(paths[0]) }

func (p *Import) pick() {
	if !p.keeping {
		p.needs.Routes.PickFile("Choose a table: CSV or Excel (.xlsx)", "", p.read)
	}
}

// read reads a file and guesses what it holds.
func (p *Import) read(path string) {
	if p.keeping {
		return
	}
	name := filepath.Base(path)
	ctx := p.begin("Reading " + name)
	task.DoContext(ctx, p.scope, func(ctx context.Context) (directory.Table, error) {
		return p.needs.Tables.Read(ctx, path, func(rows int) { p.told(rows, 0) })
	}, func(t directory.Table, err error) {
		p.end()
		if err != nil {
			p.fail(err, "“"+humane.Short(name, 60)+"” could not be read")
			return
		}
		p.accept(name, false, []directory.Sheet{directory.NewSheet(directory.GuessKind(t.Titles), t)})
	})
}

// fromGong reads the accounts and contacts of a dataset.
func (p *Import) fromGong(s Source) {
	ctx := p.begin("Reading “" + s.Name + "”")
	task.DoContext(ctx, p.scope, func(ctx context.Context) ([]directory.Sheet, error) { return p.needs.Tables.FromGong(ctx, s.ID) }, func(all []directory.Sheet, err error) {
		p.end()
		if err != nil {
			p.fail(err, "“"+humane.Short(s.Name, 60)+"” could not be read")
			return
		}
		p.accept("from Gong", true, all)
	})
}

// accept takes what was read in place of what was there.
func (p *Import) accept(name string, gong bool, sheets []directory.Sheet) {
	p.name, p.gong, p.sheets, p.plans, p.wrong, p.fresh = name, gong, sheets, nil, nil, true
	p.preview.fill()
	p.needs.Routes.Retitle()
	p.plan()
}

// plan plans the import. While it is kept it stays as it is.
func (p *Import) plan() {
	if p.keeping {
		return
	}
	p.givenUp = false
	ctx := p.begin("Comparing with the directory")
	p.show()
	sheets := append([]directory.Sheet(nil), p.sheets...)
	task.DoContext(ctx, p.scope, func(ctx context.Context) ([]directory.Plan, error) { return p.needs.Tables.Plan(ctx, sheets, p.told) }, func(plans []directory.Plan, err error) {
		p.plans, p.wrong = plans, err
		p.end()
		if p.fresh && !p.take.Disabled() {
			kit.Focus(p.take)
		}
		p.fresh = false
	})
}

// keep imports what was planned.
func (p *Import) keep() {
	ctx := p.begin("Importing")
	p.keeping = true
	p.load.SetEnabled(false)
	p.preview.enable(false)
	sheets, name := append([]directory.Sheet(nil), p.sheets...), "Import of "+p.name
	if p.gong {
		name = "Import from Gong"
	}
	type kept struct {
		plans  []directory.Plan
		change store.DirectoryChange
	}
	task.Do(p.scope, func(context.Context) (k kept, err error) {
		k.plans, k.change, err = p.needs.Tables.Import(ctx, name, sheets, p.told)
		return k, err
	}, func(k kept, err error) {
		p.keeping = false
		p.load.SetEnabled(true)
		p.preview.enable(true)
		p.end()
		away := p.settled()
		switch {
		case core.Is(err, core.Canceled):
			p.needs.Stage.Toast(kit.Neutral, "Cancelled: nothing was imported.")
		case err != nil:
			p.fail(err, sayNotImported)
			return // it is told here
		default:
			p.needs.Stage.ToastWith(kit.Good, sayImported(k.plans), "Undo", func() { undoAfter(p.needs, k.change) })
			if away == nil {
				away = p.needs.Routes.Back
			}
		}
		if away != nil {
			away()
		}
	})
}

// undoAfter undoes an import when its screen is left, and shows the directory anew.
func undoAfter(n Needs, c store.DirectoryChange) {
	undo(n, task.NewScope(context.Background(), n.Runner), c, n.Routes.Directory)
}

// show shows the preview, or where a table can come from.
func (p *Import) show() {
	if p.sheets != nil {
		p.preview.show()
		p.body.Put(p.preview.object)
		p.take.SetEnabled(p.cancel == nil && p.wrong == nil && changes(p.plans) > 0)
		p.take.SetText(sayImport(p.plans))
		p.content.Refresh()
		return
	}
	buttons := []fyne.CanvasObject{kit.NewPrimary("Choose a file…", assets.File, p.pick)}
	words := sayChoose
	if len(p.sources) > 0 {
		buttons = append(buttons, kit.NewButton("Import from Gong", assets.Sync, p.pickGong))
		words += " " + sayGong(p.sources)
	} else {
		words += " " + sayNoGong
	}
	p.body.Put(kit.NewEmptyState(assets.CRMAccounts, "Import companies, persons or users", words, buttons...))
	p.content.Refresh()
}

// pickGong takes the accounts and contacts of the only dataset that has some, else of the one that the person chooses.
func (p *Import) pickGong() {
	if len(p.sources) == 1 {
		p.fromGong(p.sources[0])
		return
	}
	w := &picker{title: "Import from Gong", verb: "Import", find: "Find a dataset", nothing: "No other dataset holds accounts or contacts of a CRM.", above: []fyne.CanvasObject{kit.NewParagraph(sayWhichGong)}}
	for i, s := range p.sources {
		w.all = append(w.all, newChoice(strconv.Itoa(i), assets.Datasets, s.Name, saySource(s)))
	}
	w.take = func(c choice) {
		i, _ := strconv.Atoi(c.id)
		p.fromGong(p.sources[i])
	}
	w.open(p.needs.Stage, "")
}
