package vault_test

import (
	"sync"

	"github.com/zalando/go-keyring"

	"tamtam/core"
	"tamtam/core/vault"
)

// blob is a database that holds nothing but the vault header.
type blob struct {
	bytes []byte
	saves int
	err   error
}

func (b *blob) Load() ([]byte, error) { return b.bytes, nil }

func (b *blob) Save(bytes []byte) error {
	if b.err != nil {
		return b.err
	}
	b.bytes = bytes
	b.saves++
	return nil
}

// ring is a keychain. Its hooks, when set, stand before the call and may answer in its place.
type ring struct {
	onGet    func() error
	onSet    func(value string) error
	onDelete func() error
	// deaf makes Set and Delete answer success and do nothing, as go-keyring does after a dismissed prompt.
	deaf bool
	// garble changes what Set keeps.
	garble func(string) string

	mu    sync.Mutex
	items map[string]string
	calls int
	sets  int
}

var _ vault.Keyring = (*ring)(nil)

func (r *ring) Get(service, account string) (string, error) {
	r.count(&r.calls)
	if r.onGet != nil {
		if err := r.onGet(); err != nil {
			return "", err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	value, ok := r.items[service+"/"+account]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return value, nil
}

func (r *ring) Set(service, account, value string) error {
	r.count(&r.calls)
	r.count(&r.sets)
	if r.onSet != nil {
		if err := r.onSet(value); err != nil {
			return err
		}
	}
	if r.deaf {
		return nil
	}
	if r.garble != nil {
		value = r.garble(value)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.items == nil {
		r.items = map[string]string{}
	}
	r.items[service+"/"+account] = value
	return nil
}

func (r *ring) Delete(service, account string) error {
	r.count(&r.calls)
	if r.onDelete != nil {
		if err := r.onDelete(); err != nil {
			return err
		}
	}
	if r.deaf {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.items[service+"/"+account]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.items, service+"/"+account)
	return nil
}

func (r *ring) count(n *int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	*n++
}

func (r *ring) counted(n *int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return *n
}

func in(r *ring) vault.Options { return vault.Options{Keychain: vault.NewKeychain(r)} }

func by(passphrase string) vault.Options {
	return vault.Options{Passphrase: core.NewSecret(passphrase)}
}

func empty(o vault.Options) vault.Options {
	o.Empty = true
	return o
}
