package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// rail is the column of sections at the left.
type rail struct {
	object fyne.CanvasObject
	items  map[string]*railItem
}

func newRail(sections []Section, open func(route string)) *rail {
	r := &rail{items: make(map[string]*railItem)}
	var top, bottom []fyne.CanvasObject
	for _, section := range sections {
		if section.Hidden {
			continue
		}
		item := newRailItem(section, func() { open(section.Route) })
		r.items[section.Route] = item
		if section.Bottom {
			bottom = append(bottom, item)
		} else {
			top = append(top, item)
		}
	}
	mark := container.NewCenter(kit.NewIconSized(assets.Logo, theme.ColorNamePrimary, 8))
	rows := append([]fyne.CanvasObject{kit.Sized(0, 14, mark)}, top...)
	rows = append(append(rows, kit.Spring()), bottom...)
	ground := kit.NewGround(look.Rail)
	r.object = kit.Sized(20, 0, container.NewStack(ground, kit.PadXY(2, 2, kit.Column(1, rows...))))
	return r
}

func (r *rail) choose(route string) {
	for name, item := range r.items {
		if chosen := name == route; item.chosen != chosen {
			item.chosen = chosen
			item.Refresh()
		}
	}
}

// railItem is a section's button: icon over name.
type railItem struct {
	widget.BaseWidget
	title                    string
	tap                      func()
	chosen, hovered, focused bool
	plate                    *kit.Plate
	icon                     *kit.Icon
	name                     *kit.Text
}

var (
	_ fyne.Widget       = (*railItem)(nil)
	_ fyne.Tappable     = (*railItem)(nil)
	_ fyne.Focusable    = (*railItem)(nil)
	_ fyne.Accessible   = (*railItem)(nil)
	_ desktop.Hoverable = (*railItem)(nil)
)

func newRailItem(section Section, tap func()) *railItem {
	i := &railItem{
		title: section.Title, tap: tap, plate: kit.NewPlate("", ""), icon: kit.NewIconSized(section.Icon, look.Muted, 6),
		name: kit.NewCaption(section.Title),
	}
	i.name.Align = fyne.TextAlignCenter
	i.ExtendBaseWidget(i)
	i.update()
	return i
}

func (i *railItem) update() {
	ink := look.Muted
	i.plate.Fill, i.plate.Border, i.plate.Thick = "", "", false
	switch {
	case i.chosen:
		i.plate.Fill, ink = look.AccentSoft, look.AccentText
	case i.hovered:
		i.plate.Fill, ink = theme.ColorNameHover, theme.ColorNameForeground
	}
	if i.focused {
		i.plate.Border, i.plate.Thick = theme.ColorNamePrimary, true
	}
	i.icon.Color, i.name.Color = ink, ink
}

func (i *railItem) Refresh()                       { i.update(); i.BaseWidget.Refresh() }
func (i *railItem) Tapped(*fyne.PointEvent)        { i.tap() }
func (i *railItem) FocusGained()                   { i.focused = true; i.Refresh() }
func (i *railItem) FocusLost()                     { i.focused = false; i.Refresh() }
func (i *railItem) TypedRune(r rune)               { kit.PressRune(r, i.tap) }
func (i *railItem) MouseIn(*desktop.MouseEvent)    { i.hovered = true; i.Refresh() }
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}
func (i *railItem) MouseOut()                      { i.hovered = false; i.Refresh() }

func (i *railItem) TypedKey(event *fyne.KeyEvent) { kit.PressKey(i, event, i.tap) }

func (i *railItem) AccessibilityLabel() string             { return i.title }
func (i *railItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	content := kit.Column(1, container.NewCenter(i.icon), i.name)
	return widget.NewSimpleRenderer(container.NewStack(i.plate, kit.PadXY(0, 2, content)))
}

// topBar is the line with the page's title and buttons.
type topBar struct {
	object  fyne.CanvasObject
	back    *kit.Button
	title   *kit.Text
	actions *fyne.Container
	search  *fyne.Container // the way to the search; empty where there is none
	door    *searchDoor
}

func newTopBar(back func() bool) *topBar {
	b := &topBar{title: kit.NewHeading(""), actions: kit.Line(2), search: container.NewStack()}
	b.search.Hide()
	b.back = kit.NewIconButton(assets.Back, "Back (Alt+Left)", func() { back() })
	row := kit.Line(2, b.back, kit.Grow(b.title), b.search, b.actions)
	row.Layout = &topLayout{line: row.Layout, bar: b}
	b.object = kit.Sized(0, 16, kit.PadXY(6, 3, row))
	return b
}

func (b *topBar) show(title string, actions []fyne.CanvasObject, canBack, search bool) {
	b.title.Text = title
	b.back.Hidden = !canBack
	b.search.Hidden = !search || len(b.search.Objects) == 0
	b.actions.Objects = actions
	b.object.Refresh()
}

// offerSearch puts the way to the search before the page's buttons.
func (b *topBar) offerSearch(open func()) {
	b.door = newSearchDoor(open)
	b.search.Objects = []fyne.CanvasObject{b.door}
}

// topLayout is a line in which the way to the search is an icon where the title and the page's buttons need the room.
type topLayout struct {
	line fyne.Layout
	bar  *topBar
}

func (l *topLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.line.MinSize(objects) }

func (l *topLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if door := l.bar.door; door != nil {
		door.narrow(false)
		title := fyne.MeasureText(l.bar.title.Text, look.Size(theme.SizeNameHeadingText), l.bar.title.Style).Width
		door.narrow(l.MinSize(objects).Width-l.bar.title.MinSize().Width+title > size.Width)
	}
	l.line.Layout(objects, size)
}

// StatusBar is the line at the foot of the window: the connection, the running job, the requests of the day.
type StatusBar struct {
	// OnConnection, OnJob and OnNext are called when the person clicks those parts.
	OnConnection func()
	OnJob        func()
	OnNext       func()

	object     fyne.CanvasObject
	row        *fyne.Container
	due        string // when the next sync is
	connection *statusItem
	job        *statusItem
	next       *statusItem
	requests   *statusItem
}

func newStatusBar() *StatusBar {
	b := &StatusBar{}
	call := func(f *func()) func() {
		return func() {
			if *f != nil {
				(*f)()
			}
		}
	}
	b.connection = newStatusItem(call(&b.OnConnection))
	b.job = newStatusItem(call(&b.OnJob))
	b.next = newStatusItem(call(&b.OnNext))
	b.requests = newStatusItem(nil)
	b.next.disc.Hidden = true
	for _, item := range []*statusItem{b.connection, b.job, b.next, b.requests} {
		item.Hide()
	}
	b.row = kit.Line(3, b.connection, b.job, kit.Spring(), b.next, b.requests)
	ground := kit.NewGround(look.Rail)
	b.object = kit.Column(0, kit.NewDivider(), kit.Sized(0, 8, container.NewStack(ground, kit.PadXY(3, 0, b.row))))
	return b
}

// Connection shows the state of the connection in words; "" shows nothing.
func (b *StatusBar) Connection(tone kit.Tone, text string) {
	b.connection.show(tone, text)
	b.row.Refresh()
}

// Job shows what is running, with the share that is done, negative when unknown; "" shows nothing. Call it at most ten times
// a second.
func (b *StatusBar) Job(text string, share float64) {
	b.job.barBox.Hidden = share < 0
	b.job.bar.Value = share
	b.job.disc.Hidden = true
	b.job.show(kit.Accent, text)
	b.showNext()
	b.row.Refresh()
}

// Next shows when the next sync is due, while no job runs; "" shows nothing.
func (b *StatusBar) Next(text string) {
	if b.due != text {
		b.due = text
		b.showNext()
		b.row.Refresh()
	}
}

// showNext leaves the room to the running job.
func (b *StatusBar) showNext() {
	text := b.due
	if b.job.text != "" {
		text = ""
	}
	b.next.show(kit.Neutral, text)
}

// Requests shows how many requests Gong answered today; a negative number shows nothing.
func (b *StatusBar) Requests(today, allowed int) {
	text := ""
	tone := kit.Neutral
	if today >= 0 {
		text = fmt.Sprintf("%s of %s requests today", number(today), number(allowed))
	}
	if today*10 >= allowed*9 {
		tone = kit.Warn
	}
	b.requests.disc.Hidden = tone == kit.Neutral
	b.requests.show(tone, text)
	b.row.Refresh()
}
