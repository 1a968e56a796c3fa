package review

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// mostBars is how many bars a chart has at most: more would be thinner than can be seen, so neighbours are added up.
const mostBars = 36

// bars is a small chart of counts.
type bars struct {
	widget.BaseWidget
	counts []int
}

var _ fyne.Widget = (*bars)(nil)

// newBars returns the chart of counts, as long as those of its neighbours: of so many.
func newBars(counts []int, of int) *bars {
	b := &bars{counts: thinned(append(slices.Clone(counts), make([]int, max(0, of-len(counts)))...), mostBars)}
	b.ExtendBaseWidget(b)
	return b
}

// thinned adds up neighbours until there are at most so many.
func thinned(counts []int, most int) []int {
	each := (len(counts) + most - 1) / most
	if each <= 1 {
		return counts
	}
	var all []int
	for part := range slices.Chunk(counts, each) {
		sum := 0
		for _, n := range part {
			sum += n
		}
		all = append(all, sum)
	}
	return all
}

// CreateRenderer draws the bars above a base line.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	r := &barsRenderer{bars: b, base: canvas.NewRectangle(nil)}
	for range b.counts {
		r.columns = append(r.columns, canvas.NewRectangle(nil))
	}
	return r
}

type barsRenderer struct {
	bars    *bars
	base    *canvas.Rectangle
	columns []*canvas.Rectangle
}

func (r *barsRenderer) Layout(size fyne.Size) {
	line := look.Space(0.25)
	r.base.FillColor = look.Color(look.Track)
	r.base.Move(fyne.NewPos(0, size.Height-line))
	r.base.Resize(fyne.NewSize(size.Width, line))
	if len(r.columns) == 0 {
		return
	}
	highest := max(1, slices.Max(r.bars.counts))
	step := size.Width / float32(len(r.columns))
	width := min(max(1, step*0.75), look.Space(3))
	for i, c := range r.columns {
		c.FillColor, c.CornerRadius = look.Color(theme.ColorNamePrimary), min(width/3, look.Space(0.5))
		height := (size.Height - line) * float32(r.bars.counts[i]) / float32(highest)
		if r.bars.counts[i] > 0 {
			height = max(height, look.Space(0.75))
		}
		c.Move(fyne.NewPos(float32(i)*step+(step-width)/2, size.Height-line-height))
		c.Resize(fyne.NewSize(width, height))
	}
}

func (r *barsRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Space(10), look.Space(6)) }

func (r *barsRenderer) Refresh() {
	r.Layout(r.bars.Size())
	canvas.Refresh(r.bars)
}

func (r *barsRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.base}
	for _, c := range r.columns {
		all = append(all, c)
	}
	return all
}

func (r *barsRenderer) Destroy() {}
