package auth

import (
	"context"
	"net/http"
	"sync"
	"time"

	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/core/store"
)

// Login is one attempt to connect through the browser: wait for the consent, test what it gives, save it.
//
//	login, err := c.Login(ctx, app, base)
//	defer login.Close()
//	...                               // the person allows the access at login.Address()
//	err = login.Wait(ctx)
//	report, err := login.Test(ctx, nil)
//	connection, err := login.Save(ctx, auth.Target{}, report)
type Login struct {
	*oauth.Login
	connections *Connections
	app         oauth.App
	base        gong.BaseURL

	mu     sync.Mutex
	tokens oauth.Tokens
	until  time.Time // when the access token ends; zero when Gong did not say
}

// Login begins an attempt for accounts at base. The app's Server is found from it; see oauth.Begin for its errors.
func (c *Connections) Login(ctx context.Context, app oauth.App, base gong.BaseURL) (*Login, error) {
	app.Server = oauth.ServerOf(base)
	attempt, err := oauth.Begin(ctx, app, oauth.Options{Transport: c.network.Transport, Clock: c.clock})
	if err != nil {
		return nil, err
	}
	return &Login{Login: attempt, connections: c, app: app, base: base}, nil
}

// Wait waits for the consent and takes the tokens; see oauth.Login.Wait for its errors. Save must follow soon: until then they are in memory
// only.
func (l *Login) Wait(ctx context.Context) error {
	tokens, err := l.Login.Wait(ctx)
	if err != nil {
		return err
	}
	if tokens.Base != (gong.BaseURL{}) {
		l.base = tokens.Base
	}
	l.take(tokens)
	return nil
}

// take takes tokens. What a renewal does not say again stays.
func (l *Login) take(tokens oauth.Tokens) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(tokens.Scopes) == 0 {
		tokens.Scopes = l.tokens.Scopes
	}
	l.tokens, l.until = tokens, l.connections.expiry(tokens)
}

// Scopes are the permissions that Gong has granted, when it said so.
func (l *Login) Scopes() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tokens.Scopes
}

// Test finds out what the login may read, as Connections.Test does for a key.
func (l *Login) Test(ctx context.Context, watch func(Grant)) (Report, error) {
	return l.connections.test(ctx, l.base, trying{l}, watch)
}

// Save seals the login and keeps it with what a test found, as Connections.Save does with a key.
func (l *Login) Save(ctx context.Context, to Target, report Report) (store.Connection, error) {
	l.mu.Lock()
	tokens, until := l.tokens, l.until
	l.mu.Unlock()
	secrets := sealedLogin{
		ClientSecret: l.app.Secret.Reveal(), Access: tokens.Access.Reveal(), Refresh: tokens.Refresh.Reveal(),
	}
	return l.connections.keep(ctx, to, report, secrets, func(connection *store.Connection) {
		connection.Kind = KindOAuth
		connection.OAuth = &store.OAuth{
			ClientID: l.app.ClientID, Redirect: l.Redirect().String(), Authorize: l.app.Server.Authorize, Token: l.app.Server.Token,
		}
		describeTokens(connection, tokens, until)
	})
}

// trying is the credential of a login that is not kept yet. A test may outlast a short token, so it is renewed, too; nothing is lost with it
// but this attempt.
type trying struct{ login *Login }

var _ gong.Renewer = trying{}

func (t trying) Authorize(ctx context.Context, r *http.Request) error {
	l := t.login
	l.mu.Lock()
	access, ended := l.tokens.Access, !l.until.IsZero() && !l.connections.clock.Now().Before(l.until)
	l.mu.Unlock()
	if ended {
		if err := t.Renew(ctx, bearer(access)); err != nil {
			return err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	r.Header.Set("Authorization", bearer(l.tokens.Access))
	return nil
}

// Renew is called by one request at a time, since a test sends one after the other.
func (t trying) Renew(ctx context.Context, _ string) error {
	l := t.login
	l.mu.Lock()
	refresh := l.tokens.Refresh
	l.mu.Unlock()
	tokens, err := l.app.Refresh(ctx, l.connections.network.Transport, refresh)
	if err == nil {
		l.take(tokens)
	}
	return err
}

func (t trying) Accepted(string) {}
