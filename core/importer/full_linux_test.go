package importer_test

import (
	"net/http"
	"os/signal"
	"syscall"
	"testing"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// noSpace makes the disk full at the database's present size, and returns the way back.
func (w *world) noSpace() (free func()) {
	w.t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		w.t.Fatal(err)
	}
	size, err := w.store.Size()
	if err != nil {
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

// TestAPageThatTheDiskRefusedIsReadAgain: what the run notes of itself after the failure, which takes less room than the page, must not say
// that the page is there.
func TestAPageThatTheDiskRefusedIsReadAgain(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 900})
	d := w.dataset(store.Dataset{Types: conversation})
	asked := 0
	free := func() {}
	w.before = func(r *http.Request) {
		if r.URL.Path == "/v2/calls/transcript" {
			if asked++; asked == 2 {
				free = w.noSpace()
			}
		}
	}
	got := outcomes(w.run(t.Context(), d))[core.Calls]
	free()
	w.before = nil
	if got.Outcome != importer.Failed || !core.Is(got.Err, core.Full) {
		t.Fatalf("%s: %v, want failed for a full disk", got.Outcome, got.Err)
	}
	w.mustRun(d)
	fresh := w.dataset(store.Dataset{Types: conversation})
	w.mustRun(fresh)
	for _, dt := range conversation {
		if got, want := w.file(d, dt), w.file(fresh, dt); got != want {
			t.Errorf("%s: %s", dt, firstDifference(got, want))
		}
	}
}
