package directory

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

// reference is an input for another object of the directory: it shows which, and opens a picker when it is pressed.
type reference struct {
	widget.BaseWidget
	label  string
	plate  *kit.Plate
	text   *kit.Text
	press  func()
	height fyne.CanvasObject // an input of the toolkit, as high as which it is
}

var (
	_ fyne.Tappable      = (*reference)(nil)
	_ fyne.Focusable     = (*reference)(nil)
	_ fyne.Accessible    = (*reference)(nil)
	_ desktop.Cursorable = (*reference)(nil)
)

// newReference returns an input; press, which opens the picker, is set by the caller.
func newReference(label string) *reference {
	r := &reference{label: label, plate: kit.NewPlate(theme.ColorNameInputBackground, theme.ColorNameInputBorder), text: kit.NewText(""), height: kit.NewEntry()}
	r.plate.Radius = theme.SizeNameInputRadius
	r.ExtendBaseWidget(r)
	return r
}

// set shows a name, or that there is none.
func (r *reference) set(name string) {
	r.text.Text, r.text.Color = name, ""
	if name == "" {
		r.text.Text, r.text.Color = sayValue(""), theme.ColorNamePlaceHolder
	}
	r.text.Refresh()
}

// Tapped opens the picker.
func (r *reference) Tapped(*fyne.PointEvent) {
	kit.Focus(r)
	r.press()
}

// FocusGained shows the focus, in view.
func (r *reference) FocusGained() { r.focus(theme.ColorNamePrimary) }

// FocusLost takes it away.
func (r *reference) FocusLost() { r.focus(theme.ColorNameInputBorder) }

func (r *reference) focus(border fyne.ThemeColorName) {
	r.plate.Border = border
	r.plate.Refresh()
}

// TypedKey opens the picker on Enter and passes other keys on.
func (r *reference) TypedKey(event *fyne.KeyEvent) { kit.PressKey(r, event, r.press) }

// TypedRune opens it on Space.
func (r *reference) TypedRune(c rune) { kit.PressRune(c, r.press) }

// Cursor is that of what can be pressed.
func (r *reference) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel says what it is about.
func (r *reference) AccessibilityLabel() string { return r.label + ": " + r.text.Text }

// AccessibilityRole is button.
func (r *reference) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is as high as other inputs are.
func (r *reference) MinSize() fyne.Size {
	return fyne.NewSize(look.Space(20), r.height.MinSize().Height)
}

// CreateRenderer draws the name, and a magnifier that tells what a press does.
func (r *reference) CreateRenderer() fyne.WidgetRenderer {
	inner := kit.PadXY(2, 0, kit.Line(1, kit.Grow(r.text), kit.NewIconSized(assets.Search, look.Muted, 4)))
	return widget.NewSimpleRenderer(container.NewStack(r.plate, inner))
}
