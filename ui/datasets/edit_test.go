package datasets_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestCreateADataset(t *testing.T) {
	w := estimating()()
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "  Renewals ")
	s.Enter("Description", "Contracts")
	s.Tap("Calls")
	s.Tap("Transcripts")
	s.MustShow("2 of 11 selected", "Add 2 files", "Choose data types and add them")
	s.Tap("Add 2 files")
	w.did(t, "estimate [calls transcripts] 90d 100")
	s.MustShow("≈ 412 KB", "≈ 4.1 MB", "gong_calls_20260409_120000.txt", "2 files · ≈ 4.5 MB estimated", "asks Gong 12 times and takes about 5 s")
	s.Tap("Create dataset")
	w.did(t, "create Renewals [calls transcripts] 90d 100 false", "start new [] recent", "to saved new")
}

func TestSelectAllAndNone(t *testing.T) {
	w := estimating()()
	w.connections[0].Missing = map[core.DataType]string{core.Libraries: "api:library:read"}
	s := open(t, uitest.Light, w, create)
	s.Tap("Select all")
	s.MustShow("10 of 11 selected", "No permission: ask a Gong", "api:library:read")
	s.Tap("Deselect all")
	s.MustShow("0 of 11 selected")
	s.Tap("Libraries")
	s.MustShow("0 of 11 selected")
}

func TestANameIsAskedForAndNamesAreUnique(t *testing.T) {
	w := estimating()()
	s := open(t, uitest.Light, w, create)
	s.Tap("Calls")
	s.Tap("Add 1 file")
	s.Tap("Create dataset")
	s.MustShow("Enter a name.")
	w.saveErr = core.Errorf(core.Invalid, "keep the dataset", "there is a dataset of this name already")
	s.Enter("Name", "Renewals")
	s.MustNotShow("Enter a name.")
	s.Tap("Create dataset")
	s.MustShow("There is a dataset of this name already.", "Create dataset")
	w.saveErr = core.E(core.Full, "write", errors.New("raw"))
	s.Tap("Create dataset")
	s.MustShow("no space left on the disk")
	s.MustNotShow("raw")
}

func TestTypesWithoutPermissionAreSkipped(t *testing.T) {
	w := estimating()()
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "Renewals")
	s.Tap("Select all")
	s.Tap("Add 11 files")
	s.MustShow("10 files ·")
	w.log = nil
	s.Tap("Create dataset")
	if len(w.log) == 0 || strings.Contains(w.log[0], "libraries") || !strings.Contains(w.log[0], "trackers") {
		t.Errorf("did %q", w.log)
	}
}

func TestEstimatesArriveOneByOneAndLateOnesAreDropped(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := estimating()()
		w.estimate = func(_ context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error) {
			for i := range d.Types { // the last first
				ty := d.Types[len(d.Types)-1-i]
				answer(importer.TypeEstimate{Type: ty, Records: 1, Bytes: int64(d.Limit) * 1000})
			}
			return importer.Cost{Requests: d.Limit}, nil
		}
		runner := &task.Step{}
		s := openWith(t, mode, w, runner, create)
		runner.Release(0)
		runner.Release(0) // whether a passphrase is wanted
		s.Tap("Calls")
		s.Tap("Users")
		s.Tap("Add 2 files")
		s.MustShow("Estimating")
		s.Golden("new-estimating")
		runner.Advance(task.PulseGap) // answers came, the question as a whole is still open
		s.Settle()
		s.MustNotShow("Estimating")
		s.MustShow("≈ 100 KB")
		s.Enter("Most records of each type", "300")
		s.MustShow("Estimating") // from the first letter on; asked is when the choice has settled
		runner.Advance(time.Second)
		runner.Advance(task.PulseGap)
		runner.Release(0) // the overtaken one ends only now
		s.Settle()
		s.MustShow("≈ 300 KB")
		s.MustNotShow("100 KB", "asks Gong 100 times")
		runner.Release(0)
		s.Settle()
		s.MustShow("asks Gong 300 times")
		s.Tap("Remove Users")
		s.MustShow("1 file · ≈ 300 KB")
	})
}

// A button used to remove what had moved to its file's place.
func TestEachButtonRemovesItsOwnFile(t *testing.T) {
	s := open(t, uitest.Light, estimating()(), create)
	s.Tap("Select all")
	s.Tap("Add 11 files")
	for _, name := range []string{"Calls", "Users", "Scorecards"} {
		s.Tap("Remove " + name)
		if s.Find("Remove "+name) != nil {
			t.Errorf("%s is there yet", name)
		}
	}
	s.MustShow("8 of 11 selected")
	for _, name := range []string{"Transcripts", "User Stats", "Answered Scorecards"} {
		if s.Find("Remove "+name) == nil {
			t.Errorf("%s was removed", name)
		}
	}
}

func TestAnEstimateForARemovedFileIsDropped(t *testing.T) {
	w := estimating()()
	runner := &task.Step{}
	s := openWith(t, uitest.Light, w, runner, create)
	runner.Release(0)
	runner.Release(0) // whether a passphrase is wanted
	s.Tap("Calls")
	s.Tap("Users")
	s.Tap("Add 2 files")
	s.Tap("Remove Calls")
	s.MustShow("1 of 11 selected")
	runner.Release(0)
	s.Settle()
	s.MustShow("1 file · ≈ 21 KB")
	s.MustNotShow("412 KB")
}

func TestAnEstimateThatFailsLeavesTheFilesAndSaysWhy(t *testing.T) {
	w := estimating()()
	w.estimate = func(context.Context, store.Dataset, func(importer.TypeEstimate)) (importer.Cost, error) {
		return importer.Cost{}, core.E(core.Offline, "list calls", errors.New("raw"))
	}
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "Renewals")
	s.Tap("Calls")
	s.Tap("Add 1 file")
	s.MustShow("Size unknown: Gong could not be reached.", "1 file")
	w.log = nil
	s.Tap("Create dataset")
	w.did(t, "create Renewals [calls] 90d 100 false", "start new [] recent", "to saved new")
}

func TestConnectInPlaceKeepsWhatWasEntered(t *testing.T) {
	w := estimating()().unconnected()
	s := open(t, uitest.Light, w, create)
	s.Enter("Name", "Renewals")
	s.Tap("Calls")
	s.Tap("Add 1 file")
	s.MustShow("No Gong connection found", "Size unknown")
	s.Tap("Create dataset") // cannot be pressed
	s.Tap("Connect")
	w.did(t, `connect ""`, "estimate [calls] 90d 100")
	s.MustNotShow("No Gong connection found")
	s.MustShow("New Ltd · API key", "≈ 412 KB")
	s.page.Leave()
	s.EnterPage()
	s.MustShow("New Ltd · API key", "≈ 412 KB")
	w.log = nil
	s.Tap("Create dataset")
	w.did(t, "create Renewals [calls] 90d 100 false", "start new [] recent", "to saved new")
	if got := w.entries[0].Dataset.Connection; got != "c9" {
		t.Errorf("goes through %q", got)
	}
}

func TestPeriodAndLimitAreChecked(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := estimating()()
		s := open(t, mode, w, create)
		s.Resize(1024, 1800) // all of the form in view
		s.Enter("Name", "Renewals")
		s.Tap("Calls")
		s.Tap("Add 1 file")
		w.log = nil
		s.Tap("Dates")
		s.Enter("First day", "2026-03-31")
		s.Enter("Last day", "2026-01-01")
		s.MustShow("The last day is before the first.")
		s.Tap("Create dataset")
		w.did(t)
		s.Enter("First day", "1.1.2026")
		s.MustShow("Enter both dates as year-month-day")
		s.Enter("First day", "2025-12-01")
		s.MustShow("1 Dec 2025 to 1 Jan 2026")
		s.Enter("Most records of each type", "many")
		s.MustShow("Enter a whole number from 1 up")
		s.Golden("new-wrong-limit")
		s.Tap("No limit")
		s.Tap("Include private calls")
		s.MustShow("private calls too", "every 1,000 calls")
		w.log = nil
		s.Pass(time.Second)
		w.did(t, "estimate [calls] 2025-12-01..2026-01-01 0")
		s.Tap("Create dataset")
		w.did(t, "create Renewals [calls] 2025-12-01..2026-01-01 0 true", "start new [] recent", "to saved new")
	})
}

func TestEditRemovesATypeOnlyAfterNamingTheLoss(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls, core.Users))()
	s := open(t, uitest.Light, w, edit)
	s.MustShow("Edit Renewals", "2 files · 433 KB", "imported, 100 records")
	s.Tap("Remove Users")
	s.MustShow("Remove Users?", "gong_users_20260407_120000.txt with 48 records (21 KB)")
	s.Key(fyne.KeyEscape)
	s.MustShow("2 files")
	s.Tap("Users")
	s.Tap("Remove")
	s.MustShow("1 file · 412 KB")
	s.Tap("Save changes")
	w.did(t, "update d1 Renewals [calls] 90d 100", "to saved d1")
	s.MustShow("“Renewals” was saved.")
}

func TestEditAddsATypeAndOffersToFetchIt(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, edit)
	w.did(t) // nothing is asked while nothing changed
	s.Tap("Users")
	s.Tap("Add 1 file")
	w.did(t, "estimate [calls users] 90d 100")
	s.MustShow("412 KB", "≈ 21 KB", "2 files · ≈ 433 KB estimated")
	s.Tap("Save changes")
	s.Tap("Refresh now")
	w.did(t, "update d1 Renewals [calls users] 90d 100", "to saved d1", "start d1 [] recent")
}

func TestCopyBeginsWithTheSameChoiceAndNoFiles(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, func(n datasets.Needs) ui.Page { return datasets.CopyOf(n, "d1") })
	s.MustShow("New dataset", "≈ 412 KB")
	w.log = nil
	s.Tap("Create dataset")
	w.did(t, "create Renewals copy [calls] 90d 100 false", "start new [] recent", "to saved new")
}

func TestCancelAsksOnlyWhenSomethingWouldBeLost(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, edit)
	s.page.(ui.Commander).Command(ui.ToClose)
	w.did(t, "back")
	s.Enter("Name", "Renewals 2")
	s.Tap("Cancel")
	s.MustShow("Discard what you entered?")
	s.Tap("Discard")
	w.did(t, "back")
	// A form that nobody has touched used to ask, too.
	s = open(t, uitest.Light, estimating()(), create)
	s.page.(ui.Commander).Command(ui.ToClose)
	s.world.did(t, "back")
	s.Tap("Select all")
	s.page.(ui.Commander).Command(ui.ToClose)
	s.MustShow("Discard what you entered?")
	s = open(t, uitest.Light, estimating(entry("d1", "Renewals", core.Calls))(), func(n datasets.Needs) ui.Page { return datasets.CopyOf(n, "d1") })
	s.world.log = nil
	s.page.(ui.Commander).Command(ui.ToClose)
	s.world.did(t, "back")
}

func TestFormWorksByKeyboard(t *testing.T) {
	w := estimating()()
	s := open(t, uitest.Light, w, create)
	s.Type("Renewals") // the name has the focus
	s.Tab(6)           // past the description, the files and both buttons to the first card
	s.Key(fyne.KeySpace)
	s.MustShow("1 of 11 selected")
	s.Tab(11)
	s.Key(fyne.KeyRight)
	s.MustShow("Last year")
}

func TestADatasetThatIsGoneCannotBeEdited(t *testing.T) {
	w := estimating()()
	s := open(t, uitest.Light, w, edit)
	s.MustShow("The dataset could not be read.", "It does not exist any more.")
	s.Tap("Back to the datasets")
	w.did(t, "to list")
}
