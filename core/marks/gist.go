package marks

import (
	"encoding/binary"
	"errors"
)

// Gist is what lists and filters need of a call's marks.
type Gist struct {
	Star, Read bool
	// Notes and Highlights are how many there are.
	Notes, Highlights int
	Tags              []string
}

// Gist returns the gist of the marks. Their tags are shared.
func (m *Marks) Gist() Gist {
	return Gist{Star: m.Star, Read: !m.Read.IsZero(), Notes: len(m.Notes), Highlights: len(m.Highlights), Tags: m.Tags}
}

// Tagged tells whether the tag is among them, whatever its case.
func (g Gist) Tagged(tag string) bool { return tagged(g.Tags, tag) }

const (
	starBit = 1 << iota
	readBit
)

// AppendBinary writes the gist behind b: flags, the two numbers as varints, each tag behind its length.
func (g Gist) AppendBinary(b []byte) ([]byte, error) {
	flags := byte(0)
	if g.Star {
		flags |= starBit
	}
	if g.Read {
		flags |= readBit
	}
	b = binary.AppendUvarint(append(b, flags), uint64(g.Notes))
	b = binary.AppendUvarint(b, uint64(g.Highlights))
	for _, tag := range g.Tags {
		b = append(binary.AppendUvarint(b, uint64(len(tag))), tag...)
	}
	return b, nil
}

var errGist = errors.New("the gist of a call's marks cannot be read")

// UnmarshalBinary reads what AppendBinary wrote, and keeps nothing of it.
func (g *Gist) UnmarshalBinary(b []byte) error {
	if len(b) < 3 {
		return errGist
	}
	*g = Gist{Star: b[0]&starBit != 0, Read: b[0]&readBit != 0}
	b = b[1:]
	for _, n := range []*int{&g.Notes, &g.Highlights} {
		value, size := binary.Uvarint(b)
		if size <= 0 || value > 1<<30 {
			return errGist
		}
		*n, b = int(value), b[size:]
	}
	for len(b) > 0 {
		length, size := binary.Uvarint(b)
		if size <= 0 || length > uint64(len(b)-size) {
			return errGist
		}
		g.Tags = append(g.Tags, string(b[size:size+int(length)]))
		b = b[size+int(length):]
	}
	return nil
}
