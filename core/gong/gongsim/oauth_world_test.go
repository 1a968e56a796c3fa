package gongsim_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

const (
	callback = "http://127.0.0.1:48271/callback"
	state    = "the-state"
	verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" // of RFC 7636, appendix B
)

func challenge(verifier string) string {
	hash := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(hash[:])
}

// consentQuery is what an honest client asks the authorize page.
func consentQuery() url.Values {
	return url.Values{
		"client_id": {gongsim.DefaultClientID}, "response_type": {"code"}, "scope": {"api:users:read api:workspaces:read"},
		"redirect_uri": {callback}, "state": {state}, "code_challenge": {challenge(verifier)}, "code_challenge_method": {"S256"},
	}
}

// changed returns values with some set anew, as name and value in turn; an empty value takes the name out.
func changed(values url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		if values.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			values.Del(pairs[i])
		}
	}
	return values
}

func open(sim http.Handler, q url.Values) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, httptest.NewRequest("GET", gongsim.AuthorizePath+"?"+q.Encode(), nil))
	return w
}

// decide answers the consent page's form.
func decide(sim http.Handler, q url.Values, decision string) *httptest.ResponseRecorder {
	return form(sim, gongsim.AuthorizePath, changed(q, "decision", decision), "", "")
}

// form posts a form, with Basic credentials if there are some.
func form(sim http.Handler, target string, values url.Values, id, secret string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", target, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if id != "" {
		r.SetBasicAuth(id, secret)
	}
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, r)
	return w
}

// sentTo returns the parameters that the browser is sent back with.
func sentTo(t *testing.T, w *httptest.ResponseRecorder) url.Values {
	t.Helper()
	target, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code/100 != 3 || !strings.HasPrefix(target.String(), callback+"?") {
		t.Fatalf("no redirect to the client: %d %q %s", w.Code, target, w.Body)
	}
	return target.Query()
}

// newCode consents to what q asks for.
func newCode(t *testing.T, sim http.Handler, q url.Values) string {
	t.Helper()
	code := sentTo(t, decide(sim, q, "allow")).Get("code")
	if code == "" {
		t.Fatal("no code")
	}
	return code
}

func codeForm(code string) url.Values {
	return url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {callback}, "code_verifier": {verifier}}
}

func refreshForm(token string) url.Values {
	return url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
}

// exchange asks the token endpoint as the default client.
func exchange(sim http.Handler, values url.Values) *httptest.ResponseRecorder {
	return form(sim, gongsim.TokenPath, values, gongsim.DefaultClientID, gongsim.DefaultClientSecret)
}

type tokens struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	Type    string `json:"token_type"`
	Expires int    `json:"expires_in"`
	Scope   string `json:"scope"`
	Base    string `json:"api_base_url_for_customer"`
}

func granted(t *testing.T, w *httptest.ResponseRecorder) tokens {
	t.Helper()
	var got tokens
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK || got.Access == "" || got.Refresh == "" {
		t.Fatalf("no tokens: %d %s", w.Code, w.Body)
	}
	return got
}

// login goes through consent and exchange.
func login(t *testing.T, sim http.Handler) tokens {
	t.Helper()
	return granted(t, exchange(sim, codeForm(newCode(t, sim, consentQuery()))))
}

// refused demands an error of the token endpoint.
func refused(t *testing.T, w *httptest.ResponseRecorder, status int, code string) {
	t.Helper()
	var e struct{ Error string }
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != status || e.Error != code {
		t.Errorf("got %d %s, want %d %s", w.Code, w.Body, status, code)
	}
}

// bear asks for a list with an access token.
func bear(sim http.Handler, path, token string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, r)
	return w
}
