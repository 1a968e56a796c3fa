package gongsim

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"time"
)

// answer is the body of a good response: some fields, and perhaps a long list that is written item by item.
type answer struct {
	head  []field
	key   string
	items iter.Seq[any]
}

type field struct {
	name  string
	value any
}

// list makes the answer of an endpoint with pages; lists without pages have no records.
func list(key string, r *records, items iter.Seq[any], more ...field) *answer {
	a := &answer{key: key, items: items}
	if r != nil {
		a.head = append(a.head, field{"records", *r})
	}
	a.head = append(a.head, more...)
	return a
}

// each makes the items of a list from rows, one at a time.
func each[T any](rows []T, wire func(T) any) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, row := range rows {
			if !yield(wire(row)) {
				return
			}
		}
	}
}

// write sends the answer. It holds one item at a time, so that a page of megabytes costs little.
func (a *answer) write(w io.Writer, requestID string) error {
	var b bytes.Buffer
	b.WriteString(`{"requestId":`)
	put := func(v any) error {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the encoder's line break
		return nil
	}
	if err := put(requestID); err != nil {
		return err
	}
	for _, f := range a.head {
		b.WriteString(`,"` + f.name + `":`)
		if err := put(f.value); err != nil {
			return err
		}
	}
	if a.items != nil {
		b.WriteString(`,"` + a.key + `":[`)
		first := true
		for item := range a.items {
			if !first {
				b.WriteByte(',')
			}
			first = false
			if err := put(item); err != nil {
				return err
			}
			if b.Len() > 1<<16 {
				if _, err := b.WriteTo(w); err != nil {
					return err
				}
			}
		}
		b.WriteByte(']')
	}
	b.WriteByte('}')
	_, err := b.WriteTo(w)
	return err
}

// stamp writes a time as Gong does: with the company's offset and 0, 3 or 6 digits of a second.
func (s *Sim) stamp(t time.Time, digits uint8) string {
	layout := "2006-01-02T15:04:05Z07:00"
	switch digits {
	case 3:
		layout = "2006-01-02T15:04:05.000Z07:00"
	case 6:
		layout = "2006-01-02T15:04:05.000000Z07:00"
	}
	return t.In(s.zone).Format(layout)
}

// null is nil for an empty text, which the wire shows as null.
func null(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
