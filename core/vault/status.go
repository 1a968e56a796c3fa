package vault

import (
	"context"
	"errors"

	"tamtam/core"
)

// State is what a look at the data key found.
type State string

// The states of a data key.
const (
	Found           State = "found"
	Missing         State = "missing" // certainly absent: before the first use, or lost
	Locked          State = "locked"  // the keychain must be unlocked, or the passphrase given
	WrongPassphrase State = "wrong passphrase"
	Unavailable     State = "unavailable"
	TimedOut        State = "timed out"
	Damaged         State = "damaged" // the header or the key found cannot be used
	Canceled        State = "canceled"
)

// Status is the answer to whether the data key can be had.
type Status struct {
	// Kind is where the key lives, or would on first use; 0 when the record of it is damaged.
	Kind Kind
	// State is what was found.
	State State
	// Recorded tells whether the vault was ever opened in this database.
	Recorded bool
	// Left tells that the keychain may still hold the key, too, after a Move away from it that could not end. Another Move, or Forget,
	// removes it there.
	Left bool
	// Err is the failure behind a State that is not Found. It holds no secret.
	Err error
}

// Probe looks whether the data key of a database can be had. It makes and changes nothing. With a passphrase vault it takes as
// long as opening it.
func Probe(ctx context.Context, database string, blob Blob, o Options) Status {
	h, err := find(database, blob, o)
	if err != nil {
		return Status{State: StateOf(err), Err: err}
	}
	return h.status(ctx)
}

// Check asks again for the key with which the vault was opened.
func (v *Vault) Check(ctx context.Context) Status { return v.home.Load().status(ctx) }

func (h home) status(ctx context.Context) Status {
	_, _, err := h.key(ctx)
	return Status{Kind: h.keeper.kind(), State: StateOf(err), Recorded: h.header != nil, Left: h.header != nil && h.header.left, Err: err}
}

// StateOf tells which State a failure of Open means; Found for nil.
func StateOf(err error) State {
	switch {
	case err == nil:
		return Found
	case errors.Is(err, ErrTimedOut):
		return TimedOut
	}
	switch core.KindOf(err) {
	case core.NotFound:
		return Missing
	case core.Locked:
		return Locked
	case core.Invalid:
		return WrongPassphrase
	case core.Broken:
		return Damaged
	case core.Canceled:
		return Canceled
	}
	return Unavailable
}
