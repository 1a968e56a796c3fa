package review_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/kit"
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
	step.Advance(kit.LoadingAfter)
	s.Settle()
	s.MustShow("Opening the call")
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

// TestAnExportTakesOutWhatItIsTold, from the name of the file on.
func TestAnExportTakesOutWhatItIsTold(t *testing.T) {
	w := full()
	c := withRecords(conversation(w.calls[0]))
	c.Transcript.List("Speakers", []string{"Jane Doe <jane@acme.com> (External)"})
	w.opens[c.ID] = c
	s := openFirst(t, w)
	s.Command(ui.ToExport)
	s.Tap("Take out e-mail addresses and phone numbers")
	s.Enter("Names to take out, too", "Jane Doe, Acme")
	s.Tap("Export")
	s.MustShow("Written to /home/ina/Documents/[name 2], renewal and pricing.txt")
	for _, no := range []string{"Jane Doe", "Acme", "@acme.com"} {
		if strings.Contains(w.saved, no) {
			t.Errorf("%q is there", no)
		}
	}
	for _, want := range []string{"[name 1]", "[e-mail]", "Hello, thanks"} {
		if !strings.Contains(w.saved, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestAnExportShowsHowFarItIsAndIsCancelled: Esc closes the dialog, which ends the writing.
func TestAnExportShowsHowFarItIsAndIsCancelled(t *testing.T) {
	step := &task.Step{}
	w := full()
	for _, c := range w.calls {
		w.opens[c.ID] = withRecords(conversation(c))
	}
	s := openWith(t, uitest.Light, w, step, page)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Command(ui.ToExport)
	step.Release(0) // the folder
	s.Tap("Export")
	step.Advance(task.PulseGap)
	s.Settle()
	s.MustShow("Exporting…", "16 calls")
	if w.saving == nil || w.saving.Err() != nil {
		t.Fatalf("nothing is written, or it was ended: %v", w.saving)
	}
	s.Key(fyne.KeyEscape)
	if w.saving.Err() == nil {
		t.Error("the writing goes on")
	}
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Settle()
	s.MustNotShow("Exporting…", "Written to")
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
