package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/redact"
	"tamtam/core/store"
	"tamtam/core/text"
)

// source holds files in memory; broken fails in the middle of one type.
type source struct {
	texts  map[core.DataType]string
	broken core.DataType
	files  map[string]string // attached, by name
}

func (s source) AttachedFiles(core.DatasetID) (all []store.Attached, err error) {
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		a := store.Attached{ID: core.AttachedID(name), Name: name, Form: store.AsText, Bytes: int64(len(s.files[name]))}
		switch {
		case strings.HasSuffix(name, ".mp4"):
			a.Form = store.AsIs
		case strings.HasSuffix(name, ".mov"):
			a.Form = store.NotKept
		}
		all = append(all, a)
	}
	return all, nil
}

func (s source) WriteAttached(_ context.Context, w io.Writer, _ core.DatasetID, file core.AttachedID) error {
	_, err := io.WriteString(w, s.files[string(file)])
	return err
}

func (s source) Files(core.DatasetID) (files []store.File, err error) {
	for _, t := range core.DataTypes() {
		if body, ok := s.texts[t]; ok {
			files = append(files, store.File{Type: t, FirstImported: time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC), Bytes: int64(len(body))})
		}
	}
	return files, nil
}

func (s source) WriteFile(ctx context.Context, w io.Writer, _ core.DatasetID, t core.DataType) error {
	half := len(s.texts[t]) / 2
	if _, err := io.WriteString(w, s.texts[t][:half]); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if t == s.broken {
		return core.E(core.Broken, "read the file", nil)
	}
	_, err := io.WriteString(w, s.texts[t][half:])
	return err
}

var three = map[core.DataType]string{core.Calls: "Gong Calls\n", core.Users: "Gong Users\n", core.Trackers: "Gong Trackers\n"}

func TestFolderWritesEveryFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	var last, total int64
	paths, err := export.Folder(t.Context(), source{texts: three}, "d", folder, export.Options{Report: func(w, all int64) { last, total = w, all }})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) != 3 || last != total || total != 36 {
		t.Errorf("got %d paths, %d of %d bytes reported", len(paths), last, total)
	}
	for dt, want := range three {
		path := filepath.Join(folder, "gong_"+string(dt)+"_20260409_120000.txt")
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", dt, got, err)
		}
		if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, want 0600", dt, info.Mode())
		}
	}
}

// TestAttachedFilesStandBeside: under names that are safe, tell the kind, and are nobody else's.
func TestAttachedFilesStandBeside(t *testing.T) {
	from := source{texts: map[core.DataType]string{core.Users: "Gong Users\n"}, files: map[string]string{
		"Plan.pdf": "plan\n", "plan.PDF": "other\n", "sub/notes.md": "notes\n", "film.mp4": "\x00", "huge.mov": "", "CON.txt": "con\n",
		"gong_users_20260409_120000.txt": "mine\n", "../../x.txt": "x\n", strings.Repeat("é", 200) + ".txt": "long\n",
	}}
	want := map[string]string{
		"gong_users_20260409_120000.txt": "Gong Users\n", "gong_users_20260409_120000 (2).txt": "mine\n", "Plan.pdf.txt": "plan\n",
		"plan.PDF (2).txt": "other\n", "sub-notes.md.txt": "notes\n", "film.mp4": "\x00", "dataset CON.txt": "con\n", "-..-x.txt": "x\n",
		strings.Repeat("é", 60) + ".txt": "long\n",
	}
	folder, zipped := t.TempDir(), t.TempDir()
	var last, total int64
	paths, err := export.Folder(t.Context(), from, "d", folder, export.Options{Report: func(w, all int64) { last, total = w, all }})
	if err != nil || len(paths) != len(want) || last != total {
		t.Fatalf("got %q, %v, %d of %d bytes", paths, err, last, total)
	}
	archived, err := export.Zip(t.Context(), from, store.Dataset{ID: "d", Name: "d"}, zipped, export.Options{})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(archived)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for name, content := range want {
		if got, err := os.ReadFile(filepath.Join(folder, name)); string(got) != content {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
		if entry, err := archive.Open(name); err != nil {
			t.Errorf("%s in the archive: %v", name, err)
		} else if got, _ := io.ReadAll(entry); string(got) != content {
			t.Errorf("%s in the archive: got %q", name, got)
		}
	}
	only, err := export.Items(from, "d", []core.DataType{core.Users})
	if err != nil || len(only) != 1 {
		t.Errorf("of one type: %d items, %v", len(only), err)
	}
}

// TestFilesAreRedacted: records one by one, attached text some lines at a time, names of files, too; and what is no text is left out.
func TestFilesAreRedacted(t *testing.T) {
	user := text.New("User", "7")
	user.Set("Name", "Jane Doe")
	user.Set("Email", "jane@acme.com")
	other := text.New("User", "8")
	other.Set("Phone", "+49 171 1234567")
	head := text.Header{Title: "Users", Description: "People"}
	head.Add("Source", "https://acme.app.gong.io")
	file := text.Append(append(text.Append(append(text.AppendHeader(nil, head), '\n'), user), '\n'), other)
	long := strings.Repeat("a line\n", 30_000) + "\n" + strings.Repeat("a word ", 20_000) + "\n\n\nMaxi\nPower"
	from := source{texts: map[core.DataType]string{core.Users: string(file)}, files: map[string]string{
		"Jane.txt": "Jane\njane@acme.com\n\nlast: Max\nPower", "film.mp4": "jane@acme.com", "[name 1].txt": "x", "long.txt": long,
	}}
	const want = `Gong Users
People

Source:       https://[name 2].app.gong.io

=== User 7 ===
Name: [name 1] Doe
Email: [e-mail]

=== User 8 ===
Phone: [phone]
`
	o := export.Options{Redact: redact.New(redact.Rules{Contacts: true, Names: []string{"Jane", "Acme", "Max Power"}})}
	var last, total int64
	o.Report = func(w, all int64) { last, total = w, all }
	folder := t.TempDir()
	paths, err := export.Folder(t.Context(), from, "d", folder, o)
	if err != nil || len(paths) != 4 || last != total {
		t.Fatalf("%q, %d of %d bytes, %v", paths, last, total, err)
	}
	for name, want := range map[string]string{
		"gong_users_20260409_120000.txt": want, "[name 1].txt": "[name 1]\n[e-mail]\n\nlast: [name 3]", "[name 1] (2).txt": "x", "long.txt": long,
	} {
		if got, err := os.ReadFile(filepath.Join(folder, name)); string(got) != want {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
	path, err := export.Zip(t.Context(), from, store.Dataset{ID: "d", Name: "Acme"}, folder, o)
	if err != nil || filepath.Base(path) != "[name 2].zip" {
		t.Fatalf("%s, %v", path, err)
	}
	from.texts[core.Users] += "forged\n"
	if _, err := export.Folder(t.Context(), from, "d", folder, o); !core.Is(err, core.Broken) {
		t.Errorf("a file that is no file of records: %v", err)
	}
}

func TestZipHoldsEveryFile(t *testing.T) {
	folder := t.TempDir()
	d := store.Dataset{ID: "d", Name: "Renewals: Q2/2026"}
	path, err := export.Zip(t.Context(), source{texts: three}, d, folder, export.Options{Types: []core.DataType{core.Calls, core.Users}})
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(folder, "Renewals- Q2-2026.zip"); path != want {
		t.Errorf("got %s, want %s", path, want)
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if len(archive.File) != 2 {
		t.Fatalf("got %d entries, want 2", len(archive.File))
	}
	entry, err := archive.Open("gong_users_20260409_120000.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(entry); string(got) != three[core.Users] {
		t.Errorf("got %q", got)
	}
}

func TestAFailureKeepsWhatWasThere(t *testing.T) {
	folder := t.TempDir()
	old := filepath.Join(folder, "gong_users_20260409_120000.txt")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		name string
		ctx  context.Context
		from source
		kind core.Kind
	}{
		{"a broken record", t.Context(), source{texts: three, broken: core.Users}, core.Broken},
		{"stopped", stopped, source{texts: map[core.DataType]string{core.Users: "Gong Users\n"}}, core.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := export.Folder(c.ctx, c.from, "d", folder, export.Options{}); !core.Is(err, c.kind) {
				t.Errorf("got %v, want kind %v", err, c.kind)
			}
			if got, _ := os.ReadFile(old); string(got) != "old" {
				t.Errorf("the file that was there holds %q", got)
			}
			parts, _ := filepath.Glob(filepath.Join(folder, ".*"))
			if len(parts) > 0 {
				t.Errorf("left behind: %v", parts)
			}
		})
	}
}

func TestNothingImportedIsSaid(t *testing.T) {
	if _, err := export.Folder(t.Context(), source{}, "d", t.TempDir(), export.Options{}); !core.Is(err, core.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestFolderThatIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := export.Folder(t.Context(), source{texts: three}, "d", file, export.Options{})
	if !core.Is(err, core.Invalid) { // what a person chose cannot be used
		t.Errorf("got %v, want invalid", err)
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"Renewals Q2": "Renewals Q2", "../../etc/passwd": "-..-etc-passwd", "CON": "dataset CON", "con.txt": "dataset con.txt", "COM1": "dataset COM1", "conOUT$": "dataset conOUT$",
		"COMB": "COMB", "a\u202eb": "ab", "a\u200bb": "ab", "tab\there": "tabhere", "": "dataset", " . ": "dataset", "e\u0301": "é",
		"a<b>c:d\"e|f?g*h": "a-b-c-d-e-f-g-h", "trailing. ": "trailing", "日本": "日本",
	} {
		if got := export.SafeName(in); got != want {
			t.Errorf("SafeName(%q): got %q, want %q", in, got, want)
		}
	}
	if got := export.SafeName(strings.Repeat("é", 500)); len(got) > 120 || !strings.HasPrefix(got, "é") {
		t.Errorf("a long name became %d bytes", len(got))
	}
}

func FuzzSafeName(f *testing.F) {
	f.Add("../x")
	f.Add("NUL ")
	f.Fuzz(func(t *testing.T, s string) {
		name := export.SafeName(s)
		if name == "" || len(name) > 140 || strings.ContainsAny(name, "/\\\x00") || !bytes.Equal([]byte(name), []byte(filepath.Base(name))) {
			t.Errorf("SafeName(%q) = %q", s, name)
		}
	})
}
