//go:build xvfb && linux

package main_test

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// fill imports all calls and transcripts of an account, which is gone afterwards, into the dataset "Renewals" of a home.
func fill(t testing.TB, home string, sim *gongsim.Sim) {
	t.Helper()
	sim.KeepRequests(0)
	account := httptest.NewServer(sim)
	defer account.Close()
	base, err := gong.ParseBaseURL(account.URL)
	if err != nil {
		t.Fatal(err)
	}
	key := gong.APIKey{AccessKey: gongsim.DefaultKey, Secret: core.NewSecret(gongsim.DefaultSecret)}
	client, err := gong.New(base, key, gong.Options{Limiters: gong.NewLimiters(core.SystemClock{}, 1e6)})
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(filepath.Join(home, "data"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	d, err := db.CreateDataset(store.Dataset{Name: "Renewals", Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.Last(365)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := importer.New(db, nil).Run(t.Context(), client, d.ID, importer.Options{}); err != nil {
		t.Fatal(err)
	}
}
