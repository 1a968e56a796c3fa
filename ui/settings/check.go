package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// check is a button that checks something, and stops that, with a place for what was found.
type check struct {
	verb, doing string
	begin       func() // starts the check, under attempt
	grown       func() // the result has come or gone

	button  *kit.Button
	result  *fyne.Container
	attempt task.Latest
	busy    bool
}

func newCheck(verb, doing string, begin, grown func()) *check {
	c := &check{verb: verb, doing: doing, begin: begin, grown: grown, result: container.NewStack()}
	c.button = kit.NewButton(verb, assets.Check, c.tapped)
	c.result.Hide()
	return c
}

func (c *check) say(o fyne.CanvasObject) {
	c.result.Objects = []fyne.CanvasObject{o}
	c.result.Show()
	c.grown()
}

func (c *check) clear() {
	c.result.Objects = nil
	c.result.Hide()
	c.grown()
}

func (c *check) rest() {
	c.busy = false
	c.button.SetIcon(look.Themed(assets.Check))
	c.button.SetText(c.verb)
}

func (c *check) tapped() {
	if c.busy {
		c.attempt.Stop()
		c.rest()
		c.clear()
		return
	}
	c.busy = true
	c.button.SetIcon(look.Themed(assets.Cancel))
	c.button.SetText("Stop")
	bar := kit.NewProgressBar()
	bar.Value = -1
	c.say(kit.Column(1.5, kit.NewMuted(c.doing), bar))
	c.begin()
}
