package vault

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"

	"tamtam/core"
)

// Options say how a vault is opened. The zero value opens an existing vault whose key is in the system's keychain.
type Options struct {
	// Passphrase is what the person gave; empty when nothing was given. On first use it selects the passphrase vault.
	Passphrase core.Secret
	// Empty is the caller's word that the database holds no sealed value. Only then may a key be made.
	Empty bool
	// Keychain is the keychain to use; nil for the system's.
	Keychain *Keychain
	// Memory, when set, is where a first use keeps the key, before any other.
	Memory *Memory
}

// A Vault seals values under the data key of one database. It prints as its kind.
type Vault struct {
	home   *atomic.Pointer[home] // what it points to is never changed, only exchanged: by Move
	sealer *sealer
}

func newVault(h home, s *sealer) *Vault {
	v := &Vault{home: new(atomic.Pointer[home]), sealer: s}
	v.home.Store(&h)
	return v
}

// home is where the key of one database lives, and what the database remembers of it.
type home struct {
	database string
	blob     Blob
	chain    *Keychain // nil for the system's
	keeper   keeper
	header   *header // nil before the first use
	empty    bool
}

// Open opens the vault of a database. The database's id is random and safe as a name (core.NewID); it names the key in the
// keychain. The keeper is the one that the blob records; on first use it is Options.Memory, else the passphrase if one was given,
// else the keychain.
//
// The kinds of failure: NotFound when the key is certainly gone but sealed values remain; Locked when the keychain must be
// unlocked or a passphrase is needed; Invalid for a wrong passphrase; Unavailable when the keychain is absent or does not answer;
// Broken when the header is damaged or the keychain holds another key; Canceled.
func Open(ctx context.Context, database string, blob Blob, o Options) (*Vault, error) {
	h, err := find(database, blob, o)
	if err != nil {
		return nil, err
	}
	key, note, err := h.key(ctx)
	if core.Is(err, core.NotFound) && o.Empty {
		key = newDataKey()
		note, err = h.keeper.save(ctx, key)
	}
	if err != nil {
		return nil, fmt.Errorf("open vault (%s): %w", h.keeper.kind(), err)
	}
	if h.header == nil || h.header.id != key.id() {
		made := header{kind: h.keeper.kind(), id: key.id(), note: note}
		if err := h.record(made); err != nil {
			return nil, err
		}
	}
	h.empty = false // from now on another key is not as good
	return newVault(h, key.sealer()), nil
}

// Forget removes the data key of a database from wherever it lives, and then the record of it, without needing the key: all
// sealed values become unreadable for good. When the key cannot be removed, the record stays.
func Forget(ctx context.Context, database string, blob Blob, o Options) error {
	h, err := find(database, blob, o)
	if err != nil {
		return err
	}
	return h.forget(ctx)
}

func find(database string, blob Blob, o Options) (home, error) {
	recorded, err := loadHeader(blob)
	if err != nil {
		return home{}, err
	}
	h := home{database: database, blob: blob, chain: o.Keychain, header: recorded, empty: o.Empty}
	if recorded != nil && recorded.kind == KindMemory && o.Memory == nil && o.Empty {
		h.header = nil // that key ended with its program and sealed nothing: a first use again
	}
	var kind Kind
	switch {
	case h.header != nil:
		kind = h.header.kind
	case o.Memory != nil:
		kind = KindMemory
	case !o.Passphrase.IsZero():
		kind = KindPassphrase
	default:
		kind = KindKeychain
	}
	h.keeper, err = newKeeper(kind, database, o)
	return h, err
}

func newKeeper(kind Kind, database string, o Options) (keeper, error) {
	switch kind {
	case KindMemory:
		if o.Memory == nil {
			return new(Memory), nil
		}
		return o.Memory, nil
	case KindPassphrase:
		return passphrase{o.Passphrase}, nil
	}
	if database == "" {
		return nil, core.Errorf(core.Invalid, "open vault", "the database has no id")
	}
	if o.Keychain == nil {
		o.Keychain = SystemKeychain()
	}
	return inKeychain{o.Keychain, accountPrefix + database}, nil
}

// key loads the key and checks that it is the recorded one. While nothing is sealed another key is as good.
func (h home) key(ctx context.Context) (dataKey, []byte, error) {
	var note []byte
	if h.header != nil {
		note = h.header.note
	}
	key, err := h.keeper.load(ctx, note)
	if err != nil {
		return dataKey{}, nil, err
	}
	if h.header != nil && h.header.id != key.id() && !h.empty {
		return dataKey{}, nil, core.Errorf(core.Broken, opLoad, "the key found is not the one that sealed this database")
	}
	return key, note, nil
}

// record keeps the header in the database.
func (h *home) record(next header) error {
	if err := h.blob.Save(next.encode()); err != nil {
		return core.E(core.KindOf(err), "save vault header", err)
	}
	h.header = &next
	return nil
}

// keepers are all that may hold the key.
func (h home) keepers() ([]keeper, error) {
	if h.header == nil || !h.header.left {
		return []keeper{h.keeper}, nil
	}
	chain, err := newKeeper(KindKeychain, h.database, Options{Keychain: h.chain})
	return []keeper{h.keeper, chain}, err
}

func (h home) forget(ctx context.Context) error {
	all, err := h.keepers()
	if err != nil {
		return err
	}
	for _, one := range all {
		if err := one.remove(ctx); err != nil {
			return fmt.Errorf("forget vault (%s): %w", one.kind(), err)
		}
	}
	if err := h.blob.Save(nil); err != nil {
		return core.E(core.KindOf(err), "forget vault header", err)
	}
	return nil
}

// Kind says where the key lives.
func (v *Vault) Kind() Kind { return v.home.Load().keeper.kind() }

// Seal encrypts a value for one record of one bucket. The result is Overhead bytes longer and opens at that place only.
func (v *Vault) Seal(bucket, key string, plain []byte) []byte {
	return v.sealer.seal(bucket, key, plain)
}

// Open decrypts what Seal made for the same bucket and key. Everything else is core.Broken; bytes are never passed through.
func (v *Vault) Open(bucket, key string, sealed []byte) ([]byte, error) {
	return v.sealer.open(bucket, key, sealed)
}

// Forget removes the key from where it lives, and then the record of it: what it sealed becomes unreadable once this Vault is
// gone, so drop it. When the key cannot be removed, the record stays.
func (v *Vault) Forget(ctx context.Context) error { return v.home.Load().forget(ctx) }

// Format writes the vault's kind, whatever the verb.
func (v Vault) Format(s fmt.State, _ rune) {
	io.WriteString(s, "vault ("+v.Kind().String()+")")
}
