package marks

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"tamtam/core"
)

// Line is one thing of an export; exactly one field is set.
type Line struct {
	Marks  *Marks       `json:"marks,omitempty"`
	Quote  *Quote       `json:"quote,omitempty"`
	Search *SavedSearch `json:"search,omitempty"`
}

// format is the first line of an export.
type format struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
}

var ours = format{"tamtam marks", 1}

// Export writes a person's marks as JSON Lines, in UTF-8: a line that says what they are, then one for each call, quote and saved search.
func Export(w io.Writer, lines iter.Seq2[Line, error]) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(ours); err != nil {
		return err
	}
	for line, err := range lines {
		if err != nil {
			return err
		}
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	return b.Flush()
}

// The bounds of an import.
const (
	maxLine   = 16 << 20 // bytes
	maxLines  = 200_000
	opImport  = "import the marks"
	someLines = 64 << 10 // bytes, the buffer to begin with
)

// Import reads what Export wrote, whole, before anything is made of it. A file that is none, one of a later version, and one with a line that cannot
// be read or holds what could not be kept are core.Invalid, with the number of the line.
func Import(r io.Reader) ([]Line, error) {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, someLines), maxLine)
	var lines []Line
	n := 0
	for ; s.Scan(); n++ {
		raw := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), []byte("\ufeff")))
		if n == 0 {
			var f format
			switch err := json.Unmarshal(raw, &f); {
			case err != nil || f.Format != ours.Format:
				return nil, core.Errorf(core.Invalid, opImport, "this is no export of marks")
			case f.Version > ours.Version:
				return nil, core.Errorf(core.Invalid, opImport, "it was written by a newer version of Tamtam")
			}
			continue
		}
		if len(raw) == 0 {
			continue
		}
		line, err := parseLine(raw)
		if err == nil && len(lines) == maxLines {
			err = fmt.Errorf("there are more than %d lines", maxLines)
		}
		if err != nil {
			return nil, core.E(core.Invalid, opImport, fmt.Errorf("line %d: %w", n+1, err))
		}
		lines = append(lines, line)
	}
	switch err := s.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, core.Errorf(core.Invalid, opImport, "line %d is too long", n+1)
	case err != nil:
		return nil, core.E(core.Other, opImport, err)
	case n == 0:
		return nil, core.Errorf(core.Invalid, opImport, "this is no export of marks")
	}
	return lines, nil
}

func parseLine(raw []byte) (Line, error) {
	var line Line
	if err := json.Unmarshal(raw, &line); err != nil {
		return line, errors.New("it cannot be read") // the cause may hold what the person wrote
	}
	set := 0
	for _, is := range []bool{line.Marks != nil, line.Quote != nil, line.Search != nil} {
		if is {
			set++
		}
	}
	if set != 1 {
		return line, errors.New("it is no mark, quote or search")
	}
	return line, line.clean()
}

// clean makes what others may have written fit to be kept, as what a person enters is made.
func (l *Line) clean() (err error) {
	switch {
	case l.Marks != nil:
		return cause(l.Marks.clean())
	case l.Quote != nil:
		q := l.Quote
		if q.ID == "" || q.Call == "" {
			return errors.New("a quote needs an id and a call")
		}
		if !q.Anchor.fits() || utf8.RuneCountInString(q.Text) > MaxPassage {
			return errTooLong
		}
		q.Comment, err = CleanComment(q.Comment)
		return cause(err)
	}
	*l.Search, err = l.Search.Unseen().Clean()
	if err == nil && l.Search.ID == "" {
		return errors.New("a search needs an id")
	}
	return cause(err)
}

var errTooLong = errors.New("a passage is longer than can be marked")

func cause(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(core.CauseOf(err))
}

func (m *Marks) clean() (err error) {
	if m.Call == "" {
		return errors.New("there is no call that the marks belong to")
	}
	tags := m.Tags
	m.Tags = nil
	if err := m.Tag(tags...); err != nil {
		return err
	}
	if len(m.Notes) > MaxNotes || len(m.Highlights) > MaxHighlights {
		return errors.New("a call has more notes or highlights than can be kept")
	}
	for i := range m.Notes {
		n := &m.Notes[i]
		if n.ID == "" {
			return errors.New("a note needs an id")
		}
		if n.Text, err = cleanNote(n.Text); err != nil {
			return err
		}
		if n.Anchor != nil && !n.Anchor.fits() {
			return errTooLong
		}
	}
	for _, h := range m.Highlights {
		if h.ID == "" {
			return errors.New("a highlight needs an id")
		}
		if !h.Anchor.fits() {
			return errTooLong
		}
	}
	return nil
}
