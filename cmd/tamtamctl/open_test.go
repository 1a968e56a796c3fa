package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type openLine struct {
	Name    string
	Records map[string]int
	Files   []struct {
		Path          string
		Records, Lost int
		Problems      []struct {
			Line   int
			Reason string
		}
		Error string
	}
}

// What one computer exported another one reads and searches, without an account.
func TestExportedFilesAreOpenedSearchedAndClosed(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 10})
	d.imports(0)
	folder := filepath.Join(t.TempDir(), "from afar")
	d.must(0, "export", "All", "--dir", folder)
	there := newDesk(t, gongsim.Options{Calls: 1})
	opened := partOf[openLine](t, there.must(0, "open", folder, "--json"))
	if opened.Name != "from afar (11 files)" || len(opened.Files) != 11 || opened.Records["transcripts"] == 0 {
		t.Fatalf("opened %+v", opened)
	}
	type found struct{ Total int }
	if got, want := partOf[found](t, there.must(0, "search", "the", "--json")), partOf[found](t, d.must(0, "search", "the", "--json")); got != want || got.Total == 0 {
		t.Errorf("found %+v, where it came from %+v", got, want)
	}
	if got := partOf[found](t, there.must(0, "search", "the", "--json", "--dataset", "From afar (11 files)")); got.Total == 0 {
		t.Error("nothing is found in the opened files alone")
	}
	if list := there.must(0, "dataset", "list").out; strings.Contains(list, "from afar") {
		t.Errorf("listed among the datasets: %s", list)
	}
	if list := there.must(0, "opened").out; !strings.Contains(list, "from afar (11 files)  10 calls") {
		t.Errorf("the list says %q", list)
	}
	there.must(0, "doctor")
	there.aged()
	there.must(0, "index", "rebuild")
	there.must(0, "index", "check")
	there.must(0, "close", "from afar (11 FILES)")
	if got := partOf[found](t, there.must(0, "search", "the", "--json")); got.Total != 0 {
		t.Errorf("closed, they are still found: %+v", got)
	}
	there.must(1, "close", "from afar (11 files)")
}

func TestWhatCouldNotBeReadIsListed(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 1})
	folder := t.TempDir()
	good, bad := filepath.Join(folder, "gong_good.txt"), filepath.Join(folder, "photo.jpg")
	for path, content := range map[string]string{good: "=== Transcript 1 ===\r\nTitle: x\r\n\r\n[00:00:00] Jane\r\n    hello\r\n[12] Joe\r\n    bye\r\n", bad: "\xff\xd8"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := partOf[openLine](t, d.must(3, "open", good, bad, "--json"))
	if len(got.Files) != 2 || got.Records["transcripts"] != 1 || got.Files[1].Error != "It holds no record of a Gong text file." {
		t.Fatalf("opened %+v", got)
	}
	if p := got.Files[0].Problems; len(p) != 1 || p[0].Line != 6 || p[0].Reason != "a turn's time is not hh:mm:ss" {
		t.Errorf("told of %+v", p)
	}
	says := d.must(3, "open", good, bad).out
	for _, want := range []string{"gong_good.txt: 1 record. 1 record not wholly; put right: other line ends.", "Line 6: a turn's time is not hh:mm:ss; left out of the transcript.", "photo.jpg: not read. It holds no record"} {
		if !strings.Contains(says, want) {
			t.Errorf("%q does not say %q", says, want)
		}
	}
	if s := d.must(1, "open", bad); !strings.Contains(s.err, "It holds no record") {
		t.Errorf("says %q", s.err)
	}
	d.must(1, "open", filepath.Join(folder, "none.txt"))
	d.must(2, "open")
}
