//go:build !windows

package instance

import (
	"io/fs"
	"os"
	"syscall"
)

// private tells whether a folder is this user's alone.
func private(folder string) error {
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	about, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || info.Mode()&fs.ModePerm != 0o700 || int(about.Uid) != os.Geteuid() {
		return errShared
	}
	return nil
}
