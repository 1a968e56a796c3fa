package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/datasets"
)

func TestAMirrorFollowsRunsAndChanges(t *testing.T) {
	w := newWorld(t, t.TempDir())
	if err := (sampling{w.program}).Sample(t.Context()); err != nil {
		t.Fatal(err)
	}
	l, folder := library{w.program}, filepath.Join(t.TempDir(), "mirror")
	d, err := l.Create(t.Context(), store.Dataset{
		Name: "Mirrored", Connection: core.SampleConnection, Types: []core.DataType{core.Users}, Limit: 20, Mirror: folder,
	})
	if err != nil {
		t.Fatal(err)
	}
	holds := func(folder string, want int) {
		t.Helper()
		w.chores.Wait()
		if files, err := os.ReadDir(folder); err != nil || len(files) != want {
			t.Errorf("%s holds %d files, %v; want %d", folder, len(files), err, want)
		}
	}
	w.runs.Start(d.ID, importer.Options{Mode: importer.Recent})
	w.ended(d.ID)
	w.runs.wg.Wait() // for what follows a run, too
	holds(folder, 1)
	d.Mirror = filepath.Join(t.TempDir(), "other")
	if err := l.Update(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	holds(d.Mirror, 1)
	holds(folder, 0)
	// A folder that went away is said with its dataset, and forgotten once it is back.
	if err := os.RemoveAll(d.Mirror); err != nil {
		t.Fatal(err)
	}
	w.mirrors.begin()
	w.chores.Wait()
	if e, err := l.One(t.Context(), d.ID); err != nil || !core.Is(e.MirrorErr, core.Invalid) {
		t.Errorf("%v, %v", e.MirrorErr, err)
	}
	if err := os.Mkdir(d.Mirror, 0o700); err != nil {
		t.Fatal(err)
	}
	w.mirrors.begin()
	holds(d.Mirror, 1)
	if e, err := l.One(t.Context(), d.ID); err != nil || e.MirrorErr != nil {
		t.Errorf("%v, %v", e.MirrorErr, err)
	}
}

func TestAFileCannotBeAMirror(t *testing.T) {
	w := newWorld(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := library{w.program}.Create(t.Context(), store.Dataset{Name: "Mirrored", Types: []core.DataType{core.Users}, Mirror: path})
	if _, ok := errors.AsType[datasets.MirrorError](err); !ok || !core.Is(err, core.Invalid) {
		t.Errorf("%v", err)
	}
}
