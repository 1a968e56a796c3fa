package activity

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Run is the screen of one run: what it was, what became of each data type, and the records that it changed.
type Run struct {
	needs Needs
	id    core.DatasetID
	run   core.RunID
	scope *task.Scope

	loaded    bool
	report    store.RunReport
	name      string // of the dataset
	changes   map[core.DataType][]store.Change
	unread    error // why there are no changes
	going     *Going
	unfold    map[core.DataType]bool
	lines     []line
	again     func()   // takes the next look away
	noteState standing // what the note shows

	content *kit.Body
	runParts
}

// runParts are the screen's widgets.
type runParts struct {
	copy, dataset *kit.Button
	facts         *facts
	note          *fyne.Container // the progress, or what went wrong
	progress      *kit.ProgressRow
	panel         fyne.CanvasObject // the progress on its ground
	search        *kit.SearchField
	searchLine    *fyne.Container
	hits          *kit.Text
	list          *fyne.Container
	instead       string // why something else than the lines is shown; "" for the lines
	rows          *kit.KeyList
	card          fyne.CanvasObject
	body          fyne.CanvasObject
}

// NewRun returns the screen of a dataset's run; Enter fills it.
func NewRun(n Needs, id core.DatasetID, run core.RunID) *Run {
	p := &Run{needs: n, id: id, run: run, unfold: map[core.DataType]bool{}}
	p.build()
	return p
}

func (p *Run) build() {
	p.copy = kit.NewButton("Copy as text", assets.Copy, p.copyText)
	p.dataset = kit.NewButton("Open the dataset", assets.Datasets, func() { p.needs.Routes.Dataset(p.id) })
	p.facts = newFacts()
	p.progress = kit.NewProgressRow(assets.Sync, "")
	p.progress.Bar = true
	p.panel = kit.NewPanel(p.progress)
	p.note = container.NewStack()
	p.search = kit.NewSearchField("Find a changed record by title or id", func(string) { p.relist() })
	p.hits = kit.NewMuted("")
	p.hits.Shrink = false
	p.searchLine = kit.Line(3, kit.Sized(90, 0, p.search), kit.Spring(), p.hits)
	p.rows = kit.NewKeyList(func() int { return len(p.lines) }, func() fyne.CanvasObject { return newRunRow(p.detailsOf) },
		func(i int, o fyne.CanvasObject) { o.(*runRow).set(p.lines[i]) })
	p.rows.OnSelect = p.toggle
	p.rows.OnOpen = p.toggle
	p.rows.OnKey = p.key
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.rows))
	p.list = container.NewStack()
	p.body = kit.PadXY(6, 2, kit.Column(3, kit.NewPanel(p.facts.object), p.note, p.searchLine, kit.Fill(p.list)))
	p.content = kit.NewBody()
}

// Content is the screen's object, always the same one.
func (p *Run) Content() fyne.CanvasObject { return p.content.Object }

// Title says what the run was for, and of which dataset.
func (p *Run) Title() string {
	if !p.loaded {
		return "Run"
	}
	return sayTitle(p.report, p.name)
}

// Actions are the screen's buttons; there are none before the run was read.
func (p *Run) Actions() []fyne.CanvasObject {
	if !p.loaded {
		return nil
	}
	return []fyne.CanvasObject{p.dataset, p.copy}
}

// Command serves the window's shortcuts.
func (p *Run) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.load()
	case ui.ToFind:
		if p.searchLine.Hidden {
			return false
		}
		kit.Focus(p.search.Entry)
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Enter reads the run and follows it, if it is under way, until Leave or until ctx ends.
func (p *Run) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.content.Await(p.scope, "Reading the run")
	p.load()
}

// Leave ends what the screen has under way, but not the run.
func (p *Run) Leave() { p.scope.End() }

type opening struct {
	report  store.RunReport
	name    string
	changes map[core.DataType][]store.Change
	unread  error
}

func (p *Run) load() {
	task.Do(p.scope, func(ctx context.Context) (o opening, err error) {
		names, err := p.needs.History.Names(ctx)
		if err != nil {
			return o, err
		}
		o.name = names[p.id]
		if o.report, err = p.needs.History.Report(ctx, p.id, p.run); err == nil {
			o.changes, o.unread = p.needs.History.Changes(ctx, o.report)
		}
		return o, err
	}, func(o opening, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.report, p.name, p.changes, p.unread = true, o.report, o.name, o.changes, o.unread
		if amount(p.changes) <= unfolded && first {
			for t := range p.changes {
				p.unfold[t] = true
			}
		}
		p.content.Put(p.body)
		p.follow()
		p.needs.Routes.Retitle()
		if first {
			p.rows.Focus()
		}
		p.lookAgain()
	})
}

// follow takes the run as it is now and draws it.
func (p *Run) follow() {
	p.going = nil
	if g, going := goingsOf(p.needs.Runs).of(p.report); going {
		p.going = &g
	}
	p.show()
}

// look follows the run, and itself after a while; when it or one of its types has ended, it is read again.
func (p *Run) look() {
	g, going := goingsOf(p.needs.Runs).of(p.report)
	switch {
	case p.going != nil && (!going || endedTypes(*p.going) != endedTypes(g)):
		p.load() // a type has its changes, or the run its end
	case going:
		p.follow()
		p.lookAgain()
	}
}

func endedTypes(g Going) (n int) {
	for _, t := range g.Snapshot.Types {
		if t.State == importer.Ended {
			n++
		}
	}
	return n
}

// lookAgain looks in a while, as long as the run has not ended.
func (p *Run) lookAgain() {
	if p.again != nil {
		p.again()
	}
	if p.going != nil {
		p.again = p.scope.After(lookBusy, p.look)
	}
}

func (p *Run) fail(err error) {
	p.loaded = false
	p.needs.Routes.Retitle()
	back := kit.NewButton("Back", assets.Back, p.needs.Routes.Back)
	if core.Is(err, core.NotFound) {
		t := trouble(err, sayRunGone)
		t.Cause, t.Next = sayRoom, ""
		p.content.Put(kit.NewErrorState(t, p.needs.Clipboard, back))
		return
	}
	p.content.Fail(trouble(err, sayRunNotRead), p.needs.Clipboard, p.load, back)
}

// standing is how the run is.
func (p *Run) standing() standing {
	if p.going != nil {
		return standingOf(p.report, *p.going, true)
	}
	return standingOf(p.report, Going{}, false)
}

// words are what is searched for, in lower case.
func (p *Run) words() []string { return strings.Fields(strings.ToLower(p.search.Text())) }

func (p *Run) copyText() {
	p.needs.Clipboard.SetContent(textOfRun(p.report, p.name, p.standing(), p.changes))
	p.needs.Stage.Toast(kit.Good, "Copied the run.")
}
