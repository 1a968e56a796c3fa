package timeline_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

func TestOpeningTheRecording(t *testing.T) {
	const m1 = "This Video/Meeting Link has failed to load."
	tests := []struct {
		name  string
		err   error
		there bool
		want  []string
		did   []string
	}{
		{"it is there", nil, true, nil, []string{"browse https://us-1.app.gong.io/call?id=0"}},
		{"it is deleted", nil, false, []string{m1, timeline.ReasonDeleted}, nil},
		{"Gong is down", core.E(core.Offline, "list calls", nil), true, []string{m1, timeline.ReasonDown}, nil},
		{"not authorized", core.E(core.Unauthorized, "list calls", nil), true, []string{"Gong connection is not authorized."}, nil},
		{"a scope is missing", &core.Error{Kind: core.Denied, Scope: "api:calls:read:extensive"}, true, []string{"Missing Gong scope api:calls:read:extensive."}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := full()
			w.gongErr = test.err
			if test.there {
				w.calls[callID(0)] = timeline.Call{ID: callID(0)}
			}
			s := open(t, uitest.Light, w)
			first(s)
			s.Tap("Open in Gong")
			w.did(t, test.did...)
			s.musthave(test.want...)
			if len(test.want) < 2 {
				s.MustNotShow(m1)
			}
		})
	}
}

func TestOpeningTrackers(t *testing.T) {
	const m2 = "The Trackers have failed to load."
	id := callID(1) // has none
	heard := []timeline.Tracker{{Name: "Onboarding", Count: 1}}
	tests := []struct {
		name string
		err  error
		call *timeline.Call
		want []string
	}{
		{"none was heard", nil, &timeline.Call{ID: id, Trackers: []timeline.Tracker{{Name: "Onboarding"}}}, []string{m2, timeline.ReasonSettings, timeline.ReasonUnheard}},
		{"the call is gone", nil, nil, []string{m2, timeline.ReasonDeleted}},
		{"Gong is down", core.E(core.Busy, "list calls", nil), nil, []string{m2, timeline.ReasonDown}},
		{"not authorized", core.E(core.Unauthorized, "list calls", nil), nil, []string{"Gong connection is not authorized."}},
		{"heard meanwhile", nil, &timeline.Call{ID: id, Trackers: heard}, []string{"Onboarding"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := full()
			if w.gongErr = test.err; test.call != nil {
				w.calls[id] = *test.call
			}
			s := open(t, uitest.Light, w)
			s.Resize(1440, 900)
			s.page.Open(id)
			s.Tap("Load the trackers")
			s.musthave(test.want...)
			if kept := w.activities[id].Trackers; test.name == "heard meanwhile" && !reflect.DeepEqual(kept, heard) {
				t.Errorf("kept %v", kept)
			}
		})
	}
}

func TestTheTranscriptIsOfferedWhereADatasetHoldsIt(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	first(s)
	s.Tap("Transcript")
	w.did(t, "to transcript "+string(callID(0)))
	s.page.Open(callID(1))
	s.Settle()
	s.MustNotShow("Transcript")
}

// Notes are kept a moment after the last letter, and at once when the Activity or the screen is left; none goes to another Activity.
func TestNotesAreKept(t *testing.T) {
	leave := map[string]func(s *screen){
		"in time":          func(s *screen) { s.pass(time.Second) },
		"another Activity": func(s *screen) { s.page.Open(callID(1)) },
		"the screen":       func(s *screen) { s.page.Leave() },
	}
	for name, do := range leave {
		t.Run(name, func(t *testing.T) {
			w := full()
			s := open(t, uitest.Light, w)
			first(s)
			s.Enter("Your notes", "They want")
			if w.activities[callID(0)].Notes == "They want" {
				t.Error("kept at the first letter")
			}
			s.Enter("Your notes", "They want two quotes.")
			do(s)
			if got := w.activities[callID(0)].Notes; got != "They want two quotes." {
				t.Errorf("kept %q", got)
			}
			if name == "in time" {
				s.MustShow("Kept")
			}
			if got := w.activities[callID(1)].Notes; got != "" {
				t.Errorf("another Activity has %q", got)
			}
		})
	}
}

// Notes that could not be kept are shown again, and tried again: when one goes on writing, or leaves, or comes back to them. Empty ones, too.
func TestNotesThatCouldNotBeKept(t *testing.T) {
	for _, written := range []string{"They want two quotes.", ""} {
		t.Run(written, func(t *testing.T) {
			w := full()
			s := open(t, uitest.Light, w)
			first(s)
			w.keepErr = core.E(core.Full, "keep the notes", errors.New("no space"))
			s.Enter("Your notes", written)
			s.pass(time.Second)
			s.MustShow("Not kept", "The change could not be kept.")
			s.page.Open(callID(1))
			s.Settle()
			s.MustNotShow("Not kept")
			s.page.Open(callID(0))
			s.Settle()
			if written != "" {
				s.MustShow(written)
			}
			s.MustNotShow("They want a quote by Friday.")
			w.keepErr = nil
			s.page.Leave()
			if got := w.activities[callID(0)].Notes; got != written {
				t.Errorf("kept %q", got)
			}
		})
	}
}

// An Activity that cannot be read says so, and stays as it was when it was read before.
func TestAnActivityThatCannotBeRead(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	first(s)
	w.oneErr = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged"))
	s.page.Command(ui.ToRefresh)
	s.Settle()
	s.MustShow("They want a quote by Friday.")
	s.page.Open(callID(1))
	s.Settle()
	s.MustShow("The Activity could not be opened.")
	w.oneErr = nil
	s.Tap("Try again")
	s.MustShow("Gong, call " + string(callID(1)))
}

func TestChangesThatCannotBeKeptAreSaid(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	first(s)
	w.keepErr = core.E(core.Full, "keep the Activity", errors.New("no space"))
	s.Key(fyne.KeyDelete)
	s.MustShow("The change could not be kept.")
	s.MustShow("All companies, 25")
}

func TestAnEditJoinsTheOverriddenFields(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	first(s)
	s.Tap("More")
	s.Tap("Edit…")
	for _, wrong := range []struct{ field, text, say, right string }{
		{"Subject", " ", "A subject is needed.", "Signed"},
		{"Date", "9 April", "Enter a date as 2026-04-09.", "2026-04-01"},
		{"Time", "25:00", "Enter a time as 14:30.", "14:15"},
		{"Duration in minutes", "an hour", "Enter whole minutes, up to ten days.", "30"},
	} {
		s.Enter(wrong.field, wrong.text)
		s.Tap("Keep")
		s.MustShow(wrong.say)
		s.Enter(wrong.field, wrong.right)
	}
	s.Tap("Keep")
	a := w.activities[callID(0)]
	if want := []string{timeline.FieldSubject, timeline.FieldAt}; !reflect.DeepEqual(a.Overridden, want) || a.Subject != "Signed" ||
		!a.At.Equal(time.Date(2026, 4, 1, 14, 15, 0, 0, time.UTC)) {
		t.Errorf("%+v", a)
	}
	s.MustShow("Signed", "Wed, 1 Apr 2026, 14:15 · 30 min")
	for _, label := range s.Texts() {
		if strings.HasPrefix(label, "Renewal and pricing, Acme Inc · Ina Berg, Thu, 9 Apr 2026") {
			t.Errorf("the row stands where it was: %q", label)
		}
	}
}

func TestADeletedActivityComesBackByUndo(t *testing.T) {
	w := full()
	before := w.activities[callID(0)]
	s := open(t, uitest.Light, w)
	first(s)
	s.Key(fyne.KeyDelete)
	if a := w.activities[callID(0)]; a.State != timeline.Tombstone || a.Subject != "" || a.Notes != "" {
		t.Errorf("kept %+v", a)
	}
	s.musthave("All companies, 24")
	s.MustShow("Nothing open")
	s.Tap("Undo")
	if a := w.activities[callID(0)]; !reflect.DeepEqual(a, before) {
		t.Errorf("came back as %+v", a)
	}
	s.musthave("All companies, 25")
	s.MustShow("They want a quote by Friday.")
}

// A company that has lost its last Activity gives way to all of them.
func TestTheLastActivityOfACompany(t *testing.T) {
	w := many(2)
	s := open(t, uitest.Light, w)
	s.Tap("Acme Inc, 1")
	s.page.Open(callID(0))
	s.Settle()
	s.Tap("More")
	s.Tap("Delete")
	s.musthave("All companies, 1")
	s.MustShow("1 Activity")
}

func TestResolveAgain(t *testing.T) {
	w := full()
	w.resolved = activity(0)
	w.resolved.Company, w.resolved.Author = "umbrella", "sam"
	s := open(t, uitest.Light, w)
	first(s)
	resolve := func() {
		s.Tap("More")
		s.Tap("Resolve again")
	}
	w.message = timeline.M3
	resolve()
	s.MustShow("Company and author stay as they were. " + timeline.M3)
	s.MustNotShow("Umbrella Group")
	w.message = ""
	resolve()
	s.musthave("Umbrella Group, 1")
	s.MustShow("The company is Umbrella Group, the author Sam Lee.")
	w.did(t, "resolve "+string(callID(0)), "resolve "+string(callID(0)))
}

func TestAnActivityThatIsGone(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Write(look.Largest)
	s.page.Open("1")
	s.Settle()
	s.MustShow("This Activity is gone")
	s.MustNotShow("Acme Inc, 13")
	s.Tap("Close")
	s.musthave("Acme Inc, 13")
}
