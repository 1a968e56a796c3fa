package auth

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// safe is the database's vault, opened when it is first needed. Its turn is a channel and no mutex, because who waits for it must be able
// to give up: opening waits for the keychain, and that for a person.
type safe struct {
	store   *store.Store
	given   vault.Options // what the program was started with
	options vault.Options // and what a person has chosen since
	turn    chan struct{}
	vault   atomic.Pointer[vault.Vault] // nil until opened; changed by who has the turn, as options are
}

func newSafe(s *store.Store, o vault.Options) *safe {
	return &safe{store: s, given: o, options: o, turn: make(chan struct{}, 1)}
}

// take waits for the turn: for as long as the keychain may take, which whoever has the turn may be waiting for.
func (s *safe) take(ctx context.Context) error {
	ctx, cancel := vault.Limited(ctx)
	defer cancel()
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return core.E(core.Unavailable, "open vault", vault.ErrTimedOut)
		}
		return core.E(core.Canceled, "open vault", ctx.Err())
	}
}

func (s *safe) leave() { <-s.turn }

// place is what the vault needs to know of the database.
func (s *safe) place() (id string, blob vault.Blob, o vault.Options, err error) {
	id, err = s.store.ID()
	if err != nil {
		return "", nil, o, err
	}
	o = s.options
	o.Empty, err = s.empty()
	return id, s.store.Blob("vault"), o, err
}

// empty tells whether nothing is sealed in the database.
func (s *safe) empty() (bool, error) {
	all, err := s.store.Connections()
	for _, connection := range all {
		if len(connection.Sealed) > 0 {
			return false, err
		}
	}
	if err != nil {
		return false, err
	}
	sealed, err := appSealed(s.store.Setting)
	return !sealed && err == nil, err
}

// open returns the vault. One that is open needs no turn: nobody waits while its key is moved.
func (s *safe) open(ctx context.Context) (*vault.Vault, error) {
	if v := s.vault.Load(); v != nil {
		return v, nil
	}
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	if v := s.vault.Load(); v != nil {
		return v, nil
	}
	return s.reopen(ctx)
}

// reopen opens the vault with the options as they are now. The caller has the turn.
func (s *safe) reopen(ctx context.Context) (*vault.Vault, error) {
	id, blob, o, err := s.place()
	if err != nil {
		return nil, err
	}
	v, err := vault.Open(ctx, id, blob, o)
	if err == nil {
		s.vault.Store(v)
	}
	return v, err
}

// renew opens the vault with another key when its own is lost, so that a credential of the connection can take the place of the one that
// nobody can open any more. Where others are sealed it changes nothing: their key may come back. A remembered app is no obstacle, for its
// secret can be entered again.
func (s *safe) renew(ctx context.Context, id core.ConnectionID) (*vault.Vault, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	if v := s.vault.Load(); v != nil {
		return v, nil
	}
	v, why := s.reopen(ctx)
	if !lost(why) {
		return v, why
	}
	all, err := s.store.Connections()
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(all, func(c store.Connection) bool { return c.ID != id && len(c.Sealed) > 0 }) {
		return nil, why
	}
	database, blob, o, err := s.place()
	if err != nil {
		return nil, err
	}
	if err := blob.Save(nil); err != nil {
		return nil, err
	}
	o.Empty = true
	if v, err = vault.Open(ctx, database, blob, o); err == nil {
		s.vault.Store(v)
	}
	return v, err
}

// lost tells that the data key is gone for good, as far as anybody can tell: neither locked nor silent.
func lost(err error) bool { return core.Is(err, core.NotFound) || core.Is(err, core.Broken) }

// protect opens the vault with a passphrase.
func (s *safe) protect(ctx context.Context, passphrase core.Secret) error {
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.leave()
	_, blob, o, err := s.place()
	if err != nil {
		return err
	}
	return s.with(passphrase, func() error {
		if o.Empty {
			return s.begin(ctx, blob)
		}
		_, err := s.reopen(ctx)
		return err
	})
}

// begin opens the vault as if for the first time: what is recorded sealed nothing, and the key that a keychain may still hold opens nothing.
func (s *safe) begin(ctx context.Context, blob vault.Blob) error {
	if err := blob.Save(nil); err != nil {
		return err
	}
	_, err := s.reopen(ctx)
	return err
}

// with does something with another passphrase, which stays if that succeeds. The caller has the turn.
func (s *safe) with(passphrase core.Secret, do func() error) error {
	before := s.options.Passphrase
	s.options.Passphrase = passphrase
	err := do()
	if err != nil && !errors.Is(err, vault.ErrLeft) {
		s.options.Passphrase = before
	}
	return err
}

// move takes the data key to another place; the passphrase is the new one.
func (s *safe) move(ctx context.Context, to vault.Kind, passphrase core.Secret) error {
	const op = "move data key"
	if to != vault.KindKeychain && to != vault.KindPassphrase || (to == vault.KindPassphrase) == passphrase.IsZero() {
		return core.Errorf(core.Invalid, op, "it goes to the keychain, or under a passphrase")
	}
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.leave()
	_, blob, o, err := s.place()
	if err != nil {
		return err
	}
	v := s.vault.Load()
	if v == nil && o.Empty { // and nobody is about to keep something that is sealed
		return s.with(passphrase, func() error { return s.begin(ctx, blob) })
	}
	if v == nil {
		if v, err = s.reopen(ctx); err != nil {
			return err
		}
	}
	return s.with(passphrase, func() error { return v.Move(ctx, to, passphrase) })
}

// tidy forgets the data key when nothing is sealed under it any more.
func (s *safe) tidy(ctx context.Context) error {
	if err := s.take(ctx); err != nil {
		return nil // nobody waits for it
	}
	defer s.leave()
	id, blob, o, err := s.place()
	if err != nil || !o.Empty {
		return err
	}
	s.options = s.given // so that the next use may choose anew
	s.vault.Store(nil)
	if err := vault.Forget(ctx, id, blob, o); err != nil && !vaultTrouble(err) {
		return err
	}
	return nil
}

// vaultTrouble tells failures of the keeper from those of the database.
func vaultTrouble(err error) bool {
	switch core.KindOf(err) {
	case core.Locked, core.Unavailable, core.Canceled, core.Broken:
		return true
	}
	return false
}

func (s *safe) status(ctx context.Context) vault.Status {
	if err := s.take(ctx); err != nil {
		return s.unasked(err) //nolint:contextcheck // ctx has ended
	}
	defer s.leave()
	if v := s.vault.Load(); v != nil {
		return v.Check(ctx)
	}
	id, blob, o, err := s.place()
	if err != nil {
		return vault.Status{State: vault.Damaged, Err: err}
	}
	return vault.Probe(ctx, id, blob, o)
}

// unasked is what is known without the turn: what is recorded, and why no more.
func (s *safe) unasked(why error) vault.Status {
	id, err := s.store.ID()
	if err != nil {
		return vault.Status{State: vault.Damaged, Err: err}
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	status := vault.Probe(over, id, s.store.Blob("vault"), s.given)
	if status.State == vault.Canceled {
		status.State, status.Err = vault.StateOf(why), why
	}
	return status
}

// Protect opens the vault with a passphrase: the person's word to use one when nothing is sealed yet, and the way in when one protects
// the database already. A wrong one is core.Invalid with vault.ErrWrongPassphrase. It takes a tenth of a second.
func (c *Connections) Protect(ctx context.Context, passphrase core.Secret) error {
	return c.safe.protect(ctx, passphrase)
}

// MoveVault takes the data key to the keychain, or under a passphrase, which is the new one; everything that is sealed stays so and opens.
// From a passphrase to a passphrase it changes the passphrase. A database that a passphrase protects must be opened with it before: by
// Protect, or else it is core.Locked or core.Invalid as for Open. When the key was moved but could not be removed from where it was, the
// error wraps vault.ErrLeft; with any other the old way stays. A keychain with another key under this database's name is vault.ErrOccupied.
func (c *Connections) MoveVault(ctx context.Context, to vault.Kind, passphrase core.Secret) error {
	return c.safe.move(ctx, to, passphrase)
}

// Opened tells that the data key is in memory: what is sealed opens then, whatever becomes of the keychain.
func (c *Connections) Opened() bool { return c.safe.vault.Load() != nil }

// Vault tells where the data key lives, or would, and whether it can be had. It changes nothing.
func (c *Connections) Vault(ctx context.Context) vault.Status { return c.safe.status(ctx) }
