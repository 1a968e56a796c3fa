package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Row is the scaffold of a list's row: icon, title over detail, then at the right a badge, a word such as a time, and buttons.
// Rows are recycled: set every part at each update.
type Row struct {
	widget.BaseWidget
	Title  *Text
	Detail *Text // hidden when it is empty
	Badge  *Badge
	Meta   *Text
	// Actions are the buttons at the right end; fill it once, when the row is made.
	Actions *fyne.Container

	icon *iconPlate
}

var (
	_ fyne.Widget     = (*Row)(nil)
	_ fyne.Accessible = (*Row)(nil)
)

// NewRow returns an empty row with these buttons.
func NewRow(actions ...fyne.CanvasObject) *Row {
	r := &Row{
		Title: NewStrong(""), Detail: NewMuted(""), Badge: NewBadge("", Neutral), Meta: NewCaption(""),
		Actions: Line(0, actions...), icon: newIconPlate(nil, 10),
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set changes what every row has and draws. The badge is hidden when its text is "".
func (r *Row) Set(icon fyne.Resource, title, detail, meta string) {
	r.icon.icon.Resource = icon
	r.Title.Text, r.Detail.Text, r.Meta.Text = title, detail, meta
	r.Refresh()
}

// AccessibilityLabel is title, detail, badge and meta.
func (r *Row) AccessibilityLabel() string {
	label := r.Title.Text
	for _, part := range []string{r.Detail.Text, r.Badge.Text, r.Meta.Text} {
		if part != "" {
			label += ", " + part
		}
	}
	return label
}

// AccessibilityRole is container.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Refresh draws the fields as they are now.
func (r *Row) Refresh() {
	r.Detail.Hidden = r.Detail.Text == ""
	r.Badge.Hidden = r.Badge.Text == ""
	r.Meta.Hidden = r.Meta.Text == ""
	r.Detail.Scale = theme.SizeNameCaptionText
	r.BaseWidget.Refresh()
}

// CreateRenderer draws the row.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	row := Line(3, r.icon.CanvasObject, Grow(Column(0.5, r.Title, r.Detail)), r.Badge, r.Meta, r.Actions)
	return widget.NewSimpleRenderer(PadXY(3, 2, row))
}

// NewDivider returns a thin line between things, the full width.
func NewDivider() fyne.CanvasObject { return Sized(0, 0.25, NewGround(theme.ColorNameSeparator)) }

// NewPanel returns content on a card that cannot be chosen.
func NewPanel(content fyne.CanvasObject) *fyne.Container {
	return stack(NewPlate(look.Card, look.CardBorder), Pad(4, content))
}
