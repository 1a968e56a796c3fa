package store

import (
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// HistoryRoom makes the history keep so much, and returns the way back.
func HistoryRoom(reports, whatever, runs, bytes, step int) (restore func()) {
	before := historyRoom
	historyRoom = room{reports: reports, days: before.days, whatever: whatever, runs: runs, bytes: bytes, step: step}
	return func() { historyRoom = before }
}

// PutChanges keeps what a run changed, as Finish does.
func PutChanges(s *Store, id core.DatasetID, run core.RunID, t core.DataType, changes ...Change) error {
	return s.update("put changes", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		var list []byte
		for _, c := range changes {
			list = appendChange(list, c)
		}
		return s.codec.putChanges(b, run, t, list)
	})
}

// PutRaw puts a value under a key where the history keeps what is called so: "reports", or the changes of a run.
func PutRaw(s *Store, id core.DatasetID, where, key string, value []byte) error {
	return s.update("put a value", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		path := [][]byte{reportsBucket}
		if where != string(reportsBucket) {
			path = [][]byte{changesBucket, []byte(where)}
		}
		if b, err = dug(b, path...); err != nil {
			return err
		}
		return b.Put([]byte(key), value)
	})
}
