package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
)

func TestARemovedConnectionIsRememberedWithoutItsSecret(t *testing.T) {
	s := open(t, t.TempDir())
	made := store.Connection{
		ID: "a", Name: "Acme EU", Account: "Sales", Kind: "api-key", BaseURL: "https://us-1.api.gong.io", Sealed: []byte{1, 2}, Workspaces: []string{"Sales"}, WorkspaceIDs: []string{"7"},
		Roles: map[core.UserID][]string{"1": {"Admin"}},
	}
	if _, err := s.PutConnection(made); err != nil {
		t.Fatal(err)
	}
	if _, known, err := s.Former("a"); known || err != nil {
		t.Errorf("remembered before it was removed, %v", err)
	}
	for range 2 { // removing it again forgets nothing
		if err := s.DeleteConnection("a"); err != nil {
			t.Fatal(err)
		}
	}
	got, known, err := s.Former("a")
	want := store.Connection{ID: "a", Name: "Acme EU", Account: "Sales", BaseURL: "https://us-1.api.gong.io", Workspaces: []string{"Sales"}, WorkspaceIDs: []string{"7"}}
	if diff := cmp.Diff(want, got); diff != "" || !known || err != nil {
		t.Errorf("%t, %v %s", known, err, diff)
	}
}

func TestSameAccount(t *testing.T) {
	at := func(base string, workspaces ...string) store.Connection {
		return store.Connection{BaseURL: base, WorkspaceIDs: workspaces}
	}
	tests := []struct {
		name string
		a, b store.Connection
		want bool
	}{
		{"all alike", at("https://us-1.api.gong.io", "1"), at("https://us-1.api.gong.io", "1"), true},
		{"a workspace more", at("https://api.gong.io", "1"), at("https://us-1.api.gong.io", "1", "2"), true},
		{"the company has moved", at("https://us-1.api.gong.io", "1"), at("https://us-2.api.gong.io", "1"), true},
		{"no workspace in common", at("https://api.gong.io", "1"), at("https://api.gong.io", "2"), false},
		{"another company's host, workspaces unknown", at("https://us-1.api.gong.io"), at("https://us-2.api.gong.io", "2"), false},
		{"the same host, workspaces unknown", at("https://us-1.api.gong.io"), at("https://us-1.api.gong.io", "1"), true},
		{"the common host, workspaces unknown", at("https://api.gong.io"), at("https://us-1.api.gong.io"), true},
		{"simulated accounts, workspaces unknown", at("http://127.0.0.1:4001"), at("http://localhost:4002"), true},
		{"two simulated companies", at("http://127.0.0.1:4001", "1"), at("http://127.0.0.1:4001", "2"), false},
	}
	for _, test := range tests {
		if test.a.SameAccount(test.b) != test.want || test.b.SameAccount(test.a) != test.want {
			t.Errorf("%s: want %t", test.name, test.want)
		}
	}
}

func TestADatasetThatGoesToAnotherAccountIsEmptied(t *testing.T) {
	const hers, same, other, gone = "hers", "same", "other", "gone"
	tests := []struct {
		name     string
		from, to core.ConnectionID
		emptied  bool
	}{
		{"another company", hers, other, true},
		{"the same account by another credential", hers, same, false},
		{"back to its account, connected anew", gone, hers, false},
		{"from a removed account to another", gone, other, true},
		{"from made-up data", core.SampleConnection, hers, true},
		{"to made-up data", hers, core.SampleConnection, true},
		{"from before the first connection", "", hers, false},
		{"from one that nothing is known of", "unknown", hers, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			for id, host := range map[core.ConnectionID]string{hers: "us-1", same: "us-1", gone: "us-1", other: "us-2"} {
				if _, err := s.PutConnection(store.Connection{ID: id, BaseURL: "https://" + host + ".api.gong.io"}); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.DeleteConnection(gone); err != nil {
				t.Fatal(err)
			}
			d, err := s.CreateDataset(store.Dataset{Name: "Deals", Connection: test.from, Types: []core.DataType{core.Calls}, Period: core.Last(30)})
			if err != nil {
				t.Fatal(err)
			}
			put(t, s, d.ID, core.Calls, record("1", "what one company says"))
			finish(t, s, d.ID, core.Calls)
			if err := s.Stage(d.ID, func(s *store.Stage) error { return s.SetKnown([]byte("names")) }); err != nil {
				t.Fatal(err)
			}
			d.Connection = test.to
			if told, err := s.Empties(d); told != test.emptied || err != nil {
				t.Errorf("told %t before, %v", told, err)
			}
			if err := s.UpdateDataset(d); err != nil {
				t.Fatal(err)
			}
			files, err := s.Files(d.ID)
			if err != nil {
				t.Fatal(err)
			}
			known, err := s.Known(d.ID)
			if err != nil {
				t.Fatal(err)
			}
			if (len(files) == 0) != test.emptied || (known == nil) != test.emptied {
				t.Errorf("%d files, known %q; emptied should be %t", len(files), known, test.emptied)
			}
		})
	}
}
