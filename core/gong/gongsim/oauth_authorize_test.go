package gongsim_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

func TestConsentPageShowsWhoAsksForWhat(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddApp(gongsim.App{ClientID: "c", Secret: "s", Name: "Books & Co", Scopes: []string{"api:users:read", "api:library:read"}})
	for _, c := range []struct {
		name, scope string
		shown, not  []string
	}{
		{"some", "api:users:read", []string{"Books &amp; Co", "<li>api:users:read</li>", "127.0.0.1:48271"}, []string{"api:library:read"}},
		{"none: all of the integration", "", []string{"<li>api:users:read</li>", "<li>api:library:read</li>"}, []string{"api:workspaces:read"}},
		{"more than the integration has", "api:users:read api:workspaces:read", []string{"<li>api:users:read</li>"}, []string{"<li>api:workspaces:read</li>"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := open(sim, changed(consentQuery(), "client_id", "c", "scope", c.scope))
			if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Header().Get("Cache-Control") != "no-store" {
				t.Fatalf("got %d %v", w.Code, w.Header())
			}
			for _, text := range append(c.shown, `id="allow"`, `id="deny"`) {
				if !strings.Contains(w.Body.String(), text) {
					t.Errorf("the page lacks %q:\n%s", text, w.Body)
				}
			}
			for _, text := range c.not {
				if strings.Contains(w.Body.String(), text) {
					t.Errorf("the page shows %q", text)
				}
			}
		})
	}
}

func TestConsentIsAnswered(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	q := consentQuery()
	if w := open(sim, q); w.Header().Get("Location") != "" {
		t.Errorf("nobody has clicked, and the browser is sent to %q", w.Header().Get("Location"))
	}
	w := decide(sim, q, "allow")
	if got := sentTo(t, w); w.Code != http.StatusSeeOther || got.Get("state") != state || got.Get("code") == "" || len(got) != 2 {
		t.Errorf("allowed: %d %v", w.Code, got)
	}
	if got := sentTo(t, decide(sim, q, "deny")); got.Get("state") != state || got.Get("error") != "access_denied" || len(got) != 2 {
		t.Errorf("denied: %v", got)
	}
	if w := decide(sim, q, "perhaps"); w.Code != http.StatusBadRequest {
		t.Errorf("an answer that is none: %d", w.Code)
	}
	if got := sentTo(t, decide(sim, changed(consentQuery(), "state", ""), "allow")); got.Has("state") {
		t.Errorf("a state that nobody sent: %v", got)
	}
	sim.AutoConsent(true)
	if w := open(sim, q); w.Code != http.StatusFound || sentTo(t, w).Get("code") == "" || sentTo(t, w).Get("state") != state {
		t.Errorf("consent without a click: %d", w.Code)
	}
	sim.AutoConsent(false)
	if w := open(sim, q); w.Code != http.StatusOK {
		t.Errorf("consent with a click again: %d", w.Code)
	}
}

// A HEAD, as a preview of links sends it, must not consent.
func TestHeadConsentsToNothing(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AutoConsent(true)
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, httptest.NewRequest("HEAD", gongsim.AuthorizePath+"?"+consentQuery().Encode(), nil))
	if w.Code != http.StatusOK || w.Header().Get("Location") != "" {
		t.Errorf("got %d %q", w.Code, w.Header().Get("Location"))
	}
}

func TestRedirectKeepsItsOwnQuery(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	const own = callback + "?shop=1"
	sim.AddApp(gongsim.App{ClientID: "c", Redirects: []string{own}})
	got := sentTo(t, decide(sim, changed(consentQuery(), "client_id", "c", "redirect_uri", own), "allow"))
	if got.Get("shop") != "1" || got.Get("code") == "" {
		t.Errorf("got %v", got)
	}
}

// While it is not certain who asks and where the answer goes, nobody is sent anywhere.
func TestConsentRefusedOnThePage(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AutoConsent(true)
	for _, c := range []struct {
		name    string
		changes []string
	}{
		{"an unknown client", []string{"client_id", "other"}},
		{"no client", []string{"client_id", ""}},
		{"no redirect address", []string{"redirect_uri", ""}},
		{"another port", []string{"redirect_uri", "http://127.0.0.1:48274/callback"}},
		{"a longer path", []string{"redirect_uri", callback + "/more"}},
		{"a slash more", []string{"redirect_uri", callback + "/"}},
		{"a query more", []string{"redirect_uri", callback + "?a=b"}},
		{"another case", []string{"redirect_uri", "HTTP://127.0.0.1:48271/callback"}},
		{"another host", []string{"redirect_uri", "http://evil.example.com:48271/callback"}},
		{"no response type", []string{"response_type", ""}},
		{"the secret in the address", []string{"client_secret", gongsim.DefaultClientSecret}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := changed(consentQuery(), c.changes...)
			for _, w := range []*httptest.ResponseRecorder{open(sim, q), decide(sim, q, "allow"), decide(sim, q, "deny")} {
				if w.Code != http.StatusBadRequest || w.Header().Get("Location") != "" || !strings.Contains(w.Body.String(), `id="problem"`) {
					t.Errorf("got %d, sent to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
				}
			}
		})
	}
	q := consentQuery()
	q.Add("state", "another")
	if w := open(sim, q); w.Code != http.StatusBadRequest || w.Header().Get("Location") != "" {
		t.Errorf("two states: got %d", w.Code)
	}
}

func TestConsentRefusedToTheClient(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddApp(gongsim.App{ClientID: "narrow", Scopes: []string{"api:library:read"}})
	for _, c := range []struct {
		name    string
		changes []string
		want    string
	}{
		{"an implicit grant", []string{"response_type", "token"}, "unsupported_response_type"},
		{"a scope that Gong does not have", []string{"scope", "api:users:read api:crm:read"}, "invalid_scope"},
		{"only scopes that the integration does not have", []string{"client_id", "narrow"}, "invalid_scope"},
		{"a plain challenge", []string{"code_challenge_method", "plain"}, "invalid_request"},
		{"a challenge without a method", []string{"code_challenge_method", ""}, "invalid_request"},
		{"a method without a challenge", []string{"code_challenge", ""}, "invalid_request"},
		{"a challenge that is no hash", []string{"code_challenge", "abc"}, "invalid_request"},
		{"a challenge with padding", []string{"code_challenge", challenge(verifier) + "="}, "invalid_request"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := sentTo(t, open(sim, changed(consentQuery(), c.changes...)))
			if got.Get("error") != c.want || got.Get("state") != state || got.Has("code") {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestHostileParametersAreEscaped(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`
	sim.AddApp(gongsim.App{ClientID: hostile, Name: hostile, Redirects: []string{callback}})
	for name := range consentQuery() {
		q := changed(consentQuery(), name, hostile)
		if name == "state" {
			q.Set("client_id", hostile)
		}
		for _, w := range []*httptest.ResponseRecorder{open(sim, q), decide(sim, q, hostile)} {
			if body := w.Body.String(); strings.Contains(body, "<script") || strings.Contains(body, "<img") || strings.Contains(body, `"">`) {
				t.Errorf("%s: the page holds what was sent:\n%s", name, body)
			}
		}
	}
	// The form gives the state back as it came.
	body := open(sim, changed(consentQuery(), "state", hostile)).Body.String()
	if !strings.Contains(body, `name="state" value="&#34;&gt;&lt;script&gt;`) {
		t.Errorf("the form lacks the state:\n%s", body)
	}
	if got := sentTo(t, decide(sim, changed(consentQuery(), "state", hostile), "allow")); got.Get("state") != hostile {
		t.Errorf("state %q", got.Get("state"))
	}
}

func TestAuthorizeKnowsGetAndPostOnly(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, httptest.NewRequest("PUT", gongsim.AuthorizePath, nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD, POST" {
		t.Errorf("got %d %v", w.Code, w.Header())
	}
	if w := form(sim, gongsim.AuthorizePath+"?"+consentQuery().Encode(), url.Values{"decision": {"allow"}}, "", ""); w.Code != http.StatusBadRequest {
		t.Errorf("a form with its parameters in the address: %d", w.Code)
	}
}
