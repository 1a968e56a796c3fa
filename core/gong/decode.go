package gong

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// biggestBody bounds an answer after decompression. A page of a hundred transcripts of very long calls stays below 30 MB.
const biggestBody = 64 << 20

// mostItems bounds a page, because items of two bytes become half a kilobyte each. Gong's pages hold 100, its unpaged lists some more.
const mostItems = 100_000

var (
	errCut     = errors.New("the answer broke off")
	errTooBig  = fmt.Errorf("the answer is larger than %d MB", biggestBody>>20)
	errNotGong = errors.New("the answer is JSON, but not of Gong's API")
	errJSON    = errors.New("the answer is not valid JSON")
	errShape   = errors.New("the answer has an unexpected shape")
)

// envelope is what surrounds the items of an answer.
type envelope struct {
	requestID string
	records   struct {
		TotalRecords Number `json:"totalRecords"`
		Cursor       Text   `json:"cursor"`
	}
	timeZone Text
	hasItems bool
}

// layout says where in an answer the items are and what else to read.
type layout[T any] struct {
	key  string         // of the array, or of the object, that holds the items
	head map[string]any // further keys and what to decode them into
	// member makes an item of a member of an object; nil when the items are an array.
	member func(name string, d *json.Decoder) (T, error)
}

// read decodes an answer item by item: beside the items it holds no more than the text of one.
func (l layout[T]) read(body *boundedBody) (items []T, env envelope, err error) {
	d := json.NewDecoder(body)
	if err = l.object(d, &items, &env); err != nil {
		return nil, env, body.cause(err)
	}
	switch {
	case env.hasItems:
	case env.requestID == "":
		return nil, env, errNotGong
	case env.records.TotalRecords.Int() > 0: // taken for none, the items would vanish from the file
		return nil, env, fmt.Errorf("%w: %s is missing", errShape, l.key)
	}
	return items, env, nil
}

func (l layout[T]) object(d *json.Decoder, items *[]T, env *envelope) error {
	if open, err := d.Token(); err != nil {
		return err
	} else if open != json.Delim('{') {
		return errNotGong
	}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch name := token.(string); name { // a key of an object is always a string
		case l.key:
			env.hasItems = true
			err = l.list(d, items)
		case "requestId":
			err = d.Decode((*Text)(&env.requestID))
		case "records":
			err = decode(d, &env.records)
		case "timeZone":
			err = d.Decode(&env.timeZone)
		default:
			var into any = new(json.RawMessage)
			if target, ok := l.head[name]; ok {
				into = target
			}
			err = decode(d, into)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// list reads the items: of an array, of an object, or none of null.
func (l layout[T]) list(d *json.Decoder, items *[]T) error {
	open, err := d.Token()
	if err != nil || open == nil {
		return err
	}
	wanted := json.Delim('[')
	if l.member != nil {
		wanted = '{'
	}
	if open != wanted {
		return fmt.Errorf("%w: %s is not what it was", errShape, l.key)
	}
	for d.More() {
		item, err := l.item(d)
		if err != nil {
			return err
		}
		if len(*items) == mostItems {
			return fmt.Errorf("%w: more than %d items", errShape, mostItems)
		}
		if item != nil {
			*items = append(*items, *item)
		}
	}
	_, err = d.Token()
	return err
}

// item reads one item; nil for null.
func (l layout[T]) item(d *json.Decoder) (item *T, err error) {
	if l.member == nil {
		return item, decode(d, &item)
	}
	name, err := d.Token()
	if err != nil {
		return nil, err
	}
	member, err := l.member(name.(string), d)
	return &member, err
}

// decode reads one value. A field of an unexpected shape stays empty and the rest of the value is kept: Gong changes its answers
// without notice, and a hundred calls are worth more than one field. A value of an unexpected shape as a whole is an error.
func decode(d *json.Decoder, into any) error {
	err := d.Decode(into)
	if mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if mismatch.Field != "" {
			return nil
		}
		kind, _, _ := strings.Cut(mismatch.Value, " ") // "number 123" would show a customer's number
		return fmt.Errorf("%w: %s in the place of an item", errShape, kind)
	}
	return err
}

// boundedBody is a body that ends with an error when it is too long, counts itself and remembers how it ended.
type boundedBody struct {
	r    io.Reader
	left int64
	err  error
	seen interface{ Add(int64) int64 }
}

func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		b.err = errTooBig
		return 0, b.err
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	b.seen.Add(int64(n))
	if err != nil {
		b.err = err
	}
	return n, err
}

// cause replaces a decoder's complaint by the failure of the body that it comes from.
func (b *boundedBody) cause(err error) error {
	switch {
	case errors.Is(b.err, errTooBig):
		return errTooBig
	case b.err != nil && !errors.Is(b.err, io.EOF) && !errors.Is(b.err, io.ErrUnexpectedEOF):
		return b.err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errCut
	case errors.Is(err, errNotGong), errors.Is(err, errShape):
		return err
	}
	return errJSON // the decoder's own text quotes the answer
}
