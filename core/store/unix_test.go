//go:build !windows

package store_test

import (
	"errors"
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
	s := open(t, folder)
	backup := filepath.Join(folder, "copy")
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{
		filepath.Dir(folder): fs.ModeDir | 0o700, folder: fs.ModeDir | 0o700, s.Path(): 0o600, backup: 0o600,
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
