package auth_test

import (
	"errors"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/vault"
)

func TestADatasetGoesThroughItsOwnAccountOnly(t *testing.T) {
	acme := store.Connection{ID: "acme", BaseURL: "https://us-1.api.gong.io"}
	again := store.Connection{ID: "again", BaseURL: "https://us-1.api.gong.io"}
	globex := store.Connection{ID: "globex", BaseURL: "https://us-2.api.gong.io"}
	tests := []struct {
		name    string
		removed []store.Connection
		there   []store.Connection
		dataset core.ConnectionID
		want    core.ConnectionID
		cause   error
	}{
		{"its own", nil, []store.Connection{acme, globex}, "globex", "globex", nil},
		{"connected again", []store.Connection{acme}, []store.Connection{again}, "acme", "again", nil},
		{"connected again beside another company", []store.Connection{acme}, []store.Connection{globex, again}, "acme", "again", nil},
		{"only another company is left", []store.Connection{acme}, []store.Connection{globex}, "acme", "", auth.ErrAccountGone},
		{"connected again twice", []store.Connection{acme}, []store.Connection{again, {ID: "third", BaseURL: again.BaseURL}}, "acme", "", auth.ErrAccountGone},
		{"from before the first connection", nil, []store.Connection{acme}, "", "acme", nil},
		{"removed by an older Tamtam", nil, []store.Connection{acme}, "unknown", "acme", nil},
		{"removed by an older Tamtam, of several", nil, []store.Connection{acme, globex}, "unknown", "", auth.ErrAccountGone},
		{"of no account, of several", nil, []store.Connection{acme, globex}, "", "", auth.ErrAccountGone},
		{"made-up data", nil, []store.Connection{acme}, core.SampleConnection, "", auth.ErrNotConnected},
		{"nothing is connected", []store.Connection{acme}, nil, "acme", "", auth.ErrNotConnected},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			for _, c := range slices.Concat(test.removed, test.there) {
				if _, err := w.store.PutConnection(c); err != nil {
					t.Fatal(err)
				}
			}
			for _, c := range test.removed {
				if err := w.connections.Disconnect(t.Context(), c.ID); err != nil {
					t.Fatal(err)
				}
			}
			got, err := w.connections.For(store.Dataset{Connection: test.dataset})
			if got.ID != test.want || !errors.Is(err, test.cause) || test.cause != nil && !core.Is(err, core.Unauthorized) {
				t.Errorf("got %q, %v; want %q, %v", got.ID, err, test.want, test.cause)
			}
		})
	}
}

// A key of another company in the place of the old one would fill the old one's datasets with what both say.
func TestAKeyOfAnotherAccountReplacesNoConnection(t *testing.T) {
	w := newWorld(t)
	first := w.connect(t)
	if _, err := w.store.UpdateConnection(first.ID, func(c *store.Connection) error {
		c.WorkspaceIDs = []string{"another company's"}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.store.CreateDataset(store.Dataset{Name: "Renewals", Connection: first.ID, Types: core.DataTypes(), Period: core.Last(90)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.connections.Save(t.Context(), auth.Target{ID: first.ID}, key(), report); !core.Is(err, core.Invalid) {
		t.Errorf("replaced: %v", err)
	}
	beside, err := w.connections.Save(t.Context(), auth.Target{Name: "Second"}, key(), report)
	if err != nil || beside.ID == first.ID || beside.Name != "Second" {
		t.Errorf("beside it: %+v, %v", beside, err)
	}
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	for _, id := range []core.ConnectionID{first.ID, beside.ID} {
		if _, _, err := again.Open(t.Context(), id); err != nil {
			t.Errorf("%s does not open: %v", id, err)
		}
	}
	if err := w.store.DeleteDataset(d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.connections.Save(t.Context(), auth.Target{ID: first.ID}, key(), report); err != nil {
		t.Errorf("nothing is imported through it: %v", err)
	}
}
