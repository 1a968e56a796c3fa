package oauth

import (
	"net/url"
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
)

// App is the integration that a company has registered with Gong: Admin center > Settings > Ecosystem > API > Integrations.
type App struct {
	ClientID string
	Secret   core.Secret
	// Redirect is the registered address that Gong sends the browser back to, spelled exactly as it was registered. One of DefaultRedirects
	// stands for all of them: the first one whose port is free is used.
	Redirect string
	Server   Server
}

// Server is where consent and tokens are asked for.
type Server struct{ Authorize, Token string }

// Gong is Gong's own server. Its token address takes both grants (help.gong.io/docs/create-an-app-for-gong).
var Gong = Server{ //nolint:gosec // G101: these are addresses
	Authorize: "https://app.gong.io/oauth2/authorize",
	Token:     "https://app.gong.io/oauth2/generate-customer-token",
}

// ServerOf is the server of accounts at an API address: a simulated account on this machine answers for itself, all others are Gong's.
func ServerOf(base gong.BaseURL) Server {
	if !base.Loopback() {
		return Gong
	}
	return Server{Authorize: base.String() + "/oauth2/authorize", Token: base.String() + "/oauth2/generate-customer-token"}
}

// origin is the server's scheme and host, which is also the issuer's name (RFC 9207).
func (s Server) origin() string { return strings.TrimSuffix(s.Authorize, "/oauth2/authorize") }

// base reads the API address that came with tokens; a path in it is dropped, since the requests bring their own. One on this machine is believed
// only of a server on this machine.
func (s Server) base(text string) (gong.BaseURL, error) {
	if u, err := url.Parse(strings.TrimSpace(text)); err == nil {
		u.Path, u.RawPath = "", ""
		text = u.String()
	}
	base, err := gong.ParseBaseURL(text)
	if err != nil {
		return gong.BaseURL{}, err
	}
	own, err := gong.ParseBaseURL(s.origin())
	if local := err == nil && own.Loopback(); base.Loopback() && !local {
		return gong.BaseURL{}, core.Errorf(core.Foreign, "read base URL", "the account's address is on this computer, not Gong's")
	}
	return base, nil
}

// check says what is missing in what a person entered.
func (a App) check() error {
	const op = "connect"
	switch {
	case a.ClientID == "":
		return core.Errorf(core.Invalid, op, "the client id is empty")
	case a.Secret.IsZero():
		return core.Errorf(core.Invalid, op, "the client secret is empty")
	}
	return nil
}
