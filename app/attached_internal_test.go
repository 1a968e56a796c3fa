package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/uitest"
)

// rested writes a file that nobody has written to for an hour.
func rested(t *testing.T, path, content string) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

// TestAMirrorFollowsAttachedFiles: without a run, and without Gong.
func TestAMirrorFollowsAttachedFiles(t *testing.T) {
	w := newWorld(t, t.TempDir())
	f, folder, notes := files{w.program}, filepath.Join(t.TempDir(), "mirror"), t.TempDir()
	d, err := library{w.program}.Create(t.Context(), store.Dataset{Name: "Mirrored", Types: []core.DataType{core.Users}, Mirror: folder})
	if err != nil {
		t.Fatal(err)
	}
	refresh := func() {
		t.Helper()
		if _, err := w.attached.Refresh(t.Context(), d.ID); err != nil {
			t.Error(err)
		}
	}
	holds := func(want ...string) {
		t.Helper()
		w.chores.Wait()
		var names []string
		entries, err := os.ReadDir(folder)
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if err != nil || !slices.Equal(names, want) {
			t.Errorf("%q, %v; want %q", names, err, want)
		}
	}
	rested(t, filepath.Join(notes, "a.md"), "# A")
	rested(t, filepath.Join(notes, "b.txt"), "b")
	if err := f.Add(t.Context(), d.ID, []string{notes}); err != nil {
		t.Fatal(err)
	}
	refresh()
	holds("a.md.txt", "b.txt")
	rested(t, filepath.Join(notes, "b.txt"), "changed")
	refresh()
	w.chores.Wait()
	if text, err := os.ReadFile(filepath.Join(folder, "b.txt")); err != nil || string(text) != "changed\n" {
		t.Errorf("%q, %v", text, err)
	}
	attached, err := w.store.AttachedFiles(d.ID)
	if err != nil || len(attached) != 2 {
		t.Fatalf("%+v, %v", attached, err)
	}
	if err := f.RemoveFile(t.Context(), d.ID, attached[0].ID); err != nil {
		t.Fatal(err)
	}
	holds("b.txt")
	if err := f.RemoveSource(t.Context(), d.ID, attached[1].Source); err != nil {
		t.Fatal(err)
	}
	holds()
}

// dropWindow keeps what the test driver ignores: who takes what is dropped onto the window.
type dropWindow struct {
	fyne.Window
	drop func(fyne.Position, []fyne.URI)
}

func (w *dropWindow) SetOnDropped(drop func(fyne.Position, []fyne.URI)) { w.drop = drop }

func TestWhatIsDroppedOntoADatasetIsAttached(t *testing.T) {
	u, home := uitest.New(t, uitest.Light), t.TempDir()
	screen := &dropWindow{Window: u.Window}
	w := &world{Window: u, home: home, window: newWindow(opened(t, home), u.App, screen, u.Runner, "test")}
	t.Cleanup(w.leave)
	d, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Types: []core.DataType{core.Users}})
	if err != nil {
		t.Fatal(err)
	}
	plan, notes := filepath.Join(t.TempDir(), "plan.md"), t.TempDir()
	rested(t, plan, "# Plan")
	w.shell.Go("datasets/" + string(d.ID))
	w.Settle()
	screen.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI(plan), storage.NewFileURI(notes)})
	w.Settle()
	sources, err := w.store.Sources(d.ID)
	if err != nil || len(sources) != 2 {
		t.Fatalf("%+v, %v", sources, err)
	}
	w.MustShow("plan.md", filepath.Base(notes))

	w.shell.Go("datasets/edit/" + string(d.ID))
	w.Settle()
	other := t.TempDir()
	screen.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI(other)})
	w.Settle()
	w.Tap("Save changes")
	if sources, err := w.store.Sources(d.ID); err != nil || len(sources) != 3 {
		t.Errorf("%+v, %v", sources, err)
	}
}

func TestRefreshAllAsksGongNothingForFilesOnly(t *testing.T) {
	w := newWorld(t, t.TempDir())
	if err := (sampling{w.program}).Sample(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.CreateDataset(store.Dataset{Name: "Notes", Connection: core.SampleConnection}); err != nil {
		t.Fatal(err)
	}
	if begun, err := w.refreshAll(); begun != 0 || err != nil {
		t.Errorf("%d runs, %v", begun, err)
	}
}
