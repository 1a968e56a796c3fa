package review_test

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/text"
	"tamtam/ui"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestHighlightsAreMadeAndRemovedWithUndo(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Tap("Yours")
	id := w.calls[0].ID
	s.page.(*review.Page).OpenCall(id, 8, "")
	s.Settle()
	s.Command(ui.ToHighlight)
	if n := len(w.of(id).Highlights); n != 2 {
		t.Fatalf("%d highlights", n)
	}
	s.MustShow("“Let me take the five percent")
	s.Tap("Undo")
	if n := len(w.of(id).Highlights); n != 1 {
		t.Errorf("%d highlights after undo", n)
	}
	s.Tap("Remove the highlight")
	s.MustShow("No highlights yet.")
	s.Tap("Undo")
	if n := len(w.of(id).Highlights); n != 1 {
		t.Errorf("%d highlights after the second undo", n)
	}
}

func TestNotesAreWrittenEditedAndDeletedWithUndo(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Tap("Yours")
	id := w.calls[0].ID
	s.page.(*review.Page).OpenCall(id, 6, "")
	s.Settle()
	s.Command(ui.ToNote)
	s.Type("Ask Globex users.")
	s.Tap("Keep")
	notes := w.of(id).Notes
	if len(notes) != 3 || notes[2].Text != "Ask Globex users." || notes[2].Anchor == nil || notes[2].Anchor.Turn != 6 {
		t.Fatalf("notes are %+v", notes)
	}
	s.MustShow("Ask Globex users.")
	s.Tap("Edit the note")
	s.Enter("Note", "Finance agreed.")
	s.Tap("Keep")
	s.MustShow("Finance agreed.")
	s.Tap("Delete the note")
	s.MustNotShow("Finance agreed.")
	s.Tap("Undo")
	s.MustShow("Finance agreed.")
	s.Tap("Write a note to the call")
	s.Type("To the call.")
	s.Tap("Keep")
	if notes := w.of(id).Notes; notes[len(notes)-1].Anchor != nil {
		t.Error("a note to the call has a passage")
	}
}

func TestTagsAreAddedWithCompletionAndRemovedWithUndo(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Tap("Yours")
	id := w.calls[0].ID
	s.Tap("Add a tag")
	s.MustShow("Add the tag “churn-risk”")
	s.MustNotShow("Add the tag “renewal”") // it has it
	s.Type("x")
	s.MustNotShow("churn-risk")
	s.Enter("Tag", "ch")
	s.Tap("Add the tag “churn-risk”")
	if !w.of(id).Tagged("churn-risk") {
		t.Fatalf("tags are %q", w.of(id).Tags)
	}
	s.Tap("Remove the tag “renewal”")
	s.Tap("Undo")
	if tags := w.of(id).Tags; tags[0] != "renewal" { // its place is its old one
		t.Errorf("tags are %q", tags)
	}
	s.Tap("Add a tag")
	s.Enter("Tag", strings.Repeat("x", 70))
	s.Tap("Add")
	s.MustShow("Write a tag of one to 64 letters")
}

// What a passage said is kept when the transcript no longer says it.
func TestOrphansAreShownApart(t *testing.T) {
	w := full()
	c := w.conversation(0)
	for i := range c.Turns {
		c.Turns[i].Lines = []string{"Something else altogether was said in this version of it."}
	}
	w.opens[c.ID] = c
	s := openFirst(t, w)
	s.Tap("Yours")
	s.MustShow("No longer in the transcript", "“The price per seat went up by eight percent.”", "This is the sentence for the board.")
}

// TestPassagesFollowATranscriptThatIsEditedAgainAndAgain: what is marked is said twice, so it is known by its time and by what is said around
// it. The edits change the one and then the other, each of which is borne, and which would not be without the one between.
func TestPassagesFollowATranscriptThatIsEditedAgainAndAgain(t *testing.T) {
	w := full()
	id := w.calls[2].ID // nothing was made of it
	edited := func(later int, before, behind string) []text.Turn {
		c := w.conversation(2)
		c.Turns = nil
		for i, line := range []string{before, "Yes.", behind, "And is it signed?", "Yes.", "Goodbye."} {
			at := time.Duration(later+20*i) * time.Second
			c.Turns = append(c.Turns, text.Turn{At: at, Speaker: "Sam Lee", Lines: []string{line}})
		}
		w.opens[id] = c
		return c.Turns
	}
	first := *anchor(edited(0, "Does the offer stand?", "Then it goes into the contract."), 1)
	if _, err := w.of(id).AddHighlight(first, marks.Yellow, now); err != nil {
		t.Fatal(err)
	}
	note(w.of(id), "Never said here.", anchor(w.conversation(0).Turns, 3))
	s := open(t, uitest.Light, w, page)
	s.Resize(1440, 900)
	s.page.(*review.Page).OpenCall(id, -1, "")
	s.Tap("Yours")
	for n, edit := range []struct {
		later          int
		before, behind string
	}{
		{300, "Does the offer stand?", "Then it goes into the contract."},
		{300, "Do you think so?", "Well."},
		{900, "Do you think so?", "Well."},
		{900, "Who can say?", "As ever."},
	} {
		turns := edited(edit.later, edit.before, edit.behind)
		s.Command(ui.ToRefresh)
		if got := w.of(id).Highlights[0].Anchor; got.Turn != 1 || got.At != turns[1].At || !strings.Contains(got.Before, edit.before) {
			t.Errorf("edit %d: the highlight is kept at %+v", n, got)
		}
		s.MustShow("Never said here.", "No longer in the transcript")
	}
	if at, found := first.Find(w.opens[id].Turns); found && at.Turn == 1 {
		t.Error("it would be found without being followed: the edits are too few")
	}
	kept := w.of(id)
	if s.Command(ui.ToRefresh); w.of(id) != kept {
		t.Error("what has not changed was kept again")
	}
}

func TestWhatCannotBeKeptIsSaid(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	w.markErr = core.E(core.Full, "keep the marks", errors.New("no space"))
	s.Key(fyne.KeyS)
	s.MustShow("It could not be kept.")
	if !w.of(w.calls[0].ID).Star {
		t.Error("the star is gone")
	}
}

// An answer that was read before something was kept would show it as it was.
func TestWhatIsKeptMeanwhileIsNotUndoneByAnOldAnswer(t *testing.T) {
	step := &task.Step{}
	w := full()
	s := openWith(t, uitest.Light, w, step, page)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Key(fyne.KeySpace)
	step.Release(0) // the call
	before := maps.Clone(w.marks)
	s.Command(ui.ToRefresh)
	old := step.Waiting() - 1
	s.Command(ui.ToStar)
	step.Release(step.Waiting() - 1) // is kept
	if _, same := before[w.calls[0].ID]; !same || w.of(w.calls[0].ID).Star {
		t.Fatal("the star was not taken away")
	}
	step.Release(old)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Settle()
	s.MustNotShow("unread, starred, external, with notes")
}
