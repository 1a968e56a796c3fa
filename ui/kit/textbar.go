package kit

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// TextBar is the scroll bar of a text whose height is not known, for only what is in view is laid out: it counts in shares of the text.
type TextBar struct {
	widget.BaseWidget
	// OnScroll is told how much of what can be scrolled is to be above the view, from 0 to 1.
	OnScroll func(above float64)
	// OnPage is told to move by a page, up when negative.
	OnPage func(by int)
	// OnTick, if set, is told which tick is pressed.
	OnTick func(i int)

	above, inView float64
	ticks         []BarTick
	thumb         *Plate
	hovered       bool
	grabbed       float32 // where within the thumb it is held
	held          bool
}

// BarTick is a mark beside the text: At is its share of the whole.
type BarTick struct {
	At    float64
	Color fyne.ThemeColorName
}

var (
	_ fyne.Draggable    = (*TextBar)(nil)
	_ fyne.Tappable     = (*TextBar)(nil)
	_ desktop.Hoverable = (*TextBar)(nil)

	_ desktop.Cursorable = (*TextBar)(nil)
)

// NewTextBar returns a bar that shows nothing yet.
func NewTextBar(scroll func(above float64), page func(by int)) *TextBar {
	b := &TextBar{OnScroll: scroll, OnPage: page, inView: 1, thumb: newBar(theme.ColorNameScrollBar)}
	b.thumb.Round = false
	b.thumb.Radius = theme.SizeNameScrollBarRadius
	b.ExtendBaseWidget(b)
	return b
}

// Set says how much of what can be scrolled is above the view, and how much of the whole is in view: nothing can be scrolled when all is.
func (b *TextBar) Set(above, inView float64) {
	b.above, b.inView = above, inView
	b.update()
}

// SetTicks marks places of the text. Later ones lie over earlier ones. The bar keeps the slice.
func (b *TextBar) SetTicks(ticks []BarTick) {
	b.ticks = ticks
	b.Refresh()
}

// measure is the top and the height of the thumb, and how far it can move.
func (b *TextBar) measure() (top, height, room float32) {
	full := b.Size().Height
	if b.inView >= 1 || full <= 0 {
		return 0, 0, 0
	}
	height = min(full, max(look.Space(8), full*float32(b.inView)))
	room = full - height
	return room * float32(b.above), height, room
}

func (b *TextBar) update() {
	top, height, _ := b.measure()
	b.thumb.Hidden = height == 0
	width := look.Size(theme.SizeNameScrollBarSmall)
	if b.hovered || b.held {
		width = b.Size().Width - look.Space(0.5)
	}
	b.thumb.Move(fyne.NewPos(b.Size().Width-width-look.Space(0.5), top))
	b.thumb.Resize(fyne.NewSize(width, height))
	b.thumb.Refresh()
}

// scrollTo brings the thumb's top to y.
func (b *TextBar) scrollTo(y float32) {
	if _, _, room := b.measure(); room > 0 {
		b.OnScroll(max(0, min(1, float64(y/room))))
	}
}

// Dragged moves the thumb.
func (b *TextBar) Dragged(event *fyne.DragEvent) {
	if !b.held {
		top, _, _ := b.measure()
		b.held, b.grabbed = true, event.Position.Y-event.Dragged.DY-top
	}
	b.scrollTo(event.Position.Y - b.grabbed)
}

// DragEnd lets it go.
func (b *TextBar) DragEnd() { b.held = false; b.update() }

// Tapped presses the tick under the pointer, or pages towards it.
func (b *TextBar) Tapped(event *fyne.PointEvent) {
	if i := b.tickAt(event.Position.Y); i >= 0 && b.OnTick != nil {
		b.OnTick(i)
		return
	}
	top, height, _ := b.measure()
	switch {
	case event.Position.Y < top:
		b.OnPage(-1)
	case event.Position.Y > top+height:
		b.OnPage(1)
	}
}

// slots is how many ticks can stand below each other, and slot is where one stands.
func (b *TextBar) slots() int { return int(b.Size().Height / (tickHeight + 1)) }

func (b *TextBar) slot(tick BarTick) int {
	last := b.slots() - 1
	return max(0, min(int(math.Round(tick.At*float64(last))), last))
}

// tickAt is the tick at y, or -1; the first of those that are drawn as one.
func (b *TextBar) tickAt(y float32) int {
	at := int(y / (tickHeight + 1))
	return slices.IndexFunc(b.ticks, func(tick BarTick) bool { return b.slot(tick) == at })
}

// MouseIn widens the thumb.
func (b *TextBar) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.update() }

// MouseMoved does nothing.
func (b *TextBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut narrows it.
func (b *TextBar) MouseOut() { b.hovered = false; b.update() }

// Cursor is the usual one, over text that has another.
func (b *TextBar) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer draws thumb and ticks.
func (b *TextBar) CreateRenderer() fyne.WidgetRenderer {
	r := &textBarRenderer{b: b}
	r.place()
	return r
}

type textBarRenderer struct {
	b     *TextBar
	ticks []*canvas.Rectangle
	all   []fyne.CanvasObject
}

const tickHeight = 3 // pixels; ticks that would touch are one

// place puts the ticks on rectangles. There are never more than the bar is high, however many hits a text has.
func (r *textBarRenderer) place() {
	b := r.b
	slots := b.slots()
	names := make([]fyne.ThemeColorName, max(0, slots))
	if slots > 0 {
		for _, tick := range b.ticks {
			names[b.slot(tick)] = tick.Color
		}
	}
	r.all = r.all[:0]
	used := 0
	for slot, name := range names {
		if name == "" {
			continue
		}
		if used == len(r.ticks) {
			r.ticks = append(r.ticks, canvas.NewRectangle(color.Transparent))
		}
		tick := r.ticks[used]
		used++
		tick.FillColor = look.Color(name)
		tick.Move(fyne.NewPos(look.Space(0.5), float32(slot*(tickHeight+1))))
		tick.Resize(fyne.NewSize(b.Size().Width-look.Space(1), tickHeight))
		r.all = append(r.all, tick)
	}
	r.all = append(r.all, b.thumb)
}

func (r *textBarRenderer) Layout(fyne.Size) {
	r.place()
	r.b.update()
}

func (r *textBarRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *textBarRenderer) Refresh() {
	r.place()
	r.b.update()
	canvas.Refresh(r.b)
}

func (r *textBarRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *textBarRenderer) Destroy()                     {}
