package store

import (
	"bytes"
	"context"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/text"
)

// IndexReport is what CheckIndex found of a file's digests and index.
type IndexReport struct {
	File FileID
	// InStep tells whether the stamp says that they stand for the file's content. When it does not, the rest was not looked at.
	InStep bool
	// Records have a digest each, Documents are those of the index that count, Dead those that do not, Segments the parts of the index.
	Records, Documents, Dead, Segments int
	// Bytes is the length of all keys and values of digests and index.
	Bytes int64
	// Wrong is how many records cannot be read, or have another digest or other words than their text says, and how many digests and documents
	// are there beyond those of the records. Damaged is how many segments are not as they were written.
	Wrong, Damaged int
}

// Good tells whether everything is as it should be.
func (r IndexReport) Good() bool { return r.InStep && r.Wrong == 0 && r.Damaged == 0 }

// CheckIndex holds the digests and the index of every file against its records. It changes nothing; Reindex mends what it finds.
func (s *Store) CheckIndex(ctx context.Context) (reports []IndexReport, err error) {
	var files []FileID
	err = s.view("look at the index", func(tx *bolt.Tx) error {
		top := tx.Bucket(datasetsBucket)
		return top.ForEachBucket(func(id []byte) error {
			for _, t := range core.DataTypes() {
				if hasDigest(t) && get(dig(top, id, filesBucket, []byte(t)), headKey) != nil {
					files = append(files, FileID{core.DatasetID(id), t})
				}
			}
			return nil
		})
	})
	for _, f := range files {
		if err != nil {
			break
		}
		var r IndexReport
		there := false
		err = s.view("check the index", func(tx *bolt.Tx) error {
			file := dig(tx.Bucket(datasetsBucket), []byte(f.Dataset), filesBucket, []byte(f.Type))
			if there = file != nil; !there { // it was deleted meanwhile
				return nil
			}
			var err error
			r, err = s.checkIndex(ctx, file, f)
			return err
		})
		if there {
			reports = append(reports, r)
		}
	}
	return reports, err
}

func (s *Store) checkIndex(ctx context.Context, file *bolt.Bucket, id FileID) (IndexReport, error) {
	r := IndexReport{File: id}
	var err error
	if r.InStep, err = inStep(file); err != nil || !r.InStep {
		return r, err
	}
	known := map[document]index.Known{}
	all := file.Bucket(indexBucket)
	err = forEach(all, func(name, _ []byte) error {
		r.segment(all.Bucket(name), name, known)
		return nil
	})
	if err != nil {
		return r, err
	}
	used, buffer := map[document]bool{}, []byte(nil)
	err = forEach(file.Bucket(recordsBucket), func(_, value []byte) error {
		if err := ctx.Err(); err != nil {
			return core.E(core.Canceled, "check the index", err)
		}
		r.Records++
		raw, err := s.codec.decode(buffer[:0], value)
		if err != nil {
			r.Wrong++
			return nil //nolint:nilerr // it is counted
		}
		buffer = raw
		record, err := text.Parse(string(raw))
		if err != nil {
			r.Wrong++
			return nil //nolint:nilerr // it is counted
		}
		kept := get(file.Bucket(digestsBucket), []byte(record.ID))
		at, own := splitDigest(kept)
		doc, counts := known[at]
		used[at] = counts
		if !bytes.Equal(own, digest.Append(nil, digest.Of(record))) ||
			id.Type == core.Transcripts && (!counts || doc.ID != record.ID || doc.Sum != index.Sum(raw)) {
			r.Wrong++
		}
		return nil
	})
	digests := 0
	if err == nil {
		err = forEach(file.Bucket(digestsBucket), func(id, value []byte) error {
			digests++
			r.Bytes += int64(len(id) + len(value))
			return nil
		})
	}
	r.Wrong += max(digests-r.Records, 0)
	for at := range known {
		if !used[at] {
			r.Wrong++
		}
	}
	return r, err
}

// segment looks at a segment and adds its documents that count to those known.
func (r *IndexReport) segment(b *bolt.Bucket, name []byte, known map[document]index.Known) {
	r.Segments++
	if b == nil { // something else is where it should be
		r.Damaged++
		return
	}
	_ = forEach(b, func(key, value []byte) error {
		r.Bytes += int64(len(key) + len(value))
		return nil
	})
	documents, err := index.ReadKnown(keys{b})
	if err != nil || index.Verify(keys{b}) != nil {
		r.Damaged++
		return
	}
	dead := b.Get(deadKey)
	for n, d := range documents {
		if isDead(dead, n) {
			r.Dead++
			continue
		}
		r.Documents++
		known[document{segmentNumber(name), n}] = d
	}
}
