package app

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core/search"
	"tamtam/core/vault"
)

// TestADamagedIndexIsMadeAnewByTheSearchThatFindsIt: the person sees what there is, not that something is broken.
func TestADamagedIndexIsMadeAnewByTheSearchThatFindsIt(t *testing.T) {
	home := t.TempDir()
	begin := func() *program {
		a, err := open(placesFor(home), programOptions{vault: vault.Options{Memory: new(vault.Memory)}})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := begin()
	id := newCalls(t, a.store, "Renewals")
	speak(t, a.store, id, map[string]string{"1": "What about pricing?"})
	if err := a.close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(home, "tamtam.db"), "wpricing")
	a = begin()
	defer func() {
		if err := a.close(); err != nil {
			t.Error(err)
		}
	}()
	for range 2 {
		r, err := a.searches.Search(t.Context(), "pricing", search.Options{})
		if err != nil || r.Total != 1 {
			t.Errorf("%d calls, %v", r.Total, err)
		}
	}
	if reports, err := a.store.CheckIndex(t.Context()); err != nil || len(reports) == 0 || !reports[len(reports)-1].Good() {
		t.Errorf("%+v, %v", reports, err)
	}
}

// spoil damages the value of a key in all segments of the index of transcripts.
func spoil(t *testing.T, path, key string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := 0
	err = db.Update(func(tx *bolt.Tx) error {
		datasets := tx.Bucket([]byte("datasets"))
		return datasets.ForEachBucket(func(id []byte) error {
			segments := datasets.Bucket(id).Bucket([]byte("files")).Bucket([]byte("transcripts")).Bucket([]byte("index"))
			return segments.ForEachBucket(func(name []byte) error {
				spoiled++
				return segments.Bucket(name).Put([]byte(key), []byte{0xff})
			})
		})
	})
	if err != nil || spoiled == 0 {
		t.Fatal(spoiled, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
