package directory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// heading is the title of a column, which sorts by it when it is pressed.
type heading struct {
	widget.BaseWidget
	text  *kit.Text
	arrow *kit.Icon
	front *fyne.Container // of the title of a column of numbers, which stand at the right
	press func()
}

var (
	_ fyne.Tappable      = (*heading)(nil)
	_ fyne.Focusable     = (*heading)(nil)
	_ fyne.Accessible    = (*heading)(nil)
	_ desktop.Cursorable = (*heading)(nil)
)

func newHeading(press func()) *heading {
	h := &heading{text: kit.NewCaption(""), arrow: kit.NewIconSized(nil, look.Muted, 3.5), front: kit.Spring(), press: press}
	h.text.Shrink = true
	h.ExtendBaseWidget(h)
	return h
}

// set shows the title, above numbers at the right, and which way the table is sorted by it.
func (h *heading) set(title string, sorted, down, number bool) {
	h.front.Hidden, h.arrow.Hidden = !number, !sorted
	h.text.Text, h.text.Style.Bold = title, sorted
	h.arrow.Resource = assets.Up
	if down {
		h.arrow.Resource = assets.Down
	}
	h.Refresh()
}

// Tapped sorts.
func (h *heading) Tapped(*fyne.PointEvent) { h.press() }

// FocusGained shows the focus.
func (h *heading) FocusGained() { h.focus(true) }

// FocusLost takes it away.
func (h *heading) FocusLost() { h.focus(false) }

func (h *heading) focus(on bool) {
	h.text.Color = look.Muted
	if on {
		h.text.Color = theme.ColorNamePrimary
	}
	h.Refresh()
}

// TypedKey sorts on Enter and passes other keys on.
func (h *heading) TypedKey(event *fyne.KeyEvent) { kit.PressKey(h, event, h.press) }

// TypedRune sorts on Space.
func (h *heading) TypedRune(r rune) { kit.PressRune(r, h.press) }

// Cursor is that of what can be pressed.
func (h *heading) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel says what it does.
func (h *heading) AccessibilityLabel() string { return "Sort by " + h.text.Text }

// AccessibilityRole is button.
func (h *heading) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the title and the arrow behind it.
func (h *heading) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(0, 2, kit.Line(1, h.front, h.text, h.arrow)))
}
