package reader

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core/prose"
)

// chosen is what is selected, and the caret, which is its moving end.
type chosen struct {
	from, to Place
	known    bool    // they were placed by the person
	x        float32 // where the caret wants to be in each row that it is moved through, while keepX
	keepX    bool

	grain func(Place) Span // what is selected at a time, words or turns; nil for letters
	first Span             // the one of them that the selection began with
}

// place puts the caret, and selects nothing.
func (c *chosen) place(p Place) { *c = chosen{from: p, to: p, known: true} }

// extend selects from where the selection began.
func (c *chosen) extend(p Place) { c.to, c.known, c.keepX = p, true, false }

// reach selects as far as the pointer, by words when a word was clicked, and by turns when a turn was.
func (c *chosen) reach(p Place) {
	if c.grain == nil {
		c.extend(p)
		return
	}
	if s := c.grain(p); s.From.Before(c.first.From) {
		c.from, c.to = c.first.To, s.From
	} else {
		c.from, c.to = c.first.From, s.To
	}
}

func (c *chosen) span() Span { return Span{From: c.from, To: c.to}.Ordered() }

// Caret is the place that keys go on from, if there is one.
func (r *Reader) Caret() (p Place, placed bool) { return r.chosen.to, r.chosen.known }

// Selection is what is selected, and its text: what was said, with times and speakers when it is of several turns. Turns that are not shown
// are left out.
func (r *Reader) Selection() (Span, string) {
	s := r.chosen.span()
	if s.Empty() {
		return s, ""
	}
	type part struct{ head, text string }
	var parts []part
	for i := r.view.Index(s.From.Turn); i < r.view.Len() && r.view.Turn(i) <= s.To.Turn; i++ {
		turn := r.view.Turn(i)
		cut, _ := r.view.Cut(turn, s)
		if !r.page.sentences {
			cut = strings.ReplaceAll(cut, "\n", " ")
		}
		if cut = strings.TrimSpace(cut); cut != "" {
			t := r.turn(turn)
			parts = append(parts, part{"[" + clock(t.At) + "] " + speakerName(t) + ": ", cut})
		}
	}
	if len(parts) == 1 {
		return s, parts[0].text
	}
	var out strings.Builder
	for n, p := range parts {
		if n > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(p.head + p.text)
	}
	return s, out.String()
}

// Select selects a span.
func (r *Reader) Select(s Span) {
	if r.view.Len() > 0 {
		r.chosen.place(r.view.Clip(s.From))
		r.chosen.extend(r.view.Clip(s.To))
		r.Refresh()
	}
}

// SelectAll selects all that is shown.
func (r *Reader) SelectAll() {
	if r.view.Len() > 0 {
		r.Select(Span{From: r.view.First(), To: r.view.Last()})
	}
}

// Copy puts what is selected into the clipboard.
func (r *Reader) Copy() {
	if _, text := r.Selection(); text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// start is where keys go on from: the caret, or where the eye is.
func (r *Reader) start() Place {
	if !r.chosen.known {
		r.chosen.place(r.view.Clip(r.view.Top()))
	}
	return r.chosen.to
}

// vertical is the place so many rows of speech below one, or above it, as near as can be to where the caret set out from.
func (r *Reader) vertical(p Place, rows int) Place {
	from := r.view.RowOf(p)
	if !r.chosen.keepX {
		r.chosen.x = r.xOf(from, p)
	}
	to, ended := r.view.SpeechFrom(from, rows)
	switch {
	case ended && rows < 0:
		return r.view.First()
	case ended:
		return r.view.Last()
	}
	return r.placeIn(to, r.chosen.x)
}

// placeIn is the place in a row of speech that is nearest to x, from the beginning of the column.
func (r *Reader) placeIn(row prose.Row, x float32) Place {
	b := r.view.Block(row.Index)
	line := b.Lines[row.Line]
	return b.Place(line.Start + prose.ByteAt(b.Shown(line), r.runs(b, line), x, r.page.speech))
}

// rowEnd is the beginning or the end of the row with a place.
func (r *Reader) rowEnd(p Place, end bool) Place {
	row := r.view.RowOf(p)
	b := r.view.Block(row.Index)
	line := b.Lines[row.Line]
	if end {
		return b.Place(line.End)
	}
	return b.Place(line.Start)
}

// runs are the runs of a row of speech.
func (r *Reader) runs(b prose.Block, line prose.Line) []prose.Run {
	return prose.Runs(b.Shown(line), b.RTL, r.page.width, r.page.speech)
}

// xOf is where a place stands in its row, from the beginning of the column.
func (r *Reader) xOf(row prose.Row, p Place) float32 {
	b := r.view.Block(row.Index)
	line := b.Lines[row.Line]
	at := max(0, min(b.Byte(p.Rune), line.End)-line.Start)
	return prose.X(b.Shown(line), r.runs(b, line), at, r.page.speech)
}
