package search

import (
	"math"
	"slices"
)

// scored is a document with how well it fits.
type scored struct {
	doc   int
	score float64
}

const (
	// k1 and b are BM25's usual constants: how soon repeating a word stops to count, and how much a long call is held against it.
	k1 = 1.2
	b  = 0.75
	// reranked is how many of the best are looked at for how close together they have the words.
	reranked = 60
)

// best returns the documents to show, best first.
func (r *run) best(found set, groups [][]*match) ([]int, error) {
	docs := make([]scored, 0, found.count())
	found.each(func(doc int) { docs = append(docs, scored{doc: doc}) })
	if !r.options.Newest && len(groups) > 0 {
		r.score(docs, groups)
	}
	end := min(r.options.Skip+r.options.Limit, len(docs))
	if end < len(docs) {
		docs = r.top(docs, max(reranked, end))
	}
	r.sort(docs)
	if !r.options.Newest && len(groups) > 1 {
		near := docs[:min(reranked, len(docs))] // however many are shown, so that pages belong together
		if err := r.byCloseness(near, groups); err != nil {
			return nil, err
		}
		r.sort(near)
	}
	shown := make([]int, 0, end)
	for _, d := range docs[min(r.options.Skip, end):end] {
		shown = append(shown, d.doc)
	}
	return shown, nil
}

// top returns the n best, in no order: a heap whose root is the worst of them.
func (r *run) top(docs []scored, n int) []scored {
	if n >= len(docs) {
		return docs
	}
	kept := docs[:n]
	down := func(i int) {
		for {
			least := i
			for child := 2*i + 1; child <= 2*i+2 && child < n; child++ {
				if r.compare(kept[child], kept[least]) > 0 {
					least = child
				}
			}
			if least == i {
				return
			}
			kept[i], kept[least] = kept[least], kept[i]
			i = least
		}
	}
	for i := n/2 - 1; i >= 0; i-- {
		down(i)
	}
	for _, d := range docs[n:] {
		if r.compare(d, kept[0]) < 0 {
			kept[0] = d
			down(0)
		}
	}
	return kept
}

// compare orders better ones first, equal ones by date, newest first.
func (r *run) compare(x, y scored) int {
	switch {
	case x.score > y.score:
		return -1
	case x.score < y.score:
		return 1
	}
	return r.shelf.documents[x.doc].order - r.shelf.documents[y.doc].order
}

func (r *run) sort(docs []scored) { slices.SortFunc(docs, r.compare) }

// score is BM25 over the leaves.
func (r *run) score(docs []scored, groups [][]*match) {
	total := float64(r.shelf.count)
	for _, group := range groups {
		for _, m := range group {
			n := float64(m.in.count())
			weight := math.Log(1 + (total-n+0.5)/(n+0.5))
			for i := range docs {
				doc := docs[i].doc
				if !m.in.has(doc) {
					continue
				}
				times := float64(m.times[doc])
				long := float64(r.shelf.documents[doc].words) / r.shelf.average
				docs[i].score += weight * times * (k1 + 1) / (times + k1*(1-b+b*long))
			}
		}
	}
}

// byCloseness raises the score of documents that have the words close together: next to each other it is half as much again.
func (r *run) byCloseness(docs []scored, groups [][]*match) error {
	numbers := make([]int, len(docs))
	for i, d := range docs {
		numbers[i] = d.doc
	}
	if err := r.locate(numbers, groups); err != nil || r.stopped() {
		return err
	}
	for i := range docs {
		if span := narrowest(r.located[docs[i].doc]); span > 0 {
			docs[i].score *= 1 + 0.5*float64(len(groups))/float64(max(span, len(groups)))
		}
	}
	return nil
}

// narrowest is the length of the shortest stretch that has a position of each list, 0 when a list is empty.
func narrowest(lists [][]uint32) int {
	next := make([]int, len(lists))
	best := 0
	for {
		first, last, least := uint32(math.MaxUint32), uint32(0), 0
		for g, list := range lists {
			if next[g] == len(list) {
				return best
			}
			at := list[next[g]]
			if at < first {
				first, least = at, g
			}
			last = max(last, at)
		}
		if span := int(last-first) + 1; best == 0 || span < best {
			best = span
		}
		next[least]++
	}
}
