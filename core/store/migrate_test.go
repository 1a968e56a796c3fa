package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/store"
)

// mark is a migration that leaves a trace in the settings.
func mark(name string) store.Migration {
	return func(tx *bolt.Tx) error { return tx.Bucket([]byte("settings")).Put([]byte(name), []byte("true")) }
}

func isMarked(t *testing.T, s *store.Store, name string) bool {
	t.Helper()
	var marked bool
	if _, err := s.Setting(name, &marked); err != nil {
		t.Fatal(err)
	}
	return marked
}

func TestMigrationRunsEachMissingStepOnceAfterABackup(t *testing.T) {
	folder := t.TempDir()
	sample(t, folder)
	first := bytesOf(t, folder)
	steps := []store.Migration{mark("two"), mark("three")}
	for range 2 { // the second opening has nothing to do
		s, err := store.OpenWith(folder, store.Options{}, steps...)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Schema(); n != 3 || err != nil || !isMarked(t, s, "two") || !isMarked(t, s, "three") {
			t.Errorf("schema %d (%v)", n, err)
		}
		checkSound(t, s)
		s.Close()
		steps[0], steps[1] = mark("again"), mark("again")
	}
	s, err := store.OpenWith(folder, store.Options{}, mark("again"), mark("again"), mark("four"))
	if err != nil {
		t.Fatal(err)
	}
	if isMarked(t, s, "again") || !isMarked(t, s, "four") {
		t.Error("a step ran twice, or not at all")
	}
	s.Close()

	backup, err := os.ReadFile(filepath.Join(folder, store.FileName+".schema-1"))
	if err != nil {
		t.Fatal(err)
	}
	old := open(t, place(t, backup))
	if n, err := old.Schema(); n != 1 || err != nil || isMarked(t, old, "two") {
		t.Errorf("the backup has schema %d (%v)", n, err)
	}
	if d, err := old.DatasetNamed("sample"); err != nil || content(t, old, d.ID, core.Calls) != content(t, open(t, place(t, first)), d.ID, core.Calls) {
		t.Errorf("the backup holds something else (%v)", err)
	}
}

func TestFailedMigrationLeavesTheFileAsItWas(t *testing.T) {
	folder := t.TempDir()
	sample(t, folder)
	before := bytesOf(t, folder)
	failure := errors.New("no")
	_, err := store.OpenWith(folder, store.Options{}, mark("two"), func(*bolt.Tx) error { return failure })
	if !errors.Is(err, failure) {
		t.Errorf("Open: %v", err)
	}
	if !bytes.Equal(bytesOf(t, folder), before) {
		t.Error("the file was changed")
	}
	checkSound(t, open(t, folder))
}

func TestMigrationWithoutABackupDoesNotHappen(t *testing.T) {
	folder := t.TempDir()
	sample(t, folder)
	before := bytesOf(t, folder)
	if err := os.MkdirAll(filepath.Join(folder, store.FileName+".schema-1", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenWith(folder, store.Options{}, mark("two")); err == nil {
		t.Error("it did")
	}
	if !bytes.Equal(bytesOf(t, folder), before) {
		t.Error("the file was changed")
	}
}

// TestBackupWhileOthersWrite: each copy is the database as it was at one moment.
func TestBackupWhileOthersWrite(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	stop, done := context.WithCancel(context.Background())
	var writer sync.WaitGroup
	writer.Go(func() {
		r := rand.New(rand.NewPCG(5, 6))
		for n := 0; stop.Err() == nil; n++ {
			for _, of := range []core.DataType{core.Calls, core.Users} {
				put(t, s, id, of, record("a", speech(r, 20_000)), record(fmt.Sprint(n), speech(r, 5000)))
				finish(t, s, id, of)
			}
		}
	})
	folder := t.TempDir()
	for range 8 {
		if err := s.Backup(filepath.Join(folder, store.FileName)); err != nil {
			t.Fatal(err)
		}
		c := open(t, folder)
		checkSound(t, c)
		c.Close()
	}
	done()
	writer.Wait()
	if err := s.Backup(s.Path()); !core.Is(err, core.Invalid) {
		t.Errorf("a copy onto itself: %v", err)
	}
	checkSound(t, s)
}

// TestOpenSweepsWhatAKillLeft: a backup cut off is as large as the database.
func TestOpenSweepsWhatAKillLeft(t *testing.T) {
	folder := t.TempDir()
	sample(t, folder)
	for _, name := range []string{".tamtam-backup-123", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, ".tamtam-new-9"), 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, folder)
	var names []string
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if len(names) != 2 || names[0] != "notes.txt" {
		t.Errorf("the folder holds %q", names)
	}
}
