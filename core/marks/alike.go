package marks

import (
	"cmp"
	"slices"
)

// How many windows are looked at for likeness. With long passages each costs more, and there is less doubt.
const (
	someWindows = 8
	fewWindows  = 3
	longPassage = 300 // words
)

// alike returns stretches of the transcript that are like the passage, whether enough or not, none of which overlap. Windows that share most with
// the quote, or with the quote and what stood around it, are lined up with it word by word; the stretch is what lies where the quote would.
func (f *Finder) alike(a Anchor, look sought) []candidate {
	windows := f.windows(a, look.words)
	if len(look.quote()) <= longPassage { // else what is around it hardly weighs
		windows = append(f.windows(a, look.quote()), windows...)
	}
	var lined, found []candidate
	for _, w := range windows {
		for _, c := range f.lineUp(look, w) {
			if slices.Contains(lined, c) {
				continue
			}
			lined = append(lined, c)
			if f.compare(look, &c); c.likeness < half/2 {
				continue
			}
			if c = f.trimmed(look, c); c.likeness >= half {
				found = append(found, c)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	var all []candidate
	for _, c := range found {
		if !slices.ContainsFunc(all, func(o candidate) bool { return c.from < o.to && o.from < c.to }) {
			all = append(all, c)
		}
	}
	for i := range all {
		all[i].single = !slices.ContainsFunc(all, func(o candidate) bool { return o != all[i] && o.likeness > all[i].likeness-0.2 })
	}
	return all
}

// maxTrims is how far the ends of a candidate are moved at most, in words.
const maxTrims = 24

// trimmed moves the ends of a compared candidate word by word as long as it becomes more like the passage; those of a long one stay, where a word
// more or less does not matter.
func (f *Finder) trimmed(look sought, c candidate) candidate {
	if len(look.quote()) > longPassage {
		return c
	}
	for range maxTrims {
		best := c
		for _, o := range []candidate{{from: c.from + 1, to: c.to}, {from: c.from, to: c.to - 1}, {from: c.from - 1, to: c.to}, {from: c.from, to: c.to + 1}} {
			if o.from < 0 || o.from >= o.to || o.to > len(f.words()) {
				continue
			}
			if f.compare(look, &o); o.score > best.score {
				best = o
			}
		}
		if best == c {
			break
		}
		c = best
	}
	return c
}

// window is a stretch of the transcript's words, and the length of the words in it that a text has, too.
type window struct {
	from, to int
	shared   int
}

// windows returns the stretches that share most with the words, the best first. What is spoken at the passage's time is preferred.
func (f *Finder) windows(a Anchor, words []word) (best []window) {
	all := f.words()
	wanted := make(map[uint64]int, len(words)) // how often each word is missing from the window; below zero when it is there too often
	total := 0
	for _, w := range words {
		wanted[w.sum]++
		total += w.letters()
	}
	width := min(len(words)+len(words)/4+4, len(all))
	block := max(width/2, 1) // each gives its best window, so that one good place does not fill the list
	shared, in := 0, window{}
	keep := func() {
		if in.shared*10 >= total*4 {
			best = append(best, in)
		}
		in = window{}
	}
	for i, w := range all {
		if n, known := wanted[w.sum]; known {
			wanted[w.sum]--
			if n > 0 {
				shared += w.letters()
			}
		}
		if out := i - width; out >= 0 {
			if n, known := wanted[all[out].sum]; known {
				wanted[all[out].sum]++
				if n >= 0 {
					shared -= all[out].letters()
				}
			}
		}
		if start := i - width + 1; start >= 0 {
			if start%block == 0 {
				keep()
			}
			if weighed := f.weighed(a, all[i].turn, shared); weighed > in.shared {
				in = window{start, i + 1, weighed}
			}
		}
	}
	keep()
	slices.SortStableFunc(best, func(a, b window) int { return cmp.Compare(b.shared, a.shared) })
	most := someWindows
	if len(words) > longPassage {
		most = fewWindows
	}
	return best[:min(len(best), most)]
}

// weighed makes half as much more of what is shared at the passage's time.
func (f *Finder) weighed(a Anchor, turn int32, shared int) int {
	if at := f.turns[turn].At; at >= a.At && (a.Until == 0 || at <= a.Until) {
		return shared + shared/2
	}
	return shared
}

// lineUp finds the best common order of the passage's words and those of a window, and returns the stretches that may be the quote: from what
// stood before it to what stood behind it, and from its first common word to its last.
func (f *Finder) lineUp(look sought, w window) []candidate {
	margin := (w.to-w.from)/4 + 8
	from, to := max(w.from-margin, 0), min(w.to+margin, len(f.words()))
	partner := align(look.words, f.words()[from:to])
	first, last := -1, -1
	for i := look.from; i < look.to; i++ {
		if partner[i] >= 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	var all []candidate
	add := func(start, end int) {
		if start, end = max(start, 0), min(end, to-from); start < end {
			all = append(all, candidate{from: from + start, to: from + end})
		}
	}
	start, end := -1, -1
	if look.from > 0 && partner[look.from-1] >= 0 {
		start = partner[look.from-1] + 1
	} else if first >= 0 {
		start = partner[first] - (first - look.from)
	}
	if look.to < len(look.words) && partner[look.to] >= 0 {
		end = partner[look.to]
	} else if last >= 0 {
		end = partner[last] + look.to - last
	}
	if start >= 0 || first >= 0 {
		add(start, end)
	}
	if first >= 0 {
		add(partner[first], partner[last]+1)
	}
	return all
}

// align returns, for each word, the place of its partner among the others, or -1: the common words in order that are most letters, where every
// word left out between them costs one.
func align(words, others []word) []int {
	const (
		diagonal = iota
		up       // a word without a partner
		left     // another without one
	)
	width := len(others) + 1
	way := make([]byte, (len(words)+1)*width)
	row, previous := make([]int, width), make([]int, width)
	for i, w := range words {
		row, previous = previous, row
		row[0] = -(i + 1)
		way[(i+1)*width] = up
		for j, o := range others {
			best, from := previous[j+1]-1, byte(up)
			if l := row[j] - 1; l > best {
				best, from = l, left
			}
			if w.sum == o.sum {
				if d := previous[j] + w.letters() + 1; d > best {
					best, from = d, diagonal
				}
			}
			row[j+1], way[(i+1)*width+j+1] = best, from
		}
	}
	end := 0
	for j, v := range row {
		if v > row[end] {
			end = j
		}
	}
	partner := make([]int, len(words))
	for i := range partner {
		partner[i] = -1
	}
	for i, j := len(words), end; i > 0 && j >= 0; {
		switch way[i*width+j] {
		case diagonal:
			partner[i-1] = j - 1
			i, j = i-1, j-1
		case up:
			i--
		case left:
			j--
		}
	}
	return partner
}

// manyLetters is from where on only words are compared: what the comparison costs grows with the square.
const manyLetters = 400

// compare finds how much of the longer of the two, the quote and the stretch, stays when one is edited into the other: by words and, where there
// are not too many, by letters. The greater is their likeness, the sum tells better where the stretch ends.
func (f *Finder) compare(look sought, c *candidate) {
	words := f.words()[c.from:c.to]
	size := 0
	for _, w := range words {
		size += w.letters()
	}
	byWords := alikeness(sums(look.quote()), sums(words))
	byLetters := byWords
	if max(size, look.letters) <= manyLetters {
		byLetters = alikeness(look.text, f.lettersOf(words))
	}
	c.likeness, c.score = max(byWords, byLetters), byWords+byLetters
}

func sums(words []word) []uint64 {
	all := make([]uint64, len(words))
	for i, w := range words {
		all[i] = w.sum
	}
	return all
}

// lettersOf are the folded letters of some of the transcript's words.
func (f *Finder) lettersOf(words []word) (letters []rune) {
	turn, now := int32(-1), []rune(nil)
	for _, w := range words {
		if w.turn != turn {
			turn, now = w.turn, []rune(textOf(f.turns[w.turn]))
		}
		for _, r := range now[w.from:w.to] {
			letters = append(letters, fold(r))
		}
	}
	return letters
}

// alikeness is one minus Levenshtein's distance over the length of the longer.
func alikeness[T comparable](a, b []T) float64 {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		corner := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := corner
			if x != y {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, corner+1, row[j]+1)
		}
	}
	return 1 - float64(row[len(b)])/float64(max(len(a), len(b), 1))
}
