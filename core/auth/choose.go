package auth

import (
	"errors"
	"slices"

	"tamtam/core"
	"tamtam/core/store"
)

// The causes when a dataset has no connection.
var (
	// ErrNotConnected: there is none at all.
	ErrNotConnected = errors.New("no account is connected")
	// ErrAccountGone: the dataset's account is not connected any more, and those that are may be other companies'.
	ErrAccountGone = errors.New("the dataset's account is not connected")
)

// For returns the connection that a dataset is imported through, as Choose has it.
func (c *Connections) For(d store.Dataset) (store.Connection, error) {
	all, err := c.List()
	if err != nil {
		return store.Connection{}, err
	}
	return c.Choose(all, d)
}

// Choose returns which of all connections a dataset is imported through: the one that it names. One that was disconnected and connected
// again has a new id: the dataset goes on with the only connection to the same account. Where nothing is known of whose data it holds, it
// goes on with the only one there is. Otherwise it is core.Unauthorized with ErrNotConnected or ErrAccountGone: a person has to choose.
func (c *Connections) Choose(all []store.Connection, d store.Dataset) (store.Connection, error) {
	const op = "find the connection"
	if i := slices.IndexFunc(all, func(one store.Connection) bool { return one.ID == d.Connection }); i >= 0 {
		return all[i], nil
	}
	if len(all) == 0 || d.Connection == core.SampleConnection {
		return store.Connection{}, core.E(core.Unauthorized, op, ErrNotConnected)
	}
	former, known, err := c.store.Former(d.Connection)
	if err != nil {
		return store.Connection{}, err
	}
	fit := slices.DeleteFunc(slices.Clone(all), func(one store.Connection) bool { return known && !one.SameAccount(former) })
	if len(fit) != 1 {
		return store.Connection{}, core.E(core.Unauthorized, op, ErrAccountGone)
	}
	return fit[0], nil
}

// SameAccount tells whether a test found the account that the connection leads to.
func (r Report) SameAccount(c store.Connection) bool {
	var found store.Connection
	found.BaseURL = r.BaseURL
	r.describe(&found)
	return found.SameAccount(c)
}
