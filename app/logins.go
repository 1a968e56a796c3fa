package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/connect"
)

func (c connecting) App(ctx context.Context, id core.ConnectionID) (oauth.App, string, error) {
	app, base, err := c.connections.AppFor(ctx, id)
	return app, base.String(), err
}

// Login begins a login and remembers what was entered for it, which is much to type and may take several attempts.
func (c connecting) Login(ctx context.Context, app oauth.App, base string) (connect.Login, error) {
	address, err := gong.ParseBaseURL(base)
	if err != nil {
		return nil, err
	}
	login, err := c.connections.Login(ctx, app, address)
	if err != nil {
		return nil, err
	}
	if err := c.connections.RememberApp(ctx, app, address); err != nil {
		c.log.Warn("the integration could not be remembered", "err", err)
	}
	return consent{login, c.program}, nil
}

// consent is a login whose connection is the program's once it is kept.
type consent struct {
	*auth.Login
	program *program
}

var _ connect.Login = consent{}

func (c consent) Save(ctx context.Context, target auth.Target, report auth.Report) error {
	saved, err := c.Login.Save(vault.Attended(ctx), target, report)
	if err != nil {
		return err
	}
	c.program.connected(saved.ID, report)
	return nil
}
