package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Letters are the bytes at which a letter as people see it begins, and the end of the text: marks, joined emoji and their shades, the second
// half of a flag, and what an Indic virama or a Hangul syllable joins belong to what is before (UAX #29, in short).
func Letters(text string) []int {
	stops := make([]int, 0, len(text)+1)
	var c cluster
	for i, r := range text {
		if c.begins(r) {
			stops = append(stops, i)
		}
	}
	return append(stops, len(text))
}

// firstLetter is the length of the first letter of a text that is not empty.
func firstLetter(text string) int {
	var c cluster
	for i, r := range text {
		if c.begins(r) && i > 0 {
			return i
		}
	}
	return len(text)
}

// cluster follows a text rune by rune and tells where letters begin.
type cluster struct {
	last  rune
	flags int // regional indicators in a row
	begun bool
}

func (c *cluster) begins(r rune) bool {
	last := c.last
	c.last = r
	if r < 0x300 { // nothing below joins what is before, and only a joiner joins it
		c.flags = 0
		first := !c.begun
		c.begun = true
		return first || last != zeroWidthJoiner
	}
	if regional(r) {
		c.flags++
	} else {
		c.flags = 0
	}
	if !c.begun {
		c.begun = true
		return true
	}
	switch {
	case last == zeroWidthJoiner, r == zeroWidthJoiner, unicode.Is(unicode.M, r):
		return false
	case r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0020 && r <= 0xe007f: // skin tones; tags of a region's flag
		return false
	case c.flags > 1 && c.flags%2 == 0:
		return false
	case virama(last) && unicode.IsLetter(r):
		return false
	}
	return !joinsHangul(last, r)
}

const zeroWidthJoiner = '\u200d'

func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// virama tells whether r joins two consonants of Devanagari, Bengali, Gujarati, Oriya, Telugu or Malayalam (UAX #29, GB9c).
func virama(r rune) bool {
	switch r {
	case 0x94d, 0x9cd, 0xacd, 0xb4d, 0xc4d, 0xd4d:
		return true
	}
	return false
}

// joinsHangul tells whether two parts of Hangul stand in one syllable (UAX #29, GB6 to GB8).
func joinsHangul(a, b rune) bool {
	lead := a >= 0x1100 && a <= 0x115f
	vowel := a >= 0x1160 && a <= 0x11a7
	tail := a >= 0x11a8 && a <= 0x11ff
	syllable := a >= 0xac00 && a <= 0xd7a3
	open := syllable && (a-0xac00)%28 == 0
	switch {
	case b >= 0x1100 && b <= 0x115f:
		return lead
	case b >= 0xac00 && b <= 0xd7a3:
		return lead
	case b >= 0x1160 && b <= 0x11a7:
		return lead || vowel || open
	case b >= 0x11a8 && b <= 0x11ff:
		return vowel || tail || syllable
	}
	return false
}

func inWord(r rune) bool {
	return r == '_' || r < 0x80 && ('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9') ||
		r >= 0x80 && unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// WordAt are the ends of the word at a byte of the text, or of the letter there that is no part of one; both are at when it is the end.
func WordAt(text string, at int) (from, to int) {
	at = min(at, len(text))
	from = len(strings.TrimRightFunc(text[:at], inWord))
	to = len(text) - len(strings.TrimLeftFunc(text[at:], inWord))
	if from == to && to < len(text) {
		to += firstLetter(text[to:])
	}
	return from, to
}

// NextWord is where the word behind the one at a byte begins, or the end of the text.
func NextWord(text string, at int) int {
	rest := strings.TrimLeftFunc(text[min(at, len(text)):], inWord)
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return !inWord(r) })
	return len(text) - len(rest)
}

// PreviousWord is where the word before a byte, or the one that it is in, begins, or the beginning of the text.
func PreviousWord(text string, at int) int {
	rest := strings.TrimRightFunc(text[:min(at, len(text))], func(r rune) bool { return !inWord(r) })
	return len(strings.TrimRightFunc(rest, inWord))
}

// RightToLeft tells whether the text's first letter with a direction is read from right to left (UAX #9, P2 and P3).
func RightToLeft(text string) bool {
	for _, r := range text {
		switch directionOf(r) {
		case left:
			return false
		case right:
			return true
		}
	}
	return false
}

// HasRightToLeft tells whether any of the text is read from right to left.
func HasRightToLeft(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if d := directionOf(r); d == right || d == arabicNumber {
			return true
		}
		i += size
	}
	return false
}
