package gongsim

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const formType = "application/x-www-form-urlencoded"

// isForm tells the requests whose parameters are noted by name only.
func isForm(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return strings.HasPrefix(r.URL.Path, "/oauth2/") || err == nil && kind == formType
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
