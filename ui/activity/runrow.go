package activity

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// runRow is a line of a run: a data type, or a record that was changed in it. The two have the same height.
type runRow struct {
	widget.BaseWidget
	line line

	head, record *fyne.Container
	headParts
	recordParts
}

// headParts are those of a type's line.
type headParts struct {
	fold, icon           *kit.Icon
	title, state         *kit.Text
	mark                 *kit.Icon
	tip                  *kit.Tip
	added, changed, gone *kit.Text
	bar                  *kit.ProgressBar
	counts, room         *fyne.Container
	details              *kit.Button
}

// recordParts are those of a record's line.
type recordParts struct {
	op       *kit.Badge
	name, id *kit.Text
}

var (
	_ fyne.Widget     = (*runRow)(nil)
	_ fyne.Accessible = (*runRow)(nil)
)

func newRunRow(details func(store.TypeReport)) *runRow {
	r := &runRow{}
	r.fold, r.icon = kit.NewIconSized(nil, look.Muted, 4), kit.NewIconSized(nil, look.AccentText, 6)
	r.title, r.state, r.mark = kit.NewStrong(""), kit.NewCaption(""), kit.NewIconSized(nil, "", 3.5)
	r.state.Shrink = true
	r.tip = kit.NewTip("", r.state)
	r.bar = kit.NewProgressBar()
	number := func() *kit.Text {
		t := kit.NewText("")
		t.Align = fyne.TextAlignTrailing
		return t
	}
	r.added, r.changed, r.gone = number(), number(), number()
	r.counts = kit.Line(1, kit.Sized(24, 0, r.added), kit.Sized(28, 0, r.changed), kit.Sized(22, 0, r.gone))
	r.room = kit.Sized(50, 0, r.bar)
	r.details = kit.NewIconButton(assets.Info, "Details", func() { details(r.line.of) })
	text := kit.Column(0.5, r.title, kit.Line(1, r.mark, kit.Grow(r.tip)))
	r.head = kit.Line(3, r.fold, r.icon, kit.Grow(text), r.room, r.counts, kit.Sized(9, 9, container.NewStack(r.details)))
	r.op, r.name, r.id = kit.NewBadge("", kit.Neutral), kit.NewText(""), kit.NewCaption("")
	r.id.Shrink = true
	r.record = kit.Line(3, kit.Sized(13, 0, kit.Spring()), kit.Sized(23, 0, kit.Line(0, r.op, kit.Spring())), kit.Grow(kit.Column(0.5, r.name, r.id)))
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *runRow) AccessibilityLabel() string {
	if r.line.change != nil {
		return strings.Join([]string{r.op.Text, r.name.Text, r.id.Text}, ", ")
	}
	label := r.title.Text + ", " + r.state.Text
	for _, t := range []*kit.Text{r.added, r.changed, r.gone} {
		if t.Text != "" {
			label += ", " + t.Text
		}
	}
	return label
}

// AccessibilityRole is container.
func (r *runRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// set shows a line, in every part: rows are recycled.
func (r *runRow) set(l line) {
	r.line = l
	r.head.Hidden, r.record.Hidden = l.change != nil, l.change == nil
	if l.change != nil {
		r.setRecord(*l.change)
	} else {
		r.setHead(l)
	}
	r.Refresh()
}

func (r *runRow) setHead(l line) {
	t := l.of
	r.fold.Resource = nil
	if l.lists {
		r.fold.Resource = assets.Forward
		if l.open {
			r.fold.Resource = assets.Down
		}
	}
	r.icon.Resource, r.title.Text, r.state.Text, r.tip.Text = look.DataType(t.Type), title(t.Type), sayOutcome(t), sayWhy(t)
	symbol, ink := mark(t)
	r.room.Hidden = true
	if p := l.progress; p != nil && p.State != importer.Ended {
		r.state.Text, symbol, ink = sayProgress(*p), nil, look.Muted
		r.room.Hidden = p.State == importer.Queued
		r.bar.Value = p.Share()
	}
	r.mark.Resource, r.mark.Color, r.mark.Hidden, r.state.Color = symbol, ink, symbol == nil, ink
	r.counts.Hidden = !r.room.Hidden
	r.added.Text, r.changed.Text, r.gone.Text = tell(t.Changes.Added, "new"), tell(t.Changes.Changed, "changed"), tell(t.Changes.Removed, "gone")
	r.details.Hidden = !tells(t)
}

func tell(n int, word string) string {
	if n == 0 {
		return ""
	}
	return humane.Number(n) + " " + word
}

// tells tells whether there is more to be said of a type than its line does.
func tells(t store.TypeReport) bool { return t.Failure != nil || t.Reason != "" }

// mark is an outcome's symbol and colour in small print.
func mark(t store.TypeReport) (symbol fyne.Resource, ink fyne.ThemeColorName) {
	switch importer.Outcome(t.Outcome) {
	case importer.Skipped:
		return assets.Lock, theme.ColorNameWarning
	case importer.Failed:
		return assets.Error, theme.ColorNameError
	case importer.Canceled:
		return assets.Cancel, theme.ColorNameWarning
	}
	return nil, look.Muted
}

func (r *runRow) setRecord(c store.Change) {
	r.op.Text, r.op.Tone, r.op.Icon = sayOp(c.Op), kit.Neutral, nil
	switch c.Op {
	case store.Added:
		r.op.Tone, r.op.Icon = kit.Good, assets.Plus
	case store.Changed:
		r.op.Tone, r.op.Icon = kit.Accent, assets.Edit
	case store.Removed:
		r.op.Tone, r.op.Icon = kit.Bad, assets.Delete
	case store.Marked:
		r.op.Text, r.op.Tone, r.op.Icon = "Kept", kit.Warn, assets.Info
	}
	r.name.Text, r.id.Text = c.Title, c.ID
	r.name.Color = ""
	if c.Title == "" {
		r.name.Text, r.name.Color = sayNoName, look.Muted
	}
	if c.Op == store.Marked {
		r.id.Text += " · " + say.Lower(sayOp(c.Op))
	}
}

// CreateRenderer draws the row.
func (r *runRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(3, 2, container.NewStack(r.head, r.record)))
}
