//go:build !windows

package store

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder makes a new name in the folder survive a power cut.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err // the others mean that this file system cannot
	}
	return nil
}

// release lets go of a database file that bbolt has left open after a panic. The lock lasts as long as the mapping does, which nobody can
// undo any more, so closing alone would leave it held.
func release(f *os.File) error {
	return errors.Join(syscall.Flock(int(f.Fd()), syscall.LOCK_UN), f.Close())
}
