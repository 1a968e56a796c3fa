package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// searchDoor looks like the field of the search, and leads to it: one types where the answers are.
type searchDoor struct {
	widget.BaseWidget
	open             func()
	hovered, focused bool
	plate            *kit.Plate
	words, keys      fyne.CanvasObject
	content          fyne.CanvasObject
}

var (
	_ fyne.Widget        = (*searchDoor)(nil)
	_ fyne.Tappable      = (*searchDoor)(nil)
	_ fyne.Focusable     = (*searchDoor)(nil)
	_ fyne.Accessible    = (*searchDoor)(nil)
	_ desktop.Hoverable  = (*searchDoor)(nil)
	_ desktop.Cursorable = (*searchDoor)(nil)
)

func newSearchDoor(open func()) *searchDoor {
	d := &searchDoor{open: open, plate: kit.NewPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder)}
	d.plate.Radius = theme.SizeNameInputRadius
	d.words, d.keys = kit.Grow(kit.NewMuted("Search everything")), kit.NewCaption("Ctrl+K")
	d.content = container.NewStack(d.plate, kit.PadXY(2.5, 0, kit.Line(2, kit.NewIconSized(assets.Search, look.Muted, 4), d.words, d.keys)))
	d.ExtendBaseWidget(d)
	return d
}

// narrow leaves the icon only, or shows the words, too.
func (d *searchDoor) narrow(yes bool) {
	d.words.(*fyne.Container).Hidden, d.keys.(*kit.Text).Hidden = yes, yes
}

// MinSize is that of a field, or of its icon.
func (d *searchDoor) MinSize() fyne.Size {
	if !d.words.Visible() {
		return fyne.NewSize(look.Space(9), look.Space(9))
	}
	return fyne.NewSize(look.Space(54), look.Space(9))
}

func (d *searchDoor) update() {
	d.plate.Border, d.plate.Thick = theme.ColorNameInputBorder, false
	switch {
	case d.focused:
		d.plate.Border, d.plate.Thick = theme.ColorNamePrimary, true
	case d.hovered:
		d.plate.Border = theme.ColorNamePrimary
	}
	d.plate.Refresh()
}

func (d *searchDoor) Tapped(*fyne.PointEvent)        { d.open() }
func (d *searchDoor) FocusGained()                   { d.focused = true; d.update() }
func (d *searchDoor) FocusLost()                     { d.focused = false; d.update() }
func (d *searchDoor) TypedRune(r rune)               { kit.PressRune(r, d.open) }
func (d *searchDoor) TypedKey(event *fyne.KeyEvent)  { kit.PressKey(d, event, d.open) }
func (d *searchDoor) MouseIn(*desktop.MouseEvent)    { d.hovered = true; d.update() }
func (d *searchDoor) MouseMoved(*desktop.MouseEvent) {}
func (d *searchDoor) MouseOut()                      { d.hovered = false; d.update() }
func (d *searchDoor) Cursor() desktop.Cursor         { return desktop.TextCursor }

func (d *searchDoor) AccessibilityLabel() string             { return "Search everything" }
func (d *searchDoor) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (d *searchDoor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(d.content)
}
