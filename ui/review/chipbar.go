package review

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

// chipBar shows the filters in force side by side, in as many rows as they need.
type chipBar struct {
	object *fyne.Container
}

func newChipBar() *chipBar { return &chipBar{object: container.New(&flowLayout{gap: 1})} }

// set shows chips; drop is called with the one that is taken away.
func (b *chipBar) set(chips []chip, drop func(chip)) {
	b.object.Objects = b.object.Objects[:0]
	for _, c := range chips {
		b.object.Add(newPill(c.words, "Remove the filter “"+c.words+"”", assets.Cancel, func() { drop(c) }))
	}
	b.object.Hidden = len(chips) == 0
	b.object.Refresh()
}

// pill is a word on a rounded plate that can be pressed, with what that does as a symbol at its end.
type pill struct {
	widget.BaseWidget
	words, tip       string
	press            func()
	hovered, focused bool
	plate            *kit.Plate
	text             *kit.Text
	icon             *kit.Icon
}

var (
	_ fyne.Widget        = (*pill)(nil)
	_ fyne.Tappable      = (*pill)(nil)
	_ fyne.Focusable     = (*pill)(nil)
	_ fyne.Accessible    = (*pill)(nil)
	_ desktop.Hoverable  = (*pill)(nil)
	_ desktop.Cursorable = (*pill)(nil)
)

// newPill returns a pill; tip says what pressing it does, icon may be nil.
func newPill(words, tip string, icon fyne.Resource, press func()) *pill {
	p := &pill{words: words, tip: tip, press: press, plate: kit.NewPlate("", ""), text: kit.NewCaption(words)}
	p.text.Shrink = true
	if icon != nil {
		p.icon = kit.NewIconSized(icon, look.AccentText, 3)
	}
	p.ExtendBaseWidget(p)
	p.update()
	return p
}

func (p *pill) update() {
	p.plate.Round, p.plate.Fill, p.plate.Border, p.plate.Thick = true, look.AccentSoft, "", false
	p.text.Color = look.AccentText
	if p.hovered {
		p.plate.Border = look.AccentText
	}
	if p.focused {
		p.plate.Border, p.plate.Thick = theme.ColorNamePrimary, true
	}
}

// Refresh draws it as it is now.
func (p *pill) Refresh() {
	p.update()
	p.BaseWidget.Refresh()
}

// Tapped presses it.
func (p *pill) Tapped(*fyne.PointEvent) { p.press() }

// FocusGained shows the focus.
func (p *pill) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes it away.
func (p *pill) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune presses it on Space.
func (p *pill) TypedRune(r rune) { kit.PressRune(r, p.press) }

// TypedKey presses it on Enter and Delete and passes other keys on.
func (p *pill) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyDelete {
		p.press()
		return
	}
	kit.PressKey(p, event, p.press)
}

// MouseIn shows that it can be pressed.
func (p *pill) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved does nothing.
func (p *pill) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as before.
func (p *pill) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor is that of something to press.
func (p *pill) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel is what pressing it does.
func (p *pill) AccessibilityLabel() string { return p.tip }

// AccessibilityRole is button.
func (p *pill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws it as wide as its words.
func (p *pill) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{kit.Grow(p.text)}
	if p.icon != nil {
		parts = append(parts, p.icon)
	}
	return widget.NewSimpleRenderer(container.NewStack(p.plate, kit.PadXY(2, 0.75, kit.Line(1, parts...))))
}

// mostPill is how wide a pill is at most, in spacing units; longer words are cut.
const mostPill = 60

// MinSize shows all words, unless they are long.
func (p *pill) MinSize() fyne.Size {
	width := fyne.MeasureText(kit.Drawn(p.words), look.Size(theme.SizeNameCaptionText), p.text.Style).Width + look.Space(4) + 1
	if p.icon != nil {
		width += look.Space(4)
	}
	return fyne.NewSize(min(width, look.Space(mostPill)), p.BaseWidget.MinSize().Height)
}

// flowLayout puts objects side by side, each as wide as it wants to be, and begins a new row where they would run over the edge. It remembers
// the width that it was laid out at, for its height depends on it.
type flowLayout struct{ gap, width float32 }

func (l *flowLayout) flow(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) (height float32) {
	gap, x, y, row := look.Space(l.gap), float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if width > 0 {
			size.Width = min(size.Width, width)
		}
		if x > 0 && x+size.Width > width {
			x, y, row = 0, y+row+gap, 0
		}
		if place != nil {
			place(o, fyne.NewPos(x, y), size)
		}
		x, row = x+size.Width+gap, max(row, size.Height)
	}
	return y + row
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.flow(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(10), l.flow(objects, l.width, nil))
}
