package vault

import (
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// systemRing is the keychain of the operating system by way of go-keyring.
type systemRing struct {
	// runtimeDir is where the D-Bus library looks for the bus of a session that does not name it; "" outside Linux.
	runtimeDir string
}

var _ Keyring = systemRing{}

// Get reads an item.
func (r systemRing) Get(service, account string) (string, error) {
	if err := r.reachable(); err != nil {
		return "", err
	}
	value, err := keyring.Get(service, account)
	return value, explain(err)
}

// Set makes or replaces an item.
func (r systemRing) Set(service, account, value string) error {
	if err := r.reachable(); err != nil {
		return err
	}
	return explain(keyring.Set(service, account, value))
}

// Delete removes an item.
func (r systemRing) Delete(service, account string) error {
	if err := r.reachable(); err != nil {
		return err
	}
	return explain(keyring.Delete(service, account))
}

// explain finds out whether a failure is due to a locked keychain. go-keyring has a type for a missing item only.
func explain(err error) error {
	if err == nil || errors.Is(err, keyring.ErrNotFound) || !isLocked(err) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrLocked, err)
}
