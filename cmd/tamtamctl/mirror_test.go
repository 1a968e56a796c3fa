package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type mirrorLine struct {
	Folder                 string
	Written, Removed, Left []string
	Error                  string
}

// mirrors demands that the folder holds the files of the dataset "All" and nothing else but the named.
func (d *desk) mirrors(folder string, others ...string) {
	d.t.Helper()
	shown := read[datasetLine](d.t, d.must(0, "dataset", "show", "All", "--json"))
	entries, err := os.ReadDir(folder)
	if err != nil {
		d.t.Fatal(err)
	}
	if len(entries) != len(shown.Files)+len(others) {
		d.t.Errorf("%d files, want %d", len(entries), len(shown.Files)+len(others))
	}
	for _, f := range shown.Files {
		content, err := os.ReadFile(filepath.Join(folder, f.Name))
		if err != nil || string(content) != d.must(0, "cat", "All", f.Type).out {
			d.t.Errorf("%s: %d bytes, %v", f.Name, len(content), err)
		}
	}
}

func TestMirror(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 20})
	folder := filepath.Join(t.TempDir(), "new", "mirror")
	made := read[datasetLine](t, d.must(0, "dataset", "create", "All", "--types", "calls,users", "--mirror", folder, "--json"))
	if made.Mirror != folder {
		t.Errorf("%+v", made)
	}
	d.mirrors(folder)
	if m := d.syncs(0).Mirror; m == nil || m.Folder != folder || len(m.Written) != 2 {
		t.Errorf("%+v", m)
	}
	d.mirrors(folder)
	if m := d.imports(0).Mirror; m == nil { // an import does, too
		t.Error("no mirror")
	}
	d.mirrors(folder)

	d.edit("All", "--types", "calls") // and a change of the dataset
	d.mirrors(folder)
	other := filepath.Join(t.TempDir(), "other")
	d.edit("All", "--mirror", other)
	d.mirrors(other)
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}

	if err := os.Rename(other, other+".away"); err != nil {
		t.Fatal(err)
	}
	got := d.syncs(3) // what was read is kept all the same
	if got.of("calls").Outcome != "done" || got.Mirror == nil || !strings.Contains(got.Mirror.Error, "is not there") {
		t.Errorf("%+v", got)
	}
	if s := d.must(3, "sync", "All"); !strings.Contains(s.err, other) {
		t.Error(s.err)
	}
	if err := os.Rename(other+".away", other); err != nil {
		t.Fatal(err)
	}
	d.syncs(0)
	d.mirrors(other)
	d.edit("All", "--mirror", "none")
	if left, err := os.ReadDir(other); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
	if got := d.syncs(0); got.Mirror != nil {
		t.Errorf("%+v", got.Mirror)
	}
}
