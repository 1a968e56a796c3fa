package store

import (
	"encoding/binary"
	"sort"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// AttachedLines gives the text of an attached file line by line, in any order, as Lines does for a file of records. It stands for the
// content at the time of OpenAttached: once other content has taken its place, Line answers ErrReplaced for every line that it does not
// have in memory. Safe for concurrent use.
type AttachedLines struct {
	store   *Store
	dataset core.DatasetID
	file    Attached
	starts  []int // the number of the first line of each piece
	total   int
	recent  unpacked // by the number of the piece
}

// OpenAttached opens the text of an attached file for reading by lines, or answers core.NotFound, also for a file without text.
func (s *Store) OpenAttached(id core.DatasetID, file core.AttachedID) (*AttachedLines, error) {
	l := &AttachedLines{store: s, dataset: id}
	err := s.view("open the attached file", func(tx *bolt.Tx) error {
		body, a, err := attachedIn(tx, id, file)
		if err != nil {
			return err
		}
		if a.Form != AsText {
			return core.Errorf(core.NotFound, "open the attached file", "there is no text of it")
		}
		l.file = a
		return forEach(body, func(_, value []byte) error {
			_, lines, _, err := measure(value)
			if err != nil {
				return err
			}
			l.starts = append(l.starts, l.total)
			l.total += lines
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Len is the number of lines.
func (l *AttachedLines) Len() int { return l.total }

// File is the file whose text is being read.
func (l *AttachedLines) File() Attached { return l.file }

// Line returns line i, counted from 0, without its newline.
func (l *AttachedLines) Line(i int) (string, error) {
	if i < 0 || i >= l.total {
		return "", core.Errorf(core.NotFound, "read the attached file", "there is no line %d", i)
	}
	n := sort.SearchInts(l.starts, i+1) - 1
	lines, err := l.recent.lines(n, func() (text []byte, err error) {
		err = l.store.view("read the attached file", func(tx *bolt.Tx) error {
			b := dig(tx.Bucket(datasetsBucket), []byte(l.dataset), attachedBucket, bodiesBucket, []byte(l.file.Body))
			value := get(b, binary.BigEndian.AppendUint32(nil, uint32(n)))
			if value == nil {
				return ErrReplaced
			}
			text, err = l.store.codec.decode(nil, value)
			return err
		})
		return text, err
	})
	if err != nil {
		return "", err
	}
	if at := i - l.starts[n]; at < len(lines) {
		return lines[at], nil
	}
	return "", wrap("read the attached file", errValue)
}
