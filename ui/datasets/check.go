package datasets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Check is the screen that compares a dataset with Gong, month by month, and mends what differs.
type Check struct {
	needs Needs
	id    core.DatasetID
	scope *task.Scope

	loaded   bool
	entry    Entry
	others   bool // connections are there
	lock     lock
	last     *importer.Check // nil when there was none
	lastErr  error           // why the latest one failed
	checking Checking
	going    bool // the comparison is
	run      Run
	running  bool
	mending  bool // the run mends: the comparison is repeated after it
	again    func()

	content *kit.Body
	checkParts
}

// checkParts are the screen's widgets.
type checkParts struct {
	begin    *kit.Button
	state    *fyne.Container // the comparison or the run under way, or what was found
	progress *checkPanel
	runs     *runPanel
	which    *kit.Segments
	table    *checkTable
	page     fyne.CanvasObject
}

// NewCheck returns the screen; Enter fills it.
func NewCheck(n Needs, id core.DatasetID) *Check {
	p := &Check{needs: n, id: id, content: kit.NewBody()}
	p.begin = kit.NewButton("Check now", assets.Check, p.start)
	p.progress = newCheckPanel(func() { n.Checks.Cancel(id); p.look() })
	p.runs = newRunPanel(func() { n.Runs.Cancel(id); p.look() })
	p.state = container.NewStack()
	p.which = kit.NewSegments([]string{"What differs", "All months"}, 0, func(int) { p.show() })
	p.table = newCheckTable(p.key)
	p.page = kit.PadXY(6, 2, kit.Column(3, p.state, kit.Line(0, p.which, kit.Spring()), kit.Fill(p.table.object)))
	return p
}

// Content is the screen's object, always the same one.
func (p *Check) Content() fyne.CanvasObject { return p.content.Object }

// Title is what is shown, of which dataset.
func (p *Check) Title() string {
	if !p.loaded {
		return "Completeness"
	}
	return p.entry.Dataset.Name + ": completeness"
}

// Actions are the screen's buttons.
func (p *Check) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.begin} }

// Command serves the window's shortcuts.
func (p *Check) Command(c ui.Command) bool {
	switch c {
	case ui.ToClose:
		p.needs.Routes.Open(p.id)
	case ui.ToRefresh:
		p.start()
	default:
		return false
	}
	return true
}

// key serves the keys of the table: M mends.
func (p *Check) key(_ int, key fyne.KeyName) bool {
	if key == fyne.KeyM {
		p.mend()
	}
	return key == fyne.KeyM
}

// Enter reads the latest check and follows one that is under way, until Leave or until ctx ends.
func (p *Check) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.content.Await(p.scope, "Reading the latest check")
	p.load()
	p.lock.enter(p.scope, p.needs, p.show)
	p.look()
	task.Every(p.scope.Context(), p.scope, clockGap, p.show)
}

// Leave ends what the screen has under way, but neither the comparison nor the run.
func (p *Check) Leave() { p.scope.End() }

// checked is what the screen reads.
type checked struct {
	opening
	last    *importer.Check
	lastErr error
}

func (p *Check) load() {
	task.Do(p.scope, func(ctx context.Context) (c checked, err error) {
		if c.entry, err = p.needs.Datasets.One(ctx, p.id); err != nil {
			return c, err
		}
		if c.connections, err = p.needs.Connections.Connected(ctx); err != nil {
			return c, err
		}
		c.last, c.lastErr = p.needs.Checks.Last(ctx, p.id)
		return c, nil
	}, func(c checked, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.entry, p.others, p.last, p.lastErr = true, c.entry, len(c.connections) > 0, c.last, c.lastErr
		p.show()
		if p.needs.Routes.Retitle != nil {
			p.needs.Routes.Retitle()
		}
		if first && p.last != nil {
			p.table.rows.Focus()
		}
	})
}

// mended reads anew after a connection was mended, if the screen is still there.
func (p *Check) mended() {
	if p.scope.Context().Err() == nil {
		p.load()
		p.lock.look()
	}
}

// look follows the comparison and the run, and itself after a while.
func (p *Check) look() {
	if p.again != nil {
		p.again()
	}
	going, running := p.going, p.running
	p.checking, p.going = p.needs.Checks.Check(p.id)
	p.run, p.running = p.needs.Runs.Run(p.id)
	switch {
	case running && !p.running && p.mending:
		p.mending = false
		p.needs.Checks.Start(p.id) // what is left, and that nothing is
		p.checking, p.going = p.needs.Checks.Check(p.id)
		p.load()
	case running && !p.running, going && !p.going:
		p.load()
	case p.going, p.running:
		p.show()
	}
	gap := lookIdle
	if p.going || p.running {
		gap = lookBusy
	}
	p.again = p.scope.After(gap, p.look)
}

// start compares, where nothing keeps it from working.
func (p *Check) start() {
	if p.loaded && !p.going && !p.running && ready(p.needs, p.entry, p.others, &p.lock, p.mended, p.start) {
		p.needs.Checks.Start(p.id)
		p.look()
		p.show()
	}
}

// mend reads the months that differ again.
func (p *Check) mend() {
	if p.last == nil || p.running || p.going {
		return
	}
	d := differencesOf(*p.last)
	if len(d.mending.Types) == 0 || !ready(p.needs, p.entry, p.others, &p.lock, p.mended, p.mend) {
		return
	}
	startRuns(p.scope.Context(), p.needs, []core.DatasetID{p.id}, d.mending, func() {
		p.mending = true
		p.look()
		p.show()
	})
}

func (p *Check) show() {
	if !p.loaded {
		return
	}
	p.begin.SetText("Check now")
	if p.last != nil {
		p.begin.SetText("Check again")
	}
	p.begin.SetEnabled(!p.going && !p.running)
	p.begin.Hidden = p.last == nil && !p.going // then the page has its own
	p.state.Objects = []fyne.CanvasObject{p.standing()}
	switch {
	case p.last != nil:
		p.table.show(checkLines(*p.last, p.which.Chosen() == 1))
		p.content.Put(p.page)
	case p.going, p.running:
		p.content.Put(kit.PadXY(6, 2, kit.Column(3, p.state, kit.Spring())))
	case p.lastErr != nil:
		p.content.Put(kit.NewErrorState(trouble(p.lastErr, "The check did not come to its end"), clipboard(), kit.NewPrimary("Try again", assets.Retry, p.start)))
	default:
		p.content.Put(kit.NewEmptyState(assets.Check, "Never checked", sayNeverChecked, kit.NewPrimary("Check now", assets.Check, p.start)))
	}
	p.state.Refresh()
}

// standing is the comparison or the run under way, else what the latest check found and what can be done about it.
func (p *Check) standing() fyne.CanvasObject {
	switch {
	case p.going:
		p.progress.set(p.checking)
		return p.progress.object
	case p.running:
		p.runs.set(p.run, len(p.entry.Files) == 0)
		return p.runs.object
	case p.lastErr != nil:
		return kit.NewBanner(kit.Bad, sayCheckFailed(p.lastErr),
			kit.NewButton("Try again", assets.Retry, p.start))
	case p.last == nil:
		return container.NewStack()
	}
	d := differencesOf(*p.last)
	sentence, tone := sayFound(*p.last, d, p.needs.Clock.Now())
	if len(d.mending.Types) == 0 {
		return kit.NewBanner(tone, sentence)
	}
	return kit.NewBanner(tone, sentence, kit.NewPrimary("Mend", assets.Refresh, p.mend))
}

func (p *Check) fail(err error) {
	p.loaded = false
	p.content.Fail(trouble(err, "The dataset could not be read"), clipboard(), p.load, kit.NewButton("Back to the datasets", nil, p.needs.Routes.List))
}
