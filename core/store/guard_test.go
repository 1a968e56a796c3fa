package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/store"
)

const page = 4096

// place writes a database file into a folder of its own.
func place(t testing.TB, b []byte) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, store.FileName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

func bytesOf(t testing.TB, folder string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// foreign is a bbolt database that another program made.
func foreign(t testing.TB, o *bolt.Options) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(path, 0o600, o)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("meta"))
		if err != nil {
			return err
		}
		return b.Put([]byte("schema"), []byte{0, 0, 0, 1})
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// used is a database without the pages that bbolt holds in store at its end.
func used(b []byte) []byte {
	high := max(binary.NativeEndian.Uint64(b[16+40:]), binary.NativeEndian.Uint64(b[page+16+40:]))
	return b[:high*page]
}

func zeroed(b []byte, from, to int) []byte {
	b = bytes.Clone(b)
	clear(b[from:to])
	return b
}

func TestOpenRefusesWhatIsNotItsOwnAndChangesNothing(t *testing.T) {
	source := t.TempDir()
	sample(t, source)
	good := used(bytesOf(t, source))
	random := make([]byte, 64<<10)
	rand.NewChaCha8([32]byte{1}).Read(random)
	newer := t.TempDir()
	s, err := store.OpenWith(newer, store.Options{}, func(*bolt.Tx) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	s.Close()

	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"empty", nil, store.ErrEmpty},
		{"a few bytes", []byte("hello"), store.ErrForeign},
		{"junk", random, store.ErrForeign},
		{"text", bytes.Repeat([]byte("Tamtam is a desktop program. "), 4000), store.ErrForeign},
		{"zeros", make([]byte, 64<<10), store.ErrForeign},
		{"somebody else's bbolt file", foreign(t, nil), store.ErrForeign},
		{"somebody else's without a list of free pages", foreign(t, &bolt.Options{NoFreelistSync: true}), store.ErrForeign},
		{"somebody else's of another page size", foreign(t, &bolt.Options{PageSize: 16 << 10}), store.ErrForeign},
		{"both meta pages zero", zeroed(good, 0, 2*page), store.ErrDamaged},
		{"both checksums wrong", zeroed(zeroed(good, 72, 80), page+72, page+80), store.ErrDamaged},
		{"cut in the first page", good[:1000], store.ErrTruncated},
		{"newer", bytesOf(t, newer), store.ErrNewer},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := place(t, c.file)
			for range 2 {
				s, err := store.Open(folder, store.Options{})
				if err == nil {
					s.Close()
				}
				if !errors.Is(err, c.want) || !core.Is(err, core.Broken) {
					t.Fatalf("Open: %v, want %v", err, c.want)
				}
			}
			if !bytes.Equal(bytesOf(t, folder), c.file) {
				t.Error("the file was changed")
			}
			if names, _ := os.ReadDir(folder); len(names) != 1 {
				t.Errorf("%d files in the folder, want 1", len(names))
			}
		})
	}
}

// TestOpenSurvivesEveryCut: a truncated file, mapped, ends the process by SIGBUS. It is cut at every page, and within every page.
func TestOpenSurvivesEveryCut(t *testing.T) {
	source := t.TempDir()
	id := sample(t, source)
	good := bytesOf(t, source)
	folder := place(t, good)
	path := filepath.Join(folder, store.FileName)
	high := len(used(good))
	var sizes []int
	for at := high + 2*page; at >= 0; at -= page {
		sizes = append(sizes, at+1+rand.IntN(page-1), at)
	}
	for _, size := range append(sizes, high-1) {
		if err := os.WriteFile(path, good[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(folder, store.Options{})
		switch {
		case size >= high: // bbolt makes files longer than they need to be
			if err != nil {
				t.Fatalf("%d of %d bytes: %v", size, high, err)
			}
			checkSound(t, s)
			content(t, s, id, core.Calls)
			s.Close()
		case size == 0 && !errors.Is(err, store.ErrEmpty), size >= 80 && !errors.Is(err, store.ErrTruncated), !core.Is(err, core.Broken):
			t.Fatalf("%d of %d bytes: %v", size, high, err)
		}
		if !bytes.Equal(bytesOf(t, folder), good[:size]) {
			t.Fatalf("%d of %d bytes: the file was changed", size, high)
		}
	}
}

// TestOpenByALink: a person may keep the file elsewhere. A link that leads nowhere is an error, and no new database takes its place.
func TestOpenByALink(t *testing.T) {
	source := t.TempDir()
	id := sample(t, source)
	folder := t.TempDir()
	link := filepath.Join(folder, store.FileName)
	if err := os.Symlink(filepath.Join(source, store.FileName), link); err != nil {
		t.Fatal(err)
	}
	s := open(t, folder)
	content(t, s, id, core.Calls)
	if _, err := store.Open(source, store.Options{}); !errors.Is(err, store.ErrHeld) {
		t.Errorf("by its own name meanwhile: %v", err)
	}
	s.Close()
	if err := os.Remove(filepath.Join(source, store.FileName)); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(folder, store.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a link that leads nowhere: %v", err)
	}
	if names, _ := os.ReadDir(source); len(names) != 0 {
		t.Errorf("%d files where the link leads", len(names))
	}
	if names, _ := os.ReadDir(folder); len(names) != 1 {
		t.Errorf("%d files beside the link", len(names)-1)
	}
}

// readAll reads all that a database holds and says what it met.
func readAll(s *store.Store, id core.DatasetID) error {
	_, err := s.Datasets()
	for _, of := range []core.DataType{core.Calls, core.Transcripts} {
		err = errors.Join(err, s.WriteFile(context.Background(), io.Discard, id, of))
		_, lines := s.OpenLines(id, of)
		_, _, one := s.Record(id, of, "7")
		err = errors.Join(err, lines, one)
	}
	return err
}

// TestDamagedPagesAreErrors breaks each page in turn: whatever is read then is either an error of kind Broken or the old content.
func TestDamagedPagesAreErrors(t *testing.T) {
	source := t.TempDir()
	id := sample(t, source)
	good := used(bytesOf(t, source))
	s := open(t, source)
	want := content(t, s, id, core.Calls)
	s.Close()
	noise := rand.NewChaCha8([32]byte{7})
	folder := place(t, good)
	path := filepath.Join(folder, store.FileName)
	step := page * 2
	if soak() {
		step = page
	}
	met := map[string]int{}
	for at := 2 * page; at < len(good); at += step {
		for name, damage := range map[string]func([]byte){
			"zeros":  func(b []byte) { clear(b) },
			"random": func(b []byte) { noise.Read(b) },
			"body":   func(b []byte) { noise.Read(b[16:]) },
			"bits":   func(b []byte) { b[16+at/page%64] ^= 0x55 },
		} {
			broken := bytes.Clone(good)
			damage(broken[at : at+page])
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			where := fmt.Sprintf("page %d, %s", at/page, name)
			met[readDamaged(t, folder, id, want, where)]++
			if !bytes.Equal(bytesOf(t, folder), broken) {
				t.Fatalf("%s: the file was changed", where)
			}
		}
	}
	if met["open"] == 0 || met["check"] == 0 {
		t.Errorf("damage met: %v", met)
	}
}

// readDamaged reads all of a damaged database and says who met the damage: open, check or nobody.
func readDamaged(t *testing.T, folder string, id core.DatasetID, want, where string) (met string) {
	t.Helper()
	s, err := store.Open(folder, store.Options{})
	if err != nil {
		if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrForeign) || !core.Is(err, core.Broken) {
			t.Fatalf("%s: Open: %v", where, err)
		}
		return "open"
	}
	if err := readAll(s, id); err != nil && !core.Is(err, core.Broken) && !core.Is(err, core.NotFound) {
		t.Fatalf("%s: %v", where, err)
	}
	var b bytes.Buffer
	readErr := s.WriteFile(context.Background(), &b, id, core.Calls)
	report, err := s.Check()
	if err != nil && !core.Is(err, core.Broken) {
		t.Fatalf("%s: Check: %v", where, err)
	}
	if readErr == nil && b.String() != want && err == nil && len(report.Problems) == 0 {
		t.Fatalf("%s: other content, and nobody noticed", where)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("%s: Close: %v", where, err)
	}
	if len(report.Problems) > 0 {
		return "check"
	}
	return "nobody"
}

// TestWritingToADamagedFileIsAnError: a write that meets a broken page must neither crash nor leave bbolt's locks held.
func TestWritingToADamagedFileIsAnError(t *testing.T) {
	source := t.TempDir()
	id := sample(t, source)
	good := used(bytesOf(t, source))
	folder := place(t, good)
	path := filepath.Join(folder, store.FileName)
	met := 0
	for at := 2 * page; at < len(good); at += 5 * page {
		broken := bytes.Clone(good)
		clear(broken[at : at+page])
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(folder, store.Options{})
		if err != nil {
			continue
		}
		for range 3 {
			err := s.Stage(id, func(stage *store.Stage) error {
				return stage.Put(s.Encode(core.Calls, []byte("5"), record("5", "changed")))
			})
			if _, _, finishErr := s.Finish(id, core.Calls, ending("new", nil)); err == nil {
				err = finishErr
			}
			if deleteErr := s.DeleteDataset(id); err == nil {
				err = deleteErr
			}
			if err != nil {
				met++
				if !core.Is(err, core.Broken) && !core.Is(err, core.NotFound) {
					t.Fatalf("page %d: %v", at/page, err)
				}
			}
		}
		if err := s.Close(); err != nil {
			t.Fatalf("page %d: Close: %v", at/page, err)
		}
	}
	if met == 0 {
		t.Error("no write met the damage")
	}
}

// TestOneBrokenMetaPage: that is what a power cut in a commit leaves. The database opens as it was before, and opening writes nothing.
func TestOneBrokenMetaPage(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	for _, n := range []int{1, 2, 3, 4} {
		if err := s.SetSetting("n", n); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	good := bytesOf(t, folder)
	var seen []int
	for at := range 2 {
		broken := zeroed(good, at*page+16, at*page+80)
		folder := place(t, broken)
		s := open(t, folder)
		var n int
		if _, err := s.Setting("n", &n); err != nil {
			t.Fatal(err)
		}
		seen = append(seen, n)
		checkSound(t, s)
		if !bytes.Equal(bytesOf(t, folder), broken) {
			t.Error("the file was changed")
		}
		if err := s.SetSetting("n", 5); err != nil {
			t.Error(err)
		}
		s.Close()
		checkSound(t, open(t, folder))
	}
	if seen[0]+seen[1] != 3+4 {
		t.Errorf("the settings are %v, want 3 and 4", seen)
	}
}

// TestNewestMetaIsBelieved: the guard must measure the file by the meta page that bbolt will use.
func TestNewestMetaIsBelieved(t *testing.T) {
	source := t.TempDir()
	sample(t, source)
	b := bytesOf(t, source)
	newest := 0
	if binary.NativeEndian.Uint64(b[page+16+48:]) > binary.NativeEndian.Uint64(b[16+48:]) {
		newest = page
	}
	meta := b[newest+16 : newest+80]
	binary.NativeEndian.PutUint64(meta[40:], uint64(len(b)/page+1))
	sum := fnv.New64a()
	sum.Write(meta[:56])
	binary.NativeEndian.PutUint64(meta[56:], sum.Sum64())
	if _, err := store.Open(place(t, b), store.Options{}); !errors.Is(err, store.ErrTruncated) {
		t.Errorf("Open: %v", err)
	}
}

// TestOpenRefusesAFolderInItsPlace: a directory has a size, too.
func TestOpenRefusesAFolderInItsPlace(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, store.FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(folder, store.Options{}); !errors.Is(err, store.ErrForeign) {
		t.Errorf("Open: %v", err)
	}
}

// TestCallersPanicIsNotDamage: a mistake in a caller's code must not tell people that their database is broken.
func TestCallersPanicIsNotDamage(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Stage(id, func(*store.Stage) error {
			panic("the caller's own")
		})
	}()
	put(t, s, id, core.Calls, record("1", "the lock is free"))
	finish(t, s, id, core.Calls)
	checkSound(t, s)
}
