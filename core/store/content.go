package store

import (
	"bytes"
	"encoding/binary"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

const (
	// pieceBytes is the length of the pieces in which a content is kept, each a value of its own: small enough to be unpacked for a few
	// lines in view, large enough to pack well. Only a single line can make a piece longer.
	pieceBytes = 64 << 10
	// contentBytes bounds what a transaction writes of a content.
	contentBytes = 4 << 20
)

// Content is the new content of an attached file while it is written. Long ones go into the database piece by piece, where nobody sees them
// before KeepAttached; what is never kept is swept away by SweepAttached. It belongs to one goroutine.
type Content struct {
	store   *Store
	dataset core.DatasetID
	form    Form
	body    string
	buffer  []byte   // not yet a piece
	pieces  [][]byte // not yet in the database
	waiting int      // the length of pieces
	stored  uint32   // how many pieces are in the database
	bytes   int64
	lines   int
}

// NewContent begins the content of a file of a dataset.
func (s *Store) NewContent(id core.DatasetID, form Form) *Content {
	return &Content{store: s, dataset: id, form: form, body: core.NewID()}
}

// Size is the length in bytes of what was written so far.
func (c *Content) Size() int64 { return c.bytes }

// Waiting is how many bytes are kept in memory until KeepAttached.
func (c *Content) Waiting() int { return c.waiting + len(c.buffer) }

// Write takes a part of the content; of a text any part, cut anywhere. It keeps a few megabytes at a time.
func (c *Content) Write(p []byte) (int, error) {
	for part := range slices.Chunk(p, pieceBytes) {
		c.buffer = append(c.buffer, part...)
		c.bytes += int64(len(part))
		for cut := c.cut(); cut > 0; cut = c.cut() {
			c.piece(cut)
		}
		if c.waiting >= contentBytes {
			if err := c.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

// cut is how much of the buffer makes a piece, 0 when it must grow first. Pieces of a text are whole lines, so that lines are counted and
// found by the piece.
func (c *Content) cut() int {
	switch {
	case len(c.buffer) < pieceBytes:
		return 0
	case c.form != AsText:
		return pieceBytes
	}
	if end := bytes.LastIndexByte(c.buffer[:pieceBytes], '\n') + 1; end > 0 {
		return end
	}
	if end := bytes.IndexByte(c.buffer[pieceBytes:], '\n') + 1; end > 0 {
		return pieceBytes + end
	}
	return 0
}

// piece makes a value of the first n bytes of the buffer.
func (c *Content) piece(n int) {
	value := c.store.codec.encode(c.buffer[:n])
	if c.form == AsText {
		c.lines += bytes.Count(c.buffer[:n], []byte{'\n'})
	}
	c.buffer = c.buffer[:copy(c.buffer, c.buffer[n:])]
	c.pieces, c.waiting = append(c.pieces, value), c.waiting+len(value)
}

// flush puts the pieces into the database.
func (c *Content) flush() error {
	err := c.store.update("keep a part of the attached file", func(tx *bolt.Tx) error {
		b, err := dataset(tx, c.dataset)
		if err != nil {
			return err
		}
		return c.put(b)
	})
	if err != nil {
		return err
	}
	c.stored += uint32(len(c.pieces))
	c.pieces, c.waiting = nil, 0
	return nil
}

// put puts the pieces under the dataset.
func (c *Content) put(dataset *bolt.Bucket) error {
	b, err := dug(dataset, attachedBucket, bodiesBucket, []byte(c.body))
	if err != nil {
		return err
	}
	for n, value := range c.pieces {
		if err := b.Put(binary.BigEndian.AppendUint32(nil, c.stored+uint32(n)), value); err != nil {
			return err
		}
	}
	return nil
}

// end makes the last piece. A text ends with a newline, as a file of records does.
func (c *Content) end() {
	if n := len(c.buffer); n > 0 {
		if c.form == AsText && c.buffer[n-1] != '\n' {
			c.buffer = append(c.buffer, '\n')
			c.bytes++
		}
		c.piece(len(c.buffer))
	}
}

// Drop forgets the content. What of it is in the database goes with SweepAttached.
func (c *Content) Drop() { c.buffer, c.pieces, c.waiting = nil, nil, 0 }

// Reading is a file as it was read: what is known of it, and its content, nil for one that is not kept.
type Reading struct {
	File    Attached
	Content *Content
}

// KeepAttached makes what was read visible in one transaction, each in the place of the file with its id, or as a new file when it has
// none. It fills in ID, Form, Bytes, Lines, Added, Changed and Body and returns the files. A reading whose source was removed meanwhile is left
// out, and so is one of a file that was.
func (s *Store) KeepAttached(id core.DatasetID, readings ...Reading) (kept []Attached, err error) {
	for _, r := range readings {
		if r.Content != nil {
			r.Content.end()
		}
	}
	err = s.update("keep the attached files", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		kept = kept[:0]
		for _, r := range readings {
			a, ok, err := s.keepAttached(b, r)
			if err != nil {
				return err
			}
			if ok {
				kept = append(kept, a)
			}
		}
		return nil
	})
	return kept, err
}

func (s *Store) keepAttached(dataset *bolt.Bucket, r Reading) (a Attached, ok bool, err error) {
	a = r.File
	attached := dataset.Bucket(attachedBucket)
	if get(dig(attached, sourcesBucket), []byte(a.Source)) == nil {
		return a, false, nil
	}
	heads, err := dug(attached, headsBucket)
	if err != nil {
		return a, false, err
	}
	var before Attached
	known, err := getJSON(heads, []byte(a.ID), &before)
	if err != nil || !known && a.ID != "" {
		return a, false, err
	}
	now := s.clock.Now().UTC()
	a.Added, a.Changed = before.Added, before.Changed
	if !known {
		a.ID, a.Added = core.AttachedID(core.NewID()), now
	} else if before.Hash != a.Hash {
		a.Changed = now
	}
	a.Form, a.Body, a.Bytes, a.Lines = NotKept, "", 0, 0
	if c := r.Content; c != nil {
		a.Form, a.Body, a.Bytes, a.Lines = c.form, c.body, c.bytes, c.lines
		if err := c.put(dataset); err != nil {
			return a, false, err
		}
	}
	if before.Body != "" {
		if err := drop(attached.Bucket(bodiesBucket), []byte(before.Body)); err != nil {
			return a, false, err
		}
	}
	return a, true, putJSON(heads, []byte(a.ID), a)
}

// SweepAttached drops contents that no file has: those of readings that were never kept, because the program was stopped or killed. So no
// Content of the dataset may be under way.
func (s *Store) SweepAttached(id core.DatasetID) error {
	var lost [][]byte
	err := s.view("look for lost contents", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		lost, err = lostBodies(b.Bucket(attachedBucket))
		return err
	})
	if err != nil || len(lost) == 0 {
		return err
	}
	return s.update("drop lost contents", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		for _, body := range lost {
			if err := drop(dig(b, attachedBucket, bodiesBucket), body); err != nil {
				return err
			}
		}
		return nil
	})
}

// lostBodies are the contents that no head names.
func lostBodies(attached *bolt.Bucket) (lost [][]byte, err error) {
	heads, err := allJSON[Attached](dig(attached, headsBucket))
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, a := range heads {
		named[a.Body] = true
	}
	err = forEach(dig(attached, bodiesBucket), func(body, _ []byte) error {
		if !named[string(body)] {
			lost = append(lost, bytes.Clone(body))
		}
		return nil
	})
	return lost, err
}
