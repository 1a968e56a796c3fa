package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Sheet looks like a card's plate and is for one that takes most of the window. Of each pixel of a rounded rectangle the toolkit asks how far it is
// from the edge, which without a graphics card takes as long as all else in a frame. So only what lies along the edges of a sheet are such rectangles;
// upon them is a wide line, of what fills an area what is painted fastest.
type Sheet struct {
	widget.BaseWidget
}

var _ fyne.Widget = (*Sheet)(nil)

// NewSheet returns a sheet in the colours of a card.
func NewSheet() *Sheet {
	s := &Sheet{}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the sheet.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, middle: canvas.NewLine(color.Transparent)}
	for i := range r.ends {
		r.ends[i], r.sides[i], r.seams[i] = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	}
	r.update()
	return r
}

// sheetRenderer has the sheet's upper and lower end, what remains of its sides, and the middle, which hides how these close: but for the column beside
// the right border, where the seams are covered.
type sheetRenderer struct {
	sheet  *Sheet
	ends   [2]*canvas.Rectangle
	sides  [2]*canvas.Rectangle
	middle *canvas.Line
	seams  [2]*canvas.Rectangle
}

func (r *sheetRenderer) update() {
	fill, border, radius := look.Color(look.Card), look.Color(look.CardBorder), look.Size(theme.SizeNameCardRadius)
	for i, end := range r.ends {
		end.FillColor, end.StrokeColor, end.StrokeWidth = fill, border, look.Size(theme.SizeNameInputBorder)
		if i == 0 {
			end.TopLeftCornerRadius, end.TopRightCornerRadius = radius, radius
		} else {
			end.BottomLeftCornerRadius, end.BottomRightCornerRadius = radius, radius
		}
	}
	for _, side := range r.sides {
		side.FillColor, side.StrokeColor, side.StrokeWidth = fill, border, look.Size(theme.SizeNameInputBorder)
		side.CornerRadius = 0.1 // less than a pixel: no corner, but the soft edge that the ends have
	}
	for _, seam := range r.seams {
		seam.FillColor = fill
	}
	r.middle.StrokeColor = fill
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	radius, border := look.Size(theme.SizeNameCardRadius), look.Size(theme.SizeNameInputBorder)
	end := min(2*radius, size.Height)
	for i, y := range [2]float32{0, size.Height - end} {
		r.ends[i].Move(fyne.NewPos(0, y))
		r.ends[i].Resize(fyne.NewSize(size.Width, end))
	}
	for i, x := range [2]float32{0, size.Width - radius} {
		r.sides[i].Hidden = size.Height <= 2*end
		r.sides[i].Move(fyne.NewPos(x, end))
		r.sides[i].Resize(fyne.NewSize(radius, size.Height-2*end))
	}
	const seam = 3 // units that closing edges reach, soft ones, to either side
	for i, y := range [2]float32{end, size.Height - end} {
		r.seams[i].Hidden = size.Height <= 2*end
		r.seams[i].Move(fyne.NewPos(size.Width-2*border, y-seam))
		r.seams[i].Resize(fyne.NewSize(border, 2*seam))
	}
	r.middle.Hidden = size.Height <= 2*radius
	r.middle.StrokeWidth = size.Height - 2*radius
	r.middle.Position1, r.middle.Position2 = fyne.NewPos(border, size.Height/2), fyne.NewPos(size.Width-2*border, size.Height/2)
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *sheetRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.sheet)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ends[0], r.ends[1], r.sides[0], r.sides[1], r.middle, r.seams[0], r.seams[1]}
}

func (r *sheetRenderer) Destroy() {}
