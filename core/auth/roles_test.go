package auth_test

import (
	"testing"

	"tamtam/core"
)

func TestRolesAreKeptWithTheConnection(t *testing.T) {
	w := newWorld(t)
	saved := w.connect(t)
	if err := w.connections.LearnRoles(t.Context(), saved.ID); err != nil {
		t.Fatal(err)
	}
	kept, err := w.store.Connection(saved.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range w.sim.Users() {
		roles := kept.Roles[core.UserID(u.ID)]
		if len(roles) != 1 || roles[0] == "" {
			t.Errorf("user %s has the roles %q, want one", u.ID, roles)
		}
	}
}

func TestRolesThatCannotBeReadStay(t *testing.T) {
	w := newWorld(t)
	saved := w.connect(t)
	if err := w.connections.LearnRoles(t.Context(), saved.ID); err != nil {
		t.Fatal(err)
	}
	w.sim.AddKey(accessKey, secret, "api:workspaces:read")
	if err := w.connections.LearnRoles(t.Context(), saved.ID); !core.Is(err, core.Denied) {
		t.Errorf("got %v, want denied", err)
	}
	if kept, _ := w.store.Connection(saved.ID); len(kept.Roles) == 0 {
		t.Error("the roles known before are gone")
	}
}
