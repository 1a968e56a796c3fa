package attach

import (
	"bytes"
	"encoding/json"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"tamtam/core/text"
)

// readPlain reads text in whatever encoding it is in.
func readPlain(file *io.SectionReader, w *text.Lines) error {
	decoded, err := decode(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, decoded)
	return err
}

// Byte order marks.
var (
	mark8       = []byte{0xef, 0xbb, 0xbf}
	mark16BE    = []byte{0xfe, 0xff}
	mark16LE    = []byte{0xff, 0xfe}
	utf16BE     = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	utf16LE     = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	windows1252 = charmap.Windows1252
)

// headBytes is how much of a file is looked at to tell its encoding.
const headBytes = 4 << 10

// decode gives a text as UTF-8: by its byte order mark; else as UTF-16 when every other byte is zero, as UTF-8 when all of it is that, and
// as Windows-1252 otherwise, in which every byte is a character. A file with other zeros is no text.
func decode(file *io.SectionReader) (io.Reader, error) {
	head := make([]byte, min(headBytes, file.Size()))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	whole := io.NewSectionReader(file, 0, file.Size())
	as := func(e encoding.Encoding) (io.Reader, error) { return transform.NewReader(whole, e.NewDecoder()), nil }
	switch {
	case bytes.HasPrefix(head, mark8):
		return whole, nil // Lines drops the mark
	case bytes.HasPrefix(head, mark16LE):
		return as(utf16LE)
	case bytes.HasPrefix(head, mark16BE):
		return as(utf16BE)
	case len(head) > 3 && zeros(head, 1) > len(head)/4 && zeros(head, 0) == 0:
		return as(utf16LE)
	case len(head) > 3 && zeros(head, 0) > len(head)/4 && zeros(head, 1) == 0:
		return as(utf16BE)
	case bytes.IndexByte(head, 0) >= 0:
		return nil, errFaulty
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

const (
	// mostJSON is the length up to which JSON is indented: it is held in memory for that.
	mostJSON = 8 << 20
	// deepest is how far nested JSON may be to be indented: each level adds to every line in it.
	deepest = 64
)

// readJSON reads JSON as it is, or indented when it stands in one line, as programs write it and nobody can read it.
func readJSON(file *io.SectionReader, w *text.Lines) error {
	if file.Size() > mostJSON {
		return readPlain(file, w)
	}
	decoded, err := decode(file)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(decoded)
	if err != nil {
		return err
	}
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, mark8))
	if bytes.IndexByte(raw, '\n') < 0 && depth(raw) <= deepest {
		var indented bytes.Buffer
		if json.Indent(&indented, raw, "", "  ") == nil {
			raw = indented.Bytes()
		}
	}
	_, err = w.Write(raw)
	return err
}

// depth is how deeply brackets are nested, those in strings included.
func depth(raw []byte) (deepest int) {
	now := 0
	for _, c := range raw {
		switch c {
		case '{', '[':
			now++
			deepest = max(deepest, now)
		case '}', ']':
			now--
		}
	}
	return deepest
}
