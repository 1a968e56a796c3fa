package datasets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// besideLayout puts two objects side by side: one of them gets a share of the width, within bounds, the other the rest. A third object lies in
// the gap.
type besideLayout struct {
	share       float32
	least, most float32 // in spacing units
	gap         float32 // in spacing units
	// right gives the share to the second object instead of the first.
	right bool
	// chosen is the share that the person gave the first object, 0 for none. Only rest bounds it, which the second keeps at least.
	chosen, rest float32
}

// besideText is for the files of a dataset beside the text of one: at least as wide as a file's name needs.
var besideText = besideLayout{share: 0.4, least: 92, most: 112, gap: 3, rest: 80}

// besideForm is for the files to be beside the questions.
var besideForm = besideLayout{share: 0.26, least: 76, most: 92, right: true}

// first is the width of the first object.
func (l besideLayout) first(width float32) float32 {
	gap, least := look.Space(l.gap), look.Space(l.least)
	if l.chosen > 0 {
		return max(least, min(width*l.chosen, width-gap-look.Space(l.rest)))
	}
	first := min(max(width*l.share, least), look.Space(l.most))
	if l.right {
		return width - gap - first
	}
	return first
}

func (l besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap, left := look.Space(l.gap), l.first(size.Width)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-gap, size.Height))
	for _, handle := range objects[2:] {
		handle.Move(fyne.NewPos(left, 0))
		handle.Resize(fyne.NewSize(gap, size.Height))
	}
}

func (l besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	rest := b.Width
	if l.right {
		rest = a.Width
	}
	return fyne.NewSize(look.Space(l.least+l.gap)+rest, max(a.Height, b.Height))
}

// splitKey is where the split is remembered.
const splitKey = "datasets/split"

// newSplit puts the files of a dataset beside the text of one; the edge between them can be moved, and is remembered.
func newSplit(files, text fyne.CanvasObject, m Memory) *fyne.Container {
	layout := besideText
	if share, err := strconv.ParseFloat(m.Recall(splitKey), 32); err == nil && share > 0 && share < 1 {
		layout.chosen = float32(share)
	}
	split := container.New(&layout, files, text)
	move := func(x float32) {
		width := split.Size().Width
		layout.chosen = max(0.01, x/width)
		layout.chosen = layout.first(width) / width // as far as it went
		split.Refresh()
	}
	split.Add(kit.NewSplitHandle("Edge between the files and the text", move, func() {
		m.Remember(splitKey, strconv.FormatFloat(float64(layout.chosen), 'f', 3, 32))
	}))
	return split
}
