package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// advances are the widths of runes in one style and size. Each is measured once, as a run of ten: a sum of them differs from
// the exact width by well under one percent, and is hundreds of times cheaper than measuring.
type advances struct {
	size  float32
	style fyne.TextStyle
	width map[rune]float32
}

func newAdvances(size float32, style fyne.TextStyle) *advances {
	return &advances{size: size, style: style, width: make(map[rune]float32)}
}

func (a *advances) of(r rune) float32 {
	w, ok := a.width[r]
	switch {
	case ok:
	case r == '\t':
		w = float32(len(tab)) * a.of(' ')
		a.width[r] = w
	default:
		const run = 10
		w = fyne.MeasureText(strings.Repeat(string(r), run), a.size, a.style).Width / run
		a.width[r] = w
	}
	return w
}

// tab is how a tab is drawn.
const tab = "    "

// wrap breaks text into lines no wider than width: at newlines, after spaces, and within a word only when it alone is wider.
// It always returns at least one line.
func wrap(text string, width float32, advance func(rune) float32) []string {
	spans := wrapSpans(text, width, width, advance)
	lines := make([]string, len(spans))
	for i, s := range spans {
		lines[i] = text[s.start:s.end]
	}
	return lines
}

// span is a line of a wrapped text, in bytes, without the spaces at its end.
type span struct{ start, end int }

// wrapSpans is wrap with another width for the lines that go on after a break that is not a newline.
func wrapSpans(text string, first, rest float32, advance func(rune) float32) []span {
	var spans []span
	width := first
	start, lastBreak := 0, -1 // byte offsets: of the line, and just after its last space
	used, sinceBreak := float32(0), float32(0)
	flush := func(end int) {
		spans = append(spans, span{start, start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))})
	}
	for i, r := range text {
		if r == '\n' {
			flush(i)
			start, lastBreak, used, sinceBreak, width = i+1, -1, 0, 0, first
			continue
		}
		w := advance(r)
		space := unicode.IsSpace(r)
		if used+w > width && !space && i > start {
			if lastBreak > start {
				flush(lastBreak)
				start, used = lastBreak, sinceBreak
			} else {
				flush(i)
				start, used = i, 0
			}
			lastBreak, sinceBreak, width = -1, used, rest
		}
		used += w
		sinceBreak += w
		if space || ideograph(r) {
			lastBreak, sinceBreak = i+len(string(r)), 0
		}
	}
	flush(len(text))
	return spans
}

func ideograph(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
