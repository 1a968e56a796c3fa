package index

import "hash/maphash"

// numbers gives terms numbers from 0, in the order in which they come. Every word of a text asks it, so it is a bare table: open addressing,
// a power of two of slots, at most half of them taken. Its zero value is empty.
type numbers struct {
	terms  []string
	hashes []uint32
	slots  []uint32 // number + 1; 0 is free
}

// fewest is how many slots there are at least: as many as hold the words of an ordinary call.
const fewest = 1 << 12

var seed = maphash.MakeSeed()

// reset forgets all.
func (n *numbers) reset() {
	n.terms, n.hashes = n.terms[:0], n.hashes[:0]
	clear(n.slots)
}

// of is the number of a term. It keeps a copy of one that is new.
func (n *numbers) of(term []byte) uint32 {
	if 2*len(n.terms) >= len(n.slots) {
		n.grow()
	}
	hash := uint32(maphash.Bytes(seed, term))
	mask := uint32(len(n.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		switch number := n.slots[at]; {
		case number == 0:
			n.terms, n.hashes = append(n.terms, string(term)), append(n.hashes, hash)
			n.slots[at] = uint32(len(n.terms))
			return uint32(len(n.terms) - 1)
		case n.hashes[number-1] == hash && n.terms[number-1] == string(term):
			return number - 1
		}
	}
}

func (n *numbers) grow() {
	n.slots = make([]uint32, max(fewest, 2*len(n.slots)))
	mask := uint32(len(n.slots) - 1)
	for number, hash := range n.hashes {
		at := hash & mask
		for n.slots[at] != 0 {
			at = (at + 1) & mask
		}
		n.slots[at] = uint32(number + 1)
	}
}
