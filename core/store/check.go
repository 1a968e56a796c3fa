package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Report is what Check found.
type Report struct {
	Datasets, Files, Records int
	// Attached is the number of attached files.
	Attached int
	// Marked, Quotes and Searches are the calls that a person marked, the quotes in the basket and the saved searches.
	Marked, Quotes, Searches int
	// Bytes is the length of all the files' texts, and of what is kept of attached files.
	Bytes int64
	// Problems are sentences without customer text; none when all is well.
	Problems []string
}

// mostProblems bounds a report: a torn page can be complained of thousands of times.
const mostProblems = 100

func (r *Report) add(format string, args ...any) {
	if len(r.Problems) < mostProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

// Check reads the whole database: bbolt's own structure, every record, and the totals of every file. It changes nothing. Others may use the
// database meanwhile; writers wait for a part of the time. What is wrong with the database stands in the report; an error means that it
// could not be looked at.
func (s *Store) Check() (Report, error) {
	var r Report
	datasets, files, err := s.checkAll(&r)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return r, err
	}
	if err != nil {
		r.add("structure: %v", err)
	}
	for _, f := range files {
		if err := s.checkFile(&r, f); err != nil {
			r.add("dataset %s, %s: %v", f.Dataset, f.Type, err)
		}
	}
	for _, id := range datasets {
		if err := s.checkAttached(&r, id); err != nil {
			r.add("dataset %s, attached files: %v", id, err)
		}
	}
	if err := s.checkMarks(&r); err != nil {
		r.add("marks: %v", err)
	}
	if len(r.Problems) > 0 {
		return r, nil
	}
	return r, s.checkStructure(&r)
}

// checkAll lists the datasets and their files and touches every byte that is in use.
func (s *Store) checkAll(r *Report) (datasets []core.DatasetID, files []FileID, err error) {
	err = s.view("check the database", func(tx *bolt.Tx) error {
		top := tx.Bucket(datasetsBucket)
		err := top.ForEachBucket(func(id []byte) error {
			r.Datasets++
			datasets = append(datasets, core.DatasetID(id))
			return forEach(dig(top, id, filesBucket), func(t, _ []byte) error {
				files = append(files, FileID{core.DatasetID(id), core.DataType(t)})
				return nil
			})
		})
		if err != nil {
			return err
		}
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return touch(b) })
	})
	return datasets, files, err
}

// touch reads every key and value, so that a page that cannot be read is met here.
func touch(b *bolt.Bucket) error {
	var before []byte
	return b.ForEach(func(key, value []byte) error {
		if before != nil && bytes.Compare(before, key) >= 0 {
			return damaged(errors.New("keys out of order"))
		}
		before = key
		if value == nil {
			return touch(b.Bucket(key))
		}
		crc32.ChecksumIEEE(value) // for the reading alone
		return nil
	})
}

// checkStructure has bbolt account for every page. Only a writer may ask for that: the list of free pages belongs to whoever writes. bbolt
// looks in a goroutine that no guard protects from faults, so it comes after checkAll has found every page readable.
func (s *Store) checkStructure(r *Report) error {
	err := s.update("check the database", func(tx *bolt.Tx) error {
		for err := range tx.Check(bolt.WithKVStringer(noText{})) {
			r.add("structure: %v", err)
		}
		return errStop // nothing is to be committed
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// noText keeps keys, which may hold names, out of bbolt's messages.
type noText struct{}

var _ bolt.KVStringer = noText{}

// KeyToString says nothing of a key.
func (noText) KeyToString([]byte) string { return "-" }

// ValueToString says nothing of a value.
func (noText) ValueToString([]byte) string { return "-" }

func (s *Store) checkFile(r *Report, name FileID) error {
	return s.view("check the file", func(tx *bolt.Tx) error {
		b := dig(tx.Bucket(datasetsBucket), []byte(name.Dataset), filesBucket, []byte(name.Type))
		if staged, _, bad := s.checkRecords(dig(b, nextBucket)); bad > 0 {
			r.add("dataset %s, %s: %d of %d staged records cannot be read", name.Dataset, name.Type, bad, staged)
		}
		var f File
		if ok, err := getJSON(b, headKey, &f); err != nil || !ok { // none yet where a first import has not ended
			return err
		}
		r.Files++
		records, size, bad := s.checkRecords(b)
		size += int64(len(text.AppendHeader(nil, f.Header)))
		r.Records, r.Bytes = r.Records+records, r.Bytes+size
		if bad > 0 {
			r.add("dataset %s, %s: %d of %d records cannot be read", name.Dataset, name.Type, bad, records)
		}
		if index, err := s.checkIndex(context.Background(), b, name); err != nil || index.InStep && !index.Good() {
			r.add("dataset %s, %s: the index is damaged; it can be made anew", name.Dataset, name.Type)
		}
		if records != f.Records || size != f.Bytes {
			r.add("dataset %s, %s: holds %d records of %d bytes, its head says %d of %d",
				name.Dataset, name.Type, records, size, f.Records, f.Bytes)
		}
		return nil
	})
}

// checkRecords counts the records of a bucket that holds records and ids, their bytes in the file, and those that are not found by their id
// or do not read as what their key and id say.
func (s *Store) checkRecords(b *bolt.Bucket) (records int, size int64, bad int) {
	ids, good := 0, 0
	_ = forEach(dig(b, idsBucket), func(_, _ []byte) error {
		ids++
		return nil
	})
	var buffer []byte
	_ = forEach(dig(b, recordsBucket), func(key, value []byte) error {
		records++
		raw, err := s.codec.decode(buffer[:0], value)
		if err != nil { // counted as bad below, where good ones fall short of all
			return nil //nolint:nilerr // the walk goes on: one record that cannot be read hides no other
		}
		buffer = raw
		size += 1 + int64(len(raw))
		_, lines, _, _ := measure(value)
		record, err := text.Parse(string(raw))
		id := []byte(record.ID)
		if err == nil && lines == bytes.Count(raw, []byte{'\n'}) && has(b.Bucket(idsBucket), id) &&
			bytes.Equal(recordKey(sortOf(get(b.Bucket(idsBucket), id)), record.ID), key) && sizeOf(get(b.Bucket(idsBucket), id)) == len(raw) {
			good++
		}
		return nil
	})
	return records, size, max(records, ids) - good
}
