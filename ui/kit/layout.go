package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/look"
)

// Pad puts n spacing units around o.
func Pad(n float32, o fyne.CanvasObject) *fyne.Container { return PadXY(n, n, o) }

// PadXY puts x spacing units left and right of o, and y above and below.
func PadXY(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(padLayout{x, y}, o)
}

type padLayout struct{ x, y float32 }

func (l padLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y := look.Space(l.x), look.Space(l.y)
	for _, o := range objects {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, size.Width-2*x), max(0, size.Height-2*y)))
	}
}

func (l padLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(2*look.Space(l.x), 2*look.Space(l.y))
}

// Column stacks objects, each as wide as the column, gap spacing units apart. A Grow among them takes the spare height.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap}, objects...)
}

type columnLayout struct{ gap float32 }

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown, growing, used := 0, 0, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		// Wrapped text knows its height only once it has its width.
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		used += o.MinSize().Height
		if grows(o) {
			growing++
		}
		if shown++; shown > 1 {
			used += look.Space(l.gap)
		}
	}
	spare := max(0, size.Height-used)
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		if grows(o) {
			height += spare / float32(growing)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + look.Space(l.gap)
	}
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		least.Width = max(least.Width, size.Width)
		least.Height += size.Height
		if shown++; shown > 1 {
			least.Height += look.Space(l.gap)
		}
	}
	return least
}

// Line puts objects side by side, centred vertically, gap spacing units apart. A Grow among them takes the spare width.
func Line(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{gap: gap}, objects...)
}

// TopLine is Line with the objects aligned at the top.
func TopLine(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{gap: gap, top: true}, objects...)
}

type lineLayout struct {
	gap float32
	top bool
}

func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown, growing, used := 0, 0, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		used += o.MinSize().Width
		if grows(o) {
			growing++
		}
		if shown++; shown > 1 {
			used += look.Space(l.gap)
		}
	}
	spare := max(0, size.Width-used)
	widths := make([]float32, len(objects))
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		widths[i] = o.MinSize().Width
		if text, ok := o.(*Text); ok { // a text that can shrink does so only when it must
			more := min(spare, max(0, text.natural()-widths[i]))
			widths[i] += more
			spare -= more
		}
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if grows(o) {
			widths[i] += spare / float32(growing)
		}
		l.place(o, x, widths[i], size.Height)
		x += widths[i] + look.Space(l.gap)
	}
}

func (l *lineLayout) place(o fyne.CanvasObject, x, width, room float32) {
	o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text knows its height once it has its width
	height := o.MinSize().Height
	y := max(0, (room-height)/2)
	if l.top {
		y = 0
	}
	if fills(o) {
		y, height = 0, room
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

func (l *lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		least.Height = max(least.Height, size.Height)
		least.Width += size.Width
		if shown++; shown > 1 {
			least.Width += look.Space(l.gap)
		}
	}
	return least
}

// Grow marks o as the one that takes the spare room of a Line or Column.
func Grow(o fyne.CanvasObject) *fyne.Container { return container.New(growLayout{}, o) }

// Fill is Grow that also takes the full height of a Line.
func Fill(o fyne.CanvasObject) *fyne.Container { return container.New(growLayout{full: true}, o) }

// Spring is spare room without content.
func Spring() *fyne.Container { return container.New(growLayout{}) }

type growLayout struct {
	padLayout
	full bool
}

func grows(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(growLayout)
	return ok
}

func fills(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	l, ok := c.Layout.(growLayout)
	return ok && l.full
}

// Sized gives o a least size in spacing units; 0 leaves that side as it is.
func Sized(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(sizedLayout{width, height}, o)
}

type sizedLayout struct{ width, height float32 }

func (l sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (l sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.NewSize(look.Space(l.width), look.Space(l.height))
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// Narrow keeps o at most width spacing units wide, centred in the room it is given; for forms and reading text.
func Narrow(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(narrowLayout{width: width, centre: true}, o)
}

// NarrowLeft is Narrow aligned to the left.
func NarrowLeft(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(narrowLayout{width: width}, o)
}

type narrowLayout struct {
	width  float32
	centre bool
}

func (l narrowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, look.Space(l.width))
	x := float32(0)
	if l.centre {
		x = (size.Width - width) / 2
	}
	for _, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (l narrowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return padLayout{}.MinSize(objects)
}

// Grid puts objects of equal size into as many columns as fit, each at least width spacing units wide.
func Grid(width float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&gridLayout{least: width}, objects...)
}

// gridLayout remembers the width it was laid out at, for its height depends on it.
type gridLayout struct{ least, width float32 }

func (l *gridLayout) columns(width float32, count int) int {
	gap := look.Space(3)
	return max(1, min(count, int((width+gap)/(look.Space(l.least)+gap))))
}

func (l *gridLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	l.width = size.Width
	gap, columns := look.Space(3), l.columns(size.Width, len(shown))
	width := (size.Width - gap*float32(columns-1)) / float32(columns)
	for _, o := range shown {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	height := tallest(shown)
	for i, o := range shown {
		o.Move(fyne.NewPos(float32(i%columns)*(width+gap), float32(i/columns)*(height+gap)))
		o.Resize(fyne.NewSize(width, height))
	}
}

func (l *gridLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	shown := visible(objects)
	if len(shown) == 0 {
		return fyne.Size{}
	}
	columns := l.columns(l.width, len(shown))
	rows := float32((len(shown) + columns - 1) / columns)
	return fyne.NewSize(look.Space(l.least), rows*tallest(shown)+(rows-1)*look.Space(3))
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var shown []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

func tallest(objects []fyne.CanvasObject) float32 {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return height
}
