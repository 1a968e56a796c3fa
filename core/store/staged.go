package store

import (
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

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
