package store

import (
	"net/netip"
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
		ID: id, Name: c.Name, Account: c.Account, BaseURL: c.BaseURL, Workspaces: c.Workspaces,
	})
}

// Former returns what is remembered of a connection that was removed: its ID, Name, Account, BaseURL and Workspaces. ok is false when there
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

// SameAccount tells whether two connections lead to the same account: nothing that is known of them speaks against it. Companies have hosts
// of their own beside the one that all may use; the names of workspaces tell the rest.
func (c Connection) SameAccount(other Connection) bool {
	a, b := c.tenant(), other.tenant()
	if a != "" && b != "" && a != b {
		return false
	}
	if len(c.Workspaces) == 0 || len(other.Workspaces) == 0 {
		return true
	}
	return slices.ContainsFunc(c.Workspaces, func(name string) bool { return slices.Contains(other.Workspaces, name) })
}

// tenant is the company's own host, or "" where the address is no one company's: the common one, or a simulated account on this machine,
// whose port changes from start to start.
func (c Connection) tenant() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || strings.EqualFold(u.Hostname(), "api.gong.io") || strings.EqualFold(u.Hostname(), "localhost") {
		return ""
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && ip.IsLoopback() {
		return ""
	}
	return strings.ToLower(u.Host)
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
