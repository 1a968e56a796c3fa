package marks

import (
	"time"

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
	// At is when the first turn began and Until when the next one after the passage did, or the last one began; both to the second.
	At    time.Duration `json:"at"`
	Until time.Duration `json:"until"`
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

// NewAnchor remembers a passage. The span is fitted into the turns; a span without text is core.Invalid, as is one of more than MaxPassage
// runes.
func NewAnchor(turns []text.Turn, s Span) (Anchor, error) { return NewFinder(turns).Anchor(s) }

// Find is Finder.Find for one anchor alone.
func (a Anchor) Find(turns []text.Turn) (s Span, found bool) { return NewFinder(turns).Find(a) }

// Finder finds passages in one transcript. It reads the transcript's words when it first needs them, and is not safe for concurrent use.
type Finder struct {
	turns []text.Turn
}

// NewFinder makes a Finder. The turns must not change while it is used.
func NewFinder(turns []text.Turn) *Finder { return &Finder{turns: turns} }

// Anchor is NewAnchor.
func (f *Finder) Anchor(s Span) (Anchor, error) { return Anchor{Span: s}, nil }

// Find returns where the passage stands now. found is false for an orphan: nothing is alike enough.
func (f *Finder) Find(a Anchor) (s Span, found bool) { return Span{}, false }
