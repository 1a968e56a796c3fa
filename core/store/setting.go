package store

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Setting reads the setting of the name into v; ok is false, and v untouched, when it was never set.
func (s *Store) Setting(name string, v any) (ok bool, err error) {
	err = s.view("read a setting", func(tx *bolt.Tx) error {
		ok, err = getJSON(tx.Bucket(settingsBucket), []byte(name), v)
		return err
	})
	return ok, err
}

// SetSetting keeps a setting. It must hold no secret.
func (s *Store) SetSetting(name string, v any) error {
	return s.update("keep a setting", func(tx *bolt.Tx) error { return putJSON(tx.Bucket(settingsBucket), []byte(name), v) })
}

// Connection is what is kept of a Gong account. Its secret is sealed; this package never sees it open.
type Connection struct {
	ID      core.ConnectionID `json:"id"`
	Name    string            `json:"name"`
	Kind    string            `json:"kind"` // "api-key"
	BaseURL string            `json:"baseURL"`
	Created time.Time         `json:"created"`
	// Sealed holds the credential, sealed by the vault for this connection.
	Sealed []byte `json:"sealed"`
	// Denied names the scope that is missing for a data type, as far as a test has shown; "" stands for a refusal without a name.
	Denied map[core.DataType]string `json:"denied,omitempty"`
	// Tested is when the connection last answered a test.
	Tested time.Time `json:"tested,omitzero"`
	// Workspaces are the names of the account's workspaces when last seen.
	Workspaces []string `json:"workspaces,omitempty"`
	// Roles are the names of the permission profiles of the account's users when last seen.
	Roles map[core.UserID][]string `json:"roles,omitempty"`
}

// PutConnection keeps a connection under its id.
func (s *Store) PutConnection(c Connection) error {
	return s.update("keep the connection", func(tx *bolt.Tx) error {
		return putJSON(tx.Bucket(connectionsBucket), []byte(c.ID), c)
	})
}

// Connections returns all connections, the oldest first.
func (s *Store) Connections() (all []Connection, err error) {
	err = s.view("list the connections", func(tx *bolt.Tx) error {
		b := tx.Bucket(connectionsBucket)
		return b.ForEach(func(id, _ []byte) error {
			var c Connection
			_, err := getJSON(b, id, &c)
			all = append(all, c)
			return err
		})
	})
	slices.SortFunc(all, func(a, b Connection) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// Connection returns the connection with the id, or core.NotFound.
func (s *Store) Connection(id core.ConnectionID) (c Connection, err error) {
	err = s.view("read the connection", func(tx *bolt.Tx) error {
		ok, err := getJSON(tx.Bucket(connectionsBucket), []byte(id), &c)
		if err == nil && !ok {
			return core.Errorf(core.NotFound, "find the connection", "there is no connection %s", id)
		}
		return err
	})
	return c, err
}

// DeleteConnection removes a connection with its sealed secret. Datasets stay. What is not there counts as removed.
func (s *Store) DeleteConnection(id core.ConnectionID) error {
	return s.update("remove the connection", func(tx *bolt.Tx) error { return tx.Bucket(connectionsBucket).Delete([]byte(id)) })
}

// Blob is a named value that the vault keeps beside what it sealed: which vault is in use, and a passphrase vault's header.
type Blob struct {
	store *Store
	name  []byte
}

// Blob returns the vault's value of the name.
func (s *Store) Blob(name string) Blob { return Blob{store: s, name: []byte(name)} }

// Load returns the value, or nil when there is none.
func (b Blob) Load() (value []byte, err error) {
	err = b.store.view("read the vault's header", func(tx *bolt.Tx) error {
		value = bytes.Clone(tx.Bucket(vaultBucket).Get(b.name))
		return nil
	})
	return value, err
}

// Save keeps the value; nil removes it.
func (b Blob) Save(value []byte) error {
	return b.store.update("keep the vault's header", func(tx *bolt.Tx) error {
		if value == nil {
			return tx.Bucket(vaultBucket).Delete(b.name)
		}
		return tx.Bucket(vaultBucket).Put(b.name, value)
	})
}
