package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// SplitHandle is the edge between two parts that lie side by side: it is dragged, or moved by Left and Right when it has the focus. Who lays
// the parts out puts it between them, as wide as their gap.
type SplitHandle struct {
	widget.BaseWidget
	// OnMove is called with where its left side is wanted, among its neighbours.
	OnMove func(x float32)
	// OnDone is called when it rests.
	OnDone func()

	label            string
	grip             *Plate
	hovered, focused bool
	held             bool
	grabbed          float32 // where it is held
}

var (
	_ fyne.Widget        = (*SplitHandle)(nil)
	_ fyne.Draggable     = (*SplitHandle)(nil)
	_ fyne.Focusable     = (*SplitHandle)(nil)
	_ fyne.Accessible    = (*SplitHandle)(nil)
	_ desktop.Hoverable  = (*SplitHandle)(nil)
	_ desktop.Cursorable = (*SplitHandle)(nil)
)

// NewSplitHandle returns a handle; label says what it lies between.
func NewSplitHandle(label string, move func(x float32), done func()) *SplitHandle {
	h := &SplitHandle{OnMove: move, OnDone: done, label: label, grip: newBar(theme.ColorNameScrollBar)}
	h.ExtendBaseWidget(h)
	return h
}

// Dragged moves it with the pointer.
func (h *SplitHandle) Dragged(event *fyne.DragEvent) {
	if !h.held {
		h.held, h.grabbed = true, event.Position.X-event.Dragged.DX
	}
	h.OnMove(h.Position().X + event.Position.X - h.grabbed)
}

// DragEnd lets it rest.
func (h *SplitHandle) DragEnd() {
	h.held = false
	h.OnDone()
	h.Refresh()
}

// TypedKey moves it by Left and Right and passes other keys on.
func (h *SplitHandle) TypedKey(event *fyne.KeyEvent) {
	step := look.Space(4)
	switch event.Name {
	case fyne.KeyLeft:
		step = -step
	case fyne.KeyRight:
	default:
		PassKey(h, event)
		return
	}
	h.OnMove(h.Position().X + step)
	h.OnDone()
}

// TypedRune does nothing.
func (h *SplitHandle) TypedRune(rune) {}

// FocusGained shows the focus.
func (h *SplitHandle) FocusGained() { h.focused = true; h.Refresh() }

// FocusLost takes it away.
func (h *SplitHandle) FocusLost() { h.focused = false; h.Refresh() }

// MouseIn shows that it can be moved.
func (h *SplitHandle) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh() }

// MouseMoved does nothing.
func (h *SplitHandle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut shows it as before.
func (h *SplitHandle) MouseOut() { h.hovered = false; h.Refresh() }

// Cursor is that of an edge.
func (h *SplitHandle) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// AccessibilityLabel is what it lies between.
func (h *SplitHandle) AccessibilityLabel() string { return h.label }

// AccessibilityRole is button, the nearest that Fyne has.
func (h *SplitHandle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws a grip, and the whole edge when it is about to be moved.
func (h *SplitHandle) CreateRenderer() fyne.WidgetRenderer { return &splitRenderer{h} }

type splitRenderer struct{ h *SplitHandle }

func (r *splitRenderer) Layout(size fyne.Size) {
	width, height := look.Space(1), look.Space(8)
	r.h.grip.Fill = theme.ColorNameScrollBar
	if r.h.hovered || r.h.held || r.h.focused {
		r.h.grip.Fill, height = theme.ColorNamePrimary, size.Height
	}
	r.h.grip.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
	r.h.grip.Resize(fyne.NewSize(width, height))
	r.h.grip.Refresh()
}

func (r *splitRenderer) MinSize() fyne.Size           { return fyne.NewSize(look.Space(1), look.Space(8)) }
func (r *splitRenderer) Refresh()                     { r.Layout(r.h.BaseWidget.Size()) }
func (r *splitRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.h.grip} }
func (r *splitRenderer) Destroy()                     {}
