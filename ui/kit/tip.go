package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
	"tamtam/ui/task"
)

// tipDelay is how long the pointer must rest before a tip is shown.
const tipDelay = 600 * time.Millisecond

// tipLayer draws the one tip of a window.
type tipLayer struct {
	runner task.Runner
	object *fyne.Container // without layout, as large as the window
	bubble *fyne.Container
	text   *Text
	owner  fyne.CanvasObject
	stop   func()
}

func newTipLayer(r task.Runner) *tipLayer {
	t := &tipLayer{runner: r, text: NewCaption("")}
	t.text.Color = look.TipText
	plate := NewPlate(look.Tip, "")
	plate.Radius = theme.SizeNameInputRadius
	t.bubble = container.NewStack(plate, PadXY(2, 1, t.text))
	t.bubble.Hide()
	t.object = container.NewWithoutLayout(t.bubble)
	return t
}

func (t *tipLayer) arm(o fyne.CanvasObject, text string) {
	t.hide()
	t.owner = o
	t.stop = t.runner.After(tipDelay, func() { t.show(o, text) })
}

func (t *tipLayer) disarm(o fyne.CanvasObject) {
	if t.owner == o {
		t.hide()
	}
}

func (t *tipLayer) hide() {
	if t.stop != nil {
		t.stop()
	}
	t.owner, t.stop = nil, nil
	if t.bubble.Visible() {
		t.bubble.Hide()
	}
}

// show puts the tip below its owner, or above it at the bottom of the window, and never beyond the edges.
func (t *tipLayer) show(o fyne.CanvasObject, text string) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(t.object))
	t.text.Set(text)
	size, room, gap := t.bubble.MinSize(), t.object.Size(), look.Space(1)
	x := at.X + (o.Size().Width-size.Width)/2
	y := at.Y + o.Size().Height + gap
	if y+size.Height > room.Height {
		y = at.Y - size.Height - gap
	}
	t.bubble.Resize(size)
	t.bubble.Move(fyne.NewPos(max(gap, min(x, room.Width-size.Width-gap)), max(gap, y)))
	t.bubble.Show()
	t.bubble.Refresh()
}

// Tip gives content a tip that appears when the pointer rests on it, such as the exact time behind "3 minutes ago". Clicks
// reach the content; objects in it that follow the pointer themselves keep their own tip.
type Tip struct {
	widget.BaseWidget
	Text    string
	content fyne.CanvasObject
}

var (
	_ fyne.Widget       = (*Tip)(nil)
	_ fyne.Accessible   = (*Tip)(nil)
	_ desktop.Hoverable = (*Tip)(nil)
)

// NewTip wraps content.
func NewTip(text string, content fyne.CanvasObject) *Tip {
	t := &Tip{Text: text, content: content}
	t.ExtendBaseWidget(t)
	return t
}

// AccessibilityLabel is the tip.
func (t *Tip) AccessibilityLabel() string { return t.Text }

// AccessibilityRole is text.
func (t *Tip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MouseIn waits for the pointer to rest.
func (t *Tip) MouseIn(*desktop.MouseEvent) { hoverTip(t, t.Text) }

// MouseMoved does nothing.
func (t *Tip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tip away.
func (t *Tip) MouseOut() { leaveTip(t) }

// CreateRenderer draws the content.
func (t *Tip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
