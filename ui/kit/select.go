package kit

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Select is a drop-down that passes unused keys on.
type Select struct {
	widget.Select
	// Label is what screen readers call the drop-down; a form field gives its own.
	Label string
}

var (
	_ fyne.Widget     = (*Select)(nil)
	_ fyne.Accessible = (*Select)(nil)
)

// NewSelect returns a drop-down.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws it, and its arrow in the palette of the day: the toolkit's icon is drawn anew only when it shows another resource.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := &selectRenderer{WidgetRenderer: s.Select.CreateRenderer(), ink: look.Color(theme.ColorNameForeground)}
	for _, o := range r.Objects() {
		if icon, ok := o.(*widget.Icon); ok {
			r.arrow = icon
		}
	}
	return r
}

type selectRenderer struct {
	fyne.WidgetRenderer
	arrow *widget.Icon
	ink   color.Color // that the arrow was drawn in
}

func (r *selectRenderer) Refresh() {
	if ink := look.Color(theme.ColorNameForeground); ink != r.ink && r.arrow != nil {
		r.ink = ink
		r.arrow.SetResource(nil) // the toolkit gives it its own again
	}
	r.WidgetRenderer.Refresh()
}

// AccessibilityLabel is the label and the option that is shown.
func (s *Select) AccessibilityLabel() string {
	shown := cmp.Or(s.Selected, s.PlaceHolder)
	if s.Label == "" {
		return shown
	}
	return s.Label + ", " + shown
}

// AccessibilityRole is button: it opens the options.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (s *Select) setLabel(label string) { s.Label = label }

// FocusGained shows the focus, in view.
func (s *Select) FocusGained() {
	s.Select.FocusGained()
	intoView(s)
}

// TypedKey opens and moves as usual and passes Esc, Enter and function keys on.
func (s *Select) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(event)
	default:
		PassKey(s, event)
	}
}
