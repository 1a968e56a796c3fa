package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/ui/look"
)

// besideLayout puts two objects side by side: one of them gets a share of the width, within bounds, the other the rest.
type besideLayout struct {
	share       float32
	least, most float32 // in spacing units
	gap         float32 // in spacing units
	// right gives the share to the second object instead of the first.
	right bool
}

// besideText is for the files of a dataset beside the text of one: at least as wide as a file's name needs.
var besideText = besideLayout{share: 0.4, least: 92, most: 112, gap: 3}

// besideForm is for the files to be beside the questions.
var besideForm = besideLayout{share: 0.26, least: 76, most: 92, right: true}

func (l besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Space(l.gap)
	left := min(max(size.Width*l.share, look.Space(l.least)), look.Space(l.most))
	if l.right {
		left = size.Width - gap - left
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-gap, size.Height))
}

func (l besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	rest := b.Width
	if l.right {
		rest = a.Width
	}
	return fyne.NewSize(look.Space(l.least+l.gap)+rest, max(a.Height, b.Height))
}
