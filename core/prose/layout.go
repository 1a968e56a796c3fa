package prose

import (
	"sort"
	"strings"
	"unicode/utf8"

	"tamtam/core/text"
)

// Kind says what a line of a laid out transcript shows.
type Kind uint8

// The kinds of lines. Before each turn stand a gap, the topic where it changes, and the speaker; behind the last one is a gap.
const (
	Speech Kind = iota
	Speaker
	Topic
	Gap
	kinds
)

// Line is a line of a turn as it is laid out.
type Line struct {
	Kind Kind
	// Part is what a line of speech shows of the block's text; it is empty in lines of other kinds, at the beginning of the text.
	Part
	// Rune is how many runes come before the line in the turn's text.
	Rune int
}

// Block is a turn as it is laid out.
type Block struct {
	// Turn is its number in the transcript.
	Turn int
	// Text has as many runes as the turn's text; newlines are spaces in it unless sentences have their own lines.
	Text  string
	RTL   bool
	Lines []Line
}

// Shown is what the line shows of the text.
func (b Block) Shown(l Line) string { return b.Text[l.Start:l.End] }

// Style is how a layout is drawn.
type Style struct {
	Width   float32        // of a line of speech
	Heights [kinds]float32 // of each kind of line
	Measure Measure        // of speech
	// Sentences gives each of a turn's lines lines of its own, instead of letting them flow as one paragraph.
	Sentences bool
}

// Layout is a transcript in lines. It wraps a turn when it is asked for, and keeps the latest.
type Layout struct {
	turns  []text.Turn
	shown  []int     // the turns that are shown, by number
	before []float64 // how much is shown before each of them, and in all, in estimated lines
	style  Style
	blocks map[int]Block
}

const keptBlocks = 1000 // a screen shows some 30

// NewLayout lays all turns out. It keeps the slice and does not change it.
func NewLayout(turns []text.Turn) *Layout {
	l := &Layout{turns: turns}
	l.Filter(nil)
	return l
}

// Filter shows only the turns that keep wants; nil shows all.
func (l *Layout) Filter(keep func(text.Turn) bool) {
	l.shown, l.before = make([]int, 0, len(l.turns)), make([]float64, 1, len(l.turns)+1)
	l.blocks = make(map[int]Block)
	total := 0.0
	for i, t := range l.turns {
		if keep == nil || keep(t) {
			l.shown = append(l.shown, i)
			total += weight(t)
			l.before = append(l.before, total)
		}
	}
}

// weight is about how many lines a turn takes, whatever the width.
func weight(t text.Turn) float64 {
	const around, lineBytes = 1.5, 80 // the speaker and the gap
	size := 0
	for _, line := range t.Lines {
		size += len(line) + 1
	}
	return around + float64(size/lineBytes+1)
}

// Fit draws in another style. It costs nothing when the style is the same.
func (l *Layout) Fit(style Style) {
	if l.style != style {
		l.style = style
		l.blocks = make(map[int]Block)
	}
}

// Style is how the layout is drawn.
func (l *Layout) Style() Style { return l.style }

// Len is the number of turns shown.
func (l *Layout) Len() int { return len(l.shown) }

// Turns is the whole transcript.
func (l *Layout) Turns() []text.Turn { return l.turns }

// Index is which of the turns shown, counted from 0, a turn is: that, or the next one that is shown, or the last. There must be one.
func (l *Layout) Index(turn int) int {
	return min(sort.SearchInts(l.shown, turn), len(l.shown)-1)
}

// Shows tells whether a turn is shown.
func (l *Layout) Shows(turn int) bool {
	n := sort.SearchInts(l.shown, turn)
	return n < len(l.shown) && l.shown[n] == turn
}

// Turn is the number of the i-th turn shown.
func (l *Layout) Turn(i int) int { return l.shown[i] }

// Text is a turn's text: its lines joined by newlines.
func Text(t text.Turn) string { return strings.Join(t.Lines, "\n") }

// Block is the i-th turn shown, as it is laid out.
func (l *Layout) Block(i int) Block {
	if b, ok := l.blocks[i]; ok {
		return b
	}
	if len(l.blocks) >= keptBlocks {
		clear(l.blocks)
	}
	b := l.lay(i)
	l.blocks[i] = b
	return b
}

func (l *Layout) lay(i int) Block {
	t := l.turns[l.shown[i]]
	joint := " "
	if l.style.Sentences {
		joint = "\n"
	}
	b := Block{Turn: l.shown[i], Text: strings.Join(t.Lines, joint)}
	b.RTL = RightToLeft(b.Text)
	b.Lines = append(b.Lines, Line{Kind: Gap})
	if t.Topic != "" && (i == 0 || l.turns[l.shown[i-1]].Topic != t.Topic) {
		b.Lines = append(b.Lines, Line{Kind: Topic})
	}
	b.Lines = append(b.Lines, Line{Kind: Speaker})
	at, runes := 0, 0
	for _, part := range Wrap(b.Text, l.style.Width, l.style.Width, l.style.Measure) {
		runes += utf8.RuneCountInString(b.Text[at:part.Start])
		at = part.Start
		b.Lines = append(b.Lines, Line{Kind: Speech, Part: part, Rune: runes})
	}
	if i == len(l.shown)-1 {
		b.Lines = append(b.Lines, Line{Kind: Gap, Part: Part{len(b.Text), len(b.Text)}, Rune: utf8.RuneCountInString(b.Text)})
	}
	return b
}

// lineOf is the line of speech in which a rune of the turn's text is.
func (b Block) lineOf(r int) int {
	found := -1
	for n, line := range b.Lines {
		if line.Kind == Speech && (found < 0 || line.Rune <= r) {
			found = n
		}
	}
	return found
}

// Place is the place at a byte of the block's text.
func (b Block) Place(at int) Place { return Place{b.Turn, runeAt(b.Text, at)} }

// Byte is the byte of the block's text at a rune of it, or its end.
func (b Block) Byte(r int) int { return byteAt(b.Text, r) }
