package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// quoteRow is a quote in the basket.
type quoteRow struct {
	widget.BaseWidget
	said    *kit.Paragraph
	state   *kit.Badge // of one that is not as it should be
	source  *kit.Text
	comment *kit.Text
	icon    *kit.Icon
	buttons *fyne.Container

	up, down, edit, copy, open *kit.Button

	i int
}

var (
	_ fyne.Widget     = (*quoteRow)(nil)
	_ fyne.Accessible = (*quoteRow)(nil)
)

func newQuoteRow(p *Quotes) *quoteRow {
	r := &quoteRow{
		said: kit.NewParagraph(""), state: kit.NewBadge("", kit.Warn), source: kit.NewCaption(""), comment: kit.NewText(""),
		icon: kit.NewIconSized(assets.Note, look.AccentText, 3.75),
	}
	r.said.Lines = 2
	r.state.Hidden = true
	r.source.Shrink = true
	r.comment.Color = look.AccentText
	r.up = kit.NewIconButton(assets.Up, "Move up (Alt+Up)", func() { p.move(r.i, -1) })
	r.down = kit.NewIconButton(assets.Down, "Move down (Alt+Down)", func() { p.move(r.i, 1) })
	r.edit = kit.NewIconButton(assets.Edit, "Comment (C)", func() { p.comment(r.i) })
	r.copy = kit.NewIconButton(assets.Copy, "Copy with its source (Ctrl+Shift+C)", func() { p.copyOne(r.i) })
	r.open = kit.NewIconButton(assets.Forward, "Open the call (Enter)", func() { p.open(r.i) })
	r.buttons = kit.Line(0, r.up, r.down, r.edit, r.copy, r.open,
		kit.NewIconButton(assets.Delete, "Remove (Del)", func() { p.remove(r.i) }))
	r.ExtendBaseWidget(r)
	return r
}

// set shows a quote, in every part: rows are recycled. lost tells that its transcript does not say it any more.
func (r *quoteRow) set(q marks.Quote, lost bool, i, of int) {
	r.i = i
	by := q.Speaker
	if q.Side != "" {
		by += " (" + q.Side + ")"
	}
	r.said.Text = "“" + humane.Short(oneLine(q.Text), 400) + "”"
	r.source.Text = joined(by, sayTitle(q.Title), sayDate(q.Started), text.Offset(q.At))
	r.state.Text, r.state.Hidden = "", true
	switch {
	case q.Damaged:
		r.said.Text, r.source.Text = sayQuoteDamaged(q)
		r.state.Hidden = false
		r.state.Set("Damaged", kit.Bad, assets.Error)
	case lost:
		r.state.Hidden = false
		r.state.Set("No longer in the transcript", kit.Warn, assets.Warning)
	}
	r.comment.Text = oneLine(q.Comment)
	r.icon.Hidden = q.Comment == ""
	r.up.SetEnabled(i > 0)
	r.down.SetEnabled(i < of-1)
	r.edit.SetEnabled(!q.Damaged)
	r.copy.SetEnabled(!q.Damaged || q.Raw != "")
	r.open.SetEnabled(!q.Damaged)
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *quoteRow) AccessibilityLabel() string {
	parts := []string{r.said.Text, r.state.Text, r.source.Text, r.comment.Text}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// AccessibilityRole is container.
func (r *quoteRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *quoteRow) CreateRenderer() fyne.WidgetRenderer {
	comment := kit.Line(1.5, r.icon, kit.Grow(r.comment))
	words := kit.Column(0.75, r.said, kit.Line(1.5, r.state, kit.Grow(r.source)), comment)
	return widget.NewSimpleRenderer(kit.PadXY(3, 2.5, kit.Line(3, kit.Grow(words), r.buttons)))
}
