package autostart

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// errNotFolder is a file where a folder should be.
var errNotFolder error = syscall.ENOTDIR

// mostEntry bounds what is read of a file that should have a few lines.
const mostEntry = 64 << 10

// readFile reads a small file; ok is false when there is none.
func readFile(path string) (text []byte, ok bool, err error) {
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNotFolder):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case !info.Mode().IsRegular() || info.Size() > mostEntry:
		return nil, true, nil // nothing of ours
	}
	text, err = os.ReadFile(path)
	return text, true, err
}

// writeFile makes a file under another name and gives it its own when it is complete and on the disk. The system never takes one that is
// not complete for an entry: it begins with a dot and ends in no name of theirs.
func writeFile(path string, text []byte) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.part") // 0600 by CreateTemp
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// removeFile removes a file that may not be there.
func removeFile(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotFolder) {
		return nil
	}
	return err
}
