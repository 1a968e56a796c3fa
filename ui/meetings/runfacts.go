package meetings

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// facts are what a run was, in a line of names and values.
type facts struct {
	object                   fyne.CanvasObject
	started, trigger, window *fact
	success, failed, skipped *fact
	startedTip, windowTip    *kit.Tip
	state                    *kit.Badge
}

// fact is a name over a value and a note.
type fact struct {
	object      fyne.CanvasObject
	value, note *kit.Text
}

func newFact(name string) *fact {
	f := &fact{value: kit.NewStrong(""), note: kit.NewCaption("")}
	f.note.Shrink = true
	head := kit.NewCaption(name)
	head.Shrink = true
	f.object = kit.Column(0.5, head, f.value, f.note)
	return f
}

func (f *fact) set(value, note string) {
	f.value.Set(value)
	f.note.Set(note)
}

func newFacts() *facts {
	f := &facts{
		started: newFact("Job Date"), trigger: newFact("Trigger"), window: newFact("Meetings of"), success: newFact("Success"),
		failed: newFact("Failed"), skipped: newFact("Skipped"), state: kit.NewBadge("", kit.Neutral),
	}
	f.startedTip, f.windowTip = kit.NewTip("", f.started.object), kit.NewTip("", f.window.object)
	state := kit.Column(1, kit.NewCaption("Execution Status"), kit.Line(0, f.state, kit.Spring()))
	f.object = kit.TopColumns(3, 30, kit.Grow(f.startedTip), kit.Sized(28, 0, f.trigger.object), kit.Sized(40, 0, f.windowTip),
		kit.Sized(17, 0, f.success.object), kit.Sized(17, 0, f.failed.object), kit.Sized(17, 0, f.skipped.object), state)
	return f
}

func (f *facts) set(r timeline.Run, g *timeline.Progress, now time.Time) {
	f.started.set(sayTime(r.Started), sayAgo(r, g, now))
	f.startedTip.Text = exact(r.Started)
	f.trigger.set(sayTrigger(r.Trigger), saySlot(r))
	f.window.set(r.From.Local().Format("2 Jan")+" – "+r.To.Local().Format("2 Jan 2006"), "")
	f.windowTip.Text = exact(r.From) + " – " + exact(r.To)
	f.success.set(humane.Number(r.Success), "")
	f.failed.set(humane.Number(r.Failed), "")
	f.skipped.set(humane.Number(r.Skipped), "")
	is := standingOf(r, g)
	f.state.Set(is.words, is.tone, is.icon)
}
