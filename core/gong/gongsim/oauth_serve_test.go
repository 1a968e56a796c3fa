package gongsim_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

func TestFaultsOfTheTokenEndpoint(t *testing.T) {
	for _, c := range []struct {
		fault  gongsim.Fault
		status int
		want   string
		spent  bool // the refresh token, behind an answer that was not whole
	}{
		{gongsim.Fault{Kind: gongsim.ServerError}, 500, "Internal server error", false},
		{gongsim.Fault{Kind: gongsim.BadGateway}, 502, "<html>", false},
		{gongsim.Fault{Kind: gongsim.Unavailable}, 503, "", false},
		{gongsim.Fault{Kind: gongsim.Portal}, 200, "<!DOCTYPE html>", false},
		{gongsim.Fault{Kind: gongsim.RateStorm}, 429, "limit exceeded", false},
		{gongsim.Fault{Kind: gongsim.Forbidden}, 403, "trusted", false},
		{gongsim.Fault{Kind: gongsim.RevokedKey}, 401, `"invalid_client"`, false},
		{gongsim.Fault{Kind: gongsim.NoScope}, 400, `"invalid_scope"`, false},
		{gongsim.Fault{Kind: gongsim.InvalidGrant}, 400, `"invalid_grant"`, false},
		{gongsim.Fault{Kind: gongsim.Redirect, Location: "https://evil.example.com"}, 307, "", false},
		{gongsim.Fault{Kind: gongsim.Slow, Delay: time.Minute}, 200, `"access_token"`, true},
		{gongsim.Fault{Kind: gongsim.Truncated}, 200, `{"access_token"`, true},
		{gongsim.Fault{Kind: gongsim.Reset}, 200, `{"access_token"`, true},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			sim := small(gongsim.Options{Calls: 10})
			first := login(t, sim)
			c.fault.Path, c.fault.Count = gongsim.TokenPath, 1
			sim.Fail(c.fault)
			r := httptest.NewRequest("POST", gongsim.TokenPath, strings.NewReader(refreshForm(first.Refresh).Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.SetBasicAuth(gongsim.DefaultClientID, gongsim.DefaultClientSecret)
			w := httptest.NewRecorder()
			func() {
				defer func() { _ = recover() }() // a recorder has no connection to reset
				sim.ServeHTTP(w, r)
			}()
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
			outcome := string(c.fault.Kind)
			if c.spent {
				outcome = gongsim.Granted
			}
			if got := sim.TokenRequests(); got[gongsim.TokenRequest{Grant: "refresh_token", Outcome: outcome}] != 1 || len(got) != 2 {
				t.Errorf("token requests: %v", got)
			}
			if sim.RefreshValid(first.Refresh) == c.spent {
				t.Errorf("the refresh token is spent: %v, want %v", !c.spent, c.spent)
			}
			if access, refresh := sim.ActiveTokens(); refresh != 1 || (access == 2) != c.spent {
				t.Errorf("%d access and %d refresh tokens", access, refresh)
			}
		})
	}
}

func TestFaultsMeetWhomTheyAreFor(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	first := login(t, sim)
	stop := sim.Fail(gongsim.Fault{Kind: gongsim.InvalidGrant, Count: 1})
	if w := bear(sim, "/v2/users", first.Access); w.Code != 200 {
		t.Errorf("the API has no grants: %d", w.Code)
	}
	refused(t, exchange(sim, refreshForm(first.Refresh)), 400, "invalid_grant") // the API's request has not used the fault up
	stop()
	stop = sim.Fail(gongsim.Fault{Kind: gongsim.RevokedKey})
	if w := bear(sim, "/v2/users", first.Access); w.Code != 401 || !strings.Contains(problems(t, w)[0], "access token") {
		t.Errorf("an access token called revoked: %d %s", w.Code, w.Body)
	}
	if w := open(sim, consentQuery()); w.Code != 400 || !strings.Contains(w.Body.String(), `id="problem"`) {
		t.Errorf("a client called revoked: %d %s", w.Code, w.Body)
	}
	stop()
	if w := bear(sim, "/v2/users", first.Access); w.Code != 200 {
		t.Errorf("after the faults: %d", w.Code)
	}
}

func TestOAuthCountsAgainstNoLimit(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10, Limits: gongsim.Limits{PerDay: 2}})
	for range 5 {
		login(t, sim)
	}
	token := login(t, sim).Access
	var got []int
	for range 3 {
		got = append(got, bear(sim, "/v2/users", token).Code)
	}
	if want := []int{200, 200, 429}; !equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRequestBookHoldsNoSecrets(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	open(sim, consentQuery())
	code := newCode(t, sim, consentQuery())
	first := granted(t, exchange(sim, codeForm(code)))
	second := granted(t, exchange(sim, refreshForm(first.Refresh)))
	secrets := []string{state, verifier, challenge(verifier), code, first.Access, first.Refresh, second.Access, second.Refresh, gongsim.DefaultClientSecret}
	// What careless clients do.
	for _, s := range secrets {
		careless := url.Values{"client_secret": {s}, "grant_type": {s}, "response_type": {s}, "decision": {s}, s: {"x"}}
		form(sim, gongsim.TokenPath+"?"+careless.Encode(), careless, "", "")
		form(sim, "/oauth2/token?"+careless.Encode(), careless, "", "")
		form(sim, "/v2/token", careless, "", "")
		open(sim, careless)
		form(sim, gongsim.TokenPath+"?%zz"+s, careless, "", "")
	}
	bear(sim, "/v2/users", second.Access)
	book := sim.Requests()
	for _, r := range book {
		for _, s := range secrets {
			if text := fmt.Sprintf("%+v %s", r, r); strings.Contains(text, s) {
				t.Errorf("%q stands in %s", s, text)
			}
		}
	}
	var got []string
	for _, r := range book[:4] {
		got = append(got, fmt.Sprint(r.Method, " ", r.Status, " ", r.Query, " ", r.Body))
	}
	want := []string{
		"GET 200 client_id&code_challenge&code_challenge_method=S256&redirect_uri&response_type=code&scope&state ",
		"POST 303  client_id&code_challenge&code_challenge_method=S256&decision=allow&redirect_uri&response_type=code&scope&state",
		"POST 200  code&code_verifier&grant_type=authorization_code&redirect_uri",
		"POST 200  grant_type=refresh_token&refresh_token",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTenantsHost(t *testing.T) {
	const general, tenant = "http://127.0.0.1:1", "http://127.0.0.1:2"
	for _, c := range []struct {
		name                 string
		strict               bool
		atGeneral, authorize int // an access token at the general host, the authorize page at the tenant's
	}{{"lenient", false, 200, 200}, {"strict", true, 307, 404}} {
		t.Run(c.name, func(t *testing.T) {
			sim := small(gongsim.Options{Calls: 10, Tenant: tenant, StrictHosts: c.strict})
			first := login(t, sim)
			if first.Base != tenant {
				t.Errorf("the tenant's address is %q", first.Base)
			}
			w := bear(sim, general+"/v2/users?a=b", first.Access)
			if w.Code != c.atGeneral || c.strict && w.Header().Get("Location") != tenant+"/v2/users?a=b" {
				t.Errorf("an access token at the general host: %d %q", w.Code, w.Header().Get("Location"))
			}
			if w := bear(sim, general+"/v2/users", "abc"); w.Code != 401 {
				t.Errorf("an unknown access token at the general host: %d", w.Code)
			}
			if w := bear(sim, tenant+"/v2/users", first.Access); w.Code != 200 {
				t.Errorf("an access token at the tenant's host: %d", w.Code)
			}
			if w := ask(sim, "GET", general+"/v2/users", ""); w.Code != 200 {
				t.Errorf("an access key at the general host: %d", w.Code)
			}
			w = httptest.NewRecorder()
			sim.ServeHTTP(w, httptest.NewRequest(http.MethodGet, tenant+gongsim.AuthorizePath+"?"+consentQuery().Encode(), nil))
			if w.Code != c.authorize {
				t.Errorf("the authorize page at the tenant's host: %d", w.Code)
			}
		})
	}
}
