package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// What is being made stands in the database's folder under these beginnings of names; a kill may leave it there.
const (
	newPrefix    = ".tamtam-new-"
	backupPrefix = ".tamtam-backup-"
)

// create makes the first database under another name and gives it its own name when it is complete: a file that bears the name and is
// empty has therefore lost what it held. When another process makes one at the same time, the first to be complete stays.
func create(path string, clock core.Clock, schema int) error {
	err := createBeside(path, clock, schema)
	if _, missing := os.Stat(path); missing == nil {
		return nil
	}
	return wrap("make the database", err)
}

func createBeside(path string, clock core.Clock, schema int) error {
	folder := filepath.Dir(path)
	temporary, err := os.MkdirTemp(folder, newPrefix)
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	fresh := filepath.Join(temporary, FileName)
	db, err := bolt.Open(fresh, 0o600, options())
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error { return initialise(tx, clock.Now(), schema) })
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	// Link refuses to replace what a second process made meanwhile; not every file system has links.
	if err := os.Link(fresh, path); err != nil && !errors.Is(err, fs.ErrExist) {
		if _, missing := os.Lstat(path); missing == nil {
			return nil
		}
		if err := os.Rename(fresh, path); err != nil {
			return err
		}
	}
	return syncFolder(folder)
}

// sweep removes what a kill has left half made. The caller holds the database's lock, so nothing of it is a running backup; a second process
// that is still making a database in vain is told by create.
func sweep(folder string) {
	for _, prefix := range []string{newPrefix, backupPrefix, notePrefix} {
		left, _ := filepath.Glob(filepath.Join(folder, prefix+"*"))
		for _, path := range left {
			_ = os.RemoveAll(path) // what stays costs space only
		}
	}
}
