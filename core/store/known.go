package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// KnownCall is what a dataset knows of a call of its account, whatever of it stands in its files: so that a run which reads a part knows of
// the rest.
type KnownCall struct {
	ID      core.CallID
	Started time.Time
	// Title is empty for a private call that the dataset leaves out.
	Title   string
	Private bool
	// Objects are the keys of the CRM objects that the call is linked to.
	Objects []string
	// Gone is when a run found that Gong has deleted the call; zero for one that is there.
	Gone time.Time
}

// knownValue is a KnownCall without what stands in its key.
type knownValue struct {
	Title   string    `json:"t,omitempty"`
	Private bool      `json:"p,omitempty"`
	Objects []string  `json:"o,omitempty"`
	Gone    time.Time `json:"g,omitzero"`
}

// knownPlace is the key of a call: those of a stretch of time stand together, so that reading it again touches few pages of the database.
func knownPlace(c KnownCall) []byte {
	const sign = 1 << 63 // makes negative numbers order below positive ones as bytes
	return append(binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(c.ID)), uint64(c.Started.UnixMicro())^sign), c.ID...)
}

func parseKnown(k, v []byte) (c KnownCall, ok bool) {
	const sign = 1 << 63
	var value knownValue
	if len(k) < 8 || json.Unmarshal(v, &value) != nil {
		return c, false
	}
	return KnownCall{
		ID: core.CallID(k[8:]), Started: time.UnixMicro(int64(binary.BigEndian.Uint64(k) ^ sign)).UTC(),
		Title: value.Title, Private: value.Private, Objects: value.Objects, Gone: value.Gone,
	}, true
}

// PutCall keeps what is known of a call in place of what was known before, and notes that the run under way has met it. before is the zero
// KnownCall for a new one.
func (s *Stage) PutCall(c, before KnownCall) error {
	b, err := dug(s.b, metBucket)
	if err != nil {
		return err
	}
	if !has(b, []byte(c.ID)) {
		if err := b.Put([]byte(c.ID), met); err != nil {
			return err
		}
	}
	return s.SetCall(c, before)
}

// SetCall is PutCall without the note.
func (s *Stage) SetCall(c, before KnownCall) error {
	b, err := dug(s.b, callsBucket)
	if err != nil {
		return err
	}
	key := knownPlace(c)
	if before.ID != "" && !bytes.Equal(knownPlace(before), key) {
		if err := b.Delete(knownPlace(before)); err != nil {
			return err
		}
	}
	value, err := json.Marshal(knownValue{c.Title, c.Private, c.Objects, c.Gone})
	if err != nil || bytes.Equal(b.Get(key), value) {
		return err
	}
	return b.Put(key, value)
}

// DropCall forgets a call.
func (s *Stage) DropCall(c KnownCall) error {
	if b := s.b.Bucket(callsBucket); b != nil {
		if err := b.Delete(knownPlace(c)); err != nil {
			return err
		}
	}
	return s.SetAsked(c.ID, Asked{})
}

// ForgetMet forgets which calls the run has met: it begins its reading anew.
func (s *Stage) ForgetMet() error { return drop(s.b, metBucket) }

// KnownCalls returns the calls that are known, the oldest first, and the ids of those that the run under way has met. known is false for
// a dataset that has never kept any.
func (s *Store) KnownCalls(id core.DatasetID) (calls []KnownCall, met map[core.CallID]bool, known bool, err error) {
	met = map[core.CallID]bool{}
	err = s.view("read the known calls", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		known = b.Bucket(callsBucket) != nil
		err = forEach(b.Bucket(callsBucket), func(k, v []byte) error {
			if c, ok := parseKnown(k, v); ok {
				calls = append(calls, c)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return forEach(b.Bucket(metBucket), func(k, _ []byte) error {
			met[core.CallID(k)] = true
			return nil
		})
	})
	return calls, met, known, err
}

// Asked is how often Gong was asked for a transcript that it does not have yet.
type Asked struct {
	At    time.Time `json:"at"`
	Times int       `json:"times"`
	// Over tells that none is expected any more.
	Over bool `json:"over,omitempty"`
}

// SetAsked keeps how often the transcript of a call was asked for; the zero Asked forgets it.
func (s *Stage) SetAsked(call core.CallID, a Asked) error {
	if a == (Asked{}) {
		if b := s.b.Bucket(askedBucket); has(b, []byte(call)) {
			return b.Delete([]byte(call))
		}
		return nil
	}
	b, err := dug(s.b, askedBucket)
	if err != nil {
		return err
	}
	return putJSON(b, []byte(call), a)
}

// AskedCalls returns what SetAsked kept, by call.
func (s *Store) AskedCalls(id core.DatasetID) (all map[core.CallID]Asked, err error) {
	all = map[core.CallID]Asked{}
	err = s.view("read what is awaited", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		return forEach(b.Bucket(askedBucket), func(k, v []byte) error {
			var a Asked
			if json.Unmarshal(v, &a) == nil {
				all[core.CallID(k)] = a
			}
			return nil
		})
	})
	return all, err
}

// RecordSorts returns the sort keys of the records of a type by their ids as in its file, those that the run under way has staged included.
func (s *Store) RecordSorts(id core.DatasetID, t core.DataType) (sorts map[string][]byte, err error) {
	sorts = map[string][]byte{}
	err = s.view("list the records", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		file := dig(b, filesBucket, []byte(t))
		for _, side := range []*bolt.Bucket{file, dig(file, nextBucket)} {
			err := forEach(dig(side, idsBucket), func(k, place []byte) error {
				sorts[string(k)] = bytes.Clone(sortOf(place))
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return sorts, err
}

// Unmet returns, for the records of a type that the run under way has not met, their ids and sort keys, in the order of ids.
func (s *Store) Unmet(id core.DatasetID, t core.DataType) (ids []string, sorts [][]byte, err error) {
	err = s.view("list the records that were not met", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		file := dig(b, filesBucket, []byte(t))
		if file == nil {
			return nil
		}
		return forEachGone(file, file.Bucket(nextBucket), func(id, sort []byte) error {
			ids, sorts = append(ids, string(id)), append(sorts, bytes.Clone(sort))
			return nil
		})
	})
	return ids, sorts, err
}
