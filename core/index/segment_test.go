package index_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"tamtam/core/index"
	"tamtam/core/text"
)

// plain keeps a segment in memory.
type plain map[string][]byte

func (p plain) Get(key []byte) []byte { return p[string(key)] }

func (p plain) Each(prefix []byte, fn func(key, value []byte) bool) {
	for _, key := range slices.Sorted(maps.Keys(p)) {
		if strings.HasPrefix(key, string(prefix)) && !fn([]byte(key), p[key]) {
			return
		}
	}
}

// talk makes a conversation of few words, so that they meet often.
func talk(r *rand.Rand) []text.Turn {
	words := []string{"price", "Price!", "renewal", "the", "C++", "価格", "can't", "can’t", "naïve", "👍🏽", strings.Repeat("long", 30), "", "…"}
	turns := make([]text.Turn, r.IntN(12))
	for i := range turns {
		turns[i] = text.Turn{
			Speaker: []string{"Ina", "Jane", "Sam Lee"}[r.IntN(3)], Affiliation: []string{"", "Internal", "External"}[r.IntN(3)],
			Topic: []string{"", "", "Pricing", "Small Talk"}[r.IntN(4)],
		}
		for range r.IntN(3) {
			var line []string
			for range r.IntN(60) {
				line = append(line, words[r.IntN(len(words))])
			}
			turns[i].Lines = append(turns[i].Lines, strings.Join(line, " "))
		}
	}
	return turns
}

// place is where a word stands: positions are counted on through the turns, with one between two that is no word's.
type place struct {
	doc int
	at  uint32
}

// scan finds the words of conversations without an index.
func scan(talks [][]text.Turn) (words map[string][]place, starts [][]uint32, lengths []int) {
	words = map[string][]place{}
	for doc, turns := range talks {
		at, length := uint32(0), 0
		starts = append(starts, []uint32{})
		for i, t := range turns {
			if i > 0 {
				at++
			}
			starts[doc] = append(starts[doc], at)
			for _, line := range t.Lines {
				terms := index.Terms(line)
				for i, term := range terms {
					words[term] = append(words[term], place{doc, at})
					if term == "t" && terms[i-1] == "can" {
						words["can't"] = append(words["can't"], place{doc, at - 1})
					}
					at++
					length++
				}
			}
		}
		lengths = append(lengths, length)
	}
	return words, starts, lengths
}

func write(t testing.TB, talks [][]text.Turn) (plain, index.Totals) {
	t.Helper()
	documents := make([]*index.Document, len(talks))
	for i, turns := range talks {
		documents[i] = index.NewDocument(fmt.Sprint("call ", i), uint32(7*i), turns)
	}
	p, last := plain{}, []byte(nil)
	totals, err := index.Write(documents, func(key, value []byte) error {
		if key[0] != 'm' && bytes.Compare(last, key) >= 0 {
			t.Errorf("%q is written behind %q", key, last)
		}
		last = key
		p[string(key)] = value
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p, totals
}

// TestSegments: what is read of a segment is what a scan of the conversations finds.
func TestSegments(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for range 60 {
		talks := make([][]text.Turn, r.IntN(9))
		for i := range talks {
			talks[i] = talk(r)
		}
		p, totals := write(t, talks)
		words, starts, lengths := scan(talks)
		if err := index.Verify(p); err != nil {
			t.Fatal(err)
		}
		if read, err := index.ReadTotals(p); read != totals || err != nil || totals.Documents != len(talks) || totals.Terms != len(words) {
			t.Fatalf("totals %+v, read %+v (%v); %d conversations of %d terms", totals, read, err, len(talks), len(words))
		}
		known, err := index.ReadKnown(p)
		if err != nil || len(known) != len(talks) {
			t.Fatalf("%d known of %d: %v", len(known), len(talks), err)
		}
		for i, turns := range talks {
			if want := (index.Known{ID: fmt.Sprint("call ", i), Words: lengths[i], Sum: uint32(7 * i)}); known[i] != want {
				t.Fatalf("%+v, want %+v", known[i], want)
			}
			compareTurns(t, p, i, turns, starts[i])
		}
		comparePostings(t, p, words)
	}
}

func compareTurns(t *testing.T, p plain, doc int, turns []text.Turn, starts []uint32) {
	t.Helper()
	got, err := index.TurnsOf(p, doc)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(starts, append([]uint32{}, got.Starts...)); diff != "" {
		t.Fatal(diff)
	}
	for i, turn := range turns {
		topic := ""
		if n := got.TopicOf[i]; n >= 0 {
			topic = got.Topics[n]
		}
		if who := got.Speakers[got.SpeakerOf[i]]; who != (index.Speaker{Name: turn.Speaker, Side: turn.Affiliation}) || topic != turn.Topic {
			t.Fatalf("turn %d is said by %v about %q: %+v", i, who, topic, turn)
		}
	}
}

var prefixes = []string{"", "p", "long", "can'", "価", "never"}

func comparePostings(t *testing.T, p plain, words map[string][]place) {
	t.Helper()
	if _, ok := index.PostingsOf(p, "never"); ok {
		t.Fatal("a word is there that nobody said")
	}
	var order []string
	for _, prefix := range prefixes {
		index.EachTerm(p, prefix, func(term string, postings index.Postings) bool {
			if !strings.HasPrefix(term, prefix) {
				t.Fatalf("%q begins with %q", term, prefix)
			}
			order = append(order, prefix+">"+term)
			comparePlaces(t, term, postings, words[term])
			return true
		})
	}
	var want []string
	for _, prefix := range prefixes {
		for _, term := range slices.Sorted(maps.Keys(words)) {
			if strings.HasPrefix(term, prefix) && (term != "can't" || prefix == "can'") {
				want = append(want, prefix+">"+term)
			}
		}
	}
	if diff := gocmp.Diff(want, order); diff != "" {
		t.Fatal(diff)
	}
	for term, places := range words {
		postings, ok := index.PostingsOf(p, term)
		if !ok {
			t.Fatalf("%q is missing", term)
		}
		comparePlaces(t, term, postings, places)
	}
}

func comparePlaces(t *testing.T, term string, postings index.Postings, want []place) {
	t.Helper()
	times := map[int]int{}
	for _, p := range want {
		times[p.doc]++
	}
	got := map[int]int{}
	if err := postings.Each(func(doc, n int) { got[doc] = n }); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(times, got); diff != "" || postings.Documents != len(times) {
		t.Fatalf("%q in %d documents: %s", term, postings.Documents, diff)
	}
	for _, odd := range []func(int) bool{func(int) bool { return true }, func(doc int) bool { return doc%2 == 1 }} {
		var found, wanted []place
		err := postings.Positions(odd, func(doc int, positions []uint32) {
			for _, at := range positions {
				found = append(found, place{doc, at})
			}
		})
		for _, p := range want {
			if odd(p.doc) {
				wanted = append(wanted, p)
			}
		}
		if diff := gocmp.Diff(wanted, found, gocmp.AllowUnexported(place{})); diff != "" || err != nil {
			t.Fatalf("%q: %v %s", term, err, diff)
		}
	}
}

// TestWriteEnds: a put that fails ends the writing with its error.
func TestWriteEnds(t *testing.T) {
	full := errors.New("full")
	documents := []*index.Document{index.NewDocument("a", 1, talk(rand.New(rand.NewPCG(9, 9))))}
	for most := range 6 {
		n := 0
		_, err := index.Write(documents, func(_, _ []byte) error {
			if n++; n > most {
				return full
			}
			return nil
		})
		if !errors.Is(err, full) || n != most+1 {
			t.Errorf("after %d of %d: %v", n, most, err)
		}
	}
}

// TestVerifyFindsEachFlippedBit, of keys and of values, and each key that is gone.
func TestVerifyFindsEachFlippedBit(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	few := []text.Turn{{Speaker: "Ina", Lines: []string{"the price", strings.Repeat("price ", 100)}}, {Speaker: "Jane", Topic: "Pricing", Lines: []string{"C++"}}}
	whole, _ := write(t, [][]text.Turn{few, few[1:]})
	keys := slices.Sorted(maps.Keys(whole))
	for _, key := range keys {
		for i := range len(key) + len(whole[key]) {
			p, bit := maps.Clone(whole), byte(1)<<r.IntN(8)
			if i < len(key) {
				flipped := []byte(key)
				flipped[i] ^= bit
				if _, taken := p[string(flipped)]; taken {
					continue
				}
				p[string(flipped)] = p[key]
				delete(p, key)
			} else {
				value := bytes.Clone(p[key])
				value[i-len(key)] ^= bit
				p[key] = value
			}
			if !errors.Is(index.Verify(p), index.ErrDamaged) {
				t.Errorf("%q: bit %#x of byte %d is not missed", key, bit, i)
			}
		}
		p := maps.Clone(whole)
		delete(p, key)
		if !errors.Is(index.Verify(p), index.ErrDamaged) {
			t.Errorf("%q is not missed", key)
		}
	}
}

// segmentOf keeps one value under all keys that are asked for.
type segmentOf []byte

func (s segmentOf) Get([]byte) []byte { return s }

func (s segmentOf) Each(prefix []byte, fn func(key, value []byte) bool) { fn(prefix, s) }

// readAll reads a value as everything that it could be, and returns how much of it there seemed to be.
func readAll(value []byte) (things int) {
	s := segmentOf(value)
	if turns, err := index.ReadTurns(value); err == nil {
		things += len(turns.Starts) + len(turns.Speakers) + len(turns.Topics)
		for i := range turns.Starts {
			_ = turns.Speakers[turns.SpeakerOf[i]]
			if n := turns.TopicOf[i]; n >= 0 {
				_ = turns.Topics[n]
			}
		}
	}
	known, _ := index.ReadKnown(s)
	things += len(known)
	_, _ = index.ReadTotals(s)
	if p, ok := index.PostingsOf(s, "word"); ok {
		_ = p.Each(func(_, _ int) { things++ })
		_ = p.Positions(func(int) bool { return true }, func(_ int, positions []uint32) { things += 1 + len(positions) })
		_ = p.Follow([][]uint32{{0}, {1}, {2}}, 1)
	}
	_ = index.Verify(s)
	return things
}

// hostile are values that claim more than they hold.
var hostile = []string{
	"", "\xff\xff\xff\xff\x07", "\x02\x00\xff\xff\xff\xff\x07\x01\x00", "\xfe\xff\xff\xff\x07\x00\x01\x00", "\x03\x00\xff\xff\xff\xff\x07\x05",
	"\x01\x00\x00\x00\xff\xff\xff\xff\x07", "\x80", "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", strings.Repeat("\xff", 40), strings.Repeat("\x00", 40), strings.Repeat("\x01", 40),
}

// FuzzValues: whatever lies in the place of a value is read without a panic, and as no more things than it has bytes, so that a damaged
// database costs no memory.
func FuzzValues(f *testing.F) {
	for _, seed := range hostile {
		f.Add([]byte(seed))
	}
	whole, _ := write(f, [][]text.Turn{{{Speaker: "Ina", Topic: "Pricing", Lines: []string{"the price, the price"}}}})
	for _, key := range slices.SortedFunc(maps.Keys(whole), cmp.Compare[string]) {
		f.Add(whole[key])
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		if things := readAll(value); things > 8*len(value) {
			t.Errorf("%d bytes are read as %d things", len(value), things)
		}
	})
}

// TestDamageIsSaid: lists that claim more than there is are damaged.
func TestDamageIsSaid(t *testing.T) {
	for _, value := range []string{"\xff", "\xfe\xff\xff\xff\x07\x00\x01\x00", "\x02\x00\xff\xff\xff\xff\x07\x01\x00", "\x02\x00\x01\x09\x00"} {
		p, _ := index.PostingsOf(segmentOf(value), "word")
		err := p.Positions(func(int) bool { return true }, func(int, []uint32) {})
		if !errors.Is(err, index.ErrDamaged) {
			t.Errorf("%q: %v", value, err)
		}
	}
	twice, _ := index.PostingsOf(segmentOf("\x04\x01\x01\x01\x00\x01\x01\x00\x00"), "word")
	if err := twice.Follow([][]uint32{nil, {0}, nil}, 1); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("a document that stands twice: %v", err)
	}
	if _, err := index.ReadTurns([]byte("\x00\x00\x01\x00\x01\x00")); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("a turn of nobody: %v", err)
	}
}

// TestSumTellsTexts apart that differ in one byte.
func TestSumTellsTexts(t *testing.T) {
	body := []byte(strings.Repeat("said ", 100))
	sum := index.Sum(body)
	for i := range body {
		body[i] ^= 1
		if index.Sum(body) == sum {
			t.Errorf("byte %d makes no difference", i)
		}
		body[i] ^= 1
	}
	if index.NewDocument("a", sum, nil).Sum() != sum {
		t.Error("a document forgets its sum")
	}
}
