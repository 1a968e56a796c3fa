package store

import (
	"encoding/json"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/text"
)

// Quotes returns the basket in its order. A quote that cannot be read is Damaged in its place: it hides no other.
func (s *Store) Quotes() (all []marks.Quote, err error) {
	err = s.view("read the basket of quotes", func(tx *bolt.Tx) error {
		all = quotesIn(tx)
		return nil
	})
	return all, err
}

func quotesIn(tx *bolt.Tx) (all []marks.Quote) {
	b := personal(tx, quotesBucket)
	for _, id := range basket(tx) {
		all = append(all, quoteOrDamage(b, id))
	}
	return all
}

// quoteOrDamage reads a quote, or says what is left of one that cannot be read.
func quoteOrDamage(b *bolt.Bucket, id string) marks.Quote {
	q, err := quoteIn(b, id)
	if err != nil {
		return marks.Quote{ID: id, Damaged: true, Raw: string(get(b, []byte(id)))}
	}
	return q
}

// basket returns the ids of the quotes in their order. Those that the order does not name, as when it cannot be read, come behind.
func basket(tx *bolt.Tx) []string {
	order, _ := basketOrder(tx)
	named := map[string]bool{}
	order = slices.DeleteFunc(order, func(id string) bool {
		twice := named[id]
		named[id] = true
		return twice
	})
	_ = forEach(personal(tx, quotesBucket), func(key, _ []byte) error {
		if id := string(key); !named[id] {
			order = append(order, id)
		}
		return nil
	})
	return order
}

// basketOrder is the order of the basket as it is kept; core.Broken when it cannot be read.
func basketOrder(tx *bolt.Tx) (order []string, err error) {
	_, err = getJSON(tx.Bucket(marksBucket), basketKey, &order)
	return order, err
}

// AddQuote puts a quote into the basket before the place at, counted from 0; behind the last one when at is negative or beyond it. One with the
// id of another takes its content, and its place stays. One quote more than marks.MaxQuotes is core.Invalid.
func (s *Store) AddQuote(q marks.Quote, at int) error {
	const op = "put the quote into the basket"
	return s.changeQuotes(op, func(b *bolt.Bucket, order []string) ([]string, error) {
		if err := putQuote(b, q); err != nil {
			return nil, err
		}
		switch {
		case slices.Contains(order, q.ID):
			return order, nil
		case len(order) >= marks.MaxQuotes:
			return nil, core.Errorf(core.Invalid, op, "the basket holds %d quotes and is full: remove some of them first", marks.MaxQuotes)
		case at < 0 || at > len(order):
			at = len(order)
		}
		return slices.Insert(order, at, q.ID), nil
	})
}

// putQuote keeps a quote, its comment cleaned; of a damaged one what was left of it.
func putQuote(b *bolt.Bucket, q marks.Quote) (err error) {
	if q.ID == "" || len(q.ID) > maxCallID {
		return core.Errorf(core.Invalid, "keep the quote", "a quote needs an id")
	}
	if q.Damaged {
		if q.Raw == "" {
			return nil
		}
		return b.Put([]byte(q.ID), []byte(q.Raw))
	}
	if q.Comment, err = marks.CleanComment(q.Comment); err != nil {
		return err
	}
	value, err := json.Marshal(q)
	if err != nil {
		return err
	}
	if len(value) > maxMarks {
		return core.Errorf(core.Invalid, "keep the quote", "the quote is too long")
	}
	return b.Put([]byte(q.ID), value)
}

// changeQuotes changes the basket in one transaction: fn gets its order and returns the new one.
func (s *Store) changeQuotes(op string, fn func(b *bolt.Bucket, order []string) ([]string, error)) error {
	return s.update(op, func(tx *bolt.Tx) error {
		order := basket(tx)
		b, err := changed(tx, quotesBucket)
		if err != nil {
			return err
		}
		if order, err = fn(b, order); err != nil {
			return err
		}
		return putJSON(tx.Bucket(marksBucket), basketKey, order)
	})
}

var errNoQuote = core.Errorf(core.NotFound, "find the quote", "the quote is not in the basket any more")

// MoveQuote moves a quote to the place at, counted from 0 as if the quote were not there; to the end when at is negative or beyond it.
// core.NotFound when the quote is gone.
func (s *Store) MoveQuote(id string, at int) error {
	return s.changeQuotes("move the quote", func(_ *bolt.Bucket, order []string) ([]string, error) {
		from := slices.Index(order, id)
		if from < 0 {
			return nil, errNoQuote
		}
		order = slices.Delete(order, from, from+1)
		if at < 0 || at > len(order) {
			at = len(order)
		}
		return slices.Insert(order, at, id), nil
	})
}

// SetQuoteComment changes a quote's comment; core.NotFound when the quote is gone, core.Invalid when the comment is too long, core.Broken when the
// quote is damaged.
func (s *Store) SetQuoteComment(id, comment string) error {
	return s.changeQuotes("keep the comment", func(b *bolt.Bucket, order []string) ([]string, error) {
		q, err := quoteIn(b, id)
		if err != nil {
			return nil, err
		}
		q.Comment = comment
		return order, putQuote(b, q)
	})
}

// FollowQuotes keeps where the quotes of a call stand in its transcript as it is now, as marks.FollowQuotes finds them, and returns the ids of those
// that it does not say any more, which stay as they are. Where none has moved, nothing is written.
func (s *Store) FollowQuotes(call core.CallID, turns []text.Turn) (lost []string, err error) {
	all, err := s.Quotes()
	if err != nil {
		return nil, err
	}
	moved, lost := marks.FollowQuotes(slices.DeleteFunc(all, func(q marks.Quote) bool { return q.Call != call }), turns)
	if len(moved) == 0 {
		return lost, nil
	}
	return lost, s.changeQuotes("keep where the quotes stand", func(b *bolt.Bucket, order []string) ([]string, error) {
		for _, m := range moved {
			q, err := quoteIn(b, m.ID)
			if err != nil { // removed meanwhile
				continue
			}
			q.Anchor = m.Anchor
			if err := putQuote(b, q); err != nil {
				return nil, err
			}
		}
		return order, nil
	})
}

func quoteIn(b *bolt.Bucket, id string) (q marks.Quote, err error) {
	ok, err := getJSON(b, []byte(id), &q)
	switch {
	case err == nil && !ok:
		err = errNoQuote
	case err == nil && q.ID != id:
		err = core.E(core.Broken, "read the quote", damaged(errors.New("it is another quote")))
	}
	return q, err
}

// RemoveQuote takes a quote out, also a damaged one, and returns it with the place it had, for AddQuote; core.NotFound when it is gone.
func (s *Store) RemoveQuote(id string) (q marks.Quote, at int, err error) {
	err = s.changeQuotes("remove the quote", func(b *bolt.Bucket, order []string) ([]string, error) {
		if at = slices.Index(order, id); at < 0 {
			return nil, errNoQuote
		}
		q = quoteOrDamage(b, id)
		return slices.Delete(order, at, at+1), b.Delete([]byte(id))
	})
	return q, at, err
}

// SetQuotes makes these the basket, in this order, and returns what it was, to set that again. None empties it.
func (s *Store) SetQuotes(all []marks.Quote) (was []marks.Quote, err error) {
	const op = "keep the basket of quotes"
	err = s.update(op, func(tx *bolt.Tx) error {
		was = quotesIn(tx)
		b, err := changed(tx, quotesBucket)
		if err != nil {
			return err
		}
		for _, q := range was {
			if err := b.Delete([]byte(q.ID)); err != nil {
				return err
			}
		}
		return putQuotes(tx, op, all, all)
	})
	return was, err
}

// putQuotes keeps the quotes that changed, and the order of all.
func putQuotes(tx *bolt.Tx, op string, all, changes []marks.Quote) error {
	if len(all) > marks.MaxQuotes {
		return core.Errorf(core.Invalid, op, "the basket can hold %d quotes, not %d", marks.MaxQuotes, len(all))
	}
	b, err := changed(tx, quotesBucket)
	if err != nil {
		return err
	}
	for _, q := range changes {
		if err := putQuote(b, q); err != nil {
			return err
		}
	}
	order := make([]string, 0, len(all))
	for _, q := range all {
		if !slices.Contains(order, q.ID) {
			order = append(order, q.ID)
		}
	}
	return putJSON(tx.Bucket(marksBucket), basketKey, order)
}

// QuotesGeneration grows with every change of the basket.
func (s *Store) QuotesGeneration() (uint64, error) {
	return s.generation("read the basket of quotes", quotesBucket)
}
