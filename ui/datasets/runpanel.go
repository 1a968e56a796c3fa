package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// runPanel is a run as a whole: how far it is, what it cost so far, how long it will take, and Cancel.
type runPanel struct {
	object fyne.CanvasObject
	title  *kit.Text
	state  *kit.Text
	bar    *kit.ProgressBar
	cancel *kit.Button
}

func newRunPanel(cancel func()) *runPanel {
	r := &runPanel{title: kit.NewStrong(""), state: kit.NewMuted(""), bar: kit.NewProgressBar()}
	r.cancel = kit.NewButton("Cancel", assets.Cancel, cancel)
	r.cancel.Tip = "Stop; what is complete is kept"
	words := kit.Column(1.5, kit.Line(3, kit.Sized(30, 0, r.title), kit.Grow(r.state)), r.bar)
	r.object = kit.NewPanel(kit.Line(4, kit.NewIconSized(assets.Sync, look.AccentText, 6), kit.Grow(words), r.cancel))
	return r
}

func (r *runPanel) set(run Run, first bool) {
	r.title.Set(sayGoing(run, first))
	r.state.Set(sayRun(run))
	r.bar.Set(run.Snapshot.Share(), kit.Neutral)
	r.cancel.SetText(sayCancel(run))
	r.cancel.SetEnabled(!run.Stopping)
}
