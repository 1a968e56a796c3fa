package opened

import (
	"errors"
	"io"
	"strings"
	"time"

	"tamtam/core/text"
)

// Problem is something that could not be read.
type Problem struct {
	// Line is counted from 1.
	Line int
	// Kind is that of the record that it was left out of: Call, Transcript. "" when that is not known.
	Kind string
	// Reason says what is wrong in lower-case words, and nothing of the text.
	Reason string
	// Whole tells that the whole record could not be read, and not a field or a turn of it.
	Whole bool
}

// mostProblems is how many are kept of a file; the others are counted.
const mostProblems = 100

// Facts are what a file says of itself and what became of it.
type Facts struct {
	// Header is the file's, as far as there is one; of several the first.
	Header text.Header
	// Generated is when the file says that it was made; zero when it does not.
	Generated time.Time
	// Records is how many could be read, Partly how many of them not wholly, Lost how many not at all.
	Records, Partly, Lost int
	// Problems are those of the first lines, before which stands that the rest could not be read, Others how many more there are.
	Problems []Problem
	Others   int
	// Repairs are what was undone.
	Repairs []Repair
}

// Clean tells whether everything was read as it stood.
func (f Facts) Clean() bool { return len(f.Problems) == 0 && len(f.Repairs) == 0 }

func (f *Facts) note(all []Problem) {
	for _, p := range all {
		if len(f.Problems) == mostProblems {
			f.Others++
			continue
		}
		f.Problems = append(f.Problems, p)
	}
}

// Read reads a file and calls take with each record, in the file's order; an error of take ends it. Of a file that is no text file of ours
// no record is read; an error is one of r or of take.
func Read(r io.Reader, take func(text.Record) error) (Facts, error) {
	in := reader{lines: newLines(r), take: take}
	err := in.read()
	in.facts.Repairs = in.lines.repaired()
	return in.facts, err
}

type reader struct {
	lines   *lines
	take    func(text.Record) error
	facts   Facts
	draft   *draft
	header  bool // lines of a header are read
	begun   bool // there was a header
	records bool // there was a record
	empties int  // empty lines before this one
}

func (r *reader) read() error {
	r.header = true // what stands above the first record is none
	for {
		l, ok, err := r.lines.next()
		if err != nil {
			return errors.Join(r.end(), err)
		}
		if !ok {
			return r.end()
		}
		if err := r.line(l); err != nil {
			return err
		}
	}
}

// line takes a line: it begins a record or a header, or goes on with what was begun.
func (r *reader) line(l line) error {
	empties := r.empties
	if l.text == "" && !l.long {
		r.empties++
		return nil
	}
	r.empties = 0
	switch {
	case strings.HasPrefix(l.text, recordMark):
		r.odd(empties, 1)
		if err := r.end(); err != nil {
			return err
		}
		r.draft, r.header, r.records = &draft{head: l}, false, true
	case strings.HasPrefix(l.text, headerMark) && !strings.Contains(l.text, ":") && !(r.header && r.begun): // a description may begin so, too
		if err := r.end(); err != nil {
			return err
		}
		if r.header = true; !r.begun {
			r.begun, r.facts.Header.Title = true, strings.TrimPrefix(l.text, headerMark)
		}
	case r.header:
		r.head(l)
	default:
		turns := r.draft.turns
		r.draft.add(l)
		r.odd(empties, b2i(r.draft.turns && !turns))
	}
	return nil
}

// odd notes empty lines where there are none in a file as it was written.
func (r *reader) odd(found, written int) {
	if r.records && found != written {
		r.lines.done[EmptyLines] = true
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// head takes a line of a header. A file may have any facts; a second header, of a file that was put behind another, tells nothing more.
func (r *reader) head(l line) {
	h := &r.facts.Header
	key, value, found := strings.Cut(l.text, ":")
	value = strings.TrimSpace(value)
	switch {
	case r.records || !r.begun || l.long:
	case !found && h.Description == "" && len(h.Facts) == 0:
		h.Description = l.text
	case found && h.Description == "" && len(h.Facts) == 0 && !knownFact(key):
		h.Description = l.text
	case found && value != "" && len(h.Facts) < mostFacts:
		h.Add(key, value)
	}
	if key == "Generated" && r.facts.Generated.IsZero() {
		if t, err := text.ParseTime(value); err == nil {
			r.facts.Generated = t
		}
	}
}

// mostFacts is how many lines of a header are kept.
const mostFacts = 100

// knownFact tells whether a line of a header is a fact for sure: a description may hold a colon, too.
func knownFact(key string) bool { return key == "Data type" || key == "Source" || key == "Generated" }

// end hands over the record that was begun.
func (r *reader) end() error {
	d := r.draft
	if d == nil {
		return nil
	}
	r.draft = nil
	record, problems, ok := d.record()
	r.facts.note(problems)
	if !ok {
		r.facts.Lost++
		return nil
	}
	if len(problems) > 0 {
		r.facts.Partly++
	}
	r.facts.Records++
	return r.take(record)
}
