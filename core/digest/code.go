package digest

import (
	"encoding/binary"
	"errors"
	"time"

	"tamtam/core"
)

// version is the first byte of what Append writes.
const version = 1

// Append writes the digest behind b. A string is its length and its bytes, a number a varint: reading 10,000 of them must not be felt.
func Append(b []byte, d Digest) []byte {
	b = append(b, version)
	flags := byte(0)
	if d.Private {
		flags |= 1
	}
	if d.Deleted {
		flags |= 2
	}
	if !d.Started.IsZero() {
		flags |= 4
	}
	b = append(b, flags)
	b = appendText(b, string(d.ID), d.Title, d.Scope, d.URL)
	if flags&4 != 0 {
		b = binary.AppendVarint(b, d.Started.Unix())
	}
	b = appendLength(b, d.Duration)
	b = binary.AppendUvarint(b, uint64(d.Turns))
	b = binary.AppendUvarint(b, uint64(len(d.People)))
	for _, p := range d.People {
		b = appendLength(appendText(b, p.Name, p.Email, p.Title, p.Side), p.Talked)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Objects)))
	for _, o := range d.Objects {
		b = appendText(b, o.Kind, o.Name, o.System, o.ID)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Trackers)))
	for _, t := range d.Trackers {
		b = binary.AppendVarint(appendText(b, t.Name), int64(t.Count))
	}
	b = binary.AppendUvarint(b, uint64(len(d.Topics)))
	for _, t := range d.Topics {
		b = appendLength(appendText(b, t.Name), t.Length)
	}
	return b
}

func appendText(b []byte, all ...string) []byte {
	for _, s := range all {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

func appendLength(b []byte, d time.Duration) []byte {
	return binary.AppendUvarint(b, uint64(max(d/time.Second, 0)))
}

var errDigest = errors.New("a digest cannot be read")

// Read reads what Append wrote. The digest keeps nothing of b.
func Read(b []byte) (Digest, error) {
	if len(b) < 2 || b[0] != version {
		return Digest{}, errDigest
	}
	r := reader{rest: string(b[2:])} // one copy; every text of the digest is a part of it
	flags := b[1]
	d := Digest{ID: core.CallID(r.text()), Title: r.text(), Scope: r.text(), URL: r.text(), Private: flags&1 != 0, Deleted: flags&2 != 0}
	if flags&4 != 0 {
		d.Started = time.Unix(r.varint(), 0).UTC()
	}
	d.Duration, d.Turns = r.length(), r.number()
	d.People = make([]Person, r.count(5))
	for i := range d.People {
		d.People[i] = Person{Name: r.text(), Email: r.text(), Title: r.text(), Side: r.text(), Talked: r.length()}
	}
	d.Objects = make([]Object, r.count(4))
	for i := range d.Objects {
		d.Objects[i] = Object{Kind: r.text(), Name: r.text(), System: r.text(), ID: r.text()}
	}
	d.Trackers = make([]Tracker, r.count(2))
	for i := range d.Trackers {
		d.Trackers[i] = Tracker{Name: r.text(), Count: int(r.varint())}
	}
	d.Topics = make([]Topic, r.count(2))
	for i := range d.Topics {
		d.Topics[i] = Topic{Name: r.text(), Length: r.length()}
	}
	if r.bad || r.rest != "" {
		return Digest{}, errDigest
	}
	return d, nil
}

// reader takes values off the front. What is not there reads as zero and makes it bad.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) uvarint() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.bad, r.rest = true, ""
	return 0
}

func (r *reader) varint() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (r *reader) number() int { return int(min(r.uvarint(), 1<<31-1)) }

func (r *reader) length() time.Duration { return time.Duration(r.number()) * time.Second }

// count is a number of things that follow, each of so many bytes at least: what says more than can follow costs no memory.
func (r *reader) count(least int) int {
	n := r.number()
	if n > len(r.rest)/least {
		r.bad, r.rest = true, ""
		return 0
	}
	return n
}

func (r *reader) text() string {
	n := r.number()
	if n > len(r.rest) {
		r.bad, r.rest = true, ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
