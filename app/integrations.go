package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/settings"
)

// integrations answers the cards in the settings.
type integrations struct{ *program }

var _ settings.Accounts = integrations{}

func (i integrations) Connections(ctx context.Context) ([]settings.Connection, error) {
	all, err := i.accounts()
	if err != nil {
		return nil, err
	}
	used, err := i.used(all)
	if err != nil {
		return nil, err
	}
	timeline, err := i.store.TimelineSettings()
	if err != nil {
		return nil, err
	}
	shown := make([]settings.Connection, 0, len(all))
	var keeper *vault.Status // asked once: it is the same for all
	for _, c := range all {
		one := settings.Connection{ID: c.ID, Name: c.Name, Datasets: used[c.ID], Sample: c.ID == core.SampleConnection, MeetingsOff: !timeline.Enabled}
		if one.Sample {
			shown = append(shown, one)
			continue
		}
		one.Account, one.Host, one.Kind, one.Workspaces = c.Account, host(c.BaseURL), c.Kind, c.Workspaces
		one.Since, one.Tested, one.Missing = c.Created, c.Tested, c.Denied
		if c.OAuth != nil {
			one.ClientID, one.Scopes, one.Over = c.OAuth.ClientID, c.OAuth.Scopes, c.OAuth.Over
		}
		if one.Trouble, one.TroubleSince, err = i.connections.Trouble(c.ID); err != nil {
			return nil, err
		}
		if keeper == nil {
			status := i.vault(ctx)
			keeper = &status
		}
		one.Vault = *keeper
		shown = append(shown, one)
	}
	return shown, nil
}

// vault tells whether the credentials can be opened. Once they were, no keychain is needed until the next start.
func (i integrations) vault(ctx context.Context) vault.Status {
	status := i.connections.Vault(ctx)
	switch status.State {
	case vault.Locked, vault.TimedOut, vault.Unavailable:
		if i.connections.Opened() {
			status.State, status.Err = vault.Found, nil
		}
	}
	return status
}

// used counts the datasets of each connection.
func (a *program) used(all []store.Connection) (map[core.ConnectionID]int, error) {
	datasets, err := a.store.Datasets()
	if err != nil {
		return nil, err
	}
	used := map[core.ConnectionID]int{}
	for _, d := range datasets {
		c, err := a.choose(all, d)
		if core.Is(err, core.Unauthorized) {
			continue
		}
		if err != nil {
			return nil, err
		}
		used[c.ID]++
	}
	return used, nil
}

func (i integrations) Rename(_ context.Context, id core.ConnectionID, name string) error {
	return i.connections.Rename(id, name)
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
	if id == core.SampleConnection {
		return i.useSample(false)
	}
	if err := i.connections.Disconnect(ctx, id); err != nil {
		return err
	}
	i.log.Info("disconnected")
	return nil
}
