//go:build !windows

package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// errStale is a note whose writer has ended.
var errStale = errors.New("nobody stands by the note")

// leaveNote writes a note that is true for as long as the returned file is open: the file is locked, and the system lets go of a lock when the
// process ends, however it does. The note gets its name when it is complete and locked, so nobody ever reads half of it, and whoever tests
// the lock of an older note is not in its way.
func leaveNote(path string, text []byte) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Dir(path), notePrefix) // 0600 by CreateTemp
	if err != nil {
		return nil, err
	}
	_, err = f.Write(text)
	if err == nil {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return f, nil
}

// readNote reads a note that is true.
func readNote(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB); {
	case err == nil:
		return nil, errStale
	case !errors.Is(err, syscall.EWOULDBLOCK):
		return nil, err
	}
	return io.ReadAll(io.LimitReader(f, mostNote))
}
