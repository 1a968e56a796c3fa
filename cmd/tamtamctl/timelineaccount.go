package main

import (
	"context"
	"errors"
	"strings"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// synced is the name of the connection whose meetings are synced; "" while there is none, or several of which none was chosen.
func (c *command) synced(s timeline.Settings) (string, error) {
	one, err := c.connections.For(store.Dataset{Connection: s.Connection})
	if core.Is(err, core.Unauthorized) {
		return "", nil
	}
	return one.Name, err
}

// toSync is the connection that connection=NAME names among the settings that are to be changed; the zero value, which is the only one there is,
// where none of them or an empty one does.
func (c *command) toSync() (one store.Connection, err error) {
	for _, word := range c.words {
		name, is := strings.CutPrefix(word, "connection=")
		if !is || name == "" {
			continue
		}
		if one, err = c.store.ConnectionNamed(name); core.Is(err, core.NotFound) {
			err = core.Errorf(core.Invalid, "find the connection", "there is no connection %s; to see those that are: tamtamctl connections list", quoted(name))
		}
		if err != nil {
			return one, err
		}
	}
	return one, nil
}

// timelineClient makes the client of the connection whose meetings are synced.
func (c *command) timelineClient(ctx context.Context, s timeline.Settings) (*gong.Client, error) {
	d := store.Dataset{Connection: s.Connection}
	if _, err := c.connections.For(d); errors.Is(err, auth.ErrAccountGone) {
		return nil, core.Errorf(core.Invalid, "connect", "it is not settled whose meetings are synced; say so: tamtamctl timeline settings set connection=NAME")
	}
	client, _, err := c.client(ctx, d)
	return client, err
}
