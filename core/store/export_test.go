package store

import (
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Migration is a step of the schema, for tests that bring their own.
type Migration = func(tx *bolt.Tx) error

// OpenWith opens a database as a program with these migrations would.
func OpenWith(folder string, o Options, steps ...Migration) (*Store, error) {
	own := make([]migration, len(steps))
	for i, step := range steps {
		own[i] = step
	}
	return open(folder, o, own)
}

// Thresholds makes changes big from so many bytes on, and returns the way back.
func Thresholds(small, step int) (restore func()) {
	before, beforeStep := smallChange, copyBytes
	smallChange, copyBytes = small, step
	return func() { smallChange, copyBytes = before, beforeStep }
}

// SegmentBytes bounds the texts of a segment, and returns the way back.
func SegmentBytes(most int) (restore func()) {
	before := segmentBytes
	segmentBytes = most
	return func() { segmentBytes = before }
}

// Staged counts the records that the file of a type would have if it were finished now.
func (s *Store) Staged(id core.DatasetID, t core.DataType) (n int, err error) {
	err = s.view("count the staged records", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		next := dig(b, filesBucket, []byte(t), nextBucket)
		for _, name := range [][]byte{idsBucket, sameBucket} {
			err := forEach(dig(next, name), func(_, _ []byte) error {
				n++
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
