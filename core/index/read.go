package index

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

func appendTotals(b []byte, t Totals) []byte {
	for _, n := range []int{t.Documents, t.Words, t.Terms, t.Bytes} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return binary.BigEndian.AppendUint32(b, t.Sum)
}

func addSum(sum uint32, key, value []byte) uint32 {
	return crc32.Update(crc32.Update(sum, castagnoli, key), castagnoli, value)
}

// ReadTotals returns what a segment says of itself.
func ReadTotals(k Keys) (Totals, error) {
	r := reader{rest: k.Get([]byte{keyTotals})}
	t := Totals{Documents: r.number(), Words: r.number(), Terms: r.number(), Bytes: r.number()}
	if sum := r.bytes(4); len(sum) == 4 {
		t.Sum = binary.BigEndian.Uint32(sum)
	}
	return t, r.err()
}

// Verify reads a whole segment and tells whether it is as it was written.
func Verify(k Keys) error {
	said, err := ReadTotals(k)
	if err != nil {
		return err
	}
	var t Totals
	for _, kind := range []byte{keyDocuments, keyTurns, keyTerm, keyPositions} {
		k.Each([]byte{kind}, func(key, value []byte) bool {
			t.Bytes += len(key) + len(value)
			t.Sum = addSum(t.Sum, key, value)
			if kind == keyTerm {
				t.Terms++
			}
			return true
		})
	}
	known, err := ReadKnown(k)
	if err != nil {
		return err
	}
	t.Documents = len(known)
	for _, d := range known {
		t.Words += d.Words
	}
	if t != said {
		return ErrDamaged
	}
	return nil
}

// ReadKnown returns what a segment keeps of its documents, in the order of their numbers.
func ReadKnown(k Keys) ([]Known, error) {
	r := reader{rest: k.Get([]byte{keyDocuments})}
	var all []Known
	for len(r.rest) > 0 {
		d := Known{ID: r.text(), Words: r.number()}
		if sum := r.bytes(4); len(sum) == 4 {
			d.Sum = binary.BigEndian.Uint32(sum)
		}
		all = append(all, d)
	}
	return all, r.err()
}

// TurnsOf returns the turns of a document of a segment, by its number.
func TurnsOf(k Keys, doc int) (Turns, error) { return ReadTurns(k.Get(turnsKey(doc))) }

// Postings are the documents of a term, in the order of their numbers.
type Postings struct {
	// Documents is how many there are.
	Documents int
	list      []byte
	apart     func() []byte
	damaged   bool // there are fewer bytes than so many documents need
}

// PostingsOf returns the documents of a term; false when the segment does not have it.
func PostingsOf(k Keys, term string) (Postings, bool) {
	value := k.Get(termKey(keyTerm, term))
	if value == nil {
		return Postings{}, false
	}
	return postings(k, term, value), true
}

// EachTerm calls fn for the terms that begin with a prefix, in order, until it returns false. Joined words are left out unless the prefix is one:
// they stand under their first part, too.
func EachTerm(k Keys, prefix string, fn func(term string, p Postings) bool) {
	joined := strings.IndexByte(prefix, '\'') >= 0
	k.Each(termKey(keyTerm, prefix), func(key, value []byte) bool {
		if !joined && bytes.IndexByte(key, '\'') >= 0 {
			return true
		}
		term := string(key[1:])
		return fn(term, postings(k, term, value))
	})
}

func postings(k Keys, term string, value []byte) Postings {
	r := reader{rest: value}
	head := r.number()
	p := Postings{Documents: head >> 1, list: r.rest}
	if r.bad || p.Documents > len(p.list)/3 { // three numbers of each, of a byte at least
		p.Documents, p.damaged = 0, true
	}
	if head&1 != 0 {
		p.apart = func() []byte { return k.Get(termKey(keyPositions, term)) }
	}
	return p
}

// Size is the length of the list of documents in bytes, for a guess of how much there is to read.
func (p Postings) Size() int { return len(p.list) }

// uvarint reads a number at i of b and returns where the next one begins; a number that is not there reads as 0 and makes the place negative.
func uvarint(b []byte, i int) (n, next int) {
	if uint(i) < uint(len(b)) && b[i] < 0x80 {
		return int(b[i]), i + 1
	}
	if i < 0 || i > len(b) {
		return 0, -1
	}
	long, size := binary.Uvarint(b[i:])
	if size <= 0 || long > 1<<31-1 {
		return 0, -1
	}
	return int(long), i + size
}

// three reads three numbers at i of b, as uvarint reads one; most are a byte each.
func three(b []byte, i int) (x, y, z, next int) {
	if i >= 0 && i+2 < len(b) && b[i]|b[i+1]|b[i+2] < 0x80 {
		return int(b[i]), int(b[i+1]), int(b[i+2]), i + 3
	}
	x, i = uvarint(b, i)
	y, i = uvarint(b, i)
	z, i = uvarint(b, i)
	return x, y, z, i
}

// Each calls fn for each document with how often it has the term.
func (p Postings) Each(fn func(doc, times int)) error {
	if p.damaged {
		return ErrDamaged
	}
	i, doc := 0, 0
	for range p.Documents {
		var step, times int
		if step, times, _, i = three(p.list, i); i < 0 {
			return ErrDamaged
		}
		doc += step
		fn(doc, times)
	}
	return nil
}

// places are the positions of all documents, one behind the other.
func (p Postings) places() ([]byte, error) {
	if p.damaged {
		return nil, ErrDamaged
	}
	if p.apart != nil {
		return p.apart(), nil
	}
	i := 0
	for range p.Documents {
		_, _, _, i = three(p.list, i)
	}
	if i < 0 {
		return nil, ErrDamaged
	}
	return p.list[i:], nil
}

// each calls fn for each document with how often it has the term, and where, until it returns false.
func (p Postings) each(fn func(doc, times int, places []byte) bool) error {
	places, err := p.places()
	if err != nil {
		return err
	}
	i, at, doc := 0, 0, 0
	for range p.Documents {
		var step, times, length int
		step, times, length, i = three(p.list, i)
		doc += step
		begin := at
		if at += length; i < 0 || at > len(places) || times > length {
			return ErrDamaged
		}
		if !fn(doc, times, places[begin:at]) {
			break
		}
	}
	return nil
}

// Follow leaves of the positions that begins has for each document those behind which the term stands n words on, in order as they are; none where
// the document does not have the term. It reads no further than they reach.
func (p Postings) Follow(begins [][]uint32, n uint32) error {
	next, ordered := 0, true
	err := p.each(func(doc, times int, places []byte) bool {
		if ordered = doc >= next; !ordered || doc >= len(begins) {
			return false
		}
		clear(begins[next:doc])
		next = doc + 1
		if len(begins[doc]) > 0 {
			begins[doc] = follow(begins[doc], n, places, times)
		}
		return true
	})
	switch {
	case err != nil:
		return err
	case !ordered:
		return ErrDamaged
	}
	clear(begins[next:])
	return nil
}

func follow(begins []uint32, n uint32, places []byte, times int) []uint32 {
	kept, place, j, step := begins[:0], uint32(0), 0, 0
	for _, begin := range begins {
		for times > 0 && place < begin+n || j == 0 && times > 0 {
			if step, j = uvarint(places, j); j < 0 {
				return nil
			}
			place += uint32(step)
			times--
		}
		if j > 0 && place == begin+n {
			kept = append(kept, begin)
		}
	}
	return kept
}

// Positions calls fn with the positions in each document that wanted tells true of. The slice is the callee's until the next call.
func (p Postings) Positions(wanted func(doc int) bool, fn func(doc int, positions []uint32)) error {
	var positions []uint32
	whole := true
	err := p.each(func(doc, times int, places []byte) bool {
		if !wanted(doc) {
			return true
		}
		positions = positions[:0]
		step, place, j := 0, 0, 0
		for range times {
			step, j = uvarint(places, j)
			place += step
			positions = append(positions, uint32(place))
		}
		if whole = j == len(places); whole {
			fn(doc, positions)
		}
		return whole
	})
	if err == nil && !whole {
		return ErrDamaged
	}
	return err
}
