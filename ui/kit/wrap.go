package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core/prose"
)

// Measure is how wide text is drawn in one style and size of the theme. It is used on the UI goroutine only.
type Measure struct {
	size   float32
	style  fyne.TextStyle
	ascii  [128]float32 // 0 where not measured yet, as are what has no width
	others map[rune]float32
}

var _ prose.Measure = (*Measure)(nil)

// NewMeasure measures text of a size and style.
func NewMeasure(size float32, style fyne.TextStyle) *Measure {
	return &Measure{size: size, style: style, others: make(map[rune]float32)}
}

// Of tells whether text of the size and style is measured.
func (m *Measure) Of(size float32, style fyne.TextStyle) bool {
	return m != nil && m.size == size && m.style == style
}

// Advance is the width of a rune, measured once, as a run of ten: a sum of them differs from the exact width by well under one percent, and is
// hundreds of times cheaper. Chinese characters are as wide as each other, and so are Korean syllables; one of them is measured.
func (m *Measure) Advance(r rune) float32 {
	if r >= 0 && r < 128 {
		if m.ascii[r] == 0 {
			m.ascii[r] = m.advance(r)
		}
		return m.ascii[r]
	}
	switch {
	case r >= 0x3400 && r <= 0x9fff:
		r = '一'
	case r >= 0xac00 && r <= 0xd7a3:
		r = '가'
	}
	w, ok := m.others[r]
	if !ok {
		w = m.advance(r)
		m.others[r] = w
	}
	return w
}

func (m *Measure) advance(r rune) float32 {
	if r == '\t' {
		return float32(len(tab)) * m.Advance(' ')
	}
	const run = 10
	return m.Width(strings.Repeat(string(r), run)) / run
}

// Width is that of a text as it is drawn.
func (m *Measure) Width(text string) float32 {
	return fyne.MeasureText(Drawn(text), m.size, m.style).Width
}

// wrap breaks text into lines no wider than width (see prose.Wrap).
func wrap(text string, width float32, m prose.Measure) []string {
	parts := prose.Wrap(text, width, width, m)
	lines := make([]string, len(parts))
	for i, p := range parts {
		lines[i] = text[p.Start:p.End]
	}
	return lines
}
