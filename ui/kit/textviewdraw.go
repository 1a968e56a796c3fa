package kit

import (
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

const (
	rowCacheLines = 2000    // wrapped lines kept; a screen shows some 60
	longestLine   = 1 << 18 // bytes of one line that are wrapped: beyond it the UI goroutine would be busy too long
)

// rowCache keeps the wrapping of lines at one width.
type rowCache struct {
	view     fyne.Size // the room for text
	height   float32   // of a row, whole pixels, else some rows are drawn blurred
	advances *advances
	rows     map[int][]string
}

func (c *rowCache) clear() { c.rows = make(map[int][]string) }

// fit prepares the cache for a size of view and letters.
func (c *rowCache) fit(view fyne.Size, size float32, style fyne.TextStyle, scale float32) {
	if c.advances == nil || c.advances.size != size || c.advances.style != style {
		c.advances = newAdvances(size, style)
		c.clear()
		natural := fyne.MeasureText("M", size, style).Height + look.Space(1)
		c.height = float32(math.Ceil(float64(natural*scale))) / scale
	}
	if c.view.Width != view.Width || len(c.rows) > rowCacheLines {
		c.clear()
	}
	c.view = view
}

func (c *rowCache) of(i int, text string) []string {
	if rows, ok := c.rows[i]; ok {
		return rows
	}
	if c.advances == nil || c.view.Width <= 0 {
		return []string{text}
	}
	if len(text) > longestLine {
		text = strings.ToValidUTF8(text[:longestLine], "") + ellipsis
	}
	rows := wrap(strings.ReplaceAll(text, "\t", "    "), c.view.Width, c.advances.of)
	c.rows[i] = rows
	return rows
}

// CreateRenderer draws the rows in view.
func (v *TextView) CreateRenderer() fyne.WidgetRenderer {
	return &textViewRenderer{v: v, ring: NewPlate("", "")}
}

type textViewRenderer struct {
	v     *TextView
	texts []*canvas.Text
	ring  *Plate
	all   []fyne.CanvasObject
}

func (r *textViewRenderer) Layout(size fyne.Size) {
	v := r.v
	pad, bar := look.Space(4), look.Size(theme.SizeNameScrollBar)
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = c.Scale()
	}
	style := fyne.TextStyle{Monospace: v.Mono}
	v.rows.fit(fyne.NewSize(size.Width-2*pad-bar, size.Height), look.Size(theme.SizeNameText), style, scale)
	v.clamp()
	r.place(pad, style)
	v.bar.Move(fyne.NewPos(size.Width-bar, 0))
	v.bar.Resize(fyne.NewSize(bar, size.Height))
	v.bar.update()
	r.ring.Move(fyne.Position{})
	r.ring.Resize(size)
	r.ring.Border = ""
	if v.focused {
		r.ring.Border = theme.ColorNamePrimary
	}
}

// place puts the rows in view on canvas texts, which are reused.
func (r *textViewRenderer) place(x float32, style fyne.TextStyle) {
	v, used := r.v, 0
	ink, size := look.Color(theme.ColorNameForeground), look.Size(theme.SizeNameText)
	y := -v.shift
	for i, first := v.top.line, v.top.row; i < v.length() && y < v.rows.view.Height; i, first = i+1, 0 {
		for _, row := range v.line(i)[first:] {
			if used == len(r.texts) {
				r.texts = append(r.texts, canvas.NewText("", color.Black))
			}
			text := r.texts[used]
			used++
			text.Text, text.Color, text.TextSize, text.TextStyle = row, ink, size, style
			text.Move(fyne.NewPos(x, y))
			text.Resize(fyne.NewSize(v.rows.view.Width, v.rows.height))
			if y += v.rows.height; y >= v.rows.view.Height {
				break
			}
		}
	}
	r.texts = r.texts[:used]
	r.all = r.all[:0]
	for _, text := range r.texts {
		r.all = append(r.all, text)
	}
	r.all = append(r.all, v.bar, r.ring)
}

func (r *textViewRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Space(40), look.Space(20)) }

func (r *textViewRenderer) Refresh() {
	r.Layout(r.v.BaseWidget.Size())
	r.ring.Refresh()
	canvas.Refresh(r.v)
}

func (r *textViewRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *textViewRenderer) Destroy()                     {}

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
	at := float32(v.top.line) + float32(v.top.row)/float32(len(v.line(v.top.line)))
	end := float32(last.line) + float32(last.row)/float32(len(v.line(last.line)))
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
	page := max(1, int(b.view.rows.view.Height/max(1, b.view.rows.height))-1)
	switch {
	case event.Position.Y < top:
		b.view.move(-page)
	case event.Position.Y > top+height:
		b.view.move(page)
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
