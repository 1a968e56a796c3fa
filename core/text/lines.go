package text

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostLine is the length in bytes above which Lines breaks a line: neither a view nor a search deals well with longer ones.
const MostLine = 16 << 10

// Lines cleans a text that stands by itself, such as a file of a person's own, while it is written through. Characters are treated as by
// Clean. But empty lines, and tabs and white space at the beginning of a line, have a meaning here and stay; so does every line
// break, as "\n". A line longer than MostLine is broken, at white space where there is some; the white space there is left out. Every line
// ends with a newline, the last one once Close was called. Cleaned lines that are cleaned again stay as they are. A Lines belongs to one
// goroutine.
type Lines struct {
	to          io.Writer
	rest        []byte // the beginning of a rune that was cut
	line        []byte // cleaned, without its end
	out         []byte
	afterReturn bool // the last break was a CR: a LF behind it is part of it
	broken      bool // line goes on with one that was too long
}

// NewLines makes a Lines that writes to w.
func NewLines(w io.Writer) *Lines { return &Lines{to: w} }

// Write takes a part of a text in UTF-8, cut anywhere.
func (l *Lines) Write(p []byte) (int, error) {
	n := len(p)
	if len(l.rest) > 0 {
		p = append(l.rest, p...)
		l.rest = nil
	}
	for len(p) > 0 {
		r, size := utf8.DecodeRune(p)
		if r == utf8.RuneError && !utf8.FullRune(p) {
			l.rest = append([]byte{}, p...)
			break
		}
		p = p[size:]
		l.take(r)
	}
	return n, l.flush(flushAt)
}

// WriteString is Write for a string.
func (l *Lines) WriteString(s string) (int, error) { return l.Write([]byte(s)) }

// Close writes what is left of the last line. It does not close the writer below.
func (l *Lines) Close() error {
	if len(l.rest) > 0 {
		l.rest = nil
		l.take(utf8.RuneError)
	}
	if len(l.line) > 0 {
		l.end()
	}
	return l.flush(1)
}

func (l *Lines) take(r rune) {
	after := l.afterReturn
	l.afterReturn = r == '\r'
	switch {
	case r == '\n' && after:
	case breaksLine(r):
		if !l.broken || len(l.line) > 0 {
			l.end()
		}
		l.broken = false
	case r != '\t' && unicode.IsControl(r), r == '\ufeff':
	default:
		if len(l.line)+utf8.RuneLen(r) > MostLine {
			l.split()
		}
		if !l.broken || len(l.line) > 0 || !unicode.IsSpace(r) {
			l.line = utf8.AppendRune(l.line, r)
		}
	}
}

// end ends the line.
func (l *Lines) end() {
	l.out = append(append(l.out, strings.TrimRightFunc(string(l.line), unicode.IsSpace)...), '\n')
	l.line = l.line[:0]
}

// split ends the line behind its last white space, if that is in its second half, and goes on with what is behind it.
func (l *Lines) split() {
	l.broken = true
	cut := strings.LastIndexFunc(string(l.line), unicode.IsSpace)
	if cut < MostLine/2 {
		l.end()
		return
	}
	rest := strings.TrimLeftFunc(string(l.line[cut:]), unicode.IsSpace)
	l.line = l.line[:cut]
	l.end()
	l.line = append(l.line, rest...)
}

// flushAt is how much is written at once.
const flushAt = 32 << 10

func (l *Lines) flush(least int) error {
	if len(l.out) < least {
		return nil
	}
	_, err := l.to.Write(l.out)
	l.out = l.out[:0]
	return err
}
