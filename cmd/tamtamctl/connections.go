package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
)

// errUnconnected is the failure of whatever needs a connection when there is none.
func errUnconnected() error {
	return core.Errorf(core.Invalid, "connect", "no Gong connection found; connect first: tamtamctl connect --access-key KEY")
}

// named is the value of --connection; given tells whether it is there.
func (c *command) named() (name string, given bool, err error) {
	name, given = c.flags["connection"]
	if given && strings.TrimSpace(name) == "" {
		return name, given, usagef("--connection needs a name")
	}
	return name, given, nil
}

// chosen returns the connection that --connection names, or the only one there is; ok is false when there is none at all.
func (c *command) chosen() (one store.Connection, ok bool, err error) {
	name, given, err := c.named()
	if err != nil {
		return one, false, err
	}
	all, err := c.connections.List()
	switch {
	case err != nil || len(all) == 0:
		return one, false, err
	case given:
		one, err = c.store.ConnectionNamed(name)
		if core.Is(err, core.NotFound) {
			err = core.Errorf(core.Invalid, "find the connection", "there is no connection %q; there is %s", name, list(all, "and"))
		}
		return one, true, err
	case len(all) > 1:
		return one, true, usagef("there are %d connections: say --connection with %s", len(all), list(all, "or"))
	}
	return all[0], true, nil
}

// list names connections as a command line takes them.
func list(all []store.Connection, joined string) string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = quoted(one.Name)
	}
	return strings.Join(names, " "+joined+" ")
}

// through returns the connection that a dataset is imported through.
func (c *command) through(d store.Dataset) (store.Connection, error) {
	one, err := c.connections.For(d)
	switch {
	case errors.Is(err, auth.ErrNotConnected) && d.Connection == core.SampleConnection:
		return one, core.Errorf(core.Invalid, "connect", "this dataset is of the simulated account that is built into the window: refresh it there")
	case errors.Is(err, auth.ErrNotConnected):
		return one, errUnconnected()
	case errors.Is(err, auth.ErrAccountGone):
		former, known, err := c.store.Former(d.Connection)
		if err != nil {
			return one, err
		}
		if !known {
			return one, core.Errorf(core.Invalid, "connect", "it is not settled which account this dataset is imported from: choose it in the window, or make the dataset anew with --connection NAME")
		}
		return one, core.Errorf(core.Invalid, "connect", "the account of this dataset is not connected any more; connect it again: tamtamctl connect --connection %s --access-key KEY",
			quoted(former.Name))
	}
	return one, err
}

// account is what a dataset's connection is called; "" when it is gone.
func (c *command) account(all []store.Connection, d store.Dataset) (string, error) {
	one, err := c.connections.Choose(all, d)
	if core.Is(err, core.Unauthorized) {
		return "", nil
	}
	return one.Name, err
}

type accountAnswer struct {
	ID      core.ConnectionID `json:"id"`
	Name    string            `json:"name"`
	Account string            `json:"account"`
	Kind    string            `json:"kind"` // of store.Connection
	BaseURL string            `json:"baseURL"`
	State   string            `json:"state"` // "ok" or "needs attention"
	Reason  string            `json:"reason,omitempty"`
	Since   time.Time         `json:"since"`
	Tested  time.Time         `json:"tested"`
	// Scopes are the granted permissions of a login; none are known of a key.
	Scopes   []string `json:"scopes"`
	Datasets int      `json:"datasets"`
}

const (
	stateOK        = "ok"
	stateAttention = "needs attention"
)

func listConnections(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	all, err := c.connections.List()
	if err != nil {
		return 0, err
	}
	datasets, err := c.store.Datasets()
	if err != nil {
		return 0, err
	}
	used := map[core.ConnectionID]int{}
	for _, d := range datasets {
		if one, err := c.connections.Choose(all, d); err == nil {
			used[one.ID]++
		} else if !core.Is(err, core.Unauthorized) {
			return 0, err
		}
	}
	answers := []accountAnswer{}
	var b strings.Builder
	for _, one := range all {
		answer := accountAnswer{
			ID: one.ID, Name: one.Name, Account: one.Account, Kind: one.Kind, BaseURL: one.BaseURL, State: stateOK, Since: one.Created,
			Tested: one.Tested, Scopes: []string{}, Datasets: used[one.ID],
		}
		if one.OAuth != nil {
			answer.Scopes = append(answer.Scopes, one.OAuth.Scopes...)
		}
		kind, _, err := c.connections.Trouble(one.ID)
		if err != nil {
			return 0, err
		}
		if answer.Reason = attention(one, kind); answer.Reason != "" {
			answer.State = stateAttention
		}
		answers = append(answers, answer)
		fmt.Fprintf(&b, "%q  %s at %s, %s, %d datasets, %s\n", one.Name, one.Account, one.BaseURL, one.Kind, answer.Datasets,
			strings.TrimSuffix(answer.State+": "+answer.Reason, ": "))
	}
	if len(all) == 0 {
		b.WriteString("There is no connection yet. Make one with: tamtamctl connect --access-key KEY\n")
	}
	return exitDone, c.answer(answers, b.String())
}

// attention is why a connection does not work, as far as its last use has shown; "" when it did.
func attention(one store.Connection, kind core.Kind) string {
	switch {
	case one.OAuth != nil && one.OAuth.Over:
		return "Gong has ended this login; connect it again"
	case kind == core.Unauthorized:
		return "Gong does not accept the credentials any more; connect it again"
	case kind == core.Foreign:
		return "Gong redirects to a host that is not Gong's; connect it again with the right --base-url"
	}
	return ""
}
