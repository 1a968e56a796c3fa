package gongsim

import (
	"bytes"
	"maps"
	"net/http"
	"strings"
)

// reply is an answer of the OAuth endpoints, which do not have the form of the API's.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (r reply) with(name, value string) reply {
	r.header.Set(name, value)
	return r
}

// write sends the reply, or what a fault leaves of it.
func (r reply) write(w http.ResponseWriter, fault *Fault) {
	maps.Copy(w.Header(), r.header)
	if fault != nil && (fault.Kind == Reset || fault.Kind == Truncated) {
		spoil(w, fault.Kind, r.status, bytes.NewBuffer(r.body))
		return
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // who asked may have left
}

// isOAuth tells the OAuth endpoints from the API's. They count against no limit of requests.
func isOAuth(path string) bool { return path == AuthorizePath || path == TokenPath }

// serveOAuth answers a request to one of the OAuth endpoints.
func (s *Sim) serveOAuth(w http.ResponseWriter, a *asked, fault *Fault) {
	var r reply
	if a.URL.Path == AuthorizePath {
		r = s.authorize(a)
	} else {
		var counted TokenRequest
		r, counted = s.exchange(a)
		s.issuer.count(counted)
	}
	r.write(w, fault)
}

// refuseOAuth answers in place of the OAuth endpoints where these have their own form for a fault. It counts the faults that keep a
// request from the token endpoint, whoever answers them.
func (s *Sim) refuseOAuth(w http.ResponseWriter, a *asked, f *Fault) bool {
	var e *oauthError
	switch f.Kind {
	case InvalidGrant:
		e = revokedGrant()
	case RevokedKey:
		e = refuse("invalid_client", "")
	case NoScope:
		e = refuse("invalid_scope", "")
	case Reset, Truncated, Slow:
		return false // the endpoint answers
	}
	switch {
	case a.URL.Path == TokenPath:
		values, _ := tokenParameters(a)
		s.issuer.count(TokenRequest{Grant: knownGrant(values), Outcome: string(f.Kind)})
		if e != nil {
			e.reply().write(w, nil)
		}
	case a.URL.Path == AuthorizePath && e != nil:
		refusal("The request is refused: "+e.Code+".").write(w, nil)
	default:
		return false
	}
	return e != nil
}

// ownBase is the base URL of the host that a request came to.
func ownBase(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// strictTenant is the tenant's base URL while hosts are kept apart, otherwise "".
func (s *Sim) strictTenant() string {
	if !s.o.StrictHosts {
		return ""
	}
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	return strings.TrimSuffix(s.issuer.tenant, "/")
}

func (i *issuer) count(r TokenRequest) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tally[r]++
}
