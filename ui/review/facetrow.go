package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// facetRow is a line of the filters. All kinds of lines have the same height.
type facetRow struct {
	widget.BaseWidget
	fold         *kit.Icon
	group        *kit.Text
	ticks        *kit.Badge
	box          *kit.TickBox
	label        *kit.Text
	calls        *kit.Text
	head, choice *fyne.Container
	facet        facet
}

var (
	_ fyne.Widget     = (*facetRow)(nil)
	_ fyne.Accessible = (*facetRow)(nil)
)

func newFacetRow() *facetRow {
	r := &facetRow{
		fold: kit.NewIconSized(assets.Forward, look.Muted, 3.5), group: kit.NewStrong(""), ticks: kit.NewBadge("", kit.Accent),
		box: kit.NewTickBox(), label: kit.NewText(""), calls: kit.NewCaption(""),
	}
	r.head = kit.Line(2, r.fold, kit.Grow(r.group), r.ticks)
	r.choice = kit.Line(2, kit.Sized(1, 0, kit.Spring()), r.box.Object, kit.Grow(r.label), r.calls)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a line, in every part: rows are recycled.
func (r *facetRow) set(f facet) {
	r.facet = f
	r.head.Hidden, r.choice.Hidden = !f.head, f.head
	r.fold.Resource = assets.Forward
	if f.open {
		r.fold.Resource = assets.Down
	}
	r.group.Text, r.ticks.Text, r.ticks.Hidden = f.group, humane.Number(f.ticks), f.ticks == 0
	r.box.Checked = f.on
	r.box.Update()
	r.box.Object.Show()
	r.label.Text, r.label.Color, r.calls.Text = f.label, "", ""
	if f.calls >= 0 && !f.head {
		r.calls.Text = humane.Number(f.calls)
	}
	if f.calls == 0 && !f.on {
		r.label.Color = look.Muted
	}
	if f.more > 0 {
		r.box.Object.Hide()
		r.label.Text, r.label.Color, r.calls.Text = sayMore(f.more), look.AccentText, ""
	}
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *facetRow) AccessibilityLabel() string {
	switch {
	case r.facet.head:
		return r.facet.group
	case r.facet.more > 0:
		return r.label.Text
	case r.facet.on:
		return r.facet.label + ", ticked"
	}
	return r.facet.label
}

// AccessibilityRole is button, the nearest that Fyne has.
func (r *facetRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the row.
func (r *facetRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2, 1, container.NewStack(r.head, r.choice)))
}
