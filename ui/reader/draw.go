package reader

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// CreateRenderer draws the rows in view.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{r: r, ring: kit.NewPlate("", "")}
}

// renderer puts the rows in view on canvas objects, which are reused: what lies behind the text, the text, and the lines on it.
type renderer struct {
	r      *Reader
	behind pool[*canvas.Rectangle]
	texts  pool[*canvas.Text]
	before pool[*canvas.Rectangle]
	ring   *kit.Plate
	all    []fyne.CanvasObject
}

// pool are objects that are drawn anew each time.
type pool[T fyne.CanvasObject] struct {
	objects []T
	used    int
}

func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.objects) {
		p.objects = append(p.objects, make())
	}
	p.used++
	return p.objects[p.used-1]
}

func newRectangle() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

func newText() *canvas.Text { return canvas.NewText("", color.Transparent) }

func (d *renderer) Layout(size fyne.Size) {
	r := d.r
	r.fit(size)
	d.behind.used, d.texts.used, d.before.used = 0, 0, 0
	d.continued()
	for in := range r.view.Rows() {
		y := r.page.round(in.Y)
		switch in.Line.Kind {
		case prose.Speech:
			d.speech(in, y)
		case prose.Speaker:
			d.speaker(in.Block.Turn, y)
		case prose.Topic:
			d.topic(in.Block.Turn, y)
		}
	}
	bar := look.Size(theme.SizeNameScrollBar)
	r.bar.Move(fyne.NewPos(size.Width-bar, 0))
	r.bar.Resize(fyne.NewSize(bar, size.Height))
	r.bar.Set(r.view.Scrolled())
	d.ring.Move(fyne.NewPos(2, 2)) // within what is clipped
	d.ring.Resize(size.SubtractWidthHeight(4, 4))
	d.ring.Border = ""
	if r.aim.focused {
		d.ring.Border = theme.ColorNamePrimary
	}
	d.gather()
}

func (d *renderer) gather() {
	d.all = d.all[:0]
	for _, o := range d.behind.objects[:d.behind.used] {
		d.all = append(d.all, o)
	}
	for _, o := range d.texts.objects[:d.texts.used] {
		d.all = append(d.all, o)
	}
	for _, o := range d.before.objects[:d.before.used] {
		d.all = append(d.all, o)
	}
	d.all = append(d.all, d.r.bar, d.ring)
}

// text draws a line of text in a row.
func (d *renderer) text(s string, x, y float32, ink fyne.ThemeColorName, size float32, style fyne.TextStyle) {
	t := d.texts.next(newText)
	t.Text, t.Color, t.TextSize, t.TextStyle = kit.Drawn(s), look.Color(ink), size, style
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(d.r.page.width, d.r.view.Style().Heights[prose.Speech]))
}

// small draws second-rank text so that it stands on the same line as text of full size: the toolkit centres both in the row.
func (d *renderer) small(s string, x, y float32, ink fyne.ThemeColorName, style fyne.TextStyle) {
	const baseline = 0.388 // of the size, below the middle of Noto Sans
	p := &d.r.page
	d.text(s, x, y+p.round(baseline*(p.text-p.small)), ink, p.small, style)
}

// box draws a rectangle; edge is its outline's colour, or "". It returns it for what else is to be set.
func (d *renderer) box(in *pool[*canvas.Rectangle], x, y, width, height, radius float32, fill, edge fyne.ThemeColorName) *canvas.Rectangle {
	b := in.next(newRectangle)
	b.FillColor, b.StrokeColor, b.StrokeWidth, b.CornerRadius = color.Transparent, color.Transparent, 0, radius
	if fill != "" {
		b.FillColor = look.Color(fill)
	}
	if edge != "" {
		b.StrokeColor, b.StrokeWidth = look.Color(edge), outline
	}
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(width, height))
	return b
}

const (
	outline = 1.5 // around the current hit, in units
	thin    = 1   // around what a tracker heard: it is seen when looked for, and does not disturb
	round   = 3   // the corners of what is behind text
	stroke  = 2   // lines below text
)

// topic draws what is talked about from here on, with a line to the end of the column.
func (d *renderer) topic(turn int, y float32) {
	p, s := &d.r.page, d.r.view.Style()
	y += p.round((s.Heights[prose.Topic] - s.Heights[prose.Speech]) / 2)
	topic := kit.Shorten(d.r.turn(turn).Topic, p.width, p.small, strong)
	d.text(prose.VisualLine(topic, topic), p.column, y, look.AccentText, p.small, strong)
	x := p.column + fyne.MeasureText(topic, p.small, strong).Width + look.Space(3)
	if rest := p.column + p.width - x; rest > 0 {
		d.box(&d.behind, x, p.round(y+s.Heights[prose.Speech]/2), rest, 1/p.pixels, 0, theme.ColorNameSeparator, "")
	}
}

// continued draws who speaks, and since when, beside a turn that begins above the view.
func (d *renderer) continued() {
	r, p := d.r, &d.r.page
	var rows []float32 // of the turn that are whole
	turn := -1
	for in := range r.view.Rows() {
		if in.Line.Kind != prose.Speech || turn >= 0 && in.Block.Turn != turn || len(rows) == 2 {
			break
		}
		turn = in.Block.Turn
		if in.Y >= 0 {
			rows = append(rows, p.round(in.Y))
		}
	}
	if len(rows) == 0 {
		return
	}
	t := r.turn(turn)
	right, name := p.column-look.Space(4), kit.Drawn(speakerName(t))
	if room := right - look.Space(2); fyne.MeasureText(name, p.small, strong).Width > room {
		first, _, _ := strings.Cut(name, " ")
		name = kit.Shorten(first, room, p.small, strong)
	}
	d.small(prose.VisualLine(name, name), p.round(right-fyne.MeasureText(name, p.small, strong).Width), rows[0], r.inks[t.Speaker], strong)
	if at := clock(t.At); len(rows) > 1 {
		d.small(at, p.round(right-p.caption.Width(at)), rows[1], look.Muted, plain)
	}
}

// disc is how wide the mark of a speaker's side is, with the room behind it.
func (p *page) disc() (size, room float32) {
	size = p.round(p.text * 0.6)
	return size, size + look.Space(1.5)
}

// nameOf is a speaker's name as it is drawn, and where it ends.
func (r *Reader) nameOf(turn int) (name string, right float32) {
	p := &r.page
	name = kit.Shorten(speakerName(r.turn(turn)), p.width*0.75, p.text, strong)
	_, room := p.disc()
	return name, p.column + room + p.name.Width(name)
}

// nameExtent is from where to where a speaker is drawn.
func (r *Reader) nameExtent(turn int) (left, right float32) {
	_, right = r.nameOf(turn)
	return r.page.column, right
}

// speaker draws the time and who speaks.
func (d *renderer) speaker(turn int, y float32) {
	r, p, t := d.r, &d.r.page, d.r.turn(turn)
	height := r.view.Style().Heights[prose.Speech]
	at, ink := clock(t.At), look.Muted
	width := p.caption.Width(at)
	left := p.column - look.Space(4) - width
	over := r.aim.over.turn == turn
	if over && r.aim.over.kind == timeOf {
		ink = theme.ColorNameHyperlink
		d.box(&d.before, left, p.round(y+height*0.82), width, 1, 0, ink, "")
	}
	d.small(at, p.round(left), y, ink, plain)

	ink = r.inks[t.Speaker]
	size, room := p.disc()
	switch t.Affiliation {
	case "Internal":
		d.box(&d.behind, p.column, p.round(y+(height-size)/2), size, size, size/2, ink, "")
	case "External":
		d.box(&d.behind, p.column, p.round(y+(height-size)/2), size, size, size/2, "", ink)
	default: // nobody knows
		d.box(&d.behind, p.column, p.round(y+(height-outline)/2), size, outline, 0, ink, "")
	}
	name, right := r.nameOf(turn)
	d.text(prose.VisualLine(name, name), p.round(p.column+room), y, ink, p.text, strong)
	if over && r.aim.over.kind == speakerOf {
		d.box(&d.before, p.column+room, p.round(y+height*0.86), right-p.column-room, 1, 0, ink, "")
	}
	if t.Affiliation != "" {
		d.small(t.Affiliation, p.round(right+look.Space(2)), y, look.Muted, plain)
	}
}
