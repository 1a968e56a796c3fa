package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/store"
	"tamtam/core/text"
)

// spoken makes a transcript. The same number and version make the same one.
func spoken(id string, version, turns int) text.Record {
	r := rand.New(rand.NewPCG(uint64(version), uint64(turns)))
	t := text.New("Transcript", id)
	t.Set("Title", fmt.Sprint("call ", id))
	t.List("Speakers", []string{"Jane Doe <jane@acme.com> (External)", "Ina (Internal)"})
	for n := range turns {
		t.Say(text.Turn{
			At: time.Duration(n) * time.Second, Speaker: []string{"Jane Doe", "Ina"}[r.IntN(2)], Topic: []string{"", "Pricing"}[r.IntN(2)],
			Lines: []string{speech(r, r.IntN(120)), fmt.Sprint("version ", version)},
		})
	}
	return t
}

var indexed = []core.DataType{core.Calls, core.Transcripts}

// checkIndex demands that digests and index are those of the records: each record has its digest and, of a transcript, one document.
func checkIndex(t testing.TB, s *store.Store) {
	t.Helper()
	reports, err := s.CheckIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		if !r.Good() {
			t.Fatalf("the index is not good: %+v", r)
		}
		if r.File.Type == core.Transcripts && r.Documents != r.Records {
			t.Fatalf("%d documents of %d records", r.Documents, r.Records)
		}
	}
	if lost, err := s.OutOfStep(); len(lost) > 0 || err != nil {
		t.Fatalf("out of step: %v, %v", lost, err)
	}
}

// compareIndex demands that a snapshot shows the digests and the documents of these records, each once.
func compareIndex(t testing.TB, s *store.Store, id core.DatasetID, of core.DataType, want map[string]text.Record) {
	t.Helper()
	digests, documents := map[string]string{}, map[string]uint32{}
	wantDigests, wantDocuments := map[string]string{}, map[string]uint32{}
	for id, r := range want {
		wantDigests[id] = string(digest.Append(nil, digest.Of(r)))
		if of == core.Transcripts {
			wantDocuments[id] = index.Sum(text.Append(nil, r))
		}
	}
	err := s.Snapshot(func(snapshot *store.Snapshot) error {
		if of == core.Transcripts {
			documents = living(t, snapshot, id)
		}
		return snapshot.Digests(id, of, func(record string, digest []byte) error {
			digests[record] = string(digest)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(wantDigests, digests); diff != "" {
		t.Fatalf("digests of %s: %s", of, diff)
	}
	if diff := gocmp.Diff(wantDocuments, documents); diff != "" {
		t.Fatalf("documents: %s", diff)
	}
}

// living are the documents of an index that count, with the sums of their texts.
func living(t testing.TB, snapshot *store.Snapshot, id core.DatasetID) map[string]uint32 {
	t.Helper()
	documents := map[string]uint32{}
	segments, err := snapshot.Segments(id)
	if err != nil {
		t.Error(err)
	}
	for _, segment := range segments {
		known, err := index.ReadKnown(segment)
		if err != nil {
			t.Error(err)
		}
		for n, k := range known {
			if _, twice := documents[k.ID]; twice && !segment.Dead(n) {
				t.Errorf("%s is in the index twice", k.ID)
			}
			if !segment.Dead(n) {
				documents[k.ID] = k.Sum
			}
		}
	}
	return documents
}

// indexHistory is a history of runs over calls and transcripts, and what the records must be.
type indexHistory struct {
	*testing.T
	random          *rand.Rand
	folder          string
	store           *store.Store
	dataset         core.DatasetID
	visible, staged map[core.DataType]map[string]text.Record
}

// TestIndexHistories: whatever runs do to the records, digests and index are in step with them after each transaction.
func TestIndexHistories(t *testing.T) {
	histories := 5
	if soak() {
		histories = 300
	}
	for _, c := range []struct {
		name        string
		small, step int
	}{
		{"in one transaction", 16 << 20, 8 << 20},
		{"completed beside", 1, 300},
		{"mixed", 1500, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer store.Thresholds(c.small, c.step)()
			for seed := range histories {
				h := &indexHistory{T: t, random: rand.New(rand.NewPCG(uint64(seed), 9)), folder: t.TempDir()}
				h.store = open(t, h.folder)
				h.dataset = newDataset(t, h.store, "Sample")
				h.forget()
				for range 40 {
					h.step()
					h.compare(seed)
				}
				checkSound(t, h.store)
				h.store.Close()
			}
		})
	}
}

func (h *indexHistory) forget() {
	h.visible = map[core.DataType]map[string]text.Record{core.Calls: {}, core.Transcripts: {}}
	h.unstage(indexed...)
}

func (h *indexHistory) unstage(types ...core.DataType) {
	if h.staged == nil {
		h.staged = map[core.DataType]map[string]text.Record{}
	}
	for _, of := range types {
		h.staged[of] = map[string]text.Record{}
	}
}

func (h *indexHistory) step() {
	var err error
	switch n := h.random.IntN(40); {
	case n < 20:
		err = h.stage()
	case n < 32:
		err = h.finish(indexed[h.random.IntN(2)])
	case n < 35:
		_, err = h.store.Tidy(h.Context(), store.FileID{Dataset: h.dataset, Type: core.Transcripts})
	case n < 36:
		if err = h.store.Reindex(h.Context(), store.FileID{Dataset: h.dataset, Type: core.Transcripts}, nil); core.Is(err, core.NotFound) {
			err = nil // never imported
		}
	case n < 37:
		err = h.store.KeepIndex(h.Context(), nil)
	case n < 38:
		h.store.Close()
		h.store = open(h.T, h.folder)
	case n < 39:
		if err = h.store.DeleteDataset(h.dataset); err == nil {
			h.dataset = newDataset(h.T, h.store, "Sample")
			h.forget()
		}
	default: // a type is left out, and asked for again: its file is gone, and the run
		var d store.Dataset
		if d, err = h.store.Dataset(h.dataset); err != nil {
			break
		}
		d.Types = []core.DataType{core.Calls}
		if err = h.store.UpdateDataset(d); err == nil {
			d.Types = indexed
			err = h.store.UpdateDataset(d)
		}
		h.visible[core.Transcripts] = map[string]text.Record{}
		h.unstage(indexed...)
	}
	if err != nil {
		h.Fatal(err)
	}
}

func (h *indexHistory) stage() error {
	before := map[core.DataType]map[string]text.Record{}
	for of, staged := range h.staged {
		before[of] = maps.Clone(staged)
	}
	failure, fails := errors.New("the page is bad"), h.random.IntN(10) == 0
	err := h.store.Stage(h.dataset, func(s *store.Stage) error {
		for range 1 + h.random.IntN(10) {
			if err := h.stageOne(s); err != nil {
				return err
			}
		}
		if fails {
			return failure
		}
		return nil
	})
	if fails && errors.Is(err, failure) {
		h.staged, err = before, nil
	}
	return err
}

func (h *indexHistory) stageOne(s *store.Stage) error {
	of := indexed[h.random.IntN(2)]
	switch n := h.random.IntN(60); {
	case n == 0:
		h.unstage(of)
		return s.Clear(of)
	case n == 1:
		h.unstage(indexed...)
		return s.EndRun()
	}
	r := spoken(fmt.Sprintf("id %d", h.random.IntN(12)), h.random.IntN(3), h.random.IntN(6)) // few, which meet each other and the visible ones
	h.staged[of][r.ID] = r
	return s.Put(h.store.Encode(of, []byte(r.Value("Title")+"\x00"), r))
}

func (h *indexHistory) finish(of core.DataType) error {
	e := ending("none", nil)
	after := maps.Clone(h.staged[of])
	if h.random.IntN(3) > 0 {
		e.Keep = func(id string, _ []byte) bool { return id[len(id)-1]%2 == 0 }
		for id, r := range h.visible[of] {
			if _, met := after[id]; !met && e.Keep(id, nil) {
				after[id] = r
			}
		}
	}
	_, _, err := h.store.Finish(h.dataset, of, e)
	h.visible[of] = after
	h.unstage(of)
	return err
}

func (h *indexHistory) compare(seed int) {
	h.Helper()
	checkIndex(h, h.store)
	for _, of := range indexed {
		compareIndex(h, h.store, h.dataset, of, h.visible[of])
	}
	if h.Failed() {
		h.Fatalf("seed %d", seed)
	}
}

// transcribed is a database of one dataset with transcripts, from pages of a few.
func transcribed(t testing.TB, folder string, calls int) (*store.Store, core.DatasetID, map[string]text.Record) {
	t.Helper()
	s := open(t, folder)
	id := newDataset(t, s, "Sample")
	all := map[string]text.Record{}
	var page []text.Record
	for n := range calls {
		r := spoken(fmt.Sprint(n), n, 4)
		all[r.ID] = r
		if page = append(page, r); len(page) == 5 {
			put(t, s, id, core.Transcripts, page...)
			page = nil
		}
	}
	put(t, s, id, core.Transcripts, page...)
	put(t, s, id, core.Calls, page...)
	finish(t, s, id, core.Transcripts)
	finish(t, s, id, core.Calls)
	return s, id, all
}

// within changes a closed database.
func within(t testing.TB, folder string, fn func(files *bolt.Bucket) error) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(folder, store.FileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		top := tx.Bucket([]byte("datasets"))
		return top.ForEachBucket(func(id []byte) error { return fn(top.Bucket(id).Bucket([]byte("files"))) })
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// older makes of a database what a Tamtam without an index would have written.
func older(t testing.TB, folder string) {
	t.Helper()
	within(t, folder, func(files *bolt.Bucket) error {
		for _, of := range indexed {
			file := files.Bucket([]byte(of))
			if file == nil {
				continue
			}
			for _, name := range []string{"digests", "index"} {
				if file.Bucket([]byte(name)) != nil {
					if err := file.DeleteBucket([]byte(name)); err != nil {
						return err
					}
				}
			}
			if err := file.Delete([]byte("stamp")); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestAnOlderDatabaseIsIndexed, and whenever that is cut off it goes on the next time; until it is done nobody sees of it.
func TestAnOlderDatabaseIsIndexed(t *testing.T) {
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 600)
	s.Close()
	older(t, folder)
	s = open(t, folder)
	want := []store.FileID{{Dataset: id, Type: core.Calls}, {Dataset: id, Type: core.Transcripts}}
	if lost, err := s.OutOfStep(); err != nil || !slices.Equal(lost, want) {
		t.Fatalf("out of step: %v, %v", lost, err)
	}
	for cut := 1; cut <= 2; cut++ {
		ctx, cancel := context.WithCancel(t.Context())
		err := s.KeepIndex(ctx, func(of store.FileID, done, all int) {
			if of.Type == core.Transcripts && done >= 256*cut {
				cancel()
			}
		})
		if !core.Is(err, core.Canceled) {
			t.Fatalf("cut off: %v", err)
		}
		s.Close() // what a kill leaves, too: a transaction is there or not
		s = open(t, folder)
		if lost, err := s.OutOfStep(); err != nil || !slices.Equal(lost, want[1:]) {
			t.Fatalf("out of step: %v, %v", lost, err)
		}
		compareIndex(t, s, id, core.Transcripts, nil)
	}
	told := 0
	if err := s.KeepIndex(t.Context(), func(_ store.FileID, done, all int) { told = max(told, done*1000+all) }); err != nil || told != 600_600 {
		t.Fatalf("%d, %v", told, err)
	}
	checkIndex(t, s)
	compareIndex(t, s, id, core.Transcripts, all)
	checkSound(t, s)
}

// TestARunOverAnOlderDatabase leaves it out of step when it keeps a record without a digest, and in step when it brings all anew.
func TestARunOverAnOlderDatabase(t *testing.T) {
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 10)
	s.Close()
	older(t, folder)
	s = open(t, folder)
	put(t, s, id, core.Transcripts, spoken("3", 99, 2))
	if _, _, err := s.Finish(id, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
		t.Fatal(err)
	}
	lost, err := s.OutOfStep()
	if err != nil || !slices.Contains(lost, store.FileID{Dataset: id, Type: core.Transcripts}) {
		t.Fatalf("out of step: %v, %v", lost, err)
	}
	clear(all)
	for n := range 7 {
		r := spoken(fmt.Sprint(n), 100+n, 2)
		all[r.ID] = r
		put(t, s, id, core.Transcripts, r)
	}
	finish(t, s, id, core.Transcripts)
	if err := s.Reindex(t.Context(), store.FileID{Dataset: id, Type: core.Calls}, nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, s)
	compareIndex(t, s, id, core.Transcripts, all)
}

// TestDamageOfTheIndexIsFoundAndMended flips a bit of each key of digests and index, of values all over them.
func TestDamageOfTheIndexIsFoundAndMended(t *testing.T) {
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 7)
	s.Close()
	type spot struct{ path, key string }
	var spots []spot
	each := func(files *bolt.Bucket, fn func(b *bolt.Bucket, path string) error) error {
		file := files.Bucket([]byte(core.Transcripts))
		err := fn(file.Bucket([]byte("digests")), "digests")
		segments := file.Bucket([]byte("index"))
		return errors.Join(err, segments.ForEachBucket(func(name []byte) error { return fn(segments.Bucket(name), "index "+string(name)) }))
	}
	within(t, folder, func(files *bolt.Bucket) error {
		return each(files, func(b *bolt.Bucket, path string) error {
			return b.ForEach(func(k, _ []byte) error {
				spots = append(spots, spot{path, string(k)})
				return nil
			})
		})
	})
	r := rand.New(rand.NewPCG(31, 1))
	r.Shuffle(len(spots), func(i, j int) { spots[i], spots[j] = spots[j], spots[i] })
	for _, at := range spots[:min(len(spots), 40)] {
		found := false
		within(t, folder, func(files *bolt.Bucket) error {
			return each(files, func(b *bolt.Bucket, path string) error {
				value := bytes.Clone(b.Get([]byte(at.key)))
				if found || path != at.path || len(value) == 0 { // a rebuilt index may lack the key
					return nil
				}
				found = true
				value[r.IntN(len(value))] ^= 1 << r.IntN(8)
				return b.Put([]byte(at.key), value)
			})
		})
		s := open(t, folder)
		reports, err := s.CheckIndex(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if bad := slices.ContainsFunc(reports, func(r store.IndexReport) bool { return !r.Good() }); bad != found {
			t.Errorf("%q: %+v", at, reports)
		}
		if err := s.Reindex(t.Context(), store.FileID{Dataset: id, Type: core.Transcripts}, nil); err != nil {
			t.Fatal(err)
		}
		checkIndex(t, s)
		compareIndex(t, s, id, core.Transcripts, all)
		s.Close()
	}
}

// TestADamagedIndexEndsNoRun: what a run brings is shown although the index is damaged, and that is made anew behind it; so it is without a run.
func TestADamagedIndexEndsNoRun(t *testing.T) {
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 7)
	for name, run := range map[string]func(t *testing.T){
		"one change": func(t *testing.T) {
			all["3"] = spoken("3", 99, 2)
			put(t, s, id, core.Transcripts, all["3"])
			if _, _, err := s.Finish(id, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
				t.Fatal(err)
			}
		},
		"all anew": func(t *testing.T) {
			for n := range all {
				all[n] = spoken(n, 100, 3)
				put(t, s, id, core.Transcripts, all[n])
			}
			finish(t, s, id, core.Transcripts)
		},
		"none": func(*testing.T) {},
	} {
		t.Run(name, func(t *testing.T) {
			s.Close()
			spoilSegments(t, folder, "m")
			s = open(t, folder)
			run(t)
			if err := s.KeepIndex(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			checkIndex(t, s)
			compareIndex(t, s, id, core.Transcripts, all)
		})
	}
}

// spoilSegments damages the value of a key in all segments of the index of transcripts.
func spoilSegments(t *testing.T, folder, key string) {
	t.Helper()
	within(t, folder, func(files *bolt.Bucket) error {
		segments := files.Bucket([]byte(core.Transcripts)).Bucket([]byte("index"))
		return segments.ForEachBucket(func(name []byte) error { return segments.Bucket(name).Put([]byte(key), []byte{0xff}) })
	})
}

// TestMendIndex makes anew what is damaged, and nothing else.
func TestMendIndex(t *testing.T) {
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 7)
	s.Close()
	spoilSegments(t, folder, "wprice")
	s = open(t, folder)
	for _, want := range []bool{true, false} {
		if mended, err := s.MendIndex(t.Context()); mended != want || err != nil {
			t.Errorf("mended %v, want %v: %v", mended, want, err)
		}
	}
	checkIndex(t, s)
	compareIndex(t, s, id, core.Transcripts, all)
}

// TestARecordThatCannotBeReadHidesNoOther: a search of a database with one would have failed for ever, since the index could not be made.
// TestWhatTheIndexLacksIsMadeAnew: a stamp that says more than there is is not believed, whatever has gone.
func TestWhatTheIndexLacksIsMadeAnew(t *testing.T) {
	for name, lose := range map[string]func(file *bolt.Bucket) error{
		"all segments": func(file *bolt.Bucket) error { return file.DeleteBucket([]byte("index")) },
		"all digests":  func(file *bolt.Bucket) error { return file.DeleteBucket([]byte("digests")) },
		"one segment": func(file *bolt.Bucket) error {
			segments := file.Bucket([]byte("index"))
			name, _ := segments.Cursor().First()
			return segments.DeleteBucket(bytes.Clone(name))
		},
		"one digest": func(file *bolt.Bucket) error { return file.Bucket([]byte("digests")).Delete([]byte("3")) },
		"what a segment holds": func(file *bolt.Bucket) error {
			segments := file.Bucket([]byte("index"))
			name, _ := segments.Cursor().First()
			name = bytes.Clone(name)
			return errors.Join(segments.DeleteBucket(name), segments.Put(name, []byte("x")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s, id, all := transcribed(t, folder, 7)
			s.Close()
			within(t, folder, func(files *bolt.Bucket) error { return lose(files.Bucket([]byte(core.Transcripts))) })
			s = open(t, folder)
			lost, err := s.OutOfStep()
			if want := []store.FileID{{Dataset: id, Type: core.Transcripts}}; !slices.Equal(lost, want) || err != nil {
				t.Errorf("out of step are %v, %v; want %v", lost, err, want)
			}
			if reports, err := s.CheckIndex(t.Context()); err != nil || !slices.ContainsFunc(reports, func(r store.IndexReport) bool { return !r.Good() }) {
				t.Errorf("the check says %+v, %v", reports, err)
			}
			if err := s.KeepIndex(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			checkIndex(t, s)
			compareIndex(t, s, id, core.Transcripts, all)
			if lost, err := s.OutOfStep(); len(lost) > 0 || err != nil {
				t.Errorf("afterwards %v, %v", lost, err)
			}
		})
	}
}

func TestARecordThatCannotBeReadHidesNoOther(t *testing.T) {
	folder := t.TempDir()
	s, id, _ := transcribed(t, folder, 7)
	s.Close()
	within(t, folder, func(files *bolt.Bucket) error {
		file := files.Bucket([]byte(core.Transcripts))
		key, _ := file.Bucket([]byte("records")).Cursor().First()
		return errors.Join(file.Bucket([]byte("records")).Put(bytes.Clone(key), []byte{1, 2, 3}), file.Delete([]byte("stamp")))
	})
	s = open(t, folder)
	if err := s.KeepIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	reports, err := s.CheckIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		if r.File.Type == core.Transcripts && (!r.InStep || r.Records != 7 || r.Documents != 7 || r.Wrong == 0) {
			t.Errorf("dataset %s: %+v", id, r)
		}
	}
}

// TestADocumentThatCountsTwiceIsFound: an old version of a transcript comes to life again.
func TestADocumentThatCountsTwiceIsFound(t *testing.T) {
	folder := t.TempDir()
	s, id, _ := transcribed(t, folder, 5)
	put(t, s, id, core.Transcripts, spoken("3", 99, 2))
	if _, _, err := s.Finish(id, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	within(t, folder, func(files *bolt.Bucket) error {
		segments := files.Bucket([]byte(core.Transcripts)).Bucket([]byte("index"))
		return segments.ForEachBucket(func(name []byte) error { return segments.Bucket(name).Delete([]byte("x")) })
	})
	reports, err := open(t, folder).CheckIndex(t.Context())
	if err != nil || !slices.ContainsFunc(reports, func(r store.IndexReport) bool { return r.Wrong == 1 }) {
		t.Errorf("%+v, %v", reports, err)
	}
}

// TestTidy: after a thousand small syncs the index has few segments and few dead documents, and each transcript once.
func TestTidy(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	r, all := rand.New(rand.NewPCG(41, 1)), map[string]text.Record{}
	syncs := 250
	if soak() {
		syncs = 1000
	}
	most := 0
	file := store.FileID{Dataset: id, Type: core.Transcripts}
	for n := range syncs {
		for range 1 + r.IntN(3) {
			one := spoken(fmt.Sprint(r.IntN(400)), n, 1)
			all[one.ID] = one
			put(t, s, id, core.Transcripts, one)
		}
		if _, _, err := s.Finish(id, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
			t.Fatal(err)
		}
		if n%10 != 9 {
			continue
		}
		for rounds, more := 0, true; more; rounds++ {
			var err error
			if more, err = s.Tidy(t.Context(), file); err != nil || rounds > 100 {
				t.Fatalf("%d rounds: %v", rounds, err)
			}
		}
		reports, err := s.CheckIndex(t.Context())
		if err != nil || len(reports) != 1 || !reports[0].Good() || reports[0].Documents != len(all) {
			t.Fatalf("%+v, %v", reports, err)
		}
		most = max(most, reports[0].Segments)
		if dead := reports[0].Dead; 2*dead > len(all)+16 {
			t.Fatalf("%d dead documents beside %d", dead, len(all))
		}
	}
	compareIndex(t, s, id, core.Transcripts, all)
	if most > 24 {
		t.Errorf("%d segments of %d documents", most, len(all))
	}
	checkSound(t, s)
}

// TestTidyIsBounded: small segments are joined only as far as one transaction may go, and then left in peace; those of opened files, too.
func TestTidyIsBounded(t *testing.T) {
	const most = 2 << 10
	t.Cleanup(store.SegmentBytes(most))
	s := open(t, t.TempDir())
	made, err := s.CreateDataset(store.Dataset{Name: "gong_transcripts.txt", Opened: []string{"/tmp/gong_transcripts.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	all, size := map[string]text.Record{}, 0
	for n := range 60 {
		one := spoken(fmt.Sprint(n), n, 1)
		all[one.ID], size = one, size+len(text.Append(nil, one))
		put(t, s, made.ID, core.Transcripts, one)
		if _, _, err := s.Finish(made.ID, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.KeepIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	reports, err := s.CheckIndex(t.Context())
	if err != nil || len(reports) != 1 || !reports[0].Good() || reports[0].Documents != len(all) {
		t.Fatalf("%+v, %v", reports, err)
	}
	if got, least := reports[0].Segments, size/most; least < 2 || got < least || got > 2*least+8 {
		t.Errorf("%d segments of %d bytes of text, %d at most in each", got, size, most)
	}
	compareIndex(t, s, made.ID, core.Transcripts, all)
}

// TestReindexWhileRunsFinish: who makes the index, who tidies it, who reads it and runs are in nobody's way, and in the end it is in step.
func TestReindexWhileRunsFinish(t *testing.T) {
	s, id, all := transcribed(t, t.TempDir(), 60)
	file := store.FileID{Dataset: id, Type: core.Transcripts}
	var others sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	work := func(fn func() error) {
		others.Go(func() {
			for ctx.Err() == nil {
				if err := fn(); err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
			}
		})
	}
	work(func() error { return s.Reindex(ctx, file, nil) })
	work(func() error { return s.Reindex(ctx, file, nil) })
	work(func() error { _, err := s.Tidy(ctx, file); return err })
	work(func() error {
		return s.Snapshot(func(snapshot *store.Snapshot) error {
			_, inStep, _, err := snapshot.File(id, core.Transcripts)
			if n := len(living(t, snapshot, id)); inStep && n != len(all) {
				return fmt.Errorf("%d documents of %d", n, len(all))
			}
			return err
		})
	})
	for n := range 25 {
		for range 3 {
			r := spoken(fmt.Sprint(n), 1000+n, 2)
			put(t, s, id, core.Transcripts, r)
		}
		if _, _, err := s.Finish(id, core.Transcripts, store.Ending{Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }}); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	others.Wait()
	checkIndex(t, s)
	checkSound(t, s)
}

// endedAtFinish changes a call, and ends the run when what stays was copied beside what is visible, before the two are exchanged. It returns the
// ending for the run to go on with.
func endedAtFinish(t *testing.T, s *store.Store, id core.DatasetID, all map[string]text.Record) store.Ending {
	t.Helper()
	all["3"] = spoken("3", 99, 2)
	put(t, s, id, core.Transcripts, all["3"])
	ended := errors.New("ended")
	e := store.Ending{
		Header: ending("", nil).Header, Keep: func(string, []byte) bool { return true }, Also: func(*store.Stage) error { return ended },
	}
	if _, _, err := s.Finish(id, core.Transcripts, e); !errors.Is(err, ended) {
		t.Fatal(err)
	}
	e.Also = nil
	return e
}

// TestReindexWhileARunEnds: a run had copied the records that stay beside the visible ones when it was ended. The index is made anew, then the
// run goes on.
func TestReindexWhileARunEnds(t *testing.T) {
	defer store.Thresholds(1, 300)()
	s, id, all := transcribed(t, t.TempDir(), 12)
	e := endedAtFinish(t, s, id, all)
	if err := s.Reindex(t.Context(), store.FileID{Dataset: id, Type: core.Transcripts}, nil); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Finish(id, core.Transcripts, e); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, s)
	compareIndex(t, s, id, core.Transcripts, all)
}

// TestARunEndsBesideAFileOfOtherRules: the file's digests were made by a Tamtam of other rules. A run had copied the records that stay beside the visible
// ones when it was ended; finished, what it copied does not pass for digests of these rules.
func TestARunEndsBesideAFileOfOtherRules(t *testing.T) {
	restore := store.Thresholds(1, 300)
	defer restore()
	folder := t.TempDir()
	s, id, all := transcribed(t, folder, 12)
	s.Close()
	within(t, folder, func(files *bolt.Bucket) error {
		file := files.Bucket([]byte(core.Transcripts))
		stamp := bytes.Clone(file.Get([]byte("stamp")))
		stamp[0]++ // the version
		return file.Put([]byte("stamp"), stamp)
	})
	s = open(t, folder)
	e := endedAtFinish(t, s, id, all)
	restore() // so that the run is finished at once
	if _, _, err := s.Finish(id, core.Transcripts, e); err != nil {
		t.Fatal(err)
	}
	lost, err := s.OutOfStep()
	if want := (store.FileID{Dataset: id, Type: core.Transcripts}); err != nil || !slices.Contains(lost, want) {
		t.Fatalf("out of step are %v, %v", lost, err)
	}
	if err := s.KeepIndex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	checkIndex(t, s)
	compareIndex(t, s, id, core.Transcripts, all)
}

// TestPrint: what a reader keeps is asked for anew when, and only when, the calls are others, even where a type was left out and comes back within the
// same second.
func TestPrint(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{Clock: standing{}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := newDataset(t, s, "Sample")
	seen := map[string]bool{}
	changed := func(what string, want bool) {
		t.Helper()
		err := s.Snapshot(func(snapshot *store.Snapshot) error {
			print, err := snapshot.Print()
			if seen[print] == want {
				t.Errorf("%s: the calls are as they were: %v", what, want)
			}
			seen[print] = true
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	changed("at first", true)
	for range 2 {
		put(t, s, id, core.Transcripts, spoken("1", 1, 1))
		changed("staged", false)
		finish(t, s, id, core.Transcripts)
		changed("finished", true)
		d, err := s.Dataset(id)
		if err != nil {
			t.Fatal(err)
		}
		d.Types = []core.DataType{core.Calls}
		err = s.UpdateDataset(d)
		d.Types = core.DataTypes()
		if err = errors.Join(err, s.UpdateDataset(d)); err != nil {
			t.Fatal(err)
		}
	}
}

// standing is a clock that stands still.
type standing struct{}

func (standing) Now() time.Time { return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC) }

func (standing) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// TestCheckIndexEnds when whoever asked does not want to know any more.
func TestCheckIndexEnds(t *testing.T) {
	s, _, _ := transcribed(t, t.TempDir(), 5)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.CheckIndex(ctx); !core.Is(err, core.Canceled) {
		t.Error(err)
	}
}
