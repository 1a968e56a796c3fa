package opened

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	encoded "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"tamtam/core/text"
)

// Repair is something that had been done to a file, and was undone.
type Repair string

// The repairs.
const (
	ByteOrderMark Repair = "a byte order mark"
	UTF16         Repair = "UTF-16"
	Windows1252   Repair = "Windows-1252"
	LineEnds      Repair = "other line ends"
	EmptyLines    Repair = "empty lines"
	WhiteSpace    Repair = "white space"
	Characters    Repair = "control or broken characters"
	NoNewline     Repair = "no newline at the end"
)

// repairs lists them in the order in which they are told.
var repairs = []Repair{ByteOrderMark, UTF16, Windows1252, LineEnds, EmptyLines, WhiteSpace, Characters, NoNewline}

// Bounds of what is held at once. The longest record known, a call of four hours, has a megabyte.
const (
	mostLine   = 1 << 20
	mostRecord = 32 << 20
	headBytes  = 64 // are looked at to tell UTF-16: a file of ours begins with letters that every encoding has
)

// line is a line of a file, cleaned, with its indentation made regular.
type line struct {
	number int
	text   string
	// long is set for a line that is too long: it has no text.
	long bool
}

// lines takes the lines off a file, whatever its encoding.
type lines struct {
	scanner *bufio.Scanner
	number  int
	broken  bool // the last token ended with a line break
	bare    bool // the file ends without one
	done    map[Repair]bool
}

func newLines(r io.Reader) *lines {
	l := &lines{done: map[Repair]bool{}}
	l.scanner = bufio.NewScanner(l.decode(r))
	l.scanner.Buffer(make([]byte, 64<<10), mostLine)
	l.scanner.Split(l.split)
	return l
}

// decode gives UTF-16 as UTF-8: by its byte order mark, or when every other byte is zero. The other encodings are told line by line.
func (l *lines) decode(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	head, _ := in.Peek(headBytes) // an error comes again when the rest is read
	zeros := func(from int) (n int) {
		for i := from; i < len(head); i += 2 {
			if head[i] == 0 {
				n++
			}
		}
		return n
	}
	as := func(order encoded.Endianness) io.Reader {
		l.done[UTF16] = true
		return transform.NewReader(in, encoded.UTF16(order, encoded.IgnoreBOM).NewDecoder())
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return as(encoded.LittleEndian)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return as(encoded.BigEndian)
	case zeros(1) > len(head)/4 && zeros(0) == 0:
		return as(encoded.LittleEndian)
	case zeros(0) > len(head)/4 && zeros(1) == 0:
		return as(encoded.BigEndian)
	}
	return in
}

// split ends lines at LF, CR LF and CR, and cuts those that are too long.
func (l *lines) split(data []byte, atEOF bool) (advance int, token []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && atEOF && len(data) == 0:
		return 0, nil, nil
	case i < 0 && atEOF, i < 0 && len(data) >= mostLine:
		l.broken = false
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n':
		l.broken = true
		return i + 1, data[:i], nil
	case i+1 < len(data):
		l.done[LineEnds], l.broken = true, true
		if data[i+1] == '\n' {
			return i + 2, data[:i], nil
		}
		return i + 1, data[:i], nil
	case atEOF:
		l.done[LineEnds], l.broken = true, true
		return i + 1, data[:i], nil
	case len(data) >= mostLine:
		l.broken = false
		return i, data[:i], nil
	}
	return 0, nil, nil
}

// next returns the next line; ok is false at the end, where err tells whether it is that of the file.
func (l *lines) next() (one line, ok bool, err error) {
	if !l.scanner.Scan() {
		return line{}, false, l.scanner.Err()
	}
	l.number++
	one.number = l.number
	if l.broken || len(l.scanner.Bytes()) < mostLine-1 {
		l.bare = !l.broken
		one.text = l.clean(l.scanner.Text())
		return one, true, nil
	}
	one.long = true
	for !l.broken && l.scanner.Scan() { // the rest of it
	}
	l.bare = !l.broken
	return one, true, l.scanner.Err()
}

// clean makes of a line what core/text would have written: its indentation of no, two or four spaces, behind which the text is clean.
func (l *lines) clean(raw string) string {
	if !utf8.ValidString(raw) {
		raw = l.toUTF8(raw)
	}
	if l.number == 1 && strings.HasPrefix(raw, "\ufeff") {
		l.done[ByteOrderMark] = true
	}
	raw = strings.TrimPrefix(raw, "\ufeff")
	content := strings.TrimLeft(raw, " \t")
	indent := raw[:len(raw)-len(content)]
	mark := ""
	switch {
	case content == "" || indent == "":
	case strings.HasPrefix(content, "- ") && indent == "  ":
		mark, content = itemMark, content[2:]
	default:
		mark = continued
	}
	content = text.CleanLine(content)
	if content == "" {
		mark = ""
	}
	clean := mark + content
	if clean != raw {
		l.note(raw, clean)
	}
	return clean
}

// note tells what was changed of a line.
func (l *lines) note(raw, clean string) {
	squeeze := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	if squeeze(raw) == squeeze(clean) {
		l.done[WhiteSpace] = true
	} else {
		l.done[Characters] = true
	}
}

// toUTF8 repairs a line that is no UTF-8: one that has some of it has broken characters, any other is Windows-1252.
func (l *lines) toUTF8(raw string) string {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		if r != utf8.RuneError && size > 1 {
			l.done[Characters] = true
			return strings.ToValidUTF8(raw, "\ufffd")
		}
		i += size
	}
	l.done[Windows1252] = true
	decoded, err := charmap.Windows1252.NewDecoder().String(raw)
	if err != nil {
		return strings.ToValidUTF8(raw, "\ufffd")
	}
	return decoded
}

// Repairs lists what was undone so far.
func (l *lines) repaired() (all []Repair) {
	if l.bare {
		l.done[NoNewline] = true
	}
	for _, one := range repairs {
		if l.done[one] {
			all = append(all, one)
		}
	}
	return all
}
