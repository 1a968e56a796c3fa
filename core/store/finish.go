package store

import (
	"bytes"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/index"
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

// Ending is how a run ends a type's file.
type Ending struct {
	// Header makes the file's header, once it is known how many records the file has.
	Header func(records int) text.Header
	// State is the run's, kept in the same transaction; nil leaves it.
	State []byte
	// Keep tells of a visible record that the run did not meet whether it stays; nil removes them all.
	Keep func(id string, sort []byte) bool
	// Run is under whose id the list of changes is kept; "" keeps none.
	Run core.RunID
	// Through and Deep are for File.Through and File.Deep; zero leaves them.
	Through, Deep time.Time
	// Lacks is for File.Lacks.
	Lacks string
	// Also does more in the same transaction; may be nil.
	Also func(*Stage) error
}

func (e Ending) keeps(id, sort []byte) bool { return e.Keep != nil && e.Keep(string(id), sort) }

// Finish makes the staged records of a type the file's visible content, all at once: records that the run did not meet are gone, except
// those that the ending keeps. A File of no records is a file, too. Totals are counted here.
func (s *Store) Finish(id core.DatasetID, t core.DataType, e Ending) (File, Changes, error) {
	f, changes, err := s.finish(id, t, e, smallChange)
	if !errors.Is(err, errStop) {
		return f, changes, err
	}
	if err := s.completeBeside(id, t, e); err != nil {
		return File{}, Changes{}, err
	}
	return s.finish(id, t, e, 0)
}

// finish does it in one transaction; where that would have to change more than so many bytes of visible records, it does nothing and returns
// errStop. Zero is no bound.
func (s *Store) finish(id core.DatasetID, t core.DataType, e Ending, most int) (f File, changes Changes, err error) {
	err = s.update("finish the file", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		file, err := dug(b, filesBucket, []byte(t))
		if err != nil {
			return err
		}
		step, err := inStep(file)
		if err != nil {
			return err
		}
		d := difference{codec: s.codec, file: file, ending: e, most: most}
		if err := d.show(); err != nil {
			return err
		}
		changes = d.counts
		if err := s.codec.putChanges(b, e.Run, t, d.list); err != nil {
			return err
		}
		if e.State != nil {
			if err := b.Put(runKey, e.State); err != nil {
				return err
			}
		}
		if e.Also != nil {
			stage := &Stage{b: b, codec: s.codec}
			if err := e.Also(stage); err != nil {
				return err
			}
			if err := stage.flush(); err != nil {
				return err
			}
		}
		if f, err = s.putHead(file, t, e); err != nil {
			return err
		}
		return restamp(file, f, !d.old && !d.torn && d.bare == 0 && (step || d.whole && most > 0))
	})
	return f, changes, err
}

// putHead writes a file's head after its content changed.
func (s *Store) putHead(file *bolt.Bucket, t core.DataType, e Ending) (File, error) {
	var f File
	if _, err := getJSON(file, headKey, &f); err != nil {
		return f, err
	}
	now := s.clock.Now().UTC().Truncate(time.Second)
	if f.FirstImported.IsZero() {
		f.FirstImported = now
	}
	f.Type, f.Generated, f.Rev, f.Lacks = t, now, f.Rev+1, e.Lacks
	if !e.Through.IsZero() {
		f.Through = e.Through.UTC()
	}
	if !e.Deep.IsZero() {
		f.Deep = e.Deep.UTC()
	}
	f.Records, f.Bytes = 0, 0
	err := forEach(file.Bucket(idsBucket), func(_, place []byte) error {
		f.Records, f.Bytes = f.Records+1, f.Bytes+1+int64(sizeOf(place))
		return nil
	})
	if err != nil {
		return f, err
	}
	f.Header = e.Header(f.Records)
	f.Bytes += int64(len(text.AppendHeader(nil, f.Header)))
	return f, putJSON(file, headKey, f)
}

// show lays the staged records over the visible ones, or exchanges the two where the staged ones are complete.
func (d *difference) show() error {
	var err error
	if d.next, err = stagingArea(d.file); err != nil {
		return err
	}
	d.old = oldRules(d.next)
	if err := d.compare(); err != nil {
		return err
	}
	if d.whole = d.kept == 0 && isEmpty(d.next.Bucket(sameBucket)); d.whole {
		if err = exchange(d.file, d.next); err == nil {
			err = d.mended(revive(d.file))
		}
	} else {
		err = d.lay()
	}
	if err != nil {
		return err
	}
	if err := moveSegments(d.next, d.file); err != nil {
		return err
	}
	if err := d.mended(sweepSegments(d.file)); err != nil {
		return err
	}
	return drop(d.file, nextBucket)
}

// mended takes note of an index that is damaged, which is no reason not to show the records that it is made of: it is out of step then, and is
// made anew.
func (d *difference) mended(err error) error {
	if errors.Is(err, index.ErrDamaged) {
		d.torn = true
		return nil
	}
	return err
}

// exchange puts the staged records in the place of the visible ones. Segments of the index stay, for documents that were copied with their
// digests; revive tells which.
func exchange(file, next *bolt.Bucket) error {
	for _, name := range [][]byte{recordsBucket, idsBucket, digestsBucket} {
		if err := drop(file, name); err != nil {
			return err
		}
		if next.Bucket(name) == nil {
			continue
		}
		if err := next.MoveBucket(name, file); err != nil {
			return err
		}
	}
	return nil
}

// lay lays the staged records over the visible ones.
func (d *difference) lay() error {
	for _, id := range d.gone {
		if err := remove(d.file, id); err != nil {
			return err
		}
	}
	return overlay(d.file, d.next)
}

// forEachGone calls fn for the id and the sort key of every visible record that the run did not meet. next may be nil. All three buckets are in
// the order of ids, so each is walked once: a change of one record must not search for every other.
func forEachGone(file, next *bolt.Bucket, fn func(id, sort []byte) error) error {
	staged, same := walk(dig(next, idsBucket)), walk(dig(next, sameBucket))
	return forEach(file.Bucket(idsBucket), func(id, place []byte) error {
		if staged.at(id) || same.at(id) {
			return nil
		}
		return fn(id, sortOf(place))
	})
}

func overlay(file, next *bolt.Bucket) error {
	records, ids := file.Bucket(recordsBucket), file.Bucket(idsBucket)
	return forEach(next.Bucket(idsBucket), func(id, place []byte) error {
		value := get(next.Bucket(digestsBucket), id)
		if d, _ := splitDigest(value); d.segment != 0 && bytes.Equal(value, get(file.Bucket(digestsBucket), id)) {
			return nil // a copy, which completeBeside made of a record that stays, with its document
		}
		if err := remove(file, id); err != nil {
			return err
		}
		key := recordKey(sortOf(place), string(id))
		if err := records.Put(key, bytes.Clone(get(next.Bucket(recordsBucket), key))); err != nil {
			return err
		}
		if value != nil {
			digests, err := dug(file, digestsBucket)
			if err != nil {
				return err
			}
			if err := digests.Put(bytes.Clone(id), bytes.Clone(value)); err != nil {
				return err
			}
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
	if err := forget(b, id); err != nil {
		return err
	}
	return ids.Delete(id)
}

func isEmpty(b *bolt.Bucket) bool {
	k, _ := b.Cursor().First()
	return k == nil
}

// completeBeside copies the records that stay as they are to the staged ones, in bounded transactions: staged, they are invisible, and
// doing it again after a kill changes nothing.
func (s *Store) completeBeside(id core.DatasetID, t core.DataType, e Ending) error {
	err := s.update("complete the file", func(tx *bolt.Tx) error {
		file := dig(tx.Bucket(datasetsBucket), []byte(id), filesBucket, []byte(t))
		next, err := stagingArea(file)
		if err != nil {
			return err
		}
		if step, err := inStep(file); err != nil {
			return err
		} else if !step { // digests are copied with their records
			if err := next.Put(rulesKey, unknownRules); err != nil {
				return err
			}
		}
		return forEachGone(file, next, func(id, sort []byte) error {
			if !e.keeps(id, sort) {
				return nil
			}
			return next.Bucket(sameBucket).Put(id, met)
		})
	})
	for more := true; more && err == nil; {
		err = s.update("complete the file", func(tx *bolt.Tx) error {
			b, err := dataset(tx, id)
			if err != nil {
				return err
			}
			more, err = copySame(dig(b, filesBucket, []byte(t)))
			return err
		})
	}
	return err
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
		if value := get(file.Bucket(digestsBucket), id); value != nil {
			digests, err := dug(next, digestsBucket)
			if err != nil {
				return false, err
			}
			if err := digests.Put(id, bytes.Clone(value)); err != nil {
				return false, err
			}
		}
		if err := same.Delete(id); err != nil {
			return false, err
		}
		size += len(value)
	}
	return false, nil
}
