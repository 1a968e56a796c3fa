package store

import (
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// checkAttached reads every content of a dataset's attached files and holds it against its head.
func (s *Store) checkAttached(r *Report, id core.DatasetID) error {
	return s.view("check the attached files", func(tx *bolt.Tx) error {
		b := dig(tx.Bucket(datasetsBucket), []byte(id), attachedBucket)
		heads, err := allJSON[Attached](dig(b, headsBucket))
		if err != nil {
			return err
		}
		for _, a := range heads {
			r.Attached++
			r.Bytes += a.Bytes
			size, lines, bad := s.checkBody(dig(b, bodiesBucket, []byte(a.Body)))
			if a.Form != AsText {
				lines = 0
			}
			if bad > 0 || size != a.Bytes || lines != a.Lines {
				r.add("dataset %s, attached file %s: holds %d bytes in %d lines, its head says %d in %d; %d pieces cannot be read",
					id, a.ID, size, lines, a.Bytes, a.Lines, bad)
			}
		}
		return nil
	})
}

// checkBody adds up a content's pieces.
func (s *Store) checkBody(b *bolt.Bucket) (size int64, lines, bad int) {
	var buffer []byte
	_ = forEach(b, func(_, value []byte) error {
		text, err := s.codec.decode(buffer[:0], value)
		if err != nil {
			bad++
			return nil //nolint:nilerr // the walk goes on: one piece that cannot be read hides no other
		}
		buffer = text
		_, n, _, _ := measure(value)
		size, lines = size+int64(len(text)), lines+n
		return nil
	})
	return size, lines, bad
}
