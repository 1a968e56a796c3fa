package activity_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestARunShowsItsTypesAndWhatItChanged(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, run(at(1)))
	s.MustShow("Sync of “Renewals Q2”", "Caught up, 3 missed", "planned for 9 Apr, 08:00", "12 s", "6 new", "1 changed, 1 gone", "8 changed records")
	for _, want := range []string{
		"Calls, 100 records · 412 KB, 3 new, 1 changed", "Transcripts, 96 records · 396 KB, 3 new, 1 gone", "New, Beta Ltd, kick-off, 4570250816631531514",
		"Changed, Initech, quarterly check-in, 4570250816631531516",
	} {
		if s.Find(want) == nil {
			t.Errorf("no line says %q; shown is %q", want, s.Texts())
		}
	}
	s.Tap("Open the dataset")
	w.did(t, "to dataset d1")
	s.page.(ui.Commander).Command(ui.ToClose)
	w.did(t, "back")
}

func TestTypesFoldByKeyboard(t *testing.T) {
	s := open(t, uitest.Light, full(), run(at(1)))
	s.Key(fyne.KeyReturn)
	s.MustNotShow("Changed, Initech")
	s.Key(fyne.KeyRight)
	s.MustShow("Changed, Initech")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyLeft) // from within the list back to the type
	s.MustNotShow("Changed, Initech")
	s.Key(fyne.KeySpace)
	s.MustShow("Changed, Initech")
}

// A first import changes everything: what it changed is there at once, though only the lines in sight are built.
func TestTenThousandChangesOpenAtOnce(t *testing.T) {
	s := open(t, uitest.Light, full(), run(at(8)))
	s.MustShow("12,143 changed records")
	s.MustNotShow("Beta Ltd, kick-off") // so many are not unfolded
	s.Key(fyne.KeyRight)
	if rows := strings.Count(texts(s), "45702508166"); rows < 5 || rows > 10 {
		t.Errorf("%d lines are in sight", rows)
	}
	s.Key(fyne.KeyEnd)
	s.MustShow("Users")
	if rows := strings.Count(texts(s), "45702508166"); rows < 5 || rows > 10 {
		t.Errorf("%d lines are in sight at the end", rows)
	}
}

func BenchmarkOpenARunOfTenThousandChanges(b *testing.B) {
	w := full()
	for b.Loop() {
		s := open(b, uitest.Light, w, run(at(8)))
		s.Key(fyne.KeyRight)
		s.page.Leave()
	}
}

func TestChangedRecordsAreFoundByTitleAndID(t *testing.T) {
	const field = "Find a changed record by title or id"
	s := open(t, uitest.Light, full(), run(at(8)))
	if !s.page.(ui.Commander).Command(ui.ToFind) {
		t.Error("Ctrl+F does nothing")
	}
	for text, want := range map[string]string{
		"GLOBEX legal": "2,429 of 12,143", "4570250816631531520": "2 of 12,143", "hooli": "0 of 12,143", "": "12,143 changed",
	} {
		s.Enter(field, text)
		s.MustShow(want)
	}
	s.Enter(field, "hooli")
	s.MustShow("Nothing found", "No changed record is called so.")
	s.Tap("Show all")
	s.MustShow("12,143 changed records", "Calls", "Users")
}

func TestFailuresTellTheirDetails(t *testing.T) {
	s := open(t, uitest.Light, full(), run(at(2)))
	s.MustShow("Failed: Gong could not be reached.", "Skipped: the Gong credentials lack the permission api:library:read.")
	for range 3 {
		s.Key(fyne.KeyDown)
	}
	s.Key(fyne.KeyReturn)
	s.MustShow("Transcripts could not be imported.", "no route to host", "Gong's request id: 6c1f7a3e")
	s.Tap("Copy")
	if !strings.Contains(s.Clip.Text, "6c1f7a3e") {
		t.Errorf("copied %q", s.Clip.Text)
	}
	s.Key(fyne.KeyEscape)
	s.MustNotShow("no route to host")
}

func TestARunThatCouldNotBeginSaysWhy(t *testing.T) {
	s := open(t, uitest.Light, changed(func(w *world) { w.reports[6].Dataset = "d1" })(), run(at(6)))
	s.MustShow("The run could not begin. Gong refused the credentials", "The run ended before any data type was begun.")
	s.Tap("Details")
	s.MustShow("import: unauthorized", "Gong's request id: 77aa01")
}

// What a run had finished before it was interrupted stays, and is told.
func TestAnInterruptedRunTellsWhatItHadFinished(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, run(at(5)))
	s.MustShow("Interrupted", "Tamtam ended while this run went on.", "Not known")
	w.changes[at(5)] = map[core.DataType][]store.Change{core.Users: changes(2, 1, 0)}
	s = open(t, uitest.Light, w, run(at(5)))
	s.MustShow("Users", "Finished before the program ended", "2 new", "1 changed", "Beta Ltd, kick-off")
}

func TestARunUnderWayIsFollowedToItsEnd(t *testing.T) {
	w := changed(running)()
	w.going[0].Dataset = "d1"
	s := open(t, uitest.Light, w, run(at(0)))
	s.MustShow("Running 63 %", "63 of about 100 requests · 12 s left", "Fetching 40 of 100", "Queued", "20 s so far")
	w.going[0].Snapshot.Requests = 80
	w.going[0].Snapshot.Types[1].Records = 90
	s.Pass(task.PulseGap)
	s.MustShow("Running 80 %", "Fetching 90 of 100")
	w.going[0].Snapshot.Types[1] = importer.TypeProgress{
		Type: core.Transcripts, State: importer.Ended, Result: importer.TypeResult{Type: core.Transcripts, Outcome: importer.Done, Changes: store.Changes{Added: 1}},
	}
	w.changes[at(0)] = map[core.DataType][]store.Change{core.Transcripts: changes(1, 0, 0)}
	s.Pass(task.PulseGap)
	s.MustShow("1 changed record")
	s.Key(fyne.KeyDelete)
	w.did(t, "cancel d1")
	s.MustShow("Stopping", "stopping, whole pages are kept")
	w.going = nil
	w.reports[0].Ended = now
	w.reports[0].Types = []store.TypeReport{{Type: core.Transcripts, Outcome: string(importer.Canceled)}}
	s.Pass(task.PulseGap)
	s.MustShow("Cancelled, whole pages are kept")
	s.MustNotShow("Stopping", "Interrupted")
	w.log = nil
	s.Pass(time.Minute)
	w.did(t)
}

func TestARunIsCopiedAsText(t *testing.T) {
	s := open(t, uitest.Light, full(), run(at(2)))
	s.Tap("Copy as text")
	want := `Sync of “Renewals Q2”
Result:      Partly failed: 1 type
Begun:       8 Apr 2026, 10:00:00 UTC
Ended:       8 Apr 2026, 10:00:12 UTC
By:          on schedule
Requests:    14
Run:         20260408T100000.000-00

Calls: 97 records · 400 KB
  2 new, 0 changed, 0 gone
  + Acme, renewal and pricing  4570250816631531513
  + Beta Ltd, kick-off  4570250816631531514

Transcripts: Failed: Gong could not be reached.
  list transcripts: offline: no route to host
  Gong's request id: 6c1f7a3e

Libraries: Skipped: the Gong credentials lack the permission api:library:read.
  list libraries: denied
`
	if s.Clip.Text != want {
		t.Errorf("copied\n%s\nwant\n%s", s.Clip.Text, want)
	}
	s.MustShow("Copied the run.")
}

// The text of a first import is bounded.
func TestAnEndlessRunIsCopiedInPart(t *testing.T) {
	s := open(t, uitest.Light, full(), run(at(8)))
	s.Tap("Copy as text")
	if !strings.Contains(s.Clip.Text, "  and 2,095 more\n") || !strings.Contains(s.Clip.Text, "  and 48 more\n") || strings.Count(s.Clip.Text, "\n  + ") != 10_000 {
		t.Errorf("copied %d bytes", len(s.Clip.Text))
	}
}

func TestListsThatAreNotKeptAnyMoreAreSaidToBe(t *testing.T) {
	w := full()
	w.changes = nil
	s := open(t, uitest.Light, w, run(at(1)))
	s.MustShow("The list of changed records is not kept any more", "3 new")
	w.changesErr = core.E(core.Broken, "read what a run changed", nil)
	s = open(t, uitest.Light, w, run(at(1)))
	s.MustShow("The list of changed records could not be read.", "3 new")
}

func TestARunThatIsGoneLeadsBack(t *testing.T) {
	w := newWorld()
	s := open(t, uitest.Light, w, run(at(1)))
	s.MustShow("This run is not kept any more.")
	s.Tap("Back")
	w.did(t, "back")
	w = broken()
	s = open(t, uitest.Light, w, run(at(1)))
	w.err = nil
	s.Tap("Try again")
	s.MustShow("Sync of “Renewals Q2”")
}
