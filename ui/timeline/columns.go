package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/look"
)

// columnsLayout puts the companies, the feed and the Activity side by side: the outer ones have a share of the width, within bounds, the feed the rest.
// Where that is too little for three, as with large text in a small window, the Activity that is open takes the companies' place.
type columnsLayout struct{ open func() bool }

// In spacing units.
const (
	leastCompanies, mostCompanies  = 48, 64
	leastPane, usualPane, mostPane = 66, 76, 104
	leastFeed                      = 84
	columnGap                      = 3
)

// newColumns returns the three columns; open tells whether there is an Activity in the third.
func newColumns(companies, feed, pane fyne.CanvasObject, open func() bool) *fyne.Container {
	return container.New(columnsLayout{open}, companies, feed, pane)
}

// fit is how wide the outer columns are in a width, all in spacing units; 0 for one that is not shown.
func (l columnsLayout) fit(width float32) (companies, pane float32) {
	switch {
	case width >= leastCompanies+leastPane+leastFeed+2*columnGap:
		companies = min(mostCompanies, max(leastCompanies, width*0.19))
		pane = min(mostPane, max(usualPane, width*0.33))
		if lack := leastFeed - (width - companies - pane - 2*columnGap); lack > 0 {
			pane -= min(lack, pane-leastPane)
		}
	case l.open():
		pane = min(mostPane, max(leastPane, (width-columnGap)/2))
	default:
		companies = min(mostCompanies, max(leastCompanies, width-leastFeed-columnGap))
	}
	return companies, pane
}

func (l columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	companies, pane := l.fit(size.Width / look.Space(1))
	widths := []float32{look.Space(companies), size.Width, look.Space(pane)}
	for _, i := range []int{0, 2} {
		if shown(objects[i], widths[i] > 0); widths[i] > 0 {
			widths[1] -= widths[i] + look.Space(columnGap)
		}
	}
	x := float32(0)
	for i, width := range widths {
		if width > 0 {
			objects[i].Move(fyne.NewPos(x, 0))
			objects[i].Resize(fyne.NewSize(width, size.Height))
			x += width + look.Space(columnGap)
		}
	}
}

func (columnsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(leastPane+leastFeed+columnGap), look.Space(60))
}
