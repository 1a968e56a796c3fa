package review_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/review"
	"tamtam/ui/uitest"
)

// toActivity is what the line is called that leads to the first call's Activity.
const toActivity = "Open the Activity in the Timeline: Meeting · Acme Inc"

func TestTheLineOfTheTimelineLeadsToTheActivity(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Resize(1440, 900)
	first0(s)
	s.MustShow("Timeline")
	s.Tap(toActivity)
	s.Window.Window.Canvas().Focus(s.Find(toActivity).(fyne.Focusable))
	s.Key(fyne.KeyReturn)
	w.did(t, "to activity "+string(w.calls[0].ID), "to activity "+string(w.calls[0].ID))
}

func TestTheTimelineBesideACall(t *testing.T) {
	tests := []struct {
		name      string
		change    func(w *world)
		show, not []string
	}{
		{"no Activity", func(w *world) { w.filed = nil }, nil, []string{"Timeline"}},
		{
			"a company that is gone", func(w *world) { w.filed[w.calls[0].ID] = review.Activity{Type: "Call"} },
			[]string{"Timeline", "Call", "Company not in the directory"},
			nil,
		},
		{
			"damaged", func(w *world) { w.fileErr = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged")) },
			[]string{"Timeline", "The Timeline could not be read.", "Hello, thanks for making the time."},
			nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := full()
			test.change(w)
			s := open(t, uitest.Light, w, page)
			s.Resize(1440, 900)
			first0(s)
			s.MustShow("Who speaks")
			s.MustShow(test.show...)
			s.MustNotShow(test.not...)
		})
	}
}

// What a sync or the person changes in the Timeline is beside the call when it is read again.
func TestTheTimelineBesideACallIsReadAgain(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Resize(1440, 900)
	first0(s)
	delete(w.filed, w.calls[0].ID)
	s.Command(ui.ToRefresh)
	s.MustNotShow("Timeline")
}

func TestCallsAreReadWithoutATimeline(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, func(n review.Needs) ui.Page {
		n.Timeline = nil
		return review.New(n)
	})
	s.Resize(1440, 900)
	first0(s)
	s.MustShow("Who speaks")
	s.MustNotShow("Timeline")
}
