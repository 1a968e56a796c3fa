package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// newActions are the screen's buttons: the ways to what is set up around the Timeline, and the one that brings meetings.
func newActions(p *Page) []fyne.CanvasObject {
	routes := p.needs.Routes
	return []fyne.CanvasObject{
		newFolding("Directory", assets.CRMAccounts, routes.Directory), newFolding("Execution log", assets.Activity, routes.Log),
		newFolding("Settings", assets.Settings, routes.Settings), p.initiate,
	}
}

// foldBelow is the width of a window, in spacing units, below which the screen's title would have no room beside its buttons with their words: that of
// large text in a small window.
const foldBelow = 215

// folding is a button that is its icon alone in a narrow window.
type folding struct{ whole, icon *kit.Button }

func newFolding(text string, icon fyne.Resource, tapped func()) *fyne.Container {
	f := folding{kit.NewButton(text, icon, tapped), kit.NewIconButton(icon, text, tapped)}
	f.icon.Hide()
	return container.New(f, f.whole, f.icon)
}

// fit shows the button that the window has room for.
func (f folding) fit() *kit.Button {
	width := kit.WindowWidth(f.whole)
	folded := width > 0 && width < look.Space(foldBelow)
	shown(f.whole, !folded)
	shown(f.icon, folded)
	if folded {
		return f.icon
	}
	return f.whole
}

func (f folding) Layout(_ []fyne.CanvasObject, size fyne.Size) { f.fit().Resize(size) }

func (f folding) MinSize([]fyne.CanvasObject) fyne.Size { return f.fit().MinSize() }

// shown shows an object or hides it, if that changes anything.
func shown(o fyne.CanvasObject, on bool) {
	switch {
	case o.Visible() == on:
	case on:
		o.Show()
	default:
		o.Hide()
	}
}
