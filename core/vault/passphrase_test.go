package vault_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

// Where things stand in the header of a passphrase vault; see header.go and passphrase.go.
const (
	versionAt = 4
	kindAt    = 5
	noteAt    = 16
	memoryAt  = noteAt + 4
)

func TestPassphrase(t *testing.T) {
	b := &blob{}
	open(t, "db", b, empty(by("correct horse")))
	good := b.bytes

	change := func(at int, bytes ...byte) []byte {
		c := slices.Clone(good[:len(good)-sha256.Size])
		copy(c[at:], bytes)
		sum := sha256.Sum256(c)
		return append(c, sum[:]...)
	}
	tests := []struct {
		name   string
		header []byte
		o      vault.Options
		kind   core.Kind
		cause  error
		state  vault.State
	}{
		{"tells a wrong one", good, by("battery staple"), core.Invalid, vault.ErrWrongPassphrase, vault.WrongPassphrase},
		{"asks for it", good, vault.Options{}, core.Locked, vault.ErrPassphraseNeeded, vault.Locked},
		{"makes no new key for a wrong one", good, empty(by("battery staple")), core.Invalid, vault.ErrWrongPassphrase, vault.WrongPassphrase},
		{
			"refuses parameters beyond reason", change(memoryAt, binary.BigEndian.AppendUint32(nil, 1<<31)...), by("correct horse"),
			core.Broken, nil, vault.Damaged,
		},
		{"refuses no rounds at all", change(noteAt, 0, 0, 0, 0), by("correct horse"), core.Broken, nil, vault.Damaged},
		{"refuses an unknown version", change(versionAt, 9), by("correct horse"), core.Broken, nil, vault.Damaged},
		{"refuses an unknown keeper", change(kindAt, 9), by("correct horse"), core.Broken, nil, vault.Damaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &blob{bytes: test.header}
			_, err := vault.Open(t.Context(), "db", b, test.o)
			if !core.Is(err, test.kind) || test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("got %v, want %v", err, test.kind)
			}
			if got := vault.Probe(t.Context(), "db", b, test.o); got.State != test.state {
				t.Errorf("got state %v, want %v", got.State, test.state)
			}
			if !bytes.Equal(b.bytes, test.header) {
				t.Error("the header changed")
			}
		})
	}
}

func TestDamagedHeader(t *testing.T) {
	b := &blob{}
	open(t, "db", b, empty(by("correct horse")))
	refused := func(t *testing.T, damaged []byte) {
		t.Helper()
		for _, o := range []vault.Options{by("correct horse"), empty(by("correct horse"))} {
			if _, err := vault.Open(t.Context(), "db", &blob{bytes: damaged}, o); !core.Is(err, core.Broken) {
				t.Fatalf("got %v, want broken", err)
			}
		}
	}
	for i := range b.bytes {
		if i > 0 {
			refused(t, b.bytes[:i])
		}
		flipped := slices.Clone(b.bytes)
		flipped[i] ^= 0x10
		refused(t, flipped)
	}
	refused(t, append(slices.Clone(b.bytes), 0))
}
