package vault_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"tamtam/core"
	"tamtam/core/vault"
)

// badRings are keychains that cannot be used, and what must be said of each.
func badRings() []struct {
	name string
	ring *ring
	kind core.Kind
} {
	locked := fmt.Errorf("%w: failed to unlock correct collection", vault.ErrLocked)
	absent := errors.New("org.freedesktop.secrets was not provided by any .service files")
	return []struct {
		name string
		ring *ring
		kind core.Kind
	}{
		{"locked", &ring{onGet: func() error { return locked }}, core.Locked},
		{"locked again before the key is set", &ring{onSet: func(string) error { return locked }}, core.Locked},
		{"absent", &ring{onGet: func() error { return absent }}, core.Unavailable},
		{"too small", &ring{onSet: func(string) error { return keyring.ErrSetDataTooBig }}, core.Unavailable},
		{"dismissed when the key was set", &ring{deaf: true}, core.Unavailable},
		{"giving back another key", &ring{garble: func(v string) string { return "AAAA" + v[4:] }}, core.Unavailable},
		{"giving back what is no key", &ring{garble: func(string) string { return "hunter2" }}, core.Unavailable},
		{"repeating the key in its error", &ring{onSet: func(v string) error { return errors.New("cannot keep " + v) }}, core.Unavailable},
		{"crashing", &ring{onGet: func() error { panic("nil signal") }}, core.Unavailable},
		{"that claims a kind", &ring{onGet: func() error { return core.E(core.NotFound, "", nil) }}, core.Unavailable},
	}
}

func TestFirstUseOfABadKeychain(t *testing.T) {
	for _, test := range badRings() {
		t.Run(test.name, func(t *testing.T) {
			b := &blob{}
			if _, err := vault.Open(t.Context(), "db", b, empty(in(test.ring))); !core.Is(err, test.kind) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			if b.saves != 0 {
				t.Error("a header was written")
			}
		})
	}
}

func TestBadKeychainNeverCostsTheKey(t *testing.T) {
	for _, test := range badRings() {
		t.Run(test.name, func(t *testing.T) {
			b, good := &blob{}, &ring{}
			v := open(t, "db", b, empty(in(good)))
			sealed := v.Seal("b", "k", []byte("plain"))
			header := string(b.bytes)

			test.ring.items = good.items
			for _, o := range []vault.Options{in(test.ring), empty(in(test.ring))} {
				o.Passphrase = core.NewSecret("offered as well")
				if w, err := vault.Open(t.Context(), "db", b, o); err == nil && w.Kind() != vault.KindKeychain {
					t.Errorf("opened with the key %s", w.Kind().Words())
				}
			}
			if test.ring.sets != 0 || string(b.bytes) != header {
				t.Fatalf("the key was set %d times; header unchanged: %v", test.ring.sets, string(b.bytes) == header)
			}
			if got, err := open(t, "db", b, in(good)).Open("b", "k", sealed); err != nil || string(got) != "plain" {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestLostKey(t *testing.T) {
	b := &blob{}
	v := open(t, "db", b, empty(in(&ring{})))
	sealed := v.Seal("b", "k", nil)

	t.Run("is not replaced while values are sealed", func(t *testing.T) {
		wiped := &ring{}
		if _, err := vault.Open(t.Context(), "db", b, in(wiped)); !core.Is(err, core.NotFound) || wiped.sets != 0 {
			t.Errorf("got %v and %d keys set, want not found and none", err, wiped.sets)
		}
	})
	t.Run("is told from another one", func(t *testing.T) {
		foreign := &ring{}
		open(t, "db", &blob{}, empty(in(foreign)))
		if _, err := vault.Open(t.Context(), "db", b, in(foreign)); !core.Is(err, core.Broken) || foreign.sets != 1 {
			t.Errorf("got %v, want broken", err)
		}
	})
	t.Run("is replaced in the same place when nothing is sealed", func(t *testing.T) {
		o, b := in(&ring{}), &blob{bytes: b.bytes}
		next := open(t, "db", b, empty(o))
		if _, err := next.Open("b", "k", sealed); !core.Is(err, core.Broken) {
			t.Errorf("got %v, want broken", err)
		}
		sealed := next.Seal("b", "k", nil)
		if _, err := open(t, "db", b, o).Open("b", "k", sealed); err != nil {
			t.Error(err)
		}
	})
}

// A crash, or a database file restored from a backup of its first minute, leaves a key in the keychain that no header tells of.
func TestKeyWithoutHeaderIsUsed(t *testing.T) {
	o := in(&ring{})
	crashed := &blob{err: core.E(core.Full, "write", nil)}
	if _, err := vault.Open(t.Context(), "db", crashed, empty(o)); !core.Is(err, core.Full) {
		t.Fatalf("got %v, want full", err)
	}
	first, second := &blob{}, &blob{}
	sealed := open(t, "db", first, empty(o)).Seal("b", "k", nil)
	if _, err := open(t, "db", second, o).Open("b", "k", sealed); err != nil {
		t.Error(err)
	}
}

func TestForgetIsNotBelieved(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*ring)
		kind  core.Kind
	}{
		{"when the prompt was dismissed", func(r *ring) { r.deaf = true }, core.Unavailable},
		{"when the keychain is locked", func(r *ring) { r.onDelete = func() error { return vault.ErrLocked } }, core.Locked},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, b := &ring{}, &blob{}
			v := open(t, "db", b, empty(in(r)))
			test.spoil(r)
			if err := v.Forget(t.Context()); !core.Is(err, test.kind) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			if b.bytes == nil {
				t.Error("the header is gone although the key is not")
			}
		})
	}
}

func TestSlowKeychainIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := in(&ring{onGet: func() error { time.Sleep(900 * time.Millisecond); return nil }})
		open(t, "db", &blob{}, empty(o))
	})
}

func TestStuckKeychain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := make(chan struct{})
		r, b := &ring{onGet: func() error { <-answer; return nil }}, &blob{}
		o := empty(in(r))

		began := time.Now()
		if _, err := vault.Open(t.Context(), "db", b, o); !timedOut(err) {
			t.Errorf("got %v, want timed out", err)
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("gave up after %v, want 3s", took)
		}

		began = time.Now()
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if _, err := vault.Open(t.Context(), "db", b, o); !timedOut(err) {
					t.Errorf("got %v, want timed out", err)
				}
				if got := vault.Probe(vault.Attended(t.Context()), "db", b, o); got.State != vault.TimedOut {
					t.Errorf("got %+v, want timed out", got)
				}
			})
		}
		all.Wait()
		if took := time.Since(began); took != 0 || r.counted(&r.calls) != 1 {
			t.Errorf("%d calls and %v later, want 1 call and none", r.counted(&r.calls), took)
		}

		close(answer)
		synctest.Wait()
		if n := r.counted(&r.sets); n != 0 {
			t.Errorf("a key was set %d times for a caller that had gone", n)
		}
		open(t, "db", b, o)
	})
}

func TestAttendedWork(t *testing.T) {
	t.Run("has the time that a person needs", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			o := in(&ring{onGet: func() error { time.Sleep(10 * time.Minute); return nil }})
			if _, err := vault.Open(vault.Attended(t.Context()), "db", &blob{}, empty(o)); err != nil {
				t.Error(err)
			}
		})
	})
	t.Run("can be cancelled", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			answer := make(chan struct{})
			defer close(answer)
			ctx, cancel := context.WithCancel(vault.Attended(t.Context()))
			time.AfterFunc(time.Minute, cancel)
			o := in(&ring{onGet: func() error { <-answer; return nil }})
			if _, err := vault.Open(ctx, "db", &blob{}, empty(o)); !core.Is(err, core.Canceled) {
				t.Errorf("got %v, want canceled", err)
			}
		})
	})
}

// shy is a ring that tells whether it is locked.
type shy struct {
	*ring
	locked bool
}

func (s shy) Locked() bool { return s.locked }

// What nobody asked for used to make a locked keychain ask the person, time and again.
func TestQuietWorkLeavesALockedKeychainAlone(t *testing.T) {
	tests := []struct {
		name   string
		ctx    context.Context
		locked bool
		asked  bool
	}{
		{"locked", vault.Quiet(t.Context()), true, false},
		{"open", vault.Quiet(t.Context()), false, true},
		{"locked, but somebody wants it", t.Context(), true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := &ring{}
			got := vault.Probe(test.ctx, "db", &blob{}, empty(vault.Options{Keychain: vault.NewKeychain(shy{r, test.locked})}))
			if asked := r.counted(&r.calls) > 0; asked != test.asked || !asked && got.State != vault.Locked {
				t.Errorf("asked %v, %+v", asked, got)
			}
		})
	}
}

func TestCallsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var now, most int
		o := in(&ring{onGet: func() error {
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(100 * time.Millisecond)
			mu.Lock()
			now--
			mu.Unlock()
			return nil
		}})
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if got := vault.Probe(t.Context(), "db", &blob{}, o); got.State != vault.Missing {
					t.Errorf("got %+v", got)
				}
			})
		}
		all.Wait()
		if most != 1 {
			t.Errorf("%d calls at once", most)
		}
	})
}

func timedOut(err error) bool {
	return core.Is(err, core.Unavailable) && errors.Is(err, vault.ErrTimedOut)
}
