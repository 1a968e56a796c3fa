package mirror_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/mirror"
	"tamtam/core/store"
)

func TestTwoDatasetsInOneFolder(t *testing.T) {
	w := newWorld(t)
	a, b := w.dataset("A"), w.dataset("B")
	w.imports(a, core.Calls, words(10))
	w.imports(b, core.Calls, words(20))
	w.writes(a)
	w.writes(b)
	w.holds(w.folder, []store.Dataset{a, b})
	w.imports(a, core.Calls, words(11))
	w.writes(a)
	if got := w.writes(b); len(got.Written)+len(got.Removed) != 0 {
		t.Errorf("%+v", got)
	}
	w.holds(w.folder, []store.Dataset{a, b})
	a.Mirror = ""
	w.changed(a)
	w.writes(a)
	w.holds(w.folder, []store.Dataset{b})
}

// twins is a source in which all files have the name of the first.
type twins struct{ *store.Store }

func (s twins) Files(id core.DatasetID) ([]store.File, error) {
	files, err := s.Store.Files(id)
	for i := range files {
		files[i].FirstImported = files[i].FirstImported.Truncate(1e15)
	}
	return files, err
}

func TestTwoDatasetsDoNotFightOverAName(t *testing.T) {
	w := newWorld(t)
	m := mirror.New(twins{w.Store})
	a, b := w.dataset("A"), w.dataset("B")
	w.imports(a, core.Calls, words(10))
	w.imports(b, core.Calls, words(20))
	first, err := m.Write(t.Context(), a.ID)
	if err != nil || len(first.Written) != 1 {
		t.Fatal(first, err)
	}
	path := filepath.Join(w.folder, first.Written[0])
	for _, when := range []func(){
		func() {},
		func() { _ = os.Remove(path) }, // the second must not take the place of the first's
		func() { write(t, path, "edited") },
	} {
		when()
		if got, err := m.Write(t.Context(), b.ID); !errors.Is(err, mirror.ErrTaken) || len(got.Written) != 0 {
			t.Errorf("%+v, %v", got, err)
		}
		if _, err := m.Write(t.Context(), a.ID); err != nil {
			t.Error(err)
		}
	}
	a.Mirror = ""
	w.changed(a)
	if _, err := m.Write(t.Context(), a.ID); err != nil {
		t.Error(err)
	}
	if got, err := m.Write(t.Context(), b.ID); err != nil || len(got.Written) != 1 { // it is free now
		t.Errorf("%+v, %v", got, err)
	}
}

// attach gives the dataset an attached file.
func (w *world) attach(d store.Dataset, name, content string) {
	w.t.Helper()
	source, err := w.AddSource(d.ID, filepath.Join(w.t.TempDir(), name), false)
	if err != nil {
		w.t.Fatal(err)
	}
	c := w.NewContent(d.ID, store.AsText)
	if _, err := io.WriteString(c, content); err != nil {
		w.t.Fatal(err)
	}
	about := store.Attached{Source: source.ID, Path: source.Path, Name: name, Hash: content, Modified: time.Date(2026, 4, 1, 8, 0, 1, 0, time.UTC)}
	if _, err := w.KeepAttached(d.ID, store.Reading{File: about, Content: c}); err != nil {
		w.t.Fatal(err)
	}
}

func TestAttachedFilesAreMirrored(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.attach(d, "notes.md", "what we agreed on")
	w.attach(d, "Notes.md.txt", "the same name on some disks")
	got := w.writes(d)
	if len(got.Written) != 3 || contentOf(t, filepath.Join(w.folder, "notes.md.txt")) != "what we agreed on\n" {
		t.Fatalf("%+v", got)
	}
	if again := w.writes(d); len(again.Written) != 0 {
		t.Errorf("%+v", again)
	}
	files, err := w.AttachedFiles(d.ID)
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	if err := w.RemoveAttached(d.ID, files[0].ID); err != nil {
		t.Fatal(err)
	}
	w.writes(d)
	left, err := export.Items(w.Store, d.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(w.folder)
	if err != nil || len(left) != 2 || len(entries) != 2 {
		t.Errorf("%d files, want %d: %v", len(entries), len(left), err)
	}
}

// A dataset that takes in what it mirrors would grow for ever.
func TestAMirrorInAWatchedFolder(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	below := filepath.Join(w.folder, "deep", "below")
	if _, err := mirror.Prepare(below); err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddSource(d.ID, w.folder, true); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{w.folder, below} {
		d.Mirror = folder
		w.changed(d)
		if got, err := w.mirror.Write(t.Context(), d.ID); !errors.Is(err, mirror.ErrWatched) || len(got.Written) != 0 {
			t.Errorf("%s: %+v, %v", folder, got, err)
		}
	}
	d.Mirror = t.TempDir()
	w.changed(d)
	w.writes(d)
}
