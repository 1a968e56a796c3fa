package vault

import (
	"context"
	"errors"
	"time"

	"tamtam/core"
)

// KeySize is the length of a data key in bytes.
const KeySize = 32

// Causes that callers may tell apart within a core.Kind.
var (
	// ErrLocked is the cause when the person has locked the keychain or dismissed its prompt. A Keyring wraps it.
	ErrLocked = errors.New("the keychain is locked or its prompt was dismissed")
	// ErrTimedOut is the cause when the keychain did not answer in time, or has not yet answered an earlier call.
	ErrTimedOut = errors.New("the keychain does not answer")
	// ErrPassphraseNeeded is the cause when the key is protected by a passphrase and none was given.
	ErrPassphraseNeeded = errors.New("this database is protected by a passphrase")
	// ErrWrongPassphrase is the cause when the passphrase given is not the one that protects the key.
	ErrWrongPassphrase = errors.New("this is not the passphrase of this database")
	// ErrOccupied is the cause when the keychain holds another key under the name of this database.
	ErrOccupied = errors.New("another key is there already")
	// ErrLeft tells that Move is done, but that the place where the key was may still hold it.
	ErrLeft = errors.New("the key was moved, but may still be where it was, too")
)

// A keeper is where the data key of one database lives. What it must have remembered in the database, it hands out as a note
// when it saves a key, and gets back when it loads it.
type keeper interface {
	kind() Kind
	// load returns the key. core.NotFound means that its absence is certain.
	load(ctx context.Context, note []byte) (dataKey, error)
	// save keeps a new key where load has found none. It never replaces another.
	save(ctx context.Context, key dataKey) (note []byte, err error)
	// remove makes the key unobtainable. That there is none is not an error.
	remove(ctx context.Context) error
}

// What is being done, in errors.
const (
	opLoad   = "load data key"
	opSave   = "save data key"
	opRemove = "remove data key"
	opMove   = "move data key"
)

func errOccupied() error { return core.E(core.Broken, opSave, ErrOccupied) }

// ended is the error of work whose ctx is over: cancelled, or out of time.
func ended(ctx context.Context, op string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return core.E(core.Unavailable, op, ErrTimedOut)
	}
	return core.E(core.Canceled, op, ctx.Err())
}

// patience is how long the keychain may take when nobody watches.
const patience = 3 * time.Second

type attendedKey struct{}

// Attended returns a context for work that somebody asked for and can cancel: the keychain then has as long as the person needs
// to answer its prompt. Without it three seconds must do.
func Attended(ctx context.Context) context.Context {
	return context.WithValue(ctx, attendedKey{}, true)
}

type quietKey struct{}

// Quiet returns a context for work that nobody asked for: the keychain then does not ask the person to unlock it, as far as it lets itself be
// looked at first. One that is locked is ErrLocked at once.
func Quiet(ctx context.Context) context.Context {
	return context.WithValue(ctx, quietKey{}, true)
}

func isQuiet(ctx context.Context) bool {
	quiet, _ := ctx.Value(quietKey{}).(bool)
	return quiet
}

// Limited returns a context for a wait on the keychain: it ends after those three seconds, unless somebody attends.
func Limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if attended, _ := ctx.Value(attendedKey{}).(bool); attended {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, patience)
}
