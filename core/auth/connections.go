package auth

import (
	"context"
	"encoding/json"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// KindAPIKey is the store.Connection.Kind of a connection by API key.
const KindAPIKey = "api-key"

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
}

// New returns the connections in the database. It asks neither Gong nor the keychain.
func New(s *store.Store, o Options) *Connections {
	if o.Network.Clock == nil {
		o.Network.Clock = core.SystemClock{}
	}
	o.Network.Recent, o.Network.OnBase = nil, nil
	return &Connections{store: s, network: o.Network, clock: o.Network.Clock, safe: newSafe(s, o.Vault)}
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

// Save seals the key and keeps it with what a test found, under the id of a connection that it replaces, or as a new one when id is "".
// The kinds of failure beside the store's are those of vault.Open.
func (c *Connections) Save(ctx context.Context, id core.ConnectionID, key APIKey, report Report) (store.Connection, error) {
	connection := store.Connection{ID: core.ConnectionID(core.NewID()), Created: c.clock.Now().UTC()}
	if id != "" {
		var err error
		if connection, err = c.store.Connection(id); err != nil {
			return store.Connection{}, err
		}
	}
	base, err := gong.ParseBaseURL(report.BaseURL)
	if err != nil {
		return store.Connection{}, err
	}
	v, err := c.safe.open(ctx)
	if err != nil {
		return store.Connection{}, err
	}
	plain, err := json.Marshal(sealedKey{key.AccessKey, key.Secret.Reveal()}) //nolint:gosec // G117: it is sealed on the next lines
	if err != nil {
		return store.Connection{}, core.Errorf(core.Other, "seal the credentials", "they cannot be written")
	}
	connection.Kind, connection.BaseURL = KindAPIKey, base.String()
	connection.Sealed = v.Seal(bucket, string(connection.ID), plain)
	report.describe(&connection)
	if err := c.store.PutConnection(connection); err != nil {
		return store.Connection{}, err
	}
	return connection, c.Note(connection.ID, nil)
}

// Open returns the credential of a connection and where it may be sent.
func (c *Connections) Open(ctx context.Context, id core.ConnectionID) (gong.Credential, gong.BaseURL, error) {
	key, err := c.key(ctx, id)
	if err != nil {
		return nil, gong.BaseURL{}, err
	}
	base, err := key.base()
	return key.credential(), base, err
}

func (c *Connections) key(ctx context.Context, id core.ConnectionID) (APIKey, error) {
	const op = "open the credentials"
	connection, err := c.store.Connection(id)
	if err != nil {
		return APIKey{}, err
	}
	if connection.Kind != KindAPIKey {
		return APIKey{}, core.Errorf(core.Invalid, op, "this connection has no API key")
	}
	v, err := c.safe.open(ctx)
	if err != nil {
		return APIKey{}, err
	}
	plain, err := v.Open(bucket, string(id), connection.Sealed)
	if err != nil {
		return APIKey{}, err
	}
	var sealed sealedKey
	if json.Unmarshal(plain, &sealed) != nil { // the cause could show a part of it
		return APIKey{}, core.Errorf(core.Broken, op, "they cannot be read")
	}
	return APIKey{BaseURL: connection.BaseURL, AccessKey: sealed.AccessKey, Secret: core.NewSecret(sealed.Secret)}, nil
}

// Retest tests the credential of a connection again and keeps what it found.
func (c *Connections) Retest(ctx context.Context, id core.ConnectionID, watch func(Grant)) (Report, error) {
	key, err := c.key(ctx, id)
	if err != nil {
		return Report{}, err
	}
	report, err := c.Test(ctx, key, watch)
	if err != nil {
		if noteErr := c.Note(id, err); noteErr != nil {
			return report, noteErr
		}
		return report, err
	}
	connection, err := c.store.Connection(id) // it may have gone meanwhile
	if err != nil {
		return report, err
	}
	connection.BaseURL = report.BaseURL
	report.describe(&connection)
	if err := c.store.PutConnection(connection); err != nil {
		return report, err
	}
	return report, c.Note(id, nil)
}

// Moved keeps the host that Gong redirected a connection's client to.
func (c *Connections) Moved(id core.ConnectionID, base gong.BaseURL) error {
	connection, err := c.store.Connection(id)
	if err != nil || connection.BaseURL == base.String() {
		return err
	}
	connection.BaseURL = base.String()
	return c.store.PutConnection(connection)
}

// Disconnect removes a connection and its credential; datasets stay. When it was the last credential, the data key is removed, too. That
// part may fail with a locked keychain without an error: what stays is a key that opens nothing.
func (c *Connections) Disconnect(ctx context.Context, id core.ConnectionID) error {
	if err := c.store.DeleteConnection(id); err != nil {
		return err
	}
	if err := c.Note(id, nil); err != nil {
		return err
	}
	return c.safe.tidy(ctx)
}

// List returns all connections, the oldest first.
func (c *Connections) List() ([]store.Connection, error) { return c.store.Connections() }
