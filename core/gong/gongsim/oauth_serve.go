package gongsim

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const formType = "application/x-www-form-urlencoded"

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
	for name, values := range r.header {
		w.Header()[name] = values
	}
	if fault != nil && (fault.Kind == Reset || fault.Kind == Truncated) {
		spoil(w, fault.Kind, r.status, bytes.NewBuffer(r.body))
		return
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // who asked may have left
}

func (i *issuer) count(r TokenRequest) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.tally[r]++
}

// What the request book may say of a form: the names of these parameters, and the values that are one of those listed.
var noteworthy = map[string][]string{
	"client_id": nil, "client_secret": nil, "code": nil, "code_challenge": nil, "code_verifier": nil, "redirect_uri": nil,
	"refresh_token": nil, "scope": nil, "state": nil,
	"code_challenge_method": {"S256", "plain"},
	"decision":              {"allow", "deny"},
	"grant_type":            {codeGrant, refreshGrant},
	"response_type":         {"code"},
}

// formSummary is a form without anything that could be secret: what is not known is counted among the others.
func formSummary(raw string) string {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return "unreadable"
	}
	var parts []string
	others := false
	for name, given := range values {
		open, known := noteworthy[name]
		if !known {
			others = true
			continue
		}
		for _, value := range given {
			if slices.Contains(open, value) {
				parts = append(parts, name+"="+value)
			} else {
				parts = append(parts, name)
			}
		}
	}
	slices.Sort(parts)
	if others {
		parts = append(parts, "others")
	}
	return strings.Join(parts, "&")
}
