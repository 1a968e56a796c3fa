package redact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ParseNames reads names that a person wrote with commas between them.
func ParseNames(list string) (names []string) {
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// names are the chosen ones by their first word, the longest first.
type names map[string][]name

type name struct {
	words []string // folded
	which int      // its place among the chosen ones
}

func newNames(chosen []string) names {
	all := names{}
	for which, one := range chosen {
		var n name
		for _, w := range wordsOf(norm.NFC.String(one)) {
			n.words = append(n.words, w.folded)
		}
		if len(n.words) > 0 {
			n.which = which
			all[n.words[0]] = append(all[n.words[0]], n)
		}
	}
	for _, alike := range all {
		slices.SortStableFunc(alike, func(a, b name) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return all
}

// mostBetween is how many characters may stand between two words of a name: "Doe,  Jane", "O'Brien", "Jane.Doe".
const mostBetween = 3

func (all names) find(s string) []span {
	words := wordsOf(s)
	var found []span
	for at := 0; at < len(words); {
		n, ok := all.at(s, words[at:])
		if !ok {
			at++
			continue
		}
		last := at + len(n.words) - 1
		found = append(found, span{words[at].from, words[last].to, n.which})
		at = last + 1
	}
	return found
}

// at returns the longest name that the words begin with.
func (all names) at(s string, words []word) (name, bool) {
	for _, n := range all[words[0].folded] {
		if n.begins(s, words) {
			return n, true
		}
	}
	return name{}, false
}

func (n name) begins(s string, words []word) bool {
	if len(n.words) > len(words) {
		return false
	}
	for i, w := range n.words {
		if words[i].folded != w || i > 0 && utf8.RuneCountInString(s[words[i-1].to:words[i].from]) > mostBetween {
			return false
		}
	}
	return true
}

// word is a run of letters, digits and their marks; a character of a script without spaces between words is one by itself, and so is a Korean
// syllable, to which endings are joined: 김민수는.
type word struct {
	from, to int
	folded   string
}

func wordsOf(s string) []word {
	var words []word
	open := false // the last word can go on
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		end := at + size
		switch {
		case unicode.In(r, unspaced...):
			words, open = append(words, word{at, end, fold(s[at:end])}), false
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if !open {
				words = append(words, word{from: at})
			}
			words[len(words)-1].to, open = end, true
		case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
			if open {
				words[len(words)-1].to = end
			}
		default:
			open = false
		}
		at = end
	}
	for i, w := range words {
		if w.folded == "" {
			words[i].folded = fold(s[w.from:w.to])
		}
	}
	return words
}

// unspaced are scripts that write no spaces between words, or join endings to them.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// special are letters whose cases are more than a letter, or not those of everybody: the capitals of Straße are STRASSE, and İ is i in Turkish.
var special = strings.NewReplacer("ß", "ss", "ẞ", "ss", "İ", "i", "ı", "i", "i\u0307", "i")

// fold makes words that differ only in case or width equal, and leaves out what is not seen, such as a soft hyphen.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, special.Replace(norm.NFKC.String(s)))
}
