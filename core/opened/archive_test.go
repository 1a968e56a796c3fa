package opened_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/opened"
)

// entry is a file of an archive.
type entry struct {
	name, content string
	how           zip.FileHeader // its Name is not used
	raw           bool           // the content is not packed, whatever how says
}

// packed is an archive.
func packed(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := e.how
		h.Name = e.name
		create := w.CreateHeader
		if e.raw {
			h.CompressedSize64, h.UncompressedSize64, create = uint64(len(e.content)), uint64(len(e.content)), w.CreateRaw
		} else if h.Method == zip.Store {
			h.Method = zip.Deflate
		}
		in, err := create(&h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write([]byte(e.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pack saves an archive and returns its path.
func pack(t testing.TB, folder, name string, entries ...entry) string {
	t.Helper()
	return save(t, folder, name, string(packed(t, entries...)))
}

// told is what became of each file.
func told(r opened.Result) (all []string) {
	for _, f := range r.Files {
		line := fmt.Sprintf("%s %d", f.Name, f.Records)
		if f.Err != nil {
			line = fmt.Sprintf("%s %s: %s", f.Name, core.KindOf(f.Err), core.CauseOf(f.Err))
		}
		for _, p := range f.Problems {
			line += "; " + p.Reason
		}
		all = append(all, line)
	}
	return all
}

// Whoever packed the archive, and on whatever system: files named like ours are read in all its folders, others are passed over. Names lead nowhere.
func TestFilesInArchivesAreReadWhateverTheyAreCalled(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	path := pack(t, folder, "renewals 2026.zip",
		entry{name: "2025/"},
		entry{name: "2025/gong_transcripts_1.txt", content: head + first},
		entry{name: `2026\GONG_Transcripts_2.TXT`, content: head + second},
		entry{name: "../../gong_up.txt", content: whole},
		entry{name: "/etc/gong_root.txt", content: whole},
		entry{name: "gong_twice.txt", content: head + first},
		entry{name: "gong_twice.txt", content: head + second},
		entry{name: "gong_\x1b[31m\xff\n.txt", content: whole},
		entry{name: "__MACOSX/2025/._gong_transcripts_1.txt", content: "Mac OS X"},
		entry{name: "gong_folder.txt/"},
		entry{name: "gong_link.txt", content: "/etc/passwd", how: zip.FileHeader{ExternalAttrs: uint32(0o120777) << 16, CreatorVersion: 3 << 8}},
		entry{name: "readme.txt", content: whole},
	)
	r := openFiles(t, s, path)
	want := []string{
		"renewals 2026.zip/2025/gong_transcripts_1.txt 1", "renewals 2026.zip/2026/GONG_Transcripts_2.TXT 1", "renewals 2026.zip/gong_up.txt 2",
		"renewals 2026.zip/etc/gong_root.txt 2", "renewals 2026.zip/gong_twice.txt 1", "renewals 2026.zip/gong_twice.txt 1", "renewals 2026.zip/gong_[31m\ufffd .txt 2",
	}
	if diff := cmp.Diff(want, told(r)); diff != "" || !r.Clean() {
		t.Error(diff)
	}
	if r.Dataset.Name != "renewals 2026.zip (7 files)" || !slices.Equal(r.Dataset.Opened, []string{path}) || r.Files[0].Path != path || r.Files[0].Within != "2025/gong_transcripts_1.txt" {
		t.Errorf("opened %+v as %+v", r.Files[0], r.Dataset)
	}
	if diff := cmp.Diff(records(t, whole), content(t, s, r.Dataset.ID, core.Transcripts)); diff != "" {
		t.Error(diff)
	}
	if beside, err := os.ReadDir(folder); err != nil || len(beside) != 1 {
		t.Errorf("beside the archive stand %v (%v)", beside, err)
	}
	if again := openFiles(t, s, path); again.Dataset.ID != r.Dataset.ID {
		t.Error("opened again, it stands there twice")
	}
}

func TestWhatOfAnArchiveCannotBeReadIsToldAndTheRestIsRead(t *testing.T) {
	good := entry{name: "gong_good.txt", content: whole}
	long := head + first + strings.Repeat(second, 3)
	cut := func(n int) func([]byte) []byte { return func(b []byte) []byte { return b[:len(b)-n] } }
	tests := []struct {
		name    string
		entries []entry
		change  func(b []byte) []byte
		want    []string
		err     core.Kind
	}{
		{"encrypted", []entry{{name: "gong_a.txt", content: "secret", how: zip.FileHeader{Flags: 1}, raw: true}, good}, nil, []string{"x.zip/gong_a.txt locked: it needs a password", "x.zip/gong_good.txt 2"}, core.Other},
		{"another method", []entry{{name: "gong_a.txt", content: "BZh", how: zip.FileHeader{Method: 12}, raw: true}, good}, nil, []string{"x.zip/gong_a.txt invalid: the way in which it was packed is not known", "x.zip/gong_good.txt 2"}, core.Other},
		{"no packed data", []entry{{name: "gong_a.txt", content: "\xff\xff\xff\xff", how: zip.FileHeader{Method: zip.Deflate}, raw: true}, good}, nil, []string{"x.zip/gong_a.txt broken: the archive is damaged", "x.zip/gong_good.txt 2"}, core.Other},
		{"another checksum", []entry{{name: "gong_a.txt", content: long, how: zip.FileHeader{CRC32: 1}, raw: true}, good}, nil, []string{"x.zip/gong_a.txt 4; the rest of the file could not be unpacked: the archive is damaged", "x.zip/gong_good.txt 2"}, core.Other},
		{"none of ours", []entry{{name: "gong_a.txt", content: "Dear diary"}, good}, nil, []string{"x.zip/gong_a.txt invalid: it holds no record of a Gong text file", "x.zip/gong_good.txt 2"}, core.Other},
		{"cut", []entry{good}, cut(30), []string{"x.zip broken: the archive is damaged"}, core.Invalid},
		{"cut to its beginning", []entry{good}, func(b []byte) []byte { return b[:4] }, []string{"x.zip broken: the archive is damaged"}, core.Invalid},
		{"no file of ours", []entry{{name: "word/document.xml", content: "<w/>"}}, nil, []string{"x.zip invalid: it holds no file that is named like ours"}, core.Invalid},
		{"no file", nil, nil, []string{"x.zip invalid: it holds no file that is named like ours"}, core.Invalid},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := packed(t, test.entries...)
			if test.change != nil {
				b = test.change(b)
			}
			s := openStore(t)
			r, err := opened.Open(t.Context(), s, []string{save(t, t.TempDir(), "x.zip", string(b))}, opened.Options{})
			if diff := cmp.Diff(test.want, told(r)); diff != "" || core.KindOf(err) != test.err || r.Clean() {
				t.Errorf("%v: %s", err, diff)
			}
			sound(t, s)
		})
	}
}

// Archives are made that unpack to a thousand times their size, and that list more than memory holds.
func TestAnArchiveIsReadWithinBounds(t *testing.T) {
	good := entry{name: "gong_good.txt", content: whole}
	bomb := entry{name: "gong_bomb.txt", content: whole + strings.Repeat("x", 40<<20)}
	var many, talkative []entry
	for i := range 10_001 {
		many = append(many, entry{name: fmt.Sprintf("gong_%d.txt", i)})
	}
	for i := range 70 {
		talkative = append(talkative, entry{name: fmt.Sprint(i), how: zip.FileHeader{Comment: strings.Repeat("x", 60_000)}})
	}
	tests := []struct {
		name    string
		entries []entry
		want    []string
	}{
		{"unpacks to too much", []entry{good, bomb, good}, []string{
			"x.zip/gong_good.txt 2", "x.zip/gong_bomb.txt 2; the rest of the file was not read: the archive unpacks to far more than such files do",
			"x.zip/gong_good.txt invalid: the archive holds too much",
		}},
		{"too many files", many, []string{"x.zip invalid: the archive holds too much"}},
		{"too long a list", append(talkative, good), []string{"x.zip invalid: the archive holds too much"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := pack(t, t.TempDir(), "x.zip", test.entries...)
			var most int64
			r, _ := opened.Open(t.Context(), openStore(t), []string{path}, opened.Options{Report: func(read, _ int64) { most = read }})
			if diff := cmp.Diff(test.want, told(r)); diff != "" || most > 24<<20 {
				t.Errorf("%d bytes: %s", most, diff)
			}
		})
	}
}

// In a folder, archives of ours are read and others passed over, as its other files are.
func TestArchivesInAFolderAreRead(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	save(t, folder, "gong_a.txt", head+first)
	pack(t, folder, "b.ZIP", entry{name: "gong_b.txt", content: head + second})
	pack(t, folder, "photos.zip", entry{name: "photo.jpg"})
	save(t, folder, "cut.zip", "PK\x03\x04")
	if err := os.Mkdir(filepath.Join(folder, "folder.zip"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := openFiles(t, s, folder)
	if diff := cmp.Diff([]string{"gong_a.txt 1", "b.ZIP/gong_b.txt 1", "cut.zip broken: the archive is damaged"}, told(r)); diff != "" {
		t.Error(diff)
	}
	if r.Records[core.Transcripts] != 2 || !slices.Equal(r.Dataset.Opened, []string{filepath.Join(folder, "b.ZIP"), filepath.Join(folder, "cut.zip"), filepath.Join(folder, "gong_a.txt")}) {
		t.Errorf("opened %+v", r)
	}
}

// Of an archive, too, the file that was generated last has the last word.
func TestOfAnArchiveAndAFileTheNewestWins(t *testing.T) {
	newer := strings.NewReplacer("2026-04-09 12:00:00 UTC\nPeriod", "2026-05-01 12:00:00 UTC\nPeriod", "Yes please.", "Newer.").Replace(head + first)
	s, folder := openStore(t), t.TempDir()
	r := openFiles(t, s, pack(t, folder, "a.zip", entry{name: "gong_a.txt", content: newer}), save(t, folder, "gong_a.txt", whole))
	if got := content(t, s, r.Dataset.ID, core.Transcripts); len(got) != 2 || got[0].Turns[1].Lines[0] != "Newer." {
		t.Errorf("there stands %+v", got)
	}
}

func TestACancelledArchiveKeepsNothing(t *testing.T) {
	s := openStore(t)
	path := pack(t, t.TempDir(), "a.zip", entry{name: "gong_a.txt", content: whole}, entry{name: "gong_b.txt", content: whole})
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := opened.Open(ctx, s, []string{path}, opened.Options{Report: func(int64, int64) { cancel() }}); !core.Is(err, core.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if all, err := s.Opened(); err != nil || len(all) > 0 {
		t.Errorf("left are %v (%v)", all, err)
	}
}

// An archive that is damaged anywhere gives what it can, or a reason.
func TestDamagedArchives(t *testing.T) {
	s, folder := openStore(t), t.TempDir()
	b := packed(t, entry{name: "a/gong_a.txt", content: whole}, entry{name: "gong_b.txt", content: whole})
	r := rand.New(rand.NewPCG(5, 6))
	known := []error{opened.ErrDamaged, opened.ErrEncrypted, opened.ErrPacking, opened.ErrTooLarge}
	for range 150 {
		harmed := bytes.Clone(b)
		for range 1 + r.IntN(3) {
			harmed[r.IntN(len(harmed))] = byte(r.Uint32())
		}
		result, err := opened.Open(t.Context(), s, []string{save(t, folder, "x.zip", string(harmed))}, opened.Options{})
		if err != nil && !core.Is(err, core.Invalid) {
			t.Fatalf("%x: %v", harmed, err)
		}
		for _, f := range result.Files {
			is := func(one error) bool { return errors.Is(f.Err, one) }
			if f.Err != nil && !core.Is(f.Err, core.Invalid) && !slices.ContainsFunc(known, is) || errors.Is(f.Err, fs.ErrClosed) {
				t.Fatalf("%x: %s: %v", harmed, f.Name, f.Err)
			}
		}
	}
	sound(t, s)
}
