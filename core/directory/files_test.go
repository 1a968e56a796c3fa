package directory_test

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/directory"
)

// bomb is a small workbook with a part that unpacks to so many zeros.
func bomb(t *testing.T, part string, bytes int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bomb.xlsx")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create(part)
	if err == nil {
		_, err = io.CopyN(w, zeros{}, bytes)
	}
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestFilesThatCannotBe(t *testing.T) {
	long := strings.Repeat("x", 33<<10)
	for name, path := range map[string]string{
		"missing": filepath.Join(t.TempDir(), "no.csv"), "empty": file(t, "a.csv", ""), "blank": file(t, "a.csv", "\n \n,,\n"),
		"a folder": t.TempDir(), "zeros": file(t, "a.csv", "a,b\x00\x00\x00c"), "no workbook": file(t, "a.xlsx", "PK\x03\x04 nothing"),
		"a quotation mark that is missing": file(t, "a.csv", "a\n\"open\n"+strings.Repeat("b\n", 300)),
		"a workbook with no sheet":         bomb(t, "xl/nothing.xml", 1),
		"a long cell":                      file(t, "a.csv", "a\n"+long+"\n"), "many columns": file(t, "a.csv", strings.Repeat("a,", 600)+"a\n"),
	} {
		if _, err := directory.Read(t.Context(), path, nil); !core.Is(err, core.Invalid) && !core.Is(err, core.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for kind, columns := range map[directory.Kind]directory.Columns{
		directory.Companies: {"arr", "mrr"}, directory.Persons: {"first_name", ""}, directory.Users: {"email", "email"},
	} {
		table := directory.Table{Titles: []string{"a", "b"}}
		if _, err := directory.Make(t.Context(), kind, table, columns, directory.State{}, directory.Options{NewID: ids()}); !core.Is(err, core.Invalid) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestHostileFiles: a file that would fill the memory is refused before it does.
func TestHostileFiles(t *testing.T) {
	endless := file(t, "endless.csv", "a\n\"open"+strings.Repeat(strings.Repeat("x", 1<<20)+"\n", 60))
	for name, test := range map[string]struct{ path, said string }{
		"a row that does not end":         {endless, "row 2 does not end"},
		"a workbook that unpacks to much": {bomb(t, "xl/styles.xml", 257<<20), "the workbook cannot be read"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := directory.Read(t.Context(), test.path, nil)
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; !core.Is(err, core.Invalid) || !strings.Contains(err.Error(), test.said) || used > 120 {
			t.Errorf("%s: %v, with %d MB", name, err, used)
		}
	}
}

// TestCellsAreLines: what a cell holds is shown in lists and in a terminal, so its line breaks are spaces and it has no control character.
func TestCellsAreLines(t *testing.T) {
	table, err := directory.Read(t.Context(), file(t, "a.csv", "na\x1b[31mme\n\"Beta\r\nGmbH\tWest \x07\u009b2J\"\n"), nil)
	if err != nil || table.Titles[0] != "na[31mme" || table.Rows[0].Cells[0] != "Beta GmbH West 2J" {
		t.Errorf("%+v, %v", table, err)
	}
}
