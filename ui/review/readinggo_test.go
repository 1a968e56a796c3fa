package review_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/ui"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// Two keystrokes from a hit to a pasted citation: Enter opens the call with the turn selected, and this copies it.
func TestFromAHitToACitation(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.page.(*review.Page).OpenCall(w.calls[0].ID, 5, "")
	s.Settle()
	s.Command(ui.ToCite)
	want := "“We could live with five percent if it is for two years.\nGlobex has offered us three.”\n" +
		"Jane Doe (External), in “Acme, renewal and pricing”, 2026-04-09, at 00:03:28\nhttps://us-49467.app.gong.io/call?id=0&highlights="
	if !strings.HasPrefix(s.clip.content, want) {
		t.Errorf("copied %q", s.clip.content)
	}
	s.Command(ui.ToCollect)
	if len(w.quotes) != 1 || w.quotes[0].Speaker != "Jane Doe" || w.quotes[0].Call != w.calls[0].ID {
		t.Errorf("the basket has %+v", w.quotes)
	}
	s.Tap("Show them")
	w.did(t, "to quotes")
}

func TestFindInTranscript(t *testing.T) {
	s := openFirst(t, full())
	s.Command(ui.ToFind)
	s.Type("friday")
	s.MustShow("1 of 2")
	s.Key(fyne.KeyReturn)
	s.MustShow("2 of 2")
	s.Command(ui.ToClose)
	s.MustNotShow("2 of 2")
}

func TestSpeakersAreReadAlone(t *testing.T) {
	s := openFirst(t, full())
	s.Tap("Read only Jane Doe")
	s.MustShow("Read only Jane Doe, ticked", "Yes please.")
	s.MustNotShow("That is good to hear.")
	s.Tap("Read only Jane Doe, ticked")
	s.MustShow("That is good to hear.")
	s.Tap("Read only Jane Doe")
	s.page.(*review.Page).OpenCall(s.world.calls[0].ID, 2, "") // Ina's: shown again
	s.Settle()
	s.MustShow("That is good to hear.")
}

func TestTrackersTopicsAndCommentsLeadToTheirTurns(t *testing.T) {
	cited := func(s *screen) string {
		s.Command(ui.ToCite)
		_, at, _ := strings.Cut(s.clip.content, ", at ")
		at, _, _ = strings.Cut(at, "\n")
		return at
	}
	s := openFirst(t, full())
	for _, step := range []struct{ press, want, selected string }{
		{"Go to the next “Competitors”", "00:03:28", "Globex"},
		{"Go to the next “Competitors”", "00:04:09", "their offer"},
		{"Go to the next “Competitors”", "00:04:50", "Fewer integrations"}, // understood without the words: the whole turn
		{"Go to the next “Competitors”", "00:03:28", "Globex"},             // from the last to the first
		{"Go to the next “their offer”", "00:04:09", "their offer"},
		{"Go to the next “Next steps”", "00:05:31", "Let me take"},
	} {
		s.Tap(step.press)
		if got := cited(s); got != step.want {
			t.Errorf("%s: at %s, want %s", step.press, got, step.want)
		}
		if got := s.page.(*review.Page).Facts().Selected; !strings.HasPrefix(got, step.selected) {
			t.Errorf("%s: selected is %q, want %q", step.press, got, step.selected)
		}
	}
}

// TestATranscriptDoesNotWaitForWhatTrackersHeard: that is marked when it is found, in its own call.
func TestATranscriptDoesNotWaitForWhatTrackersHeard(t *testing.T) {
	step := &task.Step{}
	w := full()
	s := openWith(t, uitest.Light, w, step, page)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	p := s.page.(*review.Page)
	p.OpenCall(w.calls[0].ID, -1, "")
	step.Release(0)
	s.Settle()
	s.MustShow("Hello, thanks for making the time.")
	if n := p.Facts().Phrases; n != 0 || step.Waiting() != 1 {
		t.Errorf("%d phrases are marked, %d answers are waited for", n, step.Waiting())
	}
	step.Release(0)
	if n := p.Facts().Phrases; n != 2 {
		t.Errorf("%d phrases are marked, want 2", n)
	}
}

func TestATimeOpensGong(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.page.(*review.Page).OpenCall(w.calls[0].ID, 5, "")
	s.Settle()
	s.Tap("Open in Gong at this second")
	if len(w.log) != 1 || !strings.Contains(w.log[0], "from%22%3A208") {
		t.Errorf("did %q", w.log)
	}
}

func TestACompanyLeadsToItsPage(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Tap("All about Acme Inc")
	w.did(t, "to company Acme Inc")
}
