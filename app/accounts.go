package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/connect"
	"tamtam/ui/datasets"
	"tamtam/ui/settings"
	"tamtam/ui/welcome"
)

// gongConnection returns the connection to Gong; ok is false when there is none. There is one at most for now.
func (a *program) gongConnection() (c store.Connection, ok bool, err error) {
	all, err := a.connections.List()
	if err != nil || len(all) == 0 {
		return store.Connection{}, false, err
	}
	return all[0], true, nil
}

// current returns the connection that new datasets use: Gong's, else the simulated account if it is in use, else none.
func (a *program) current() (store.Connection, error) {
	c, ok, err := a.gongConnection()
	switch {
	case err != nil || ok:
		return c, err
	case a.sampleInUse():
		return a.sampleConnection(), nil
	}
	return store.Connection{}, nil
}

// connectionOf returns the connection that a dataset is imported through. One that was disconnected and connected again has a new id: the
// dataset goes on with what there is now. A dataset of made-up data never goes to Gong, nor the other way round.
func (a *program) connectionOf(d store.Dataset) (store.Connection, error) {
	none := core.Errorf(core.Unauthorized, "find the connection", "Gong is not connected")
	if d.Connection == sampleID {
		if !a.sampleInUse() {
			return store.Connection{}, none
		}
		return a.sampleConnection(), nil
	}
	if c, err := a.store.Connection(d.Connection); !core.Is(err, core.NotFound) {
		return c, err
	}
	c, ok, err := a.gongConnection()
	if err == nil && !ok {
		err = none
	}
	return c, err
}

// connecting answers the dialogs that connect, unlock and move the key. Somebody waits for each answer, so the keychain may take its time;
// how long a look at the vault may take, the dialog says.
type connecting struct{ *program }

var _ connect.Accounts = connecting{}

func (c connecting) Test(ctx context.Context, key auth.APIKey, watch func(auth.Grant)) (auth.Report, error) {
	return c.connections.Test(ctx, key, watch)
}

func (c connecting) Save(ctx context.Context, key auth.APIKey, report auth.Report) error {
	before, _, err := c.gongConnection()
	if err != nil {
		return err
	}
	saved, err := c.connections.Save(vault.Attended(ctx), auth.Target{ID: before.ID}, key, report)
	if err != nil {
		return err
	}
	c.clients.forget(saved.ID)
	c.log.Info("connected", "granted", report.Granted())
	c.learnRoles(saved.ID)
	return nil
}

// learnRoles reads the users' roles, which an import has no requests for.
func (a *program) learnRoles(id core.ConnectionID) {
	a.chore("learn the users' roles", func(ctx context.Context) error { return a.connections.LearnRoles(ctx, id) })
}

func (c connecting) Vault(ctx context.Context) vault.Status {
	return c.connections.Vault(ctx)
}

func (c connecting) Protect(ctx context.Context, passphrase core.Secret) error {
	return c.connections.Protect(vault.Attended(ctx), passphrase)
}

func (c connecting) MoveVault(ctx context.Context, to vault.Kind, passphrase core.Secret) error {
	return c.connections.MoveVault(vault.Attended(ctx), to, passphrase)
}

// integrations answers the card in the settings.
type integrations struct{ *program }

var _ settings.Accounts = integrations{}

func (i integrations) Gong(ctx context.Context) (settings.Connection, error) {
	c, err := i.current()
	if err != nil || c.ID == "" {
		return settings.Connection{}, err
	}
	shown := settings.Connection{
		ID: c.ID, Account: c.Name, Host: host(c.BaseURL), Workspaces: c.Workspaces, Since: c.Created, Tested: c.Tested, Missing: c.Denied,
		Sample: c.ID == sampleID,
	}
	if shown.Sample {
		return shown, nil
	}
	if shown.Trouble, shown.TroubleSince, err = i.connections.Trouble(c.ID); err != nil {
		return settings.Connection{}, err
	}
	shown.Vault = i.connections.Vault(ctx)
	return shown, nil
}

func (i integrations) Retest(ctx context.Context, id core.ConnectionID, watch func(auth.Grant)) error {
	_, err := i.connections.Retest(vault.Attended(ctx), id, watch)
	i.clients.forget(id) // the account may have moved
	if err == nil {
		i.learnRoles(id)
	}
	return err
}

func (i integrations) Disconnect(ctx context.Context, id core.ConnectionID) error {
	i.clients.forget(id)
	if id == sampleID {
		return i.useSample(false)
	}
	if err := i.connections.Disconnect(ctx, id); err != nil {
		return err
	}
	i.log.Info("disconnected")
	return nil
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

func (s sources) Gong(context.Context) (datasets.Connection, error) {
	c, err := s.current()
	if err != nil || c.ID == "" {
		return datasets.Connection{}, err
	}
	shown := datasets.Connection{ID: c.ID, Account: c.Name, Sample: c.ID == sampleID, Missing: c.Denied}
	if kind, _, err := s.connections.Trouble(c.ID); err == nil {
		shown.Attention = sayTrouble(kind)
	}
	return shown, nil
}
