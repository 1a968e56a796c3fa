package auth

import (
	"context"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// LearnRoles reads which permission profiles the account's users have and keeps that with the connection, so that imported users show their
// roles. It costs a request per workspace and per profile, too many for every import: roles hardly change, so they are read when a
// connection is made or tested again. Where they are not readable, what was known before stays.
func (c *Connections) LearnRoles(ctx context.Context, id core.ConnectionID) error {
	credential, base, err := c.Open(ctx, id)
	if err != nil {
		return err
	}
	client, err := gong.New(base, credential, c.network)
	if err != nil {
		return err
	}
	spaces, err := client.Workspaces(ctx)
	if err != nil {
		return err
	}
	roles := map[core.UserID][]string{}
	for _, w := range spaces {
		profiles, err := client.PermissionProfiles(ctx, core.WorkspaceID(w.ID))
		if err != nil {
			return err
		}
		for _, p := range profiles {
			users, err := client.PermissionProfileUsers(ctx, p.ID)
			if err != nil {
				return err
			}
			for _, u := range users {
				roles[core.UserID(u.ID)] = append(roles[core.UserID(u.ID)], string(p.Name))
			}
		}
	}
	_, err = c.store.UpdateConnection(id, func(connection *store.Connection) error {
		connection.Roles = roles
		return nil
	})
	return err
}
