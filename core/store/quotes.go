package store

import "tamtam/core/marks"

// Quotes returns the basket in its order.
func (s *Store) Quotes() ([]marks.Quote, error) { return nil, nil }

// AddQuote puts a quote into the basket before the place at, counted from 0; behind the last one when at is negative or beyond it. One with the
// id of another takes its content, and its place stays. A basket of marks.MaxQuotes is full: core.Invalid.
func (s *Store) AddQuote(q marks.Quote, at int) error { return nil }

// MoveQuote moves a quote to the place at, counted from 0 as if the quote were not there.
func (s *Store) MoveQuote(id string, at int) error { return nil }

// SetQuoteComment changes a quote's comment; core.NotFound when the quote is gone.
func (s *Store) SetQuoteComment(id, comment string) error { return nil }

// RemoveQuote takes a quote out and returns it with the place it had, for AddQuote; core.NotFound when it is gone.
func (s *Store) RemoveQuote(id string) (q marks.Quote, at int, err error) { return q, 0, nil }

// ClearQuotes empties the basket and returns what was in it, in its order, for SetQuotes.
func (s *Store) ClearQuotes() ([]marks.Quote, error) { return nil, nil }

// SetQuotes makes these the basket.
func (s *Store) SetQuotes(all []marks.Quote) error { return nil }

// QuotesGeneration grows with every change of the basket, and never otherwise.
func (s *Store) QuotesGeneration() (uint64, error) { return 0, nil }
