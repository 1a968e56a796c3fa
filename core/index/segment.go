package index

import (
	"encoding/binary"
	"slices"
)

// Keys are where a segment lies: a sorted set of keys with their values. What Get and Each hand out is valid as long as the user says.
type Keys interface {
	// Get returns a value, nil where there is none.
	Get(key []byte) []byte
	// Each calls fn for the keys with the prefix, in order, until it returns false.
	Each(prefix []byte, fn func(key, value []byte) bool)
}

// The keys of a segment: of the whole, of a document by its number, of a term. A short list of positions stands with the documents of
// its term, a long one under a key of its own, so that only what asks for positions reads it.
const (
	keyDocuments = 'd'
	keyTotals    = 'm'
	keyTurns     = 't'
	keyTerm      = 'w'
	keyPositions = 'y'
)

// inline is the length up to which the positions of a term stand with its documents.
const inline = 96

// Totals are what a segment says of itself, to be held against what is there.
type Totals struct {
	Documents, Words, Terms int
	// Bytes is the length of all keys and values but the totals' own, Sum a checksum of them.
	Bytes int
	Sum   uint32
}

// Known is what a segment keeps of a document.
type Known struct {
	ID string
	// Words is its length.
	Words int
	// Sum is that of the text that it was made of.
	Sum uint32
}

// Write writes a segment of documents: it calls put with each key and value, which put may keep, in the order of the keys. The documents are
// numbered as they are given.
func Write(documents []*Document, put func(key, value []byte) error) (Totals, error) {
	w := writer{put: put}
	w.gather(documents)
	return w.write(documents)
}

type writer struct {
	put    func(key, value []byte) error
	totals Totals

	terms []string // of all documents
	order []uint32 // the numbers of the terms, by term
	first []uint32 // of each term, where its occurrences begin in the two below
	doc   []uint32 // of each occurrence
	place []uint32
	list  []byte // scratch of postings
}

// gather sorts the occurrences of all documents by term; within a term they stay in order.
func (w *writer) gather(documents []*Document) {
	numbers := map[string]uint32{}
	global := make([][]uint32, len(documents))
	var counts []uint32
	all := 0
	for i, d := range documents {
		global[i] = make([]uint32, len(d.terms))
		for j, term := range d.terms {
			number, known := numbers[term]
			if !known {
				number = uint32(len(w.terms))
				numbers[term] = number
				w.terms, counts = append(w.terms, term), append(counts, 0)
			}
			global[i][j] = number
		}
		for _, word := range d.words {
			if word != gap {
				counts[global[i][word]]++
			}
		}
		for _, e := range d.extra {
			counts[global[i][e.word]]++
		}
		w.totals.Words += d.size
		all += d.size + len(d.extra)
	}
	w.first = make([]uint32, len(counts)+1)
	for i, n := range counts {
		w.first[i+1] = w.first[i] + n
	}
	next := slices.Clone(w.first[:len(counts)])
	w.doc, w.place = make([]uint32, all), make([]uint32, all)
	for i, d := range documents {
		add := func(word uint32, place int) {
			at := &next[global[i][word]]
			w.doc[*at], w.place[*at] = uint32(i), uint32(place)
			*at++
		}
		for place, word := range d.words {
			if word != gap {
				add(word, place)
			}
		}
		for _, e := range d.extra { // no word has an apostrophe, so they never share a term with one
			add(e.word, int(e.place))
		}
	}
	w.order = make([]uint32, len(w.terms))
	for i := range w.order {
		w.order[i] = uint32(i)
	}
	slices.SortFunc(w.order, func(a, b uint32) int {
		switch x, y := w.terms[a], w.terms[b]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	w.totals.Documents, w.totals.Terms = len(documents), len(w.terms)
}

func (w *writer) write(documents []*Document) (Totals, error) {
	var table []byte
	for _, d := range documents {
		table = binary.AppendUvarint(appendText(table, d.id), uint64(d.size))
		table = binary.BigEndian.AppendUint32(table, d.sum)
	}
	if err := w.add([]byte{keyDocuments}, table); err != nil {
		return w.totals, err
	}
	for i, d := range documents {
		if err := w.add(turnsKey(i), d.turns); err != nil {
			return w.totals, err
		}
	}
	type apart struct {
		key, value []byte
	}
	var long []apart
	for _, term := range w.order {
		value, places, own := w.postings(term)
		if err := w.add(termKey(keyTerm, w.terms[term]), value); err != nil {
			return w.totals, err
		}
		if own {
			long = append(long, apart{termKey(keyPositions, w.terms[term]), places})
		}
	}
	for _, l := range long {
		if err := w.add(l.key, l.value); err != nil {
			return w.totals, err
		}
	}
	return w.totals, w.put([]byte{keyTotals}, appendTotals(nil, w.totals))
}

// postings writes the documents of a term: how many, and whether its positions are apart; of each the distance to the one before, how
// often it has the term, and the length of its positions; then the positions, each as the distance to the one before.
func (w *writer) postings(term uint32) (value, places []byte, own bool) {
	from, to := w.first[term], w.first[term+1]
	count := uint64(0)
	for i := from; i < to; i++ {
		if i == from || w.doc[i] != w.doc[i-1] {
			count++
		}
	}
	list := w.list[:0]
	before := uint32(0)
	for i := from; i < to; {
		doc, start, last, n := w.doc[i], len(places), uint32(0), uint64(0)
		for ; i < to && w.doc[i] == doc; i++ {
			places = binary.AppendUvarint(places, uint64(w.place[i]-last))
			last = w.place[i]
			n++
		}
		list = binary.AppendUvarint(list, uint64(doc-before))
		list = binary.AppendUvarint(list, n)
		list = binary.AppendUvarint(list, uint64(len(places)-start))
		before = doc
	}
	w.list = list
	head, length := count<<1, len(list)+binary.MaxVarintLen64
	if own = len(places) > inline; own {
		head |= 1
	} else {
		length += len(places)
	}
	value = append(binary.AppendUvarint(make([]byte, 0, length), head), list...)
	if !own {
		value = append(value, places...)
	}
	return value, places, own
}

func (w *writer) add(key, value []byte) error {
	w.totals.Bytes += len(key) + len(value)
	w.totals.Sum = addSum(w.totals.Sum, key, value)
	return w.put(key, value)
}

func turnsKey(doc int) []byte { return binary.BigEndian.AppendUint32([]byte{keyTurns}, uint32(doc)) }

func termKey(kind byte, term string) []byte {
	return append(append(make([]byte, 0, 1+len(term)), kind), term...)
}
