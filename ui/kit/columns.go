package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/look"
)

// Columns is a Line for rows that stand above each other. What is Sized in it, in width alone, has that width, whatever it holds, so that the columns of all
// rows align. Where the room does not suffice, as with large text in a small window, the Sized ones become narrower, all by the same share,
// until the Grow has least spacing units: so nothing runs over the edge. Texts in them should shrink.
func Columns(gap, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{lineLayout{gap: gap}, least}, objects...)
}

// TopColumns is Columns with the objects aligned at the top.
func TopColumns(gap, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{lineLayout{gap: gap, top: true}, least}, objects...)
}

type columnsLayout struct {
	lineLayout
	least float32
}

// narrowest is the share of their width that Sized objects keep in any case.
const narrowest = 0.4

// room is the width of what is Sized and that of the rest, gaps and the least of the Grow included.
func (l columnsLayout) room(objects []fyne.CanvasObject) (sized, rest float32) {
	rest = -look.Space(l.gap)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		rest += look.Space(l.gap)
		switch width, ok := widthOf(o); {
		case ok:
			sized += width
		case grows(o):
			rest += look.Space(l.least)
		default:
			rest += wanted(o)
		}
	}
	return sized, rest
}

func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sized, rest := l.room(objects)
	share := float32(1)
	if sized > 0 {
		share = max(narrowest, min(1, (size.Width-rest)/sized))
	}
	spare := max(0, size.Width-rest-sized*share)
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width, ok := widthOf(o)
		switch {
		case ok:
			width *= share
		case grows(o):
			width = look.Space(l.least) + spare
		default:
			width = wanted(o)
		}
		l.place(o, x, width, size.Height)
		x += width + look.Space(l.gap)
	}
}

// wanted is the width in which nothing of o is cut.
func wanted(o fyne.CanvasObject) float32 {
	if text, ok := o.(*Text); ok {
		return text.natural()
	}
	return o.MinSize().Width
}

func (l columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	sized, rest := l.room(objects)
	return fyne.NewSize(rest+sized*narrowest, l.lineLayout.MinSize(objects).Height)
}

// widthOf is the width that an object was Sized to, unless its height was given, too, as that of an icon's place.
func widthOf(o fyne.CanvasObject) (float32, bool) {
	c, ok := o.(*fyne.Container)
	if !ok {
		return 0, false
	}
	l, ok := c.Layout.(sizedLayout)
	return look.Space(l.width), ok && l.width > 0 && l.height == 0
}

// Whole puts objects side by side, gap spacing units apart, and leaves out those at the end that would not be seen as a whole.
func Whole(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(wholeLayout{lineLayout{gap: gap}}, objects...)
}

// outside is a place that no window shows. What is laid out cannot be hidden there: only its owner knows when to show it again.
const outside = -1e5

type wholeLayout struct{ lineLayout }

func (l wholeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range visible(objects) {
		width := o.MinSize().Width
		if x+width > size.Width {
			o.Move(fyne.NewPos(outside, 0))
			continue
		}
		l.place(o, x, width, size.Height)
		x += width + look.Space(l.gap)
	}
}

func (l wholeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.lineLayout.MinSize(objects).Height)
}
