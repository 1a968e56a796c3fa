package mirror_test

import (
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"tamtam/core"
	"tamtam/core/store"
)

// noSpace lets no file become longer than the database is, and returns the way back.
func (w *world) noSpace() (free func()) {
	w.t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	size, err := w.Size()
	if err != nil {
		w.t.Fatal(err)
	}
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		w.t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(size), Max: before.Max}); err != nil {
		w.t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			w.t.Error(err)
		}
		signal.Reset(syscall.SIGXFSZ)
	}
}

func TestAFullDiskKeepsWhatWasThere(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	w.imports(d, core.Users, words(10))
	w.writes(d)
	path := w.path(d, core.Users)
	before := contentOf(t, path)
	w.imports(d, core.Users, words(50_000)) // 3 MB, of which the database needs little
	free := w.noSpace()
	result, err := w.mirror.Write(t.Context(), d.ID)
	free()
	if !core.Is(err, core.Full) || len(result.Written) != 0 {
		t.Errorf("%+v, %v", result, err)
	}
	if contentOf(t, path) != before {
		t.Error("the file that was there is not what it was")
	}
	if parts, _ := filepath.Glob(filepath.Join(w.folder, ".*")); len(parts) > 0 {
		t.Errorf("left behind: %q", parts)
	}
	w.writes(d)
	w.holds(w.folder, []store.Dataset{d})
}
