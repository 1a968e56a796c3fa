package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// MenuItem returns an item of a menu with an icon.
func MenuItem(text string, icon fyne.Resource, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(text, do)
	item.Icon = look.Themed(icon)
	return item
}

// ShowMenu opens a menu below an object, its right edge on the object's, so that it stays within the window. The arrows move in it,
// Enter takes, Esc closes.
func ShowMenu(below fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below).Add(below.Size())
	if menu := newMenu(below, items); menu != nil {
		menu.show(fyne.NewPos(max(0, at.X-menu.MinSize().Width), at.Y))
	}
}

// ShowMenuAt opens a menu of an object at a position in the window.
func ShowMenuAt(of fyne.CanvasObject, at fyne.Position, items []*fyne.MenuItem) {
	if menu := newMenu(of, items); menu != nil {
		menu.show(at)
	}
}

type menu struct {
	*widget.PopUpMenu
	canvas fyne.Canvas
}

func newMenu(of fyne.CanvasObject, items []*fyne.MenuItem) *menu {
	c := canvasOf(of)
	if c == nil {
		return nil
	}
	return &menu{widget.NewPopUpMenu(fyne.NewMenu("", items...), c), c}
}

func (m *menu) show(at fyne.Position) {
	m.ShowAtPosition(at)
	m.canvas.Focus(m.PopUpMenu)
}
