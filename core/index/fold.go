package index

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as comparisons see it that make no difference between cases, accents, and the several forms of a character: Crème
// BRÛLÉE is creme brulee. The vowel signs of Indian scripts and of Thai are letters, not accents, and stay.
func Fold(text string) string {
	plain := true
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || lower[c] != c {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	folded := make([]byte, 0, len(text))
	for _, r := range text {
		folded = appendFolded(folded, r)
	}
	return string(norm.NFC.Bytes(folded)) // for the characters that are not folded to their parts
}

// appendFolded appends what a character is folded to; nothing for an accent.
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if r < 0 {
			return b
		}
		return append(b, lower[r])
	}
	if r < tableEnd {
		return append(b, tables().folded[r]...)
	}
	return append(b, foldOf(r)...)
}

// tableEnd is the first character that is not looked up in a table: below it lie the alphabets of Europe and the Near East, which texts are
// full of.
const tableEnd = 0x2600

type table struct {
	classes [tableEnd]byte
	folded  [tableEnd]string
}

var tables = sync.OnceValue(func() *table {
	t := &table{}
	for r := rune(utf8.RuneSelf); r < tableEnd; r++ {
		t.classes[r], t.folded[r] = classOf(r), foldOf(r)
	}
	return t
})

// letters are those that are letters of their own to Unicode, and accented or joined ones to whoever types on another keyboard.
var letters = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ı': "i", 'ς': "σ",
}

func foldOf(r rune) string {
	if plain, ok := letters[r]; ok {
		return plain
	}
	if unicode.Is(unicode.Cf, r) || accent(r) || r == tatweel {
		return ""
	}
	if !decomposes(r) {
		return string(unicode.ToLower(r))
	}
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		if accent(part) || part == tatweel {
			continue
		}
		if plain, ok := letters[part]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(unicode.ToLower(part))
	}
	return b.String()
}

// decomposes tells whether a character is folded to what it is made of. The syllables of Japanese and Korean are made of parts, too, but are
// never written without them.
func decomposes(r rune) bool {
	return !unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0xff00
}

// accent tells whether a mark is one that people leave out when they type: those of Latin, Greek and Cyrillic, the points of Hebrew and the
// vowels of Arabic.
func accent(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r <= 0x36f:
		return true
	case r < 0x591:
		return r >= 0x483 && r <= 0x489
	case r <= 0x5c7, r >= 0x610 && r <= 0x61a, r >= 0x64b && r <= 0x65f, r == 0x670, r >= 0x6d6 && r <= 0x6ed, r >= 0x1ab0 && r <= 0x1aff,
		r >= 0x1dc0 && r <= 0x1dff, r >= 0x20d0 && r <= 0x20ff, r == 0xfb1e, r >= 0xfe00 && r <= 0xfe0f, r >= 0xfe20 && r <= 0xfe2f:
		return unicode.IsMark(r)
	}
	return false
}
