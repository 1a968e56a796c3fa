package datasets_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestListShowsEveryCondition(t *testing.T) {
	broken := entry("d9", "Vault", core.Calls)
	broken.Err = core.E(core.Locked, "open the vault", nil)
	stopped := entry("d8", "Stopped", core.Calls, core.Users)
	set(&stopped, importer.TypeResult{Type: core.Users, Outcome: importer.Canceled})
	half := entry("d7", "Half", core.Calls, core.Users)
	half.Files, half.Last = half.Files[:1], half.Last[:1]
	w := full()
	w.entries = append(w.entries, broken, stopped, half)
	s := open(t, uitest.Light, w, list)
	s.MustShow("1 type skipped", "Partly failed: 2 types", "Up to date", "Never imported", "Syncing 63 %", "Import failed",
		"Partly failed: 1 type", "1 type not imported", "yesterday", "3 minutes ago")
}

func TestListFollowsARunToItsEnd(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, list)
	s.Tap("Refresh now")
	w.did(t, "start d1 [] recent")
	s.MustShow("Syncing 0 %")
	w.running["d1"] = datasets.Run{Snapshot: importer.Snapshot{Requests: 1, Expected: 4, Types: []importer.TypeProgress{{Type: core.Calls}}}}
	s.Pass(task.PulseGap)
	s.MustShow("Syncing 25 %")
	s.Tap("Cancel the sync")
	w.did(t, "cancel d1")
	s.MustShow("Stopping")
	delete(w.running, "d1")
	w.entries[0].Files[0].Records = 1234
	s.Pass(task.PulseGap)
	s.MustShow("Up to date", "1,234 records")
}

func TestListSeesRunsThatBeganElsewhere(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, list)
	w.running["d1"] = datasets.Run{}
	s.Pass(time.Second)
	s.MustShow("Syncing 0 %")
}

// The list used to say "Up to date" for a second.
func TestListShowsARunUnderWayAtOnce(t *testing.T) {
	w, runner := full(), &task.Step{}
	s := openWith(t, uitest.Light, w, runner, list)
	runner.Release(0)
	s.Settle()
	s.MustShow("Syncing 63 %")
}

func TestLeavingTheListStopsNoRunAndLooksNoMore(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, list)
	s.page.Leave()
	w.running = nil // a look would see that
	s.Pass(time.Minute)
	s.MustShow("Syncing 63 %")
	w.did(t)
}

func TestRefreshAllBeginsEveryDataset(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls), entry("d2", "Coaching", core.Users))()
	s := open(t, uitest.Light, w, list)
	s.Tap("Refresh all")
	w.did(t, "start d1 [] recent", "start d2 [] recent")
}

func TestRefreshWithoutConnectionOffersToConnect(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	w.unconnected()
	s := open(t, uitest.Light, w, list)
	s.MustShow("Needs connection", "No Gong connection found")
	s.Tap("Refresh now")
	s.Tap("Connect Gong")
	w.did(t, `connect ""`)
}

func TestDeleteNamesTheLossAndDeletes(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls, core.Users))()
	s := open(t, uitest.Light, w, list)
	s.Tap("More actions")
	s.Tap("Delete…")
	s.MustShow("Delete “Renewals”?", "2 files with 148 records (433 KB)")
	s.Key(fyne.KeyEscape)
	w.did(t)
	s.Tap("More actions")
	s.Tap("Delete…")
	s.Tap("Delete dataset")
	w.did(t, "delete d1")
	s.MustShow("“Renewals” was deleted.", "No datasets yet")
}

func TestADatasetThatCannotBeDeletedStays(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	w.saveErr = core.E(core.Full, "delete", nil)
	s := open(t, uitest.Light, w, list)
	s.Tap("More actions")
	s.Tap("Delete…")
	s.Tap("Delete dataset")
	s.MustShow("“Renewals” could not be deleted.", "412 KB")
}

func TestRowActionsLeadOn(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, list)
	for _, item := range []string{"Open", "Edit", "Duplicate"} {
		s.Tap("More actions")
		s.Tap(item)
	}
	s.Tap("Renewals")
	w.did(t, "to open d1", "to edit d1", "to copy d1", "to open d1")
}

func TestListWorksByKeyboard(t *testing.T) {
	w := only(entry("d1", "Coaching", core.Calls), entry("d2", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, list)
	s.page.(*datasets.List).Focus()
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyR)
	s.Key(fyne.KeyE)
	s.Key(fyne.KeyD)
	w.did(t, "to open d2", "start d2 [] recent", "to edit d2", "to copy d2")
	s.Key(fyne.KeyX)
	s.MustShow("Export “Renewals”")
	s.Key(fyne.KeyEscape)
	s.Key(fyne.KeyDelete)
	s.MustShow("Delete “Renewals”?")
	s.Tab(3) // past Close and Cancel: what destroys is never the default
	s.Key(fyne.KeyReturn)
	w.did(t, "delete d2")
	commands := s.page.(ui.Commander)
	if !commands.Command(ui.ToCreate) || commands.Command(ui.ToFind) {
		t.Error("the list serves New, and Find only with a filter")
	}
	w.did(t, "to new")
}

func TestListErrorIsASentenceAndTriesAgain(t *testing.T) {
	w := newWorld()
	w.err = core.E(core.Broken, "list the datasets", errors.New("page 7: checksum"))
	s := open(t, uitest.Light, w, list)
	s.MustShow("The datasets could not be read.")
	s.MustNotShow("checksum")
	w.err, w.entries = nil, []datasets.Entry{entry("d1", "Renewals", core.Calls)}
	s.Tap("Try again")
	s.MustShow("Renewals")
}

func TestLoadingShowsOnlyWhenItTakesLong(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	runner := &task.Step{}
	s := openWith(t, uitest.Light, w, runner, list)
	s.MustNotShow("Reading the datasets")
	runner.Advance(300 * time.Millisecond)
	s.MustShow("Reading the datasets")
	runner.Release(0)
	s.MustShow("Renewals")
	s.MustNotShow("Reading the datasets")
}

// A page used to be without focus when one came back to it, so that its list could not be used without the mouse.
func TestAPageThatIsShownAgainHasTheFocus(t *testing.T) {
	for _, page := range []func(datasets.Needs) ui.Page{list, view} {
		s := open(t, uitest.Light, only(entry("d1", "Renewals", core.Calls))(), page)
		s.page.Leave()
		s.Window.Window.Canvas().Unfocus()
		s.EnterPage()
		if s.Window.Window.Canvas().Focused() == nil {
			t.Errorf("%q has no focus", s.page.Title())
		}
	}
}

func TestTwoHundredDatasetsAreFiltered(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := only()()
		for i := range 200 {
			w.entries = append(w.entries, entry(fmt.Sprintf("d%d", i), fmt.Sprintf("Dataset %03d", i), core.Calls, core.Transcripts))
		}
		s := open(t, mode, w, list)
		s.MustShow("Dataset 000")
		s.MustNotShow("Dataset 150")
		s.Enter("Filter by name", "15 data")
		s.MustShow("Dataset 015", "Dataset 150")
		s.MustNotShow("Dataset 000")
		s.Enter("Filter by name", "nothing of the kind")
		s.MustShow("Nothing found")
		s.Tap("Show all datasets")
		s.MustShow("Dataset 000")
		s.Golden("list-many")
	})
}
