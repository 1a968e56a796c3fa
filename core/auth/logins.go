package auth

import (
	"context"
	"net/http"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/core/store"
)

// sealedLogin is what the vault seals of a login.
type sealedLogin struct {
	ClientSecret string `json:"clientSecret"`
	Access       string `json:"access"`
	Refresh      string `json:"refresh"`
}

// logins are the logins in use, one for each connection, whoever asks: that is what makes a renewal happen once.
type logins struct {
	connections *Connections

	mu   sync.Mutex
	used map[core.ConnectionID]*login
}

func newLogins(c *Connections) *logins {
	return &logins{connections: c, used: map[core.ConnectionID]*login{}}
}

func (l *logins) of(id core.ConnectionID) *login {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.used[id] == nil {
		l.used[id] = &login{id: id, logins: l}
	}
	return l.used[id]
}

// forget drops what is in memory of a connection that was given another credential or removed. Who uses it goes on with what the database
// has now.
func (l *logins) forget(id core.ConnectionID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if used := l.used[id]; used != nil {
		used.mu.Lock()
		used.held = nil
		used.mu.Unlock()
	}
}

// Close waits for renewals that are under way, so that what Gong has given is kept; what the disk had no room for is tried once more. It ends
// within their own bounds, or when ctx does.
func (c *Connections) Close(ctx context.Context) {
	for _, f := range c.logins.flights(ctx) {
		select {
		case <-f.done:
		case <-ctx.Done():
			return
		}
	}
}

func (l *logins) flights(ctx context.Context) (all []*flight) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range l.used {
		one.mu.Lock()
		if one.flight == nil && one.held != nil && one.held.unsaved != nil {
			one.begin(ctx, "")
		}
		if one.flight != nil {
			all = append(all, one.flight)
		}
		one.mu.Unlock()
	}
	return all
}

// login is the credential of one connection. It renews itself shortly before its token ends and when Gong refuses it: one renewal at a time
// for all who ask. A pair that Gong gave is kept in the database before it is used, since the old one is void by then.
type login struct {
	id     core.ConnectionID
	logins *logins

	mu     sync.Mutex
	held   *pair
	flight *flight
	again  time.Time // when to try anew after a renewal that failed; what is held serves until then, if it can
}

var _ gong.Renewer = (*login)(nil)

// pair is what a login has in memory.
type pair struct {
	access, refresh core.Secret
	expires         time.Time
	lifetime        time.Duration
	over            bool   // the refresh token is spent
	young           bool   // its access token has not been accepted yet
	unsaved         *given // the disk was full: it is to be kept before it is used
}

// given is a pair that Gong gave in exchange for the one that is sealed in from.
type given struct {
	tokens oauth.Tokens
	from   []byte
}

// flight is a renewal under way.
type flight struct {
	done chan struct{}
	err  error // readable when done is closed
}

// ahead is how long before its end a token is renewed: a tenth of its life, five minutes at most.
func ahead(lifetime time.Duration) time.Duration { return min(5*time.Minute, lifetime/10) }

// fresh tells that the token needs no renewal yet.
func (p *pair) fresh(now time.Time) bool {
	return p.unsaved == nil && (p.expires.IsZero() || now.Before(p.expires.Add(-ahead(p.lifetime))))
}

// alive tells that the token may still be used.
func (p *pair) alive(now time.Time) bool {
	return p.unsaved == nil && (p.expires.IsZero() || now.Before(p.expires))
}

// open reads the login once, so that a locked vault is known before anything is sent.
func (l *login) open(ctx context.Context) error {
	l.mu.Lock()
	held := l.held
	l.mu.Unlock()
	if held != nil {
		return nil
	}
	_, read, _, err := l.read(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = read
	}
	return nil
}

// read opens what the database has.
func (l *login) read(ctx context.Context) (store.Connection, *pair, sealedLogin, error) {
	c := l.logins.connections
	connection, err := c.store.Connection(l.id)
	if err != nil {
		return connection, nil, sealedLogin{}, err
	}
	if connection.Kind != KindOAuth || connection.OAuth == nil {
		return connection, nil, sealedLogin{}, core.Errorf(core.NotFound, "open the credentials", "this connection has no login")
	}
	var secrets sealedLogin
	if err := c.unseal(ctx, connection, &secrets); err != nil {
		return connection, nil, secrets, err
	}
	o := connection.OAuth
	return connection, &pair{
		access: core.NewSecret(secrets.Access), refresh: core.NewSecret(secrets.Refresh),
		expires: o.Expires, lifetime: time.Duration(o.Lifetime) * time.Second, over: o.Over,
	}, secrets, nil
}

// Authorize puts the token on the request, renewed when it is about to end.
func (l *login) Authorize(ctx context.Context, r *http.Request) error {
	access, err := l.token(ctx, "")
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", bearer(access))
	return nil
}

func bearer(access core.Secret) string { return "Bearer " + access.Reveal() }

// Renew gets another token in place of the one that Gong refused.
func (l *login) Renew(ctx context.Context, refused string) error {
	_, err := l.token(ctx, refused)
	return err
}

// token returns a token that is good for now, as far as can be known, and not the refused one.
func (l *login) token(ctx context.Context, refused string) (core.Secret, error) {
	for asked := false; ; asked = true {
		access, waiting, err := l.now(ctx, refused, asked)
		if waiting == nil {
			return access, err
		}
		select {
		case <-waiting.done:
		case <-ctx.Done():
			return core.Secret{}, core.E(core.Canceled, opRenew, ctx.Err())
		}
		if waiting.err != nil {
			if access, ok := l.stillGood(refused); ok {
				return access, nil
			}
			return core.Secret{}, waiting.err
		}
	}
}

const opRenew = "renew the login"

// now returns the token that is held, or a renewal to wait for. Who has waited for one already takes what it brought.
func (l *login) now(ctx context.Context, refused string, asked bool) (core.Secret, *flight, error) {
	now := l.logins.connections.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	switch p := l.held; {
	case l.flight != nil:
		return core.Secret{}, l.flight, nil
	case p == nil:
	case bearer(p.access) == refused && p.young && !p.over:
		// Gong refuses what it has just given: another one would fare no better.
		return core.Secret{}, nil, core.E(core.Unauthorized, opRenew, errRefused)
	case bearer(p.access) == refused && p.over, p.over && !p.alive(now):
		return core.Secret{}, nil, core.E(core.Unauthorized, opRenew, oauth.ErrSpent)
	case bearer(p.access) != refused && (p.fresh(now) || p.over || asked && p.unsaved == nil || p.alive(now) && now.Before(l.again)):
		return p.access, nil, nil
	}
	return core.Secret{}, l.begin(ctx, refused), nil
}

// stillGood is the token that is held, where it has some time left although it could not be renewed.
func (l *login) stillGood(refused string) (core.Secret, bool) {
	now := l.logins.connections.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if p := l.held; p != nil && bearer(p.access) != refused && p.alive(now) {
		return p.access, true
	}
	return core.Secret{}, false
}

// begin starts a renewal. It goes on when the request that needed it is cancelled: Gong may have answered by then, and what it gave must be
// kept. The caller has the lock.
func (l *login) begin(ctx context.Context, refused string) *flight {
	f := &flight{done: make(chan struct{})}
	l.flight = f
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renewalTime)
	go func() {
		defer cancel()
		p, err := l.renew(ctx, refused)
		l.mu.Lock()
		defer l.mu.Unlock()
		if p != nil {
			l.held = p
		}
		if f.err, l.flight = err, nil; err != nil {
			l.again = l.logins.connections.clock.Now().Add(renewalPause)
		}
		close(f.done)
	}()
	return f
}

// Accepted notes that Gong has taken the token.
func (l *login) Accepted(used string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != nil && l.held.young && bearer(l.held.access) == used {
		l.held.young = false
	}
}
