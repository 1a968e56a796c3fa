package store

import (
	"bytes"
	"encoding/json"
	"iter"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
)

// The names of the buckets in marksBucket, which hold what belongs to the person: apart from datasets, so that nothing that happens to a
// dataset touches it. They are made when there is something to keep.
var (
	marksBucket    = []byte("marks")
	markedBucket   = []byte("calls")    // call id -> marks.Marks; its sequence is MarksGeneration
	gistsBucket    = []byte("gists")    // call id -> marks.Gist, of the same transaction
	quotesBucket   = []byte("quotes")   // quote id -> marks.Quote; its sequence is QuotesGeneration
	searchesBucket = []byte("searches") // search id -> marks.SavedSearch; its sequence is SearchesGeneration
	seenBucket     = []byte("seen")     // search id -> marks.CallSet
	basketKey      = []byte("basket")   // the ids of the quotes in their order
	historyKey     = []byte("history")  // queries, the latest first
)

// maxMarks is how many bytes all marks of one call may have: they are read and written as one.
const maxMarks = 8 << 20

// maxCallID bounds the id of a call, which is a key.
const maxCallID = 256

// Marks returns what a person made of a call; empty Marks with the call's id where there is nothing.
func (s *Store) Marks(call core.CallID) (m marks.Marks, err error) {
	err = s.view("read the call's marks", func(tx *bolt.Tx) error {
		m, err = marksIn(personal(tx, markedBucket), call)
		return err
	})
	return m, err
}

// personal returns a bucket of what belongs to the person, or nil when nothing was ever kept in it.
func personal(tx *bolt.Tx, name []byte) *bolt.Bucket { return dig(tx.Bucket(marksBucket), name) }

// changed returns a bucket of what belongs to the person for a change, and raises its generation.
func changed(tx *bolt.Tx, name []byte) (*bolt.Bucket, error) {
	top, err := tx.CreateBucketIfNotExists(marksBucket)
	if err != nil {
		return nil, err
	}
	b, err := dug(top, name)
	if err != nil {
		return nil, err
	}
	_, err = b.NextSequence()
	return b, err
}

// generation is the number that grows with every change of a bucket.
func (s *Store) generation(op string, name []byte) (n uint64, err error) {
	err = s.view(op, func(tx *bolt.Tx) error {
		if b := personal(tx, name); b != nil {
			n = b.Sequence()
		}
		return nil
	})
	return n, err
}

func marksIn(b *bolt.Bucket, call core.CallID) (marks.Marks, error) {
	var m marks.Marks
	if _, err := getJSON(b, []byte(call), &m); err != nil {
		return marks.Marks{Call: call}, err
	}
	m.Call = call
	return m, nil
}

// UpdateMarks changes what a person made of a call in one transaction, so that nothing made meanwhile is lost, and returns it as it is kept.
// An error of change is returned, and nothing is kept; so it is with core.Invalid where a call would have more marks than can be kept. Marks that
// are empty are removed. change must not use the store.
func (s *Store) UpdateMarks(call core.CallID, change func(*marks.Marks) error) (m marks.Marks, err error) {
	err = s.update("keep the call's marks", func(tx *bolt.Tx) error {
		m, err = updateMarks(tx, call, change)
		return err
	})
	if err != nil {
		return marks.Marks{Call: call}, err
	}
	return m, nil
}

func updateMarks(tx *bolt.Tx, call core.CallID, change func(*marks.Marks) error) (m marks.Marks, err error) {
	const op = "keep the call's marks"
	if call == "" || len(call) > maxCallID {
		return m, core.Errorf(core.Invalid, op, "this is no id of a call")
	}
	if m, err = marksIn(personal(tx, markedBucket), call); err != nil {
		return m, err
	}
	if err := change(&m); err != nil {
		return m, err
	}
	m.Call = call
	return m, putMarks(tx, m)
}

// putMarks keeps a call's marks with their gist. Where nothing has changed, nothing is written.
func putMarks(tx *bolt.Tx, m marks.Marks) error {
	key := []byte(m.Call)
	var value []byte
	if !m.Empty() {
		var err error
		if value, err = json.Marshal(m); err != nil {
			return err
		}
	}
	if len(value) > maxMarks {
		return core.Errorf(core.Invalid, "keep the call's marks", "the call has too many long marks: remove some of them first")
	}
	if bytes.Equal(get(personal(tx, markedBucket), key), value) {
		return nil
	}
	calls, err := changed(tx, markedBucket)
	if err != nil {
		return err
	}
	gists, err := dug(tx.Bucket(marksBucket), gistsBucket)
	if err != nil {
		return err
	}
	if value == nil {
		if err := calls.Delete(key); err != nil {
			return err
		}
		return gists.Delete(key)
	}
	if err := calls.Put(key, value); err != nil {
		return err
	}
	gist, err := m.Gist().AppendBinary(nil)
	if err != nil {
		return err
	}
	return gists.Put(key, gist)
}

// pageOfMarks is how many calls' marks AllMarks reads in one transaction.
const pageOfMarks = 100

// AllMarks yields the marks of all calls that have any, by call id. Marks that cannot be read come as an error with the call's id, and the next
// ones behind them. The caller may use the store meanwhile; calls that are marked meanwhile may be met or not.
func (s *Store) AllMarks() iter.Seq2[marks.Marks, error] {
	return func(yield func(marks.Marks, error) bool) {
		type one struct {
			marks marks.Marks
			err   error
		}
		var after []byte
		for {
			var page []one
			err := s.view("read all marks", func(tx *bolt.Tx) error {
				b := personal(tx, markedBucket)
				if b == nil {
					return nil
				}
				cursor := b.Cursor()
				key, _ := cursor.Seek(after)
				if after != nil && bytes.Equal(key, after) {
					key, _ = cursor.Next()
				}
				for ; key != nil && len(page) < pageOfMarks; key, _ = cursor.Next() {
					m, err := marksIn(b, core.CallID(key))
					page = append(page, one{m, err})
				}
				return nil
			})
			if err != nil {
				yield(marks.Marks{}, err)
				return
			}
			for _, o := range page {
				after = []byte(o.marks.Call)
				if !yield(o.marks, o.err) {
					return
				}
			}
			if len(page) < pageOfMarks {
				return
			}
		}
	}
}

// Gists returns what lists and filters need of all calls that have marks, and MarksGeneration of the same moment. The caller owns the map. A
// gist that cannot be read is left out; Check tells of it.
func (s *Store) Gists() (gists map[core.CallID]marks.Gist, generation uint64, err error) {
	err = s.view("read the calls' marks", func(tx *bolt.Tx) error {
		if b := personal(tx, markedBucket); b != nil {
			generation = b.Sequence()
		}
		gists = map[core.CallID]marks.Gist{}
		return eachGist(tx, func(call core.CallID, g marks.Gist) error {
			gists[call] = g
			return nil
		})
	})
	return gists, generation, err
}

func eachGist(tx *bolt.Tx, fn func(core.CallID, marks.Gist) error) error {
	return forEach(personal(tx, gistsBucket), func(key, value []byte) error {
		var g marks.Gist
		if g.UnmarshalBinary(value) != nil {
			return nil //nolint:nilerr // Check tells of it: one that cannot be read hides no other
		}
		return fn(core.CallID(key), g)
	})
}

// MarksGeneration grows with every change of any call's marks, and never otherwise.
func (s *Store) MarksGeneration() (uint64, error) {
	return s.generation("read the calls' marks", markedBucket)
}
