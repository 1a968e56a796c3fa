package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// rested writes a file that nobody has written to for an hour.
func rested(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

type refreshLine struct{ Added, Changed, Renamed, Vanished, Returned, Same, Troubled, Writing, Offline int }

type sourcesLine struct {
	Sources []struct {
		Path   string
		Folder bool
		Files  []struct {
			Name, Format, Trouble string
			Text                  bool
			Vanished              time.Time
		}
	}
}

// partOf reads the part of an answer that a test looks at.
func partOf[T any](t testing.TB, s said) (part T) {
	t.Helper()
	if err := json.Unmarshal([]byte(s.out), &part); err != nil {
		t.Fatalf("%v in %q", err, s.out)
	}
	return part
}

func TestAttach(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 10})
	folder := filepath.Join(t.TempDir(), "notes")
	rested(t, filepath.Join(folder, "plan.md"), "# Plan\n")
	rested(t, filepath.Join(folder, "sub", "page.html"), "<h1>Prices</h1><script>no</script>")
	rested(t, filepath.Join(folder, "broken.docx"), "not Word")
	single := filepath.Join(t.TempDir(), "single.txt")
	rested(t, single, "alone \"quoted\"\n")

	if got := read[refreshLine](t, d.must(0, "attach", "All", folder, single, "--json")); got != (refreshLine{Added: 4, Troubled: 1}) {
		t.Errorf("attached: %+v", got)
	}
	d.must(0, "doctor")
	if s := d.must(1, "attach", "All", filepath.Join(folder, "none")); !strings.Contains(s.err, "no file or folder of this name") {
		t.Error(s.err)
	}
	shown := partOf[sourcesLine](t, d.must(0, "dataset", "show", "All", "--json"))
	if len(shown.Sources) != 2 {
		t.Fatalf("%+v", shown)
	}
	names := ""
	for _, s := range shown.Sources {
		for _, f := range s.Files {
			names += " " + f.Name + ":" + f.Format + f.Trouble
		}
	}
	for _, want := range []string{" plan.md:plain", " sub/page.html:html", " broken.docx:docxfaulty", " single.txt:plain"} {
		if !strings.Contains(names, want) {
			t.Errorf("%q does not list %q", names, want)
		}
	}
	if s := d.must(0, "dataset", "show", "All"); !strings.Contains(s.out, "damaged") || !strings.Contains(s.out, folder) {
		t.Error(s.out)
	}
	for word, want := range map[string]string{"plan.md": "# Plan\n", "sub/page.html": "Prices\n\n", single: "alone \"quoted\"\n"} {
		if s := d.must(0, "cat", "All", word); s.out != want {
			t.Errorf("cat %s: %q", word, s.out)
		}
	}
	if got := read[struct{ Name, Text string }](t, d.must(0, "cat", "All", "single.txt", "--json")); got.Text != "alone \"quoted\"\n" {
		t.Errorf("%+v", got)
	}
	if s := d.must(1, "cat", "All", "broken.docx", "--json"); !strings.Contains(s.out, "damaged") {
		t.Error(s.out)
	}
	if s := d.must(2, "cat", "All", "phones"); !strings.Contains(s.err, "neither a data type nor an attached file") {
		t.Error(s.err)
	}

	rested(t, filepath.Join(folder, "plan.md"), "# Plan B\n")
	if err := os.Remove(single); err != nil {
		t.Fatal(err)
	}
	got := partOf[struct{ Attached refreshLine }](t, d.must(0, "sync", "All", "--json"))
	if got.Attached != (refreshLine{Changed: 1, Vanished: 1, Same: 2, Troubled: 1}) {
		t.Errorf("with a sync: %+v", got)
	}
	if s := d.must(0, "dataset", "show", "All"); !strings.Contains(s.out, "vanished") {
		t.Error(s.out)
	}
	out := t.TempDir()
	d.must(0, "export", "All", "--dir", out)
	for name, want := range map[string]string{"plan.md.txt": "# Plan B\n", "single.txt": "alone \"quoted\"\n", "broken.docx": "not Word"} {
		if content, err := os.ReadFile(filepath.Join(out, name)); string(content) != want {
			t.Errorf("exported %s: %q, %v", name, content, err)
		}
	}

	d.must(0, "detach", "All", single, filepath.Join(folder, "plan.md"))
	if s := d.must(1, "detach", "All", single); !strings.Contains(s.err, "not attached") {
		t.Error(s.err)
	}
	if s := d.must(0, "dataset", "show", "All"); strings.Contains(s.out, "plan.md") || strings.Contains(s.out, "single.txt") {
		t.Error(s.out)
	}
	d.must(0, "detach", "All", folder)
	d.healthy()
	if last := partOf[sourcesLine](t, d.must(0, "dataset", "show", "All", "--json")); len(last.Sources) != 0 {
		t.Errorf("%+v", last)
	}
}

func TestAMirrorFollowsAttachAndDetach(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 10})
	folder, notes := filepath.Join(t.TempDir(), "mirror"), t.TempDir()
	rested(t, filepath.Join(notes, "a.md"), "# A\n")
	rested(t, filepath.Join(notes, "b.txt"), "b\n")
	d.must(0, "dataset", "create", "All", "--types", "users", "--mirror", folder)
	type mirrored struct{ Mirror *mirrorLine }
	holds := func(want ...string) {
		t.Helper()
		var names []string
		entries, err := os.ReadDir(folder)
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if err != nil || !slices.Equal(names, want) {
			t.Errorf("%q, %v; want %q", names, err, want)
		}
	}
	if m := partOf[mirrored](t, d.must(0, "attach", "All", notes, "--json")).Mirror; m == nil || len(m.Written) != 2 {
		t.Errorf("attached: %+v", m)
	}
	holds("a.md.txt", "b.txt")
	if m := partOf[mirrored](t, d.must(0, "detach", "All", filepath.Join(notes, "a.md"), "--json")).Mirror; m == nil || len(m.Removed) != 1 {
		t.Errorf("detached: %+v", m)
	}
	holds("b.txt")
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	if s := d.must(3, "detach", "All", notes); !strings.Contains(s.err, folder) || !strings.Contains(s.out, "Removed 1") {
		t.Errorf("%q %q", s.out, s.err)
	}
	d.healthy()
}

// TestADatasetOfFilesOnly: it needs no connection.
func TestADatasetOfFilesOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	notes, out := t.TempDir(), t.TempDir()
	rested(t, filepath.Join(notes, "a.md"), "# A\n")
	if s := d.must(0, "dataset", "create", "Notes", "--types", "none"); !strings.Contains(s.out, "attach Notes") {
		t.Error(s.out)
	}
	d.must(0, "attach", "Notes", notes)
	rested(t, filepath.Join(notes, "a.md"), "# B\n")
	for _, words := range [][]string{{"sync", "Notes"}, {"sync", "--all"}, {"import", "Notes"}} {
		if s := d.must(0, words...); !strings.Contains(s.out, "nothing was asked of Gong") || !strings.Contains(s.out, "Attached files: 1 ") {
			t.Errorf("%q: %s", words, s.out)
		}
	}
	if s := d.must(0, "dataset", "show", "Notes"); !strings.Contains(s.out, "files of this computer only") || !strings.Contains(s.out, "a.md") {
		t.Error(s.out)
	}
	d.must(0, "export", "Notes", "--dir", out)
	if content, err := os.ReadFile(filepath.Join(out, "a.md.txt")); string(content) != "# B\n" {
		t.Errorf("%q, %v", content, err)
	}
	d.must(0, "sync", "--due")
	d.healthy()
}
