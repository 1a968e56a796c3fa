package prose

import "iter"

// Row is a line of the i-th turn shown.
type Row struct{ Index, Line int }

func (r Row) after(other Row) bool {
	return r.Index > other.Index || r.Index == other.Index && r.Line > other.Line
}

// View is a window upon a layout, as high as Height. Where it is, is the row at its upper edge and how much of that is scrolled out; so it
// stays where it is when the width changes, and never needs the lines above or below.
type View struct {
	*Layout
	Height float32

	top    Row
	shift  float32 // how much of the top row is above the upper edge
	anchor anchor
}

// NewView looks at a layout from its beginning.
func NewView(l *Layout) *View {
	return &View{Layout: l, anchor: anchor{kind: Gap}}
}

// Visible is a row that is at least partly in view, and where it is drawn.
type Visible struct {
	Row   Row
	Block Block
	Line  Line
	Y     float32
}

// Rows goes over the rows in view from the top.
func (v *View) Rows() iter.Seq[Visible] {
	return func(yield func(Visible) bool) {
		y := -v.shift
		for i, first := v.top.Index, v.top.Line; i < v.Len() && y < v.Height; i, first = i+1, 0 {
			b := v.Block(i)
			for n := first; n < len(b.Lines) && y < v.Height; n++ {
				if !yield(Visible{Row{i, n}, b, b.Lines[n], y}) {
					return
				}
				y += v.height(b.Lines[n])
			}
		}
	}
}

func (v *View) height(l Line) float32 { return v.style.Heights[l.Kind] }

func (v *View) line(r Row) Line { return v.Block(r.Index).Lines[r.Line] }

// next and previous are the rows beside one; false when there is none.
func (v *View) next(r Row) (Row, bool) {
	switch {
	case r.Line+1 < len(v.Block(r.Index).Lines):
		return Row{r.Index, r.Line + 1}, true
	case r.Index+1 < v.Len():
		return Row{Index: r.Index + 1}, true
	}
	return r, false
}

func (v *View) previous(r Row) (Row, bool) {
	switch {
	case r.Line > 0:
		return Row{r.Index, r.Line - 1}, true
	case r.Index > 0:
		return Row{r.Index - 1, len(v.Block(r.Index-1).Lines) - 1}, true
	}
	return r, false
}

// Scroll moves down by so much, up when negative, and stays within the text.
func (v *View) Scroll(by float32) {
	if !v.ready() {
		return
	}
	v.move(by)
	v.clamp()
	v.hold()
}

func (v *View) ready() bool {
	return v.Len() > 0 && v.style.Measure != nil && v.style.Heights[Speech] > 0
}

func (v *View) move(by float32) {
	v.shift += by
	for height := v.height(v.line(v.top)); v.shift >= height; height = v.height(v.line(v.top)) {
		next, ok := v.next(v.top)
		if !ok {
			v.shift = 0
			return
		}
		v.top, v.shift = next, v.shift-height
	}
	for v.shift < 0 {
		previous, ok := v.previous(v.top)
		if !ok {
			v.shift = 0
			return
		}
		v.top = previous
		v.shift += v.height(v.line(previous))
	}
}

// end is where the top is when the end of the text is at the lower edge; the beginning, when all of it is in view.
func (v *View) end() (Row, float32) {
	i := v.Len() - 1
	at := Row{i, len(v.Block(i).Lines) - 1}
	for room := v.Height; ; {
		height := v.height(v.line(at))
		if height >= room {
			return at, height - room
		}
		room -= height
		previous, ok := v.previous(at)
		if !ok {
			return at, 0
		}
		at = previous
	}
}

// clamp keeps the top within the text.
func (v *View) clamp() {
	// The end matters only within a view's height of turns, each of which has three lines at least.
	if turns := int(v.Height / (v.style.Heights[Speech] + v.style.Heights[Speaker])); v.top.Index+turns+1 < v.Len()-1 {
		return
	}
	if last, shift := v.end(); v.top.after(last) || v.top == last && v.shift > shift {
		v.top, v.shift = last, shift
	}
}

// Home goes to the beginning.
func (v *View) Home() {
	v.top, v.shift = Row{}, 0
	v.hold()
}

// End goes to the end.
func (v *View) End() {
	if v.ready() {
		v.top, v.shift = v.end()
		v.hold()
	}
}

// Page moves by so many views, less a line each to keep the context.
func (v *View) Page(by int) {
	if v.ready() {
		v.Scroll(float32(by) * max(v.style.Heights[Speech], v.Height-v.style.Heights[Speech]-v.style.Heights[Speaker]))
	}
}

// RowOf is the row with a place. Its turn must be shown.
func (v *View) RowOf(p Place) Row {
	i := v.Index(p.Turn)
	return Row{i, v.Block(i).lineOf(p.Rune)}
}

// Reveal scrolls the row with a place into view if it is not: to the nearer edge when near, else so that a third of the view is above it.
func (v *View) Reveal(p Place) {
	if !v.ready() {
		return
	}
	row := v.RowOf(p)
	height := v.height(v.line(row))
	if y, in := v.y(row); in {
		switch {
		case y < 0:
			v.Scroll(y)
		case y+height > v.Height:
			v.Scroll(y + height - v.Height)
		}
		return
	}
	below, after := v.next(row)
	above, before := v.previous(row)
	_, nearTop := v.y(below)
	_, nearEnd := v.y(above)
	v.top, v.shift = row, 0
	switch {
	case nearTop && after:
		v.move(0)
	case nearEnd && before:
		v.move(height - v.Height)
	default:
		v.move(-v.Height / 3)
	}
	v.clamp()
	v.hold()
}

// Sees tells whether the row with a place is in view. Its turn must be shown.
func (v *View) Sees(p Place) bool {
	_, in := v.y(v.RowOf(p))
	return in
}

// y is where a row is drawn, if it is in view.
func (v *View) y(row Row) (float32, bool) {
	for in := range v.Rows() {
		if in.Row == row {
			return in.Y, true
		}
	}
	return 0, false
}

// SpeechFrom is the row of speech so many of them below another, above it when by is negative; ended tells that there are not so many, and
// then it is the last one there is.
func (v *View) SpeechFrom(row Row, by int) (to Row, ended bool) {
	to = row
	for at := row; by != 0; {
		var ok bool
		if by > 0 {
			at, ok = v.next(at)
		} else {
			at, ok = v.previous(at)
		}
		if !ok {
			return to, true
		}
		if v.line(at).Kind != Speech {
			continue
		}
		to = at
		if by > 0 {
			by--
		} else {
			by++
		}
	}
	return to, false
}
