package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Measure knows how wide text is drawn in one style and size.
type Measure interface {
	// Advance is the width of a rune by itself. A line of plain letters is as wide as their sum, within a percent.
	Advance(r rune) float32
	// Width is the exact width of a text on one line. It may be slow: Wrap asks for words in scripts whose letters join, and nothing else.
	Width(text string) float32
}

// Part is a part of a text, in bytes.
type Part struct{ Start, End int }

// Wrap breaks text into lines, the first no wider than first and those that go on after a break that is not a newline no wider than rest; only
// a single letter may be wider. It breaks at newlines, after white space, between ideographs, and within a word only when that alone is
// wider than a line: behind a separator if it has one. White space at the end of a line is left out. There is always at least one line.
func Wrap(text string, first, rest float32, m Measure) []Part {
	w := wrapping{text: text, first: first, width: first, rest: rest, m: m}
	for at := 0; at < len(text); {
		if text[at] == '\n' {
			w.end(at)
			at++
			w.start, w.used, w.width = at, 0, first
			continue
		}
		next, visible, whole := w.word(at)
		w.put(at, next, visible, whole)
		at = next
	}
	w.end(len(text))
	return w.parts
}

// wrapping is a text while it is wrapped.
type wrapping struct {
	text               string
	m                  Measure
	first, rest, width float32 // the room of the first line, of further ones, of this one
	start              int     // where the line begins
	used               float32 // how wide it is, with the white space at its end
	parts              []Part
}

func (w *wrapping) end(at int) {
	w.parts = append(w.parts, Part{w.start, w.start + len(strings.TrimRightFunc(w.text[w.start:at], spaces))})
}

func (w *wrapping) breakAt(at int) {
	w.end(at)
	w.start, w.used, w.width = at, 0, w.rest
}

// put adds what stands up to the next place for a break.
func (w *wrapping) put(at, next int, visible, whole float32) {
	if w.used+visible > w.width && at > w.start {
		w.breakAt(at)
	}
	if w.used+visible <= w.width || visible == 0 {
		w.used += whole
		return
	}
	stops := Letters(w.text[at:next])
	better, since := at, float32(0) // behind the last separator in the word, and how wide it is from there
	for n, stop := range stops[:len(stops)-1] {
		letter := w.text[at+stop : at+stops[n+1]]
		wide := w.letter(letter)
		over := func() bool {
			return w.used+wide > w.width && at+stop > w.start && strings.TrimFunc(letter, spaces) != ""
		}
		if better > w.start && over() {
			w.breakAt(better)
			w.used = since
		}
		if over() {
			w.breakAt(at + stop)
		}
		w.used += wide
		if since += wide; strings.Contains(separators, letter) {
			better, since = at+stops[n+1], 0
		}
	}
}

// separators are behind what a path or an address is best broken, where it must be.
const separators = `/\_&?=`

func (w *wrapping) letter(text string) float32 {
	r, size := utf8.DecodeRuneInString(text)
	if size == len(text) && !joins(r) {
		return w.m.Advance(r)
	}
	return w.m.Width(text)
}

// word goes from a byte to the next place where the line may break: it is as wide as visible, and with the white space behind it as whole.
func (w *wrapping) word(at int) (next int, visible, whole float32) {
	text, last := w.text, rune(-1)
	exact, end := false, at // end of what is visible
	for next = at; next < len(text); {
		r, size := rune(text[next]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[next:])
		}
		if r == '\n' || last >= 0 && mayBreak(last, r) {
			break
		}
		next += size
		last = r
		whole += w.m.Advance(r)
		if !spaces(r) {
			visible, end = whole, next
			exact = exact || joins(r)
		}
	}
	if exact {
		shown := w.m.Width(text[at:end])
		whole += shown - visible
		visible = shown
	}
	return next, visible, whole
}

// spaces tells whether r is white space behind which a line may break.
func spaces(r rune) bool {
	switch r {
	case ' ', '\t', '\n':
		return true
	case 0xa0, 0x202f, 0x2007: // these are made not to break
		return false
	case 0x200b: // made to break
		return true
	}
	return unicode.IsSpace(r)
}

// mayBreak tells whether a line may end between two runes.
func mayBreak(a, b rune) bool {
	if spaces(a) {
		return !spaces(b)
	}
	if a < 0x2e80 && b < 0x2e80 || spaces(b) || unicode.Is(unicode.M, b) || b == zeroWidthJoiner {
		return false
	}
	return (ideograph(a) || ideograph(b)) && !strings.ContainsRune(closing, b) && !strings.ContainsRune(opening, a)
}

// What does not begin a line of ideographs, and what does not end one (UAX #14, classes CL, CP, EX, IS, NS; OP).
const (
	closing = "、。，．・：；？！」』）】》〉〕］｝〗〙〛’”…‥ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;?!)]}%"
	opening = "「『（【《〈〔［｛〖〘〚‘“([{$"
)

// ideograph tells whether a line may break at both sides of r.
func ideograph(r rune) bool {
	return r >= 0x2e80 && (r >= 0x3000 && r <= 0x30ff || r >= 0x4e00 && r <= 0x9fff || r >= 0xff00 && r <= 0xff60 ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana))
}

// joins tells whether r may change the width of its neighbours, so that a sum of advances would be wrong: letters that join, reorder or carry
// marks, and what makes one emoji of several.
func joins(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r >= 0x590 && r <= 0x109f, r >= 0x1780 && r <= 0x18af, r >= 0xa840 && r <= 0xabff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfeff:
		return true // Hebrew and Arabic to Burmese; Khmer and Mongolian; the rest of the Brahmic ones; presentation forms
	case r == zeroWidthJoiner, regional(r), r >= 0x1f3fb && r <= 0x1f3ff, r >= 0x1100 && r <= 0x11ff:
		return true
	}
	return unicode.Is(unicode.M, r)
}
