package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Entry is a record made ready for the database. Encode makes it; making it takes no lock, so that compressing a page does not keep
// other writers waiting.
type Entry struct {
	t     core.DataType
	id    string
	sort  []byte
	value []byte
	title string
	size  int
	// marked is set for a record that Gong has deleted.
	marked  bool
	derived derived
}

// Size is the length of the record's text in bytes.
func (e Entry) Size() int { return e.size }

// Encode makes a record ready. Records of a file are ordered by sort, then by id, as long as no sort is the beginning of another one. Sort
// and id together must stay below 32 KiB.
func (s *Store) Encode(t core.DataType, sort []byte, r text.Record) Entry {
	body := text.Append(s.codec.borrow(), r)
	defer s.codec.giveBack(body)
	return Entry{
		t: t, id: r.ID, sort: append([]byte{}, sort...), value: s.codec.encode(body), title: titleOf(body), size: len(body),
		derived: derive(t, r, body),
	}
}

// Marked tells that the record is one that Gong has deleted, for the list of what a run changed.
func (e Entry) Marked() Entry {
	e.marked = true
	return e
}

// Stage writes a page of a run: what fn does is committed in one transaction, or not at all.
func (s *Store) Stage(id core.DatasetID, fn func(*Stage) error) error {
	return s.update("keep a page", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		stage := &Stage{b: b, codec: s.codec}
		if err := fn(stage); err != nil {
			return err
		}
		return stage.flush()
	})
}

// Stage is the staging area of a dataset within one transaction of Store.Stage; it ends with it.
type Stage struct {
	b     *bolt.Bucket
	codec *codec
	pages map[core.DataType]*page // what is not yet written of the index
}

// Put stages a record in place of the one with its id. A record that equals the visible one is only noted as met.
func (s *Stage) Put(e Entry) error {
	file, err := dug(s.b, filesBucket, []byte(e.t))
	if err != nil {
		return err
	}
	next, err := stagingArea(file)
	if err != nil {
		return err
	}
	if err := unstage(next, e.id); err != nil {
		return err
	}
	if has(file.Bucket(idsBucket), []byte(e.id)) {
		sort := sortOf(get(file.Bucket(idsBucket), []byte(e.id)))
		visible := get(file.Bucket(recordsBucket), recordKey(sort, e.id))
		if bytes.Equal(sort, e.sort) && s.codec.sameText(visible, e.value) {
			return next.Bucket(sameBucket).Put([]byte(e.id), met)
		}
	}
	if err := next.Bucket(idsBucket).Put([]byte(e.id), placeOf(e.sort, e.size)); err != nil {
		return err
	}
	if err := next.Bucket(titlesBucket).Put([]byte(e.id), titleValue(e)); err != nil {
		return err
	}
	if next.Get(rulesKey) == nil {
		if err := next.Put(rulesKey, []byte{derivedVersion}); err != nil {
			return err
		}
	}
	if err := s.putDerived(file, next, e); err != nil {
		return err
	}
	return next.Bucket(recordsBucket).Put(recordKey(e.sort, e.id), e.value)
}

func stagingArea(file *bolt.Bucket) (*bolt.Bucket, error) {
	next, err := dug(file, nextBucket)
	if err != nil {
		return nil, err
	}
	for _, name := range [][]byte{recordsBucket, idsBucket, sameBucket, titlesBucket} {
		if _, err := next.CreateBucketIfNotExists(name); err != nil {
			return nil, err
		}
	}
	return next, nil
}

func unstage(next *bolt.Bucket, id string) error {
	if err := remove(next, []byte(id)); err != nil {
		return err
	}
	if err := next.Bucket(titlesBucket).Delete([]byte(id)); err != nil {
		return err
	}
	return next.Bucket(sameBucket).Delete([]byte(id))
}

// SetRun keeps the state of the run: its plan and how far it is. The store does not look inside.
func (s *Stage) SetRun(state []byte) error { return s.b.Put(runKey, state) }

// EndRun forgets the run, what it staged and did not finish, and which calls it met.
func (s *Stage) EndRun() error {
	s.pages = nil
	return endRun(s.b)
}

func endRun(dataset *bolt.Bucket) error {
	if err := dataset.Delete(runKey); err != nil {
		return err
	}
	if err := drop(dataset, metBucket); err != nil {
		return err
	}
	return forEach(dataset.Bucket(filesBucket), func(t, _ []byte) error {
		return drop(dig(dataset, filesBucket, t), nextBucket)
	})
}

// SetKnown keeps what a run has learned of the account beside its records (names behind ids), for a run that cannot learn it anew. The
// store does not look inside.
func (s *Stage) SetKnown(known []byte) error { return s.b.Put(knownKey, s.codec.encode(known)) }

// Clear forgets what was staged for a type.
func (s *Stage) Clear(t core.DataType) error {
	delete(s.pages, t)
	return drop(dig(s.b, filesBucket, []byte(t)), nextBucket)
}

// Known returns what Stage.SetKnown kept, or nil.
func (s *Store) Known(id core.DatasetID) (known []byte, err error) {
	err = s.view("read what is known of the account", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		value := b.Get(knownKey)
		if value == nil {
			return nil
		}
		known, err = s.codec.decode(nil, value)
		return err
	})
	return known, err
}

// Run returns the state of the dataset's unfinished run, or nil.
func (s *Store) Run(id core.DatasetID) (state []byte, err error) {
	err = s.view("read the run", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		state = bytes.Clone(b.Get(runKey))
		return nil
	})
	return state, err
}
