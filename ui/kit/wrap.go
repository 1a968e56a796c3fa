package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core/prose"
)

// Measure is how wide text is drawn in one style and size of the theme. It is used on the UI goroutine only.
type Measure struct {
	measured
	ascii  [128]float32 // 0 where not measured yet, as are what has no width
	others map[rune]float32
}

var _ prose.Measure = (*Measure)(nil)

// measures are all that there are; the window has a handful of sizes and styles.
var measures = make(map[measured]*Measure)

type measured struct {
	size  float32
	style fyne.TextStyle
}

// MeasureOf measures text of a size and style. It is always the same one, so that no letter is measured twice.
func MeasureOf(size float32, style fyne.TextStyle) *Measure {
	key := measured{size, style}
	m := measures[key]
	if m == nil {
		m = &Measure{measured: key, others: make(map[rune]float32)}
		measures[key] = m
	}
	return m
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
