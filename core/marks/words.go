package marks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tamtam/core/text"
)

// word is a word of a text: what it says, case folded, and where it stands. A symbol is a word, and so is each character of a script that is
// written without spaces, so that a place in it can be told.
type word struct {
	sum      uint64 // FNV-1a, a rune in place of a byte, of the folded runes
	turn     int32
	from, to int32 // in runes of the turn's text
	first    bool  // of its turn
}

// letters is the length of the word: what its agreement is worth.
func (w word) letters() int { return int(w.to - w.from) }

// appendWords reads the words of a text whose first rune stands at the place from, and returns the place behind its last.
func appendWords(words []word, s string, turn, from int32) ([]word, int32) {
	const offset, prime = 14695981039346656037, 1099511628211
	current := word{sum: offset, turn: turn}
	open := false
	end := func(at int32) {
		if open {
			current.to = at
			words = append(words, current)
			current.sum, open = offset, false
		}
	}
	at := from
	for _, r := range s {
		kind := kindOf(r)
		if kind == apart || kind == alone {
			end(at)
		}
		if kind != apart && (kind != joined || open) {
			if !open {
				current.from, open = at, true
			}
			current.sum = (current.sum ^ uint64(fold(r))) * prime
		}
		at++
	}
	end(at)
	return words, at
}

type kind int

const (
	apart  kind = iota // belongs to no word
	within             // of a word with its neighbours
	alone              // begins a word, whatever is before it
	joined             // belongs to the word before it
)

func kindOf(r rune) kind {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return within
		case strings.ContainsRune("$+<=>^`|~", r):
			return alone
		}
		return apart
	case unicode.IsMark(r), r == 0x200d: // the joiner of emoji
		return joined
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar),
		unicode.IsSymbol(r):
		return alone
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return within
	}
	return apart
}

func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

// wordsOf reads the words of a whole transcript.
func wordsOf(turns []text.Turn) []word {
	size := 0
	for _, t := range turns {
		for _, line := range t.Lines {
			size += len(line)
		}
	}
	words := make([]word, 0, size/5)
	for i, t := range turns {
		before, at := len(words), int32(0)
		for _, line := range t.Lines {
			words, at = appendWords(words, line, int32(i), at)
			at++ // the line break
		}
		if len(words) > before {
			words[before].first = true
		}
	}
	return words
}

// turnBreak separates turns in the text of an anchor. No turn's text holds an empty line.
const turnBreak = "\n\n"

// textOf is a turn's text.
func textOf(t text.Turn) string {
	if len(t.Lines) == 1 {
		return t.Lines[0]
	}
	return strings.Join(t.Lines, "\n")
}

// cut returns the runes of s from one place up to another; places beyond the end are the end.
func cut(s string, from, to int) string {
	start := skip(s, from)
	return s[start : start+skip(s[start:], to-from)]
}

// skip returns how many bytes the first n runes of s have.
func skip(s string, n int) int {
	if n <= 0 {
		return 0
	}
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
