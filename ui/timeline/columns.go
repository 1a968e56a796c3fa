package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/look"
)

// columnsLayout puts the companies, the feed and the Activity side by side: the outer ones have a share of the width, within bounds, the feed the rest.
// Where that is too little, as with large text in a small window, the outer ones become narrower still.
type columnsLayout struct{}

// In spacing units.
const (
	leastCompanies, usualCompanies, mostCompanies = 42, 48, 64
	leastPane, usualPane, mostPane                = 58, 76, 104
	leastFeed                                     = 84
	columnGap                                     = 3
)

func newColumns(companies, feed, pane fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{}, companies, feed, pane)
}

// fit is how wide the outer columns are in a width, all in spacing units.
func (columnsLayout) fit(width float32) (companies, pane float32) {
	companies = min(mostCompanies, max(usualCompanies, width*0.19))
	pane = min(mostPane, max(usualPane, width*0.33))
	if lack := leastFeed - (width - companies - pane - 2*columnGap); lack > 0 {
		give := min(lack, companies-leastCompanies)
		companies -= give
		pane -= min(lack-give, pane-leastPane)
	}
	return companies, pane
}

func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	companies, pane := l.fit(size.Width / look.Space(1))
	left, right, gap := look.Space(companies), look.Space(pane), look.Space(columnGap)
	x := float32(0)
	for i, width := range []float32{left, max(0, size.Width-left-right-2*gap), right} {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width + gap
	}
}

func (columnsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(leastCompanies+leastPane+2*columnGap), look.Space(60))
}
