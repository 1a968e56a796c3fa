//go:build !windows

package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tamtam/core/store"
)

// TestCutShortWhileOpen: the file loses its tail, then everything, under an open Store.
func TestCutShortWhileOpen(t *testing.T) {
	for _, size := range []int64{9 * page, 2 * page, 0} {
		folder := t.TempDir()
		id := sample(t, folder)
		s := open(t, folder)
		if err := os.Truncate(s.Path(), size); err != nil {
			t.Fatal(err)
		}
		if err := readAll(s, id); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%d bytes: reading: %v", size, err)
		}
		if report, err := s.Check(); err == nil && len(report.Problems) == 0 {
			t.Errorf("%d bytes: Check found nothing", size)
		}
		for range 2 {
			if err := s.DeleteDataset(id); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%d bytes: writing: %v", size, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Errorf("%d bytes: Close: %v", size, err)
		}
	}
}

func TestModes(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	s, err := store.Open(folder, store.Options{Program: "modes"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	backup := filepath.Join(folder, "copy")
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{
		filepath.Dir(folder): fs.ModeDir | 0o700, folder: fs.ModeDir | 0o700, s.Path(): 0o600, backup: 0o600,
		note(folder): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s: %v, want %v", filepath.Base(path), info.Mode(), want)
		}
	}
}

// A note counts while its writer holds it, not while some process has the number that it names.
func TestANoteWithoutItsWriterIsNotBelieved(t *testing.T) {
	folder := t.TempDir()
	alive := fmt.Sprintf(`{"program":"Tamtam","pid":%d,"since":"2026-04-09T12:00:00Z"}`, os.Getpid())
	if err := os.WriteFile(note(folder), []byte(alive), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, folder)
	if h := holderOf(t, folder); h != (store.Holder{}) {
		t.Errorf("named %+v", h)
	}
}
