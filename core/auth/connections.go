package auth

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// The kinds of a store.Connection.
const (
	KindAPIKey = "api-key"
	KindOAuth  = "oauth"
)

// Options say how accounts are reached and where secrets are kept. The zero value is good.
type Options struct {
	// Network is what all clients of the process share: transport, clock, limiter, quota. Recent and OnBase are not used.
	Network gong.Options
	// Vault says how the vault is opened; Empty is found out here.
	Vault vault.Options
}

// Connections are the connections of one database.
type Connections struct {
	store   *store.Store
	network gong.Options
	clock   core.Clock
	safe    *safe
	logins  *logins
}

// New returns the connections in the database. It asks neither Gong nor the keychain.
func New(s *store.Store, o Options) *Connections {
	if o.Network.Clock == nil {
		o.Network.Clock = core.SystemClock{}
	}
	o.Network.Recent, o.Network.OnBase = nil, nil
	if o.Network.Transport == nil {
		o.Network.Transport = gong.NewTransport(gong.TransportOptions{Clock: o.Network.Clock})
	}
	c := &Connections{store: s, network: o.Network, clock: o.Network.Clock, safe: newSafe(s, o.Vault)}
	c.logins = newLogins(c)
	return c
}

// APIKey is what a person enters to connect.
type APIKey struct {
	// BaseURL is the address; gong.DefaultBase when empty.
	BaseURL   string
	AccessKey string
	Secret    core.Secret
}

func (k APIKey) base() (gong.BaseURL, error) {
	if k.BaseURL == "" {
		return gong.ParseBaseURL(gong.DefaultBase)
	}
	return gong.ParseBaseURL(k.BaseURL)
}

func (k APIKey) credential() gong.APIKey {
	return gong.APIKey{AccessKey: k.AccessKey, Secret: k.Secret}
}

// sealedKey is what the vault seals of an APIKey.
type sealedKey struct {
	AccessKey string `json:"accessKey"`
	Secret    string `json:"secret"`
}

// bucket names the place of credentials for the vault.
const bucket = "connections"

// Target says under which connection a credential is kept: one that exists, by its ID, or else a new one of that Name, which is called after
// its account when Name is "".
type Target struct {
	ID   core.ConnectionID
	Name string
}

// Save seals the key and keeps it with what a test found. The kinds of failure beside the store's are those of vault.Open, and core.Invalid
// for a connection that leads to another account while datasets are imported through it: they would hold what two companies say. Where the
// data key is lost, and nothing but this connection's old credential was sealed under it, another one is made.
func (c *Connections) Save(ctx context.Context, to Target, key APIKey, report Report) (store.Connection, error) {
	return c.keep(ctx, to, report, sealedKey{AccessKey: key.AccessKey, Secret: key.Secret.Reveal()}, func(connection *store.Connection) {
		connection.Kind, connection.OAuth = KindAPIKey, nil
	})
}

// keep seals a credential's secrets and keeps them with what a test found; fill writes what is not secret.
func (c *Connections) keep(ctx context.Context, to Target, report Report, secrets any, fill func(*store.Connection)) (store.Connection, error) {
	base, err := gong.ParseBaseURL(report.BaseURL)
	if err != nil {
		return store.Connection{}, err
	}
	id := to.ID
	if id == "" {
		id = core.ConnectionID(core.NewID())
	}
	used, err := c.used(to.ID)
	if err != nil {
		return store.Connection{}, err
	}
	fits := func(connection store.Connection) error {
		if used && !report.SameAccount(connection) {
			return core.Errorf(core.Invalid, "keep the connection", "these credentials are of another account than %s: connect it beside that one", connection.Name)
		}
		return nil
	}
	if err := c.before(to, fits); err != nil {
		return store.Connection{}, err
	}
	sealed, err := c.seal(ctx, id, secrets)
	if err != nil {
		return store.Connection{}, err
	}
	write := func(connection *store.Connection) error {
		if err := fits(*connection); err != nil {
			return err
		}
		if !used { // it may lead to another account, of which nothing is known but what the test found
			connection.Workspaces, connection.WorkspaceIDs = nil, nil
		}
		fill(connection)
		connection.BaseURL, connection.Sealed = base.String(), sealed
		report.describe(connection)
		return nil
	}
	var connection store.Connection
	if to.ID != "" {
		connection, err = c.store.UpdateConnection(id, write)
	} else {
		connection = store.Connection{ID: id, Name: to.Name, Created: c.clock.Now().UTC()}
		_ = write(&connection) // which never fails
		connection, err = c.store.PutConnection(connection)
	}
	if err != nil {
		return store.Connection{}, err
	}
	c.logins.forget(id)
	return connection, c.Note(id, nil)
}

// used tells whether a dataset holds, or is to hold, what the connection's account says. One that names no connection is imported through the
// only one there is.
func (c *Connections) used(id core.ConnectionID) (bool, error) {
	if id == "" {
		return false, nil
	}
	all, err := c.store.Datasets()
	if err != nil {
		return false, err
	}
	for _, d := range all {
		if d.Connection == id {
			return true, nil
		}
		if d.Connection == "" {
			if files, err := c.store.Files(d.ID); err != nil || len(files) > 0 {
				return true, err
			}
		}
	}
	return false, nil
}

// before asks fits of the connection that gets a credential, before a lost data key is replaced for its sake.
func (c *Connections) before(to Target, fits func(store.Connection) error) error {
	if to.ID == "" {
		return nil
	}
	connection, err := c.store.Connection(to.ID)
	if err != nil {
		return err
	}
	return fits(connection)
}

func (c *Connections) seal(ctx context.Context, id core.ConnectionID, secrets any) ([]byte, error) {
	v, err := c.safe.open(ctx)
	if lost(err) {
		v, err = c.safe.renew(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, core.Errorf(core.Other, "seal the credentials", "they cannot be written")
	}
	return v.Seal(bucket, string(id), plain), nil
}

// unseal opens what a connection has sealed into secrets.
func (c *Connections) unseal(ctx context.Context, connection store.Connection, secrets any) error {
	v, err := c.safe.open(ctx)
	if err != nil {
		return err
	}
	plain, err := v.Open(bucket, string(connection.ID), connection.Sealed)
	if err != nil {
		return err
	}
	if json.Unmarshal(plain, secrets) != nil { // the cause could show a part of it
		return core.Errorf(core.Broken, "open the credentials", "they cannot be read")
	}
	return nil
}

// Open returns the credential of a connection and where it may be sent. That of a login renews itself and keeps what it is given.
func (c *Connections) Open(ctx context.Context, id core.ConnectionID) (gong.Credential, gong.BaseURL, error) {
	connection, err := c.store.Connection(id)
	if err != nil {
		return nil, gong.BaseURL{}, err
	}
	base, err := gong.ParseBaseURL(connection.BaseURL)
	if err != nil {
		return nil, gong.BaseURL{}, err
	}
	if connection.Kind == KindOAuth {
		login := c.logins.of(id)
		return login, base, login.open(ctx)
	}
	var key sealedKey
	if err := c.unseal(ctx, connection, &key); err != nil {
		return nil, gong.BaseURL{}, err
	}
	return gong.APIKey{AccessKey: key.AccessKey, Secret: core.NewSecret(key.Secret)}, base, nil
}

// Retest tests the credential of a connection again and keeps what it found.
func (c *Connections) Retest(ctx context.Context, id core.ConnectionID, watch func(Grant)) (Report, error) {
	credential, base, err := c.Open(ctx, id)
	if err != nil {
		return Report{}, err
	}
	report, err := c.test(ctx, base, credential, watch)
	if err != nil {
		if noteErr := c.Note(id, err); noteErr != nil {
			return report, noteErr
		}
		return report, err
	}
	if _, err := c.store.UpdateConnection(id, func(connection *store.Connection) error {
		if report.BaseURL != base.String() { // else a renewal on the way may have brought another
			connection.BaseURL = report.BaseURL
		}
		report.describe(connection)
		return nil
	}); err != nil {
		return report, err
	}
	return report, c.Note(id, nil)
}

// Moved keeps the host that Gong redirected a connection's client to.
func (c *Connections) Moved(id core.ConnectionID, base gong.BaseURL) error {
	_, err := c.store.UpdateConnection(id, func(connection *store.Connection) error {
		connection.BaseURL = base.String()
		return nil
	})
	return err
}

// Rename gives a connection another name; core.Invalid when it is empty or another's.
func (c *Connections) Rename(id core.ConnectionID, name string) error {
	if strings.TrimSpace(name) == "" {
		return core.Errorf(core.Invalid, "rename the connection", "a connection needs a name")
	}
	_, err := c.store.UpdateConnection(id, func(connection *store.Connection) error {
		connection.Name = name
		return nil
	})
	return err
}

// Disconnect removes a connection and its credential; datasets stay. With the last login goes the secret that was remembered for the next
// one. When it was the last credential, the data key is removed, too. That part may fail with a locked keychain without an error: what stays
// is a key that opens nothing.
func (c *Connections) Disconnect(ctx context.Context, id core.ConnectionID) error {
	c.logins.forget(id)
	if err := c.store.DeleteConnection(id); err != nil {
		return err
	}
	if err := c.Note(id, nil); err != nil {
		return err
	}
	left, err := c.store.Connections()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(left, func(c store.Connection) bool { return c.Kind == KindOAuth }) {
		if err := c.forgetAppSecret(); err != nil {
			return err
		}
	}
	return c.safe.tidy(ctx)
}

// List returns all connections, the oldest first.
func (c *Connections) List() ([]store.Connection, error) { return c.store.Connections() }
