package review_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/ui"
	"tamtam/ui/review"
	"tamtam/ui/uitest"
)

func TestOpeningACallMarksItRead(t *testing.T) {
	tests := []struct {
		mode        string
		atOnce, end bool
	}{{"", false, true}, {"at once", true, true}, {"by hand", false, false}}
	for _, test := range tests {
		t.Run("mode "+test.mode, func(t *testing.T) {
			w := full()
			w.memory["review/read"] = test.mode
			s := openFirst(t, w)
			read := func() bool { return !w.of(w.calls[0].ID).Read.IsZero() }
			if read() != test.atOnce {
				t.Errorf("read at once: %v", read())
			}
			s.pass(review.ReadAfter)
			if read() != test.end {
				t.Errorf("read in the end: %v", read())
			}
		})
	}
	t.Run("one in passing", func(t *testing.T) {
		w := full()
		s := openFirst(t, w)
		s.pass(time.Second)
		s.page.(*review.Page).OpenCall(w.calls[2].ID, -1, "")
		s.pass(review.ReadAfter)
		if !w.of(w.calls[0].ID).Read.IsZero() {
			t.Error("it counts as read")
		}
	})
	t.Run("left within moments, and come back to", func(t *testing.T) {
		w := full()
		s := openFirst(t, w)
		s.page.Leave()
		s.pass(review.ReadAfter)
		if !w.of(w.calls[0].ID).Read.IsZero() {
			t.Error("it counts as read while nobody looks")
		}
		s.page.Enter(t.Context())
		s.pass(review.ReadAfter)
		if w.of(w.calls[0].ID).Read.IsZero() {
			t.Error("it never counts as read")
		}
	})
}

func TestACallIsMarkedUnreadAndStarred(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Key(fyne.KeyEnd)
	s.pass(review.MovingGap)
	last := w.calls[15].ID
	s.Key(fyne.KeyU)
	s.Key(fyne.KeyS)
	if m := w.of(last); !m.Read.IsZero() || !m.Star {
		t.Errorf("it has %+v", m)
	}
	if m := w.of(last); m.Title != w.calls[15].Title {
		t.Error("the marks do not say of which call they are")
	}
	s.MustShow("unread, starred")
	s.Key(fyne.KeyU)
	s.Key(fyne.KeyS)
	s.MustNotShow("unread, starred")
}

func TestWhereOneStoppedIsRestored(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Resize(1024, 500)
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyEnd)
	s.Settle()
	s.MustShow("Friday works.")
	s.page.Leave()
	place := w.of(w.calls[0].ID).Place
	if place == nil || place.Turn < 3 {
		t.Fatalf("kept %+v", place)
	}
	s = open(t, uitest.Light, w, page)
	s.Resize(1024, 500)
	s.Key(fyne.KeyReturn)
	s.Settle()
	s.MustShow("Friday works.")
	s.MustNotShow("Hello, thanks for making the time.")
}

// A sync reads the open call anew: its place stays, and what has come is shown.
func TestASyncKeepsThePlaceInTheOpenCall(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Resize(1024, 500)
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyEnd)
	s.MustShow("Friday works.")
	s.page.(*review.Page).OpenCall(w.calls[0].ID, 8, "")
	c := w.conversation(0)
	c.Title = "Acme, renewed"
	w.opens[c.ID] = c
	s.page.(*review.Page).Refresh()
	s.Settle()
	s.MustShow("Acme, renewed", "Friday works.")
	s.Command(ui.ToCite) // what was selected still is
	if !strings.Contains(s.clip.content, "Let me take the five percent") {
		t.Errorf("copied %q", s.clip.content)
	}
}
