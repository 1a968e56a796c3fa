package gongsim_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

func TestCodeIsExchanged(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10, ExpiresIn: 2 * time.Second})
	w := exchange(sim, codeForm(newCode(t, sim, consentQuery())))
	got := granted(t, w)
	if got.Type != "bearer" || got.Expires != 2 || got.Scope != "api:users:read api:workspaces:read" || got.Base != "http://example.com" {
		t.Errorf("got %+v", got)
	}
	if !strings.HasPrefix(got.Access, "eyJ") || strings.Count(got.Access, ".") != 2 {
		t.Errorf("the access token does not look like a JSON Web Token: %s", got.Access)
	}
	if w.Header().Get("Cache-Control") != "no-store" || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		t.Errorf("header %v", w.Header())
	}
	sim.SetTenant("https://us-1.api.gong.io")
	if got := login(t, sim).Base; got != "https://us-1.api.gong.io" {
		t.Errorf("the tenant's address is %q", got)
	}
	if got := login(t, small(gongsim.Options{Tenant: "http://127.0.0.1:1"})).Base; got != "http://127.0.0.1:1" {
		t.Errorf("the tenant's address is %q", got)
	}
}

func TestParametersInTheAddress(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	target := gongsim.TokenPath + "?" + codeForm(newCode(t, sim, consentQuery())).Encode()
	r := httptest.NewRequest("POST", target, nil)
	r.SetBasicAuth(gongsim.DefaultClientID, gongsim.DefaultClientSecret)
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, r)
	granted(t, w)
}

func TestClientAuthentication(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddApp(gongsim.App{ClientID: "a client", Secret: "100% +sure"})
	for _, c := range []struct {
		name, id, secret string
		changes          []string
		status           int
		want             string
	}{
		{"none", "", "", nil, 401, "invalid_client"},
		{"a wrong secret", gongsim.DefaultClientID, "other", nil, 401, "invalid_client"},
		{"no secret", gongsim.DefaultClientID, "", nil, 401, "invalid_client"},
		{"an unknown client", "other", gongsim.DefaultClientSecret, nil, 401, "invalid_client"},
		{"another client in the form", gongsim.DefaultClientID, gongsim.DefaultClientSecret, []string{"client_id", "a client"}, 401, "invalid_client"},
		{"the secret in the form", "", "", []string{"client_id", gongsim.DefaultClientID, "client_secret", gongsim.DefaultClientSecret}, 400, "invalid_request"},
		{"the secret in both", gongsim.DefaultClientID, gongsim.DefaultClientSecret, []string{"client_secret", gongsim.DefaultClientSecret}, 400, "invalid_request"},
		{"another client's code", "a client", "100% +sure", nil, 400, "invalid_grant"},
		{"another client's code, encoded", "a+client", url.QueryEscape("100% +sure"), nil, 400, "invalid_grant"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := form(sim, gongsim.TokenPath, changed(codeForm(newCode(t, sim, consentQuery())), c.changes...), c.id, c.secret)
			refused(t, w, c.status, c.want)
			if c.status == 401 && w.Header().Get("WWW-Authenticate") == "" {
				t.Error("the answer does not say how to authenticate")
			}
		})
	}
	if got := sim.TokenRequests()[gongsim.TokenRequest{Grant: "authorization_code", Outcome: gongsim.SecretExposed}]; got != 2 {
		t.Errorf("%d requests with the secret outside of the header, want 2", got)
	}
	// The client's own ID in the form is fine.
	granted(t, exchange(sim, changed(codeForm(newCode(t, sim, consentQuery())), "client_id", gongsim.DefaultClientID)))
}

func TestSecretInTheAddress(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	target := gongsim.TokenPath + "?client_secret=" + gongsim.DefaultClientSecret
	w := form(sim, target, codeForm(newCode(t, sim, consentQuery())), gongsim.DefaultClientID, gongsim.DefaultClientSecret)
	refused(t, w, 400, "invalid_request")
}

func TestTokenRequestsRefused(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	for _, c := range []struct {
		name    string
		changes []string
		want    string
	}{
		{"no grant type", []string{"grant_type", ""}, "invalid_request"},
		{"an unknown grant type", []string{"grant_type", "password"}, "unsupported_grant_type"},
		{"no code", []string{"code", ""}, "invalid_request"},
		{"an unknown code", []string{"code", "abc"}, "invalid_grant"},
		{"no redirect address", []string{"redirect_uri", ""}, "invalid_request"},
		{"another registered redirect address", []string{"redirect_uri", "http://127.0.0.1:48272/callback"}, "invalid_grant"},
		{"no verifier", []string{"code_verifier", ""}, "invalid_grant"},
		{"another verifier", []string{"code_verifier", strings.Repeat("a", 43)}, "invalid_grant"},
		{"the challenge as its verifier", []string{"code_verifier", challenge(verifier)}, "invalid_grant"},
		{"a code as refresh token", []string{"grant_type", "refresh_token", "refresh_token", "abc"}, "invalid_grant"},
		{"no refresh token", []string{"grant_type", "refresh_token"}, "invalid_request"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code := newCode(t, sim, consentQuery())
			refused(t, exchange(sim, changed(codeForm(code), c.changes...)), 400, c.want)
			granted(t, exchange(sim, codeForm(code))) // which a wrong attempt does not use up
		})
	}
	if access, refresh := sim.ActiveTokens(); access != 11 || refresh != 11 {
		t.Errorf("%d access and %d refresh tokens, want those of 11 good attempts", access, refresh)
	}
}

func TestVerifierBelongsToAChallenge(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	short := "too-short"
	for _, c := range []struct {
		name, challenge, verifier string
		fine                      bool
	}{
		{"both", challenge(verifier), verifier, true},
		{"neither", "", "", true},
		{"a verifier alone", "", verifier, false},
		{"a verifier that is too short", challenge(short), short, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := changed(consentQuery(), "code_challenge", c.challenge)
			if c.challenge == "" {
				q.Del("code_challenge_method")
			}
			w := exchange(sim, changed(codeForm(newCode(t, sim, q)), "code_verifier", c.verifier))
			if c.fine {
				granted(t, w)
			} else {
				refused(t, w, 400, "invalid_grant")
			}
		})
	}
}

func TestFormOfTokenRequests(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	send := func(method, target, kind, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		r.SetBasicAuth(gongsim.DefaultClientID, gongsim.DefaultClientSecret)
		w := httptest.NewRecorder()
		sim.ServeHTTP(w, r)
		return w
	}
	const formType = "application/x-www-form-urlencoded"
	query := refreshForm("x").Encode()
	for _, c := range []struct {
		name, method, target, kind, body string
		status                           int
		want                             string
	}{
		{"GET", "GET", gongsim.TokenPath + "?" + query, "", "", 405, "invalid_request"},
		{"HEAD", "HEAD", gongsim.TokenPath + "?" + query, "", "", 405, "invalid_request"},
		{"JSON", "POST", gongsim.TokenPath, "application/json", `{"grant_type":"refresh_token"}`, 400, "invalid_request"},
		{"no type", "POST", gongsim.TokenPath, "", query, 400, "invalid_request"},
		{"twice in the body", "POST", gongsim.TokenPath, formType, query + "&" + query, 400, "invalid_request"},
		{"in body and address", "POST", gongsim.TokenPath + "?" + query, formType, query, 400, "invalid_request"},
		{"unreadable", "POST", gongsim.TokenPath, formType, query + "&%zz", 400, "invalid_request"},
		{"with a charset", "POST", gongsim.TokenPath, formType + "; charset=utf-8", query, 400, "invalid_grant"},
	} {
		t.Run(c.name, func(t *testing.T) { refused(t, send(c.method, c.target, c.kind, c.body), c.status, c.want) })
	}
}

func TestCodeLivesTenMinutes(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 10, Clock: c})
	early, late := newCode(t, sim, consentQuery()), newCode(t, sim, consentQuery())
	c.add(10*time.Minute - time.Second)
	granted(t, exchange(sim, codeForm(early)))
	c.add(time.Second)
	refused(t, exchange(sim, codeForm(late)), 400, "invalid_grant")
}

// A code that comes twice was stolen by one of the two, so what was made of it dies.
func TestCodeUsedTwice(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 10, Clock: c})
	other := login(t, sim)
	for _, wait := range []time.Duration{0, time.Hour} {
		code := newCode(t, sim, consentQuery())
		first := granted(t, exchange(sim, codeForm(code)))
		second := granted(t, exchange(sim, refreshForm(first.Refresh)))
		c.add(wait)
		refused(t, exchange(sim, codeForm(code)), 400, "invalid_grant")
		if sim.RefreshValid(second.Refresh) {
			t.Errorf("after %s: the refresh token lives on", wait)
		}
		refused(t, exchange(sim, refreshForm(second.Refresh)), 400, "invalid_grant")
		for _, token := range []string{first.Access, second.Access} {
			if w := bear(sim, "/v2/users", token); w.Code != http.StatusUnauthorized {
				t.Errorf("after %s: an access token lives on: %d", wait, w.Code)
			}
		}
	}
	if !sim.RefreshValid(other.Refresh) || bear(sim, "/v2/users", other.Access).Code != http.StatusOK {
		t.Error("another consent's tokens died with them")
	}
}
