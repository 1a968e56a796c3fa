package gongsim

import "maps"

// TokenRequest is a kind of request to the token endpoint.
type TokenRequest struct {
	// Grant is authorization_code, refresh_token, or "" for anything else that was asked for.
	Grant string
	// Outcome is what came of it: Granted, an error code of RFC 6749 such as invalid_grant, SecretExposed, or the kind of the fault that
	// answered. A fault that spoils the answer to a granted request leaves it Granted: the tokens were made.
	Outcome string
}

// The outcomes of token requests that are no error codes of RFC 6749.
const (
	Granted       = "granted"
	SecretExposed = "secret-exposed" // refused since the client secret stood in the body or the address
)

// TokenRequests counts the requests to the token endpoint since the start. The caller owns the map.
func (s *Sim) TokenRequests() map[TokenRequest]int {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	return maps.Clone(s.issuer.tally)
}

// RefreshValid reports whether a refresh token would be accepted now, leniency (Options.RefreshGrace) left aside.
func (s *Sim) RefreshValid(token string) bool {
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	t := s.issuer.refresh[token]
	return t != nil && t.valid()
}

func (t *refresh) valid() bool { return !t.revoked && t.current == t }

// ActiveTokens counts the access and refresh tokens that are valid now.
func (s *Sim) ActiveTokens() (access, refresh int) {
	now := s.o.Clock.Now()
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	for _, t := range s.issuer.access {
		if !t.revoked && !t.expired(now) {
			access++
		}
	}
	for _, t := range s.issuer.refresh {
		if t.valid() {
			refresh++
		}
	}
	return access, refresh
}
