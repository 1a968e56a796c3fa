package auth_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/vault"
)

const (
	oldWords = "horse battery"
	newWords = "staple correct"
)

// keptIn is a world whose only connection is kept there.
func keptIn(t *testing.T, kind vault.Kind) (w *world, id core.ConnectionID) {
	t.Helper()
	w = newWorld(t)
	if kind == vault.KindPassphrase {
		if err := w.connections.Protect(t.Context(), core.NewSecret(oldWords)); err != nil {
			t.Fatal(err)
		}
	}
	return w, w.connect(t).ID
}

// restarted is the next start of the program, which is given a passphrase or "".
func (w *world) restarted(words string) *auth.Connections {
	return w.open(vault.Options{Keychain: vault.NewKeychain(w.ring), Passphrase: core.NewSecret(words)})
}

func mustOpen(t *testing.T, c *auth.Connections, id core.ConnectionID) {
	t.Helper()
	if _, _, err := c.Open(t.Context(), id); err != nil {
		t.Error(err)
	}
}

func TestMoveVault(t *testing.T) {
	tests := []struct {
		name     string
		from, to vault.Kind
		words    string // the new passphrase
		keys     int    // in the keychain, afterwards
	}{
		{"keychain to passphrase", vault.KindKeychain, vault.KindPassphrase, newWords, 0},
		{"passphrase to keychain", vault.KindPassphrase, vault.KindKeychain, "", 1},
		{"passphrase to another", vault.KindPassphrase, vault.KindPassphrase, newWords, 0},
		{"keychain to keychain", vault.KindKeychain, vault.KindKeychain, "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, id := keptIn(t, test.from)
			if err := w.connections.MoveVault(t.Context(), test.to, core.NewSecret(test.words)); err != nil {
				t.Fatal(err)
			}
			if got := w.connections.Vault(t.Context()); got.Kind != test.to || got.State != vault.Found || got.Left {
				t.Errorf("status %+v", got)
			}
			mustOpen(t, w.connections, id)
			again := w.restarted(test.words)
			mustOpen(t, again, id)
			if got := again.Vault(t.Context()).Kind; got != test.to || w.ring.count() != test.keys {
				t.Errorf("kept by %s, with %d keys in the keychain", got, w.ring.count())
			}
			if test.from == vault.KindPassphrase && test.to == test.from {
				if _, _, err := w.restarted(oldWords).Open(t.Context(), id); !errors.Is(err, vault.ErrWrongPassphrase) {
					t.Errorf("with the old passphrase: %v", err)
				}
			}
		})
	}
}

func TestMoveVaultThatFails(t *testing.T) {
	const here, there = vault.KindPassphrase, vault.KindKeychain
	tests := []struct {
		name     string
		from, to vault.Kind
		given    string // the passphrase of the program's start
		words    string // the new passphrase
		ring     error
		kind     core.Kind
		cause    error
	}{
		{"without the old passphrase", here, there, "", "", nil, core.Locked, vault.ErrPassphraseNeeded},
		{"with a wrong old passphrase", here, here, "wrong", newWords, nil, core.Invalid, vault.ErrWrongPassphrase},
		{"from a locked keychain", there, here, "", newWords, vault.ErrLocked, core.Locked, vault.ErrLocked},
		{"to a locked keychain", here, there, oldWords, "", vault.ErrLocked, core.Locked, vault.ErrLocked},
		{"to a keychain that is absent", here, there, oldWords, "", errors.New("no bus"), core.Unavailable, nil},
		{"without a new passphrase", there, here, "", "", nil, core.Invalid, nil},
		{"to the keychain with a passphrase", here, there, oldWords, newWords, nil, core.Invalid, nil},
		{"to memory", here, vault.KindMemory, oldWords, "", nil, core.Invalid, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, id := keptIn(t, test.from)
			c := w.restarted(test.given)
			w.ring.fail(test.ring)
			err := c.MoveVault(t.Context(), test.to, core.NewSecret(test.words))
			if !core.Is(err, test.kind) || test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			w.ring.fail(nil)
			words := ""
			if test.from == here {
				words = oldWords
			}
			again := w.restarted(words)
			mustOpen(t, again, id)
			if got := again.Vault(t.Context()).Kind; got != test.from {
				t.Errorf("kept by %s", got)
			}
		})
	}
}

func TestMoveVaultBeforeAnythingIsKept(t *testing.T) {
	w := newWorld(t)
	w.ring.fail(errors.New("no bus"))
	if err := w.connections.MoveVault(t.Context(), vault.KindPassphrase, core.NewSecret(oldWords)); err != nil {
		t.Fatal(err)
	}
	w.ring.fail(nil)
	if err := w.restarted("").MoveVault(t.Context(), vault.KindKeychain, core.Secret{}); err != nil { // the old one opened nothing yet
		t.Fatal(err)
	}
	w.connections = w.restarted("")
	if id := w.connect(t).ID; w.ring.count() != 1 {
		t.Errorf("the keychain holds %d keys", w.ring.count())
	} else {
		mustOpen(t, w.restarted(""), id)
	}
}

func TestMoveVaultTellsOfAKeyThatIsLeft(t *testing.T) {
	w, id := keptIn(t, vault.KindKeychain)
	keeps := &keeping{ring: w.ring}
	c := w.open(vault.Options{Keychain: vault.NewKeychain(keeps)})
	if err := c.MoveVault(t.Context(), vault.KindPassphrase, core.NewSecret(newWords)); !errors.Is(err, vault.ErrLeft) {
		t.Fatalf("got %v, want left", err)
	}
	if got := c.Vault(t.Context()); got.Kind != vault.KindPassphrase || !got.Left || got.State != vault.Found {
		t.Errorf("status %+v", got)
	}
	mustOpen(t, w.restarted(newWords), id)
	if err := w.connections.Disconnect(t.Context(), id); err != nil || w.ring.count() != 0 {
		t.Errorf("disconnect: %v, and %d keys", err, w.ring.count())
	}
}

// keeping is a keychain that gives nothing up.
type keeping struct{ *ring }

func (keeping) Delete(string, string) error { return vault.ErrLocked }

func TestAfterDisconnectTheVaultIsChosenAnew(t *testing.T) {
	w, id := keptIn(t, vault.KindPassphrase)
	if err := w.connections.Disconnect(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := w.connections.Vault(t.Context()); got.Kind != vault.KindKeychain || got.Recorded {
		t.Errorf("status %+v", got)
	}
}

func TestManyOpenAtOnceWhileTheVaultMoves(t *testing.T) {
	w, id := keptIn(t, vault.KindKeychain)
	c := w.restarted("")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, _, err := c.Open(vault.Attended(t.Context()), id); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	all.Go(func() {
		if err := c.MoveVault(t.Context(), vault.KindPassphrase, core.NewSecret(newWords)); err != nil {
			t.Error(err)
		}
	})
	for range 8 {
		all.Go(func() { mustOpen(t, c, id) }) // which waits for nobody
	}
	all.Wait()
	mustOpen(t, w.restarted(newWords), id)
}

// prompting is a keychain that asks a person, and waits.
type prompting struct {
	*ring
	answer chan struct{}
}

func (p prompting) Get(service, account string) (string, error) {
	<-p.answer
	return p.ring.Get(service, account)
}

// Who waits for a person, or for who waits for a person, does so for as long as it was told to.
func TestAPromptHoldsUpNobodyElse(t *testing.T) {
	w, id := keptIn(t, vault.KindKeychain)
	synctest.Test(t, func(t *testing.T) {
		asked := prompting{w.ring, make(chan struct{})}
		c := w.open(vault.Options{Keychain: vault.NewKeychain(asked)})
		ctx, cancel := context.WithCancel(vault.Attended(t.Context()))
		attended := make(chan error)
		go func() {
			_, _, err := c.Open(ctx, id)
			attended <- err
		}()
		synctest.Wait()

		began := time.Now()
		if got := c.Vault(t.Context()); got.State != vault.TimedOut || got.Kind != vault.KindKeychain || !got.Recorded {
			t.Errorf("status %+v", got)
		}
		if _, _, err := c.Open(t.Context(), id); !errors.Is(err, vault.ErrTimedOut) {
			t.Errorf("open: %v", err)
		}
		if took := time.Since(began); took != 6*time.Second {
			t.Errorf("both waited for %v together", took)
		}
		cancel() // the prompt stays open
		if err := <-attended; !core.Is(err, core.Canceled) {
			t.Errorf("attended: %v", err)
		}
		if got := c.Vault(vault.Attended(t.Context())); got.State != vault.TimedOut {
			t.Errorf("status %+v", got)
		}
		close(asked.answer)
		synctest.Wait()
		mustOpen(t, c, id)
	})
	if n := w.ring.count(); n != 1 {
		t.Errorf("the keychain holds %d keys", n)
	}
}
