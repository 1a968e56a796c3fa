package store

import (
	"bytes"
	"context"
	"errors"
	"sync"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// freshBucket holds digests and index of a file while Reindex makes them.
var freshBucket = []byte("fresh")

const (
	// segmentDocuments is how many documents Reindex and Tidy put into a segment.
	segmentDocuments = 256
	// reindexBytes bounds the texts of a segment, so that long calls do not make a transaction that keeps others waiting.
	reindexBytes = 16 << 20
)

// FileID names a file of a dataset.
type FileID struct {
	Dataset core.DatasetID
	Type    core.DataType
}

// OutOfStep lists the files whose digests or index do not stand for their content: those that an older Tamtam wrote.
func (s *Store) OutOfStep() (files []FileID, err error) {
	err = s.view("look at the index", func(tx *bolt.Tx) error {
		top := tx.Bucket(datasetsBucket)
		return top.ForEachBucket(func(id []byte) error {
			for _, t := range core.DataTypes() {
				if !hasDigest(t) {
					continue
				}
				ok, err := inStep(dig(top, id, filesBucket, []byte(t)))
				if err != nil {
					return err
				}
				if !ok {
					files = append(files, FileID{core.DatasetID(id), t})
				}
			}
			return nil
		})
	})
	return files, err
}

// Reindex makes digests and index of a file anew from its records, and calls progress with how many of how many are done. Others read and
// write meanwhile; a content that comes while it works makes it begin again. Until it is complete nobody sees of it.
func (s *Store) Reindex(ctx context.Context, id FileID, progress func(done, all int)) error {
	done, err := s.alone(ctx)
	if err != nil {
		return err
	}
	defer done()
	for {
		err := s.reindex(ctx, id, progress)
		if !errors.Is(err, errMoved) {
			return err
		}
	}
}

// alone waits until nobody else makes or tidies an index, for what two of them make of the same file is neither's. done lets the next one.
func (s *Store) alone(ctx context.Context) (done func(), err error) {
	select {
	case s.indexing <- struct{}{}:
		return func() { <-s.indexing }, nil
	case <-ctx.Done():
		return nil, core.E(core.Canceled, "make the index", ctx.Err())
	}
}

// errMoved says that a file has new content while its index is made.
var errMoved = errors.New("the file has new content")

func (s *Store) reindex(ctx context.Context, id FileID, progress func(done, all int)) error {
	var head File
	err := s.update("make the index", func(tx *bolt.Tx) error {
		var file *bolt.Bucket
		var err error
		if file, head, err = fileIn(tx, id.Dataset, id.Type); err != nil {
			return err
		}
		return drop(file, freshBucket)
	})
	if err != nil {
		return err
	}
	r := reindexer{store: s, id: id, head: head}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan batch, 1)
	go func() { // the next records are taken apart while these are written
		defer close(batches)
		for {
			entries, err := r.read(ctx)
			select {
			case batches <- batch{entries, err}:
			case <-ctx.Done():
				return
			}
			if err != nil || len(entries) == 0 {
				return
			}
		}
	}()
	err = r.take(ctx, batches, progress)
	cancel()
	for range batches { // it ends before the caller goes on
	}
	return err
}

// batch is what the records of a segment were taken apart into; none is the end.
type batch struct {
	entries []Entry
	err     error
}

// take writes what comes, and shows it when it is complete.
func (r *reindexer) take(ctx context.Context, batches <-chan batch, progress func(done, all int)) error {
	done := 0
	for b := range batches {
		switch {
		case b.err != nil:
			return b.err
		case len(b.entries) == 0:
			return r.finish()
		}
		if err := r.write(b.entries); err != nil {
			return err
		}
		if done += len(b.entries); progress != nil {
			progress(done, r.head.Records)
		}
	}
	return core.E(core.Canceled, "make the index", ctx.Err())
}

// reindexer makes digests and index of one content of a file.
type reindexer struct {
	store *Store
	id    FileID
	head  File
	last  []byte // the key of the last record that was read
}

// in returns the file while it has the content.
func (r *reindexer) in(tx *bolt.Tx) (*bolt.Bucket, error) {
	file, f, err := fileIn(tx, r.id.Dataset, r.id.Type)
	if err == nil && (f.Rev != r.head.Rev || !f.FirstImported.Equal(r.head.FirstImported)) {
		err = errMoved
	}
	return file, err
}

// read takes the next records apart, on as many processors as there are.
func (r *reindexer) read(ctx context.Context) ([]Entry, error) {
	var packed []packed
	err := r.store.view("make the index", func(tx *bolt.Tx) error {
		file, err := r.in(tx)
		if err != nil || file.Bucket(recordsBucket) == nil {
			return err
		}
		c, size := file.Bucket(recordsBucket).Cursor(), 0
		key, value := c.Seek(append(bytes.Clone(r.last), 0))
		if r.last == nil {
			key, value = c.First()
		}
		for ; key != nil && len(packed) < segmentDocuments && size < reindexBytes; key, value = c.Next() {
			length, _, _, _ := measure(value)
			packed = append(packed, pack(key, value))
			r.last = append(r.last[:0], key...)
			size += length
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return r.store.takeApart(ctx, r.id.Type, packed)
}

// packed is a record as it is kept.
type packed struct {
	id    string
	value []byte
}

// pack takes a record out of its bucket. Ids hold no 0, which parts them from the sort key.
func pack(key, value []byte) packed {
	return packed{string(key[bytes.LastIndexByte(key, 0)+1:]), bytes.Clone(value)}
}

// takeApart derives what belongs to records from their values.
func (s *Store) takeApart(ctx context.Context, t core.DataType, records []packed) ([]Entry, error) {
	entries := make([]Entry, len(records))
	var wait sync.WaitGroup
	work := make(chan int)
	for range takers {
		wait.Go(func() {
			for i := range work {
				entries[i] = s.entryOf(t, records[i])
			}
		})
	}
	for i := range records {
		if ctx.Err() != nil {
			break
		}
		work <- i
	}
	close(work)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, core.E(core.Canceled, "make the index", err)
	}
	return entries, nil
}

// takers is how many records are taken apart at once: reading and the transactions of others need a processor, too.
const takers = 2

// entryOf makes the part of an entry that digests and index need. A record that cannot be read is found by no word, and hides no other; a check
// tells of it.
func (s *Store) entryOf(t core.DataType, p packed) Entry {
	e := Entry{t: t, id: p.id, derived: derive(t, text.Record{ID: p.id}, nil)}
	body, err := s.codec.decode(s.codec.borrow(), p.value)
	if err != nil {
		return e
	}
	defer s.codec.giveBack(body)
	if r, err := text.Parse(string(body)); err == nil && r.ID == p.id {
		e.derived = derive(t, r, body)
	}
	return e
}

func (r *reindexer) write(entries []Entry) error {
	return r.store.update("make the index", func(tx *bolt.Tx) error {
		file, err := r.in(tx)
		if err != nil {
			return err
		}
		fresh, err := dug(file, freshBucket)
		if err != nil {
			return err
		}
		stage := &Stage{codec: r.store.codec}
		for _, e := range entries {
			if err := stage.putDerived(file, fresh, e); err != nil {
				return err
			}
		}
		return stage.flush()
	})
}

// finish exchanges what was made for what there is.
func (r *reindexer) finish() error {
	return r.store.update("make the index", func(tx *bolt.Tx) error {
		file, err := r.in(tx)
		if err != nil {
			return err
		}
		fresh, err := dug(file, freshBucket)
		if err != nil {
			return err
		}
		for _, name := range [][]byte{digestsBucket, indexBucket} {
			if err := drop(file, name); err != nil {
				return err
			}
			if fresh.Bucket(name) == nil {
				continue
			}
			if err := fresh.MoveBucket(name, file); err != nil {
				return err
			}
		}
		if err := drop(file, freshBucket); err != nil {
			return err
		}
		whole, err := complete(file, r.head)
		if err == nil && !whole {
			err = damaged(errValue)
		}
		if err != nil {
			return err
		}
		return restamp(file, r.head, true)
	})
}

// Tidy rewrites segments of a file's index of which many documents are dead, and joins small ones, one at a time until ctx ends. It leaves a
// file alone that a run is under way on. It reports whether there is more to do.
func (s *Store) Tidy(ctx context.Context, id FileID) (more bool, err error) {
	done, err := s.alone(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	var victims []uint64
	var records []packed
	var count int
	var seen stamp
	err = s.view("tidy the index", func(tx *bolt.Tx) error {
		file := tidyable(tx, id)
		if file == nil {
			return nil
		}
		var err error
		if victims, count, err = untidy(file); err != nil || len(victims) == 0 {
			return err
		}
		seen, _ = stampIn(file)
		records, err = recordsOf(file, victims)
		return err
	})
	if err != nil || len(victims) == 0 {
		return false, err
	}
	entries, err := s.takeApart(ctx, id.Type, records)
	if err != nil {
		return false, err
	}
	err = s.update("tidy the index", func(tx *bolt.Tx) error {
		file := tidyable(tx, id)
		if file == nil {
			return errMoved
		}
		if now, _ := stampIn(file); now != seen {
			return errMoved
		}
		return s.exchangeSegments(file, victims, entries)
	})
	if errors.Is(err, errMoved) {
		return true, nil
	}
	return err == nil && count > len(victims), err
}

// tidyable returns the file if its index is in step and no run has staged for it: what is staged may refer to the segments as they are.
func tidyable(tx *bolt.Tx, id FileID) *bolt.Bucket {
	file := dig(tx.Bucket(datasetsBucket), []byte(id.Dataset), filesBucket, []byte(id.Type))
	if file == nil || file.Bucket(nextBucket) != nil {
		return nil
	}
	if ok, err := inStep(file); !ok || err != nil {
		return nil
	}
	return file
}

// smallSegment is the number of documents below which segments are joined, once there are more than fewSmall.
const (
	smallSegment = segmentDocuments / 4
	fewSmall     = 8
)

// untidy picks segments to rewrite, of as many living documents as make one, and counts all that should be.
func untidy(file *bolt.Bucket) (victims []uint64, count int, err error) {
	all := file.Bucket(indexBucket)
	names, err := segmentNames(all)
	if err != nil {
		return nil, 0, err
	}
	var small, rotten []uint64
	living := map[uint64]int{}
	for _, name := range names {
		live, total, err := census(all.Bucket(name))
		if err != nil {
			return nil, 0, err
		}
		n := segmentNumber(name)
		living[n] = live
		switch {
		case total-live > total/3:
			rotten = append(rotten, n)
		case live < smallSegment:
			small = append(small, n)
		}
	}
	if len(small) <= fewSmall {
		small = nil
	}
	candidates := append(rotten, small...)
	sum := 0
	for _, n := range candidates {
		if len(victims) > 0 && sum+living[n] > segmentDocuments {
			break
		}
		sum += living[n]
		victims = append(victims, n)
	}
	return victims, len(candidates), nil
}

// recordsOf returns the records whose documents the segments hold.
func recordsOf(file *bolt.Bucket, segments []uint64) (records []packed, err error) {
	in := map[uint64]bool{}
	for _, n := range segments {
		in[n] = true
	}
	err = forEach(file.Bucket(digestsBucket), func(id, value []byte) error {
		if d, _ := splitDigest(value); in[d.segment] {
			records = append(records, packed{string(id), bytes.Clone(lookUp(file, string(id)))})
		}
		return nil
	})
	return records, err
}

// exchangeSegments writes the entries as a segment in the place of the victims, which hold just these.
func (s *Store) exchangeSegments(file *bolt.Bucket, victims []uint64, entries []Entry) error {
	stage := &Stage{codec: s.codec}
	for _, e := range entries {
		if err := stage.putDerived(file, file, e); err != nil {
			return err
		}
	}
	if err := stage.flush(); err != nil {
		return err
	}
	for _, n := range victims {
		if err := drop(file.Bucket(indexBucket), segmentKey(n)); err != nil {
			return err
		}
	}
	var f File
	if _, err := getJSON(file, headKey, &f); err != nil {
		return err
	}
	return restamp(file, f, true)
}

// KeepIndex makes the digests and indexes that are out of step anew, calling progress with how many of how many records of a file are done,
// and tidies the others. Nothing of it is in anybody's way; ended by ctx or by a kill it goes on the next time.
func (s *Store) KeepIndex(ctx context.Context, progress func(id FileID, done, all int)) error {
	lost, err := s.OutOfStep()
	if err != nil {
		return err
	}
	for _, id := range lost {
		err := s.Reindex(ctx, id, func(done, all int) {
			if progress != nil {
				progress(id, done, all)
			}
		})
		if err != nil && !core.Is(err, core.NotFound) { // a dataset that was deleted meanwhile
			return err
		}
	}
	all, err := s.Datasets()
	if err != nil {
		return err
	}
	for _, d := range all {
		for more := true; more; {
			if more, err = s.Tidy(ctx, FileID{d.ID, core.Transcripts}); err != nil {
				return err
			}
		}
	}
	return nil
}
