package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

func number(n int) string { return humane.Number(n) }

// statusItem is a part of the status bar: a dot, a few small words, perhaps a bar. It can be pressed when tap is not nil.
type statusItem struct {
	widget.BaseWidget
	tap              func()
	text             string
	hovered, focused bool
	plate            *kit.Plate
	disc             *kit.StatusDot
	words            *kit.Text
	bar              *kit.ProgressBar
	barBox           *fyne.Container
}

var (
	_ fyne.Widget       = (*statusItem)(nil)
	_ fyne.Tappable     = (*statusItem)(nil)
	_ fyne.Focusable    = (*statusItem)(nil)
	_ fyne.Accessible   = (*statusItem)(nil)
	_ fyne.Disableable  = (*statusItem)(nil)
	_ desktop.Hoverable = (*statusItem)(nil)
)

func newStatusItem(tap func()) *statusItem {
	i := &statusItem{
		tap: tap, plate: kit.NewPlate("", ""), disc: kit.NewStatusDot("", kit.Neutral), words: kit.NewCaption(""),
		bar: kit.NewProgressBar(),
	}
	i.plate.Radius = theme.SizeNameInputRadius
	i.barBox = kit.Sized(24, 0, i.bar)
	i.barBox.Hide()
	i.ExtendBaseWidget(i)
	return i
}

func (i *statusItem) show(tone kit.Tone, text string) {
	i.text, i.words.Text, i.disc.Tone = text, text, tone
	i.Hidden = text == ""
	i.Refresh()
}

func (i *statusItem) Refresh() {
	i.plate.Fill, i.plate.Border = "", ""
	if i.hovered && i.tap != nil {
		i.plate.Fill = theme.ColorNameHover
	}
	if i.focused {
		i.plate.Border = theme.ColorNamePrimary
	}
	i.BaseWidget.Refresh()
}

func (i *statusItem) press() {
	if i.tap != nil {
		i.tap()
	}
}

func (i *statusItem) Tapped(*fyne.PointEvent)        { i.press() }
func (i *statusItem) FocusGained()                   { i.focused = true; i.Refresh() }
func (i *statusItem) FocusLost()                     { i.focused = false; i.Refresh() }
func (i *statusItem) TypedRune(r rune)               { kit.PressRune(r, i.press) }
func (i *statusItem) TypedKey(event *fyne.KeyEvent)  { kit.PressKey(i, event, i.press) }
func (i *statusItem) MouseIn(*desktop.MouseEvent)    { i.hovered = true; i.Refresh() }
func (i *statusItem) MouseMoved(*desktop.MouseEvent) {}
func (i *statusItem) MouseOut()                      { i.hovered = false; i.Refresh() }

// Disabled takes an item that cannot be pressed out of the Tab order.
func (i *statusItem) Disabled() bool { return i.tap == nil }
func (i *statusItem) Enable()        {}
func (i *statusItem) Disable()       {}

func (i *statusItem) AccessibilityLabel() string             { return i.text }
func (i *statusItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (i *statusItem) CreateRenderer() fyne.WidgetRenderer {
	row := kit.Line(2, i.disc, i.words, i.barBox)
	return widget.NewSimpleRenderer(container.NewStack(i.plate, kit.PadXY(2, 1, row)))
}
