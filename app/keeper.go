package app

import (
	"log/slog"
	"sync"

	"tamtam/core/store"
)

// keeper writes settings off the UI goroutine: a commit waits for the disk. Of several values of one name only the last is written.
type keeper struct {
	store *store.Store
	log   *slog.Logger

	mu      sync.Mutex
	pending map[string]any
	closed  bool
	wake    chan struct{}
	done    chan struct{}
}

func newKeeper(s *store.Store, log *slog.Logger) *keeper {
	k := &keeper{store: s, log: log, pending: map[string]any{}, wake: make(chan struct{}, 1), done: make(chan struct{})}
	go k.serve()
	return k
}

// set has the value written soon. It must hold no secret.
func (k *keeper) set(name string, value any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return
	}
	k.pending[name] = value
	select {
	case k.wake <- struct{}{}:
	default: // it is awake
	}
}

// get reads a setting into v, which stays as it is when there is none. What waits to be written is not seen.
func (k *keeper) get(name string, v any) {
	if _, err := k.store.Setting(name, v); err != nil {
		k.log.Warn("a setting could not be read", "name", name, "err", err)
	}
}

func (k *keeper) serve() {
	defer close(k.done)
	for range k.wake {
		k.flush()
	}
	k.flush()
}

func (k *keeper) flush() {
	k.mu.Lock()
	pending := k.pending
	k.pending = map[string]any{}
	k.mu.Unlock()
	for name, value := range pending {
		if err := k.store.SetSetting(name, value); err != nil {
			k.log.Warn("a setting could not be kept", "name", name, "err", err)
		}
	}
}

// close writes what is left and takes no more.
func (k *keeper) close() {
	k.mu.Lock()
	if !k.closed {
		k.closed = true
		close(k.wake)
	}
	k.mu.Unlock()
	<-k.done
}
