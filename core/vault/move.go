package vault

import (
	"context"
	"errors"
	"fmt"

	"tamtam/core"
)

// Move takes the data key to the keychain, or under the given passphrase; what was sealed stays as it is. From a passphrase to a
// passphrase it changes the passphrase. It asks the place where the key lives for it again.
//
// It may end anywhere and leave a database that opens: by the old way before the record is changed, by the new way afterwards. When
// the key could not be removed from where it was, the error wraps ErrLeft: the key was moved, and Status.Left stays true. With any
// other error the old way stays.
//
// The kinds of failure beside those of Open: Invalid for a place that is none of the two and for an empty passphrase; Broken with
// ErrOccupied when the keychain holds another key.
func (v *Vault) Move(ctx context.Context, to Kind, passphrase core.Secret) error {
	h := *v.home.Load()
	defer func() { v.home.Store(&h) }() // also when it failed: the record may tell of both places
	key, _, err := h.key(ctx)
	if err != nil {
		return fmt.Errorf("move data key (from %s): %w", h.keeper.kind(), err)
	}
	if err := h.move(ctx, key, to, passphrase); err != nil {
		return fmt.Errorf("move data key (to %s): %w", to, err)
	}
	return nil
}

func (h *home) move(ctx context.Context, key dataKey, to Kind, words core.Secret) error {
	if to != KindKeychain && to != KindPassphrase {
		return core.Errorf(core.Invalid, opMove, "it cannot stay there")
	}
	if to == KindKeychain && h.header.kind == KindKeychain {
		return nil
	}
	target, err := newKeeper(to, h.database, Options{Passphrase: words, Keychain: h.chain})
	if err != nil {
		return err
	}
	old, err := h.keepers()
	if err != nil {
		return err
	}
	if to == KindKeychain {
		got, err := target.load(ctx, nil)
		switch {
		case err == nil && !got.equal(key):
			return errOccupied()
		case err != nil && !core.Is(err, core.NotFound):
			return err
		}
		both := *h.header // from now on it may be there
		both.left = true
		if err := h.record(both); err != nil {
			return err
		}
	}
	note, err := keep(ctx, target, key)
	if err != nil {
		return err
	}
	next := header{kind: to, id: key.id(), note: note}
	next.left = to != KindKeychain && (h.header.kind == KindKeychain || h.header.left)
	if err := h.record(next); err != nil {
		return err
	}
	h.keeper = target
	return h.leave(ctx, old)
}

// leave removes the key from the places where it was.
func (h *home) leave(ctx context.Context, old []keeper) error {
	for _, one := range old {
		if one.kind() == h.keeper.kind() {
			continue // a passphrase that was changed, or the keychain that the key has come to
		}
		if err := one.remove(ctx); err != nil {
			return core.E(core.KindOf(err), opMove, errors.Join(ErrLeft, err))
		}
	}
	if !h.header.left {
		return nil
	}
	done := *h.header
	done.left = false
	if err := h.record(done); err != nil {
		return core.E(core.KindOf(err), opMove, errors.Join(ErrLeft, err))
	}
	return nil
}

// keep saves the key with a keeper and sees that it gives it back. That it has the same key already is as good: an earlier move was
// ended there.
func keep(ctx context.Context, k keeper, key dataKey) (note []byte, err error) {
	note, err = k.save(ctx, key)
	if err != nil && !errors.Is(err, ErrOccupied) {
		return nil, err
	}
	got, loadErr := k.load(ctx, note)
	if loadErr != nil {
		return nil, loadErr
	}
	if !got.equal(key) {
		return nil, errOccupied()
	}
	return note, nil
}
