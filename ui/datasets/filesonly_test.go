package datasets_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/uitest"
)

// filesOnly is a dataset of files of this computer, where nothing is connected.
func filesOnly() *world {
	w := only(attachedTo(entry("d1", "Notes")))().unconnected()
	w.shelf.text = func(core.AttachedID) (datasets.Text, error) { return longNote("Budget of the quarter"), nil }
	return w
}

func copying(n datasets.Needs) ui.Page { return datasets.CopyOf(n, "d1") }

func TestADatasetOfFilesOnlyIsMadeWithoutAConnection(t *testing.T) {
	w := newWorld().unconnected()
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "Notes")
	s.Tap("Create dataset")
	w.did(t) // it would hold nothing
	s.page.(*datasets.Edit).Drop([]string{"/home/ina/Drive/Customer notes"})
	s.Settle()
	s.Tap("Create dataset")
	w.did(t, "create Notes [] "+core.Last(90).String()+" 100 false", `attach new ["/home/ina/Drive/Customer notes"]`, "to saved new")
}

func TestADatasetOfFilesOnlyNeedsNoConnection(t *testing.T) {
	w := filesOnly()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Files of this computer", "What changes on the disk is read by itself", "# Budget of the quarter")
	s.MustNotShow("Connect Gong", "Import now")
	s.Tap("Refresh now")
	w.did(t)
	if w.shelf.looks != 1 {
		t.Errorf("%d looks", w.shelf.looks)
	}
	s.MustShow("compared with the disk")
	s.Tap("More")
	s.MustShow("Attach a file…", "Mirror folder")
	s.MustNotShow("Check completeness", "Re-read everything…")

	w = filesOnly()
	s = open(t, uitest.Light, w, list)
	s.MustShow("Files only", "6 files", "Nothing to sync")
	s.MustNotShow("Connect Gong", "Needs connection")
	s.Tap("Refresh now")
	s.Tap("Refresh all")
	w.did(t)
	if w.shelf.looks != 2 {
		t.Errorf("%d looks", w.shelf.looks)
	}
}

func TestItsLastSourceIsNotTakenFromADatasetOfFilesOnly(t *testing.T) {
	w := filesOnly()
	s := open(t, uitest.Light, w, edit)
	for _, name := range []string{"Budget.md", "Customer notes", "Contracts"} {
		s.Tap("Remove " + name)
	}
	s.Tap("Save changes")
	w.did(t) // it would hold nothing
	s.page.(*datasets.Edit).Drop([]string{"/media/stick/Contracts"})
	s.Settle()
	s.Tap("Save changes")
	if got := strings.Join(w.log, "; "); !strings.Contains(got, "detach d1 s1") || strings.Contains(got, "s3") {
		t.Errorf("did %s", got)
	}
}

func TestACopyOffersTheSourcesOfItsOriginal(t *testing.T) {
	w := withFiles()
	w.estimate = guess
	s := open(t, uitest.Light, w, copying)
	w.log = nil
	s.MustShow("Budget.md", "Customer notes", "Contracts")
	s.Tap("Cancel")
	w.did(t, "back") // nothing was entered
	s.Tap("Remove Contracts")
	s.Tap("Create dataset")
	w.did(t, "create Renewals copy [calls transcripts] "+core.Last(90).String()+" 100 false",
		`attach new ["/home/ina/Budget.md"]`, `attach new ["/home/ina/Drive/Customer notes"]`, "start new [] recent", "to saved new")
}

func TestWhatCannotBeAttachedKeepsNothingElseOut(t *testing.T) {
	w := withFiles()
	w.estimate, w.shelf.err = guess, core.Errorf(core.Invalid, "attach", "there is no file or folder of this name")
	s := open(t, uitest.Light, w, copying)
	w.log = nil
	s.Tap("Create dataset")
	s.MustShow("“Budget.md” could not be attached", "no file or folder of this name")
	for _, path := range []string{"/home/ina/Budget.md", "/home/ina/Drive/Customer notes", "/media/stick/Contracts"} {
		if !slices.Contains(w.log, `attach new ["`+path+`"]`) {
			t.Errorf("%s was not tried: %q", path, w.log)
		}
	}
}
