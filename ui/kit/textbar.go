package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// textBar is the scroll bar of a TextView. It counts lines.
type textBar struct {
	widget.BaseWidget
	view    *TextView
	thumb   *Plate
	hovered bool
	grabbed float32 // where within the thumb it is held
	held    bool
}

var (
	_ fyne.Draggable    = (*textBar)(nil)
	_ fyne.Tappable     = (*textBar)(nil)
	_ desktop.Hoverable = (*textBar)(nil)
)

func newTextBar(v *TextView) *textBar {
	b := &textBar{view: v, thumb: newBar(theme.ColorNameScrollBar)}
	b.thumb.Round = false
	b.thumb.Radius = theme.SizeNameScrollBarRadius
	b.ExtendBaseWidget(b)
	return b
}

// measure is the top and the height of the thumb, and how far it can move.
func (b *textBar) measure() (top, height, room float32) {
	v, full := b.view, b.Size().Height
	lines := v.length()
	if lines == 0 || v.rows.height == 0 {
		return 0, 0, 0
	}
	inView := v.rows.view.Height / v.rows.height
	last, _ := v.lastTop()
	if last == (place{}) {
		return 0, 0, 0
	}
	height = max(look.Space(8), full*min(1, inView/float32(lines)))
	room = full - height
	// A line that wraps counts in parts, so that the thumb moves within it too.
	at := float32(v.top.line) + float32(v.top.row)/float32(len(v.line(v.top.line).rows))
	end := float32(last.line) + float32(last.row)/float32(len(v.line(last.line).rows))
	if end <= 0 {
		return 0, height, room
	}
	return room * min(1, at/end), height, room
}

func (b *textBar) update() {
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
func (b *textBar) scrollTo(y float32) {
	_, _, room := b.measure()
	if room <= 0 {
		return
	}
	v := b.view
	last, _ := v.lastTop()
	share := max(0, min(1, float64(y/room)))
	v.shift = 0
	v.top = place{line: int(math.Round(share * float64(last.line)))}
	if share == 1 {
		v.top = place{line: v.length() - 1} // clamp finds the rest
	}
	v.Refresh()
}

func (b *textBar) Dragged(event *fyne.DragEvent) {
	if !b.held {
		top, _, _ := b.measure()
		b.held, b.grabbed = true, event.Position.Y-event.Dragged.DY-top
	}
	b.scrollTo(event.Position.Y - b.grabbed)
}

func (b *textBar) DragEnd() { b.held = false; b.update() }

// Tapped pages towards the pointer.
func (b *textBar) Tapped(event *fyne.PointEvent) {
	top, height, _ := b.measure()
	switch {
	case event.Position.Y < top:
		b.view.move(-b.view.page())
	case event.Position.Y > top+height:
		b.view.move(b.view.page())
	}
	b.view.Refresh()
}

func (b *textBar) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.update() }
func (b *textBar) MouseMoved(*desktop.MouseEvent) {}
func (b *textBar) MouseOut()                      { b.hovered = false; b.update() }

func (b *textBar) CreateRenderer() fyne.WidgetRenderer { return &textBarRenderer{b} }

type textBarRenderer struct{ b *textBar }

func (r *textBarRenderer) Layout(fyne.Size)             { r.b.update() }
func (r *textBarRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *textBarRenderer) Refresh()                     { r.b.update() }
func (r *textBarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.thumb} }
func (r *textBarRenderer) Destroy()                     {}
