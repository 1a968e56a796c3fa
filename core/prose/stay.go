package prose

import "tamtam/core/text"

// anchor is the top row as it is told at any width: it changes with scrolling only, so that a width that changes to and fro leads back.
type anchor struct {
	place Place
	kind  Kind
}

// hold remembers the top row.
func (v *View) hold() {
	if !v.ready() {
		return
	}
	line := v.line(v.top)
	v.anchor = anchor{Place{v.Turn(v.top.Index), line.Rune}, line.Kind}
}

// restore looks for the row that was remembered.
func (v *View) restore() {
	if !v.ready() {
		v.top, v.shift = Row{}, 0
		return
	}
	i := v.Index(v.anchor.place.Turn)
	b := v.Block(i)
	v.top = Row{Index: i}
	if b.Turn == v.anchor.place.Turn {
		v.top.Line = b.find(v.anchor)
	}
	v.shift = min(v.shift, max(0, v.height(v.line(v.top))-1))
	v.clamp()
}

func (b Block) find(a anchor) int {
	if a.kind == Speech {
		return b.lineOf(a.place.Rune)
	}
	for n, line := range b.Lines {
		if line.Kind == a.kind && line.Rune >= a.place.Rune {
			return n
		}
	}
	return 0
}

// Fit shows the same place in another style and height.
func (v *View) Fit(style Style, height float32) {
	if v.style == style && v.Height == height {
		return
	}
	v.Layout.Fit(style)
	v.Height = height
	v.restore()
}

// Filter shows only the turns that keep wants, from where the view was.
func (v *View) Filter(keep func(text.Turn) bool) {
	v.Layout.Filter(keep)
	v.restore()
	v.hold()
}

// Top is the place at the upper edge.
func (v *View) Top() Place { return v.anchor.place }

// SetTop brings the line with a place to the upper edge, with the speaker's name when it is the turn's first.
func (v *View) SetTop(p Place) {
	v.anchor, v.shift = anchor{p, Speech}, 0
	if p.Rune == 0 {
		v.anchor.kind = Gap
	}
	v.restore()
	if v.ready() && p.Rune == 0 {
		v.hold()
	}
}
