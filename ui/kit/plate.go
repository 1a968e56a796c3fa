package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Plate is a rectangle in theme colours, to lie behind other things. Change its fields and call Refresh.
type Plate struct {
	widget.BaseWidget
	Fill   fyne.ThemeColorName // transparent when empty
	Border fyne.ThemeColorName // none when empty
	Radius fyne.ThemeSizeName  // square when empty
	Round  bool                // half the height as radius
	Thick  bool                // a border twice as wide, for focus and choice
}

var _ fyne.Widget = (*Plate)(nil)

// NewPlate returns a plate with the radius of cards.
func NewPlate(fill, border fyne.ThemeColorName) *Plate {
	p := &Plate{Fill: fill, Border: border, Radius: theme.SizeNameCardRadius}
	p.ExtendBaseWidget(p)
	return p
}

func newBar(fill fyne.ThemeColorName) *Plate {
	p := &Plate{Fill: fill, Round: true}
	p.ExtendBaseWidget(p)
	return p
}

// NewGround returns a square plate for the background of a part of the window.
func NewGround(fill fyne.ThemeColorName) *Plate {
	p := &Plate{Fill: fill}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer draws the rectangle.
func (p *Plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{plate: p, rect: canvas.NewRectangle(color.Transparent)}
	r.update()
	return r
}

type plateRenderer struct {
	plate *Plate
	rect  *canvas.Rectangle
}

func (r *plateRenderer) update() {
	p := r.plate
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth, r.rect.CornerRadius = color.Transparent, color.Transparent, 0, 0
	if p.Fill != "" {
		r.rect.FillColor = look.Color(p.Fill)
	}
	if p.Border != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = look.Color(p.Border), look.Size(theme.SizeNameInputBorder)
		if p.Thick {
			r.rect.StrokeWidth *= 2
		}
	}
	if p.Radius != "" {
		r.rect.CornerRadius = look.Size(p.Radius)
	}
	if p.Round {
		r.rect.CornerRadius = p.BaseWidget.Size().Height / 2
	}
}

func (r *plateRenderer) Layout(size fyne.Size) {
	r.update()
	r.rect.Resize(size)
}

func (r *plateRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *plateRenderer) Refresh() {
	r.update()
	r.rect.Refresh()
}

func (r *plateRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *plateRenderer) Destroy()                     {}
