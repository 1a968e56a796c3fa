package auth

import (
	"context"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// safe is the database's vault, opened when it is first needed. Its turn is a channel and no mutex, because who waits for it must be able
// to give up: opening waits for the keychain, and that for a person.
type safe struct {
	store   *store.Store
	options vault.Options
	turn    chan struct{}
	vault   *vault.Vault // nil until opened; guarded by turn, as options are
}

func newSafe(s *store.Store, o vault.Options) *safe {
	return &safe{store: s, options: o, turn: make(chan struct{}, 1)}
}

func (s *safe) take(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
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

func (s *safe) open(ctx context.Context) (*vault.Vault, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.leave()
	if s.vault != nil {
		return s.vault, nil
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
		s.vault = v
	}
	return v, err
}

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
	if o.Empty { // what is recorded sealed nothing; the key that a keychain may still hold opens nothing
		if err := blob.Save(nil); err != nil {
			return err
		}
	}
	before := s.options.Passphrase
	s.options.Passphrase = passphrase
	if _, err := s.reopen(ctx); err != nil {
		s.options.Passphrase = before
		return err
	}
	return nil
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
	s.vault = nil
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
		return vault.Status{State: vault.Canceled, Err: err}
	}
	defer s.leave()
	if s.vault != nil {
		return s.vault.Check(ctx)
	}
	id, blob, o, err := s.place()
	if err != nil {
		return vault.Status{State: vault.Damaged, Err: err}
	}
	return vault.Probe(ctx, id, blob, o)
}

// Protect opens the vault with a passphrase: the person's word to use one when nothing is sealed yet, and the way in when one protects
// the database already. A wrong one is core.Invalid with vault.ErrWrongPassphrase. It takes a tenth of a second.
func (c *Connections) Protect(ctx context.Context, passphrase core.Secret) error {
	return c.safe.protect(ctx, passphrase)
}

// Vault tells where the data key lives, or would, and whether it can be had. It changes nothing.
func (c *Connections) Vault(ctx context.Context) vault.Status { return c.safe.status(ctx) }
