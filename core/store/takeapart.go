package store

import (
	"bytes"
	"context"
	"sync"

	"tamtam/core"
	"tamtam/core/text"
)

// packed is a record as it is kept.
type packed struct {
	id    string
	value []byte
}

// pack takes a record out of its bucket. Ids hold no 0, which parts them from the sort key.
func pack(key, value []byte) packed {
	return packed{string(key[bytes.LastIndexByte(key, 0)+1:]), bytes.Clone(value)}
}

// takeApart derives what belongs to records from their values.
func (s *Store) takeApart(ctx context.Context, t core.DataType, records []packed) ([]Entry, error) {
	entries := make([]Entry, len(records))
	var wait sync.WaitGroup
	work := make(chan int)
	for range takers {
		wait.Go(func() {
			for i := range work {
				entries[i] = s.entryOf(t, records[i])
			}
		})
	}
	for i := range records {
		if ctx.Err() != nil {
			break
		}
		work <- i
	}
	close(work)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, core.E(core.Canceled, "make the index", err)
	}
	return entries, nil
}

// takers is how many records are taken apart at once: reading and the transactions of others need a processor, too.
const takers = 2

// entryOf makes the part of an entry that digests and index need. A record that cannot be read is found by no word, and hides no other; a check
// tells of it.
func (s *Store) entryOf(t core.DataType, p packed) Entry {
	e := Entry{t: t, id: p.id, derived: derive(t, text.Record{ID: p.id}, nil)}
	body, err := s.codec.decode(s.codec.borrow(), p.value)
	if err != nil {
		return e
	}
	defer s.codec.giveBack(body)
	if r, err := text.Parse(string(body)); err == nil && r.ID == p.id {
		e.derived = derive(t, r, body)
	}
	return e
}
