package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// NewKeyScroll returns content that is scrolled up and down, by keys, too. It is a stop of the focus before those in the content, of which there may
// be none.
func NewKeyScroll(label string, content fyne.CanvasObject) fyne.CanvasObject {
	scroll := NewVScroll(content)
	keys := &scrollKeys{label: label, scroll: scroll, ring: NewPlate("", "")}
	keys.ExtendBaseWidget(keys)
	return container.NewStack(keys, scroll) // what is in the content is nearer to the pointer
}

// scrollKeys lies behind a scroll and has the focus for it.
type scrollKeys struct {
	widget.BaseWidget
	label  string
	scroll *container.Scroll
	ring   *Plate
}

var (
	_ fyne.Focusable  = (*scrollKeys)(nil)
	_ fyne.Tappable   = (*scrollKeys)(nil)
	_ fyne.Accessible = (*scrollKeys)(nil)
)

// TypedKey scrolls by a line, by what is in sight, or to the ends, and passes other keys on.
func (k *scrollKeys) TypedKey(event *fyne.KeyEvent) {
	sight, whole := k.scroll.Size().Height, k.scroll.Content.Size().Height
	line := look.Space(10)
	to := k.scroll.Offset.Y
	switch event.Name {
	case fyne.KeyUp:
		to -= line
	case fyne.KeyDown:
		to += line
	case fyne.KeyPageUp:
		to -= sight - line
	case fyne.KeyPageDown, fyne.KeySpace:
		to += sight - line
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = whole
	default:
		PassKey(k, event)
		return
	}
	k.scroll.ScrollToOffset(fyne.NewPos(k.scroll.Offset.X, max(0, min(to, whole-sight))))
}

// TypedRune does nothing.
func (k *scrollKeys) TypedRune(rune) {}

// Tapped takes the focus.
func (k *scrollKeys) Tapped(*fyne.PointEvent) { Focus(k) }

// FocusGained shows the focus.
func (k *scrollKeys) FocusGained() { k.show(theme.ColorNamePrimary) }

// FocusLost takes it away.
func (k *scrollKeys) FocusLost() { k.show("") }

func (k *scrollKeys) show(edge fyne.ThemeColorName) {
	k.ring.Border = edge
	k.ring.Refresh()
}

// AccessibilityLabel is what is scrolled.
func (k *scrollKeys) AccessibilityLabel() string { return k.label }

// AccessibilityRole is container.
func (k *scrollKeys) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws an edge while the keys scroll.
func (k *scrollKeys) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(k.ring) }
