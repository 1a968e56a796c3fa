package settings

import (
	"slices"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// The choices in the order in which they are offered.
var (
	modes     = []look.Mode{look.System, look.Light, look.Dark}
	modeNames = []string{"System", "Light", "Dark"}
	sizes     = []look.TextSize{look.Small, look.Normal, look.Large, look.Largest}
	sizeNames = []string{"Small", "Normal", "Large", "Largest"}
)

func newAppearance(a Appearance) fyne.CanvasObject {
	now := a.Look()
	mode := kit.NewSegments(modeNames, slices.Index(modes, now.Mode), func(i int) {
		o := a.Look()
		o.Mode = modes[i]
		a.SetLook(o)
	})
	size := kit.NewSegments(sizeNames, slices.Index(sizes, now.Text), func(i int) {
		o := a.Look()
		o.Text = sizes[i]
		a.SetLook(o)
	})
	return kit.Column(3,
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Theme")), mode, kit.Grow(kit.NewCaption(saySystem))),
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Text size")), size, kit.Spring()),
	)
}
