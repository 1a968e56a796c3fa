package kit_test

import (
	"testing"

	"tamtam/ui/kit"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// What is read quickly shows nothing in between; what takes its time says so, until it is there, or has failed and is tried again.
func TestABodyShowsOneThingAtATime(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	b, step, tries := kit.NewBody(), &task.Step{}, 0
	w.Show(b.Object)
	b.Await(step, "Reading")
	step.Advance(kit.LoadingAfter - 1)
	if !b.Empty() {
		t.Error("something is shown too early")
	}
	step.Advance(1)
	w.Settle()
	w.MustShow("Reading")
	b.Fail(kit.Trouble{Headline: "It failed"}, w.App.Clipboard(), func() { tries++ })
	w.Settle()
	w.MustShow("It failed")
	w.MustNotShow("Reading")
	w.Tap("Try again")
	if tries != 1 || !b.Empty() {
		t.Errorf("tried %d times; empty is %v", tries, b.Empty())
	}
	content := kit.NewText("Content")
	b.Await(step, "Reading")
	b.Put(content)
	b.Put(content)
	step.Advance(kit.LoadingAfter)
	w.Settle()
	w.MustShow("Content")
	w.MustNotShow("Reading", "It failed")
}
