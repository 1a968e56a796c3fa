package prose

import "unicode/utf8"

// Place is a place between two letters of a transcript: Rune runes of the text of turn Turn come before it. The text is the turn's lines
// joined by newlines. A Rune beyond the text is its end.
type Place struct{ Turn, Rune int }

// Before tells whether p comes before q.
func (p Place) Before(q Place) bool { return p.Turn < q.Turn || p.Turn == q.Turn && p.Rune < q.Rune }

// Span is what stands between two places.
type Span struct{ From, To Place }

// Ordered is the span with its earlier end first.
func (s Span) Ordered() Span {
	if s.To.Before(s.From) {
		s.From, s.To = s.To, s.From
	}
	return s
}

// Empty tells whether nothing stands between the ends.
func (s Span) Empty() bool { return s.From == s.To }

// byteAt is the byte of the text at which so many runes have passed; its length when it has fewer.
func byteAt(text string, runes int) int {
	for i := range text {
		if runes <= 0 {
			return i
		}
		runes--
	}
	return len(text)
}

// runeAt is how many runes of the text come before the byte.
func runeAt(text string, at int) int { return utf8.RuneCountInString(text[:min(at, len(text))]) }
