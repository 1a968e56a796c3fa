package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
)

// TickBox is the picture of a check box, for what is ticked as a whole: a card, a row. Change its fields, call Update, and draw what it is in.
type TickBox struct {
	Object            fyne.CanvasObject
	Checked, Disabled bool

	plate *Plate
	tick  *Icon
}

// NewTickBox returns an empty box.
func NewTickBox() *TickBox {
	b := &TickBox{plate: NewPlate("", ""), tick: NewIconSized(assets.Tick, theme.ColorNameForegroundOnPrimary, 3.5)}
	b.plate.Radius = theme.SizeNameInputRadius
	b.Object = Sized(5, 5, container.NewStack(b.plate, container.NewCenter(b.tick)))
	b.Update()
	return b
}

// Update takes the fields over.
func (b *TickBox) Update() {
	b.tick.Hidden = !b.Checked
	b.plate.Fill, b.plate.Border = theme.ColorNameInputBackground, theme.ColorNamePlaceHolder
	switch {
	case b.Disabled:
		b.plate.Fill, b.plate.Border = theme.ColorNameDisabledButton, theme.ColorNameInputBorder
	case b.Checked:
		b.plate.Fill, b.plate.Border = theme.ColorNamePrimary, ""
	}
}
