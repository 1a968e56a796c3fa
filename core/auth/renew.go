package auth

import (
	"bytes"
	"context"
	"errors"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/core/store"
)

var (
	errRefused  = errors.New("the token that Gong has just given is refused")
	errReplaced = errors.New("the connection was given another credential")
)

const (
	// renewalTime bounds a renewal with its repetitions.
	renewalTime = 2 * time.Minute
	// renewalPause is how long a token that has some time left is used before a renewal that failed is tried again.
	renewalPause = 30 * time.Second
	// attempts is how often a renewal is tried when Gong's answer is lost, or Gong is busy.
	attempts = 3
)

// renew brings a good pair: the one that the database has, when it is another than the refused one, or a new one of Gong's, kept. With an
// error it returns what is known of the old pair, or nil when that is as it was.
func (l *login) renew(ctx context.Context, refused string) (*pair, error) {
	c := l.logins.connections
	if unsaved := l.unsaved(); unsaved != nil {
		return l.keep(ctx, unsaved) // Gong gave it, and the disk was full
	}
	connection, p, secrets, err := l.read(ctx)
	switch {
	case err != nil:
		return nil, err
	case p.over:
		return p, core.E(core.Unauthorized, opRenew, oauth.ErrSpent)
	case bearer(p.access) != refused && p.fresh(c.clock.Now()):
		return p, nil
	}
	o := connection.OAuth
	app := oauth.App{
		ClientID: o.ClientID, Secret: core.NewSecret(secrets.ClientSecret), Redirect: o.Redirect,
		Server: oauth.Server{Authorize: o.Authorize, Token: o.Token},
	}
	tokens, err := l.refresh(ctx, app, p.refresh)
	if errors.Is(err, oauth.ErrSpent) {
		return l.lost(ctx, p, connection.Sealed, err)
	}
	if err != nil {
		return nil, err
	}
	return l.keep(ctx, &given{tokens, connection.Sealed})
}

// refresh asks Gong. After an answer that was lost, the same token is tried again: if Gong had carried out the request it is spent, and then
// nothing is left to try. Gong says itself how long it is busy.
func (l *login) refresh(ctx context.Context, app oauth.App, token core.Secret) (tokens oauth.Tokens, err error) {
	c := l.logins.connections
	for attempt := range attempts {
		if attempt > 0 {
			wait := time.Second << attempt
			if busy, ok := errors.AsType[*oauth.BusyError](err); ok {
				wait = max(wait, busy.After)
			}
			if c.clock.Sleep(ctx, wait) != nil {
				return oauth.Tokens{}, err
			}
		}
		tokens, err = app.Refresh(ctx, c.network.Transport, token)
		if !core.Is(err, core.Busy) && !errors.Is(err, oauth.ErrUncertain) {
			return tokens, err
		}
	}
	return tokens, err
}

// keep seals a pair that Gong gave and writes it to the database; only then is it good for use. A pair that could not be written is held, to
// be written the next time. Where the connection was given another credential meanwhile, that one is used.
func (l *login) keep(ctx context.Context, g *given) (*pair, error) {
	c := l.logins.connections
	expires := c.expiry(g.tokens)
	p := &pair{access: g.tokens.Access, refresh: g.tokens.Refresh, expires: expires, lifetime: g.tokens.Lifetime, young: true}
	_, _, secrets, err := l.read(ctx)
	if err == nil {
		secrets.Access, secrets.Refresh = g.tokens.Access.Reveal(), g.tokens.Refresh.Reveal()
		var sealed []byte
		if sealed, err = c.seal(ctx, l.id, secrets); err == nil {
			err = l.update(g.from, func(connection *store.Connection) {
				connection.Sealed = sealed
				describeTokens(connection, g.tokens, expires)
			})
		}
	}
	switch {
	case err == nil:
		return p, nil
	case errors.Is(err, errReplaced), core.Is(err, core.NotFound):
		_, p, _, err = l.read(ctx)
		return p, err
	}
	p.unsaved = g
	return p, err
}

// update changes the connection while its credential is the one that is sealed in from.
func (l *login) update(from []byte, change func(*store.Connection)) error {
	_, err := l.logins.connections.store.UpdateConnection(l.id, func(connection *store.Connection) error {
		if connection.OAuth == nil || !bytes.Equal(connection.Sealed, from) {
			return core.E(core.Unauthorized, opRenew, errReplaced)
		}
		change(connection)
		return nil
	})
	return err
}

// lost remembers that Gong has ended the login, so that nobody asks again. The access token may have some time left.
func (l *login) lost(ctx context.Context, p *pair, from []byte, cause error) (*pair, error) {
	err := l.update(from, func(connection *store.Connection) { connection.OAuth.Over = true })
	switch {
	case errors.Is(err, errReplaced), core.Is(err, core.NotFound):
		_, p, _, err = l.read(ctx)
		return p, err
	case err == nil:
		err = l.logins.connections.Note(l.id, cause)
	}
	p.over = true
	if err != nil {
		return p, err
	}
	return p, cause
}

func (l *login) unsaved() *given {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		return nil
	}
	return l.held.unsaved
}

// expiry is when an access token that was just given ends; zero when Gong did not say.
func (c *Connections) expiry(t oauth.Tokens) time.Time {
	if t.Lifetime == 0 {
		return time.Time{}
	}
	return c.clock.Now().Add(t.Lifetime).UTC()
}

// describeTokens puts what is no secret of new tokens into the connection.
func describeTokens(connection *store.Connection, t oauth.Tokens, expires time.Time) {
	o := connection.OAuth
	o.Expires, o.Lifetime, o.Over = expires, int64(t.Lifetime/time.Second), false
	if len(t.Scopes) > 0 {
		o.Scopes = t.Scopes
	}
	if t.Base != (gong.BaseURL{}) {
		connection.BaseURL = t.Base.String()
	}
}
