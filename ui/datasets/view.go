package datasets

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// View is the screen of one dataset: its files, the text of one of them, and its run while there is one.
type View struct {
	needs Needs
	id    core.DatasetID
	scope *task.Scope

	loaded  bool
	entry   Entry
	several bool // connections: then it matters which one is used
	any     bool // connection is there
	lock    lock
	run     Run
	going   bool
	keeping
	again   func()     // takes the next look away
	shelf   []shelfRow // what is attached, below the types
	changes uint64     // of what is attached, as last read

	content  *kit.Body
	parts    viewParts
	preview  *preview
	attached *attachedView // in its place while something attached is chosen
}

// viewParts are the widgets around the preview.
type viewParts struct {
	refresh, export, edit *kit.Button
	more                  *kit.Button
	about                 *kit.Text
	sync                  *syncLine
	note                  *fyne.Container // the run, or what the last one left
	progress              *runPanel
	rows                  *kit.KeyList
	body                  fyne.CanvasObject
}

// NewView returns the screen of a dataset; Enter fills it.
func NewView(n Needs, id core.DatasetID) *View {
	p := &View{needs: n, id: id}
	p.preview = newPreview(n, id, p.retry)
	p.attached = newAttachedView(n, id, func() { p.load(nil) })
	p.build()
	return p
}

func (p *View) build() {
	w := &p.parts
	w.refresh = kit.NewPrimary("Refresh now", assets.Refresh, p.refresh)
	w.export = kit.NewButton("Export…", assets.Export, p.export)
	w.edit = kit.NewButton("Edit", assets.Edit, func() { p.needs.Routes.Edit(p.id) })
	w.more = kit.NewButton("More", assets.More, p.more)
	w.about, w.sync = kit.NewMuted(""), newSyncLine()
	w.progress = newRunPanel(p.cancel)
	w.note = container.NewStack()
	w.rows = kit.NewKeyList(p.rowCount, func() fyne.CanvasObject { return newFileRow(p.retry, func() { p.needs.Routes.Awaited(p.id) }) },
		func(i int, o fyne.CanvasObject) { p.fillRow(i, o.(*fileRow)) })
	w.rows.OnHighlight = p.choose
	w.rows.OnSelect = p.choose
	w.rows.OnKey = p.key
	w.rows.OnOpen = func(int) { p.focusText() }
	files := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, w.rows))
	w.body = kit.PadXY(6, 2, kit.Column(3, kit.Column(1, w.about, w.sync.object), w.note, kit.Fill(newSplit(files, container.NewStack(p.preview.object, p.attached.object), p.needs.Memory))))
	p.content = kit.NewBody()
}

// Content is the screen's object, always the same one.
func (p *View) Content() fyne.CanvasObject { return p.content.Object }

// Title is the dataset's name.
func (p *View) Title() string {
	if !p.loaded {
		return "Dataset"
	}
	return p.entry.Dataset.Name
}

// Actions are the screen's buttons; there are none before the dataset was read.
func (p *View) Actions() []fyne.CanvasObject {
	if !p.loaded {
		return nil
	}
	return []fyne.CanvasObject{p.parts.edit, p.parts.export, p.parts.more, p.parts.refresh}
}

// Command serves the window's shortcuts.
func (p *View) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.refresh()
	case ui.ToExport:
		p.export()
	case ui.ToClose:
		p.needs.Routes.List()
	default:
		return false
	}
	return true
}

// Enter reads the dataset and follows its run until Leave or until ctx ends.
func (p *View) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.preview.enter(p.scope)
	p.attached.enter(p.scope)
	p.run, p.going = p.needs.Runs.Run(p.id)
	if p.loaded {
		p.parts.rows.Focus()
	} else {
		p.content.Await(p.scope, "Reading the dataset")
	}
	p.load(nil)
	p.lock.enter(p.scope, p.needs, p.show)
	p.look()
	task.Every(p.scope.Context(), p.scope, clockGap, p.show)
}

// Leave ends what the screen has under way, but not the run.
func (p *View) Leave() { p.scope.End() }

// viewing is what the page reads.
type viewing struct {
	opening
	keeping
}

// read reads it, off the UI goroutine. Without the forecast and the latest check the page still works.
func (p *View) read(ctx context.Context) (v viewing, err error) {
	if v.entry, err = p.needs.Datasets.One(ctx, p.id); err != nil {
		return v, err
	}
	if v.connections, err = p.needs.Connections.Connected(ctx); err != nil {
		return v, err
	}
	if f, err := p.needs.Plans.Forecast(ctx, p.id, refreshing()); err == nil {
		v.forecast = f
	}
	v.check, _ = p.needs.Checks.Last(ctx, p.id)
	return v, nil
}

// load reads the dataset and the connection; then, if not nil, runs on the UI goroutine after that.
func (p *View) load(then func()) {
	task.Do(p.scope, p.read, func(o viewing, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.entry, p.any, p.several = true, o.entry, len(o.connections) > 0, len(o.connections) > 1
		p.keeping = o.keeping
		p.shelve()
		p.content.Put(p.parts.body)
		p.preview.update(p.entry) // show draws it
		p.show()
		if first {
			p.begin()
		}
		if p.needs.Routes.Retitle != nil {
			p.needs.Routes.Retitle()
		}
		if then != nil {
			then()
		}
	})
}

// mended reads anew after a connection was mended, if the screen is still there.
func (p *View) mended() {
	if p.scope.Context().Err() == nil {
		p.load(nil)
		p.lock.look()
	}
}

// begin chooses the first type that has something to read.
func (p *View) begin() {
	for i, t := range p.entry.Dataset.Types {
		if _, imported := fileOf(p.entry, t); imported {
			p.parts.rows.Highlight(i)
			p.choose(i)
			break
		}
	}
	if p.preview.chosen == "" {
		p.choose(0)
	}
	p.parts.rows.Focus()
}

func (p *View) fail(err error) {
	if p.loaded && !core.Is(err, core.NotFound) {
		p.needs.Stage.Toast(kit.Bad, trouble(err, "The dataset could not be read").Headline)
		return
	}
	p.loaded = false
	if p.needs.Routes.Retitle != nil {
		p.needs.Routes.Retitle()
	}
	back := kit.NewButton("Back to the datasets", nil, p.needs.Routes.List)
	if core.Is(err, core.NotFound) {
		p.content.Put(kit.NewErrorState(trouble(err, "This dataset is not there"), clipboard(), back))
		return
	}
	p.content.Fail(trouble(err, "The dataset could not be read"), clipboard(), func() { p.load(nil) }, back)
}

// look follows the run, and itself after a while.
func (p *View) look() {
	before, was := p.run, p.going
	p.run, p.going = p.needs.Runs.Run(p.id)
	switch {
	case was && !p.going:
		p.load(func() { p.news(before.Snapshot) })
	case p.going && ended(before.Snapshot) != ended(p.run.Snapshot):
		p.load(nil) // a file is complete
	case p.going:
		p.show()
	}
	p.lookAtSources()
	p.lookAgain()
}

// lookAgain looks in a while: soon while there is a run.
func (p *View) lookAgain() {
	if p.again != nil {
		p.again()
	}
	gap := lookIdle
	if p.going {
		gap = lookBusy
	}
	p.again = p.scope.After(gap, p.look)
}

func ended(s importer.Snapshot) int {
	n := 0
	for _, t := range s.Types {
		if t.State == importer.Ended {
			n++
		}
	}
	return n
}

// news tells that everything went well; what did not is in the note, where it stays.
func (p *View) news(last importer.Snapshot) {
	if sentence, _ := sayEnd(p.entry); sentence == "" {
		p.needs.Stage.Toast(kit.Good, sayDone(p.entry, last))
	}
}

// now is the time to which "3 minutes ago" refers.
func (p *View) now() time.Time { return p.needs.Clock.Now() }
