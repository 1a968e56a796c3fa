package prose

import (
	"unicode"
	"unicode/utf8"
)

// Matcher finds a query in a text: ranges of runes, in order, none empty and none within another.
type Matcher func(text string) [][2]int

// Literal finds a query as it is written, but large letters are as good as small ones, accents that are characters of their own do not
// count, and any run of white space is as good as another: a phrase may reach over the end of a sentence. A query without anything but white
// space finds nothing.
func Literal(query string) Matcher {
	wanted, _ := fold(query)
	for len(wanted) > 0 && wanted[0] == ' ' {
		wanted = wanted[1:]
	}
	for len(wanted) > 0 && wanted[len(wanted)-1] == ' ' {
		wanted = wanted[:len(wanted)-1]
	}
	plain := plainBytes(wanted)
	return func(text string) [][2]int {
		if len(wanted) == 0 || len(text) < len(wanted) {
			return nil
		}
		if isASCII(text) {
			return findPlain(text, plain)
		}
		folded, starts := fold(text)
		var found [][2]int
		for at := 0; at+len(wanted) <= len(folded); {
			if !beginsWith(folded[at:], wanted) {
				at++
				continue
			}
			found = append(found, [2]int{starts[at], starts[at+len(wanted)]})
			at += len(wanted)
		}
		return found
	}
}

// plainBytes is a folded query, if plain text can hold it: all of it is ASCII.
func plainBytes(wanted []rune) []byte {
	plain := make([]byte, len(wanted))
	for i, r := range wanted {
		if r >= utf8.RuneSelf {
			return nil
		}
		plain[i] = byte(r)
	}
	return plain
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// findPlain is what Literal does in a text of ASCII, whose runes are its bytes, without copying it: nearly all of English.
func findPlain(text string, wanted []byte) [][2]int {
	if len(wanted) == 0 {
		return nil
	}
	var found [][2]int
	for at := 0; at+len(wanted) <= len(text); at++ {
		if folds[text[at]] != wanted[0] {
			continue
		}
		if end, ok := plainPrefix(text, at, wanted); ok {
			found = append(found, [2]int{at, end})
			at = end - 1
		}
	}
	return found
}

// plainPrefix is where the query ends that begins at a byte of the text.
func plainPrefix(text string, at int, wanted []byte) (end int, ok bool) {
	for _, b := range wanted {
		if at == len(text) || folds[text[at]] != b {
			return 0, false
		}
		at++
		for b == ' ' && at < len(text) && folds[text[at]] == ' ' {
			at++
		}
	}
	return at, true
}

// folds are the bytes of ASCII as they are compared.
var folds = func() (folds [utf8.RuneSelf]byte) {
	for i := range folds {
		folds[i] = byte(foldRune(rune(i)))
		if unicode.IsSpace(rune(i)) {
			folds[i] = ' '
		}
	}
	return folds
}()

func beginsWith(text, prefix []rune) bool {
	for i, r := range prefix {
		if text[i] != r {
			return false
		}
	}
	return true
}

// fold is a text as it is compared: starts has, for each of its runes, the first rune of the text that it stands for, and the end.
func fold(text string) (folded []rune, starts []int) {
	folded, starts = make([]rune, 0, len(text)), make([]int, 0, len(text)+1)
	n := 0
	for _, r := range text {
		switch {
		case r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
		case unicode.IsSpace(r):
			if len(folded) == 0 || folded[len(folded)-1] != ' ' {
				folded, starts = append(folded, ' '), append(starts, n)
			}
		default:
			folded, starts = append(folded, foldRune(r)), append(starts, n)
		}
		n++
	}
	return folded, append(starts, n)
}

// foldRune is the least of the letters that differ from r only in case (unicode.SimpleFold), as a small one where it is ASCII.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	if 'A' <= least && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}
