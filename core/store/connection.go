package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Connection is what is kept of a Gong account. Its secrets are sealed; this package never sees them open.
type Connection struct {
	ID core.ConnectionID `json:"id"`
	// Name is how the person calls the connection; no two have the same, upper and lower case alike.
	Name string `json:"name"`
	// Account is how the account calls itself: its first workspace, or its host.
	Account string    `json:"account,omitempty"`
	Kind    string    `json:"kind"` // "api-key", "oauth"
	BaseURL string    `json:"baseURL"`
	Created time.Time `json:"created"`
	// Sealed holds the credential, sealed by the vault for this connection.
	Sealed []byte `json:"sealed"`
	// OAuth is what may be read of a login; nil for an API key.
	OAuth *OAuth `json:"oauth,omitempty"`
	// Denied names the scope that is missing for a data type, as far as a test has shown; "" stands for a refusal without a name.
	Denied map[core.DataType]string `json:"denied,omitempty"`
	// Tested is when the connection last answered a test.
	Tested time.Time `json:"tested,omitzero"`
	// Workspaces are the names of the account's workspaces when last seen.
	Workspaces []string `json:"workspaces,omitempty"`
	// WorkspaceIDs are Gong's ids of these.
	WorkspaceIDs []string `json:"workspaceIDs,omitempty"`
	// Roles are the names of the permission profiles of the account's users when last seen.
	Roles map[core.UserID][]string `json:"roles,omitempty"`
}

// OAuth is the part of a login that is no secret.
type OAuth struct {
	ClientID string `json:"clientID"`
	Redirect string `json:"redirect"`
	// Authorize and Token are the server's addresses.
	Authorize string `json:"authorize"`
	Token     string `json:"token"`
	// Scopes are the granted permissions.
	Scopes []string `json:"scopes,omitempty"`
	// Expires is when the access token ends, and Lifetime how long it was good for, in seconds.
	Expires  time.Time `json:"expires"`
	Lifetime int64     `json:"lifetime,omitempty"`
	// Over tells that Gong has ended the login: only a new one helps.
	Over bool `json:"over,omitempty"`
}

// PutConnection keeps a new connection, or replaces the one with its id, and returns it as it is kept: one without a name is called after its
// account. A name that another has is core.Invalid.
func (s *Store) PutConnection(c Connection) (Connection, error) {
	err := s.update("keep the connection", func(tx *bolt.Tx) error { return putConnection(tx, &c) })
	return c, err
}

// UpdateConnection changes a connection in one transaction, so that nothing that happens to it meanwhile is undone: one that was removed is
// core.NotFound and stays removed. An error of change is returned, and nothing is kept.
func (s *Store) UpdateConnection(id core.ConnectionID, change func(*Connection) error) (c Connection, err error) {
	err = s.update("change the connection", func(tx *bolt.Tx) error {
		c, err = connectionIn(tx, id)
		if err == nil {
			err = change(&c)
		}
		if err != nil {
			return err
		}
		return putConnection(tx, &c)
	})
	return c, err
}

func putConnection(tx *bolt.Tx, c *Connection) error {
	const op = "keep the connection"
	all, err := connections(tx)
	if err != nil {
		return err
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(all, func(o Connection) bool { return o.ID != c.ID && strings.EqualFold(o.Name, name) })
	}
	c.Name = text.CleanLine(c.Name) // it is shown in a line, and found again by what is kept of it
	if c.Name == "" {
		first := cmp.Or(text.CleanLine(c.Account), "Gong")
		c.Name = first
		for n := 2; taken(c.Name); n++ {
			c.Name = fmt.Sprintf("%s %d", first, n)
		}
	}
	if taken(c.Name) {
		return core.Errorf(core.Invalid, op, "there is a connection of this name already")
	}
	return putJSON(tx.Bucket(connectionsBucket), []byte(c.ID), c)
}

// Connections returns all connections, the oldest first.
func (s *Store) Connections() (all []Connection, err error) {
	err = s.view("list the connections", func(tx *bolt.Tx) error {
		all, err = connections(tx)
		return err
	})
	return all, err
}

func connections(tx *bolt.Tx) (all []Connection, err error) {
	b := tx.Bucket(connectionsBucket)
	err = b.ForEach(func(id, _ []byte) error {
		var c Connection
		_, err := getJSON(b, id, &c)
		all = append(all, c)
		return err
	})
	slices.SortFunc(all, func(a, b Connection) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// Connection returns the connection with the id, or core.NotFound.
func (s *Store) Connection(id core.ConnectionID) (c Connection, err error) {
	err = s.view("read the connection", func(tx *bolt.Tx) error {
		c, err = connectionIn(tx, id)
		return err
	})
	return c, err
}

func connectionIn(tx *bolt.Tx, id core.ConnectionID) (c Connection, err error) {
	ok, err := getJSON(tx.Bucket(connectionsBucket), []byte(id), &c)
	if err == nil && !ok {
		err = core.Errorf(core.NotFound, "find the connection", "there is no connection %s", id)
	}
	return c, err
}

// ConnectionNamed returns the connection of a name, upper and lower case alike, or core.NotFound.
func (s *Store) ConnectionNamed(name string) (Connection, error) {
	all, err := s.Connections()
	if err != nil {
		return Connection{}, err
	}
	wanted := text.CleanLine(name)
	for _, c := range all {
		if strings.EqualFold(c.Name, wanted) {
			return c, nil
		}
	}
	return Connection{}, core.Errorf(core.NotFound, "find the connection", "there is no connection %q", wanted)
}

// DeleteConnection removes a connection with its sealed secret; Former remembers whose it was. Datasets stay. What is not there counts as
// removed.
func (s *Store) DeleteConnection(id core.ConnectionID) error {
	return s.update("remove the connection", func(tx *bolt.Tx) error {
		if err := remember(tx, id); err != nil {
			return err
		}
		return tx.Bucket(connectionsBucket).Delete([]byte(id))
	})
}
