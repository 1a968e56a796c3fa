package vault_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

// subject is a keeper under test: the options that select it for a database. Asking for them again stands for the next start of
// the program.
type subject struct {
	kind    vault.Kind
	options func(database string) vault.Options
}

// suite is what every keeper must do, the real keychain too.
func suite(t *testing.T, kind vault.Kind, options func(database string) vault.Options) {
	s := subject{kind, options}
	t.Run("makes no key where values may be sealed already", s.makesNoKeyUnlessEmpty)
	t.Run("opens what it sealed before", s.opensAgain)
	t.Run("gives each database a key of its own", s.separatesDatabases)
	t.Run("forgets for good", s.forgets)
	t.Run("does nothing for work that is cancelled", s.obeysCancel)
	t.Run("stays with its keeper whatever else is offered", s.staysWithItsKeeper)
}

func (s subject) makesNoKeyUnlessEmpty(t *testing.T) {
	database, b := core.NewID(), &blob{}
	if _, err := vault.Open(t.Context(), database, b, s.options(database)); !core.Is(err, core.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if b.saves != 0 {
		t.Error("a header was written")
	}
}

func (s subject) opensAgain(t *testing.T) {
	database, b := core.NewID(), &blob{}
	o := s.options(database)
	if got := vault.Probe(t.Context(), database, b, o); got.State != vault.Missing || got.Kind != s.kind || got.Recorded {
		t.Errorf("before the first use: %+v", got)
	}
	first := open(t, database, b, empty(o))
	if first.Kind() != s.kind {
		t.Errorf("kind %v, want %v", first.Kind(), s.kind)
	}
	sealed := first.Seal("connections", "c1", []byte("a secret"))
	second := open(t, database, b, o)
	if got, err := second.Open("connections", "c1", sealed); err != nil || string(got) != "a secret" {
		t.Errorf("got %q, %v", got, err)
	}
	if got := vault.Probe(t.Context(), database, b, o); got.State != vault.Found || got.Kind != s.kind || !got.Recorded {
		t.Errorf("after the first use: %+v", got)
	}
	if got := second.Check(t.Context()); got.State != vault.Found {
		t.Errorf("check: %+v", got)
	}
	if b.saves != 1 {
		t.Errorf("the header was written %d times, want once", b.saves)
	}
	forget(t, second)
}

func (s subject) separatesDatabases(t *testing.T) {
	one, other := core.NewID(), core.NewID()
	v, w := open(t, one, &blob{}, empty(s.options(one))), open(t, other, &blob{}, empty(s.options(other)))
	if _, err := w.Open("b", "k", v.Seal("b", "k", nil)); !core.Is(err, core.Broken) {
		t.Errorf("got %v, want broken", err)
	}
	forget(t, v)
	forget(t, w)
}

func (s subject) forgets(t *testing.T) {
	database, b := core.NewID(), &blob{}
	o := s.options(database)
	v := open(t, database, b, empty(o))
	sealed := v.Seal("b", "k", nil)
	if err := vault.Forget(t.Context(), database, b, o); err != nil {
		t.Fatal(err)
	}
	if b.bytes != nil {
		t.Error("the header is still there")
	}
	if _, err := vault.Open(t.Context(), database, b, o); !core.Is(err, core.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
	forget(t, v) // that there is no key is not an error
	next := open(t, database, b, empty(o))
	if _, err := next.Open("b", "k", sealed); !core.Is(err, core.Broken) {
		t.Errorf("got %v, want broken", err)
	}
	forget(t, next)
}

func (s subject) obeysCancel(t *testing.T) {
	database, b := core.NewID(), &blob{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := vault.Open(ctx, database, b, empty(s.options(database))); !core.Is(err, core.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if b.saves != 0 {
		t.Error("a header was written")
	}
}

func (s subject) staysWithItsKeeper(t *testing.T) {
	database, b := core.NewID(), &blob{}
	o := s.options(database)
	v := open(t, database, b, empty(o))
	header := slices.Clone(b.bytes)
	for _, other := range []vault.Options{{Memory: new(vault.Memory)}, by("another way"), in(&ring{})} {
		if other.Keychain == nil {
			other.Keychain = vault.NewKeychain(&ring{}) // never the person's own
		}
		if got := vault.Probe(t.Context(), database, b, other); got.Kind != s.kind {
			t.Errorf("looked for the key %s", got.Kind.Words())
		}
		if w, err := vault.Open(t.Context(), database, b, other); err == nil && w.Kind() != s.kind {
			t.Errorf("opened with the key %s", w.Kind().Words())
		}
		if !bytes.Equal(b.bytes, header) {
			t.Fatal("the header changed")
		}
	}
	forget(t, v)
}

func open(t *testing.T, database string, b vault.Blob, o vault.Options) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), database, b, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func forget(t *testing.T, v *vault.Vault) {
	t.Helper()
	if err := v.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestKeepers(t *testing.T) {
	t.Run("keychain", func(t *testing.T) {
		o := in(&ring{})
		suite(t, vault.KindKeychain, func(string) vault.Options { return o })
	})
	t.Run("passphrase", func(t *testing.T) {
		suite(t, vault.KindPassphrase, func(string) vault.Options {
			o := by("correct horse")
			o.Keychain = vault.NewKeychain(&ring{}) // never the person's own
			return o
		})
	})
	t.Run("memory", func(t *testing.T) {
		memories := map[string]*vault.Memory{}
		suite(t, vault.KindMemory, func(database string) vault.Options {
			if memories[database] == nil {
				memories[database] = new(vault.Memory)
			}
			return vault.Options{Memory: memories[database]}
		})
	})
}
