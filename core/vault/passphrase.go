package vault

import (
	"bytes"
	"context"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"tamtam/core"
)

// A wrapped key is: rounds, memory in KiB, lanes, salt, nonce, key with its tag. All before the nonce is authenticated.
const (
	saltSize   = 16
	wrapNonce  = 4 + 4 + 1 + saltSize
	wrapCipher = wrapNonce + chacha20poly1305.NonceSizeX
	wrapSize   = wrapCipher + KeySize + chacha20poly1305.Overhead
)

// argon is the cost of guessing one passphrase.
type argon struct {
	rounds, memory uint32 // memory in KiB
	lanes          uint8
}

var (
	cost    = argon{rounds: 3, memory: 64 << 10, lanes: 4}
	maxCost = argon{rounds: 32, memory: 1 << 20, lanes: 32} // what a header may ask of this machine
)

// passphrase wraps the data key; the wrapped key is the note, so the vault header is where the key lives.
type passphrase struct{ words core.Secret }

var _ keeper = passphrase{}

func (p passphrase) kind() Kind { return KindPassphrase }

func (p passphrase) load(ctx context.Context, note []byte) (dataKey, error) {
	const op = opLoad
	if ctx.Err() != nil {
		return dataKey{}, ended(ctx, op)
	}
	if len(note) == 0 {
		return dataKey{}, core.Errorf(core.NotFound, op, "no key is kept in this database")
	}
	if len(note) != wrapSize {
		return dataKey{}, core.Errorf(core.Broken, op, "the wrapped key is damaged")
	}
	a := argon{binary.BigEndian.Uint32(note), binary.BigEndian.Uint32(note[4:]), note[8]}
	if !a.sane() {
		return dataKey{}, core.Errorf(core.Broken, op, "the wrapped key asks for too much work")
	}
	if p.words.IsZero() {
		return dataKey{}, core.E(core.Locked, op, ErrPassphraseNeeded)
	}
	wrapper, err := p.wrapper(ctx, op, a, note[9:wrapNonce])
	if err != nil {
		return dataKey{}, err
	}
	plain, err := wrapper.Open(nil, note[wrapNonce:wrapCipher], note[wrapCipher:], note[:wrapNonce])
	if err != nil {
		return dataKey{}, core.E(core.Invalid, op, ErrWrongPassphrase)
	}
	key, _ := asDataKey(plain) // the length of note says so
	return key, nil
}

func (p passphrase) save(ctx context.Context, key dataKey) ([]byte, error) {
	const op = opSave
	if p.words.IsZero() {
		return nil, core.E(core.Invalid, op, ErrPassphraseNeeded)
	}
	note := make([]byte, wrapCipher, wrapSize)
	binary.BigEndian.PutUint32(note, cost.rounds)
	binary.BigEndian.PutUint32(note[4:], cost.memory)
	note[8] = cost.lanes
	rand.Read(note[9:]) // salt and nonce; never fails (crypto/rand, Go 1.24)
	wrapper, err := p.wrapper(ctx, op, cost, note[9:wrapNonce])
	if err != nil {
		return nil, err
	}
	return wrapper.Seal(note, note[wrapNonce:wrapCipher], key.raw(), note[:wrapNonce]), nil
}

// remove has nothing to do: the key lives in the header, which Forget removes.
func (p passphrase) remove(context.Context) error { return nil }

func (p passphrase) wrapper(ctx context.Context, op string, a argon, salt []byte) (cipher.AEAD, error) {
	salt = bytes.Clone(salt) // the work may outlast its caller
	key, err := deriving.do(ctx, op, func() []byte {
		return argon2.IDKey([]byte(p.words.Reveal()), salt, a.rounds, a.memory, a.lanes, chacha20poly1305.KeySize)
	})
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic("vault: " + err.Error()) // only for keys of another length
	}
	return aead, nil
}

func (a argon) sane() bool {
	return a.rounds >= 1 && a.rounds <= maxCost.rounds && a.memory <= maxCost.memory && a.lanes >= 1 && a.lanes <= maxCost.lanes
}
