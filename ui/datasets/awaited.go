package datasets

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Awaited is the screen of a dataset's calls without a transcript: when each is asked for again, or that none is expected any more.
type Awaited struct {
	needs Needs
	id    core.DatasetID
	scope *task.Scope

	loaded bool
	entry  Entry
	calls  []importer.Awaited

	content *kit.Body
	intro   *kit.Paragraph
	rows    *kit.KeyList
	body    fyne.CanvasObject
	check   *kit.Button
}

// NewAwaited returns the screen; Enter fills it.
func NewAwaited(n Needs, id core.DatasetID) *Awaited {
	p := &Awaited{needs: n, id: id, content: kit.NewBody(), intro: kit.NewMutedParagraph("")}
	p.rows = kit.NewKeyList(func() int { return len(p.calls) }, func() fyne.CanvasObject { return newAwaitedRow() },
		func(i int, o fyne.CanvasObject) { o.(*awaitedRow).set(p.calls[i], p.needs.Clock) })
	p.check = kit.NewButton("Check completeness", assets.Check, func() { n.Routes.Check(id) })
	head := newAwaitedRow()
	head.heading()
	table := kit.Column(0, kit.PadXY(1.5, 0, head), kit.NewDivider(), kit.Fill(kit.Pad(1.5, p.rows)))
	p.body = kit.PadXY(6, 2, kit.Column(3, p.intro, kit.Fill(container.NewStack(kit.NewPlate(look.Card, look.CardBorder), table))))
	return p
}

// Content is the screen's object, always the same one.
func (p *Awaited) Content() fyne.CanvasObject { return p.content.Object }

// Title is what is shown, of which dataset.
func (p *Awaited) Title() string {
	if !p.loaded {
		return "Calls without a transcript"
	}
	return p.entry.Dataset.Name + ": calls without a transcript"
}

// Actions are the screen's buttons.
func (p *Awaited) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.check} }

// Command serves the window's shortcuts.
func (p *Awaited) Command(c ui.Command) bool {
	switch c {
	case ui.ToClose:
		p.needs.Routes.Open(p.id)
	case ui.ToRefresh:
		p.load()
	default:
		return false
	}
	return true
}

// Enter reads the calls, and again from time to time until Leave or until ctx ends.
func (p *Awaited) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.content.Await(p.scope, "Reading the calls")
	p.load()
	task.Every(p.scope.Context(), p.scope, clockGap, p.load)
}

// Leave ends what the screen has under way.
func (p *Awaited) Leave() { p.scope.End() }

type waiting struct {
	entry Entry
	calls []importer.Awaited
}

func (p *Awaited) load() {
	task.Do(p.scope, func(ctx context.Context) (w waiting, err error) {
		if w.entry, err = p.needs.Datasets.One(ctx, p.id); err == nil {
			w.calls, err = p.needs.Plans.Awaited(ctx, p.id)
		}
		return w, err
	}, func(w waiting, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.entry, p.calls = true, w.entry, w.calls
		p.show()
		if p.needs.Routes.Retitle != nil {
			p.needs.Routes.Retitle()
		}
		if first && len(p.calls) > 0 {
			p.rows.Focus()
		}
	})
}

func (p *Awaited) show() {
	if len(p.calls) == 0 {
		p.content.Put(kit.NewEmptyState(assets.Transcripts, "Nothing is awaited", sayNothingAwaited,
			kit.NewButton("Back to the dataset", nil, func() { p.needs.Routes.Open(p.id) })))
		return
	}
	p.intro.Set(sayAwaited(p.calls))
	p.rows.Refresh()
	p.content.Put(p.body)
}

func (p *Awaited) fail(err error) {
	p.loaded = false
	p.content.Fail(trouble(err, "The calls could not be read"), clipboard(), p.load, kit.NewButton("Back to the datasets", nil, p.needs.Routes.List))
}

// awaitedRow is a call without a transcript.
type awaitedRow struct {
	widget.BaseWidget
	title, started *kit.Text
	tries, asked   *kit.Text
	next           *kit.Text
	tip            *kit.Tip // the exact time behind next
	mark           *kit.Icon
}

var (
	_ fyne.Widget     = (*awaitedRow)(nil)
	_ fyne.Accessible = (*awaitedRow)(nil)
)

func newAwaitedRow() *awaitedRow {
	r := &awaitedRow{
		title: kit.NewText(""), started: kit.NewMuted(""), tries: kit.NewMuted(""), asked: kit.NewMuted(""), next: kit.NewText(""),
		mark: kit.NewIconSized(nil, look.Muted, 4),
	}
	r.tip = kit.NewTip("", r.next)
	r.ExtendBaseWidget(r)
	return r
}

// heading makes the row that of the columns' names.
func (r *awaitedRow) heading() {
	for text, name := range map[*kit.Text]string{
		r.title: "Call", r.started: "Started", r.tries: "Asked", r.asked: "Last asked", r.next: "Asked again",
	} {
		text.Text, text.Color, text.Scale = name, look.Muted, theme.SizeNameCaptionText
	}
	r.Refresh()
}

// set shows a call, in every part: rows are recycled.
func (r *awaitedRow) set(c importer.Awaited, clock core.Clock) {
	now := clock.Now()
	r.title.Text = c.Title
	if c.Title == "" {
		r.title.Text = "Call " + string(c.Call)
	}
	r.started.Text = humane.Date(c.Started.In(now.Location()))
	r.tries.Text = humane.Count(c.Tries, "time", "times")
	r.asked.Text = humane.Ago(c.Asked, now)
	r.next.Text, r.tip.Text = sayAskedAgain(c, now)
	r.mark.Resource, r.next.Color = assets.Clock, theme.ColorNameForeground
	if c.Over {
		r.mark.Resource, r.next.Color = assets.Cancel, look.Muted
	}
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *awaitedRow) AccessibilityLabel() string {
	return r.title.Text + ", " + r.started.Text + ", " + r.tries.Text + ", " + r.next.Text
}

// AccessibilityRole is container.
func (r *awaitedRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *awaitedRow) CreateRenderer() fyne.WidgetRenderer {
	row := kit.Columns(4, 30, kit.Sized(4, 4, r.mark), kit.Grow(r.title), kit.Sized(26, 0, r.started), kit.Sized(22, 0, r.tries), kit.Sized(30, 0, r.asked),
		kit.Sized(48, 0, r.tip))
	return widget.NewSimpleRenderer(kit.PadXY(3, 2, row))
}
