package index

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is the most runes that a term has. What is longer becomes several terms in a row, so that a long word is still found exactly.
const longest = 64

// mostMarked is the length of a term, in bytes, from which on marks are left out of it. No word comes near; a row of thousands of marks would make
// a key that no database takes, and a transcript that cannot be imported.
const mostMarked = 4096

// A Splitter takes texts apart into words. Its zero value is ready; it belongs to one goroutine.
type Splitter struct {
	term, before []byte
	from, to     int // where the word before stands
}

// SplitJoined is Split that also calls joined for each two words that an apostrophe joins, such as can't and l'offre, behind the second: with the
// term of both and where they stand. Contractions are so frequent that finding them as phrases would be slow.
func (s *Splitter) SplitJoined(text string, fn, joined func(term []byte, from, to int)) {
	s.to = 0
	s.Split(text, func(term []byte, from, to int) bool {
		fn(term, from, to)
		if s.to > 0 && apostrophe(text[s.to:from]) {
			s.before = append(append(s.before, '\''), term...)
			joined(s.before, s.from, to)
		}
		if s.to = 0; to < len(text) && text[to] != ' ' { // hardly ever
			s.before = append(s.before[:0], term...)
			s.from, s.to = from, to
		}
		return true
	})
}

// apostrophe tells whether what stands between two words is one.
func apostrophe(s string) bool {
	return s == "'" || s == "’" || s == "ʼ" || s == "´" || s == "`" || s == "＇"
}

// Joined returns the term of a text that is two joined words, with whatever marks around them; ok is false for any other.
func Joined(text string) (term string, ok bool) {
	var s Splitter
	words := 0
	s.SplitJoined(text, func([]byte, int, int) { words++ }, func(both []byte, _, _ int) { term = string(both) })
	return term, words == 2 && term != ""
}

// Split calls fn for each word of a text, in order: the term that it is searched for by, which is valid until fn returns, and where it
// stands, in bytes of the text. It stops when fn returns false.
//
// A word is a run of letters, digits and the marks on them, folded (see Fold). A character of a script that is written without spaces, of
// Chinese, Japanese, Thai, and a Korean syllable, is a word by itself, and so is a symbol (+ # $ % & @ € and emoji), so that C++ and $5 are
// found and any part of a Chinese sentence is. Other punctuation only parts words.
func (s *Splitter) Split(text string, fn func(term []byte, from, to int) bool) {
	from, runes := 0, 0
	s.term = s.term[:0]
	flush := func(to int) bool {
		if len(s.term) == 0 {
			return true
		}
		ok := fn(s.term, from, to)
		s.term, runes = s.term[:0], 0
		return ok
	}
	for i := 0; i < len(text); {
		c, r, size := text[i], rune(0), 1
		var of byte
		if c < utf8.RuneSelf {
			of = ascii[c]
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
			of = class(r)
		}
		switch of {
		case letter:
			if runes == longest && !flush(i) {
				return
			}
			if len(s.term) == 0 {
				from = i
			}
			if c >= utf8.RuneSelf {
				s.term = appendFolded(s.term, r)
				runes++
				break
			}
			for end := min(len(text), i+longest-runes); ; i++ { // most letters are of one byte, and come together
				s.term = append(s.term, lower[c])
				runes++
				if i+1 >= end {
					break
				}
				if c = text[i+1]; c >= utf8.RuneSelf || ascii[c] != letter {
					break
				}
			}
		case alone, symbol:
			if !flush(i) {
				return
			}
			if from = i; c < utf8.RuneSelf {
				s.term = append(s.term, c)
			} else {
				s.term = appendFolded(s.term, r)
				size = s.join(text[i:], r, size)
			}
			if !flush(i + size) {
				return
			}
		case mark:
			if len(s.term) > 0 && len(s.term) < mostMarked {
				s.term = appendFolded(s.term, r)
			}
		case nothing:
		default:
			if !flush(i) {
				return
			}
		}
		i += size
	}
	flush(len(text))
}

// join adds to a character that is a word by itself what belongs to it, and returns the length of all. A Japanese or Korean character that is
// written as its parts becomes one again, so that it is found whichever way it is written.
func (s *Splitter) join(text string, r rune, size int) int {
	own, parts := class(r), false
	for size < len(text) {
		m, n := utf8.DecodeRuneInString(text[size:])
		c := class(m)
		belongs := c == mark && own == alone || jamo(r) && m >= firstVowel && m <= lastPart
		if !belongs && c != mark && c != nothing {
			break
		}
		if belongs && len(s.term) < mostMarked {
			s.term = appendFolded(s.term, m)
			parts = parts || composes(m)
		}
		size += n
	}
	if parts {
		s.term = append(s.term[:0], norm.NFC.Bytes(s.term)...)
	}
	return size
}

// Terms returns the words of a text.
func Terms(text string) []string {
	var terms []string
	var s Splitter
	s.Split(text, func(term []byte, _, _ int) bool {
		terms = append(terms, string(term))
		return true
	})
	return terms
}

// Grows tells whether a term could go on when more is typed: a word of letters can, a symbol or a Chinese character is complete.
func Grows(term string) bool {
	r, _ := utf8.DecodeLastRuneInString(term)
	c := class(r)
	return c == letter || c == mark && len(term) > 0 && !isAlone(term)
}

func isAlone(term string) bool {
	r, _ := utf8.DecodeRuneInString(term)
	return class(r) == alone
}

// The classes of characters.
const (
	breaks  = byte(iota) // parts words
	letter               // a part of a word
	symbol               // a word by itself
	alone                // a word by itself together with the marks that follow
	mark                 // belongs to the character before it
	nothing              // as if it were not there
)

var ascii, lower = asciiTables()

func asciiTables() (classes, lower [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		lower[c] = c
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			classes[c] = letter
		case 'A' <= c && c <= 'Z':
			classes[c], lower[c] = letter, c+'a'-'A'
		case c == '+', c == '#', c == '$', c == '%', c == '&', c == '@', c == '=', c == '<', c == '>', c == '~', c == '|', c == '^':
			classes[c] = symbol
		}
	}
	return classes, lower
}

// unspaced are the scripts that are written without spaces between words, or, as Korean, with endings that are joined to them.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

func class(r rune) byte {
	if r < utf8.RuneSelf {
		return ascii[r]
	}
	if r < tableEnd {
		return tables().classes[r]
	}
	return classOf(r)
}

func classOf(r rune) byte {
	switch {
	case r == '\u00b4', r == '\u02bc', r == '\u02b9', r == '\u0374', r == '\uff07': // written for an apostrophe
		return breaks
	case r == tatweel, unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Cf, r), accent(r):
		return nothing
	case r == '\uff9e', r == '\uff9f', unicode.IsMark(r): // the first two are the narrow forms of the marks of kana
		return mark
	case unicode.IsLetter(r), unicode.IsNumber(r):
		if unicode.In(r, unspaced...) || r >= 0x3000 && r <= 0x30ff || r == '\uff70' { // what kana have in common with each other, such as ー
			return alone
		}
		return letter
	case unicode.Is(unicode.Sk, r) && r < firstTone: // accents that stand alone
		return breaks
	case unicode.IsSymbol(r), r == '\uff03', r == '\uff05', r == '\uff06', r == '\uff20': // the wide forms of # % & @
		return symbol
	}
	return breaks
}

const (
	tatweel    = 'ـ'          // only makes Arabic words longer
	firstTone  = '\U0001f3fb' // of the colours of skin, which are modifiers to Unicode, too
	firstPart  = '\u1100'     // of Korean syllables
	firstVowel = '\u1160'     // of those parts: it does not begin a syllable, nor does what follows it
	lastPart   = '\u11ff'
)

// jamo tells whether a character is a part of a Korean syllable, or a syllable that further parts may follow.
func jamo(r rune) bool { return r >= firstPart && r <= lastPart || r >= 0xac00 && r <= 0xd7a3 }

// composes tells whether a mark or part makes another character of the one before it where people write that as one.
func composes(r rune) bool {
	return r == 0x3099 || r == 0x309a || r == 0xff9e || r == 0xff9f || r >= firstPart && r <= lastPart
}
