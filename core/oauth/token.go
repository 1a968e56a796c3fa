package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"tamtam/core"
	"tamtam/core/gong"
)

// Tokens are what a server gave.
type Tokens struct {
	Access  core.Secret
	Refresh core.Secret
	// Lifetime is how long the access token is good from when it was given; 0 when the server did not say.
	Lifetime time.Duration
	// Scopes are the granted permissions, sorted as they came; none when the server did not say.
	Scopes []string
	// Base is the account's own API address; the zero BaseURL when the server did not say one that is Gong's.
	Base gong.BaseURL
}

// Causes that callers tell apart within core.Unauthorized and core.Offline.
var (
	// ErrSpent is a refresh token that is spent, expired or revoked (RFC 6749, section 5.2: invalid_grant). Nothing but a new login helps.
	ErrSpent = errors.New("this login was ended by Gong: it was revoked, has expired, or its renewal was lost")
	// ErrClient is a client id or secret that the server does not know (RFC 6749, section 5.2: invalid_client).
	ErrClient = errors.New("this client id is not known to Gong, or the client secret is another")
	// ErrUncertain is an answer that was lost after the request may have been carried out: the code or token may be spent.
	ErrUncertain = errors.New("the answer was lost on the way")
)

// BusyError is the cause of core.Busy: Gong takes no requests for now.
type BusyError struct {
	// After is how long Gong asks to wait, a minute at most; 0 when it does not say.
	After time.Duration
}

func (e *BusyError) Error() string { return "Gong takes no requests for now (status 429)" }

// requestTime is how long a token request may take.
const requestTime = 30 * time.Second

// config is the library's form of the app. The style is set because the library would otherwise try both, and so send the one-time code
// twice and the secret in the body.
func (a App) config(redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: a.ClientID, ClientSecret: a.Secret.Reveal(), RedirectURL: redirect,
		Endpoint: oauth2.Endpoint{AuthURL: a.Server.Authorize, TokenURL: a.Server.Token, AuthStyle: oauth2.AuthStyleInHeader},
	}
}

// through lets the library's requests go through the transport, in bounds and to no other address.
func through(ctx context.Context, transport http.RoundTripper) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, &http.Client{
		Transport: transport, Timeout: requestTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
}

// exchange spends a code.
func (a App) exchange(ctx context.Context, transport http.RoundTripper, redirect, code, verifier string) (Tokens, error) {
	token, err := a.config(redirect).Exchange(through(ctx, transport), code, oauth2.VerifierOption(verifier))
	if err != nil {
		return Tokens{}, failure("exchange the code", err)
	}
	t := tokens(token)
	if t.Base, err = a.base(token); err != nil {
		return Tokens{}, err
	}
	if t.Refresh.IsZero() {
		return Tokens{}, core.Errorf(core.Broken, "read the tokens", "no refresh token came with the access token")
	}
	return t, nil
}

// Refresh spends a refresh token and returns the new pair, which replaces it: Gong voids the old refresh token as it answers. A server that
// gives no new one leaves the old one good, and it is returned; one that names an address that is not Gong's has its tokens returned without
// it. Errors: core.Unauthorized with ErrSpent or ErrClient; with ErrUncertain when
// the token may be spent and the answer lost; core.Offline, core.Busy with a BusyError, and core.Broken when it is not spent.
func (a App) Refresh(ctx context.Context, transport http.RoundTripper, refresh core.Secret) (Tokens, error) {
	token, err := a.config("").TokenSource(through(ctx, transport), &oauth2.Token{RefreshToken: refresh.Reveal()}).Token()
	if err != nil {
		return Tokens{}, failure("renew the login", err)
	}
	t := tokens(token)
	t.Base, _ = a.base(token) // the pair is good, and all there is: it goes on to the address that was checked before
	return t, nil
}

// base is the account's address that came with a token, the zero BaseURL when none did.
func (a App) base(token *oauth2.Token) (gong.BaseURL, error) {
	base, ok := token.Extra("api_base_url_for_customer").(string)
	if !ok || base == "" {
		return gong.BaseURL{}, nil
	}
	return a.Server.base(base)
}

func tokens(token *oauth2.Token) Tokens {
	t := Tokens{
		Access: core.NewSecret(token.AccessToken), Refresh: core.NewSecret(token.RefreshToken),
		Lifetime: time.Duration(max(0, token.ExpiresIn)) * time.Second,
	}
	if scope, ok := token.Extra("scope").(string); ok {
		t.Scopes = strings.FieldsFunc(scope, func(r rune) bool { return r == ' ' || r == ',' }) // RFC 6749, section 3.3, and those who use commas
	}
	return t
}

// spentText is how some of Gong's answers say what RFC 6749 calls invalid_grant (nango.dev/blog/gong-oauth-refresh-token-invalid-grant).
var spentText = regexp.MustCompile(`(?i)refresh token.*(invalid|expired|revoked)|expired or revoked`)

// codeText is the form of error codes (RFC 6749, section 5.2); anything else is not shown.
var codeText = regexp.MustCompile(`^[a-z_]{1,40}$`)

// failure gives the library's errors their kind. Their own texts hold whole bodies and addresses.
func failure(op string, err error) error {
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		return unanswered(op, err)
	}
	code, status := refused.ErrorCode, refused.Response.StatusCode
	if !codeText.MatchString(code) {
		code = ""
	}
	switch {
	case code == "invalid_client", code == "unauthorized_client", status == http.StatusUnauthorized:
		return core.E(core.Unauthorized, op, ErrClient)
	case code == "invalid_grant", status == http.StatusBadRequest && spentText.Match(refused.Body):
		return core.E(core.Unauthorized, op, ErrSpent)
	case status == http.StatusTooManyRequests:
		return core.E(core.Busy, op, &BusyError{After: gong.RetryAfter(refused.Response, core.SystemClock{}.Now())})
	case status >= http.StatusInternalServerError:
		return core.E(core.Offline, op, fmt.Errorf("%w (status %d)", ErrUncertain, status))
	case code != "":
		return core.Errorf(core.Invalid, op, "Gong answers %q", code)
	}
	return core.Errorf(core.Broken, op, "status %d", status)
}

// unanswered is the failure of a request that got no answer of Gong's. Where a connection came about, Gong may have carried it out.
func unanswered(op string, err error) error {
	e := gong.NetworkError(op, err)
	if strings.Contains(err.Error(), "cannot parse") { // the library's words for an answer that is no JSON
		portal := &core.Obstacle{What: core.Portal}
		e = core.E(portal.Kind(), op, portal)
	}
	obstacle, ok := errors.AsType[*core.Obstacle](e)
	if !ok || obstacle.What != core.NoAnswer && obstacle.What != core.Lost && obstacle.What != core.Portal {
		return e
	}
	return core.E(core.KindOf(e), op, errors.Join(ErrUncertain, obstacle))
}
