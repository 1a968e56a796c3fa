package gongsim

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// The grants that the token endpoint knows, as they are called there.
const (
	codeGrant    = "authorization_code"
	refreshGrant = "refresh_token"
)

// oauthError is an error of the token endpoint (RFC 6749, 5.2).
type oauthError struct {
	status    int
	Code      string `json:"error"`
	Says      string `json:"error_description,omitempty"`
	isExposed bool   // the client secret stood where it must not
}

func refuse(code, says string) *oauthError {
	e := &oauthError{status: http.StatusBadRequest, Code: code, Says: says}
	if code == "invalid_client" {
		e.status = http.StatusUnauthorized
	}
	return e
}

func invalidRequest(says string) *oauthError { return refuse("invalid_request", says) }

// revokedGrant is Gong's answer to a refresh token that is spent, unknown or revoked.
func revokedGrant() *oauthError {
	return refuse("invalid_grant", "Token has been expired or revoked.")
}

func invalidCode() *oauthError {
	return refuse("invalid_grant", "The authorization code is invalid or has expired.")
}

// tokens is a good answer of the token endpoint.
type tokens struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	TokenType    string `json:"token_type"`
	ExpiresIn    int    `json:"expires_in"` // seconds
	Scope        string `json:"scope"`
	Base         string `json:"api_base_url_for_customer"`
}

// exchange is the token endpoint.
func (s *Sim) exchange(a *asked) (reply, TokenRequest) {
	values, e := tokenParameters(a)
	asked := TokenRequest{Grant: knownGrant(values)}
	var t *tokens
	if e == nil {
		t, e = s.grantTokens(a, values)
	}
	if e == nil {
		asked.Outcome = Granted
		return tokenReply(http.StatusOK, t), asked
	}
	asked.Outcome = e.Code
	if e.isExposed {
		asked.Outcome = SecretExposed
	}
	return e.reply(), asked
}

// knownGrant is the grant type that is asked for, or "" when it is none that the endpoint knows.
func knownGrant(values url.Values) string {
	if g := values.Get("grant_type"); g == codeGrant || g == refreshGrant {
		return g
	}
	return ""
}

func (e *oauthError) reply() reply {
	r := tokenReply(e.status, e)
	switch e.status {
	case http.StatusUnauthorized:
		r.header.Set("WWW-Authenticate", `Basic realm="gongsim"`)
	case http.StatusMethodNotAllowed:
		r.header.Set("Allow", "POST")
	}
	return r
}

func tokenReply(status int, v any) reply {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return reply{status: status, body: body, header: http.Header{
		"Content-Type": {"application/json;charset=UTF-8"}, "Cache-Control": {"no-store"}, "Pragma": {"no-cache"},
	}}
}

// tokenParameters reads the parameters: from the body, or from the address as Gong's guide shows it. The values are never nil.
func tokenParameters(a *asked) (url.Values, *oauthError) {
	values := url.Values{}
	if a.Method != http.MethodPost {
		e := invalidRequest("Only POST is known here.")
		e.status = http.StatusMethodNotAllowed
		return values, e
	}
	form := url.Values{}
	if len(a.body) > 0 {
		kind, _, err := mime.ParseMediaType(a.Header.Get("Content-Type"))
		if err != nil || kind != formType {
			return values, invalidRequest("The body must be " + formType + ".")
		}
		if form, err = url.ParseQuery(string(a.body)); err != nil {
			return values, invalidRequest("The body cannot be read.")
		}
	}
	repeated := false
	for _, source := range []url.Values{form, a.query} {
		for name, given := range source {
			repeated = repeated || len(given) > 1 || values.Has(name)
			values[name] = given[:1]
		}
	}
	if values.Has("client_secret") {
		e := invalidRequest("The client secret belongs into the Authorization header only.")
		e.isExposed = true
		return values, e
	}
	if repeated {
		return values, invalidRequest("A parameter is given more than once.")
	}
	return values, nil
}

// grantTokens checks who asks, then exchanges the code or the refresh token.
func (s *Sim) grantTokens(a *asked, values url.Values) (*tokens, *oauthError) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	app, known := s.issuer.client(a.Request)
	if !known || values.Has("client_id") && values.Get("client_id") != app.ClientID {
		return nil, refuse("invalid_client", "")
	}
	var g *grant
	var from *refresh
	var e *oauthError
	switch values.Get("grant_type") {
	case codeGrant:
		g, e = s.redeem(app, values)
	case refreshGrant:
		from, e = s.spend(app, values)
		if e == nil {
			g = from.grant
		}
	case "":
		e = invalidRequest("The grant type is missing.")
	default:
		e = refuse("unsupported_grant_type", "")
	}
	if e != nil {
		return nil, e
	}
	t := &tokens{TokenType: "bearer", ExpiresIn: int(s.o.ExpiresIn.Seconds()), Scope: strings.Join(g.scopes, " "), Base: s.issuer.tenant}
	if t.Base == "" {
		t.Base = ownBase(a.Request)
	}
	t.AccessToken, t.RefreshToken = s.issuer.pair(g, from, s.o.Clock.Now(), s.o.ExpiresIn)
	return t, nil
}

// client finds the integration whose credentials the Authorization header holds. They are form-encoded there by RFC 6749, 2.3.1; whether
// Gong decodes them is not known, so both forms are taken.
func (i *issuer) client(r *http.Request) (App, bool) {
	id, secret, ok := r.BasicAuth()
	if !ok {
		return App{}, false
	}
	if app, known := i.apps[id]; known && app.Secret == secret {
		return app, true
	}
	id, err := url.QueryUnescape(id)
	if err != nil {
		return App{}, false
	}
	if secret, err = url.QueryUnescape(secret); err != nil {
		return App{}, false
	}
	app, known := i.apps[id]
	return app, known && app.Secret == secret
}

// verifierForm is what a code verifier looks like (RFC 7636, 4.1).
var verifierForm = regexp.MustCompile(`^[A-Za-z0-9._~-]{43,128}$`)

// redeem takes a code, once. When it comes a second time, somebody has stolen it, and what was made of it is revoked (RFC 6749, 4.1.2).
func (s *Sim) redeem(app App, values url.Values) (*grant, *oauthError) {
	for _, name := range []string{"code", "redirect_uri"} {
		if values.Get(name) == "" {
			return nil, invalidRequest("The parameter " + name + " is missing.")
		}
	}
	c := s.issuer.codes[values.Get("code")]
	if c == nil || c.client != app.ClientID {
		return nil, invalidCode()
	}
	if c.used {
		c.revoked = true
	}
	if c.revoked || !s.o.Clock.Now().Before(c.expires) || c.redirect != values.Get("redirect_uri") || !c.proves(values.Get("code_verifier")) {
		return nil, invalidCode()
	}
	c.used = true
	return c.grant, nil
}

// proves checks the verifier against the challenge that the code was given for. A verifier without a challenge is refused, too: somebody
// may have taken the challenge out on its way (RFC 9700, 2.1.1).
func (c *code) proves(verifier string) bool {
	if c.challenge == "" {
		return verifier == ""
	}
	if !verifierForm.MatchString(verifier) {
		return false
	}
	hash := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(hash[:]) == c.challenge
}

// spend takes a refresh token, once.
func (s *Sim) spend(app App, values url.Values) (*refresh, *oauthError) {
	token := values.Get("refresh_token")
	if token == "" {
		return nil, invalidRequest("The parameter refresh_token is missing.")
	}
	t := s.issuer.refresh[token]
	if t == nil || t.client != app.ClientID || t.revoked {
		return nil, revokedGrant()
	}
	lost := s.o.RefreshGrace && t.current.from == t && !t.heard
	if t.current != t && !lost {
		return nil, revokedGrant()
	}
	return t, nil
}
