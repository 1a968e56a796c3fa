package datasets_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestViewShowsTheChosenFile(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls, core.Transcripts))()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Renewals", "Gong calls", "gong_calls_20260407_120000.txt", "100 records · 3 minutes ago")
	s.Tap("Transcripts")
	s.MustShow("Gong transcripts")
	s.Key(fyne.KeyUp)
	s.MustShow("Gong calls")
	s.Key(fyne.KeyReturn) // into the text
	s.Key(fyne.KeyEnd)
	s.MustShow("Yes please.")
	s.MustNotShow("Gong calls")
}

func TestViewFollowsARunToItsEnd(t *testing.T) {
	w := only(never("d1", "Renewals", core.Calls, core.Users))()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Not imported yet")
	s.Tap("Import now")
	w.did(t, "start d1 [] recent")
	s.MustShow("Importing 0 %", "0 of 2 types", "Queued")
	progress := func(calls, users importer.TypeProgress, requests int) {
		calls.Type, users.Type = core.Calls, core.Users
		w.running["d1"] = datasets.Run{Snapshot: importer.Snapshot{
			Types: []importer.TypeProgress{calls, users}, Requests: requests, Expected: 4, Left: 3 * time.Second,
		}}
		s.Pass(task.PulseGap)
	}
	progress(importer.TypeProgress{State: importer.Fetching, Records: 40, Total: 100}, importer.TypeProgress{State: importer.Queued}, 1)
	s.MustShow("Fetching 40 of 100", "Importing 25 %", "1 of about 4 requests", "a few seconds left")
	done := entry("d1", "Renewals", core.Calls, core.Users)
	w.entries[0].Files = done.Files[:1]
	progress(importer.TypeProgress{State: importer.Ended, Result: done.Last[0]}, importer.TypeProgress{State: importer.Writing, Records: 48}, 3)
	s.MustShow("Done, 100 records · 412 KB", "Writing 48 records", "Gong calls") // its text is here already
	delete(w.running, "d1")
	done.Last[0].Changes.Added, done.Last[1].Changes.Added = 100, 48
	w.entries[0] = done
	s.Pass(task.PulseGap)
	s.MustShow("“Renewals” is up to date: 148 new.", "Refresh now", "48 records · 3 minutes ago")
	s.MustNotShow("Importing")
}

// What stands in the place of the text used to be that of before the run.
func TestAFailedRunIsToldInThePlaceOfTheText(t *testing.T) {
	w := only(never("d1", "Renewals", core.Calls))()
	w.running["d1"] = datasets.Run{}
	s := open(t, uitest.Light, w, view)
	s.MustShow("No text yet")
	delete(w.running, "d1")
	w.entries[0].Last = []importer.TypeResult{{Type: core.Calls, Outcome: importer.Failed, Err: core.E(core.Full, "write", nil)}}
	s.Pass(task.PulseGap)
	s.MustShow("Calls could not be imported.", "There is no space left on the disk.")
	s.MustNotShow("An import brings it.")
}

func TestCancelSaysWhatIsKept(t *testing.T) {
	w := importing(entry("d1", "Renewals", core.Calls, core.Users))()
	s := open(t, uitest.Light, w, view)
	s.Tap("Cancel")
	w.did(t, "cancel d1")
	s.MustShow("Stopping", "stopping, whole pages are kept")
	delete(w.running, "d1")
	set(&w.entries[0], importer.TypeResult{Type: core.Users, Outcome: importer.Canceled})
	s.Pass(task.PulseGap)
	s.MustShow("Users were cancelled; whole pages are kept and the next import goes on from there.", "Cancelled, whole pages are kept")
	s.Tap("Retry")
	w.did(t, "start d1 [users] recent")
}

func TestRetryOfOneTypeAndOfAll(t *testing.T) {
	e := partly()
	set(&e, importer.TypeResult{Type: core.Calls, Outcome: importer.Failed, Reason: "Gong sent half a page"})
	w := only(e)()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Calls and Transcripts could not be imported", "Libraries were skipped", "Failed: Gong sent half a page")
	s.Tap("Permissions")
	w.did(t, "to settings")
	s.Tap("Retry")
	w.did(t, "start d1 [calls transcripts] recent")
	delete(w.running, "d1")
	s.Pass(task.PulseGap)
	s.Tap("Calls, gong_calls_20260407_120000.txt, Failed: Gong sent half a page") // focus the row
	s.MustShow("This is the text of the import before.")
}

func TestARunThatCouldNotBeginSaysWhy(t *testing.T) {
	e := entry("d1", "Renewals", core.Calls)
	e.Err = core.E(core.Unauthorized, "list workspaces", errors.New("401 raw"))
	s := open(t, uitest.Light, only(e)(), view)
	s.MustShow("The import could not begin.", "wrong, expired or revoked")
	s.MustNotShow("401")
	s.Tap("Retry")
	s.world.did(t, "start d1 [] recent")
}

// The preview used to stay at the same number of line: what a refresh brought before it moved the text away under the reader.
func TestNewContentIsOpenedAtTheSameRecord(t *testing.T) {
	w, refill := stored(t, 1000, 3000)
	s := open(t, uitest.Light, w, view)
	s.Key(fyne.KeyReturn)
	for range 5 {
		s.Key(fyne.KeyPageDown)
	}
	before := firstText(s)
	refill(0, 3000)
	w.Start("d1", importer.Options{})
	s.Pass(time.Second)
	delete(w.running, "d1")
	s.Pass(task.PulseGap)
	s.MustShow("3,000 records")
	if after := firstText(s); after != before {
		t.Errorf("opened at %q, want %q", after, before)
	}
	s.page.Leave()
	s.page.Enter(t.Context())
	if after := firstText(s); after != before {
		t.Errorf("shown again at %q, want %q", after, before)
	}
}

func TestWhatIsMarkedIsCopied(t *testing.T) {
	w, _ := stored(t, 0, 40_000)
	s := open(t, uitest.Light, w, view)
	s.Key(fyne.KeyReturn)
	text := s.Window.Window.Canvas().Focused().(*kit.TextView)
	text.MarkAll()
	text.TypedShortcut(&fyne.ShortcutCopy{})
	got := s.App.Clipboard().Content()
	if !strings.Contains(got, "\n\n=== Call 00001 ===\nTitle: Acme, renewal and pricing\n") || len(got) < 1<<20 || len(got) > 1<<20+100 {
		t.Errorf("%d bytes were copied: %.200q", len(got), got)
	}
	s.MustShow("Only the first 1 MB of what is marked were copied. Export the dataset to have all of it.")
}

func TestTheSplitIsRemembered(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	const edge = "Edge between the files and the text"
	s := open(t, uitest.Light, w, view)
	at := s.Find(edge).Position().X
	s.Find(edge).(*kit.SplitHandle).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.Settle()
	moved := s.Find(edge).Position().X
	again := open(t, uitest.Light, w, view)
	if after := again.Find(edge).Position().X; moved < at+10 || after < moved-1 || after > moved+1 {
		t.Errorf("the edge was at %v, then at %v, and at %v in another window", at, moved, after)
	}
	drag := func(s *screen, by float32) {
		s.Find(edge).(*kit.SplitHandle).Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(2+by, 9)}, Dragged: fyne.Delta{DX: by},
		})
		s.Find(edge).(*kit.SplitHandle).DragEnd()
		s.Settle()
	}
	for _, by := range []float32{-2000, 2000} { // neither side disappears
		drag(again, by)
		if x := again.Find(edge).Position().X; x < 300 || x > 600 {
			t.Errorf("the edge can be dragged to %v", x)
		}
	}
}

func TestContentReplacedUnderTheReaderIsOpenedAgain(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	opened := 0
	w.lines = func(_ core.DatasetID, ty core.DataType) (datasets.Lines, error) {
		opened++
		l := transcriptOf(ty, 1)
		if opened == 1 {
			l.err = store.ErrReplaced
		}
		return l, nil
	}
	s := open(t, uitest.Light, w, view)
	s.Pass(task.PulseGap)
	s.MustShow("Gong calls")
	if opened != 2 {
		t.Errorf("opened %d times", opened)
	}
}

func TestAFileThatCannotBeReadSaysSo(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := only(entry("d1", "Renewals", core.Calls))()
		w.lines = func(core.DatasetID, core.DataType) (datasets.Lines, error) {
			return nil, core.E(core.Broken, "open the file", errors.New("raw"))
		}
		s := open(t, mode, w, view)
		s.MustShow("The file could not be read.", "may be damaged")
		s.Golden("view-unreadable")
		w.lines = full().lines
		s.Tap("Try again")
		s.MustShow("Gong calls")
	})
}

func TestALateFileIsNotShownInPlaceOfTheChosen(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls, core.Users))()
	runner := &task.Step{}
	s := openWith(t, uitest.Light, w, runner, view)
	runner.Release(0) // the dataset; the calls are on their way
	s.Settle()
	s.Tap("Users")
	for runner.Waiting() > 0 {
		runner.Release(runner.Waiting() - 1) // the users first, then the calls
		s.Settle()
	}
	s.MustShow("Gong users")
	s.MustNotShow("Gong calls")
}

func TestEnterWaitsForTheText(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	runner := &task.Step{}
	s := openWith(t, uitest.Light, w, runner, view)
	runner.Release(0)     // the dataset; its text is on its way
	s.Key(fyne.KeyReturn) // into the text
	for runner.Waiting() > 0 {
		runner.Release(0)
		s.Settle()
	}
	if _, in := s.Window.Window.Canvas().Focused().(*kit.TextView); !in {
		t.Errorf("%T has the focus", s.Window.Window.Canvas().Focused())
	}
}

func TestViewServesTheShortcuts(t *testing.T) {
	w := only(entry("d1", "Renewals", core.Calls))()
	s := open(t, uitest.Light, w, view)
	page := s.page.(ui.Commander)
	page.Command(ui.ToRefresh)
	page.Command(ui.ToClose)
	s.Tap("Edit")
	w.did(t, "start d1 [] recent", "to list", "to edit d1")
	page.Command(ui.ToExport)
	s.MustShow("Export “Renewals”")
	if page.Command(ui.ToCreate) {
		t.Error("a dataset makes no datasets")
	}
}

// stored is the world with a dataset in the real store: calls of some numbers. refill imports others.
func stored(t *testing.T, first, end int) (w *world, refill func(first, end int)) {
	t.Helper()
	db, err := store.Open(t.TempDir(), store.Options{Clock: clock{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	d, err := db.CreateDataset(store.Dataset{Name: "Renewals", Types: []core.DataType{core.Calls}})
	if err != nil {
		t.Fatal(err)
	}
	w = newWorld()
	w.entries = []datasets.Entry{entry("d1", "Renewals", core.Calls)}
	w.lines = func(core.DatasetID, core.DataType) (datasets.Lines, error) { return db.OpenLines(d.ID, core.Calls) }
	refill = func(first, end int) {
		stage(t, db, d.ID, first, end)
		head, err := db.File(d.ID, core.Calls)
		if err != nil {
			t.Fatal(err)
		}
		w.entries[0].Files = []store.File{head}
	}
	refill(first, end)
	return w, refill
}

// A file of 10,000 records in the real store opens at once, for only what is in view is read.
func TestTenThousandRecordsOpenAtOnce(t *testing.T) {
	w, _ := stored(t, 0, 10_000)
	s := open(t, uitest.Light, w, view)
	s.MustShow("=== Call 00000 ===", "10,000 records")
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyEnd)
	s.MustShow("=== Call 09999 ===")
}

// firstText is the first text in view that counts the records.
func firstText(s *screen) string {
	for _, line := range s.Texts() {
		if strings.HasPrefix(line, "=== Call") {
			return line
		}
	}
	return ""
}

func transcriptOf(t core.DataType, rev uint64) *lines {
	l := transcript(t)
	l.file.Rev = rev
	return l
}

func stage(t *testing.T, db *store.Store, id core.DatasetID, first, end int) {
	t.Helper()
	for ; first < end; first += 1000 {
		err := db.Stage(id, func(s *store.Stage) error {
			for i := first; i < first+1000; i++ {
				r := text.New("Call", fmt.Sprintf("%05d", i))
				r.Set("Title", "Acme, renewal and pricing")
				if err := s.Put(db.Encode(core.Calls, fmt.Appendf(nil, "%05d", i), r)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := db.Finish(id, core.Calls, store.Ending{Header: func(int) text.Header { return text.Header{} }}); err != nil {
		t.Fatal(err)
	}
}
