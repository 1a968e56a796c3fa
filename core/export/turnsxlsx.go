package export

import (
	"fmt"
	"io"

	"tamtam/core"
	"tamtam/core/text"
)

// turnsXLSX is the table of turns as a workbook: a sheet of turns, and further ones where one does not hold them, and a sheet of calls. What a
// cell does not hold of what was said goes on in the next row.
type turnsXLSX struct {
	*book
	turns, calls *lines
	sheets       int // of turns
}

var (
	turnTitles = []string{"Call id", "Title", "Started (UTC)", "Duration (s)", "Link", "Turn", "At (s)", "At", "Speaker", "Side", "Topic", "Text"}
	callTitles = []string{"Call id", "Title", "Started (UTC)", "Duration (s)", "Link", "Turns"}
)

func turnWidth(column int) float64 {
	return []float64{22, 40, 19, 12, 20, 7, 8, 10, 24, 10, 18, 100}[column]
}

func callWidth(column int) float64 { return []float64{22, 60, 19, 12, 60, 8}[column] }

// errSheetFull says that there are more than a sheet has rows, where they cannot go on in another.
var errSheetFull = core.Errorf(core.Invalid, "export", "a sheet of a workbook holds no more than %d rows", mostRows)

func newTurnsXLSX(w io.Writer, title string) (*turnsXLSX, error) {
	b, err := newBook(w, title)
	if err != nil {
		return nil, err
	}
	t := &turnsXLSX{book: b, sheets: 1}
	if t.turns, err = b.begin("Turns", turnTitles, turnWidth); err == nil {
		t.calls, err = b.begin("Calls", callTitles, callWidth)
	}
	if err != nil {
		b.drop()
		return nil, err
	}
	return t, nil
}

func (b *turnsXLSX) write(c Conversation) error {
	h := c.head()
	if b.calls.rows == b.mostRows {
		return errSheetFull
	}
	if err := b.calls.add(fit(h.id), fit(h.title), b.moment(h.started), seconds(h.duration), fit(h.url), len(c.turns())); err != nil {
		return err
	}
	for r := range c.rows() {
		if r.turn == 0 {
			return nil // it is among the calls
		}
		for rest := r.said; ; {
			said, more := cut(rest)
			if err := b.turn(r, said); err != nil {
				return err
			}
			if rest = more; rest == "" {
				break
			}
		}
	}
	return nil
}

func (b *turnsXLSX) turn(r row, said string) (err error) {
	if b.turns.rows == b.mostRows {
		if err := b.turns.w.Flush(); err != nil {
			return err
		}
		b.sheets++
		name := fmt.Sprintf("Turns %d", b.sheets)
		if b.turns, err = b.begin(name, turnTitles, turnWidth); err != nil {
			return err
		}
	}
	return b.turns.add(fit(r.id), fit(r.title), b.moment(r.head.started), seconds(r.duration), fit(r.url), r.turn, seconds(r.at), text.Offset(r.at),
		fit(r.speaker), fit(r.side), fit(r.topic), said)
}

func (b *turnsXLSX) close() error { return b.finish(b.turns, b.calls) }
