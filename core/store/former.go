package store

import (
	"net/url"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// former is the name of the setting that remembers a connection that was removed.
func former(id core.ConnectionID) []byte { return []byte("former." + string(id)) }

// remember keeps of a connection what tells its account from another's, so that its datasets never go on with another company's data.
func remember(tx *bolt.Tx, id core.ConnectionID) error {
	c, err := connectionIn(tx, id)
	if err != nil {
		if core.Is(err, core.NotFound) {
			return nil
		}
		return err
	}
	return putJSON(tx.Bucket(settingsBucket), former(id), Connection{
		ID: id, Name: c.Name, Account: c.Account, BaseURL: c.BaseURL, Workspaces: c.Workspaces, WorkspaceIDs: c.WorkspaceIDs,
	})
}

// Former returns what is remembered of a connection that was removed: its ID, Name, Account, BaseURL, Workspaces and WorkspaceIDs. ok is false when there
// never was one, or an older Tamtam removed it.
func (s *Store) Former(id core.ConnectionID) (c Connection, ok bool, err error) {
	err = s.view("read a former connection", func(tx *bolt.Tx) error {
		c, ok, err = formerIn(tx, id)
		return err
	})
	return c, ok, err
}

func formerIn(tx *bolt.Tx, id core.ConnectionID) (c Connection, ok bool, err error) {
	ok, err = getJSON(tx.Bucket(settingsBucket), former(id), &c)
	return c, ok, err
}

// SameAccount tells whether two connections lead to the same account: the ids of workspaces say so where both are known. Where a credential
// may not list them, a host that is the company's own does. Otherwise nothing speaks against it.
func (c Connection) SameAccount(other Connection) bool {
	if len(c.WorkspaceIDs) > 0 && len(other.WorkspaceIDs) > 0 {
		return slices.ContainsFunc(c.WorkspaceIDs, func(id string) bool { return slices.Contains(other.WorkspaceIDs, id) })
	}
	a, b := c.tenant(), other.tenant()
	return a == "" || b == "" || a == b
}

// tenant is the company's own host, or "" where the address is no one company's: the common one, or a simulated account on this machine,
// whose port changes from start to start.
func (c Connection) tenant() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || strings.EqualFold(u.Hostname(), "api.gong.io") || core.IsLoopback(u.Hostname()) {
		return ""
	}
	return strings.ToLower(u.Host)
}

// Empties tells whether UpdateDataset would remove all that the dataset has imported, since d goes to another account.
func (s *Store) Empties(d Dataset) (yes bool, err error) {
	err = s.view("compare the accounts", func(tx *bolt.Tx) error {
		b, err := dataset(tx, d.ID)
		if err != nil {
			return err
		}
		var before Dataset
		if _, err := getJSON(b, aboutKey, &before); err != nil {
			return err
		}
		yes, err = otherAccount(tx, before.Connection, d.Connection)
		return err
	})
	return yes, err
}

// otherAccount tells whether a dataset that goes from one connection to the other would hold another account's data from then on. What is
// not known of any more does not speak against it.
func otherAccount(tx *bolt.Tx, from, to core.ConnectionID) (bool, error) {
	if from == to || from == "" || to == "" {
		return false, nil
	}
	if from == core.SampleConnection || to == core.SampleConnection {
		return true, nil
	}
	before, known, err := everConnected(tx, from)
	if err != nil || !known {
		return false, err
	}
	after, known, err := everConnected(tx, to)
	return known && !before.SameAccount(after), err
}

// everConnected finds what is known of a connection that is there or was removed.
func everConnected(tx *bolt.Tx, id core.ConnectionID) (Connection, bool, error) {
	c, err := connectionIn(tx, id)
	if core.Is(err, core.NotFound) {
		return formerIn(tx, id)
	}
	return c, err == nil, err
}
