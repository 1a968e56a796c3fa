package kit

import (
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tamtam/core/prose"
	"tamtam/ui/look"
)

const (
	rowCacheLines = 2000    // wrapped lines kept; a screen shows some 60
	longestLine   = 1 << 18 // bytes of one line that are wrapped: beyond it the UI goroutine would be busy too long
)

// textLine is a line as it is wrapped: at least one row.
type textLine struct {
	rows []textRow
	hang float32 // how far the rows after the first are indented
}

// textRow is a part of a line that begins at byte start.
type textRow struct {
	start int
	text  string
}

func (r textRow) end() int { return r.start + len(r.text) }

// indent is where row n begins.
func (l textLine) indent(n int) float32 {
	if n == 0 {
		return 0
	}
	return l.hang
}

// rowCache keeps the wrapping of lines at one width.
type rowCache struct {
	view    fyne.Size // the room for text
	height  float32   // of a row, whole pixels, else some rows are drawn blurred
	scale   float32   // pixels of the screen, for height
	measure *Measure
	lines   map[int]textLine
}

func (c *rowCache) clear() { c.lines = make(map[int]textLine) }

// fit prepares the cache for a size of view and letters.
func (c *rowCache) fit(view fyne.Size, size float32, style fyne.TextStyle, scale float32) {
	if m := MeasureOf(size, style); m != c.measure {
		c.measure = m
		c.clear()
		c.scale = 0
	}
	if c.scale != scale {
		natural := fyne.MeasureText("M", size, style).Height + look.Space(1)
		c.scale, c.height = scale, float32(math.Ceil(float64(natural*scale)))/scale
	}
	if c.view.Width != view.Width || len(c.lines) > rowCacheLines {
		c.clear()
	}
	c.view = view
}

func (c *rowCache) of(i int, text string) textLine {
	if line, ok := c.lines[i]; ok {
		return line
	}
	if c.measure == nil || c.view.Width <= 0 {
		return textLine{rows: []textRow{{text: text}}}
	}
	if len(text) > longestLine {
		text = strings.ToValidUTF8(text[:longestLine], "") + ellipsis
	}
	line := textLine{hang: c.hang(text)}
	for _, p := range prose.Wrap(text, c.view.Width, c.view.Width-line.hang, c.measure) {
		line.rows = append(line.rows, textRow{p.Start, text[p.Start:p.End]})
	}
	c.lines[i] = line
	return line
}

// hang is three letters beyond the line's own indent: texts are indented by twos and fours, so that it cannot be taken for a new line.
func (c *rowCache) hang(text string) float32 {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	hang := float32(indent+3) * c.measure.Advance(' ')
	if hang > c.view.Width/2 {
		return 0
	}
	return hang
}

// CreateRenderer draws the rows in view.
func (v *TextView) CreateRenderer() fyne.WidgetRenderer {
	return &textViewRenderer{v: v, ring: NewPlate("", "")}
}

type textViewRenderer struct {
	v     *TextView
	texts []*canvas.Text
	marks []*canvas.Rectangle
	ring  *Plate
	all   []fyne.CanvasObject
}

func (r *textViewRenderer) Layout(size fyne.Size) {
	v := r.v
	pad, bar := textPad(), look.Size(theme.SizeNameScrollBar)
	style := fyne.TextStyle{Monospace: v.Mono}
	v.rows.fit(fyne.NewSize(size.Width-2*pad-bar, size.Height), look.Size(theme.SizeNameText), style, Pixels(v))
	v.clamp()
	r.place(pad, style)
	v.bar.Move(fyne.NewPos(size.Width-bar, 0))
	v.bar.Resize(fyne.NewSize(bar, size.Height))
	v.bar.Set(v.scrolled())
	r.ring.Move(fyne.NewPos(1, 1)) // within what is clipped
	r.ring.Resize(size.SubtractWidthHeight(2, 2))
	r.ring.Border = ""
	if v.focused {
		r.ring.Border = theme.ColorNamePrimary
	}
}

// textPad is the room at the left and the right of the text.
func textPad() float32 { return look.Space(4) }

// place puts the rows in view on canvas texts, which are reused, and what is marked behind them.
func (r *textViewRenderer) place(x float32, style fyne.TextStyle) {
	v := r.v
	texts, marks := 0, 0
	ink, size := look.Color(theme.ColorNameForeground), look.Size(theme.SizeNameText)
	for in := range v.inView() {
		at := fyne.NewPos(x+in.line.indent(in.at.row), in.y)
		if texts == len(r.texts) {
			r.texts = append(r.texts, canvas.NewText("", color.Black))
		}
		text := r.texts[texts]
		texts++
		text.Text, text.Color, text.TextSize, text.TextStyle = Drawn(in.row().text), ink, size, style
		text.Move(at)
		text.Resize(fyne.NewSize(v.rows.view.Width, v.rows.height))
		left, right := v.markedPart(in.at.line, in.row())
		if left == right {
			continue
		}
		if marks == len(r.marks) {
			r.marks = append(r.marks, canvas.NewRectangle(color.Transparent))
		}
		mark := r.marks[marks]
		marks++
		mark.FillColor = look.Color(theme.ColorNameSelection)
		mark.Move(at.AddXY(left, 0))
		mark.Resize(fyne.NewSize(right-left, v.rows.height))
	}
	r.texts, r.marks, r.all = r.texts[:texts], r.marks[:marks], r.all[:0]
	for _, mark := range r.marks {
		r.all = append(r.all, mark)
	}
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
