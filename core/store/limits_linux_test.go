package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"tamtam/core/store"
)

func init() {
	helpers["limited"] = limited
	helpers["nobody"] = nobody
}

// limited fills a database up under a limit on the size of files: the disk that is full without being full.
func limited(folder string) error {
	signal.Ignore(syscall.SIGXFSZ)
	const most = 6 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
		return err
	}
	return fillUp(folder)
}

func TestNoSpaceLeft(t *testing.T) {
	t.Run("file size limit", func(t *testing.T) { ends(t, "limited", t.TempDir()) })
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=6m"); err != nil {
		t.Logf("no small disk without root: %v", err)
		return
	}
	defer syscall.Unmount(folder, 0)
	t.Run("small disk", func(t *testing.T) {
		if err := fillUp(folder); err != nil {
			t.Error(err)
		}
	})
}

// ends runs a helper that is to find nothing wrong.
func ends(t *testing.T, helper, folder string) {
	t.Helper()
	p := start(t, helper, folder)
	for p.out.Scan() {
		t.Log(p.out.Text())
	}
	p.end(t)
}

// nobody tries to use a folder that belongs to somebody else.
func nobody(folder string) error {
	if os.Getuid() == 0 {
		const uid = 65534
		if err := errors.Join(syscall.Setgid(uid), syscall.Setuid(uid)); err != nil {
			return err
		}
	}
	if _, err := store.Open(folder, store.Options{}); !errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("Open: %w", err)
	}
	return nil
}

func TestFolderOfSomebodyElse(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(filepath.Dir(folder), 0o755); err != nil { // for the helper to reach the folder
		t.Fatal(err)
	}
	inside := filepath.Join(folder, "inside")
	sample(t, inside)
	before := bytesOf(t, inside)
	for path, mode := range map[string]fs.FileMode{filepath.Join(inside, store.FileName): 0o400, inside: 0o500, folder: 0o555} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(folder, 0o700)
	defer os.Chmod(inside, 0o700)
	for name, path := range map[string]string{"a file inside": inside, "no file yet": folder, "no folder yet": filepath.Join(folder, "new")} {
		t.Run(name, func(t *testing.T) { ends(t, "nobody", path) })
	}
	if string(bytesOf(t, inside)) != string(before) {
		t.Error("the file was changed")
	}
}
