package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewVScroll returns content that is scrolled up and down. The tip of what stood under the pointer goes when that has moved on: the toolkit
// tells nobody that the pointer is on something else.
func NewVScroll(content fyne.CanvasObject) *container.Scroll {
	scroll := container.NewVScroll(content)
	scroll.OnScrolled = func(fyne.Position) {
		if s := stages[canvasOf(scroll)]; s != nil {
			s.tips.hide()
		}
	}
	return scroll
}
