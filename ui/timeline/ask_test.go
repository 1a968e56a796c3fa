package timeline_test

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
	uitimeline "tamtam/ui/timeline"
	"tamtam/ui/uitest"
)

// answer lets what was read come to the screen.
func answer(s *screen, step *task.Step) {
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Settle()
}

// Gong may make one wait: that is said, and can be stopped, and nothing happens then. What is quick does not flicker.
func TestAskingGongIsSaidAndStopped(t *testing.T) {
	const said = "Asking Gong for the call…"
	ends := map[string]struct {
		end  func(s *screen)
		want []string
	}{
		"the answer":       {func(*screen) {}, []string{"browse https://us-1.app.gong.io/call?id=0"}},
		"Stop":             {func(s *screen) { s.Tap("Stop asking Gong") }, nil},
		"another Activity": {func(s *screen) { s.page.Open(callID(2)) }, nil},
		"another screen":   {func(s *screen) { s.page.Leave() }, nil},
	}
	for name, test := range ends {
		t.Run(name, func(t *testing.T) {
			w := full()
			w.calls[callID(0)] = timeline.Call{ID: callID(0)}
			step := &task.Step{}
			s := openWith(t, uitest.Light, w, step)
			answer(s, step)
			s.page.Open(callID(0))
			answer(s, step)
			s.Tap("Open in Gong")
			s.MustNotShow(said)
			step.Advance(kit.LoadingAfter)
			s.Settle()
			s.MustShow(said)
			test.end(s)
			if name != "the answer" && w.asking.Err() == nil {
				t.Error("Gong is still asked")
			}
			answer(s, step)
			s.MustNotShow(said)
			w.did(t, test.want...)
			if w.asking.Err() == nil {
				t.Error("the context outlives the answer")
			}
		})
	}
}

// A run changes, hides and brings back what is open. The person's own notes are kept through all of it.
func TestARunChangesWhatIsOpen(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	first(s)
	set := func(do func(a *timeline.Activity)) {
		a := w.activities[callID(0)]
		do(&a)
		w.activities[callID(0)] = a
		s.page.Command(ui.ToRefresh)
		s.Settle()
	}
	set(func(a *timeline.Activity) { a.Subject = "Renamed in Gong" })
	s.MustShow("Renamed in Gong", "They want a quote by Friday.")
	s.Enter("Your notes", "Jane decides alone.")
	shown := w.activities[callID(0)]
	set(func(a *timeline.Activity) {
		a.State, a.Subject, a.Internal, a.External, a.Trackers, a.Recording = timeline.Withdrawn, "", nil, nil, nil, ""
	})
	s.MustShow("This Activity is gone", "24 Activities")
	s.MustNotShow("Renamed in Gong", "Jane Doe", "Competitors", "Jane decides alone.")
	if a := w.activities[callID(0)]; a.Notes != "Jane decides alone." || a.State != timeline.Withdrawn {
		t.Errorf("kept %+v", a)
	}
	set(func(a *timeline.Activity) { notes := a.Notes; *a = shown; a.Notes = notes })
	s.MustShow("Renamed in Gong", "Jane decides alone.", "25 Activities")
}

// What a run has hidden while a person was about to change it, and what was deleted, gets nothing back of what was erased.
func TestNothingComesBackOfWhatIsHidden(t *testing.T) {
	id := callID(1) // has no trackers
	edit := func(s *screen) {
		s.Tap("More")
		s.Tap("Edit…")
		s.Enter("Subject", "Typed meanwhile")
	}
	tests := []struct {
		name   string
		state  timeline.ActivityState
		before func(s *screen)
		then   func(s *screen)
	}{
		{"edit of a private one", timeline.Withdrawn, edit, func(s *screen) { s.Tap("Keep") }},
		{"edit of a deleted one", timeline.Tombstone, edit, func(s *screen) { s.Tap("Keep") }},
		{"trackers of a private one", timeline.Withdrawn, func(*screen) {}, func(s *screen) { s.Tap("Load the trackers") }},
		{"notes of a deleted one", timeline.Tombstone, func(s *screen) { s.Enter("Your notes", "Typed meanwhile") }, func(s *screen) { s.pass(kit.LoadingAfter * 2) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := full()
			w.calls[id] = timeline.Call{ID: id, Trackers: []timeline.Tracker{{Name: "Onboarding", Count: 1}}}
			s := open(t, uitest.Light, w)
			s.Resize(1440, 900)
			s.page.Open(id)
			s.Settle()
			test.before(s)
			a := w.activities[id]
			hidden := timeline.Activity{ID: a.ID, CallID: id, Company: a.Company, At: a.At, State: test.state}
			w.activities[id] = hidden
			test.then(s)
			if got := w.activities[id]; !reflect.DeepEqual(got, hidden) {
				t.Errorf("kept %+v", got)
			}
			s.MustShow("The change could not be kept.", "This Activity is gone")
		})
	}
}

// Of a call that is private in Gong nothing is kept that was not there, although no run has hidden its Activity yet.
func TestAPrivateCallGivesNoTrackers(t *testing.T) {
	w := full()
	id := callID(1)
	before := w.activities[id]
	w.calls[id] = timeline.Call{ID: id, Private: true, Trackers: []timeline.Tracker{{Name: "Onboarding", Count: 1}}}
	s := open(t, uitest.Light, w)
	s.Resize(1440, 900)
	s.page.Open(id)
	s.Settle()
	s.Tap("Load the trackers")
	s.MustShow("The call is private in Gong now")
	s.MustNotShow("Onboarding")
	if got := w.activities[id]; !reflect.DeepEqual(got, before) {
		t.Errorf("kept %+v", got)
	}
}

// The user who was made for an owner is called by name at once.
func TestResolvingNamesWhoWasMade(t *testing.T) {
	w := full()
	w.resolved = activity(0)
	w.resolved.Author = "new"
	w.users = map[timeline.GSID]string{"ina": "Ina Berg", "sam": "Sam Lee"}
	s := openIn(t, uitest.Light, w, nil, func(n *uitimeline.Needs) {})
	first(s)
	w.users = map[timeline.GSID]string{"ina": "Ina Berg", "sam": "Sam Lee", "new": "Noor New"}
	s.Tap("More")
	s.Tap("Resolve again")
	s.MustShow("The company is Acme Inc, the author Noor New.")
	w.gongErr = core.E(core.Unauthorized, "list calls", nil)
	s.Tap("More")
	s.Tap("Resolve again")
	s.MustShow("Company and author could not be resolved again.")
}

// Tab goes through the screen as the eye does: companies, feed, the Activity with its buttons, the notes.
func TestTabFollowsTheEye(t *testing.T) {
	s := open(t, uitest.Light, full())
	first(s)
	s.page.Command(ui.ToFind)
	var labels []string
	for range 8 {
		focused, ok := s.Window.Window.Canvas().Focused().(fyne.Accessible)
		label := "a list"
		if ok {
			label = focused.AccessibilityLabel()
		}
		labels = append(labels, label)
		s.Tab(1)
	}
	if want := []string{"Find a company", "a list", "a list", "More", "Close (Esc)", "Open in Gong", "Transcript", "Your notes"}; !reflect.DeepEqual(labels, want) {
		t.Errorf("Tab goes through %q, want %q", labels, want)
	}
}
