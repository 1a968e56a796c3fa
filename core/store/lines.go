package store

import (
	"sort"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Lines gives the text of a file line by line, in any order, for a view that shows a few of very many. It reads the lengths of all
// records once and the text only of those asked for. It stands for the content at the time of OpenLines: once a run has replaced that,
// Line answers ErrReplaced for every line that it does not have in memory. Safe for concurrent use.
type Lines struct {
	store   *Store
	dataset core.DatasetID
	file    File
	head    []string
	starts  []int    // the number of the first line (an empty one) of each record
	keys    [][]byte // of each record
	total   int
	recent  unpacked // by the number of the record
}

// ErrReplaced says that a file has new content since it was opened.
var ErrReplaced = core.Errorf(core.NotFound, "read the file", "the file has new content")

// OpenLines opens a file for reading by lines, or answers core.NotFound.
func (s *Store) OpenLines(id core.DatasetID, t core.DataType) (*Lines, error) {
	l := &Lines{store: s, dataset: id}
	err := s.view("open the file", func(tx *bolt.Tx) error {
		b, f, err := fileIn(tx, id, t)
		if err != nil {
			return err
		}
		l.file = f
		l.head = split(string(text.AppendHeader(nil, f.Header)))
		l.total = len(l.head)
		return forEach(b.Bucket(recordsBucket), func(key, value []byte) error {
			_, lines, _, err := measure(value)
			if err != nil {
				return err
			}
			l.starts = append(l.starts, l.total)
			l.keys = append(l.keys, append([]byte(nil), key...))
			l.total += 1 + lines
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Len is the number of lines.
func (l *Lines) Len() int { return l.total }

// File is the head of the file that is being read.
func (l *Lines) File() File { return l.file }

// Line returns line i, counted from 0, without its newline.
func (l *Lines) Line(i int) (string, error) {
	if i < 0 || i >= l.total {
		return "", core.Errorf(core.NotFound, "read the file", "there is no line %d", i)
	}
	if i < len(l.head) {
		return l.head[i], nil
	}
	n := sort.SearchInts(l.starts, i+1) - 1
	if i == l.starts[n] {
		return "", nil
	}
	lines, err := l.record(n)
	if err != nil {
		return "", err
	}
	if at := i - l.starts[n] - 1; at < len(lines) {
		return lines[at], nil
	}
	return "", wrap("read the file", errValue)
}

// Start returns the first line of record n, the one that begins with "===".
func (l *Lines) Start(n int) int { return l.starts[n] + 1 }

// Anchor tells a line by its record, so that it can be found in other content of the same file. The zero value is the first line.
type Anchor struct {
	key  string // of the record; "" in the header
	line int    // within it
}

// Anchor is the anchor of line i.
func (l *Lines) Anchor(i int) Anchor {
	if i < len(l.head) {
		return Anchor{line: i}
	}
	n := sort.SearchInts(l.starts, i+1) - 1
	return Anchor{key: string(l.keys[n]), line: i - l.starts[n]}
}

// Find is the line of an anchor, as near as the record has one; when the record is gone, the beginning of the one that stands in its place.
func (l *Lines) Find(a Anchor) int {
	if a.key == "" {
		return min(a.line, len(l.head)-1)
	}
	n := sort.Search(len(l.keys), func(n int) bool { return string(l.keys[n]) >= a.key })
	if n == len(l.keys) {
		return l.total - 1
	}
	if string(l.keys[n]) != a.key {
		return l.Start(n)
	}
	end := l.total
	if n+1 < len(l.starts) {
		end = l.starts[n+1]
	}
	return min(l.starts[n]+a.line, end-1)
}

// Records is the number of records.
func (l *Lines) Records() int { return len(l.starts) }

func (l *Lines) record(n int) ([]string, error) {
	return l.recent.lines(n, func() (body []byte, err error) {
		err = l.store.view("read the file", func(tx *bolt.Tx) error {
			b, f, err := fileIn(tx, l.dataset, l.file.Type)
			if err != nil {
				return err
			}
			value := get(b.Bucket(recordsBucket), l.keys[n])
			// A type that was removed and imported again counts from 1 again, but has another beginning.
			if f.Rev != l.file.Rev || !f.FirstImported.Equal(l.file.FirstImported) || value == nil {
				return ErrReplaced
			}
			body, err = l.store.codec.decode(nil, value)
			return err
		})
		return body, err
	})
}
