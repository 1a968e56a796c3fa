package store

import (
	"bytes"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Changes is what a run did to a file.
type Changes struct{ Added, Changed, Removed int }

// Variables for tests only.
var (
	// smallChange is the size of the records to lay over the visible ones, or to take out of them, up to which that is done in a single
	// transaction, which holds all it writes in memory. More than that is first completed beside the visible content, then exchanged for it.
	smallChange = 16 << 20
	// copyBytes bounds one transaction of that completion.
	copyBytes = 8 << 20
)

// Finish makes the staged records of a type the file's visible content, all at once, under the header: records that the run did not meet
// are gone. A File of no records is a file, too. The fact "Records" of the header is the caller's; totals are counted here.
func (s *Store) Finish(id core.DatasetID, t core.DataType, header text.Header, state []byte) (File, Changes, error) {
	big, err := s.bigChange(id, t)
	if err != nil {
		return File{}, Changes{}, err
	}
	if big {
		if err := s.completeBeside(id, t); err != nil {
			return File{}, Changes{}, err
		}
	}
	var f File
	var changes Changes
	err = s.update("finish the file", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		file, err := dug(b, filesBucket, []byte(t))
		if err != nil {
			return err
		}
		if changes, err = s.show(file); err != nil {
			return err
		}
		if state != nil {
			if err := b.Put(runKey, state); err != nil {
				return err
			}
		}
		f, err = s.putHead(file, t, header)
		return err
	})
	return f, changes, err
}

// putHead writes a file's head after its content changed.
func (s *Store) putHead(file *bolt.Bucket, t core.DataType, header text.Header) (File, error) {
	var f File
	if _, err := getJSON(file, headKey, &f); err != nil {
		return f, err
	}
	now := s.clock.Now().UTC().Truncate(time.Second)
	if f.FirstImported.IsZero() {
		f.FirstImported = now
	}
	f.Type, f.Header, f.Generated, f.Rev = t, header, now, f.Rev+1
	f.Records, f.Bytes = 0, int64(len(text.AppendHeader(nil, header)))
	err := forEach(file.Bucket(idsBucket), func(_, place []byte) error {
		f.Records, f.Bytes = f.Records+1, f.Bytes+1+int64(sizeOf(place))
		return nil
	})
	if err != nil {
		return f, err
	}
	return f, putJSON(file, headKey, f)
}

// show lays the staged records over the visible ones, or exchanges the two where the staged ones are complete.
func (s *Store) show(file *bolt.Bucket) (Changes, error) {
	next, err := stagingArea(file)
	if err != nil {
		return Changes{}, err
	}
	changes, gone, err := s.codec.compare(file, next)
	if err != nil {
		return changes, err
	}
	if isEmpty(next.Bucket(sameBucket)) {
		for _, name := range [][]byte{recordsBucket, idsBucket} {
			if err := drop(file, name); err != nil {
				return changes, err
			}
			if err := next.MoveBucket(name, file); err != nil {
				return changes, err
			}
		}
		return changes, file.DeleteBucket(nextBucket)
	}
	for _, id := range gone {
		if err := remove(file, id); err != nil {
			return changes, err
		}
	}
	if err := overlay(file, next); err != nil {
		return changes, err
	}
	return changes, file.DeleteBucket(nextBucket)
}

// compare counts what the staged records change, and lists the ids that are gone.
func (c *codec) compare(file, next *bolt.Bucket) (Changes, [][]byte, error) {
	var changes Changes
	var gone [][]byte
	err := forEach(next.Bucket(idsBucket), func(id, place []byte) error {
		before := get(file.Bucket(idsBucket), id)
		switch {
		case before == nil:
			changes.Added++
		case !bytes.Equal(before, place) || !c.sameText(
			get(file.Bucket(recordsBucket), recordKey(sortOf(before), string(id))),
			get(next.Bucket(recordsBucket), recordKey(sortOf(place), string(id)))):
			changes.Changed++
		}
		return nil
	})
	if err != nil {
		return changes, nil, err
	}
	err = forEachGone(file, next, func(id, _ []byte) error {
		changes.Removed++
		gone = append(gone, bytes.Clone(id))
		return nil
	})
	return changes, gone, err
}

// forEachGone calls fn for the id and the sort key of every visible record that the run did not meet.
func forEachGone(file, next *bolt.Bucket, fn func(id, sort []byte) error) error {
	return forEach(file.Bucket(idsBucket), func(id, place []byte) error {
		if has(next.Bucket(idsBucket), id) || has(next.Bucket(sameBucket), id) {
			return nil
		}
		return fn(id, sortOf(place))
	})
}

func overlay(file, next *bolt.Bucket) error {
	records, ids := file.Bucket(recordsBucket), file.Bucket(idsBucket)
	return forEach(next.Bucket(idsBucket), func(id, place []byte) error {
		if err := remove(file, id); err != nil {
			return err
		}
		key := recordKey(sortOf(place), string(id))
		if err := records.Put(key, bytes.Clone(get(next.Bucket(recordsBucket), key))); err != nil {
			return err
		}
		return ids.Put(bytes.Clone(id), bytes.Clone(place))
	})
}

// remove takes a record out of a bucket that holds records and ids.
func remove(b *bolt.Bucket, id []byte) error {
	ids := b.Bucket(idsBucket)
	if !has(ids, id) {
		return nil
	}
	if err := b.Bucket(recordsBucket).Delete(recordKey(sortOf(get(ids, id)), string(id))); err != nil {
		return err
	}
	return ids.Delete(id)
}

func isEmpty(b *bolt.Bucket) bool {
	k, _ := b.Cursor().First()
	return k == nil
}

// bigChange tells whether the staged records and those that are gone are too many to change the visible ones in one transaction.
func (s *Store) bigChange(id core.DatasetID, t core.DataType) (big bool, err error) {
	err = s.view("measure the change", func(tx *bolt.Tx) error {
		file := dig(tx.Bucket(datasetsBucket), []byte(id), filesBucket, []byte(t))
		next := dig(file, nextBucket)
		if next == nil || isEmpty(next.Bucket(sameBucket)) {
			return nil
		}
		size := 0
		add := func(_, value []byte) error {
			if size += len(value); size > smallChange {
				return errStop
			}
			return nil
		}
		err := forEach(next.Bucket(recordsBucket), add)
		if err == nil {
			err = forEachGone(file, next, func(id, sort []byte) error {
				return add(id, get(file.Bucket(recordsBucket), recordKey(sort, string(id))))
			})
		}
		if errors.Is(err, errStop) {
			big, err = true, nil
		}
		return err
	})
	return big, err
}

// completeBeside copies the records that the run met unchanged to the staged ones, in bounded transactions: staged, they are invisible, and
// doing it again after a kill changes nothing.
func (s *Store) completeBeside(id core.DatasetID, t core.DataType) error {
	for more := true; more; {
		err := s.update("complete the file", func(tx *bolt.Tx) error {
			b, err := dataset(tx, id)
			if err != nil {
				return err
			}
			more, err = copySame(dig(b, filesBucket, []byte(t)))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func copySame(file *bolt.Bucket) (more bool, err error) {
	next := dig(file, nextBucket)
	if next == nil {
		return false, nil
	}
	same := next.Bucket(sameBucket)
	size := 0
	for id, _ := same.Cursor().First(); id != nil; id, _ = same.Cursor().First() {
		if size > copyBytes {
			return true, nil
		}
		id = bytes.Clone(id)
		place := bytes.Clone(get(file.Bucket(idsBucket), id))
		key := recordKey(sortOf(place), string(id))
		value := bytes.Clone(get(file.Bucket(recordsBucket), key))
		if value == nil {
			return false, errValue
		}
		if err := next.Bucket(recordsBucket).Put(key, value); err != nil {
			return false, err
		}
		if err := next.Bucket(idsBucket).Put(id, place); err != nil {
			return false, err
		}
		if err := same.Delete(id); err != nil {
			return false, err
		}
		size += len(value)
	}
	return false, nil
}
