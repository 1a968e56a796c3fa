package review

import (
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
	said     *kit.Paragraph
	source   *kit.Text
	comment  *kit.Text
	icon     *kit.Icon
	up, down *kit.Button
	buttons  *fyne.Container
	i        int
}

var (
	_ fyne.Widget     = (*quoteRow)(nil)
	_ fyne.Accessible = (*quoteRow)(nil)
)

func newQuoteRow(p *Quotes) *quoteRow {
	r := &quoteRow{said: kit.NewParagraph(""), source: kit.NewCaption(""), comment: kit.NewText(""), icon: kit.NewIconSized(assets.Note, look.AccentText, 3.75)}
	r.said.Lines = 2
	r.source.Shrink = true
	r.comment.Color = look.AccentText
	r.up = kit.NewIconButton(assets.Up, "Move up (Alt+Up)", func() { p.move(r.i, -1) })
	r.down = kit.NewIconButton(assets.Down, "Move down (Alt+Down)", func() { p.move(r.i, 1) })
	r.buttons = kit.Line(0, r.up, r.down,
		kit.NewIconButton(assets.Edit, "Comment (C)", func() { p.comment(r.i) }),
		kit.NewIconButton(assets.Copy, "Copy with its source (Ctrl+Shift+C)", func() { p.copyOne(r.i) }),
		kit.NewIconButton(assets.Forward, "Open the call (Enter)", func() { p.open(r.i) }),
		kit.NewIconButton(assets.Delete, "Remove (Del)", func() { p.remove(r.i) }))
	r.ExtendBaseWidget(r)
	return r
}

// set shows a quote, in every part: rows are recycled.
func (r *quoteRow) set(q marks.Quote, i, of int) {
	r.i = i
	r.said.Text = "“" + humane.Short(oneLine(q.Text), 400) + "”"
	by := q.Speaker
	if q.Side != "" {
		by += " (" + q.Side + ")"
	}
	r.source.Text = joined(by, sayTitle(q.Title), sayDate(q.Started), text.Offset(q.At))
	r.comment.Text = oneLine(q.Comment)
	r.icon.Hidden = q.Comment == ""
	r.up.SetEnabled(i > 0)
	r.down.SetEnabled(i < of-1)
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *quoteRow) AccessibilityLabel() string {
	return strings.Join([]string{r.said.Text, r.source.Text, r.comment.Text}, ", ")
}

// AccessibilityRole is container.
func (r *quoteRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *quoteRow) CreateRenderer() fyne.WidgetRenderer {
	comment := kit.Line(1.5, r.icon, kit.Grow(r.comment))
	words := kit.Column(0.75, r.said, r.source, comment)
	return widget.NewSimpleRenderer(kit.PadXY(3, 2.5, kit.Line(3, kit.Grow(words), r.buttons)))
}
