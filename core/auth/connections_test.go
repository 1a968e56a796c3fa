package auth_test

import (
	"errors"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/vault"
)

func TestSavedCredentialsOpenAgain(t *testing.T) {
	w := newWorld(t)
	connection := w.connect(t)
	if connection.Name != "Initial workspace" || connection.Kind != auth.KindAPIKey || connection.ID == "" {
		t.Errorf("saved %+v", connection)
	}
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	credential, base, err := again.Open(t.Context(), connection.ID)
	if err != nil {
		t.Fatal(err)
	}
	if credential != any(gong.APIKey{AccessKey: accessKey, Secret: credential.(gong.APIKey).Secret}) ||
		credential.(gong.APIKey).Secret.Reveal() != secret || base.String() != gong.DefaultBase {
		t.Error("opens something else")
	}
}

func TestSaveReplacesAKeyUnderItsID(t *testing.T) {
	w := newWorld(t)
	first := w.connect(t)
	w.sim.AddKey("other", "other secret")
	other := auth.APIKey{AccessKey: "other", Secret: core.NewSecret("other secret")}
	report, err := w.connections.Test(t.Context(), other, nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.connections.Save(t.Context(), auth.Target{ID: first.ID}, other, report)
	if err != nil || second.ID != first.ID || !second.Created.Equal(first.Created) {
		t.Fatalf("saved %+v, %v", second, err)
	}
	credential, _, err := w.connections.Open(t.Context(), first.ID)
	if err != nil || credential.(gong.APIKey).AccessKey != "other" {
		t.Errorf("opens the old key, %v", err)
	}
	if all, err := w.connections.List(); err != nil || len(all) != 1 {
		t.Errorf("%d connections, %v", len(all), err)
	}
}

// The workspaces' ids tell one company from another. A key that may not list them takes nothing away from what is known.
func TestAKeyThatMayNotListWorkspacesForgetsNone(t *testing.T) {
	w := newWorld(t)
	before := w.connect(t)
	w.sim.AddKey("narrow", secret, "api:users:read")
	narrow := auth.APIKey{AccessKey: "narrow", Secret: core.NewSecret(secret)}
	report, err := w.connections.Test(t.Context(), narrow, nil)
	if err != nil || len(report.Workspaces) != 0 {
		t.Fatalf("listed %v, %v", report.Workspaces, err)
	}
	if after, err := w.connections.Save(t.Context(), auth.Target{ID: before.ID}, narrow, report); err != nil || len(after.WorkspaceIDs) != 0 {
		t.Errorf("nothing is imported through it, and the key may be of another account: kept %v, %v", after.WorkspaceIDs, err)
	}
	before = w.connect(t)
	if _, err := w.store.CreateDataset(store.Dataset{Name: "Used", Connection: before.ID, Types: core.DataTypes(), Period: core.All()}); err != nil {
		t.Fatal(err)
	}
	after, err := w.connections.Save(t.Context(), auth.Target{ID: before.ID}, narrow, report)
	if err != nil || len(before.WorkspaceIDs) == 0 || !slices.Equal(after.WorkspaceIDs, before.WorkspaceIDs) || after.Account != before.Account {
		t.Errorf("kept %v of %q, not %v of %q, %v", after.WorkspaceIDs, after.Account, before.WorkspaceIDs, before.Account, err)
	}
}

func TestACredentialDoesNotOpenForAnotherConnection(t *testing.T) {
	w := newWorld(t)
	first := w.connect(t)
	moved := first
	moved.ID, moved.Name = "0123456789abcdef", "Another"
	if _, err := w.store.PutConnection(moved); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.connections.Open(t.Context(), moved.ID); !core.Is(err, core.Broken) {
		t.Errorf("got %v", err)
	}
}

func TestDisconnectRemovesCredentialAndDataKey(t *testing.T) {
	w := newWorld(t)
	connection := w.connect(t)
	if w.ring.count() != 1 {
		t.Fatalf("the keychain holds %d items", w.ring.count())
	}
	if err := w.connections.Disconnect(t.Context(), connection.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := w.connections.List(); err != nil || len(all) != 0 {
		t.Errorf("left %v, %v", all, err)
	}
	if w.ring.count() != 0 {
		t.Error("the data key is still in the keychain")
	}
	if _, _, err := w.connections.Open(t.Context(), connection.ID); !core.Is(err, core.NotFound) {
		t.Errorf("open: %v", err)
	}
	w.connect(t) // and it can be done again
}

func TestDisconnectWorksWithoutTheKeychain(t *testing.T) {
	w := newWorld(t)
	connection := w.connect(t)
	w.ring.fail(errors.New("no bus"))
	if err := w.connections.Disconnect(t.Context(), connection.ID); err != nil {
		t.Fatal(err)
	}
	if all, _ := w.connections.List(); len(all) != 0 {
		t.Error("the credential is still there")
	}
}

func TestWithoutAKeychainAPassphraseIsChosenOnlyByProtect(t *testing.T) {
	w := newWorld(t)
	w.ring.fail(errors.New("no bus"))
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.connections.Save(t.Context(), auth.Target{}, key(), report); !core.Is(err, core.Unavailable) {
		t.Fatalf("save: %v", err)
	}
	if status := w.connections.Vault(t.Context()); status.State != vault.Unavailable || status.Recorded {
		t.Errorf("status %+v", status)
	}
	if err := w.connections.Protect(t.Context(), core.NewSecret("horse battery")); err != nil {
		t.Fatal(err)
	}
	connection, err := w.connections.Save(t.Context(), auth.Target{}, key(), report)
	if err != nil {
		t.Fatal(err)
	}

	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	if _, _, err := again.Open(t.Context(), connection.ID); !errors.Is(err, vault.ErrPassphraseNeeded) {
		t.Errorf("open without it: %v", err)
	}
	if err := again.Protect(t.Context(), core.NewSecret("wrong")); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, _, err := again.Open(t.Context(), connection.ID); !errors.Is(err, vault.ErrPassphraseNeeded) {
		t.Errorf("the wrong one is remembered: %v", err)
	}
	if err := again.Protect(t.Context(), core.NewSecret("horse battery")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := again.Open(t.Context(), connection.ID); err != nil {
		t.Error(err)
	}
	if status := again.Vault(t.Context()); status.Kind != vault.KindPassphrase || status.State != vault.Found {
		t.Errorf("status %+v", status)
	}
}

func TestALockedKeychainIsNeverReplaced(t *testing.T) {
	w := newWorld(t)
	connection := w.connect(t)
	w.ring.fail(vault.ErrLocked)
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	if err := again.Protect(t.Context(), core.NewSecret("horse battery")); !core.Is(err, core.Locked) {
		t.Errorf("protect: %v", err)
	}
	w.ring.fail(nil)
	if _, _, err := again.Open(t.Context(), connection.ID); err != nil {
		t.Errorf("the key is lost: %v", err)
	}
}

func TestTroubleIsWhatAPersonMustMend(t *testing.T) {
	w := newWorld(t)
	id := w.connect(t).ID
	steps := []struct {
		err  error
		want core.Kind
	}{
		{nil, core.Other},
		{core.E(core.Offline, "list calls", nil), core.Other},
		{core.E(core.Unauthorized, "list calls", nil), core.Unauthorized},
		{core.E(core.Offline, "list calls", nil), core.Unauthorized},
		{&core.Error{Kind: core.Denied, Scope: "api:users:read"}, core.Other},
		{core.E(core.Foreign, "list calls", nil), core.Foreign},
		{nil, core.Other},
	}
	for i, step := range steps {
		if err := w.connections.Note(id, step.err); err != nil {
			t.Fatal(err)
		}
		if got, _, err := w.connections.Trouble(id); err != nil || got != step.want {
			t.Errorf("step %d, %v: got %s, %v; want %s", i, step.err, got, err, step.want)
		}
	}
}

func TestRetestKeepsWhatItFinds(t *testing.T) {
	w := newWorld(t)
	id := w.connect(t).ID
	w.sim.Deny("api:library:read")
	if _, err := w.connections.Retest(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
	connection, err := w.store.Connection(id)
	if err != nil || len(connection.Denied) != 1 || connection.Denied[core.Libraries] != "api:library:read" {
		t.Errorf("denied %v, %v", connection.Denied, err)
	}
	w.sim.Revoke(accessKey)
	if _, err := w.connections.Retest(t.Context(), id, nil); !core.Is(err, core.Unauthorized) {
		t.Errorf("revoked: %v", err)
	}
	if got, since, _ := w.connections.Trouble(id); got != core.Unauthorized || since.IsZero() {
		t.Errorf("trouble %s since %s", got, since)
	}
}
