package opened

import (
	"errors"
	"strings"

	"tamtam/core/datatype"
	"tamtam/core/text"
)

// How records are written; core/text says the grammar.
const (
	recordMark = "=== "
	recordEnd  = " ==="
	itemMark   = "  - "
	continued  = "    "
	headerMark = "Gong "
)

// mostID is how many bytes an id may have: it is a key of the database.
const mostID = 1 << 10

// draft is the lines of a record, taken apart into its fields and turns.
type draft struct {
	head   line
	blocks []block
	turns  bool // the turns have begun
	size   int
	large  bool // it is too large: nothing of it is held
}

// block is a field with its items, or a turn with its lines.
type block struct {
	number int
	turn   bool
	bad    string // why it is left out, or ""
	lines  []string
}

// What is wrong with lines by themselves; the other reasons are those of core/text.
const (
	whyLong    = "the line is too long"
	whyStray   = "the line belongs to no field or turn"
	whyLarge   = "the record is too large"
	whyID      = "the record's id is too long"
	whyKind    = "the kind of record is not known"
	whyNothing = "nothing of the record could be read"
)

// add takes the next line of the record.
func (d *draft) add(l line) {
	if d.size += len(l.text); d.size > mostRecord {
		d.large, d.blocks = true, nil
	}
	if d.large {
		return
	}
	indented := strings.HasPrefix(l.text, " ")
	switch {
	case indented && len(d.blocks) > 0:
		last := &d.blocks[len(d.blocks)-1]
		last.lines = append(last.lines, l.text)
		return
	case indented:
		d.blocks = append(d.blocks, block{number: l.number, bad: whyStray})
		return
	}
	b := block{number: l.number, turn: strings.HasPrefix(l.text, "["), lines: []string{l.text}}
	d.turns = d.turns || b.turn
	switch {
	case l.long:
		b.bad = whyLong
	case d.turns && !b.turn:
		b.bad = whyStray
	}
	d.blocks = append(d.blocks, b)
}

// record makes the record of the lines. What is left out of it is told; ok is false when it is all of it.
func (d *draft) record() (r text.Record, problems []Problem, ok bool) {
	lost := func(why string) (text.Record, []Problem, bool) {
		return text.Record{}, []Problem{{Line: d.head.number, Reason: why, Whole: true}}, false
	}
	if d.large {
		return lost(whyLarge)
	}
	r, err := text.Parse(d.head.text + "\n")
	switch {
	case err != nil:
		return lost(reason(err))
	case len(r.ID) > mostID:
		return lost(whyID)
	case datatype.OfKind(r.Kind).ID == "":
		return lost(whyKind)
	}
	if whole, err := text.Parse(d.text()); err == nil && !d.bad() {
		return whole, nil, true
	}
	for _, b := range d.blocks {
		why := b.bad
		if why == "" {
			part, err := text.Parse(d.head.text + "\n" + b.text())
			if err == nil {
				r.Fields, r.Turns = append(r.Fields, part.Fields...), append(r.Turns, part.Turns...)
				continue
			}
			why = reason(err)
		}
		problems = append(problems, Problem{Line: b.number, Kind: r.Kind, Reason: why})
	}
	if len(r.Fields)+len(r.Turns) == 0 && len(problems) > 0 {
		return lost(whyNothing)
	}
	return r, problems, true
}

func (d *draft) bad() bool {
	for _, b := range d.blocks {
		if b.bad != "" {
			return true
		}
	}
	return false
}

// text is the record as core/text writes it.
func (d *draft) text() string {
	var out strings.Builder
	out.WriteString(d.head.text + "\n")
	turns := false
	for _, b := range d.blocks {
		if b.turn && !turns {
			turns = true
			out.WriteByte('\n')
		}
		for _, one := range b.lines {
			out.WriteString(one)
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// text is the block as it stands in a record by itself.
func (b block) text() string {
	body := strings.Join(b.lines, "\n") + "\n"
	if b.turn {
		return "\n" + body
	}
	return body
}

// reason is why core/text refuses a record, without the line that it counts within what it was given.
func reason(err error) string {
	if inner := errors.Unwrap(err); inner != nil {
		return inner.Error()
	}
	return err.Error()
}
