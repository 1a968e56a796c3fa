package oauth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"tamtam/core"
)

// Patience is how long a login waits for the person by default.
const Patience = 5 * time.Minute

// Causes of a login that ended without tokens.
var (
	// ErrNoAnswer is a login that waited as long as Patience; it comes with core.Canceled.
	ErrNoAnswer = errors.New("no answer came from the browser in time")
	// ErrDeclined is a person's or Gong's refusal of the consent (RFC 6749, section 4.1.2.1); it comes with core.Denied.
	ErrDeclined = errors.New("the access was not allowed in Gong")
	// ErrPort is a registered port that another program uses; it comes with core.Unavailable.
	ErrPort = errors.New("another program uses the port")
	// ErrBareCode is a pasted text that could be a code, without the state that proves that it answers this login; it comes with core.Invalid.
	ErrBareCode = errors.New("this is only a code, not the whole address")
)

// Options are what a login needs beside the app; the zero value is good but for Transport.
type Options struct {
	// Transport reaches the token address; the caller owns it.
	Transport http.RoundTripper
	// Clock tells the time; the machine's when nil.
	Clock core.Clock
	// Patience is how long the login waits; Patience when 0.
	Patience time.Duration
}

// Login is one attempt to get a person's consent. Begin makes it; Close must be called. Its methods may be used from several goroutines.
type Login struct {
	app       App
	options   Options
	redirect  Redirect
	state     string
	verifier  string
	until     time.Time
	door      *door // nil when nothing listens
	listening error

	mu       sync.Mutex
	tickets  map[string]bool // of local addresses that were not opened yet
	narrow   bool            // asked again without scopes
	answered bool
	answer   chan answer // of one
}

// answer is what came back for this login.
type answer struct {
	code string
	err  error
}

// Begin starts a login: it listens at the redirect address, when that is of this machine, and opens nothing. A port that is taken is no
// error: Listening tells, and Paste works. Errors are core.Invalid, for what a person entered.
func Begin(ctx context.Context, app App, o Options) (*Login, error) {
	if err := app.check(); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Patience == 0 {
		o.Patience = Patience
	}
	redirect, err := ParseRedirect(app.Redirect)
	if err != nil {
		return nil, err
	}
	l := &Login{
		app: app, options: o, redirect: redirect, state: nonce(), verifier: oauth2.GenerateVerifier(), tickets: map[string]bool{},
		until: o.Clock.Now().Add(o.Patience), answer: make(chan answer, 1),
	}
	l.listen(ctx)
	return l, nil
}

// listen opens the door, if the address is of this machine.
func (l *Login) listen(ctx context.Context) {
	if !l.redirect.Loopback() {
		l.listening = core.Errorf(core.Unavailable, "listen", "the registered address is not of this computer")
		return
	}
	l.listenAt(ctx, l.redirect.candidates())
}

// listenAt opens the door at the first address whose port is free.
func (l *Login) listenAt(ctx context.Context, candidates []Redirect) {
	wanted := l.redirect
	for _, l.redirect = range candidates {
		if l.door, l.listening = openDoor(ctx, l.redirect, l); l.listening == nil {
			return
		}
	}
	l.redirect = wanted
}

// nonce is 32 random bytes in letters and digits of base64url (RFC 6749, section 10.10).
func nonce() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails (crypto/rand, Go 1.24)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Address is Gong's page that asks for consent, with all that it needs to know. It bears the login's state: show it to the person only.
func (l *Login) Address() string {
	l.mu.Lock()
	narrow := l.narrow
	l.mu.Unlock()
	return l.address(narrow)
}

func (l *Login) address(narrow bool) string {
	c := l.app.config(l.redirect.String())
	if !narrow {
		c.Scopes = Scopes()
	}
	return c.AuthCodeURL(l.state, oauth2.S256ChallengeOption(l.verifier))
}

// Local is a short address of this machine that leads to Address once: for the browser's command line, which others can read. Each call
// returns another one. It is "" when nothing listens.
func (l *Login) Local() string {
	if l.door == nil {
		return ""
	}
	u := url.URL{Scheme: "http", Host: l.redirect.url.Host, Path: localPath, RawQuery: url.Values{ticketName: {l.ticket()}}.Encode()}
	return u.String()
}

// ticket admits once.
func (l *Login) ticket() string {
	t := nonce()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tickets[t] = true
	return t
}

// admits takes a ticket. known tells that it was one of this login's, first that nobody had come with it before.
func (l *Login) admits(ticket string) (known, first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first, known = l.tickets[ticket]
	if known {
		l.tickets[ticket] = false
	}
	return known, first
}

// Redirect is the registered address that this login uses.
func (l *Login) Redirect() Redirect { return l.redirect }

// Listening is nil when the browser's answer comes in by itself; else it says why not: core.Unavailable, with ErrPort when another program
// has the port.
func (l *Login) Listening() error { return l.listening }

// Until is when the login gives up.
func (l *Login) Until() time.Time { return l.until }

// Wait waits for the answer and exchanges its code. Errors: core.Canceled when ctx ended, or with ErrNoAnswer; core.Denied with ErrDeclined;
// core.Unauthorized with ErrClient or ErrSpent; the network's kinds; core.Foreign for an account's address that is not Gong's.
func (l *Login) Wait(ctx context.Context) (Tokens, error) {
	const op = "log in"
	late, stop := context.WithCancel(ctx)
	defer stop()
	timeout := make(chan struct{})
	go func() {
		defer close(timeout)
		_ = l.options.Clock.Sleep(late, l.until.Sub(l.options.Clock.Now())) // ended early or not, who waits looks at ctx
	}()
	defer func() { stop(); <-timeout }()
	select {
	case a := <-l.answer:
		return l.spend(ctx, a)
	case <-ctx.Done():
	case <-timeout:
		select {
		case a := <-l.answer: // in the last moment
			return l.spend(ctx, a)
		default:
		}
	}
	if ctx.Err() != nil {
		return Tokens{}, core.E(core.Canceled, op, ctx.Err())
	}
	return Tokens{}, core.E(core.Canceled, op, ErrNoAnswer)
}

func (l *Login) spend(ctx context.Context, a answer) (Tokens, error) {
	if a.err != nil {
		return Tokens{}, a.err
	}
	return l.app.exchange(ctx, l.options.Transport, l.redirect.String(), a.code, l.verifier)
}

// Close ends the login. A browser that is just being answered gets its page.
func (l *Login) Close() {
	if l.door != nil {
		l.door.close()
	}
}

// take judges what came back. next is where the browser goes, "" when this is not for the login, which then waits on; deliver hands the answer
// to who waits.
func (l *Login) take(q url.Values) (next string, deliver func()) {
	if !same(q.Get("state"), l.state) || len(q["state"]) != 1 || len(q["code"]) > 1 {
		return "", nil
	}
	if issuer := q.Get("iss"); issuer != "" && strings.TrimSuffix(issuer, "/") != l.app.Server.origin() { // RFC 9207, section 2.4
		return "", nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	code, refused := q.Get("code"), q.Get("error")
	switch {
	case code == "" && refused == "":
		return "", nil
	case l.answered: // a reload of the page
		return donePath, func() {}
	case refused == "invalid_scope" && !l.narrow:
		l.narrow = true // the integration has fewer permissions than we know: what it has is granted when none are named
		return l.address(true), func() {}
	case refused != "":
		cause := ErrDeclined
		if codeText.MatchString(refused) && refused != "access_denied" {
			cause = fmt.Errorf("%w: Gong answers %q", ErrDeclined, refused)
		}
		return deniedPath, l.give(answer{err: core.E(core.Denied, "log in", cause)})
	}
	return donePath, l.give(answer{code: code})
}

// give makes this the answer; what it returns delivers it. The caller has the lock.
func (l *Login) give(a answer) (deliver func()) {
	l.answered = true
	return func() { l.answer <- a }
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
