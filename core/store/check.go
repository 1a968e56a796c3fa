package store

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Report is what Check found.
type Report struct {
	Datasets, Files, Records int
	// Bytes is the length of all the files' texts.
	Bytes int64
	// Problems are sentences without customer text; none when all is well.
	Problems []string
}

// Check reads the whole database: bbolt's own structure, every record, and the totals of every file. It changes nothing.
func (s *Store) Check() (Report, error) {
	var r Report
	err := s.view("check the database", func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			r.Problems = append(r.Problems, "structure: "+err.Error())
		}
		top := tx.Bucket(datasetsBucket)
		return top.ForEachBucket(func(id []byte) error {
			r.Datasets++
			return forEach(dig(top, id, filesBucket), func(t, _ []byte) error {
				s.checkFile(&r, dig(top, id, filesBucket, t), core.DatasetID(id), core.DataType(t))
				return nil
			})
		})
	})
	return r, err
}

func (s *Store) checkFile(r *Report, b *bolt.Bucket, id core.DatasetID, t core.DataType) {
	var f File
	switch ok, err := getJSON(b, headKey, &f); {
	case err != nil:
		r.Problems = append(r.Problems, fmt.Sprintf("dataset %s, %s: the file's head cannot be read", id, t))
		return
	case !ok: // staged by a first import that has not ended
		return
	}
	r.Files++
	records, size, bad := 0, int64(len(text.AppendHeader(nil, f.Header))), 0
	_ = forEach(b.Bucket(recordsBucket), func(key, value []byte) error {
		raw, err := s.codec.decode(value)
		record, parseErr := text.Parse(string(raw))
		if errors.Join(err, parseErr) != nil || string(recordKey(get(b.Bucket(idsBucket), []byte(record.ID)), record.ID)) != string(key) {
			bad++
		}
		records, size = records+1, size+1+int64(len(raw))
		return nil
	})
	r.Records, r.Bytes = r.Records+records, r.Bytes+size
	if bad > 0 {
		r.Problems = append(r.Problems, fmt.Sprintf("dataset %s, %s: %d of %d records cannot be read", id, t, bad, records))
	}
	if records != f.Records || size != f.Bytes {
		r.Problems = append(r.Problems, fmt.Sprintf("dataset %s, %s: holds %d records, its head says %d", id, t, records, f.Records))
	}
}
