package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

// mostUndo is how many changes of the directory can be undone.
const mostUndo = 20

// DirectoryChange is a change of the directory that can be undone.
type DirectoryChange struct {
	Number  uint64    `json:"-"`
	Name    string    `json:"name"` // what people call it: "Import of companies.csv"
	When    time.Time `json:"when"`
	Objects int       `json:"objects"` // how many it changed
}

// undo is a DirectoryChange with what it has replaced, which stands last in its document: see headOf.
type undo struct {
	DirectoryChange
	Replaced []replaced `json:"replaced"`
}

// replaced is an object with the document that it had, and the one that took its place; null where there is none.
type replaced struct {
	Bucket string          `json:"bucket"`
	ID     timeline.GSID   `json:"id"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// replaced notes what a change that can be undone has replaced.
func (t *Timeline) replaced(bucket []byte, id timeline.GSID, before, after []byte) {
	if t.undo != nil {
		t.undo.Replaced = append(t.undo.Replaced, replaced{string(bucket), id, orNull(before), orNull(bytes.Clone(after))})
	}
}

var null = []byte("null")

func orNull(document []byte) json.RawMessage {
	if document == nil {
		return null
	}
	return document
}

// ChangeDirectory calls fn, whose changes of companies, persons and users can be undone together under a name; all in one transaction, or nothing
// when it returns an error. The latest twenty such changes are kept.
func (s *Store) ChangeDirectory(name string, fn func(*Timeline) error) (DirectoryChange, error) {
	var change DirectoryChange
	err := s.UpdateTimeline(opDirectory, func(t *Timeline) error {
		t.undo = &undo{DirectoryChange: DirectoryChange{Name: name, When: s.clock.Now().UTC()}}
		if err := fn(t); err != nil {
			return err
		}
		t.undo.Objects = len(t.undo.Replaced)
		change = t.undo.DirectoryChange
		if change.Objects == 0 {
			return nil
		}
		b, err := dug(t.top, undoBucket)
		if err != nil {
			return err
		}
		if change.Number, err = b.NextSequence(); err != nil {
			return err
		}
		if change.Number > mostUndo {
			if err := b.Delete(segmentKey(change.Number - mostUndo)); err != nil {
				return err
			}
		}
		return putJSON(b, segmentKey(change.Number), t.undo)
	})
	return change, err
}

// DirectoryChanges returns the changes that can be undone, the latest first.
func (t *Timeline) DirectoryChanges() (all []DirectoryChange, err error) {
	b := dig(t.top, undoBucket)
	if b == nil {
		return nil, nil
	}
	c := b.Cursor()
	for key, document := c.Last(); key != nil; key, document = c.Prev() {
		change, err := headOf(document)
		if err != nil {
			return nil, core.E(core.Broken, "read "+string(undoBucket), fmt.Errorf("%w: %w", ErrDamaged, err))
		}
		change.Number = binary.BigEndian.Uint64(key)
		all = append(all, change)
	}
	return all, nil
}

// headOf reads a change without what it has replaced, which may be as much as the whole directory and stands at the end of the document. The key
// cannot be part of a name before it: quotation marks in one are escaped.
func headOf(document []byte) (c DirectoryChange, err error) {
	if head, _, found := bytes.Cut(document, []byte(`,"replaced":`)); found {
		document = append(bytes.Clone(head), '}')
	}
	return c, json.Unmarshal(document, &c)
}

// UndoDirectory gives the objects that a change has replaced their former documents back. Those that were changed since stay as they are, and are
// counted in kept. core.NotFound when the change cannot be undone any more.
func (s *Store) UndoDirectory(number uint64) (restored, kept int, err error) {
	err = s.UpdateTimeline("undo the change", func(t *Timeline) error {
		var u undo
		b := dig(t.top, undoBucket)
		if ok, err := getJSON(b, segmentKey(number), &u); err != nil || !ok {
			if err == nil {
				err = core.Errorf(core.NotFound, "undo the change", "the change is too long ago, or was undone")
			}
			return err
		}
		for i := len(u.Replaced) - 1; i >= 0; i-- {
			same, err := t.restore(u.Replaced[i])
			switch {
			case err != nil:
				return err
			case same:
				restored++
			default:
				kept++
			}
		}
		if err := t.changeDirectory(); err != nil {
			return err
		}
		return b.Delete(segmentKey(number))
	})
	return restored, kept, err
}

// restore gives an object its former document back, unless it has another one than the change gave it.
func (t *Timeline) restore(r replaced) (bool, error) {
	b, err := dug(t.top, []byte(r.Bucket))
	if err != nil {
		return false, err
	}
	if now := orNull(b.Get([]byte(r.ID))); !bytes.Equal(now, r.After) {
		return false, nil
	}
	if bytes.Equal(r.Before, null) {
		return true, b.Delete([]byte(r.ID))
	}
	return true, b.Put([]byte(r.ID), r.Before)
}
