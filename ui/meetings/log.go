package meetings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	lookIdle = time.Second      // how often a screen looks for a run while there is none
	lookBusy = task.PulseGap    // and while there is one
	readEach = 10               // looks at a run under way until what is kept of it is read again
	clockGap = 30 * time.Second // how often "3 minutes ago" is looked at
)

// ExecutionLog is the screen of all runs.
type ExecutionLog struct {
	needs Needs
	scope *task.Scope

	loaded bool
	all    []timeline.Run // the latest first
	choice logChoice
	shown  []timeline.Run
	going  *timeline.Progress
	looks  int // at the run under way since the runs were read
	next   glance

	content *fyne.Container
	logParts
}

// logParts are the screen's widgets.
type logParts struct {
	settings *kit.Button
	line     *fyne.Container // of filters
	dates    *kit.Select
	statuses []*kit.Check
	count    *kit.Text
	span     *fyne.Container // the custom range
	from, to *kit.Entry
	wrong    *kit.Text
	note     *fyne.Container // why the last run did not begin
	body     *kit.Body
	rows     *kit.KeyList
	card     fyne.CanvasObject // the rows below their heads, on their ground
}

// NewLog returns the screen of all runs; Enter fills it.
func NewLog(n Needs) *ExecutionLog {
	p := &ExecutionLog{needs: n}
	p.recall()
	p.build()
	return p
}

// Content is the screen's object, always the same one.
func (p *ExecutionLog) Content() fyne.CanvasObject { return p.content }

// Title is the screen's heading.
func (p *ExecutionLog) Title() string { return "Execution Log" }

// Actions are the screen's buttons.
func (p *ExecutionLog) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.settings} }

func (p *ExecutionLog) build() {
	p.settings = kit.NewButton("Settings", assets.Settings, p.needs.Routes.Settings)
	p.buildFilters()
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newLogRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*logRow).set(p.shown[i]) })
	p.rows.OnSelect, p.rows.OnOpen, p.rows.OnKey = p.open, p.open, p.key
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder),
		kit.Column(0, logHeads(), kit.NewDivider(), kit.Fill(kit.PadXY(1.5, 0.5, p.rows))))
	p.note, p.body = container.NewStack(), kit.NewBody()
	p.note.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.line, p.span, p.note, kit.Fill(p.body.Object)))
	p.show()
}

// Command serves the window's shortcuts.
func (p *ExecutionLog) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.load()
	case ui.ToFind:
		if p.line.Hidden {
			return false
		}
		kit.Focus(p.dates)
	case ui.ToExport:
		if i := p.rows.Highlighted(); i < len(p.shown) {
			download(p.needs, p.scope, p.shown[i])
		}
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Enter reads the runs and follows the one under way until Leave or until ctx ends.
func (p *ExecutionLog) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.going = goingOf(p.needs.Runs)
	p.body.Await(p.scope, "Reading the runs")
	p.load()
	p.Focus()
	p.next.look(p.scope, p.going, p.look)
	task.Every(p.scope.Context(), p.scope, clockGap, p.refilter) // a day may have ended, and "3 minutes ago" with it
}

// Leave ends what the screen has under way, but no run.
func (p *ExecutionLog) Leave() { p.scope.End() }

// Focus gives the rows the focus, so that the arrows move in them at once.
func (p *ExecutionLog) Focus() {
	if len(p.shown) > 0 {
		p.rows.Focus()
	}
}

// load reads the runs.
func (p *ExecutionLog) load() {
	p.looks = 0
	task.Do(p.scope, p.needs.Log.Runs, func(all []timeline.Run, err error) {
		if err != nil {
			p.loaded, p.all = false, nil
			p.show()
			p.body.Fail(trouble(err, sayRunsNotRead), p.needs.Clipboard, p.load)
			return
		}
		first := !p.loaded
		p.loaded, p.all, p.going = true, all, goingOf(p.needs.Runs)
		p.show()
		if first {
			p.Focus()
		}
	})
}

// look follows the run under way, and itself after a while. What is kept of it is read again once a second, and when it begins and ends.
func (p *ExecutionLog) look() {
	now := goingOf(p.needs.Runs)
	p.looks++
	switch {
	case changed(p.going, now), now != nil && p.looks >= readEach:
		p.load()
	case now != nil:
		p.going = now
		p.rows.Refresh()
	}
	p.next.look(p.scope, p.going, p.look)
}

// goingOf is the run under way; nil for none.
func goingOf(r Runs) *timeline.Progress {
	if g, ok := r.Going(); ok {
		return &g
	}
	return nil
}

// changed tells whether a run has begun or ended.
func changed(before, after *timeline.Progress) bool {
	if before == nil || after == nil {
		return before != after
	}
	return !before.Since.Equal(after.Since)
}
