package review_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/review"
	"tamtam/ui/uitest"
)

// openTags opens the dialog of all tags. The first and the second call have “renewal”, the first has “pricing”, the fifth “churn-risk”.
func openTags(t *testing.T, w *world) *screen {
	w.of(w.calls[1].ID).Tags = []string{"renewal"}
	s := open(t, uitest.Light, w, page)
	s.Tap("Tags and notes")
	s.Tap("Manage tags…")
	return s
}

// tagsOf are the tags of the first calls.
func tagsOf(w *world) string {
	var all []string
	for _, i := range []int{0, 1, 4} {
		all = append(all, strings.Join(w.of(w.calls[i].ID).Tags, ", "))
	}
	return strings.Join(all, "; ")
}

func TestATagIsRenamedInAllCallsAndBack(t *testing.T) {
	w := full()
	s := openTags(t, w)
	s.MustShow("churn-risk", "1 call", "2 calls")
	s.Tap("Rename “renewal” (Enter)")
	s.MustShow("It is renamed in 2 calls.")
	s.Enter("New name of “renewal”", " #renewals  2026 ")
	s.Tap("Rename")
	if got, want := tagsOf(w), "renewals 2026, pricing; renewals 2026; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
	s.MustShow("renewals 2026")
	s.Key(fyne.KeyEscape)
	s.Tap("Undo")
	if got, want := tagsOf(w), "renewal, pricing; renewal; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
}

func TestATagWithTheNameOfAnotherBecomesOneWithIt(t *testing.T) {
	w := full()
	s := openTags(t, w)
	s.Tap("Rename “renewal” (Enter)")
	s.Enter("New name of “renewal”", `a "quoted" one`)
	s.Tap("Rename")
	s.MustShow("Write a tag of one to 64 letters, without quotation marks.")
	s.Enter("New name of “renewal”", "PRICING")
	s.MustShow("There is a tag “pricing” already, of 1 call. “renewal” (2 calls) becomes one")
	s.Tap("Merge")
	if got, want := tagsOf(w), "PRICING; PRICING; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
	s.Key(fyne.KeyEscape)
	s.MustNotShow("Undo") // the two cannot be told apart again
}

func TestATagIsDeletedFromAllCallsAndTheFiltersAndGivenBack(t *testing.T) {
	w := full()
	w.memory["review/query"] = `{"filter":{"tags":["renewal"]},"order":"date","descending":true}`
	s := openTags(t, w)
	s.Tap("Delete “renewal” (Del)")
	s.MustShow("It is taken out of 2 calls.")
	s.Tap("Cancel")
	if got, want := tagsOf(w), "renewal, pricing; renewal; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
	s.Tap("Delete “renewal” (Del)")
	s.Tap("Delete the tag")
	if got, want := tagsOf(w), "pricing; ; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
	s.MustNotShow("Delete “renewal”")
	s.Key(fyne.KeyEscape)
	s.MustShow("16 calls")
	s.Tap("Undo")
	if got, want := tagsOf(w), "renewal, pricing; renewal; churn-risk"; got != want {
		t.Errorf("tags are %q, want %q", got, want)
	}
}

func TestARenamedTagIsRenamedInTheFilters(t *testing.T) {
	w := full()
	w.memory["review/query"] = `{"filter":{"tags":["Churn-Risk"]},"order":"date","descending":true}`
	s := openTags(t, w)
	s.Tap("Rename “churn-risk” (Enter)")
	s.Enter("New name of “churn-risk”", "at risk")
	s.Tap("Rename")
	s.Key(fyne.KeyEscape)
	s.MustShow("#at risk", "1 of 16 calls")
}

func TestATagThatCannotBeChangedStays(t *testing.T) {
	w := full()
	s := openTags(t, w)
	w.markErr = core.E(core.Broken, "rename the tag", errors.New("a page is damaged"))
	s.Tap("Delete “pricing” (Del)")
	s.Tap("Delete the tag")
	s.MustShow("Delete “pricing” (Del)")
	s.Key(fyne.KeyEscape)
	s.MustShow("It could not be kept.")
}

func TestTagsAreReachedFromTheFieldOfATag(t *testing.T) {
	s := openFirst(t, full())
	s.Tap("Yours")
	s.Tap("Add a tag")
	s.Tap("Manage tags…")
	s.MustShow("churn-risk", "Rename “churn-risk” (Enter)")
}

func TestNotesAreExportedAndImported(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	for _, step := range []struct{ press, ends, wrote string }{
		{"Export my notes…", ".jsonl", "notes, readable: false"},
		{"Export my notes as Markdown…", ".md", "notes, readable: true"},
	} {
		s.Tap("Tags and notes")
		s.Tap(step.press)
		w.did(t, "pick from /home/ina/Documents")
		s.MustShow("Written to /media/stick/tamtam_notes_20260409_120000" + step.ends + ".")
		if w.saved != step.wrote {
			t.Errorf("%s wrote %q", step.press, w.saved)
		}
	}
	for _, step := range []struct {
		brings review.Imported
		err    error
		says   string
	}{
		{review.Imported{Calls: 3, Quotes: 1}, nil, "New or changed: the marks of 3 calls, 1 quote, 0 saved searches."},
		{review.Imported{}, nil, "All of it was here already."},
		{review.Imported{}, core.Errorf(core.Invalid, "import the marks", "this is no export of marks"), "The notes could not be imported"},
	} {
		w.imported, w.markErr = step.brings, step.err
		s.Tap("Tags and notes")
		s.Tap("Import notes…")
		w.did(t, "pick: Import notes", "import /media/stick/notes.jsonl")
		s.MustShow(step.says)
	}
}

// TestAnImportIsShown: what it brought stands in the list at once.
func TestAnImportIsShown(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, page)
	id := w.calls[2].ID
	w.of(id).Star = true // as the import does
	s.Tap("Tags and notes")
	s.Tap("Import notes…")
	if s.Find("Pipeline review, 6 Apr · 25 min, starred") == nil {
		t.Errorf("shown is %q", s.Texts())
	}
}
