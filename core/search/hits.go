package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/index"
	"tamtam/core/store"
	"tamtam/core/text"
)

// page is what is to be shown: calls with the turns that are hits, and their texts, as they are kept where they are not at hand.
type page struct {
	calls  []CallHits
	turns  [][]int
	bodies [][]byte
	packed []store.Packed
	// seeks says that of the turns those with passages are hits, which is known when the transcripts and marks are read.
	seeks bool
}

// choose picks the turns of the documents to show, and takes their texts out of the snapshot.
func (r *run) choose(shown []int, groups [][]*match, snapshot *store.Snapshot) (page, error) {
	if err := r.locate(shown, groups); err != nil || r.stopped() {
		return page{}, err
	}
	n := len(shown)
	notes, highlights := r.query.seeksPassages()
	p := page{make([]CallHits, n), make([][]int, n), make([][]byte, n), make([]store.Packed, n), notes || highlights}
	for i, doc := range shown {
		if r.stopped() {
			return page{}, nil
		}
		turns, kinds, err := r.chosen(doc, p.seeks)
		if err != nil {
			return page{}, err
		}
		call := r.shelf.documents[doc].call
		p.calls[i] = CallHits{Call: call, Turns: len(turns)}
		if most := r.options.Turns; most > 0 && len(turns) > most && !p.seeks {
			turns = richest(turns, kinds, most)
		}
		p.turns[i] = turns
		if body, known := r.shelf.texts.peek(call.ID); known {
			p.bodies[i] = body
			continue
		}
		p.packed[i] = snapshot.Packed(call.Datasets[0], core.Transcripts, text.EscapeID(string(call.ID)))
	}
	return p, nil
}

// readers is how many calls are read at once.
const readers = 4

// read reads the hits of a page, several calls at once: unpacking them is most of what a quick search does. It needs no snapshot. A transcript
// that cannot be read hides no other: its call has no hits then, and unread counts it.
func (r *run) read(p page) (calls []CallHits, unread int) {
	var wait sync.WaitGroup
	var failed atomic.Int64
	work := make(chan int, len(p.calls))
	for i := range p.calls {
		work <- i
	}
	close(work)
	for range min(readers, len(p.calls)) {
		wait.Go(func() {
			find := r.query.finder()
			for i := range work {
				if !r.stopped() && r.readOne(&p, i, find) != nil {
					failed.Add(1)
				}
			}
		})
	}
	wait.Wait()
	return p.calls, int(failed.Load())
}

func (r *run) readOne(p *page, i int, find func(string) [][2]int) error {
	body := p.bodies[i]
	if body == nil {
		var err error
		if body, err = p.packed[i].Text(); err != nil {
			return err
		}
		r.shelf.texts.put(p.calls[i].Call.ID, body)
	}
	turns, found := p.turns[i], passages(nil)
	if p.seeks {
		var err error
		if found, err = r.passagesOf(p.calls[i].Call.ID, body); err != nil {
			return err
		}
		turns = found.among(turns, r.narrowed)
		p.calls[i].Turns = len(turns)
		if most := r.options.Turns; most > 0 {
			turns = turns[:min(most, len(turns))]
		}
	}
	hits, next := make([]Hit, 0, len(turns)), 0
	err := text.EachTurn(body, func(n int) bool { return next < len(turns) && turns[next] == n }, func(n int, t text.Turn) {
		next++
		h := Hit{Turn: n, At: t.At, Speaker: t.Speaker, Side: t.Affiliation, Text: strings.Join(t.Lines, "\n")}
		if h.Marks = find(h.Text); p.seeks {
			h.Marks = found[n]
		}
		hits = append(hits, h)
	})
	if err == nil {
		p.calls[i].Hits = hits
	}
	return err
}

// chosen are the turns of a document that are hits, in order: those that have a part of the query, or, of one without words, those that it
// allows. One that narrows calls only has their first turn, unless it seeks passages, which may be in any. Of all its turns it tells how many of
// the query's groups they have.
func (r *run) chosen(doc int, seeks bool) (turns, kinds []int, err error) {
	if len(r.query.groups) == 0 && !r.narrowed && !seeks {
		if r.shelf.documents[doc].call.Turns > 0 {
			turns = append(turns, 0)
		}
		return turns, make([]int, 1), nil
	}
	t, err := r.turns(doc)
	if err != nil {
		return nil, nil, err
	}
	var allowed []bool
	if r.narrowed {
		if allowed, _, err = r.turnsAllowed(doc); err != nil {
			return nil, nil, err
		}
	}
	kinds = kindsOf(t.Starts, r.located[doc])
	for turn, n := range kinds {
		if (n > 0 || len(r.query.groups) == 0) && (!r.narrowed || allowed[turn]) {
			turns = append(turns, turn)
		}
	}
	return turns, kinds, nil
}

// kindsOf counts how many of the query's groups, whose positions are given, each turn has. The turns begin at starts.
func kindsOf(starts []uint32, groups [][]uint32) []int {
	kinds := make([]int, len(starts))
	for _, positions := range groups {
		turn, counted := -1, -1
		for _, at := range positions {
			for turn+1 < len(starts) && starts[turn+1] <= at {
				turn++
			}
			if turn > counted {
				kinds[turn]++
				counted = turn
			}
		}
	}
	return kinds
}

// richest leaves so many of the turns, fewer than there are: those that have most of the query's groups, of equal ones the first.
func richest(turns, kinds []int, most int) []int {
	have := make([]int, slices.Max(kinds)+1)
	for _, turn := range turns {
		have[kinds[turn]]++
	}
	level := len(have) - 1
	for ; have[level] < most; level-- {
		most -= have[level]
	}
	kept := make([]int, 0, len(turns))
	for _, turn := range turns {
		switch {
		case kinds[turn] > level:
			kept = append(kept, turn)
		case kinds[turn] == level && most > 0:
			kept = append(kept, turn)
			most--
		}
	}
	return kept
}

// Finder returns the ranges, in runes, that a query's words and phrases have in the text of a turn: for marks in an opened transcript.
func Finder(query string, o Options) func(text string) [][2]int {
	q := Parse(query, o)
	return q.finder()
}

// word is a word of a text with its range in bytes. Where a joined word begins, that has its term and its end, too.
type word struct {
	term     string
	from, to int
	joined   string
	end      int
}

func (q *Query) finder() func(string) [][2]int {
	var leaves []leaf
	for _, group := range q.groups {
		leaves = append(leaves, group...)
	}
	var split index.Splitter
	var words []word
	return func(s string) [][2]int {
		if len(leaves) == 0 {
			return nil
		}
		words = words[:0]
		split.SplitJoined(s, func(term []byte, from, to int) {
			words = append(words, word{term: string(term), from: from, to: to})
		}, func(term []byte, _, to int) {
			first := &words[len(words)-2]
			first.joined, first.end = string(term), to
		})
		var marks [][2]int
		for i := range words {
			for _, l := range leaves {
				if to := l.ends(words[i:]); to > 0 {
					marks = append(marks, [2]int{words[i].from, to})
				}
			}
		}
		return inRunes(s, merged(marks))
	}
}

// ends tells where the leaf ends if it stands at the beginning of the words, else 0.
func (l leaf) ends(words []word) int {
	if len(words) < len(l.terms) {
		return 0
	}
	if len(l.terms) == 1 && words[0].joined != "" && l.is(words[0].joined, 0) && strings.Contains(l.terms[0], "'") {
		return words[0].end
	}
	for i := range l.terms {
		if !l.is(words[i].term, i) {
			return 0
		}
	}
	return words[len(l.terms)-1].to
}

// is tells whether a term can stand for term number i of the leaf.
func (l leaf) is(term string, i int) bool {
	return term == l.terms[i] || l.prefix && i == len(l.terms)-1 && strings.HasPrefix(term, l.terms[i])
}

// merged joins ranges that overlap.
func merged(marks [][2]int) [][2]int {
	slices.SortFunc(marks, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	kept := marks[:0]
	for _, m := range marks {
		if n := len(kept); n > 0 && m[0] < kept[n-1][1] {
			kept[n-1][1] = max(kept[n-1][1], m[1])
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// inRunes counts ranges of bytes in runes.
func inRunes(s string, marks [][2]int) [][2]int {
	at, runes := 0, 0
	count := func(to int) int {
		runes += utf8.RuneCountInString(s[at:to])
		at = to
		return runes
	}
	for i := range marks {
		marks[i] = [2]int{count(marks[i][0]), count(marks[i][1])}
	}
	return marks
}
