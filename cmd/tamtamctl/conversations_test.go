package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core/export"
	"tamtam/core/gong/gongsim"
	"tamtam/core/text"
)

type exported struct {
	Files []string
	Calls int
}

// turnsOf are the turns of the dataset's transcripts, in their order, as a table has them: id, speaker and text.
func turnsOf(t *testing.T, file string) (all [][3]string) {
	t.Helper()
	r := text.NewReader(strings.NewReader(file))
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		for _, turn := range record.Turns {
			all = append(all, [3]string{record.ID, turn.Speaker, strings.Join(turn.Lines, " ")})
		}
	}
}

// TestExportCalls: tables have every turn of the dataset, documents a file for each call, and what is there is replaced by the next export.
func TestExportCalls(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 30})
	d.imports(0)
	want := turnsOf(t, d.must(0, "cat", "All", "transcripts").out)
	folder := filepath.Join(t.TempDir(), "new")
	for _, f := range export.Formats()[1:] {
		got := read[exported](t, d.must(0, "export", "All", "--dir", folder, "--format", string(f), "--json"))
		if f == export.Markdown || f == export.CSV { // replaced by what is the same
			if again := read[exported](t, d.must(0, "export", "All", "--dir", folder, "--format", string(f), "--json")); !slices.Equal(again.Files, got.Files) {
				t.Errorf("%s again: %v", f, again.Files)
			}
		}
		files := 1
		if !f.Table() {
			files = got.Calls + 1
		}
		if got.Calls < 25 || len(got.Files) != files {
			t.Errorf("%s: %d files of %d calls", f, len(got.Files), got.Calls)
		}
		for _, path := range got.Files {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 || info.Size() == 0 {
				t.Errorf("%s: %v, %v", path, info, err)
			}
		}
		if f.Table() && got.Files[0] != filepath.Join(folder, "All."+string(f)) {
			t.Errorf("%s: %s", f, got.Files[0])
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 5 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	body, err := os.ReadFile(filepath.Join(folder, "All.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var turns [][3]string
	for _, row := range rows[1:] {
		if row[5] != "" {
			turns = append(turns, [3]string{row[0], row[8], strings.TrimPrefix(row[11], "'")})
		}
	}
	if !slices.Equal(turns, want) {
		t.Errorf("%d turns in the table, %d in the transcripts, or others", len(turns), len(want))
	}
}

// TestExportASelection: of the calls that are named, into one file, and without what tells who people are.
func TestExportASelection(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 30})
	d.imports(0)
	var ids []string
	for _, turn := range turnsOf(t, d.must(0, "cat", "All", "transcripts").out) {
		if ids = append(ids, turn[0]); turn[0] == ids[0] {
			ids = ids[:1]
		} else {
			break
		}
	}
	file := filepath.Join(t.TempDir(), "two.jsonl")
	got := read[exported](t, d.must(0, "export", "All", "--out", file, "--format", "jsonl", "--call", ids[1], "--call="+ids[0], "--json"))
	if got.Calls != 2 || !slices.Equal(got.Files, []string{file}) {
		t.Errorf("got %+v", got)
	}
	seen, speaker := map[string]bool{}, ""
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(body) {
		var row struct{ CallID, Speaker string }
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		seen[row.CallID], speaker = true, row.Speaker
	}
	if len(seen) != 2 || !seen[ids[0]] || !seen[ids[1]] {
		t.Errorf("the calls %v, want %v", seen, ids)
	}

	folder := t.TempDir()
	plain := read[exported](t, d.must(0, "export", "All", "--dir", folder, "--call", ids[0], "--json"))
	name := filepath.Base(plain.Files[0])
	if len(plain.Files) != 1 || !strings.HasPrefix(name, "20") || !strings.HasSuffix(name, ".txt") {
		t.Errorf("one call is %v", plain.Files)
	}
	told := string(mustRead(t, plain.Files[0]))
	redacted := read[exported](t, d.must(0, "export", "All", "--dir", folder, "--call", ids[1], "--call", ids[0], "--format", "html", "--redact",
		"--redact-names", speaker, "--json"))
	page := string(mustRead(t, redacted.Files[0]))
	if filepath.Base(redacted.Files[0]) != "All.html" || !strings.Contains(page, "[e-mail]") || !strings.Contains(page, "[name 1]") {
		t.Errorf("%v holds no placeholders", redacted.Files)
	}
	if !strings.Contains(told, "@") || strings.Contains(page, "@example") || strings.Contains(page, speaker) {
		t.Errorf("the redacted page tells of %s", speaker)
	}
	files := read[struct{ Files []string }](t, d.must(0, "export", "All", "--dir", folder, "--types", "users,transcripts", "--redact", "--json"))
	if len(files.Files) != 2 {
		t.Errorf("of two types: %v", files.Files)
	}
	for _, path := range files.Files {
		if strings.Contains(string(mustRead(t, path)), "@") {
			t.Errorf("%s holds an e-mail address", path)
		}
	}
	tables := read[struct {
		Files   []string
		Records int
	}](t, d.must(0, "export", "All", "--dir", folder, "--format", "csv", "--types", "users,trackers", "--redact", "--json"))
	if len(tables.Files) != 2 || filepath.Base(tables.Files[0]) != "All users.csv" || filepath.Base(tables.Files[1]) != "All trackers.csv" {
		t.Errorf("of two types as tables: %v", tables.Files)
	}
	rows, err := csv.NewReader(bytes.NewReader(mustRead(t, tables.Files[0]))).ReadAll()
	want := len(records(t, d.must(0, "cat", "All", "users").out)) + 1
	if err != nil || len(rows) != want || rows[0][1] != "Name" || slices.ContainsFunc(rows, func(row []string) bool { return strings.Contains(row[2], "@") }) {
		t.Errorf("%d rows of users, want %d, %v", len(rows), want, err)
	}
	if s := d.must(1, "export", "All", "--dir", folder, "--format", "md", "--call", "404"); !strings.Contains(s.err, "the dataset has no call 404") {
		t.Errorf("a call that is not there: %s", s.err)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
