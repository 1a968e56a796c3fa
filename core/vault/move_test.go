package vault_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

const (
	oldWords = "correct horse"
	newWords = "battery staple"
)

// mortal is a program that is killed at one of its steps: just before it takes effect, or just after. It does nothing from then on.
type mortal struct {
	steps int
	dies  int // the step, from 1; 0 for never
	after bool
}

var errKilled = errors.New("killed")

func (m *mortal) step(effect func() error) error {
	m.steps++
	if m.dies > 0 && (m.steps > m.dies || m.steps == m.dies && !m.after) {
		return errKilled
	}
	if err := effect(); m.dies == 0 || m.steps < m.dies {
		return err
	}
	return errKilled
}

type mortalBlob struct {
	*blob
	*mortal
}

func (b mortalBlob) Save(bytes []byte) error {
	return b.step(func() error { return b.blob.Save(bytes) })
}

type mortalRing struct {
	*ring
	*mortal
}

func (r mortalRing) Get(service, account string) (value string, err error) {
	err = r.step(func() (err error) { value, err = r.ring.Get(service, account); return err })
	return value, err
}

func (r mortalRing) Set(service, account, value string) error {
	return r.step(func() error { return r.ring.Set(service, account, value) })
}

func (r mortalRing) Delete(service, account string) error {
	return r.step(func() error { return r.ring.Delete(service, account) })
}

type move struct{ from, to vault.Kind }

func (m move) String() string { return fmt.Sprintf("%s to %s", m.from, m.to) }

// moves are all pairs.
func moves() []move {
	places := []vault.Kind{vault.KindKeychain, vault.KindPassphrase}
	var all []move
	for _, from := range places {
		for _, to := range places {
			all = append(all, move{from, to})
		}
	}
	return all
}

// first is how the key is had before the move, last how afterwards.
func (m move) first(chain *vault.Keychain) vault.Options { return way(chain, m.from, oldWords) }
func (m move) last(chain *vault.Keychain) vault.Options  { return way(chain, m.to, newWords) }

func way(chain *vault.Keychain, kind vault.Kind, words string) vault.Options {
	o := vault.Options{Keychain: chain}
	if kind == vault.KindPassphrase {
		o.Passphrase = core.NewSecret(words)
	}
	return o
}

func (m move) do(ctx context.Context, v *vault.Vault) error {
	return v.Move(ctx, m.to, core.NewSecret(newWords))
}

// made is a database whose key is where the move begins, with a value that it has sealed.
func (m move) made(t *testing.T) (r *ring, b *blob, sealed []byte) {
	t.Helper()
	r, b = &ring{}, &blob{}
	return r, b, open(t, "db", b, empty(m.first(vault.NewKeychain(r)))).Seal("b", "k", []byte("plain"))
}

func (m move) mustOpen(t *testing.T, v *vault.Vault, sealed []byte) {
	t.Helper()
	if got, err := v.Open("b", "k", sealed); err != nil || string(got) != "plain" {
		t.Errorf("got %q, %v", got, err)
	}
}

// mustHaveMoved looks at what the move left.
func (m move) mustHaveMoved(t *testing.T, r *ring, b *blob, sealed []byte) {
	t.Helper()
	chain := vault.NewKeychain(r)
	v := open(t, "db", b, m.last(chain))
	m.mustOpen(t, v, sealed)
	if got := v.Check(t.Context()); got.Kind != m.to || got.State != vault.Found || got.Left {
		t.Errorf("after the move: %+v", got)
	}
	if want := m.to == vault.KindKeychain; (len(r.items) == 1) != want {
		t.Errorf("the keychain holds %d keys", len(r.items))
	}
	if m.from == vault.KindPassphrase {
		if w, err := vault.Open(t.Context(), "db", b, way(chain, m.from, oldWords)); err == nil && w.Kind() == vault.KindPassphrase {
			t.Error("the old passphrase still opens")
		}
	}
}

func TestMove(t *testing.T) {
	vault.CheapPassphrases(t)
	for _, m := range moves() {
		t.Run(m.String(), func(t *testing.T) {
			r, b, sealed := m.made(t)
			v := open(t, "db", b, m.first(vault.NewKeychain(r)))
			if err := m.do(t.Context(), v); err != nil {
				t.Fatal(err)
			}
			m.mustOpen(t, v, sealed)
			if v.Kind() != m.to {
				t.Errorf("it is a vault by %s", v.Kind())
			}
			m.mustHaveMoved(t, r, b, sealed)
		})
	}
}

func TestMoveOutOfMemory(t *testing.T) {
	vault.CheapPassphrases(t)
	for _, to := range []vault.Kind{vault.KindKeychain, vault.KindPassphrase} {
		t.Run(to.String(), func(t *testing.T) {
			m, r, b, memory := move{vault.KindMemory, to}, &ring{}, &blob{}, new(vault.Memory)
			v := open(t, "db", b, vault.Options{Keychain: vault.NewKeychain(r), Memory: memory, Empty: true})
			if err := m.do(t.Context(), v); err != nil {
				t.Fatal(err)
			}
			m.mustHaveMoved(t, r, b, v.Seal("b", "k", []byte("plain")))
		})
	}
}

// Killed anywhere, the database opens in one of the two ways, and the move can be made again.
func TestMoveKilledAnywhere(t *testing.T) {
	vault.CheapPassphrases(t)
	for _, m := range moves() {
		t.Run(m.String(), func(t *testing.T) {
			kills := 0
			for step := 1; ; step++ {
				for _, after := range []bool{false, true} {
					r, b, sealed := m.made(t)
					life := &mortal{dies: step, after: after}
					v, err := vault.Open(t.Context(), "db", mortalBlob{b, life}, m.first(vault.NewKeychain(mortalRing{r, life})))
					if err == nil {
						err = m.do(t.Context(), v)
					}
					if life.steps < step {
						if err != nil {
							t.Fatal(err)
						}
						if steps := step - 1; m.from != m.to && (steps < 5 || kills < 2*steps) {
							t.Errorf("only %d kills in %d steps", kills, steps)
						}
						return
					}
					kills++
					t.Run(fmt.Sprintf("step %d, after %v", step, after), func(t *testing.T) { m.goesOn(t, r, b, sealed) })
				}
			}
		})
	}
}

// goesOn is the next start of a program that was killed during the move.
func (m move) goesOn(t *testing.T, r *ring, b *blob, sealed []byte) {
	chain := vault.NewKeychain(r)
	v, err := vault.Open(t.Context(), "db", b, m.first(chain))
	if err != nil {
		v = open(t, "db", b, m.last(chain))
	}
	m.mustOpen(t, v, sealed)
	status := v.Check(t.Context())
	if status.Kind == vault.KindPassphrase && len(r.items) > 0 && !status.Left {
		t.Error("nothing tells of the key in the keychain")
	}
	if err := m.do(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	m.mustHaveMoved(t, r, b, sealed)
}

func TestMoveThatCannotBegin(t *testing.T) {
	vault.CheapPassphrases(t)
	const here, there = vault.KindPassphrase, vault.KindKeychain
	locked := func() error { return fmt.Errorf("%w: as it is", vault.ErrLocked) }
	other := map[string]string{vault.Service + "/data-key-v1.db": strings.Repeat("AAAA", 10) + "AAA="}
	tests := []struct {
		name  string
		move  move
		words string
		spoil func(r *ring)
		kind  core.Kind
		cause error
	}{
		{"to a keychain that is locked", move{here, there}, "", func(r *ring) { r.onGet = locked }, core.Locked, vault.ErrLocked},
		{"to a keychain that locks before the key is set", move{here, there}, "", func(r *ring) { r.onSet = func(string) error { return locked() } }, core.Locked, vault.ErrLocked},
		{"to a keychain whose prompt is dismissed", move{here, there}, "", func(r *ring) { r.deaf = true }, core.Unavailable, nil},
		{"to a keychain that is absent", move{here, there}, "", func(r *ring) { r.onGet = func() error { return errors.New("no bus") } }, core.Unavailable, nil},
		{"to a keychain that gives back another key", move{here, there}, "", func(r *ring) { r.garble = func(v string) string { return "AAAA" + v[4:] } }, core.Unavailable, nil},
		{"to a keychain with another key", move{here, there}, "", func(r *ring) { r.items = other }, core.Broken, vault.ErrOccupied},
		{"from a keychain that is locked", move{there, here}, newWords, func(r *ring) { r.onGet = locked }, core.Locked, vault.ErrLocked},
		{"under an empty passphrase", move{there, here}, "", func(*ring) {}, core.Invalid, vault.ErrPassphraseNeeded},
		{"to memory", move{there, vault.KindMemory}, "", func(*ring) {}, core.Invalid, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, b, sealed := test.move.made(t)
			held := len(r.items)
			v := open(t, "db", b, test.move.first(vault.NewKeychain(r)))
			test.spoil(r)
			err := v.Move(t.Context(), test.move.to, core.NewSecret(test.words))
			if !core.Is(err, test.kind) || test.cause != nil && !errors.Is(err, test.cause) || errors.Is(err, vault.ErrLeft) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			*r = ring{items: r.items, sets: r.sets}
			if test.move.from == there && len(r.items) != held {
				t.Errorf("the keychain holds %d keys", len(r.items))
			}
			again := open(t, "db", b, test.move.first(vault.NewKeychain(r)))
			test.move.mustOpen(t, again, sealed)
			test.move.mustOpen(t, v, sealed)
			// A keychain that was not even asked to keep the key is not said to hold it.
			if asked := r.sets > 0 && test.move.to == there; again.Check(t.Context()).Left != asked {
				t.Errorf("left: %v", !asked)
			}
			if again.Kind() != test.move.from || v.Kind() != test.move.from {
				t.Errorf("the key is kept %s", again.Kind().Words())
			}
		})
	}
}

func TestMoveAwayFromAKeychainThatKeepsTheKey(t *testing.T) {
	vault.CheapPassphrases(t)
	m := move{vault.KindKeychain, vault.KindPassphrase}
	finish := map[string]func(t *testing.T, v *vault.Vault, r *ring, b *blob, sealed []byte){
		"another move removes it": func(t *testing.T, v *vault.Vault, r *ring, b *blob, sealed []byte) {
			if err := m.do(t.Context(), v); err != nil {
				t.Fatal(err)
			}
			m.mustHaveMoved(t, r, b, sealed)
		},
		"a move back uses it": func(t *testing.T, v *vault.Vault, r *ring, b *blob, sealed []byte) {
			if err := v.Move(t.Context(), vault.KindKeychain, core.Secret{}); err != nil {
				t.Fatal(err)
			}
			move{vault.KindPassphrase, vault.KindKeychain}.mustHaveMoved(t, r, b, sealed)
		},
		"Forget removes it": func(t *testing.T, v *vault.Vault, r *ring, b *blob, _ []byte) {
			forget(t, v)
			if len(r.items) != 0 || b.bytes != nil {
				t.Errorf("%d keys and %d bytes are left", len(r.items), len(b.bytes))
			}
		},
	}
	for name, do := range finish {
		t.Run(name, func(t *testing.T) {
			r, b, sealed := m.made(t)
			v := open(t, "db", b, m.first(vault.NewKeychain(r)))
			r.onDelete = func() error { return vault.ErrLocked }
			if err := m.do(t.Context(), v); !errors.Is(err, vault.ErrLeft) || !core.Is(err, core.Locked) {
				t.Fatalf("got %v, want left and locked", err)
			}
			v = open(t, "db", b, m.last(vault.NewKeychain(r)))
			m.mustOpen(t, v, sealed)
			if got := vault.Probe(t.Context(), "db", b, m.last(vault.NewKeychain(r))); !got.Left || got.State != vault.Found || got.Kind != m.to {
				t.Errorf("got %+v", got)
			}
			r.onDelete = nil
			do(t, v, r, b, sealed)
		})
	}
}
