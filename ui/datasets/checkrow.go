package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// checkRow is a line of a completeness check.
type checkRow struct {
	widget.BaseWidget
	icon    *kit.Icon
	name    *kit.Text
	numbers [6]*kit.Text // in the order of checkColumns
	mark    *kit.Icon
	verdict *kit.Text
}

// checkColumns are the names of the numbers.
var checkColumns = [6]string{"In Gong", "Held", "Private", "Limited", "Awaited", "Without"}

var (
	_ fyne.Widget     = (*checkRow)(nil)
	_ fyne.Accessible = (*checkRow)(nil)
)

func newCheckRow() *checkRow {
	r := &checkRow{
		icon: kit.NewIconSized(nil, look.AccentText, 5), name: kit.NewText(""), mark: kit.NewIconSized(nil, "", 4), verdict: kit.NewText(""),
	}
	for i := range r.numbers {
		r.numbers[i] = kit.NewText("")
		r.numbers[i].Align = fyne.TextAlignTrailing
	}
	r.ExtendBaseWidget(r)
	return r
}

// heading makes the row that of the columns' names.
func (r *checkRow) heading() {
	r.name.Text, r.verdict.Text = "Type and month", "Difference"
	for i, name := range checkColumns {
		r.numbers[i].Text = name
	}
	for _, text := range append(r.numbers[:], r.name, r.verdict) {
		text.Color, text.Scale = look.Muted, theme.SizeNameCaptionText
	}
	r.Refresh()
}

// set shows a line, in every part: rows are recycled.
func (r *checkRow) set(l checkLine) {
	r.icon.Hidden = !l.head
	r.name.Text, r.name.Style.Bold = sayMonth(l.Month), l.head
	if l.head {
		r.name.Text, r.icon.Resource = title(l.dataType), look.DataType(l.dataType)
	}
	counts := [6]int{l.InGong, l.Held, l.Private, l.Limited, l.Awaited, l.Without}
	for i, n := range counts {
		r.numbers[i].Text, r.numbers[i].Color = humane.Number(n), theme.ColorNameForeground
		if n == 0 && i > 1 || l.err != nil || l.uncounted {
			r.numbers[i].Text, r.numbers[i].Color = "–", look.Muted
		}
	}
	r.verdict.Text = sayDifference(l)
	r.mark.Resource, r.mark.Color = assets.Check, theme.ColorNameSuccess
	switch {
	case l.err != nil:
		r.mark.Resource, r.mark.Color = assets.Error, theme.ColorNameError
	case l.uncounted:
		r.mark.Resource, r.mark.Color = assets.Info, look.Muted
	case l.differs():
		r.mark.Resource, r.mark.Color = assets.Warning, theme.ColorNameWarning
	}
	r.verdict.Color = r.mark.Color
	r.Refresh()
}

// AccessibilityLabel is what the row says.
func (r *checkRow) AccessibilityLabel() string {
	label := r.name.Text
	for i, n := range r.numbers {
		label += ", " + checkColumns[i] + " " + n.Text
	}
	return label + ", " + r.verdict.Text
}

// AccessibilityRole is container.
func (r *checkRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *checkRow) CreateRenderer() fyne.WidgetRenderer {
	row := kit.Columns(3, 30, kit.Sized(5, 5, r.icon), kit.Grow(r.name))
	for _, n := range r.numbers {
		row.Add(kit.Sized(16, 0, n))
	}
	row.Add(kit.Sized(3, 0, kit.Spring()))
	row.Add(kit.Sized(4, 4, r.mark))
	row.Add(kit.Sized(38, 0, r.verdict))
	return widget.NewSimpleRenderer(kit.PadXY(3, 1.5, row))
}
