package marks

import (
	"strings"
	"unicode/utf8"
)

// sought is an anchor taken apart into words: those of the quote and those around it.
type sought struct {
	words []word
	// from and to bound the quote's words. A word that the passage cuts is its word whole.
	from, to int
	// broken tells, of each word, whether a turn begins with it.
	broken []bool
	// text are the folded letters of the quote's words, letters their number.
	text    []rune
	letters int
	// leading and trailing are how far the passage's ends lie from those of its words: above zero within the word, below outside of it.
	leading, trailing int
}

func (a Anchor) sought() sought {
	whole := a.Before + a.Quote + a.After
	words, _ := appendWords(nil, whole, 0, 0)
	start := utf8.RuneCountInString(a.Before)
	end := start + utf8.RuneCountInString(a.Quote)
	s := sought{words: words, from: len(words), broken: make([]bool, len(words))}
	runes := []rune(whole)
	for i, w := range words {
		if int(w.to) > start && int(w.from) < end {
			s.from, s.to = min(s.from, i), i+1
			for _, r := range runes[w.from:w.to] {
				s.text = append(s.text, fold(r))
			}
		}
	}
	s.letters = len(s.text)
	if s.to > 0 {
		s.leading, s.trailing = start-int(words[s.from].from), int(words[s.to-1].to)-end
	}
	previous := 0
	for i, w := range words {
		s.broken[i] = strings.Contains(string(runes[previous:w.from]), turnBreak)
		previous = int(w.to)
	}
	return s
}

func (s sought) quote() []word { return s.words[min(s.from, s.to):s.to] }

// same returns where the words stand in the transcript, in order, by Knuth, Morris and Pratt: one look at each word of it.
func (f *Finder) same(words []word) (places []int) {
	if len(words) == 0 {
		return nil
	}
	back := make([]int, len(words)) // how much of the beginning the first i+1 words end with
	for i, k := 1, 0; i < len(words); i++ {
		for k > 0 && words[i].sum != words[k].sum {
			k = back[k-1]
		}
		if words[i].sum == words[k].sum {
			k++
		}
		back[i] = k
	}
	k := 0
	for i, w := range f.words() {
		for k > 0 && (k == len(words) || w.sum != words[k].sum) {
			k = back[k-1]
		}
		if w.sum == words[k].sum {
			k++
		}
		if k == len(words) {
			places = append(places, i+1-k)
		}
	}
	return places
}
