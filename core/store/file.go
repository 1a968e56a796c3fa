package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// File is the head of a dataset's text file: everything about it but its records.
type File struct {
	Type core.DataType `json:"type"`
	// FirstImported stands in the file's name, which never changes.
	FirstImported time.Time `json:"firstImported"`
	// Generated is when the content was last made.
	Generated time.Time   `json:"generated"`
	Header    text.Header `json:"header"`
	Records   int         `json:"records"`
	// Bytes is the length of the whole text, header included.
	Bytes int64 `json:"bytes"`
	// Rev grows by one with every new content.
	Rev uint64 `json:"rev"`
	// Through is when the run began that last completed the file: what Gong had by then has been read. Deep is the same of the last run that
	// went back a month at least. Both are zero when the file has to be read whole.
	Through time.Time `json:"through,omitzero"`
	Deep    time.Time `json:"deep,omitzero"`
	// Lacks says what the whole file lacks for want of a permission, "" for nothing: once granted, all of it is read again.
	Lacks string `json:"lacks,omitempty"`
}

// Name is the file's name: gong_calls_20260409_120000.txt.
func (f File) Name() string { return FileTitle(f.Type, f.FirstImported) }

// FileTitle is the name of the file of a type that is first imported at the time.
func FileTitle(t core.DataType, first time.Time) string {
	return fmt.Sprintf("gong_%s_%s.txt", t, first.UTC().Format("20060102_150405"))
}

// Files returns the heads of a dataset's files in the order of core.DataTypes. Types that were never imported have none.
func (s *Store) Files(id core.DatasetID) (files []File, err error) {
	err = s.view("list the files", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		for _, t := range core.DataTypes() {
			var f File
			ok, err := getJSON(dig(b, filesBucket, []byte(t)), headKey, &f)
			if err != nil {
				return err
			}
			if ok {
				files = append(files, f)
			}
		}
		return nil
	})
	return files, err
}

// File returns the head of one file, or core.NotFound when the type was never imported.
func (s *Store) File(id core.DatasetID, t core.DataType) (f File, err error) {
	err = s.view("read the file's head", func(tx *bolt.Tx) error {
		_, f, err = fileIn(tx, id, t)
		return err
	})
	return f, err
}

func fileIn(tx *bolt.Tx, id core.DatasetID, t core.DataType) (*bolt.Bucket, File, error) {
	b, err := dataset(tx, id)
	if err != nil {
		return nil, File{}, err
	}
	var f File
	b = dig(b, filesBucket, []byte(t))
	ok, err := getJSON(b, headKey, &f)
	if err == nil && !ok {
		err = core.Errorf(core.NotFound, "find the file", "%s were not imported into this dataset", t)
	}
	return b, f, err
}

// WriteFile writes the whole text of a file to w, record by record, as it stands at this moment.
func (s *Store) WriteFile(ctx context.Context, w io.Writer, id core.DatasetID, t core.DataType) error {
	return s.view("read the file", func(tx *bolt.Tx) error {
		b, f, err := fileIn(tx, id, t)
		if err != nil {
			return err
		}
		if _, err := w.Write(text.AppendHeader(nil, f.Header)); err != nil {
			return err
		}
		var buffer []byte
		return forEach(b.Bucket(recordsBucket), func(_, value []byte) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			record, err := s.codec.decode(append(buffer[:0], '\n'), value)
			if err != nil {
				return err
			}
			buffer = record
			_, err = w.Write(record)
			return err
		})
	})
}

// Record returns one record's text by its id: what the running import has staged, else what is visible. ok is false when neither has it.
func (s *Store) Record(id core.DatasetID, t core.DataType, record string) (body string, ok bool, err error) {
	err = s.view("read the record", func(tx *bolt.Tx) error {
		b := dig(tx.Bucket(datasetsBucket), []byte(id), filesBucket, []byte(t))
		for _, side := range []*bolt.Bucket{dig(b, nextBucket), b} {
			value := lookUp(side, record)
			if value == nil {
				continue
			}
			raw, err := s.codec.decode(nil, value)
			if err != nil {
				return err
			}
			body, ok = string(raw), true
			return nil
		}
		return nil
	})
	return body, ok, err
}

// lookUp finds a record's value by its id in a bucket that holds records and ids.
func lookUp(b *bolt.Bucket, record string) []byte {
	sort := sortOf(get(dig(b, idsBucket), []byte(record)))
	if sort == nil {
		return nil
	}
	return get(dig(b, recordsBucket), recordKey(sort, record))
}

// placeLength is the number of bytes that a place has behind the sort key: the length of the record's text.
const placeLength = 4

// placeOf makes the value under an id: where the record stands, and how long its text is, so that a file is measured without touching its
// records. The database is mapped into memory, where every touch of a record counts.
func placeOf(sort []byte, size int) []byte {
	place := append(make([]byte, 0, len(sort)+placeLength), sort...)
	return binary.BigEndian.AppendUint32(place, uint32(size))
}

// sortOf returns the sort key in a place; nil when there is no place.
func sortOf(place []byte) []byte {
	if len(place) < placeLength {
		return nil
	}
	return place[:len(place)-placeLength]
}

// sizeOf returns the length of the record's text in a place.
func sizeOf(place []byte) int {
	if len(place) < placeLength {
		return 0
	}
	return int(binary.BigEndian.Uint32(place[len(place)-placeLength:]))
}

func get(b *bolt.Bucket, key []byte) []byte {
	if b == nil {
		return nil
	}
	return b.Get(key)
}

func recordKey(sort []byte, record string) []byte {
	key := make([]byte, 0, len(sort)+1+len(record))
	return append(append(append(key, sort...), 0), record...)
}

func forEach(b *bolt.Bucket, fn func(key, value []byte) error) error {
	if b == nil {
		return nil
	}
	return b.ForEach(fn)
}

// has tells whether a bucket holds the key. Get cannot tell: within a transaction it answers nil for a value that was put as nil.
func has(b *bolt.Bucket, key []byte) bool {
	if b == nil {
		return false
	}
	k, _ := b.Cursor().Seek(key)
	return bytes.Equal(k, key)
}

// errStop ends a walk early; it never leaves this package.
var errStop = errors.New("stop")
