package gongsim

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// The key that every Sim has from the start, with all scopes.
const (
	DefaultKey    = "simkey"
	DefaultSecret = "simsecret"
)

// The scopes that the endpoints ask for.
const (
	scopeCallsBasic     = "api:calls:read:basic"
	scopeCallsExtensive = "api:calls:read:extensive"
	scopeTranscript     = "api:calls:read:transcript"
	scopeMedia          = "api:calls:read:media-url"
	scopeUsers          = "api:users:read"
	scopeActivity       = "api:stats:user-actions"
	scopeActivityDaily  = "api:stats:user-actions:detailed"
	scopeInteraction    = "api:stats:interaction"
	scopeAnswered       = "api:stats:scorecards"
	scopeScorecards     = "api:settings:scorecards:read"
	scopeTrackers       = "api:settings:trackers:read"
	scopeLibrary        = "api:library:read"
	scopeWorkspaces     = "api:workspaces:read"
	scopeCRM            = "api:crm:integrations:read"
	scopeCRMObjects     = "api:crm:get-objects"
	scopeOutcomes       = "api:call-outcomes:read"
)

// Scopes lists every scope that the simulated endpoints know. The caller owns the slice.
func Scopes() []string {
	return []string{
		scopeCallsBasic, scopeCallsExtensive, scopeTranscript, scopeMedia, scopeUsers, scopeActivity, scopeActivityDaily, scopeInteraction,
		scopeAnswered, scopeScorecards, scopeTrackers, scopeLibrary, scopeWorkspaces, scopeCRM, scopeCRMObjects, scopeOutcomes,
	}
}

// door knows the keys of the account.
type door struct {
	mu   sync.Mutex
	keys map[string]key
}

type key struct {
	secret string
	scopes []string
}

func (d *door) init() { d.keys = map[string]key{DefaultKey: {DefaultSecret, Scopes()}} }

// AddKey makes an access key with the given scopes; without any it has all. A key of that name is replaced.
func (s *Sim) AddKey(accessKey, secret string, scopes ...string) {
	if len(scopes) == 0 {
		scopes = Scopes()
	}
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	s.door.keys[accessKey] = key{secret, slices.Clone(scopes)}
}

// Deny takes scopes from every key, from every integration and from what was granted to it.
func (s *Sim) Deny(scopes ...string) {
	s.issuer.deny(scopes)
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	for name, k := range s.door.keys {
		s.door.keys[name] = key{k.secret, without(k.scopes, scopes)}
	}
}

// without returns the scopes that are not among the denied ones.
func without(scopes, denied []string) []string {
	return slices.DeleteFunc(slices.Clone(scopes), func(scope string) bool { return slices.Contains(denied, scope) })
}

// Revoke deletes a key, as the administrator of the account can at any moment.
func (s *Sim) Revoke(accessKey string) {
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	delete(s.door.keys, accessKey)
}

// enter finds the scopes of the one who asks, by key or by access token.
func (s *Sim) enter(r *http.Request) ([]string, *problem) {
	if token, ok := bearer(r); ok {
		return s.issuer.enter(token, s.o.Clock.Now())
	}
	return s.door.enter(r)
}

func isBearer(r *http.Request) bool {
	_, ok := bearer(r)
	return ok
}

// bearer returns the access token of a request (RFC 6750, 2.1).
func bearer(r *http.Request) (token string, ok bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return token, ok && strings.EqualFold(scheme, "Bearer")
}

// enter finds the scopes of a key.
func (d *door) enter(r *http.Request) ([]string, *problem) {
	user, password, ok := r.BasicAuth()
	if !ok {
		return nil, fail(http.StatusUnauthorized, "Unauthorized, please provide valid credentials")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	k, ok := d.keys[user]
	if !ok || k.secret != password {
		return nil, invalidKey()
	}
	return k.scopes, nil
}

func invalidKey() *problem {
	return fail(http.StatusUnauthorized, "Unauthorized, the access key or its secret is not valid")
}

func invalidToken() *problem {
	return fail(http.StatusUnauthorized, "Unauthorized, the access token is not valid or has expired")
}

func missing(scope string) *problem {
	return fail(http.StatusUnauthorized, "You don't have permission to use '%s' in your app.", scope)
}
