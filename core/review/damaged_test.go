package review_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// spoiled is a database with everything of an account, after fn has changed the buckets of its files.
func spoiled(t *testing.T, fn func(files *bolt.Bucket) error) *room {
	t.Helper()
	folder := t.TempDir()
	r := openRoom(t, folder)
	id := r.dataset("Everything")
	for _, of := range []core.DataType{core.Calls, core.Transcripts, core.CRMDeals} {
		r.put(id, of, golden(t, of)...)
	}
	cards := golden(t, core.AnsweredScorecards)
	cards[1].ID = "463515258458745" // stands before the other
	r.put(id, core.AnsweredScorecards, cards...)
	path := r.store.Path()
	if err := r.store.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		return fn(tx.Bucket([]byte("datasets")).Bucket([]byte(id)).Bucket([]byte("files")))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return openRoom(t, filepath.Dir(path))
}

// breakRecord makes a record one that cannot be unpacked.
func breakRecord(files *bolt.Bucket, of core.DataType, id string) error {
	records := files.Bucket([]byte(of)).Bucket([]byte("records"))
	c := records.Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if bytes.HasSuffix(k, []byte(id)) {
			return records.Put(bytes.Clone(k), v[:len(v)-1:len(v)-1])
		}
	}
	return errors.New("there is no such record")
}

func TestOpenLeavesOutWhatCannotBeRead(t *testing.T) {
	type seen struct {
		call, transcript   bool
		scorecards, fields int
	}
	for _, c := range []struct {
		name  string
		spoil func(files *bolt.Bucket) error
		want  seen
	}{
		{"nothing", func(*bolt.Bucket) error { return nil }, seen{true, true, 1, 9}},
		{"the call's record", func(f *bolt.Bucket) error { return breakRecord(f, core.Calls, string(acme)) }, seen{false, true, 1, 0}},
		{"the transcript", func(f *bolt.Bucket) error { return breakRecord(f, core.Transcripts, string(acme)) }, seen{true, false, 1, 9}},
		{"the deal", func(f *bolt.Bucket) error { return breakRecord(f, core.CRMDeals, "Salesforce/006B") }, seen{true, true, 1, 0}},
		{"its review", func(f *bolt.Bucket) error { return breakRecord(f, core.AnsweredScorecards, "563515258458745") }, seen{true, true, 0, 9}},
		{"a review before it", func(f *bolt.Bucket) error { return breakRecord(f, core.AnsweredScorecards, "463515258458745") }, seen{true, true, 1, 9}},
		{"the head of the calls", func(f *bolt.Bucket) error { return f.Bucket([]byte("calls")).Put([]byte("head"), []byte("{")) }, seen{true, true, 1, 9}},
		{"the digests of the calls", func(f *bolt.Bucket) error { return f.Bucket([]byte("calls")).DeleteBucket([]byte("digests")) }, seen{true, true, 1, 9}},
		{"the stamps", func(f *bolt.Bucket) error {
			if err := f.Bucket([]byte("calls")).Delete([]byte("stamp")); err != nil {
				return err
			}
			return f.Bucket([]byte("transcripts")).Delete([]byte("stamp"))
		}, seen{true, true, 1, 9}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := spoiled(t, c.spoil)
			open := r.open(acme)
			got := seen{call: open.Record != nil, transcript: open.Transcript != nil, scorecards: len(open.Scorecards)}
			if len(open.Objects) > 1 {
				got.fields = len(open.Objects[1].Fields)
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if open.Title != "Acme, renewal and pricing" || len(open.Datasets) != 1 {
				t.Errorf("got %q of %d datasets", open.Title, len(open.Datasets))
			}
		})
	}
}

func TestOpenFailsWhenNoneOfTheRecordsCanBeRead(t *testing.T) {
	r := spoiled(t, func(files *bolt.Bucket) error {
		if err := breakRecord(files, core.Calls, string(acme)); err != nil {
			return err
		}
		return breakRecord(files, core.Transcripts, string(acme))
	})
	if _, err := r.desk.Open(t.Context(), acme); core.KindOf(err) != core.Broken {
		t.Errorf("got %v", err)
	}
}

// A file that is not in step with its digests is counted, and its calls wait; those of the other files are there.
func TestAListCountsTheFilesThatItCannotBeMadeOf(t *testing.T) {
	for _, c := range []struct {
		name          string
		spoil         func(files *bolt.Bucket) error
		unread, calls int
		damaged       int
	}{
		{"nothing", func(*bolt.Bucket) error { return nil }, 0, 4, 0},
		{"no stamp", func(f *bolt.Bucket) error { return f.Bucket([]byte("transcripts")).Delete([]byte("stamp")) }, 1, 3, 0},
		{"no head", func(f *bolt.Bucket) error { return f.Bucket([]byte("calls")).Put([]byte("head"), []byte("{")) }, 1, 3, 0},
		{"a digest that cannot be read", func(f *bolt.Bucket) error {
			return f.Bucket([]byte("calls")).Bucket([]byte("digests")).Put([]byte(acme), []byte{0, 0, 9})
		}, 1, 4, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := spoiled(t, c.spoil).calls()
			if all.Unread() != c.unread || all.Damaged() != c.damaged || len(all.Calls) != c.calls {
				t.Errorf("%d unread, %d damaged, %d calls, want %d, %d and %d", all.Unread(), all.Damaged(), len(all.Calls), c.unread, c.damaged, c.calls)
			}
			if call := all.Call("4570250816631531514"); call == nil || call.Awaited {
				t.Error("whose transcript is there, or may be, is not awaited")
			}
		})
	}
}

// TestAListIsWholeOnceItsDigestsAreMade, in the same program.
func TestAListIsWholeOnceItsDigestsAreMade(t *testing.T) {
	r := spoiled(t, func(f *bolt.Bucket) error { return f.Bucket([]byte("transcripts")).Delete([]byte("stamp")) })
	if n := r.calls().Unread(); n != 1 {
		t.Fatalf("%d unread", n)
	}
	if err := r.store.KeepIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if all := r.calls(); all.Unread() != 0 || len(all.Calls) != 4 {
		t.Errorf("%d unread, %d calls", all.Unread(), len(all.Calls))
	}
}
