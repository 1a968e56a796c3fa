package gongsim

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"
)

// The integration that every Sim has from the start, with all scopes and the addresses of DefaultRedirects.
const (
	DefaultClientID     = "simclient"
	DefaultClientSecret = "simclientsecret"
)

// The OAuth 2.0 endpoints, on the same host as the API. Gong has them on app.gong.io.
const (
	AuthorizePath = "/oauth2/authorize"
	TokenPath     = "/oauth2/generate-customer-token"
)

const codeLife = 10 * time.Minute // Gong's

// App is an integration that the account's administrator has registered: an OAuth 2.0 client.
type App struct {
	// ClientID and Secret are the client's credentials.
	ClientID, Secret string
	// Name is what the consent page shows; the ClientID when empty.
	Name string
	// Redirects are the addresses that a code may be sent to, compared letter by letter; those of DefaultRedirects when empty.
	Redirects []string
	// Scopes are the most that the integration can be granted; all when empty.
	Scopes []string
}

// DefaultRedirects lists http and https addresses of 127.0.0.1 and localhost on the ports 48271 to 48273 with the path /callback. The
// caller owns the slice.
func DefaultRedirects() []string {
	var all []string
	for _, scheme := range []string{"http", "https"} {
		for _, host := range []string{"127.0.0.1", "localhost"} {
			for port := 48271; port <= 48273; port++ {
				all = append(all, scheme+"://"+host+":"+strconv.Itoa(port)+"/callback")
			}
		}
	}
	return all
}

// issuer is the authorization server: it knows the integrations, what was granted to them, and the codes and tokens that stand for it.
type issuer struct {
	mu      sync.Mutex
	auto    bool
	tenant  string
	apps    map[string]App
	codes   map[string]*code
	access  map[string]*access
	refresh map[string]*refresh
	tally   map[TokenRequest]int
}

// grant is one consent of the administrator, and what all tokens made from it have in common.
type grant struct {
	client  string
	scopes  []string
	revoked bool
	current *refresh // the one refresh token that is valid, nil before the first
}

type code struct {
	*grant
	redirect, challenge string
	expires             time.Time
	used                bool
}

type access struct {
	*grant
	expires time.Time
	from    *refresh // what it was made from; nil when that was a code
}

type refresh struct {
	*grant
	from *refresh // what it was made from; nil when that was a code
	// heard tells that an access token made from it was used: the client has got the answer, so even a lenient server takes it no more.
	heard bool
}

func (i *issuer) init(o Options) {
	i.tenant = o.Tenant
	i.codes, i.access, i.refresh = map[string]*code{}, map[string]*access{}, map[string]*refresh{}
	i.tally = map[TokenRequest]int{}
	i.apps = map[string]App{DefaultClientID: App{ClientID: DefaultClientID, Secret: DefaultClientSecret, Name: "Tamtam"}.complete()}
}

func (a App) complete() App {
	if a.Name == "" {
		a.Name = a.ClientID
	}
	if a.Redirects = slices.Clone(a.Redirects); len(a.Redirects) == 0 {
		a.Redirects = DefaultRedirects()
	}
	if a.Scopes = slices.Clone(a.Scopes); len(a.Scopes) == 0 {
		a.Scopes = Scopes()
	}
	return a
}

// AddApp registers an integration. One of that ClientID is replaced and keeps its tokens.
func (s *Sim) AddApp(a App) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	s.issuer.apps[a.ClientID] = a.complete()
}

// RemoveApp deletes an integration and all its tokens: nobody knows the client any more.
func (s *Sim) RemoveApp(clientID string) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	delete(s.issuer.apps, clientID)
	s.issuer.revoke(clientID)
}

// RevokeApp takes back everything that was granted to an integration, as an administrator does under Company Settings > Ecosystem. The
// integration stays registered and may ask for consent again.
func (s *Sim) RevokeApp(clientID string) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	s.issuer.revoke(clientID)
}

func (i *issuer) revoke(clientID string) {
	for g := range i.grants() {
		if g.client == clientID {
			g.revoked = true
		}
	}
}

// grants finds every grant that a code was made for.
func (i *issuer) grants() map[*grant]bool {
	found := map[*grant]bool{}
	for _, c := range i.codes {
		found[c.grant] = true
	}
	return found
}

// ExpireTokens lets every access token expire now. Refresh tokens stay valid.
func (s *Sim) ExpireTokens() {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	for _, t := range s.issuer.access {
		t.expires = time.Time{}
	}
}

// AutoConsent says whether the authorize page consents at once, without anybody who clicks.
func (s *Sim) AutoConsent(on bool) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	s.issuer.auto = on
}

// SetTenant changes what the token endpoint names as the customer's API address from now on: a URL with scheme and without a path, or ""
// for the host that is asked.
func (s *Sim) SetTenant(url string) {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	s.issuer.tenant = url
}

// deny takes scopes from everything granted and from what integrations can be granted.
func (i *issuer) deny(scopes []string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for id, a := range i.apps {
		a.Scopes = without(a.Scopes, scopes)
		i.apps[id] = a
	}
	for g := range i.grants() {
		g.scopes = without(g.scopes, scopes)
	}
}

// issue makes a code for a consent.
func (i *issuer) issue(q consent, now time.Time) string {
	text := rand.Text()
	i.codes[text] = &code{
		grant:    &grant{client: q.app.ClientID, scopes: q.scopes},
		redirect: q.redirect, challenge: q.challenge, expires: now.Add(codeLife),
	}
	return text
}

// pair makes the next access and refresh token of a grant. From is the refresh token that is spent for it, nil for a code.
func (i *issuer) pair(g *grant, from *refresh, now time.Time, life time.Duration) (accessToken, refreshToken string) {
	maps.DeleteFunc(i.access, func(_ string, t *access) bool { return t.expired(now) })
	accessToken, refreshToken = jwt(g.client, now.Add(life)), rand.Text()
	g.current = &refresh{grant: g, from: from}
	i.refresh[refreshToken] = g.current
	i.access[accessToken] = &access{grant: g, from: from, expires: now.Add(life)}
	return accessToken, refreshToken
}

func (t *access) expired(now time.Time) bool { return !now.Before(t.expires) }

// jwt makes a token that looks like Gong's: a JSON Web Token. Nobody can guess it, and nobody verifies its signature.
func jwt(client string, expires time.Time) string {
	payload, err := json.Marshal(map[string]any{"uid": client, "exp": expires.Unix(), "jti": rand.Text()})
	if err != nil {
		panic(err)
	}
	return cursorHead + "." + base64.RawURLEncoding.EncodeToString(payload) + "." + rand.Text() + rand.Text()
}

// enter finds the scopes of an access token.
func (i *issuer) enter(token string, now time.Time) ([]string, *problem) {
	i.mu.Lock()
	defer i.mu.Unlock()
	t := i.access[token]
	if t == nil || t.revoked || t.expired(now) {
		return nil, invalidToken()
	}
	if t.from != nil {
		t.from.heard = true
	}
	return slices.Clone(t.scopes), nil
}
