package text

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Header is what stands above the records of a file.
type Header struct {
	// Title is the data type's title behind "Gong "; Description says in a line what the records are.
	Title, Description string
	// Facts are the lines "Data type:", "Source:", ... in order; they have values, no items.
	Facts []Field
}

// valueColumn is where a header's values begin, so that they stand below each other.
const valueColumn = 14

// Add adds a fact. An empty value adds nothing; line breaks become spaces.
func (h *Header) Add(key, value string) {
	if value = CleanLine(value); value != "" {
		h.Facts = append(h.Facts, Field{Key: key, Value: value})
	}
}

// Fact returns the value of the fact with the key, or "".
func (h Header) Fact(key string) string { return Record{Fields: h.Facts}.Value(key) }

// AppendHeader writes the header behind b, with a newline at its end. Each record that follows is set off by an empty line.
func AppendHeader(b []byte, h Header) []byte {
	b = fmt.Appendf(b, "Gong %s\n%s\n\n", h.Title, h.Description)
	for _, f := range h.Facts {
		b = append(append(b, f.Key...), ':')
		for pad := valueColumn - len(f.Key) - 1; pad > 1; pad-- {
			b = append(b, ' ')
		}
		b = append(append(append(b, ' '), f.Value...), '\n')
	}
	return b
}

// Reader reads a file record by record; it holds one record at a time.
type Reader struct {
	lines  *bufio.Reader
	number int      // of the last line read
	ahead  []string // lines read but not used yet, without their newlines
	ended  bool
}

// NewReader reads a file from r.
func NewReader(r io.Reader) *Reader { return &Reader{lines: bufio.NewReaderSize(r, 64<<10)} }

func (r *Reader) next() (line string, ok bool, err error) {
	if len(r.ahead) > 0 {
		line, r.ahead = r.ahead[0], r.ahead[1:]
		return line, true, nil
	}
	if r.ended {
		return "", false, nil
	}
	line, err = r.lines.ReadString('\n')
	switch {
	case err == io.EOF:
		r.ended = true
		if line != "" {
			return "", false, fmt.Errorf("line %d: the file ends in the middle of a line", r.number+1)
		}
		return "", false, nil
	case err != nil:
		return "", false, err
	}
	r.number++
	return line[:len(line)-1], true, nil
}

func (r *Reader) hold(lines ...string) { r.ahead = append(lines, r.ahead...) }

// Header reads the header. It is called once, before Next.
func (r *Reader) Header() (Header, error) {
	var lines []string
	for len(lines) < 3 {
		line, ok, err := r.next()
		if err != nil {
			return Header{}, err
		}
		if !ok {
			break
		}
		lines = append(lines, line)
	}
	if len(lines) < 3 || !strings.HasPrefix(lines[0], "Gong ") || lines[2] != "" {
		return Header{}, errors.New("the file does not begin with the header of a Gong text file")
	}
	h := Header{Title: strings.TrimPrefix(lines[0], "Gong "), Description: lines[1]}
	for {
		line, ok, err := r.next()
		if err != nil || !ok {
			return h, err
		}
		if line == "" {
			r.hold(line)
			return h, nil
		}
		key, value, found := strings.Cut(line, ":")
		if value = strings.TrimLeft(value, " "); !found || key == "" || value == "" {
			return Header{}, fmt.Errorf("line %d: a header line is KEY: VALUE", r.number)
		}
		h.Facts = append(h.Facts, Field{Key: key, Value: value})
	}
}

// Next reads the next record; io.EOF at the end of the file.
func (r *Reader) Next() (Record, error) {
	line, ok, err := r.next()
	if err != nil {
		return Record{}, err
	}
	if !ok {
		return Record{}, io.EOF
	}
	if line != "" {
		return Record{}, fmt.Errorf("line %d: an empty line is missing before a record", r.number)
	}
	first := r.number
	body, err := r.body()
	if err != nil {
		return Record{}, err
	}
	p := parser{rest: body}
	record, err := p.record()
	if err != nil {
		return Record{}, fmt.Errorf("line %d: %w", first+p.line, err)
	}
	return record, nil
}

// body reads up to the empty line before the next record. One empty line may stand inside a record, before its turns.
func (r *Reader) body() (string, error) {
	var b strings.Builder
	for {
		line, ok, err := r.next()
		if err != nil || !ok {
			return b.String(), err
		}
		if line == "" {
			after, more, err := r.next()
			if err != nil {
				return "", err
			}
			if !more {
				return "", fmt.Errorf("line %d: the file ends with an empty line", r.number)
			}
			if r.hold(after); strings.HasPrefix(after, openMark) {
				r.hold(line)
				return b.String(), nil
			}
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
}
