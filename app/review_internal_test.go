package app

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/ui"
	reviewui "tamtam/ui/review"
	"tamtam/ui/uitest"
)

// imported brings the simulated company's calls into a dataset.
func (w *world) imported(limit int) store.Dataset {
	w.T.Helper()
	if err := (sampling{w.program}).Sample(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
	d, err := library{w.program}.Create(w.T.Context(), store.Dataset{
		Name: "First", Connection: core.SampleConnection, Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.Last(365), Limit: limit,
	})
	if err != nil {
		w.T.Fatal(err)
	}
	w.runs.Start(d.ID, importer.Options{})
	w.ended(d.ID)
	return d
}

// The longest of the calls, which has a transcript.
func (w *world) longest() *review.Call {
	w.T.Helper()
	all, err := w.desk.Calls(w.T.Context())
	if err != nil || len(all.Calls) == 0 {
		w.T.Fatalf("%d calls, %v", len(all.Calls), err)
	}
	return slices.MaxFunc(all.Calls, func(a, b *review.Call) int { return a.Turns - b.Turns })
}

func TestCallsAreReadMarkedAndQuotedOverARestart(t *testing.T) {
	home := t.TempDir()
	var id core.CallID
	var title string
	func() {
		u := uitest.New(t, uitest.Light)
		w := &world{Window: u, window: newWindow(opened(t, home), u.App, u.Window, u.Runner, "test")}
		defer w.leave()
		w.shell.Go("review")
		w.MustShow("No calls yet")
		w.imported(20)
		w.MustShow("20 calls") // the screen that is shown hears of the run
		call := w.longest()
		id, title = call.ID, call.Title
		w.shell.Go(callRoute(id, 2, ""))
		w.Settle()
		w.MustShow(title, "Find in transcript")
		w.window.window.Canvas().Unfocus()
		for _, key := range []fyne.KeyName{fyne.KeyS, fyne.KeyQ, fyne.KeyH} {
			w.Key(key)
		}
		m, err := w.store.Marks(id)
		if err != nil || !m.Star || len(m.Highlights) != 1 || m.Title != title {
			t.Fatalf("marks are %+v, %v", m, err)
		}
		w.Shortcut(fyne.KeyC, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
		if copied := w.App.Clipboard().Content(); !strings.Contains(copied, "in “"+title+"”") {
			t.Errorf("copied %q", copied)
		}
	}()
	w := newWorld(t, home)
	w.shell.Go("review/quotes")
	w.MustShow("Quotes (1)", title)
	w.Key(fyne.KeyReturn)
	if got := w.shell.Route(); got != "review" {
		t.Errorf("a quote leads to %q", got)
	}
	w.MustShow(title, "20 calls", "starred")
	call := w.longest()
	for _, name := range call.Companies {
		w.shell.Go("review")
		w.Tap("All about " + name)
		w.MustShow("Trackers by month", "Their people", title)
	}
}

func TestAnExportOfTheListIsWrittenForItsOwner(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.imported(10)
	w.shell.Go("review")
	w.calls.Command(ui.ToExport)
	folder := filepath.Join(t.TempDir(), "out")
	w.Enter("Folder", folder)
	w.Tap("Export")
	path := filepath.Join(folder, "Calls.txt")
	content, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if err != nil || statErr != nil || info.Mode().Perm() != 0o600 || len(content) < 1000 {
		t.Errorf("wrote %d bytes as %v, %v, %v", len(content), info, err, statErr)
	}
}

// TestNotesGoFromOneComputerToAnother by the menu of the screen, and back without being there twice.
func TestNotesGoFromOneComputerToAnother(t *testing.T) {
	folder := t.TempDir()
	here := newWorld(t, t.TempDir())
	if _, err := here.store.UpdateMarks("7", func(m *marks.Marks) error { m.Star = true; return m.Tag("renewal") }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "notes.jsonl")
	for _, readable := range []bool{true, false} {
		_, err := drawer{here.program}.Save(t.Context(), folder, filepath.Base(path), func(w io.Writer) error {
			return jottings{here.program}.Export(t.Context(), w, readable)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	there := jottings{newWorld(t, t.TempDir()).program}
	for _, want := range []reviewui.Imported{{Calls: 1}, {}} {
		if got, err := there.Import(t.Context(), path); err != nil || got != want {
			t.Errorf("took in %+v, %v; want %+v", got, err, want)
		}
	}
	if was, err := there.DeleteTag(t.Context(), "renewal"); err != nil || len(was) != 1 || there.RestoreTag(t.Context(), was) != nil {
		t.Errorf("deleted from %v, %v", was, err)
	}
	if calls, err := there.RenameTag(t.Context(), "renewal", "renewals"); err != nil || len(calls) != 1 {
		t.Errorf("renamed in %v, %v", calls, err)
	}
	if m, err := there.Of(t.Context(), "7"); err != nil || !m.Star || !slices.Equal(m.Tags, []string{"renewals"}) {
		t.Errorf("there is %+v, %v", m, err)
	}
	if _, err := there.Import(t.Context(), filepath.Join(folder, "none")); !core.Is(err, core.NotFound) {
		t.Errorf("of no file: %v", err)
	}
}
