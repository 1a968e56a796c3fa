package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Icon is a symbol of a fixed size in a theme colour. Change its fields and call Refresh.
type Icon struct {
	widget.BaseWidget
	Resource fyne.Resource       // one of package assets; nothing is drawn when nil
	Color    fyne.ThemeColorName // foreground when empty
	Units    float32             // width and height in spacing units
}

var _ fyne.Widget = (*Icon)(nil)

// NewIcon returns an icon of the size that goes with normal text.
func NewIcon(r fyne.Resource, name fyne.ThemeColorName) *Icon { return NewIconSized(r, name, 5) }

// NewIconSized returns an icon that is so many spacing units wide and high.
func NewIconSized(r fyne.Resource, name fyne.ThemeColorName, units float32) *Icon {
	i := &Icon{Resource: r, Color: name, Units: units}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes the symbol and its colour and draws it.
func (i *Icon) Set(r fyne.Resource, name fyne.ThemeColorName) {
	i.Resource, i.Color = r, name
	i.Refresh()
}

// CreateRenderer draws the symbol.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{icon: i, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.update()
	return r
}

type iconRenderer struct {
	icon  *Icon
	image *canvas.Image
	drawn drawnIcon
}

// drawnIcon is what an icon showed when it was drawn last.
type drawnIcon struct {
	symbol fyne.Resource
	name   fyne.ThemeColorName
	color  color.Color
	size   fyne.Size
}

// update takes the fields over and tells whether they look different from what was drawn.
func (r *iconRenderer) update() (changed bool) {
	name := r.icon.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	now := drawnIcon{r.icon.Resource, name, look.Color(name), r.MinSize()}
	if now == r.drawn {
		return false
	}
	r.drawn, r.image.Resource = now, nil
	if r.icon.Resource != nil {
		r.image.Resource = look.Tinted(r.icon.Resource, name)
	}
	return true
}

func (r *iconRenderer) Layout(size fyne.Size) {
	side := r.MinSize()
	r.image.Resize(side)
	r.image.Move(fyne.NewPos((size.Width-side.Width)/2, (size.Height-side.Height)/2))
}

func (r *iconRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(look.Space(r.icon.Units)) }

// Refresh draws the symbol if it has changed: the toolkit reads and draws it anew each time, which a list of rows with icons would feel.
func (r *iconRenderer) Refresh() {
	changed := r.update()
	r.Layout(r.icon.BaseWidget.Size())
	if changed {
		r.image.Refresh()
	}
}

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *iconRenderer) Destroy()                     {}

// iconPlate is an icon on a soft square.
type iconPlate struct {
	fyne.CanvasObject
	icon  *Icon
	plate *Plate
}

func newIconPlate(r fyne.Resource, units float32) *iconPlate {
	p := &iconPlate{icon: NewIconSized(r, look.AccentText, units*0.6), plate: NewPlate(look.AccentSoft, "")}
	p.plate.Radius = theme.SizeNameCardRadius
	p.CanvasObject = Sized(units, units, container.NewStack(p.plate, container.NewCenter(p.icon)))
	return p
}

func (p *iconPlate) set(r fyne.Resource, ink, ground fyne.ThemeColorName) {
	p.plate.Fill = ground
	p.plate.Refresh()
	p.icon.Set(r, ink)
}
