package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/ui/look"
)

// besideLayout puts two objects side by side: the first gets two fifths, within what a file's name needs and what it can use, the
// second the rest.
type besideLayout struct{}

const (
	besideShare             = 0.4
	besideLeast, besideMost = 92, 112 // in spacing units
	besideGap               = 3
)

func (besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(max(size.Width*besideShare, look.Space(besideLeast)), look.Space(besideMost))
	right := left + look.Space(besideGap)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(right, 0))
	objects[1].Resize(fyne.NewSize(size.Width-right, size.Height))
}

func (besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(look.Space(besideLeast+besideGap)+b.Width, max(a.Height, b.Height))
}
