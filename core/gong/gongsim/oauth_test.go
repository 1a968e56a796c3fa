package gongsim_test

import (
	"net/http"
	"testing"

	"tamtam/core/gong/gongsim"
)

func TestLoginRefreshAndUse(t *testing.T) {
	sim := small(gongsim.Options{Calls: 20})
	first := login(t, sim)
	if first.Type != "bearer" || first.Expires != 86400 || first.Scope != "api:users:read api:workspaces:read" || first.Base != "http://example.com" {
		t.Errorf("got %+v", first)
	}
	if w := bear(sim, "/v2/workspaces", first.Access); w.Code != http.StatusOK {
		t.Errorf("the access token: %d %s", w.Code, w.Body)
	}
	second := granted(t, exchange(sim, refreshForm(first.Refresh)))
	if second.Access == first.Access || second.Refresh == first.Refresh {
		t.Error("the refresh rotated nothing")
	}
	refused(t, exchange(sim, refreshForm(first.Refresh)), 400, "invalid_grant")
	if sim.RefreshValid(first.Refresh) || !sim.RefreshValid(second.Refresh) {
		t.Error("the second refresh token is not the one that is valid")
	}
}
