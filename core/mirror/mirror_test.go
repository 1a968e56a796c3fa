package mirror_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/mirror"
	"tamtam/core/store"
)

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	if got := w.writes(d); got.Folder != w.folder || len(got.Written) != 0 {
		t.Errorf("nothing is imported: %+v", got)
	}
	w.imports(d, core.Calls, words(10))
	w.imports(d, core.Users, words(20))
	got := w.writes(d)
	w.holds(w.folder, []store.Dataset{d})
	if want := []string{w.name(d, core.Calls), w.name(d, core.Users)}; !slices.Equal(got.Written, want) || got.Bytes == 0 {
		t.Errorf("%+v, want %q", got, want)
	}
	about, err := os.Stat(w.path(d, core.Calls))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := w.File(d.ID, core.Calls)
	if off := f.Generated.Sub(about.ModTime()); runtime.GOOS != "windows" && about.Mode().Perm() != 0o600 || off < 0 || off >= 2e9 {
		t.Errorf("mode %v, %v before its content was made", about.Mode(), off)
	}
	if got := w.writes(d); len(got.Written)+len(got.Removed) != 0 {
		t.Errorf("nothing changed: %+v", got)
	}
	if got, err := mirror.New(w.Store).Write(t.Context(), d.ID); err != nil || len(got.Written) != 0 { // after a start
		t.Errorf("%+v, %v", got, err)
	}
	w.imports(d, core.Users, words(21))
	if got := w.writes(d); !slices.Equal(got.Written, []string{w.name(d, core.Users)}) {
		t.Errorf("one changed: %+v", got)
	}
	w.holds(w.folder, []store.Dataset{d})
}

func TestWhatOthersDidIsMadeGood(t *testing.T) {
	tests := []struct {
		name string
		do   func(path string) error
	}{
		{"removed", os.Remove},
		{"edited", func(path string) error { return os.WriteFile(path, []byte("mine"), 0o600) }},
		{"edited to the same length", func(path string) error {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			content[0] ^= 1
			return os.WriteFile(path, content, 0o600)
		}},
		{"replaced", func(path string) error {
			return errors.Join(os.WriteFile(path+".new", []byte("new"), 0o600), os.Rename(path+".new", path))
		}},
		{"moved away", func(path string) error {
			return os.Rename(path, filepath.Join(filepath.Dir(filepath.Dir(path)), "elsewhere"))
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			d := w.dataset("All")
			w.imports(d, core.Calls, words(10))
			w.imports(d, core.Users, words(10))
			w.writes(d)
			if err := test.do(w.path(d, core.Calls)); err != nil {
				t.Fatal(err)
			}
			if got := w.writes(d); !slices.Equal(got.Written, []string{w.name(d, core.Calls)}) {
				t.Errorf("%+v", got)
			}
			w.holds(w.folder, []store.Dataset{d})
		})
	}
}

func TestWhatIsNotOursStays(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside")
	tests := []struct {
		name string
		put  func(t *testing.T, path string)
		at   string // what must hold "theirs" to the end, "" for the path itself
	}{
		{"a file", func(t *testing.T, path string) { write(t, path, "theirs") }, ""},
		{"a link", func(t *testing.T, path string) {
			write(t, outside, "theirs")
			if err := os.Symlink(outside, path); err != nil {
				t.Fatal(err)
			}
		}, outside},
		{"a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(path, "x"), "theirs")
		}, "x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			d := w.dataset("All")
			w.imports(d, core.Calls, words(10))
			w.imports(d, core.Users, words(10))
			path, at := w.path(d, core.Calls), test.at
			switch at {
			case "":
				at = path
			case "x":
				at = filepath.Join(path, "x")
			}
			test.put(t, path)
			stays := func() {
				t.Helper()
				result, err := w.mirror.Write(t.Context(), d.ID)
				if !errors.Is(err, mirror.ErrForeign) || !core.Is(err, core.Invalid) {
					t.Errorf("%v", err)
				}
				if contentOf(t, at) != "theirs" || len(result.Removed) != 0 {
					t.Error("it was touched")
				}
			}
			stays()
			if _, err := os.Stat(w.path(d, core.Users)); err != nil { // hinders no other
				t.Error(err)
			}
			w.imports(d, core.Calls, words(11))
			stays()
			moved := d
			moved.Mirror = ""
			w.changed(moved)
			w.writes(d)
			if contentOf(t, at) != "theirs" {
				t.Error("it was touched when the mirror ended")
			}
			w.changed(d)
			if err := os.RemoveAll(path); err != nil {
				t.Fatal(err)
			}
			w.writes(d)
			w.holds(w.folder, []store.Dataset{d})
		})
	}
}

// A file that stands in place of ours and is no file is not ours.
func TestAFolderInPlaceOfOurFileStays(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.writes(d)
	path := w.path(d, core.Calls)
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(path, "x"), "theirs")
	if _, err := w.mirror.Write(t.Context(), d.ID); !errors.Is(err, mirror.ErrForeign) || contentOf(t, filepath.Join(path, "x")) != "theirs" {
		t.Errorf("%v", err)
	}
}

func TestTypesThatLeaveTheDatasetLeaveTheMirror(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	for _, of := range []core.DataType{core.Calls, core.Users, core.Trackers} {
		w.imports(d, of, words(10))
	}
	w.writes(d)
	users, trackers := w.path(d, core.Users), w.path(d, core.Trackers)
	write(t, users, "edited by somebody")
	d.Types = []core.DataType{core.Calls}
	w.changed(d)
	got := w.writes(d)
	w.holds(w.folder, []store.Dataset{d}, filepath.Base(users))
	if !slices.Equal(got.Left, []string{users}) || !slices.Equal(got.Removed, []string{filepath.Base(trackers)}) || contentOf(t, users) != "edited by somebody" {
		t.Errorf("%+v", got)
	}
	if got := w.writes(d); len(got.Left) != 0 { // it is not ours any more
		t.Errorf("%+v", got)
	}
}

func TestTheMirrorMoves(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.imports(d, core.Users, words(10))
	w.writes(d)
	former, edited := w.folder, w.path(d, core.Users)
	write(t, edited, "edited by somebody")
	write(t, filepath.Join(former, "notes.txt"), "theirs")

	d.Mirror = filepath.Join(t.TempDir(), "gone")
	w.changed(d)
	if _, err := w.mirror.Write(t.Context(), d.ID); !errors.Is(err, mirror.ErrMissing) || !core.Is(err, core.Invalid) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(former, w.name(d, core.Calls))); err != nil {
		t.Errorf("the former one is lost: %v", err)
	}
	folder, err := mirror.Prepare(d.Mirror)
	if err != nil || folder != d.Mirror {
		t.Fatal(folder, err)
	}
	got := w.writes(d)
	w.holds(folder, []store.Dataset{d})
	w.holds(former, nil, filepath.Base(edited), "notes.txt")
	if !slices.Equal(got.Left, []string{edited}) || len(got.Removed) != 1 {
		t.Errorf("%+v", got)
	}
	d.Mirror = ""
	w.changed(d)
	w.writes(d)
	w.holds(folder, nil)
}

// A former folder on a disk that is not connected is cleared when it comes back.
func TestAFormerFolderThatIsAway(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.writes(d)
	away := w.folder + ".away"
	if err := os.Rename(w.folder, away); err != nil {
		t.Fatal(err)
	}
	if _, err := w.mirror.Write(t.Context(), d.ID); !errors.Is(err, mirror.ErrMissing) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(w.folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it was made: %v", err)
	}
	former := w.folder
	d.Mirror = t.TempDir()
	w.changed(d)
	w.writes(d)
	w.holds(d.Mirror, []store.Dataset{d})
	if err := os.Rename(away, former); err != nil {
		t.Fatal(err)
	}
	w.writes(d)
	w.holds(former, nil)
}

func TestAFolderByAnotherPath(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.writes(d)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(w.folder, link); err != nil {
		t.Fatal(err)
	}
	d.Mirror = link
	w.changed(d)
	if got := w.writes(d); len(got.Written)+len(got.Removed)+len(got.Left) != 0 {
		t.Errorf("%+v", got)
	}
	w.imports(d, core.Calls, words(11))
	w.writes(d)
	w.holds(w.folder, []store.Dataset{d})
}

func TestStopped(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.mirror.Write(ctx, d.ID); !core.Is(err, core.Canceled) {
		t.Errorf("%v", err)
	}
	w.holds(w.folder, nil)
}

func TestFoldersThatCannotBeUsed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "x")
	if _, err := mirror.Prepare(filepath.Join(file, "below")); !core.Is(err, core.Invalid) {
		t.Errorf("below a file: %v", err)
	}
	w := newWorld(t)
	d := w.dataset("All")
	d.Mirror = file
	w.changed(d)
	w.imports(d, core.Calls, words(10))
	if _, err := w.mirror.Write(t.Context(), d.ID); !core.Is(err, core.Invalid) || errors.Is(err, mirror.ErrMissing) {
		t.Errorf("a file: %v", err)
	}
}
