package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Split is two parts with a movable edge between them. Remember Offset when the page is left, and give it to NewSplit.
type Split struct {
	widget.BaseWidget
	split *container.Split
}

var _ fyne.Widget = (*Split)(nil)

// NewSplit puts left and right side by side; offset is the left one's share, 0 to 1.
func NewSplit(left, right fyne.CanvasObject, offset float64) *Split {
	s := &Split{split: container.NewHSplit(left, right)}
	s.split.SetOffset(offset)
	s.ExtendBaseWidget(s)
	return s
}

// Offset is where the edge stands now.
func (s *Split) Offset() float64 { return s.split.Offset }

// CreateRenderer draws both parts.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.split) }
