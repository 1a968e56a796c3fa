package text

import (
	"bytes"
	"errors"
)

// EachTurn reads some turns of a record's text without reading the rest: it calls fn with those that wanted tells true of, by their numbers
// from 0. A text that Append did not write may be read wrongly, but never beyond its end.
func EachTurn(body []byte, wanted func(n int) bool, fn func(n int, t Turn)) error {
	at := bytes.Index(body, []byte("\n\n"))
	if at < 0 {
		return nil
	}
	rest := body[at+2:]
	for n := 0; len(rest) > 0; n++ {
		end := bytes.Index(rest, []byte("\n[")) // every other line of a turn is indented
		if end < 0 {
			end = len(rest) - 1
		}
		if wanted(n) {
			p := parser{rest: string(rest[:end+1])}
			t, err := p.turn()
			if err != nil || p.rest != "" {
				return errors.New("a turn cannot be read")
			}
			fn(n, t)
		}
		rest = rest[end+1:]
	}
	return nil
}
