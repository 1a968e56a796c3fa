package connect

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// outcome is where the dialog says how an attempt went.
type outcome struct {
	object    *fyne.Container
	clipboard fyne.Clipboard
	grown     func() // it has another height now
}

func newOutcome(clipboard fyne.Clipboard, grown func()) *outcome {
	o := &outcome{object: container.NewStack(), clipboard: clipboard, grown: grown}
	o.object.Hide()
	return o
}

// problem says what went wrong.
func (o *outcome) problem(p say.Problem) {
	parts := []fyne.CanvasObject{kit.NewBanner(kit.Bad, p.Line())}
	if p.Details != "" {
		parts = append(parts, kit.NewDetails(p.Details, o.clipboard))
	}
	o.say(kit.Column(1, parts...))
}

// news says something else.
func (o *outcome) news(tone kit.Tone, sentence string) { o.say(kit.NewBanner(tone, sentence)) }

func (o *outcome) say(what fyne.CanvasObject) {
	o.object.Objects = []fyne.CanvasObject{what}
	o.object.Show()
	o.object.Refresh()
	o.grown()
}

func (o *outcome) silence() {
	if o.object.Visible() {
		o.object.Hide()
		o.grown()
	}
}
