package activity

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// facts are what a run was, in a line of names and values.
type facts struct {
	object                             fyne.CanvasObject
	begun, by, took, requests, changes *fact
	begunTip, byTip                    *kit.Tip
	state                              *kit.Badge
}

// fact is a name over a value.
type fact struct {
	object fyne.CanvasObject
	value  *kit.Text
	note   *kit.Text
}

func newFact(name string) *fact {
	f := &fact{value: kit.NewStrong(""), note: kit.NewCaption("")}
	f.note.Shrink = true
	f.object = kit.Column(0.5, kit.NewCaption(name), f.value, f.note)
	return f
}

func (f *fact) set(value, note string) {
	f.value.Text, f.note.Text = value, note
	f.value.Refresh()
	f.note.Refresh()
}

func newFacts() *facts {
	f := &facts{
		begun: newFact("Begun"), by: newFact("Trigger"), took: newFact("Took"), requests: newFact("Requests"), changes: newFact("Changes"),
		state: kit.NewBadge("", kit.Neutral),
	}
	f.begunTip, f.byTip = kit.NewTip("", f.begun.object), kit.NewTip("", f.by.object)
	state := kit.Column(1, kit.NewCaption("Result"), kit.Line(0, f.state, kit.Spring()))
	f.object = kit.TopColumns(4, 22, kit.Sized(34, 0, f.begunTip), kit.Grow(f.byTip), kit.Sized(28, 0, f.took.object), kit.Sized(20, 0, f.requests.object),
		kit.Sized(34, 0, f.changes.object), kit.Sized(38, 0, state))
	return f
}

func (f *facts) set(r store.RunReport, g *Going, is standing, now time.Time) {
	f.begun.set(humane.Ago(r.Begun, now), sayTime(r.Begun))
	f.begunTip.Text = exact(r.Begun)
	f.by.set(say.Upper(sayTrigger(r)), sayPlanned(r))
	f.byTip.Text = exact(r.Slot)
	took := sayTook(r, g != nil, now)
	if took == "" {
		took = sayUnknown
	}
	f.took.set(took, "")
	_, changes := totals(r)
	added, others := sayChanges(changes)
	switch {
	case g != nil:
		f.requests.set(humane.Number(g.Snapshot.Requests), "")
		f.changes.set("Not known yet", "")
	case r.Ended.IsZero():
		f.requests.set(sayUnknown, "")
		f.changes.set(sayUnknown, "")
	default:
		f.requests.set(humane.Number(r.Requests), "")
		f.changes.set(added, others)
	}
	f.state.Set(is.words, is.tone, is.icon)
}
