package review

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"tamtam/core/index"
	"tamtam/core/text"
)

// Said is a passage of a transcript that says a phrase of a tracker.
type Said struct {
	// Tracker and Phrase are the names of a Heard and of one of its Terms; a tracker without terms is its own phrase.
	Tracker, Phrase string
	// Turn is the turn, From and To are runes of its text, which is its Lines joined by "\n"; To is not included.
	Turn, From, To int
}

// Said finds the phrases of the trackers in the turns in which they were heard, by the times that Gong gives, whatever case and accents; in
// order. In such a turn a phrase stands as often as it is there. What Gong heard without saying when, and what it understood without the
// very words, is not found.
func (c *Conversation) Said() []Said {
	l := listener{turns: c.Turns, numbers: map[string]int32{}, done: map[heardIn]bool{}, turn: -1}
	for _, h := range c.Heard {
		if len(h.Terms) == 0 {
			l.expect(h.Name, h.Name, h.At)
		}
		for _, term := range h.Terms {
			l.expect(h.Name, term.Text, term.At)
		}
	}
	slices.SortStableFunc(l.moments, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	turn := 0
	for _, m := range l.moments {
		for turn+1 < len(c.Turns) && c.Turns[turn+1].At <= m.at {
			turn++
		}
		l.hear(m, turn)
	}
	slices.SortStableFunc(l.said, func(a, b Said) int {
		return cmp.Or(cmp.Compare(a.Turn, b.Turn), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return l.said
}

// listener finds phrases in turns.
type listener struct {
	turns   []text.Turn
	numbers map[string]int32 // those of the words of all phrases, from 1
	phrases []phrase
	moments []moment
	done    map[heardIn]bool // whether the phrase was there
	said    []Said

	splitter index.Splitter
	turn     int // the one of which these are text and words
	text     string
	words    []spokenWord
}

// phrase is what is looked for: words by their numbers.
type phrase struct {
	tracker, text string
	words         []int32
}

// moment is when a phrase was heard.
type moment struct {
	at     time.Duration
	phrase int
}

type heardIn struct{ turn, phrase int }

// spokenWord is a word of a turn: its number, 0 for one of no phrase, and its place in bytes.
type spokenWord struct {
	number   int32
	from, to int
}

// expect adds a phrase with its times.
func (l *listener) expect(tracker, words string, times []time.Duration) {
	p := phrase{tracker: tracker, text: words}
	for _, term := range index.Terms(words) {
		if l.numbers[term] == 0 {
			l.numbers[term] = int32(len(l.numbers) + 1)
		}
		p.words = append(p.words, l.numbers[term])
	}
	if len(p.words) == 0 || len(l.turns) == 0 {
		return
	}
	for _, at := range times {
		l.moments = append(l.moments, moment{at, len(l.phrases)})
	}
	l.phrases = append(l.phrases, p)
}

// hear finds a phrase in the turn of its moment. Times have their fractions of a second cut, so where it is not there, it is looked for in the
// turns that end within that second.
func (l *listener) hear(m moment, turn int) {
	for ; !l.says(turn, m.phrase) && turn > 0 && l.turns[turn].At == m.at; turn-- {
	}
}

// says notes where a turn says a phrase, and tells whether it does.
func (l *listener) says(turn, which int) bool {
	key := heardIn{turn, which}
	if there, done := l.done[key]; done {
		return there
	}
	l.read(turn)
	p, found := l.phrases[which], false
	for i := 0; i+len(p.words) <= len(l.words); i++ {
		here := l.words[i : i+len(p.words)]
		if !slices.EqualFunc(here, p.words, func(w spokenWord, number int32) bool { return w.number == number }) {
			continue
		}
		from, to := here[0].from, here[len(here)-1].to
		first := utf8.RuneCountInString(l.text[:from])
		l.said = append(l.said, Said{p.tracker, p.text, turn, first, first + utf8.RuneCountInString(l.text[from:to])})
		found = true
	}
	l.done[key] = found
	return found
}

// read takes a turn apart into words.
func (l *listener) read(turn int) {
	if l.turn == turn {
		return
	}
	l.turn, l.text, l.words = turn, strings.Join(l.turns[turn].Lines, "\n"), l.words[:0]
	l.splitter.Split(l.text, func(term []byte, from, to int) bool {
		l.words = append(l.words, spokenWord{l.numbers[string(term)], from, to})
		return true
	})
}
