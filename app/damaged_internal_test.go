package app

import (
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core/search"
	"tamtam/core/vault"
	"tamtam/ui/find"
)

// TestADamagedIndexIsMadeAnewByTheSearchThatFindsIt: the person sees what there is, not that something is broken, and a saved search counts it.
func TestADamagedIndexIsMadeAnewByTheSearchThatFindsIt(t *testing.T) {
	for name, damage := range map[string]func(file *bolt.Bucket) error{
		"a word": func(file *bolt.Bucket) error {
			segments := file.Bucket([]byte("index"))
			return segments.ForEachBucket(func(name []byte) error { return segments.Bucket(name).Put([]byte("wpricing"), []byte{0xff}) })
		},
		"a digest": func(file *bolt.Bucket) error {
			return file.Bucket([]byte("digests")).Put([]byte("1"), []byte{1, 0, 0xff})
		},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			begin := func() *program {
				a, err := open(placesFor(home), programOptions{vault: vault.Options{Memory: new(vault.Memory)}})
				if err != nil {
					t.Fatal(err)
				}
				return a
			}
			spoiled := func() *program {
				spoil(t, filepath.Join(home, "tamtam.db"), damage)
				return begin()
			}
			a := begin()
			id := newCalls(t, a.store, "Renewals")
			speak(t, a.store, id, map[string]string{"1": "What about pricing?"})
			if err := a.close(); err != nil {
				t.Fatal(err)
			}
			a = spoiled()
			for range 2 {
				r, err := a.searches.Search(t.Context(), "pricing", search.Options{})
				if err != nil || r.Total != 1 {
					t.Errorf("%d calls, %v", r.Total, err)
				}
			}
			if reports, err := a.store.CheckIndex(t.Context()); err != nil || len(reports) == 0 || !reports[len(reports)-1].Good() {
				t.Errorf("%+v, %v", reports, err)
			}
			if err := a.close(); err != nil {
				t.Fatal(err)
			}
			a = spoiled()
			if _, err := a.searches.Save(t.Context(), find.Saved{Name: "Prices", Query: "pricing"}); err != nil {
				t.Error(err)
			}
			if kept, err := a.store.SavedSearches(); err != nil || len(kept) != 1 || kept[0].Total != 1 {
				t.Errorf("saved are %+v, %v", kept, err)
			}
			if err := a.close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// spoil damages the files of transcripts in a database.
func spoil(t *testing.T, path string, damage func(file *bolt.Bucket) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := 0
	err = db.Update(func(tx *bolt.Tx) error {
		datasets := tx.Bucket([]byte("datasets"))
		return datasets.ForEachBucket(func(id []byte) error {
			spoiled++
			return damage(datasets.Bucket(id).Bucket([]byte("files")).Bucket([]byte("transcripts")))
		})
	})
	if err != nil || spoiled == 0 {
		t.Fatal(spoiled, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
