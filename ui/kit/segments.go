package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Segments is a choice of one among a few, all visible: side by side on one bar. Left and Right move it.
type Segments struct {
	widget.BaseWidget
	OnChanged func(i int)

	chosen  int
	options []string
	cells   []*segment
	ground  *Plate
	row     *fyne.Container
}

var (
	_ fyne.Widget     = (*Segments)(nil)
	_ fyne.Focusable  = (*Segments)(nil)
	_ fyne.Accessible = (*Segments)(nil)
)

// NewSegments returns the choice with option chosen.
func NewSegments(options []string, chosen int, changed func(i int)) *Segments {
	s := &Segments{OnChanged: changed, options: slices.Clone(options), chosen: chosen, ground: NewPlate(look.Badge, "")}
	s.ground.Radius = theme.SizeNameButtonRadius
	s.row = Line(0)
	for i, option := range options {
		cell := newSegment(option, func() {
			Focus(s)
			s.choose(i)
		})
		s.cells = append(s.cells, cell)
		s.row.Add(cell)
	}
	s.ExtendBaseWidget(s)
	s.mark()
	return s
}

// Chosen is the chosen option.
func (s *Segments) Chosen() int { return s.chosen }

// SetChosen chooses option i without telling OnChanged.
func (s *Segments) SetChosen(i int) {
	s.chosen = i
	s.mark()
	s.Refresh()
}

// SetOption gives option i other words.
func (s *Segments) SetOption(i int, words string) {
	if s.options[i] != words {
		s.options[i] = words
		s.cells[i].text.Set(words)
		s.Refresh()
	}
}

func (s *Segments) choose(i int) {
	if i < 0 || i >= len(s.options) || i == s.chosen {
		return
	}
	s.SetChosen(i)
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

func (s *Segments) mark() {
	for i, cell := range s.cells {
		cell.mark(i == s.chosen)
	}
}

// AccessibilityLabel is the chosen option.
func (s *Segments) AccessibilityLabel() string { return s.options[s.chosen] }

// AccessibilityRole is button, the nearest that Fyne has.
func (s *Segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained shows the focus, in view.
func (s *Segments) FocusGained() {
	s.ground.Border, s.ground.Thick = theme.ColorNamePrimary, true
	s.ground.Refresh()
	intoView(s)
}

// FocusLost takes it away.
func (s *Segments) FocusLost() {
	s.ground.Border, s.ground.Thick = "", false
	s.ground.Refresh()
}

// TypedRune does nothing.
func (s *Segments) TypedRune(rune) {}

// TypedKey moves the choice and passes other keys on.
func (s *Segments) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.chosen + 1)
	default:
		PassKey(s, event)
	}
}

// CreateRenderer draws the bar.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Line(0, container.NewStack(s.ground, Pad(0.5, s.row))))
}

// segment is one option; the choice as a whole has the focus.
type segment struct {
	widget.BaseWidget
	plate *Plate
	text  *Text
	tap   func()
}

var (
	_ fyne.Tappable      = (*segment)(nil)
	_ desktop.Cursorable = (*segment)(nil)
)

func newSegment(text string, tap func()) *segment {
	s := &segment{plate: NewPlate("", ""), text: NewText(text), tap: tap}
	s.plate.Radius = theme.SizeNameInputRadius
	s.text.Shrink = false
	s.ExtendBaseWidget(s)
	return s
}

func (s *segment) mark(chosen bool) {
	s.plate.Fill, s.plate.Border, s.text.Color = "", "", look.BadgeText
	if chosen {
		s.plate.Fill, s.plate.Border, s.text.Color = look.Card, look.CardBorder, theme.ColorNameForeground
	}
}

func (s *segment) Tapped(*fyne.PointEvent) { s.tap() }

func (s *segment) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (s *segment) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.plate, PadXY(3, 1.5, s.text)))
}
