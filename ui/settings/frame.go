package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// frame is what the cards of accounts have in common: a name over a state, verbs at the right, and a body.
type frame struct {
	object *fyne.Container
	name   *kit.Text
	badge  *kit.Badge
	rename *kit.Button // hidden where there is nothing to rename
	dot    *kit.StatusDot
	words  *kit.Text
	verbs  *fyne.Container
	body   *fyne.Container
}

func newFrame(name string) *frame {
	f := &frame{
		name: kit.NewStrong(name), badge: kit.NewBadge("Sample data", kit.Accent), dot: kit.NewStatusDot("", kit.Neutral), words: kit.NewText(""),
		verbs: kit.Line(2), body: kit.Column(3),
	}
	f.rename = kit.NewIconButton(assets.Edit, "Rename", nil)
	f.badge.Hide()
	f.rename.Hide()
	plate := kit.NewPlate(look.AccentSoft, "")
	icon := kit.Sized(10, 10, container.NewStack(plate, container.NewCenter(kit.NewIconSized(assets.Plug, look.AccentText, 6))))
	state := kit.Line(2, f.dot, kit.Grow(f.words)) // the words by themselves, for those of the dot do not give way to the buttons
	title := kit.Column(0, kit.Line(2, f.name, f.badge, f.rename, kit.Spring()), state)
	f.object = kit.NewPanel(kit.Column(3, kit.Line(3, icon, kit.Grow(title), f.verbs), f.body))
	return f
}

func (f *frame) state(words string, tone kit.Tone) {
	f.dot.Set("", tone)
	f.words.Set(words)
}

func (f *frame) show(verbs, body []fyne.CanvasObject) {
	f.verbs.Objects, f.body.Objects = verbs, body
	f.body.Hidden = len(body) == 0
	f.object.Refresh()
	f.verbs.Refresh()
	f.body.Refresh()
}
