package meetings

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Run is the screen of one run: what it was, and what became of each meeting.
type Run struct {
	needs Needs
	id    core.RunID
	scope *task.Scope

	loaded bool
	run    timeline.Run
	going  *timeline.Progress
	looks  int // at the run under way since it was read
	next   glance

	content  *kit.Body
	download *kit.Button
	facts    *facts
	progress *kit.ProgressRow
	panel    fyne.CanvasObject // the progress on its ground
	note     *fyne.Container   // the progress, the message, the warnings
	lines    *lines
	body     fyne.CanvasObject
}

// NewRun returns the screen of a run; Enter fills it.
func NewRun(n Needs, id core.RunID) *Run {
	p := &Run{needs: n, id: id}
	p.download = kit.NewButton("Download .xlsx", assets.Export, func() { download(n, p.scope, p.run) })
	p.facts = newFacts()
	p.progress = kit.NewProgressRow(assets.Sync, "")
	p.progress.Bar = true
	p.panel = kit.NewPanel(p.progress)
	p.note = kit.Column(2)
	p.lines = newLines(n, "All", string(timeline.EntrySuccess), string(timeline.EntryFailed), string(timeline.EntrySkipped))
	p.body = kit.PadXY(6, 2, kit.Column(3, kit.NewPanel(p.facts.object), p.note, kit.Fill(p.lines.object)))
	p.content = kit.NewBody()
	return p
}

// Content is the screen's object, always the same one.
func (p *Run) Content() fyne.CanvasObject { return p.content.Object }

// Title says when the run began.
func (p *Run) Title() string {
	if !p.loaded {
		return "Run"
	}
	return "Run of " + sayTime(p.run.Started)
}

// Actions are the screen's buttons; there are none before the run was read.
func (p *Run) Actions() []fyne.CanvasObject {
	if !p.loaded {
		return nil
	}
	return []fyne.CanvasObject{p.download}
}

// Command serves the window's shortcuts.
func (p *Run) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.load()
	case ui.ToFind:
		kit.Focus(p.lines.search.Entry)
	case ui.ToExport:
		if p.loaded {
			download(p.needs, p.scope, p.run)
		}
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

// Focus gives the lines the focus, so that the arrows move in them at once.
func (p *Run) Focus() {
	if len(p.lines.shown) > 0 {
		p.lines.rows.Focus()
	}
}

type opening struct {
	run   timeline.Run
	lines []line
}

func (p *Run) load() {
	p.looks = 0
	task.Do(p.scope, func(ctx context.Context) (opening, error) {
		run, entries, err := p.needs.Log.Run(ctx, p.id)
		return opening{run, linesOf(entries, nil)}, err
	}, func(o opening, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.run = true, o.run
		p.going = of(goingOf(p.needs.Runs), p.run)
		p.show()
		p.lines.set(o.lines, p.instead())
		p.content.Put(p.body)
		p.needs.Routes.Retitle()
		if first {
			p.Focus()
		}
		p.lookAgain()
	})
}

// instead says why there are no lines.
func (p *Run) instead() string {
	switch {
	case p.going != nil:
		return sayLinesComing
	case p.run.Expired(p.needs.Clock.Now()):
		return sayLinesGone
	case p.run.Message != "":
		return sayNothingRead
	}
	return sayNoLines
}

// linesALook is how many lines of a run under way let a look pass before it is read again: of many the reading takes its time.
const linesALook = 200

// look follows the run, and itself after a while. What is kept of it is read again once a second, less often when that is much, and when it has ended.
func (p *Run) look() {
	g := of(goingOf(p.needs.Runs), p.run)
	p.looks++
	if g == nil || p.looks >= readEach+len(p.lines.all)/linesALook {
		p.load()
		return
	}
	p.going = g
	p.show()
	p.lookAgain()
}

// lookAgain looks in a while, as long as the run has not ended.
func (p *Run) lookAgain() {
	if p.going == nil {
		p.next.stop()
		return
	}
	p.next.look(p.scope, p.going, p.look)
}

// show draws what is known now.
func (p *Run) show() {
	now := p.needs.Clock.Now()
	p.facts.set(p.run, p.going, now)
	p.download.Text = "Download .xlsx"
	expired := p.run.Expired(now)
	if expired {
		p.download.Text = "Expired"
	}
	p.download.SetEnabled(!expired && p.run.Status != timeline.InProgress)
	p.download.Refresh()
	p.showNote()
}

// showNote puts the progress above the lines, or what is to be said of the run as a whole.
func (p *Run) showNote() {
	p.note.Objects = nil
	switch {
	case p.going != nil:
		p.progress.Title, p.progress.State, p.progress.Value = standingOf(p.run, p.going).words, sayHow(*p.going), p.going.Share()
		p.progress.SetAction(assets.Cancel, "Stop", p.stop)
		if p.going.Stopping {
			p.progress.SetAction(nil, "", nil)
		}
		p.progress.Refresh()
		p.note.Add(p.panel)
	case p.run.Status == timeline.InProgress:
		p.note.Add(kit.NewBanner(kit.Warn, sayKilled))
	case p.run.Message != "":
		p.note.Add(kit.NewBanner(kit.Bad, sayMessage(p.run)))
	}
	for _, warning := range p.run.Warnings {
		p.note.Add(kit.NewBanner(kit.Warn, warning))
	}
	p.note.Hidden = len(p.note.Objects) == 0
	p.note.Refresh()
}

func (p *Run) stop() {
	p.needs.Runs.Stop()
	p.look()
}

func (p *Run) fail(err error) {
	p.loaded = false
	p.needs.Routes.Retitle()
	back := kit.NewButton("Back", assets.Back, p.needs.Routes.Back)
	if core.Is(err, core.NotFound) {
		p.content.Put(kit.NewErrorState(kit.Trouble{Headline: sayRunGone + "."}, p.needs.Clipboard, back))
		return
	}
	p.content.Fail(trouble(err, sayRunNotRead), p.needs.Clipboard, p.load, back)
}
