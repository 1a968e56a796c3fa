package vault

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/zalando/go-keyring"

	"tamtam/core"
)

// Service is the name under which our items stand in the keychain: the program's id.
const Service = "io.tamtam.Tamtam"

// accountPrefix and the database's id make an item's account, so that two databases of one person do not share a key.
const accountPrefix = "data-key-v1."

// A Keyring is the operating system's store of secrets, as a Keychain needs it. Its calls may block for ever.
// Get and Delete answer keyring.ErrNotFound only when the item's absence is certain, and any call answers an error that wraps
// ErrLocked when the person must unlock first. Every other error means that the store cannot be used.
type Keyring interface {
	Get(service, account string) (string, error)
	Set(service, account, value string) error
	Delete(service, account string) error
}

// A Lockable is a Keyring that can tell whether it is locked without asking the person to unlock it.
type Lockable interface{ Locked() bool }

// A Keychain guards a Keyring: one call at a time, each on a goroutine of its own, none for longer than its context allows.
// A call that does not come back keeps its goroutine, at most one; until it does, every other call fails at once.
type Keychain struct {
	ring Keyring

	mu      sync.Mutex
	current *call
}

// NewKeychain guards the given Keyring.
func NewKeychain(ring Keyring) *Keychain { return &Keychain{ring: ring} }

// SystemKeychain is the keychain of this operating system. It is one per process, since a stuck call blocks it for all.
var SystemKeychain = sync.OnceValue(func() *Keychain { return NewKeychain(systemRing{runtimeDir: runtimeDir()}) })

// Format writes what it is and not what it holds, whatever the verb.
func (k *Keychain) Format(s fmt.State, _ rune) { io.WriteString(s, "keychain") }

// call is one job on the Keyring. Its value and err may be read after done is closed.
type call struct {
	done  chan struct{} // closed when the job has ended
	left  chan struct{} // closed when its caller has given up waiting
	value string
	err   error
}

// do runs the job, after the one that is running if there is one. The job's context is over as soon as its caller has gone.
func (k *Keychain) do(ctx context.Context, op string, job func(context.Context) (string, error)) (string, error) {
	ctx, cancel := Limited(ctx)
	defer cancel()
	c, err := k.begin(ctx, op)
	if err != nil {
		return "", err
	}
	go func() {
		c.value, c.err = guard(ctx, k.quietly(job))
		k.mu.Lock()
		k.current = nil
		k.mu.Unlock()
		close(c.done)
	}()
	select {
	case <-c.done:
		return c.value, fault(op, c.err)
	case <-ctx.Done():
		close(c.left)
		return "", ended(ctx, op)
	}
}

// quietly makes a job one that leaves a locked keychain alone, where its context is Quiet.
func (k *Keychain) quietly(job func(context.Context) (string, error)) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		if ring, ok := k.ring.(Lockable); ok && isQuiet(ctx) && ring.Locked() {
			return "", ErrLocked
		}
		return job(ctx)
	}
}

// begin waits for its turn and takes it.
func (k *Keychain) begin(ctx context.Context, op string) (*call, error) {
	for {
		if ctx.Err() != nil {
			return nil, ended(ctx, op)
		}
		k.mu.Lock()
		running := k.current
		if running == nil {
			c := &call{done: make(chan struct{}), left: make(chan struct{})}
			k.current = c
			k.mu.Unlock()
			return c, nil
		}
		k.mu.Unlock()
		select {
		case <-running.done:
		case <-running.left:
			return nil, core.Errorf(core.Unavailable, op, "%w; an earlier question to it is still open", ErrTimedOut)
		case <-ctx.Done():
		}
	}
}

// guard turns a panic into an error: go-keyring v0.2.8 dereferences nil when the bus closes during a prompt.
func guard(ctx context.Context, job func(context.Context) (string, error)) (value string, err error) {
	defer func() {
		if r := recover(); r != nil {
			value, err = "", fmt.Errorf("the keychain's library failed (%T)", r)
		}
	}()
	return job(ctx)
}

// fault gives what a Keyring reports its kind. What is not known for certain is Unavailable, never NotFound.
func fault(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return core.E(core.NotFound, op, keyring.ErrNotFound)
	case errors.Is(err, ErrLocked):
		return core.E(core.Locked, op, err)
	case core.Is(err, core.Broken):
		return err // our own verdict
	}
	return core.E(core.Unavailable, op, err)
}

// inKeychain keeps the key of one database in a Keychain.
type inKeychain struct {
	chain   *Keychain
	account string
}

var _ keeper = inKeychain{}

func (i inKeychain) kind() Kind { return KindKeychain }

func (i inKeychain) load(ctx context.Context, _ []byte) (dataKey, error) {
	value, err := i.chain.do(ctx, opLoad, func(context.Context) (string, error) { return i.chain.ring.Get(Service, i.account) })
	if err != nil {
		return dataKey{}, err
	}
	key, ok := decodeKey(value)
	if !ok {
		return dataKey{}, core.Errorf(core.Broken, opLoad, "what the keychain holds is not a data key")
	}
	return key, nil
}

// save reads back what it set: a dismissed prompt counts as success in go-keyring v0.2.8.
func (i inKeychain) save(ctx context.Context, key dataKey) ([]byte, error) {
	value, ring := base64.StdEncoding.EncodeToString(key.raw()), i.chain.ring
	_, err := i.chain.do(ctx, opSave, func(ctx context.Context) (string, error) {
		switch _, err := ring.Get(Service, i.account); {
		case err == nil:
			return "", errOccupied()
		case !errors.Is(err, keyring.ErrNotFound):
			return "", err
		}
		if ctx.Err() != nil {
			return "", ended(ctx, opSave) // the person unlocked too late: by now another keeper may have been chosen
		}
		if err := ring.Set(Service, i.account, value); err != nil {
			return "", without(value, err)
		}
		got, err := ring.Get(Service, i.account)
		if errors.Is(err, keyring.ErrNotFound) {
			return "", errors.New("the keychain said that it kept the key, and has not")
		}
		if err != nil {
			return "", without(value, err)
		}
		if kept, ok := decodeKey(got); !ok || !kept.equal(key) {
			return "", errors.New("the keychain gives back another key than it was given")
		}
		return "", nil
	})
	return nil, err
}

// remove looks whether the item is gone: a dismissed prompt counts as success in go-keyring v0.2.8.
func (i inKeychain) remove(ctx context.Context) error {
	ring := i.chain.ring
	_, err := i.chain.do(ctx, opRemove, func(context.Context) (string, error) {
		if err := ring.Delete(Service, i.account); err != nil {
			return "", err
		}
		if _, err := ring.Get(Service, i.account); err != nil {
			return "", err
		}
		return "", errors.New("the keychain said that it removed the key, and has not")
	})
	if core.Is(err, core.NotFound) {
		return nil
	}
	return err
}

func decodeKey(value string) (dataKey, bool) {
	b, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return dataKey{}, false
	}
	return asDataKey(b)
}

// without withholds the message of an error that repeats the secret.
func without(secret string, err error) error {
	if !strings.Contains(err.Error(), secret) {
		return err
	}
	if errors.Is(err, ErrLocked) {
		return ErrLocked
	}
	return errors.New("the keychain's message is withheld")
}
