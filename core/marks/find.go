package marks

import (
	"math"
	"slices"
	"time"

	"tamtam/core/text"
)

// Finder finds passages in one transcript. It reads the transcript's words when it first needs them, and is not safe for concurrent use.
type Finder struct {
	turns []text.Turn
	read  []word
}

// NewFinder makes a Finder. The turns must not change while it is used.
func NewFinder(turns []text.Turn) *Finder { return &Finder{turns: turns} }

func (f *Finder) words() []word {
	if f.read == nil {
		f.read = wordsOf(f.turns)
	}
	return f.read
}

// Find returns where the passage stands now: where it stood, when that says the same among the same; else where its words stand, else where words
// like them stand, as far as evidence has it. found is false for an orphan. A passage without words is looked for only where it stood.
func (f *Finder) Find(a Anchor) (s Span, found bool) {
	s, found, _ = f.find(a)
	return s, found
}

// find is Find; exact tells that the passage's words are all the same.
func (f *Finder) find(a Anchor) (s Span, found, exact bool) {
	if f.unmoved(a) {
		return a.Span, true, true
	}
	look := a.sought()
	if look.to == 0 {
		return Span{}, false, false
	}
	places := f.same(look.quote())
	best, ok := f.best(a, look, f.exactly(look, places))
	if !ok {
		best, ok = f.best(a, look, f.alike(a, look))
	}
	if !ok {
		return Span{}, false, false
	}
	return f.spanOf(a, look, best), true, best.likeness == 1
}

// unmoved tells whether the passage stands where and when it stood, with the same around it.
func (f *Finder) unmoved(a Anchor) bool {
	s, ok := f.fit(a.Span)
	return ok && s == a.Span && f.turns[s.Turn].At == a.At && f.passage(s) == a.Quote && f.before(s) == a.Before && f.after(s) == a.After
}

// candidate is a stretch of the transcript's words that may be the passage, and what speaks for it.
type candidate struct {
	from, to int
	// likeness is 1 for the same words, 0 for nothing in common; score compares stretches of about the same place.
	likeness, score float64
	// single tells that no other stretch is nearly as much like the passage.
	single bool
}

func (f *Finder) exactly(look sought, places []int) (all []candidate) {
	for _, at := range places {
		all = append(all, candidate{from: at, to: at + look.to - look.from, likeness: 1, single: len(places) == 1})
	}
	return all
}

// best returns the candidate with the best evidence that is enough; of equal ones that which is nearest in time, in turns, and the first.
func (f *Finder) best(a Anchor, look sought, all []candidate) (best candidate, ok bool) {
	var most evidence
	for _, c := range all {
		e := f.evidence(a, look, c)
		if e.enough(a, look, c) && (!ok || e.beats(most)) {
			best, most, ok = c, e, true
		}
	}
	return best, ok
}

// evidence is what speaks for a candidate beside its likeness.
type evidence struct {
	// before and after are the lengths of the words next to it that agree.
	before, after int
	// framed tells that all that is known of its own turns around it agrees, the turns' ends included.
	framed bool
	// begun tells that its turn begins when the passage's did, near that it is spoken in the stretch of time in which the passage was, or
	// begun where the words from the beginning of the turn on are the same.
	near, begun bool
	// otherwise tells that it is another moment: a turn that begins alike at another time, although what followed the passage has not moved.
	otherwise bool
	weight    float64
	apart     time.Duration
	turns     int
}

func (f *Finder) evidence(a Anchor, look sought, c candidate) evidence {
	words := f.words()
	turn, last := int(words[c.from].turn), int(words[c.to-1].turn)
	start, end := f.turns[turn].At, time.Duration(math.MaxInt64)
	if last+1 < len(f.turns) {
		end = f.turns[last+1].At
	}
	until := a.Until
	if until == 0 {
		until = math.MaxInt64
	}
	e := evidence{
		near:  start < until && a.At < end || start == a.At,
		begun: start == a.At,
		apart: (start - a.At).Abs(),
		turns: max(turn-a.Turn, a.Turn-turn),
	}
	framedBefore, begins, framedAfter := false, false, false
	e.before, framedBefore, begins = f.agreeBefore(look, c.from)
	e.after, framedAfter = f.agreeAfter(look, c.to)
	e.framed = framedBefore && framedAfter
	if begins {
		e.near, e.otherwise = e.begun, !e.begun && (start == a.Until || end == a.Until)
	}
	e.weight = c.likeness*float64(look.letters) + float64(e.before+e.after)
	if e.near {
		e.weight += 16
	}
	if f.turns[turn].Speaker == a.Speaker {
		e.weight += 4
	}
	if e.framed && e.begun {
		e.weight += 64
	}
	return e
}

// agreeBefore walks away from the front of a candidate as long as words agree. begins tells that the walk came to the beginning of its turn, framed
// that it came there or to the end of what is known.
func (f *Finder) agreeBefore(look sought, at int) (letters int, framed, begins bool) {
	words, within := f.words(), true // the turn
	for i := look.from; ; i, at = i-1, at-1 {
		if within && (look.broken[i] || words[at].first) {
			begins, within = look.broken[i] && words[at].first, false
		}
		switch {
		case i == 0:
			return letters, begins || !slices.Contains(look.broken[:look.from+1], true), begins
		case at == 0 || words[at-1].sum != look.words[i-1].sum:
			return letters, begins, begins
		}
		letters += look.words[i-1].letters()
	}
}

// agreeAfter is agreeBefore the other way.
func (f *Finder) agreeAfter(look sought, at int) (letters int, framed bool) {
	words, within, ends := f.words(), true, false
	for i := look.to; ; i, at = i+1, at+1 {
		over := at == len(words) || words[at].first
		switch {
		case i == len(look.words):
			return letters, ends || !slices.Contains(look.broken[look.to:], true)
		case within && (look.broken[i] || over):
			ends, within = look.broken[i] && over, false
		}
		if at == len(words) || words[at].sum != look.words[i].sum {
			return letters, ends
		}
		letters += look.words[i].letters()
	}
}

// What is evidence enough, in letters of agreeing words: chance agreement of a dozen letters next to a passage is rare in speech, of two dozen
// it does not happen.
const (
	aSide  = 12 // on each side, that two sides alone prove a place; of the passage itself, that it does so anywhere
	little = 8  // around words that the transcript says more than once
	enough = 20 // in all, at the passage's own time
	plenty = 24 // in all, anywhere
	// half of a passage's letters must be the same between sides that agree, most at its own time, and nearly all elsewhere.
	half, most, nearly = 0.5, 0.7, 0.85
)

// enough tells whether the candidate is the passage.
func (e evidence) enough(a Anchor, look sought, c candidate) bool {
	beside := e.before + e.after
	same := int(c.likeness*float64(look.letters)) + beside
	switch {
	case e.otherwise:
		return false
	case c.likeness == 1 && e.framed && e.begun:
		return true // the same words in the same frame at the same time
	case c.likeness >= half && e.before >= aSide && e.after >= aSide:
		return true
	case c.likeness == 1 && e.near && a.Only && c.single && look.letters >= 4:
		return true
	case c.likeness >= most && e.near && same >= enough:
		return a.Only || beside >= little && (e.begun || look.letters >= aSide || min(e.before, e.after) >= little/2)
	}
	return c.likeness >= nearly && a.Only && c.single && same >= plenty && look.letters >= aSide
}

func (e evidence) beats(other evidence) bool {
	switch {
	case e.weight != other.weight:
		return e.weight > other.weight
	case e.apart != other.apart:
		return e.apart < other.apart
	}
	return e.turns < other.turns
}

// spanOf turns words back into a passage: its ends lie as far from the words' ends as they did, where the text there is the same.
func (f *Finder) spanOf(a Anchor, look sought, c candidate) Span {
	words := f.words()
	first, last := words[c.from], words[c.to-1]
	s := Span{Turn: int(first.turn), From: int(first.from), ToTurn: int(last.turn), To: int(last.to)}
	if look.leading > 0 && first.sum == look.words[look.from].sum {
		s.From += look.leading
	}
	if look.trailing > 0 && last.sum == look.words[look.to-1].sum {
		s.To -= look.trailing
	}
	own := []rune(a.Quote)
	if now := []rune(textOf(f.turns[s.Turn])); look.leading < 0 {
		for n := -look.leading - 1; n >= 0 && s.From > 0 && now[s.From-1] == own[n]; n-- {
			s.From--
		}
	}
	if now := []rune(textOf(f.turns[s.ToTurn])); look.trailing < 0 {
		for n := len(own) + look.trailing; n < len(own) && s.To < len(now) && now[s.To] == own[n]; n++ {
			s.To++
		}
	}
	return s
}
