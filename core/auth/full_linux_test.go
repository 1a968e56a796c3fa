package auth_test

import (
	"net/http"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong/gongsim"
	"tamtam/core/vault"
)

// noSpace lets every write into the database fail as on a full disk, and returns the way back.
func noSpace(t *testing.T) (free func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Error(err)
		}
		signal.Reset(syscall.SIGXFSZ)
	}
}

// A pair that the disk had no room for is used by nobody and lost by nobody: it is written with the next request, or at the end.
func TestAPairThatTheDiskRefusedIsKeptLater(t *testing.T) {
	later := map[string]func(w *world, id core.ConnectionID) error{
		"with the next request": func(w *world, id core.ConnectionID) error { return w.ask(t.Context(), w.connections, id) },
		"at the end": func(w *world, _ core.ConnectionID) error {
			w.connections.Close(t.Context())
			return nil
		},
	}
	for name, then := range later {
		t.Run(name, func(t *testing.T) {
			w := newLoginWorld(t)
			id := w.logIn(t, auth.Target{}).ID
			free := func() {}
			w.hosts["app.gong.io"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				free = noSpace(t)
				w.sim.ServeHTTP(rw, r)
			})
			w.clock.advance(25 * time.Hour)
			err := w.ask(t.Context(), w.connections, id)
			free()
			if !core.Is(err, core.Full) {
				t.Errorf("got %v, want a full disk", err)
			}
			if err := then(w, id); err != nil {
				t.Error(err)
			}
			again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
			if err := w.ask(t.Context(), again, id); err != nil {
				t.Errorf("at another start: %v", err)
			}
			if got := w.refreshes(); got[gongsim.Granted] != 1 || len(got) != 1 {
				t.Errorf("renewals %v", got)
			}
		})
	}
}
