package store

import (
	"bytes"
	"cmp"
	"errors"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/index"
)

// Snapshot is the database at one moment, for whoever reads many things that belong together. What it hands out is valid until the function
// that it was given to returns; texts are copies.
type Snapshot struct {
	tx    *bolt.Tx
	codec *codec
}

// Snapshot calls fn with the database as it stands. fn should be done in milliseconds: pages that it may still read are not free for others.
func (s *Store) Snapshot(fn func(*Snapshot) error) error {
	return s.view("read the calls", func(tx *bolt.Tx) error { return fn(&Snapshot{tx: tx, codec: s.codec}) })
}

// Print tells the calls of one moment from those of another: as long as it is the same, Datasets, Digests and Segments say the same.
func (s *Snapshot) Print() (string, error) {
	var b []byte
	top := s.tx.Bucket(datasetsBucket)
	err := top.ForEachBucket(func(id []byte) error {
		dataset := top.Bucket(id)
		b = append(append(append(b, id...), 0), dataset.Get(aboutKey)...)
		for _, t := range []core.DataType{core.Calls, core.Transcripts} {
			file := dig(dataset, filesBucket, []byte(t))
			b = append(append(b, 0), get(file, stampKey)...)
			if get(file, stampKey) == nil {
				b = append(b, get(file, headKey)...)
			}
		}
		return nil
	})
	return string(b), err
}

// Datasets are all datasets.
func (s *Snapshot) Datasets() ([]Dataset, error) { return datasets(s.tx) }

// File is the head of a file; ok is false when the type was never imported. InStep tells whether its digests, and its index, stand for its content.
func (s *Snapshot) File(id core.DatasetID, t core.DataType) (f File, inStep, ok bool, err error) {
	file := s.file(id, t)
	if ok, err = getJSON(file, headKey, &f); err != nil || !ok {
		return f, false, ok, err
	}
	return f, stampedFor(file, f), true, nil
}

func (s *Snapshot) file(id core.DatasetID, t core.DataType) *bolt.Bucket {
	return dig(s.tx.Bucket(datasetsBucket), []byte(id), filesBucket, []byte(t))
}

// Digests calls fn for each record of a file that has a digest, in the order of the ids.
func (s *Snapshot) Digests(id core.DatasetID, t core.DataType, fn func(record string, digest []byte) error) error {
	return forEach(dig(s.file(id, t), digestsBucket), func(record, value []byte) error {
		_, digest := splitDigest(value)
		return fn(string(record), digest)
	})
}

// Segment is a part of the index of what was said.
type Segment struct {
	index.Keys
	// Name tells it from the dataset's others; a segment never changes but for which documents are dead.
	Name uint64
	dead []byte
}

// Dead tells whether a document of the segment does not count any more.
func (s Segment) Dead(number int) bool { return isDead(s.dead, number) }

// Segments returns the index of a dataset's transcripts.
func (s *Snapshot) Segments(id core.DatasetID) (all []Segment, err error) {
	b := dig(s.file(id, core.Transcripts), indexBucket)
	err = forEach(b, func(name, _ []byte) error {
		segment := b.Bucket(name)
		all = append(all, Segment{Keys: keys{segment}, Name: segmentNumber(name), dead: segment.Get(deadKey)})
		return nil
	})
	return all, err
}

// Text returns the text of a visible record; ok is false when there is none of the id.
func (s *Snapshot) Text(id core.DatasetID, t core.DataType, record string) (body []byte, ok bool, err error) {
	value := lookUp(s.file(id, t), record)
	if value == nil {
		return nil, false, nil
	}
	body, err = s.codec.decode(nil, value)
	return body, err == nil, err
}

// Packed is a record's text as it is kept: for whoever reads many, and wants the snapshot to end before they are unpacked. It is a copy.
type Packed struct {
	codec *codec
	value []byte
}

// Packed returns a visible record's text as it is kept; that of one that is not there unpacks to nothing.
func (s *Snapshot) Packed(id core.DatasetID, t core.DataType, record string) Packed {
	return Packed{s.codec, bytes.Clone(lookUp(s.file(id, t), record))}
}

// Text unpacks the text. It is safe for concurrent use.
func (p Packed) Text() ([]byte, error) {
	if p.value == nil {
		return nil, nil
	}
	body, err := p.codec.decode(nil, p.value)
	return body, wrap("read the record", err)
}

// Each calls fn with the text of each visible record of a file, in its order, until it returns false. The text is fn's until it returns. A
// record that cannot be unpacked is passed over; what was wrong with the first such one is returned in the end.
func (s *Snapshot) Each(id core.DatasetID, t core.DataType, fn func(body []byte) bool) error {
	var buffer []byte
	var unreadable error
	err := forEach(dig(s.file(id, t), recordsBucket), func(_, value []byte) error {
		body, err := s.codec.decode(buffer[:0], value)
		if err != nil {
			unreadable = cmp.Or(unreadable, err)
			return nil
		}
		if buffer = body; !fn(body) {
			return errStop
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		return err
	}
	return unreadable
}

// Over tells whether no transcript of a call is expected any more.
func (s *Snapshot) Over(id core.DatasetID, call core.CallID) bool {
	var a Asked
	_, err := getJSON(dig(s.tx.Bucket(datasetsBucket), []byte(id), askedBucket), []byte(call), &a)
	return err == nil && a.Over
}
