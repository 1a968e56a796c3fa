package gongsim_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

func TestRefreshRotates(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	first := login(t, sim)
	second := granted(t, exchange(sim, refreshForm(first.Refresh)))
	if second.Access == first.Access || second.Refresh == first.Refresh || second.Scope != first.Scope {
		t.Errorf("got %+v after %+v", second, first)
	}
	w := exchange(sim, refreshForm(first.Refresh))
	var e struct {
		Error string `json:"error"`
		Says  string `json:"error_description"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != 400 || e.Error != "invalid_grant" || e.Says != "Token has been expired or revoked." {
		t.Errorf("a spent token: %d %s", w.Code, w.Body)
	}
	if sim.RefreshValid(first.Refresh) || !sim.RefreshValid(second.Refresh) || sim.RefreshValid("unknown") {
		t.Error("the second refresh token is not the one that is valid")
	}
	third := granted(t, exchange(sim, refreshForm(second.Refresh)))
	for _, token := range []string{first.Access, second.Access, third.Access} {
		if w := bear(sim, "/v2/users", token); w.Code != http.StatusOK {
			t.Errorf("an access token that has not expired: %d %s", w.Code, w.Body)
		}
	}
	want := map[gongsim.TokenRequest]int{
		{Grant: "authorization_code", Outcome: gongsim.Granted}: 1,
		{Grant: "refresh_token", Outcome: gongsim.Granted}:      2,
		{Grant: "refresh_token", Outcome: "invalid_grant"}:      1,
	}
	got := sim.TokenRequests()
	for asked, n := range want {
		if got[asked] != n || len(got) != len(want) {
			t.Errorf("token requests %v, want %v", got, want)
		}
	}
}

func TestRefreshTokenBelongsToItsClient(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddApp(gongsim.App{ClientID: "other", Secret: "s"})
	first := login(t, sim)
	refused(t, form(sim, gongsim.TokenPath, refreshForm(first.Refresh), "other", "s"), 400, "invalid_grant")
	if !sim.RefreshValid(first.Refresh) {
		t.Error("another client has spent the token")
	}
}

// TestRefreshesAtOnce sends one refresh token many times: exactly one request gets tokens.
func TestRefreshesAtOnce(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	first := login(t, sim)
	var all sync.WaitGroup
	statuses := make([]int, 50)
	for i := range statuses {
		all.Go(func() { statuses[i] = exchange(sim, refreshForm(first.Refresh)).Code })
	}
	all.Wait()
	slices.Sort(statuses)
	if statuses[0] != 200 || statuses[1] != 400 || statuses[49] != 400 {
		t.Errorf("got %v", statuses)
	}
	if _, refresh := sim.ActiveTokens(); refresh != 1 {
		t.Errorf("%d refresh tokens are valid", refresh)
	}
}

func TestRefreshGrace(t *testing.T) {
	type world struct {
		sim                  *gongsim.Sim
		first, second, third tokens
	}
	// Each begins after a second refresh with the first token, whose answer was lost.
	for _, c := range []struct {
		name string
		do   func(w world)
		fine bool
	}{
		{"nothing was used", func(world) {}, true},
		{"the new access token was used", func(w world) { bear(w.sim, "/v2/users", w.third.Access) }, false},
		{"the lost access token was used", func(w world) { bear(w.sim, "/v2/users", w.second.Access) }, false},
		{"the old access token was used", func(w world) { bear(w.sim, "/v2/users", w.first.Access) }, true},
		{"the new refresh token was used", func(w world) { granted(t, exchange(w.sim, refreshForm(w.third.Refresh))) }, false},
		{"all was revoked", func(w world) { w.sim.RevokeApp(gongsim.DefaultClientID) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := world{sim: small(gongsim.Options{Calls: 10, RefreshGrace: true})}
			w.first = login(t, w.sim)
			w.second = granted(t, exchange(w.sim, refreshForm(w.first.Refresh)))
			w.third = granted(t, exchange(w.sim, refreshForm(w.first.Refresh)))
			refused(t, exchange(w.sim, refreshForm(w.second.Refresh)), 400, "invalid_grant") // only the latest is valid
			c.do(w)
			again := exchange(w.sim, refreshForm(w.first.Refresh))
			if c.fine {
				granted(t, again)
			} else {
				refused(t, again, 400, "invalid_grant")
			}
		})
	}
}

func TestAccessTokens(t *testing.T) {
	c := &clock{now: present}
	sim := small(gongsim.Options{Calls: 10, Clock: c, ExpiresIn: time.Minute})
	const invalid = "Unauthorized, the access token is not valid or has expired"
	demand := func(when, token string, status int, text string) {
		t.Helper()
		w := bear(sim, "/v2/users", token)
		if w.Code != status || text != "" && problems(t, w)[0] != text {
			t.Errorf("%s: got %d %s", when, w.Code, w.Body)
		}
	}
	first := login(t, sim)
	demand("at first", first.Access, 200, "")
	demand("unknown", "abc", 401, invalid)
	demand("cut", first.Access[:len(first.Access)-1], 401, invalid)
	demand("a refresh token", first.Refresh, 401, invalid)
	c.add(time.Minute - time.Second)
	demand("before it expires", first.Access, 200, "")
	c.add(time.Second)
	demand("expired", first.Access, 401, invalid)
	second := granted(t, exchange(sim, refreshForm(first.Refresh)))
	demand("refreshed", second.Access, 200, "")
	sim.ExpireTokens()
	demand("expired by order", second.Access, 401, invalid)
	if access, refresh := sim.ActiveTokens(); access != 0 || refresh != 1 {
		t.Errorf("%d access and %d refresh tokens, want 0 and 1", access, refresh)
	}
	third := granted(t, exchange(sim, refreshForm(second.Refresh)))
	demand("refreshed again", third.Access, 200, "")
	sim.RevokeApp(gongsim.DefaultClientID)
	demand("revoked", third.Access, 401, invalid)
}

func TestRevokeAndRemove(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	sim.AddApp(gongsim.App{ClientID: "other", Secret: "s"})
	other := granted(t, form(sim, gongsim.TokenPath, codeForm(newCode(t, sim, changed(consentQuery(), "client_id", "other"))), "other", "s"))
	first, pending := login(t, sim), newCode(t, sim, consentQuery())
	sim.RevokeApp(gongsim.DefaultClientID)
	if access, refresh := sim.ActiveTokens(); access != 1 || refresh != 1 || sim.RefreshValid(first.Refresh) {
		t.Errorf("%d access and %d refresh tokens are left, want the other integration's", access, refresh)
	}
	refused(t, exchange(sim, refreshForm(first.Refresh)), 400, "invalid_grant")
	refused(t, exchange(sim, codeForm(pending)), 400, "invalid_grant")
	if again := login(t, sim); !sim.RefreshValid(again.Refresh) {
		t.Error("a new consent is worth nothing")
	}
	sim.RemoveApp("other")
	refused(t, form(sim, gongsim.TokenPath, refreshForm(other.Refresh), "other", "s"), 401, "invalid_client")
	if w := bear(sim, "/v2/users", other.Access); w.Code != http.StatusUnauthorized {
		t.Errorf("a removed integration's token: %d", w.Code)
	}
}

func TestScopesOfTokens(t *testing.T) {
	sim := small(gongsim.Options{Calls: 10})
	first := login(t, sim)
	const missing = "You don't have permission to use 'api:library:read' in your app."
	if w := bear(sim, "/v2/library/folders", first.Access); w.Code != 401 || problems(t, w)[0] != missing {
		t.Errorf("a scope that was not granted: %d %s", w.Code, w.Body)
	}
	sim.Deny("api:workspaces:read")
	if w := bear(sim, "/v2/workspaces", first.Access); w.Code != 401 || problems(t, w)[0] != "You don't have permission to use 'api:workspaces:read' in your app." {
		t.Errorf("a denied scope: %d %s", w.Code, w.Body)
	}
	if w := bear(sim, "/v2/users", first.Access); w.Code != 200 {
		t.Errorf("the other scope: %d %s", w.Code, w.Body)
	}
	if got := granted(t, exchange(sim, refreshForm(first.Refresh))).Scope; got != "api:users:read" {
		t.Errorf("refreshed with scope %q", got)
	}
	if got := login(t, sim).Scope; got != "api:users:read" {
		t.Errorf("granted scope %q", got)
	}
}
