package auth_test

import (
	"maps"
	"testing"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// losses are the ways to lose a data key.
var losses = map[string]struct {
	lose  func(t *testing.T, w *world)
	state vault.State
}{
	"gone": {func(_ *testing.T, w *world) { w.ring.items = nil }, vault.Missing},
	"another": {func(t *testing.T, w *world) {
		other := newWorld(t)
		other.connect(t)
		for account := range w.ring.items {
			for _, value := range other.ring.items {
				w.ring.items[account] = value
			}
		}
	}, vault.Damaged},
	"its record damaged": {func(t *testing.T, w *world) {
		if err := w.store.Blob("vault").Save([]byte("no header")); err != nil {
			t.Fatal(err)
		}
	}, vault.Damaged},
}

func TestReconnectingReplacesALostDataKey(t *testing.T) {
	for name, test := range losses {
		t.Run(name, func(t *testing.T) {
			w, id := keptIn(t, vault.KindKeychain)
			report, err := w.connections.Test(t.Context(), key(), nil)
			if err != nil {
				t.Fatal(err)
			}
			test.lose(t, w)
			c := w.restarted("")
			if got := c.Vault(t.Context()).State; got != test.state || c.Opened() {
				t.Fatalf("the key is %s, opened %v", got, c.Opened())
			}
			if _, err := c.Save(t.Context(), auth.Target{ID: id}, key(), report); err != nil {
				t.Fatal(err)
			}
			mustOpen(t, c, id)
			mustOpen(t, w.restarted(""), id)
			if !c.Opened() || w.ring.count() != 1 {
				t.Errorf("opened %v, %d keys in the keychain", c.Opened(), w.ring.count())
			}
		})
	}
}

// What nobody can open now may open again: the database came from another computer, or its keychain comes back.
func TestALostDataKeyThatOthersNeedIsNotReplaced(t *testing.T) {
	w, id := keptIn(t, vault.KindKeychain)
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	beside, err := w.connections.Save(t.Context(), auth.Target{Name: "Second"}, key(), report)
	if err != nil {
		t.Fatal(err)
	}
	kept := maps.Clone(w.ring.items)
	w.ring.items = nil
	if _, err := w.restarted("").Save(t.Context(), auth.Target{ID: id}, key(), report); !core.Is(err, core.NotFound) {
		t.Errorf("saved over it: %v", err)
	}
	w.ring.items = kept
	for _, id := range []core.ConnectionID{id, beside.ID} {
		mustOpen(t, w.restarted(""), id)
	}
}

func TestCredentialsOfAnotherAccountReplaceNoDataKey(t *testing.T) {
	w, id := keptIn(t, vault.KindKeychain)
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.UpdateConnection(id, func(c *store.Connection) error {
		c.WorkspaceIDs = []string{"another company's"}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Connection: id, Types: core.DataTypes(), Period: core.Last(90)}); err != nil {
		t.Fatal(err)
	}
	kept := maps.Clone(w.ring.items)
	w.ring.items = nil
	if _, err := w.restarted("").Save(t.Context(), auth.Target{ID: id}, key(), report); !core.Is(err, core.Invalid) {
		t.Errorf("saved: %v", err)
	}
	w.ring.items = kept
	mustOpen(t, w.restarted(""), id)
}
