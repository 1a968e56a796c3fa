package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/review"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// press is a line that can be pressed as a whole, by pointer, Enter and Space.
type press struct {
	widget.BaseWidget
	label            string
	do               func()
	content          fyne.CanvasObject
	plate            *kit.Plate
	hovered, focused bool
	// key, if set, sees other keys and says whether it used them.
	key func(fyne.KeyName) bool
}

var (
	_ fyne.Widget        = (*press)(nil)
	_ fyne.Tappable      = (*press)(nil)
	_ fyne.Focusable     = (*press)(nil)
	_ fyne.Accessible    = (*press)(nil)
	_ desktop.Hoverable  = (*press)(nil)
	_ desktop.Cursorable = (*press)(nil)
)

// newPress returns content that can be pressed; label says what that does.
func newPress(label string, content fyne.CanvasObject, do func()) *press {
	p := &press{label: label, do: do, content: content, plate: kit.NewPlate("", "")}
	p.plate.Radius = theme.SizeNameInputRadius
	p.ExtendBaseWidget(p)
	return p
}

// newJump is a word with a number at its end that leads somewhere.
func newJump(words, number, label string, do func()) *press {
	at := kit.NewCaption(number)
	return newPress(label, kit.Line(2, kit.Grow(kit.NewText(words)), at), do)
}

// newLink is a word that does something.
func newLink(words string, do func()) *press {
	text := kit.NewText(words)
	text.Color = look.AccentText
	return newPress(words, text, do)
}

// Refresh draws it as it is now.
func (p *press) Refresh() {
	p.plate.Fill, p.plate.Border, p.plate.Thick = "", "", false
	if p.hovered {
		p.plate.Fill = theme.ColorNameHover
	}
	if p.focused {
		p.plate.Border, p.plate.Thick = theme.ColorNamePrimary, true
	}
	p.BaseWidget.Refresh()
}

// Tapped presses it.
func (p *press) Tapped(*fyne.PointEvent) { p.do() }

// FocusGained shows the focus.
func (p *press) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes it away.
func (p *press) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune presses it on Space.
func (p *press) TypedRune(r rune) { kit.PressRune(r, p.do) }

// TypedKey presses it on Enter and passes other keys on.
func (p *press) TypedKey(event *fyne.KeyEvent) {
	if p.key == nil || !p.key(event.Name) {
		kit.PressKey(p, event, p.do)
	}
}

// MouseIn shows that it can be pressed.
func (p *press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved does nothing.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as before.
func (p *press) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor is that of something to press.
func (p *press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel is what pressing it does.
func (p *press) AccessibilityLabel() string { return p.label }

// AccessibilityRole is button.
func (p *press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the line; its ground reaches a little beyond it.
func (p *press) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(container.New(beyond{}, p.plate), p.content))
}

// beyond lets what it holds reach a little beyond its room.
type beyond struct{}

func (beyond) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y := look.Space(1.5), look.Space(0.5)
	for _, o := range objects {
		o.Move(fyne.NewPos(-x, -y))
		o.Resize(size.AddWidthHeight(2*x, 2*y))
	}
}

func (beyond) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// speakerRow is somebody who speaks: how long, and whether only what they say is read.
type speakerRow struct {
	press
	box *kit.TickBox
}

func newSpeakerRow(p review.Speaker, part float64, ink fyne.ThemeColorName, do func()) *speakerRow {
	r := &speakerRow{box: kit.NewTickBox()}
	name := kit.NewText(p.Name)
	name.Color = ink
	name.Style.Bold = true
	long := kit.NewCaption(joined(sayLength(p.Talked), humane.Percent(part)))
	r.press = press{
		label: "Read only " + p.Name, do: do, plate: kit.NewPlate("", ""),
		content: kit.Line(2, r.box.Object, kit.Grow(kit.Column(0.75, kit.Line(1, kit.Grow(name), long), newShare(part, ink)))),
	}
	r.plate.Radius = theme.SizeNameInputRadius
	r.ExtendBaseWidget(r)
	return r
}

// set ticks it or not.
func (r *speakerRow) set(on bool) {
	if r.box.Checked != on {
		r.box.Checked = on
		r.box.Update()
		r.Refresh()
	}
}

// AccessibilityLabel is what pressing it does, and whether that was done.
func (r *speakerRow) AccessibilityLabel() string {
	if r.box.Checked {
		return r.label + ", ticked"
	}
	return r.label
}

// newShare is a thin bar that shows a part of a whole in a colour.
func newShare(part float64, ink fyne.ThemeColorName) fyne.CanvasObject {
	bar, track := kit.NewPlate(ink, ""), kit.NewPlate(look.Track, "")
	bar.Round, track.Round = true, true
	return container.New(shareLayout(part), track, bar)
}

// shareLayout makes the first object as wide as the room and the second as wide as its part of it.
type shareLayout float64

func (l shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[1].Resize(fyne.NewSize(size.Width*float32(min(1, max(0, l))), size.Height))
}

func (l shareLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(8), look.Space(1))
}
