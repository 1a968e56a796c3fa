package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

func menuItem(text string, icon fyne.Resource, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(text, do)
	item.Icon = look.Themed(icon)
	return item
}

// showMenu opens a menu below a button, its right edge on the button's, so that it stays within the window. The arrows move in it,
// Enter takes, Esc closes.
func showMenu(below fyne.CanvasObject, items []*fyne.MenuItem) {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(below)
	if canvas == nil {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	at := driver.AbsolutePositionForObject(below)
	x := at.X + below.Size().Width - menu.MinSize().Width
	menu.ShowAtPosition(fyne.NewPos(max(0, x), at.Y+below.Size().Height))
	canvas.Focus(menu)
}

// focus gives o the focus, if it is in a window.
func focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(o); canvas != nil {
		canvas.Focus(o)
	}
}
