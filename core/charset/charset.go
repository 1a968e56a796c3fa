// Package charset gives texts as UTF-8, whatever encoding they are in.
package charset

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ErrNoText says that a file holds zeros where no text has any.
var ErrNoText = errors.New("the file is no text")

// Mark is the byte order mark of UTF-8.
var Mark = []byte{0xef, 0xbb, 0xbf}

var (
	mark16BE    = []byte{0xfe, 0xff}
	mark16LE    = []byte{0xff, 0xfe}
	utf16BE     = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	utf16LE     = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	windows1252 = charmap.Windows1252
)

// headBytes is how much of a file is looked at to tell its encoding.
const headBytes = 4 << 10

// Decode gives a text as UTF-8: by its byte order mark, which may still stand in front of it; else as UTF-16 when every other byte is zero, as UTF-8
// when all of it is that, and as Windows-1252 otherwise, in which every byte is a character. A file with other zeros is ErrNoText.
func Decode(file *io.SectionReader) (io.Reader, error) {
	head := make([]byte, min(headBytes, file.Size()))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	whole := io.NewSectionReader(file, 0, file.Size())
	as := func(e encoding.Encoding) (io.Reader, error) { return transform.NewReader(whole, e.NewDecoder()), nil }
	switch {
	case bytes.HasPrefix(head, Mark):
		return whole, nil
	case bytes.HasPrefix(head, mark16LE):
		return as(utf16LE)
	case bytes.HasPrefix(head, mark16BE):
		return as(utf16BE)
	case len(head) > 3 && zeros(head, 1) > len(head)/4 && zeros(head, 0) == 0:
		return as(utf16LE)
	case len(head) > 3 && zeros(head, 0) > len(head)/4 && zeros(head, 1) == 0:
		return as(utf16BE)
	case bytes.IndexByte(head, 0) >= 0:
		return nil, ErrNoText
	}
	valid, err := isUTF8(io.NewSectionReader(file, 0, file.Size()))
	switch {
	case err != nil:
		return nil, err
	case valid:
		return whole, nil
	}
	return as(windows1252)
}

// zeros counts the zero bytes at even places (0) or at odd ones (1).
func zeros(b []byte, from int) (n int) {
	for i := from; i < len(b); i += 2 {
		if b[i] == 0 {
			n++
		}
	}
	return n
}

// isUTF8 tells whether all that r gives is valid.
func isUTF8(r io.Reader) (bool, error) {
	buffer := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := r.Read(buffer[kept:])
		part := buffer[:kept+n]
		for len(part) > 0 && (err != nil || utf8.FullRune(part)) {
			r, size := utf8.DecodeRune(part)
			if r == utf8.RuneError && size == 1 {
				return false, nil
			}
			part = part[size:]
		}
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		kept = copy(buffer, part)
	}
}
