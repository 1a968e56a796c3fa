package store

import (
	"bytes"
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// freshBucket holds digests and index of a file while Reindex makes them.
var freshBucket = []byte("fresh")

// segmentDocuments is how many documents Reindex and Tidy put into a segment.
const segmentDocuments = 256

// segmentBytes bounds the texts of a segment that Reindex or Tidy writes, so that long calls do not make a transaction that keeps others waiting.
var segmentBytes = 16 << 20

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
		for ; key != nil && len(packed) < segmentDocuments && size < segmentBytes; key, value = c.Next() {
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
		if err := errors.Join(drop(file, freshBucket), recopy(file)); err != nil {
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

// recopy gives the records that completeBeside has copied to the staged ones the digests that their originals have now: the documents that the
// copied digests refer to are gone. What a run has staged by itself never equals the visible record.
func recopy(file *bolt.Bucket) error {
	next := file.Bucket(nextBucket)
	if next == nil {
		return nil
	}
	return forEach(next.Bucket(idsBucket), func(id, place []byte) error {
		key := recordKey(sortOf(place), string(id))
		value := get(file.Bucket(recordsBucket), key)
		if value == nil || !bytes.Equal(value, get(next.Bucket(recordsBucket), key)) {
			return nil
		}
		digests, err := dug(next, digestsBucket)
		if err != nil {
			return err
		}
		return digests.Put(bytes.Clone(id), bytes.Clone(get(file.Bucket(digestsBucket), id)))
	})
}
