package text

import (
	"errors"
	"fmt"
	"strings"
)

// Item is a value made of parts, the shape of people, topics, trackers, CRM objects and comments:
//
//	00:12:10 Jane Doe <jane@acme.com>, VP Sales, Acme (External, attended): free text
//
// Every field may be absent. Items hold unquoted, cleaned text; String quotes what the grammar forbids in a part.
type Item struct {
	// At is a place in the call as Offset writes it, or "".
	At string
	// Parts are joined by ", "; "" stands for an absent part and is written "-" before a present one.
	Parts []string
	// Email belongs to the first part and stands in angle brackets behind it.
	Email string
	// Notes stand in parentheses behind the parts.
	Notes []string
	// Text is free text behind ": ", which ends the item; it may hold line breaks.
	Text string
}

// String writes the item, cleaning each of its texts. An item without any text is "".
func (i Item) String() string {
	return string(i.append(nil))
}

func (i Item) append(b []byte) []byte {
	start := len(b)
	b = append(b, i.At...)
	b = appendParts(b, start, i.Parts, i.Email)
	first := true
	for _, note := range i.Notes {
		if note = CleanLine(note); note == "" {
			continue
		}
		if first {
			b = append(appendSpace(b, start), '(')
		} else {
			b = append(b, ", "...)
		}
		b, first = appendPart(b, note), false
	}
	if !first {
		b = append(b, ')')
	}
	if text := Clean(i.Text); text != "" {
		b = append(b, ": "...)
		b = append(b, text...)
	}
	return b
}

func appendParts(b []byte, start int, parts []string, email string) []byte {
	email = CleanLine(email)
	last := -1
	for n, part := range parts {
		if CleanLine(part) != "" {
			last = n
		}
	}
	for n := 0; n <= last; n++ {
		if n > 0 {
			b = append(b, ',')
		}
		part := CleanLine(parts[n])
		if part != "" || n > 0 || email == "" {
			b = appendPart(appendSpace(b, start), part)
		}
		if n == 0 {
			b = appendEmail(b, start, email)
		}
	}
	if last < 0 {
		b = appendEmail(b, start, email)
	}
	return b
}

func appendEmail(b []byte, start int, email string) []byte {
	if email == "" {
		return b
	}
	return append(appendPart(append(appendSpace(b, start), '<'), email), '>')
}

func appendSpace(b []byte, start int) []byte {
	if len(b) > start {
		return append(b, ' ')
	}
	return b
}

// Quote writes a text as a part: cleaned, "-" when empty, quoted when it holds a character that parts may not.
func Quote(s string) string { return string(appendPart(nil, CleanLine(s))) }

func appendPart(b []byte, part string) []byte {
	if part == "" {
		return append(b, '-')
	}
	if part != "-" && !strings.ContainsAny(part, `,:;"()<>·`) {
		return append(b, part...)
	}
	b = append(b, '"')
	for i := range len(part) {
		if part[i] == '"' || part[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, part[i])
	}
	return append(b, '"')
}

// ParseItem reads what String wrote: ParseItem(i.String()) equals i, but for trailing absent parts.
func ParseItem(s string) (Item, error) {
	var i Item
	rest := s
	if at := leadingOffset(rest); at != "" {
		i.At, rest = at, strings.TrimPrefix(rest[len(at):], " ")
	}
	rest, err := i.parseParts(rest)
	if err != nil {
		return Item{}, fmt.Errorf("item %q: %w", s, err)
	}
	rest = strings.TrimPrefix(rest, " ")
	if strings.HasPrefix(rest, "(") {
		if i.Notes, rest, err = parseNotes(rest[1:]); err != nil {
			return Item{}, fmt.Errorf("item %q: %w", s, err)
		}
	}
	switch {
	case rest == "":
		return i, nil
	case strings.HasPrefix(rest, ": "):
		i.Text = rest[2:]
		return i, nil
	}
	return Item{}, fmt.Errorf("item %q: unexpected text at its end", s)
}

// leadingOffset returns the place in the call that s begins with, or "". A part that looks like one holds colons and is quoted.
func leadingOffset(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return r != ':' && (r < '0' || r > '9') })
	if end < 0 {
		end = len(s)
	}
	if at := strings.TrimSuffix(s[:end], ":"); isOffset(at) {
		return at
	}
	return ""
}

func (i *Item) parseParts(rest string) (string, error) {
	for first := true; ; first = false {
		if rest == "" || rest[0] == '(' || rest[0] == ':' {
			return rest, nil
		}
		part := ""
		var err error
		if rest[0] != '<' {
			if part, rest, err = cutPart(rest); err != nil {
				return "", err
			}
		}
		i.Parts = append(i.Parts, part)
		if email := strings.TrimPrefix(rest, " "); first && strings.HasPrefix(email, "<") {
			if i.Email, rest, err = cutPart(email[1:]); err != nil {
				return "", err
			}
			if rest, err = expect(rest, ">"); err != nil {
				return "", err
			}
		}
		tail, more := strings.CutPrefix(rest, ", ")
		if !more {
			if len(i.Parts) == 1 && part == "" && i.Email != "" {
				i.Parts = nil
			}
			return rest, nil
		}
		rest = tail
	}
}

func parseNotes(rest string) (notes []string, tail string, err error) {
	for {
		var note string
		if note, rest, err = cutPart(rest); err != nil {
			return nil, "", err
		}
		notes = append(notes, note)
		if strings.HasPrefix(rest, ")") {
			return notes, rest[1:], nil
		}
		if rest, err = expect(rest, ", "); err != nil {
			return nil, "", err
		}
	}
}

func expect(rest, mark string) (string, error) {
	tail, ok := strings.CutPrefix(rest, mark)
	if !ok {
		return "", fmt.Errorf("%q is missing", mark)
	}
	return tail, nil
}

var errQuote = errors.New("a quoted part does not end")

// cutPart reads one part from the front of s and returns what follows it. The part "-" reads as absent.
func cutPart(s string) (part, rest string, err error) {
	if strings.HasPrefix(s, `"`) {
		return cutQuoted(s[1:])
	}
	end := strings.IndexAny(s, `,:;"()<>·`)
	if end < 0 {
		end = len(s)
	}
	rest = s[end:]
	part = strings.TrimRight(s[:end], " ")
	if len(part) < end { // the space belongs to what follows: " (", " <", " ·"
		rest = s[len(part):]
	}
	if part == "" {
		return "", "", errors.New("a part is missing")
	}
	if part == "-" {
		part = ""
	}
	return part, rest, nil
}

func cutQuoted(s string) (part, rest string, err error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:], nil
		case '\\':
			if i++; i == len(s) {
				return "", "", errQuote
			}
		}
		b.WriteByte(s[i])
	}
	return "", "", errQuote
}
