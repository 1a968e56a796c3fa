package find_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/find"
	"tamtam/ui/uitest"
)

func TestRecentSearchesAreAskedAgainAndForgotten(t *testing.T) {
	w := full()
	w.saved = nil
	s := open(t, uitest.Light, w)
	s.Key(fyne.KeyDown) // into the list
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	s.Pass(find.AskAfter)
	if want := `"next steps" -demo`; w.asked[0] != want {
		t.Errorf("asked %q, want %q", w.asked[0], want)
	}
	s.focused()
	s.page.Ask("")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete)
	s.MustNotShow(`"next steps" -demo`)
	before := slices.Clone(w.recent)
	s.Tap("Clear")
	if len(w.recent) > 0 {
		t.Errorf("%q are kept", w.recent)
	}
	s.MustShow("What you searched for is listed here once you have opened something.")
	s.Tap("Undo")
	if !slices.Equal(w.recent, before) {
		t.Errorf("brought back %q, want %q", w.recent, before)
	}
}

func TestASearchIsSavedUnderAName(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Tap("All datasets")
	s.Tap("Renewals Q2")
	s.ask("pricing")
	s.Tap("Save search")
	s.Enter("Name", " ")
	s.Tap("Save")
	s.MustShow("A saved search needs a name.")
	s.Enter("Name", "competitors")
	s.Tap("Save")
	s.MustShow("Another saved search has this name.")
	s.Enter("Name", "Pricing")
	s.Key(fyne.KeyReturn)
	s.MustShow("Saved as “Pricing”.")
	s.focused() // behind the dialog
	if got := w.saved[1]; got.Name != "Pricing" || got.Query != `pricing dataset:"Renewals Q2"` {
		t.Errorf("saved %+v", got)
	}
}

func TestASavedSearchThatIsOpenedHasNothingNewAnyMore(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.MustShow("3 new")
	s.Tap("Competitors")
	s.Pass(find.AskAfter)
	if want := []string{"tracker:competitors side:external"}; !slices.Equal(w.asked, want) {
		t.Errorf("asked %q, want %q", w.asked, want)
	}
	s.page.Ask("")
	s.MustShow("Competitors")
	s.MustNotShow("3 new")
}

func TestSavedSearchesAreRenamedAndDeleted(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyF2)
	s.Enter("Name", "Rivals")
	s.Tap("Rename")
	s.MustShow("Rivals")
	s.MustNotShow("Competitors")
	s.Key(fyne.KeyDown) // from the field
	s.Key(fyne.KeyHome)
	s.Key(fyne.KeyDelete)
	s.MustNotShow("3 new")
	s.Tap("Undo")
	s.MustShow("Rivals", "3 new")
	if len(w.saved) != 2 || w.saved[0].ID != "s1" {
		t.Errorf("kept are %+v", w.saved)
	}
}

func TestASavedSearchThatIsNotDeletedIsSaid(t *testing.T) {
	w := full()
	w.deleteErr = core.E(core.Full, "remove the saved search", nil)
	s := open(t, uitest.Light, w)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete)
	s.MustShow("The saved search could not be deleted.", "Competitors")
	s.MustNotShow("Undo")
}
