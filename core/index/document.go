package index

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"sync"

	"tamtam/core/text"
)

// Document is a conversation taken apart into words. NewDocument makes it; it never changes.
type Document struct {
	id    string
	sum   uint32
	terms []string // each once
	words []uint32 // the number of the term at each position; gap between turns
	extra []extra  // joined words, in order of their positions
	size  int      // how many words there are, gaps not counted
	turns []byte   // as Turns reads them
}

// extra is a joined word; it stands at the position of its first part.
type extra struct{ place, word uint32 }

// gap stands between two turns.
const gap = ^uint32(0)

// Sum is the checksum by which a document tells the text that it was made of.
func Sum(body []byte) uint32 { return crc32.Checksum(body, castagnoli) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// NewDocument takes a conversation apart. The id tells it from others, sum is that of the text it is kept as.
func NewDocument(id string, sum uint32, turns []text.Turn) *Document {
	d := &Document{id: id, sum: sum}
	s := splitters.Get().(*scratch)
	defer splitters.Put(s)
	s.numbers.reset()
	d.words = s.words[:0]
	var starts []uint32
	for n, t := range turns {
		if n > 0 {
			d.words = append(d.words, gap)
		}
		starts = append(starts, uint32(len(d.words)))
		for _, line := range t.Lines {
			s.SplitJoined(line, func(term []byte, _, _ int) {
				d.words = append(d.words, s.numbers.of(term))
				d.size++
			}, func(term []byte, _, _ int) {
				d.extra = append(d.extra, extra{uint32(len(d.words) - 2), s.numbers.of(term)})
			})
		}
	}
	s.words = d.words
	d.words, d.terms = slices.Clone(d.words), slices.Clone(s.numbers.terms)
	d.turns = appendTurns(nil, turns, starts)
	return d
}

// Sum is the checksum of the text that the document was made of.
func (d *Document) Sum() uint32 { return d.sum }

// scratch is what NewDocument needs only while it runs.
type scratch struct {
	Splitter
	numbers numbers
	words   []uint32
}

var splitters = sync.Pool{New: func() any { return &scratch{} }}

// Turns tells of each turn of a document where its words begin, who speaks, and about what.
type Turns struct {
	// Speakers are named with their sides, Topics are the topics; each once.
	Speakers []Speaker
	Topics   []string
	// Starts are the positions of the turns' first words, SpeakerOf and TopicOf numbers of Speakers and of Topics; -1 is no topic.
	Starts    []uint32
	SpeakerOf []int
	TopicOf   []int
}

// Speaker is who speaks in a turn, as the transcript names them.
type Speaker struct{ Name, Side string }

func appendTurns(b []byte, turns []text.Turn, starts []uint32) []byte {
	speakers, topics := map[Speaker]int{}, map[string]int{"": -1}
	var head []byte
	count := 0
	for _, t := range turns {
		s := Speaker{t.Speaker, t.Affiliation}
		if _, known := speakers[s]; !known {
			speakers[s] = count
			count++
			head = appendText(appendText(head, s.Name), s.Side)
		}
	}
	b = append(binary.AppendUvarint(b, uint64(count)), head...)
	head, count = nil, 0
	for _, t := range turns {
		if _, known := topics[t.Topic]; !known {
			topics[t.Topic] = count
			count++
			head = appendText(head, t.Topic)
		}
	}
	b = append(binary.AppendUvarint(b, uint64(count)), head...)
	b = binary.AppendUvarint(b, uint64(len(turns)))
	before := uint32(0)
	for i, t := range turns {
		b = binary.AppendUvarint(b, uint64(starts[i]-before))
		b = binary.AppendUvarint(b, uint64(speakers[Speaker{t.Speaker, t.Affiliation}]))
		b = binary.AppendUvarint(b, uint64(topics[t.Topic]+1))
		before = starts[i]
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// ErrDamaged says that what an index keeps is not what it wrote.
var ErrDamaged = errors.New("the index is damaged")

// ReadTurns reads what a segment keeps of a document's turns.
func ReadTurns(value []byte) (Turns, error) {
	r := reader{rest: value}
	var t Turns
	t.Speakers = make([]Speaker, r.count())
	for i := range t.Speakers {
		t.Speakers[i] = Speaker{r.text(), r.text()}
	}
	t.Topics = make([]string, r.count())
	for i := range t.Topics {
		t.Topics[i] = r.text()
	}
	n := r.count()
	t.Starts, t.SpeakerOf, t.TopicOf = make([]uint32, n), make([]int, n), make([]int, n)
	at := uint32(0)
	for i := range n {
		at += uint32(r.number())
		t.Starts[i], t.SpeakerOf[i], t.TopicOf[i] = at, r.number(), r.number()-1
		if t.SpeakerOf[i] >= len(t.Speakers) || t.TopicOf[i] >= len(t.Topics) {
			return Turns{}, ErrDamaged
		}
	}
	return t, r.err()
}

// reader takes values off the front. What is not there reads as zero and makes it bad.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) err() error {
	if r.bad {
		return ErrDamaged
	}
	return nil
}

func (r *reader) number() int {
	if len(r.rest) > 0 && r.rest[0] < 0x80 {
		n := int(r.rest[0])
		r.rest = r.rest[1:]
		return n
	}
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > 1<<31-1 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// count is a number of things that follow, each of a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.bad, r.rest = true, nil
		return 0
	}
	return n
}

func (r *reader) text() string { return string(r.bytes(r.number())) }

func (r *reader) bytes(n int) []byte {
	if n > len(r.rest) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
