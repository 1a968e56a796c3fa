package app

import (
	"context"
	"slices"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/connect"
	"tamtam/ui/datasets"
	"tamtam/ui/say"
	"tamtam/ui/welcome"
)

// accounts are the connections that datasets can be imported through: those to Gong, the oldest first, then the simulated account if it is
// in use.
func (a *program) accounts() ([]store.Connection, error) {
	all, err := a.connections.List()
	if err == nil && a.sampleInUse() {
		all = append(all, a.sampleConnection())
	}
	return all, err
}

// connectionOf returns the connection that a dataset is imported through.
func (a *program) connectionOf(d store.Dataset) (store.Connection, error) {
	all, err := a.accounts()
	if err != nil {
		return store.Connection{}, err
	}
	return a.choose(all, d)
}

// choose returns which of the accounts a dataset is imported through. A dataset of made-up data never goes to Gong, nor the other way round.
func (a *program) choose(all []store.Connection, d store.Dataset) (store.Connection, error) {
	sample := slices.IndexFunc(all, func(c store.Connection) bool { return c.ID == core.SampleConnection })
	if sample < 0 {
		return a.connections.Choose(all, d)
	}
	if d.Connection == core.SampleConnection {
		return all[sample], nil
	}
	return a.connections.Choose(slices.Delete(slices.Clone(all), sample, sample+1), d)
}

// connecting answers the dialogs that connect, unlock and move the key. Somebody waits for each answer, so the keychain may take its time;
// how long a look at the vault may take, the dialog says.
type connecting struct{ *program }

var _ connect.Accounts = connecting{}

func (c connecting) Test(ctx context.Context, key auth.APIKey, watch func(auth.Grant)) (auth.Report, error) {
	return c.connections.Test(ctx, key, watch)
}

func (c connecting) Save(ctx context.Context, target auth.Target, key auth.APIKey, report auth.Report) error {
	saved, err := c.connections.Save(vault.Attended(ctx), target, key, report)
	if err != nil {
		return err
	}
	c.connected(saved.ID, report)
	return nil
}

// connected does what follows when a connection has new credentials.
func (a *program) connected(id core.ConnectionID, report auth.Report) {
	a.clients.forget(id)
	a.schedule.Wake() // it may wait for them
	a.log.Info("connected", "granted", report.Granted())
	a.learnRoles(id)
}

// learnRoles reads the users' roles, which an import has no requests for.
func (a *program) learnRoles(id core.ConnectionID) {
	a.chore("learn the users' roles", func(ctx context.Context) error { return a.connections.LearnRoles(ctx, id) })
}

func (c connecting) Vault(ctx context.Context) vault.Status {
	return c.connections.Vault(ctx)
}

func (c connecting) Protect(ctx context.Context, passphrase core.Secret) error {
	defer c.schedule.Wake() // it may wait for it
	return c.connections.Protect(vault.Attended(ctx), passphrase)
}

func (c connecting) MoveVault(ctx context.Context, to vault.Kind, passphrase core.Secret) error {
	return c.connections.MoveVault(vault.Attended(ctx), to, passphrase)
}

// sampling answers the first run.
type sampling struct{ *program }

var _ welcome.Accounts = sampling{}

func (s sampling) Sample(ctx context.Context) error {
	if _, _, err := s.sample.start(ctx); err != nil {
		return err
	}
	return s.useSample(true)
}

// sources answers the screens of datasets.
type sources struct{ *program }

var _ datasets.Connections = sources{}

func (s sources) Connected(context.Context) ([]datasets.Connection, error) {
	all, err := s.accounts()
	if err != nil {
		return nil, err
	}
	shown := make([]datasets.Connection, len(all))
	for i, c := range all {
		if shown[i], err = s.source(c); err != nil {
			return nil, err
		}
	}
	return shown, nil
}

func (s sources) Shut(ctx context.Context) say.Attention {
	all, err := s.connections.List()
	if err != nil || len(all) == 0 || s.connections.Opened() {
		return say.Attention{}
	}
	return say.Shut(s.connections.Vault(ctx), len(all) == 1)
}

// source is a connection as the screens of datasets show it.
func (a *program) source(c store.Connection) (datasets.Connection, error) {
	shown := datasets.Connection{ID: c.ID, Name: c.Name, Account: sayAccount(c), Sample: c.ID == core.SampleConnection, Missing: c.Denied}
	if shown.Sample {
		return shown, nil
	}
	kind, _, err := a.connections.Trouble(c.ID)
	shown.Attention = refused(c, kind)
	return shown, err
}

// refused tells why Gong does not take a connection's credential any more; kind is that of the failure noted for it.
func refused(c store.Connection, kind core.Kind) say.Attention {
	return say.Refused(c.OAuth != nil, c.OAuth != nil && c.OAuth.Over, kind)
}

// sourceOf is the connection of a dataset as its screens show it; one without an ID, but with the name of the account that is gone, if that
// is known, when the person has to choose or to connect.
func (a *program) sourceOf(all []store.Connection, d store.Dataset) (datasets.Connection, error) {
	c, err := a.choose(all, d)
	if core.Is(err, core.Unauthorized) {
		former, _, err := a.store.Former(d.Connection)
		return datasets.Connection{Name: former.Name}, err
	}
	if err != nil {
		return datasets.Connection{}, err
	}
	return a.source(c)
}
