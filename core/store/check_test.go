package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

func TestCheckCountsWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	id := sample(t, folder)
	s := open(t, folder)
	newDataset(t, s, "Empty")
	put(t, s, id, core.Users, record("1", "only staged"))
	size := len(content(t, s, id, core.Calls)) + len(content(t, s, id, core.Transcripts))
	got := checkSound(t, s)
	if got.Datasets != 2 || got.Files != 2 || got.Records != 32 || got.Bytes != int64(size) {
		t.Errorf("%+v, want 2 datasets, 2 files, 32 records of %d bytes", got, size)
	}
}

const private = "Secret plan"

func first(b *bolt.Bucket) (k, v []byte) {
	k, v = b.Cursor().First()
	return bytes.Clone(k), bytes.Clone(v)
}

// spoils are ways to break the file of three calls, and what Check is to say of each.
var spoils = map[string]struct {
	spoil func(file *bolt.Bucket) error
	want  string
}{
	"wrong totals": {func(f *bolt.Bucket) error {
		return f.Put([]byte("head"), bytes.Replace(f.Get([]byte("head")), []byte(`"records":3`), []byte(`"records":4`), 1))
	}, "its head says 4"},
	"unreadable head": {func(f *bolt.Bucket) error { return f.Put([]byte("head"), []byte("{")) }, "calls: "},
	"a record that cannot be unpacked": {func(f *bolt.Bucket) error {
		k, v := first(f.Bucket([]byte("records")))
		v[len(v)/2] ^= 1
		return f.Bucket([]byte("records")).Put(k, v)
	}, "1 of 3 records"},
	"a record that claims to be huge": {func(f *bolt.Bucket) error {
		k, _ := first(f.Bucket([]byte("records")))
		return f.Bucket([]byte("records")).Put(k, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0, 1, 0})
	}, "1 of 3 records"},
	"a record gone": {func(f *bolt.Bucket) error {
		k, _ := first(f.Bucket([]byte("records")))
		return f.Bucket([]byte("records")).Delete(k)
	}, "1 of 2 records"},
	"an id gone": {func(f *bolt.Bucket) error {
		k, _ := first(f.Bucket([]byte("ids")))
		return f.Bucket([]byte("ids")).Delete(k)
	}, "1 of 3 records"},
	"a record under another key": {func(f *bolt.Bucket) error {
		b := f.Bucket([]byte("records"))
		k, v := first(b)
		return errors.Join(b.Delete(k), b.Put(append([]byte("z"), k...), v))
	}, "1 of 3 records"},
	"a staged record that cannot be unpacked": {func(f *bolt.Bucket) error {
		b := f.Bucket([]byte("next")).Bucket([]byte("records"))
		k, v := first(b)
		return b.Put(k, v[:len(v)-1])
	}, "1 of 1 staged records"},
}

// TestCheckFindsWhatIsWrong spoils a database behind the store's back.
func TestCheckFindsWhatIsWrong(t *testing.T) {
	for name, c := range spoils {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := open(t, folder)
			id := newDataset(t, s, private)
			var all []text.Record
			for i := range 3 {
				all = append(all, record(fmt.Sprint(i), strings.Repeat(private+"\n", 20)))
			}
			put(t, s, id, core.Calls, all...)
			finish(t, s, id, core.Calls)
			put(t, s, id, core.Calls, record("staged", strings.Repeat(private+"\n", 20)))
			s.Close()
			spoil(t, folder, func(tx *bolt.Tx) error {
				return c.spoil(tx.Bucket([]byte("datasets")).Bucket([]byte(id)).Bucket([]byte("files")).Bucket([]byte(core.Calls)))
			})
			report, err := open(t, folder).Check()
			if err != nil || len(report.Problems) == 0 || !strings.Contains(report.Problems[0], c.want) {
				t.Errorf("%q (%v), want %q", report.Problems, err, c.want)
			}
			if strings.Contains(fmt.Sprint(report.Problems), private) {
				t.Errorf("a report tells what was said: %q", report.Problems)
			}
		})
	}
}

// spoil changes a database as no Store would.
func spoil(t testing.TB, folder string, fn func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(folder, store.FileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestAnotherCompressorChangesNothing: the same text in other bytes, as a newer library may write it, is met as unchanged.
func TestAnotherCompressorChangesNothing(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Sample")
	plain, packed := record("1", "a text that stays the same, one line of it and then a little more"), record("2", strings.Repeat("word ", 100))
	put(t, s, id, core.Calls, plain, packed)
	finish(t, s, id, core.Calls)
	want := content(t, s, id, core.Calls)
	s.Close()
	spoil(t, folder, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("datasets")).Bucket([]byte(id)).Bucket([]byte("files")).Bucket([]byte(core.Calls)).Bucket([]byte("records"))
		body := text.Append(nil, packed)
		return b.Put([]byte("2\x002"), append([]byte{0x80 | byte(len(body)&0x7f), byte(len(body) >> 7), byte(bytes.Count(body, []byte("\n"))), 0}, body...))
	})
	s = open(t, folder)
	if content(t, s, id, core.Calls) != want {
		t.Fatal("the text is another one now")
	}
	put(t, s, id, core.Calls, plain, packed)
	if _, changes := finish(t, s, id, core.Calls); changes != (store.Changes{}) {
		t.Errorf("changes %+v", changes)
	}
	checkSound(t, s)
}

func TestEmptyFileIsAFile(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	f, changes := finish(t, s, id, core.Libraries)
	file := content(t, s, id, core.Libraries)
	if f.Records != 0 || f.Bytes != int64(len(file)) || changes != (store.Changes{}) || file != string(text.AppendHeader(nil, header("none"))) {
		t.Errorf("%+v %+v %q", f, changes, file)
	}
	if report := checkSound(t, s); report.Files != 1 {
		t.Errorf("%+v", report)
	}
}
