package marks

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/text"
)

// Span is a passage of a transcript: from rune From of the turn Turn up to, and without, rune To of the turn ToTurn. Runes are counted in a
// turn's text: its Lines joined by "\n".
type Span struct {
	Turn   int `json:"turn"`
	From   int `json:"from"`
	ToTurn int `json:"toTurn"`
	To     int `json:"to"`
}

// Anchor is a passage as it was when a person chose it, with what it takes to find it again when the transcript has changed.
type Anchor struct {
	Span
	// At is when the first turn began, and Until when the turn behind the passage did; Until is zero when there was none.
	At    time.Duration `json:"at"`
	Until time.Duration `json:"until,omitempty"`
	// Speaker is who began to speak.
	Speaker string `json:"speaker,omitempty"`
	// Quote is the passage's text; turns are separated by an empty line, which no turn's text holds.
	Quote string `json:"quote"`
	// Before and After are up to 32 runes of whole words around the passage, of its own turns and those beside them.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Only tells that the transcript said these words nowhere else.
	Only bool `json:"only,omitempty"`
}

// around is how many runes of a passage's surroundings are kept on each side.
const around = 32

// NewAnchor remembers a passage. The span is fitted into the turns, without white space at its ends. A span without text is core.Invalid, and so
// is one of more than MaxPassage runes.
func NewAnchor(turns []text.Turn, s Span) (Anchor, error) { return NewFinder(turns).Anchor(s) }

// fits tells whether the texts of an anchor are as long as those that NewAnchor makes at most: what it costs to look for them grows with the square.
func (a Anchor) fits() bool {
	return utf8.RuneCountInString(a.Quote) <= MaxPassage && utf8.RuneCountInString(a.Before) <= around && utf8.RuneCountInString(a.After) <= around
}

// Find is Finder.Find for one anchor alone.
func (a Anchor) Find(turns []text.Turn) (s Span, found bool) { return NewFinder(turns).Find(a) }

// Anchor is NewAnchor in the finder's transcript.
func (f *Finder) Anchor(s Span) (Anchor, error) {
	const op = "mark the passage"
	s, ok := f.fit(s)
	if !ok {
		return Anchor{}, core.Errorf(core.Invalid, op, "no text is selected")
	}
	a := f.anchorAt(s)
	if n := utf8.RuneCountInString(a.Quote); n > MaxPassage {
		return Anchor{}, core.Errorf(core.Invalid, op, "the selected passage has %d characters; mark at most %d at once", n, MaxPassage)
	}
	sought := a.sought()
	a.Only = len(sought.quote()) > 0 && len(f.same(sought.quote())) == 1
	return a, nil
}

// anchorAt is the anchor of a fitted span but for Only.
func (f *Finder) anchorAt(s Span) Anchor {
	first := f.turns[s.Turn]
	a := Anchor{Span: s, At: first.At, Speaker: first.Speaker, Quote: f.passage(s), Before: f.before(s), After: f.after(s)}
	if s.ToTurn+1 < len(f.turns) {
		a.Until = f.turns[s.ToTurn+1].At
	}
	return a
}

// fit brings a span into the turns, its ends in order, and takes white space off its ends; ok is false when nothing is left.
func (f *Finder) fit(s Span) (_ Span, ok bool) {
	if len(f.turns) == 0 {
		return Span{}, false
	}
	if s.Turn < 0 {
		s.Turn, s.From = 0, 0
	}
	if s.ToTurn >= len(f.turns) {
		s.ToTurn = len(f.turns) - 1
		s.To = utf8.RuneCountInString(textOf(f.turns[s.ToTurn]))
	}
	for ; s.Turn <= s.ToTurn; s.Turn, s.From = s.Turn+1, 0 {
		t := textOf(f.turns[s.Turn])
		s.From = max(s.From, 0)
		rest := t[skip(t, s.From):]
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if trimmed != "" {
			s.From += utf8.RuneCountInString(rest[:len(rest)-len(trimmed)])
			break
		}
	}
	for ; s.ToTurn >= s.Turn; s.ToTurn-- {
		t := textOf(f.turns[s.ToTurn])
		if trimmed := strings.TrimRightFunc(t[:skip(t, s.To)], unicode.IsSpace); trimmed != "" {
			s.To = utf8.RuneCountInString(trimmed)
			break
		}
		s.To = MaxPassage * 2 // the turn before counts whole
		if s.ToTurn > 0 {
			s.To = utf8.RuneCountInString(textOf(f.turns[s.ToTurn-1]))
		}
	}
	return s, s.Turn < s.ToTurn || s.Turn == s.ToTurn && s.From < s.To
}

// passage is the text of a fitted span.
func (f *Finder) passage(s Span) string {
	if s.Turn == s.ToTurn {
		return cut(textOf(f.turns[s.Turn]), s.From, s.To)
	}
	first := textOf(f.turns[s.Turn])
	parts := []string{first[skip(first, s.From):]}
	for _, t := range f.turns[s.Turn+1 : s.ToTurn] {
		parts = append(parts, textOf(t))
	}
	parts = append(parts, cut(textOf(f.turns[s.ToTurn]), 0, s.To))
	return strings.Join(parts, turnBreak)
}

// before returns the whole words that stand before a span.
func (f *Finder) before(s Span) string {
	near := cut(textOf(f.turns[s.Turn]), 0, s.From)
	for turn := s.Turn - 1; turn >= 0 && utf8.RuneCountInString(near) <= around; turn-- {
		near = textOf(f.turns[turn]) + turnBreak + near
	}
	n := utf8.RuneCountInString(near)
	if n <= around {
		return near
	}
	start := skip(near, n-around)
	last, _ := utf8.DecodeLastRuneInString(near[:start])
	kept := near[start:]
	if kindOf(last) != apart {
		if space := strings.IndexFunc(kept, func(r rune) bool { return kindOf(r) != within && kindOf(r) != joined }); space >= 0 {
			kept = kept[space:]
		}
	}
	return kept
}

// after returns the whole words that stand behind a span.
func (f *Finder) after(s Span) string {
	t := textOf(f.turns[s.ToTurn])
	near := t[skip(t, s.To):]
	for turn := s.ToTurn + 1; turn < len(f.turns) && utf8.RuneCountInString(near) <= around; turn++ {
		near += turnBreak + textOf(f.turns[turn])
	}
	end := skip(near, around)
	if end == len(near) {
		return near
	}
	next, _ := utf8.DecodeRuneInString(near[end:])
	kept := near[:end]
	if k := kindOf(next); k == within || k == joined {
		if space := strings.LastIndexFunc(kept, func(r rune) bool { return kindOf(r) != within && kindOf(r) != joined }); space >= 0 {
			_, size := utf8.DecodeRuneInString(kept[space:])
			kept = kept[:space+size]
		}
	}
	return kept
}
