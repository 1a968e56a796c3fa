package datasets_test

import (
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/uitest"
)

func TestSyncIsChosenInWordsAndKept(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls, core.Transcripts, core.Users))()
	s := open(t, uitest.Light, w, syncing)
	s.MustShow("Nothing is asked by itself.")
	for range 4 { // from Off to Weekly, by keyboard: the choice has the focus
		s.Key(fyne.KeyRight)
	}
	s.MustShow("Every Monday at 06:30, next on Fri 10 Apr; about 12 requests each.", "is made up for once")
	s.Tap("Thu")
	s.Tap("18:00")
	s.Tap("Sync all types, ticked")
	s.Tap("Users, ticked")
	s.MustShow("Every Thursday at 18:00")
	var saved store.Dataset
	w.updated = func(d store.Dataset) { saved = d }
	s.Tap("Save changes")
	want := core.Sync{Every: core.Weekly, At: core.At(18, 0), On: time.Thursday, Types: []core.DataType{core.Calls, core.Transcripts}}
	if !reflect.DeepEqual(saved.Sync, want) {
		t.Errorf("kept %+v, want %+v", saved.Sync, want)
	}
	// It concerns neither what is imported nor how much: nothing is estimated, nothing imported.
	w.did(t, "update d1 Renewals [calls transcripts users] 90d 100", "to saved d1")
	s.MustNotShow("Refresh now", "Estimating")
}

func TestSyncThatCannotBeIsNotKept(t *testing.T) {
	w := estimating(synced())()
	s := open(t, uitest.Light, w, syncing)
	s.Tap("Keep what Gong deletes, not ticked") // something to save
	s.Enter("Time of day", "25:00")
	s.MustShow("is not a time of day; write it as 06:30.")
	s.Tap("Save changes")
	w.did(t)
	s.Enter("Time of day", "23:00")
	s.MustNotShow("is not a time of day")
	s.Enter("Mirror folder", "Documents")
	s.MustShow("Enter the whole path of a folder, or choose one.")
	s.Tap("Save changes")
	w.did(t)
	s.Enter("Mirror folder", "")
	s.Tap("Save changes")
	if len(w.log) == 0 {
		t.Error("nothing is kept")
	}
}

func TestSyncOfNoTypesIsNotKept(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, syncing)
	s.Tap("Hourly")
	s.MustShow("Every hour, next at 06:30; about 12 requests each.", "That is 288 of Gong's 10,000 a day.")
	s.Tap("Sync all types, ticked")
	s.Tap("Calls, ticked")
	s.MustShow("Tick a type, or turn the sync off.")
	s.Tap("Off")
	s.MustShow("Nothing is asked by itself.")
}

func TestAMirrorFolderIsChosenAndCleared(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	var saved store.Dataset
	w.updated = func(d store.Dataset) { saved = d }
	s := open(t, uitest.Light, w, syncing)
	s.Tap("Choose…")
	s.Tap("Keep what Gong deletes, not ticked")
	s.Tap("Save changes")
	if saved.Mirror != "/media/stick" || !saved.KeepDeleted {
		t.Errorf("kept %q, %t", saved.Mirror, saved.KeepDeleted)
	}
	s.Tap("No mirror folder")
	s.Tap("Save changes")
	if saved.Mirror != "" {
		t.Errorf("kept %q", saved.Mirror)
	}
}

func TestAMirrorFolderThatCannotBeIsSaidWhereItWasChosen(t *testing.T) {
	w := estimating(entry("d1", "Renewals", core.Calls))()
	w.saveErr = datasets.MirrorError{Err: core.Errorf(core.Invalid, "mirror", "the folder cannot be used")}
	s := open(t, uitest.Light, w, syncing)
	s.Tap("Choose…")
	s.Tap("Save changes")
	s.MustShow("The folder cannot be used.", "Save changes")
	e := synced()
	e.MirrorErr = core.Errorf(core.Invalid, "mirror", "/media/stick: the mirror folder is not there")
	s = open(t, uitest.Light, only(e)(), view)
	s.MustShow("The mirror folder is not up to date. /media/stick: the mirror folder is not there.")
	s.Tap("Sync settings")
	s.world.did(t, "to sync d1")
}

// Two datasets with one mirror folder would take turns at the same files.
func TestACopyHasNoMirrorFolder(t *testing.T) {
	e := synced()
	e.Dataset.Mirror = "/media/stick"
	w := estimating(e)()
	s := open(t, uitest.Light, w, func(n datasets.Needs) ui.Page { return datasets.CopyOf(n, "d1") })
	s.MustNotShow("/media/stick")
	s.Tap("Create dataset")
	if got := w.entries[len(w.entries)-1].Dataset; got.Mirror != "" || got.Sync.Every != core.Daily {
		t.Errorf("made %q, %+v", got.Mirror, got.Sync)
	}
}

func TestRefreshingIsRecentAndReadingAgainIsConfirmedWithItsCost(t *testing.T) {
	w := only(synced())()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Every day at 06:30 · next sync in 18 h 30 min · a refresh takes about 12 requests, 5 s", "96 of 100 calls; 3 awaited; 1 without")
	s.Tap("More")
	s.Tap("Re-read everything…")
	s.MustShow("about 120 requests, 50 s", "Nothing is lost")
	w.did(t)
	s.Key(fyne.KeyReturn)
	w.did(t, "start d1 [] everything")
	delete(w.running, "d1")
	s.Pass(time.Second)
	s.Tap("Refresh now")
	w.did(t, "start d1 [] recent")
}

func TestADatasetSaysWhenItWasCompared(t *testing.T) {
	w := checkedWorld()
	s := open(t, uitest.Light, w, view)
	s.MustShow("checked 3 days ago")
	s.Tap("More")
	s.Tap("Check completeness")
	w.did(t, "to check d1")
}

func TestAFileIsRefreshedAlone(t *testing.T) {
	w := only(synced())()
	s := open(t, uitest.Light, w, view)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyR)
	w.did(t, "start d1 [transcripts] recent")
	delete(w.running, "d1")
	s.Pass(time.Second)
	s.Tap("Calls without a transcript")
	w.did(t, "to awaited d1")
	s.Tap("Refresh this file")
	w.did(t, "start d1 [transcripts] recent")
}

func TestARunThatExceedsTheDayIsAskedAbout(t *testing.T) {
	w := only(synced())()
	w.forecast = datasets.Forecast{Cost: importer.Cost{Requests: 14_000, Time: 84 * time.Minute}, Left: 9_640}
	s := open(t, uitest.Light, w, view)
	s.Tap("Refresh now")
	s.MustShow("This needs about 14,000 requests; Gong allows 10,000 a day, of which 9,640 are left today.",
		"goes on tomorrow after 00:00 UTC by itself")
	s.Key(fyne.KeyEscape)
	w.did(t)
	s.Tap("Refresh now")
	s.Tap("Start")
	w.did(t, "start d1 [] recent")
}

func TestRefreshAllAddsUpWhatItCosts(t *testing.T) {
	w := only(entry("d1", "One", core.Calls), entry("d2", "Two", core.Calls))()
	w.forecast = datasets.Forecast{Cost: importer.Cost{Requests: 300}, Left: 599}
	s := open(t, uitest.Light, w, list)
	s.Tap("Refresh all")
	s.MustShow("This needs about 600 requests", "of which 599 are left today")
	s.Tap("Start")
	w.did(t, "start d1 [] recent", "start d2 [] recent")
}

func TestTheListTellsWhatWaits(t *testing.T) {
	late := synced()
	late.Due = now.Add(-2 * time.Hour)
	w := only(late)()
	s := open(t, uitest.Light, w, list)
	s.MustShow("Waiting: overdue", "Due 2 hours ago")
	w = only(late)()
	locked(w)
	s = open(t, uitest.Light, w, list)
	s.MustShow("Waiting: locked")
	s = open(t, uitest.Light, several(lost(synced()))(), list)
	s.MustShow("Needs connection", "Sync waits for a connection")
}
