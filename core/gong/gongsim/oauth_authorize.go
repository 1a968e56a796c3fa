package gongsim

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

//go:embed consent.html
var consentPage string

var consentTemplate = template.Must(template.New("consent").Parse(consentPage))

// consent is what the administrator is asked.
type consent struct {
	app                        App
	redirect, state, challenge string
	scopes                     []string
}

// The parameters of an authorization request (RFC 6749, 4.1.1; RFC 7636, 4.3). The page's form sends them again, and they are read as if
// they came for the first time.
var consentParameters = []string{
	"client_id", "response_type", "scope", "redirect_uri", "state", "code_challenge", "code_challenge_method",
}

// authorize is the authorize endpoint: GET shows the page, POST is the answer of its form.
func (s *Sim) authorize(a *asked) reply {
	values := a.query
	switch a.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodPost:
		var err error
		if values, err = url.ParseQuery(string(a.body)); err != nil {
			return refusal("The form cannot be read.")
		}
	default:
		return page(http.StatusMethodNotAllowed, view{Problem: "Only GET and POST are known here."}).with("Allow", "GET, HEAD, POST")
	}
	s.issuer.mu.Lock()
	defer s.issuer.mu.Unlock()
	q, why := s.issuer.asks(values)
	if why != "" {
		return refusal(why)
	}
	if code := s.issuer.narrow(&q, values); code != "" {
		return q.back(a.Method, url.Values{"error": {code}})
	}
	decision := ""
	switch {
	case a.Method == http.MethodPost:
		decision = values.Get("decision")
	case a.Method == http.MethodGet && s.issuer.auto:
		decision = "allow"
	}
	switch decision {
	case "allow":
		return q.back(a.Method, url.Values{"code": {s.issuer.issue(q, s.o.Clock.Now())}})
	case "deny":
		return q.back(a.Method, url.Values{"error": {"access_denied"}})
	case "":
		return page(http.StatusOK, q.view(values))
	}
	return refusal("The form's answer is neither allow nor deny.")
}

// asks finds who asks and where the answer goes. While that is not certain, nobody is sent anywhere (RFC 6749, 4.1.2.1): why says so.
func (i *issuer) asks(values url.Values) (q consent, why string) {
	for _, name := range consentParameters {
		if len(values[name]) > 1 {
			return q, "A parameter is given more than once."
		}
	}
	app, known := i.apps[values.Get("client_id")]
	switch {
	case !known:
		return q, "The client ID belongs to no integration of this company."
	case !slices.Contains(app.Redirects, values.Get("redirect_uri")):
		return q, "The redirect address is not one of those that are registered for this integration."
	case values.Has("client_secret"):
		return q, "The client secret must never pass through a browser."
	case values.Get("response_type") == "":
		return q, "The response type is missing."
	}
	return consent{
		app: app, redirect: values.Get("redirect_uri"), state: values.Get("state"), challenge: values.Get("code_challenge"),
	}, ""
}

// narrow checks what is asked for, and leaves of it what the integration can be granted: asked for nothing, everything. It returns the
// error code of RFC 6749 that the client is sent back with, or "".
func (i *issuer) narrow(q *consent, values url.Values) string {
	if values.Get("response_type") != "code" {
		return "unsupported_response_type"
	}
	method := values.Get("code_challenge_method")
	if (q.challenge != "" || method != "") && (method != "S256" || !isHash(q.challenge)) {
		return "invalid_request"
	}
	asked := strings.Fields(values.Get("scope"))
	if slices.ContainsFunc(asked, func(scope string) bool { return !slices.Contains(Scopes(), scope) }) {
		return "invalid_scope"
	}
	for _, scope := range q.app.Scopes {
		if len(asked) == 0 || slices.Contains(asked, scope) {
			q.scopes = append(q.scopes, scope)
		}
	}
	if len(q.scopes) == 0 {
		return "invalid_scope"
	}
	return ""
}

// isHash tells whether a challenge can be an S256 one: 32 bytes in base64url without padding (RFC 7636, 4.2).
func isHash(challenge string) bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(challenge)
	return err == nil && len(b) == 32
}

// back sends the browser back to the client.
func (q consent) back(method string, answer url.Values) reply {
	target, err := url.Parse(q.redirect)
	if err != nil {
		return refusal("The registered redirect address cannot be read.")
	}
	values := target.Query()
	for name := range answer {
		values.Set(name, answer.Get(name))
	}
	if q.state != "" {
		values.Set("state", q.state)
	}
	target.RawQuery = values.Encode()
	status := http.StatusFound
	if method == http.MethodPost {
		status = http.StatusSeeOther
	}
	return reply{status: status, header: http.Header{"Location": {target.String()}, "Cache-Control": {"no-store"}}}
}

// view is what the page shows: a problem, or a question.
type view struct {
	Problem string
	App     string
	Host    string
	Scopes  []string
	Hidden  map[string]string // the parameters, for the form to send again
}

func (q consent) view(values url.Values) view {
	v := view{App: q.app.Name, Scopes: q.scopes, Hidden: map[string]string{}}
	if target, err := url.Parse(q.redirect); err == nil {
		v.Host = target.Host
	}
	for _, name := range consentParameters {
		if values.Has(name) {
			v.Hidden[name] = values.Get(name)
		}
	}
	return v
}

func refusal(why string) reply { return page(http.StatusBadRequest, view{Problem: why}) }

// page makes an HTML page. It has no form-action, since Chromium holds the redirect behind a form against it, too.
func page(status int, v view) reply {
	var body bytes.Buffer
	if err := consentTemplate.Execute(&body, v); err != nil {
		panic(err)
	}
	return reply{status: status, body: body.Bytes(), header: http.Header{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Cache-Control":           {"no-store"},
		"Content-Security-Policy": {"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"},
		"Referrer-Policy":         {"no-referrer"},
		"X-Content-Type-Options":  {"nosniff"},
	}}
}
