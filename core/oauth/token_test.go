package oauth_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/oauth"
)

// answers is a token endpoint that always answers the same.
func answers(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func at(t *testing.T, handler http.Handler) (oauth.App, http.RoundTripper) {
	t.Helper()
	server := httptest.NewServer(handler)
	transport := &http.Transport{}
	t.Cleanup(func() { transport.CloseIdleConnections(); server.Close() })
	return oauth.App{
		ClientID: "canary client", Secret: core.NewSecret("canary/secret"),
		Server: oauth.Server{Authorize: server.URL + "/oauth2/authorize", Token: server.URL + "/oauth2/generate-customer-token"},
	}, transport
}

const canaryBody = `canary-body eyJ.canary-token`

func TestRefreshFailures(t *testing.T) {
	const json, html = "application/json", "text/html"
	tests := map[string]struct {
		handler http.Handler
		kind    core.Kind
		cause   error
	}{
		"spent":              {answers(400, json, `{"error":"invalid_grant","error_description":"`+canaryBody+`"}`), core.Unauthorized, oauth.ErrSpent},
		"spent, in words":    {answers(400, json, `{"errors":["Refresh token code is invalid"]}`), core.Unauthorized, oauth.ErrSpent},
		"another client":     {answers(401, json, `{"error":"invalid_client"}`), core.Unauthorized, oauth.ErrClient},
		"401 without a word": {answers(401, "", canaryBody), core.Unauthorized, oauth.ErrClient},
		"too many":           {answers(429, json, `{}`), core.Busy, nil},
		"a failure":          {answers(500, html, canaryBody), core.Offline, oauth.ErrUncertain},
		"a front door":       {answers(502, html, canaryBody), core.Offline, oauth.ErrUncertain},
		"a portal":           {answers(200, html, "<html>"+canaryBody), core.Broken, oauth.ErrUncertain},
		"no token":           {answers(200, json, `{"token_type":"bearer"}`), core.Offline, oauth.ErrUncertain},
		"cut": {http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"access_token":"a`)
		}), core.Offline, oauth.ErrUncertain},
		"wrong form":       {answers(400, json, `{"error":"invalid_request"}`), core.Invalid, nil},
		"a code of markup": {answers(400, json, `{"error":"<script>`+canaryBody+`"}`), core.Broken, nil},
		"not found":        {answers(404, html, canaryBody), core.Broken, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			app, transport := at(t, test.handler)
			_, err := app.Refresh(t.Context(), transport, core.NewSecret("canary-refresh"))
			if !core.Is(err, test.kind) || test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("got %v", err)
			}
			if test.cause == nil && errors.Is(err, oauth.ErrUncertain) {
				t.Errorf("taken for uncertain: %v", err)
			}
			if shown := fmt.Sprintf("%v %+v", err, err); strings.Contains(shown, "canary") {
				t.Errorf("shows what came or went: %s", shown)
			}
		})
	}
}

// What comes with a new pair never costs the pair: the old one is void by then.
func TestAPairIsTakenWhateverComesWithIt(t *testing.T) {
	tests := map[string]struct {
		with     string
		base     string
		lifetime time.Duration
		scopes   []string
	}{
		"all":                    {`"api_base_url_for_customer":"http://127.0.0.1:9","expires_in":60,"scope":"a b"`, "http://127.0.0.1:9", time.Minute, []string{"a", "b"}},
		"nothing":                {`"x":1`, "", 0, nil},
		"null":                   {`"api_base_url_for_customer":null,"expires_in":null,"scope":null`, "", 0, nil},
		"a lifetime as text":     {`"expires_in":"60"`, "", time.Minute, nil},
		"a lifetime in the past": {`"expires_in":-1`, "", 0, nil},
		"scopes with commas":     {`"scope":"a,b, c"`, "", 0, []string{"a", "b", "c"}},
		"scopes in a list":       {`"scope":["a"]`, "", 0, nil},
		"an address's path":      {`"api_base_url_for_customer":"HTTP://LOCALHOST:9/v2/"`, "http://localhost:9", 0, nil},
		"an evil address":        {`"api_base_url_for_customer":"https://api.gong.io.evil.test"`, "", 0, nil},
		"no address":             {`"api_base_url_for_customer":"%"`, "", 0, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			app, transport := at(t, answers(200, "application/json", `{"access_token":"new","refresh_token":"next",`+test.with+`}`))
			got, err := app.Refresh(t.Context(), transport, core.NewSecret("old"))
			if err != nil || got.Access.Reveal() != "new" || got.Refresh.Reveal() != "next" {
				t.Fatalf("lost: %v", err)
			}
			if got.Base.String() != test.base || got.Lifetime != test.lifetime || !slices.Equal(got.Scopes, test.scopes) {
				t.Errorf("came with %v, %v, %q", got.Base, got.Lifetime, got.Scopes)
			}
		})
	}
}

func TestHowLongGongIsBusyIsSaid(t *testing.T) {
	app, transport := at(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "17")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	_, err := app.Refresh(t.Context(), transport, core.NewSecret("r"))
	if busy, ok := errors.AsType[*oauth.BusyError](err); !ok || busy.After != 17*time.Second || !core.Is(err, core.Busy) {
		t.Errorf("got %v", err)
	}
}

func TestNoConnectionSpendsNothing(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	app := oauth.App{ClientID: "c", Secret: core.NewSecret("s"), Server: oauth.Server{Token: server.URL + "/oauth2/generate-customer-token"}}
	_, err := app.Refresh(t.Context(), &http.Transport{}, core.NewSecret("r"))
	if obstacle, ok := errors.AsType[*core.Obstacle](err); !core.Is(err, core.Offline) || errors.Is(err, oauth.ErrUncertain) || !ok || obstacle.What != core.Refused {
		t.Errorf("got %v", err)
	}
}

// The secret goes into the header, once, and nowhere else, whatever the answer.
func TestTheClientSecretTravelsInTheHeaderOnly(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusUnauthorized} {
		seen := 0
		app, transport := at(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen++
			id, secret, ok := r.BasicAuth()
			if !ok || id != "canary+client" || secret != "canary%2Fsecret" { // in the form of RFC 6749, section 2.3.1
				t.Errorf("authorization: %q %q", id, secret)
			}
			if err := r.ParseForm(); err != nil || r.Form.Has("client_secret") || r.Form.Get("refresh_token") != "r" || r.Form.Get("grant_type") != "refresh_token" {
				t.Errorf("form: %v %v", r.Form, err)
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			io.WriteString(w, `{"access_token":"a","expires_in":60}`)
		}))
		tokens, err := app.Refresh(t.Context(), transport, core.NewSecret("r"))
		if (err == nil) != (status == http.StatusOK) || seen != 1 {
			t.Errorf("%d: asked %d times, %v", status, seen, err)
		}
		if err == nil && tokens.Refresh.Reveal() != "r" {
			t.Error("the old refresh token is lost, and no new one came")
		}
	}
}

func TestNoRedirectIsFollowedWithASecret(t *testing.T) {
	elsewhere := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		app, transport := at(t, http.RedirectHandler(other.URL, status))
		if _, err := app.Refresh(t.Context(), transport, core.NewSecret("r")); !core.Is(err, core.Broken) {
			t.Errorf("%d: got %v", status, err)
		}
	}
	if elsewhere != 0 {
		t.Errorf("the other host was asked %d times", elsewhere)
	}
}

func TestRedirectAddresses(t *testing.T) {
	good := map[string]struct {
		loopback bool
		port     string
	}{
		"http://127.0.0.1:48271/callback": {true, "48271"}, "https://127.0.0.1:48271/callback": {true, "48271"},
		"http://localhost:5000": {true, "5000"}, "http://localhost": {true, "80"}, "http://[::1]:5000/x": {true, "5000"},
		" https://intranet.example.com/gong ": {false, "443"},
	}
	for text, want := range good {
		r, err := oauth.ParseRedirect(text)
		if err != nil || r.Loopback() != want.loopback || r.Port() != want.port || r.String() != strings.TrimSpace(text) {
			t.Errorf("%q: %v %v %v %v", text, r, r.Loopback(), r.Port(), err)
		}
	}
	for _, text := range []string{
		"", "callback", "127.0.0.1:48271", "ftp://127.0.0.1:48271/", "http://example.com/", "http://127.0.0.1.example.com/", "https://u:p@example.com/",
		"https://example.com/?a=b", "https://example.com/#a", "javascript:alert(1)", "file:///etc/passwd", "http://[::1%25lo]:80/", "http://127.0.0.1:0/callback",
	} {
		if r, err := oauth.ParseRedirect(text); !core.Is(err, core.Invalid) {
			t.Errorf("%q: %v, %v", text, r, err)
		}
	}
	for _, text := range oauth.DefaultRedirects() {
		if _, err := oauth.ParseRedirect(text); err != nil {
			t.Error(err)
		}
	}
	if first := oauth.DefaultRedirects(); !slices.IsSorted(first) || len(first) != 3 {
		t.Errorf("the defaults are %v", first)
	}
}
