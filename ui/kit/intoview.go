package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/look"
)

// around is how much of the neighbourhood comes into view with what has the focus, in spacing units: a field's name above it and what is said
// of it below.
const around = 8

// intoView scrolls what has got the focus into sight, unless all of it is: the toolkit moves the focus by keys and leaves scrolls where they
// are. What has not been drawn yet is left alone.
func intoView(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	root := c.Content()
	if stage := stages[c]; stage != nil && len(stage.dialogs) > 0 {
		root = stage.dialogs[len(stage.dialogs)-1].popup.Content
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	s := scrollOf(root, at, o.Size())
	if s == nil {
		return
	}
	top := at.Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(s.Content).Y
	bottom := top + o.Size().Height
	offset, sight := s.Offset.Y, s.Size().Height
	switch space := look.Space(around); {
	case top < offset:
		offset = top - space
	case bottom > offset+sight:
		offset = bottom + space - sight
	default:
		return
	}
	s.ScrollToOffset(fyne.NewPos(s.Offset.X, max(0, min(offset, s.Content.Size().Height-sight))))
}

// scrollOf is the innermost scroll below root whose content has something of the size at the place; nil when there is none. Scrolls stand in
// containers and clips, never in other widgets.
func scrollOf(root fyne.CanvasObject, at fyne.Position, size fyne.Size) *container.Scroll {
	if root == nil || !root.Visible() {
		return nil
	}
	switch o := root.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if s := scrollOf(child, at, size); s != nil {
				return s
			}
		}
	case *container.Clip:
		return scrollOf(o.Content, at, size)
	case *container.Scroll:
		if s := scrollOf(o.Content, at, size); s != nil {
			return s
		}
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o.Content)
		to := from.Add(o.Content.Size())
		if from.X <= at.X && from.Y <= at.Y && at.X+size.Width <= to.X && at.Y+size.Height <= to.Y {
			return o
		}
	}
	return nil
}
