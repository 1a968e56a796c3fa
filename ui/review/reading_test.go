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
	"tamtam/ui/reader"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// openFirst opens the first call of the list, at a size at which the side pane is open, too.
func openFirst(t *testing.T, w *world) *screen {
	s := open(t, uitest.Light, w, page)
	s.Resize(1440, 900)
	s.Key(fyne.KeySpace)
	s.Settle()
	return s
}

func TestACallIsShownWithAllThatIsKnownOfIt(t *testing.T) {
	s := openFirst(t, full())
	s.MustShow("Thu 9 Apr 2026, 08:00 · 45 min", "Hello, thanks for making the time.", "We spoke 53 %, they 47 %", "4 by us, 9 by them", "2 min · Ina Internal",
		"VP Sales · invited, attended", "Competitors", "“Globex”", "Most of the team uses the product every day.", "Ina asks for five percent",
		"Did the rep set an agenda?", "Yes · 5 of 5", "Industry: Manufacturing", "Acme Inc renewal", "good question")
}

func TestTheHighlightOpensACallOnceItRests(t *testing.T) {
	s := open(t, uitest.Light, full(), page)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
	s.MustNotShow("Find in transcript")
	s.pass(review.MovingGap)
	s.MustShow("Mon 6 Apr 2026")
}

// The toolkit tells of rows under the pointer as of highlighted ones.
func TestAPointerOnTheListOpensNothing(t *testing.T) {
	s := open(t, uitest.Light, full(), page)
	s.Hover("Pipeline review")
	s.pass(review.MovingGap)
	s.MustNotShow("Find in transcript")
}

// Coming back to the list, as from a search that has opened another call, goes on at the call that is open.
func TestTheListGoesOnAtTheCallThatIsOpen(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Key(fyne.KeyDown)
	s.pass(review.MovingGap)
	s.page.Leave()
	s.page.(*review.Page).OpenCall(w.calls[5].ID, -1, "")
	s.enter()
	s.pass(review.MovingGap)
	s.MustShow("Fri 3 Apr 2026")
	s.Key(fyne.KeyDown)
	s.pass(review.MovingGap)
	s.MustShow("Thu 2 Apr 2026")
}

func TestACallThatWasOvertakenIsNotShown(t *testing.T) {
	step := &task.Step{}
	s := openWith(t, uitest.Light, full(), step, page)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	p, w := s.page.(*review.Page), s.world
	p.OpenCall(w.calls[0].ID, -1, "")
	p.OpenCall(w.calls[2].ID, -1, "")
	step.Release(1)
	s.Settle()
	s.MustShow("Mon 6 Apr 2026")
	step.Release(0)
	s.Settle()
	s.MustShow("Mon 6 Apr 2026")
	p.OpenCall(w.calls[3].ID, -1, "")
	step.Advance(review.LoadingAfter)
	s.Settle()
	s.MustShow("Opening the call")
}

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

// Before the screen has been shown, a call can be asked for: Enter opens it.
func TestACallIsOpenedBeforeTheScreenIs(t *testing.T) {
	w := full()
	var made *review.Page
	s := open(t, uitest.Light, w, func(n review.Needs) ui.Page {
		made = review.New(n)
		made.OpenCall(w.calls[2].ID, 4, "")
		return made
	})
	s.MustShow("Mon 6 Apr 2026")
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
	if !w.of(id).Tagged("renewal") {
		t.Errorf("tags are %q", w.of(id).Tags)
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

func TestACallThatIsGoneOrUnreadable(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	w.openErr = core.E(core.NotFound, "open the call", nil)
	s.page.(*review.Page).OpenCall("1", -1, "")
	s.Settle()
	s.MustShow("This call is gone")
	w.openErr = core.E(core.Broken, "open the call", errors.New("damaged"))
	s.page.(*review.Page).OpenCall("2", -1, "")
	s.Settle()
	s.MustShow("The call could not be opened.")
	w.openErr = nil
	s.Tap("Try again")
	s.MustShow("This call is gone")
}

func TestACallWithoutATranscriptSaysWhy(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.page.(*review.Page).OpenCall(w.calls[1].ID, 3, "pricing")
	s.Settle()
	s.MustShow("No transcript yet", "A sync brings it")
	w.calls[2].HasTranscript = false
	s.page.(*review.Page).OpenCall(w.calls[2].ID, -1, "")
	s.Settle()
	s.Tap("Go to the datasets")
	w.did(t, "to datasets")
	s.Command(ui.ToCite) // of nothing
	s.Command(ui.ToCollect)
	s.Command(ui.ToHighlight)
	if s.clip.content != "" || len(w.quotes) > 0 {
		t.Error("something was quoted")
	}
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

func TestTheSidePaneIsRemembered(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	s.Key(fyne.KeySpace)
	s.MustNotShow("Who speaks")
	s.Tap("What is known of the call")
	s.MustShow("Who speaks")
	s = open(t, uitest.Light, w, page)
	s.Key(fyne.KeySpace)
	s.MustShow("Who speaks")
	s.Tap("What is known of the call")
	s.Resize(1440, 900)
	s.MustNotShow("Who speaks")
}

func TestAnExportIsOfTheSelectionTheCallOrTheList(t *testing.T) {
	w := full()
	for _, c := range w.calls {
		w.opens[c.ID] = withRecords(conversation(c))
	}
	s := openFirst(t, w)
	s.page.(*review.Page).OpenCall(w.calls[0].ID, 6, "")
	s.Settle()
	shown := "Plain text (.txt)"
	for _, test := range []struct {
		extent, format, file string
		has, hasNot          []string
	}{
		{"What is selected", "Plain text (.txt)", "Acme, renewal and pricing.txt", []string{"What does their offer include?"}, []string{"Hello, thanks"}},
		{"This call", "Markdown (.md)", "Acme, renewal and pricing.md", []string{"Hello, thanks", "Friday works"}, []string{"Globex, kick-off"}},
		{"All of the list (16)", "Spreadsheet (CSV) (.csv)", "Calls.csv", []string{"Hello, thanks", "Pipeline review"}, nil},
	} {
		w.saved = ""
		s.Command(ui.ToExport)
		if test.extent != "What is selected" { // which is proposed, and the name of the whole choice
			s.Tap(test.extent)
		}
		if test.format != shown {
			s.Tap(shown)
			s.Tap(test.format)
			shown = test.format
		}
		s.Tap("Export")
		s.MustShow("Written to /home/ina/Documents/" + test.file)
		for _, want := range test.has {
			if !strings.Contains(w.saved, want) {
				t.Errorf("%s: %q is missing", test.extent, want)
			}
		}
		for _, no := range test.hasNot {
			if strings.Contains(w.saved, no) {
				t.Errorf("%s: %q is there", test.extent, no)
			}
		}
	}
}

func TestACompanyLeadsToItsPage(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Tap("All about Acme Inc")
	w.did(t, "to company Acme Inc")
}

func TestTheTextSizeIsChangedAndGivenBack(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Command(ui.ToEnlarge)
	larger := w.memory["review/text"]
	s.Command(ui.ToNormal)
	if normal := w.memory["review/text"]; larger != "1.10" || normal != "1.00" {
		t.Errorf("written in size %q, then %q", larger, normal)
	}
}

// A press beside all widgets takes the focus away, and the arrows go on where one read.
func TestKeysThatMoveFindTheTranscriptWhenNothingHasTheFocus(t *testing.T) {
	w := full()
	s := openFirst(t, w)
	s.Window.Window.Canvas().Unfocus()
	s.page.(ui.Focuser).Focus()
	if _, reads := s.Window.Window.Canvas().Focused().(*reader.Reader); !reads {
		t.Errorf("the focus is at %T", s.Window.Window.Canvas().Focused())
	}
}
