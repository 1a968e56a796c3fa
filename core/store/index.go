package store

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/text"
)

// Calls and transcripts have more than their records in a file: the digest of each, and of transcripts an index of what was said, in segments
// that never change. A page's segment is written in the page's transaction and stands with what is staged until the file is finished; then
// it is moved, not written again. A document counts as long as the digest of its record refers to it; those that do not are noted with
// their segment as dead.

var (
	digestsBucket = []byte("digests") // id -> segment and number of its document, then the digest
	indexBucket   = []byte("index")   // segment -> keys of core/index, and dead
	deadKey       = []byte("x")       // of a segment: the numbers of its dead documents, a bit each; no key of core/index
	rulesKey      = []byte("rules")   // of what is staged: the version of the program that began it, of derivedVersion
	stampKey      = []byte("stamp")   // tells for which content of the file digests and index stand
)

// unknownRules is what rulesKey holds where some of what is staged was made by nobody knows which rules.
var unknownRules = []byte{0}

// derived is what a record is given beside its text.
type derived struct {
	digest   []byte
	document *index.Document // of a transcript
}

func derive(t core.DataType, r text.Record, body []byte) derived {
	if !hasDigest(t) {
		return derived{}
	}
	d := derived{digest: digest.Append(nil, digest.Of(r))}
	if t == core.Transcripts {
		d.document = index.NewDocument(r.ID, index.Sum(body), r.Turns)
	}
	return d
}

func hasDigest(t core.DataType) bool { return t == core.Calls || t == core.Transcripts }

// document is where a record's words stand in the index; the zero value is nowhere.
type document struct {
	segment uint64
	number  int
}

// digestValue makes the value under an id: the document, then the digest.
func digestValue(d document, digest []byte) []byte {
	b := binary.AppendUvarint(make([]byte, 0, len(digest)+8), d.segment)
	return append(binary.AppendUvarint(b, uint64(d.number)), digest...)
}

func splitDigest(value []byte) (d document, digest []byte) {
	segment, n := binary.Uvarint(value)
	if n <= 0 {
		return d, nil
	}
	number, m := binary.Uvarint(value[n:])
	if m <= 0 || number > 1<<31-1 {
		return d, nil
	}
	return document{segment, int(number)}, value[n+m:]
}

func segmentKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func segmentNumber(name []byte) uint64 {
	if len(name) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(name)
}

// forget takes a record's digest out of a bucket that holds records, and notes its document as dead where the bucket holds its segment.
func forget(b *bolt.Bucket, id []byte) error {
	digests := b.Bucket(digestsBucket)
	if digests == nil {
		return nil
	}
	d, _ := splitDigest(digests.Get(id))
	if d.segment != 0 {
		if err := bury(dig(b, indexBucket, segmentKey(d.segment)), d.number); err != nil {
			return err
		}
	}
	return digests.Delete(id)
}

// bury notes a document as dead.
func bury(segment *bolt.Bucket, number int) error {
	if segment == nil {
		return nil
	}
	dead := bytes.Clone(segment.Get(deadKey))
	for len(dead) <= number/8 {
		dead = append(dead, 0)
	}
	dead[number/8] |= 1 << (number % 8)
	return segment.Put(deadKey, dead)
}

func isDead(dead []byte, number int) bool {
	return number/8 < len(dead) && dead[number/8]&(1<<(number%8)) != 0
}

// oldRules tells whether what is staged was begun by a program with other rules of words.
func oldRules(next *bolt.Bucket) bool {
	rules := next.Get(rulesKey)
	return rules != nil && !bytes.Equal(rules, []byte{derivedVersion})
}

// page collects the documents that a transaction stages for a file; Stage.flush writes them as one segment.
type page struct {
	segment   uint64
	bucket    *bolt.Bucket
	documents []*index.Document
}

// putDerived keeps what a staged record is given beside its text.
func (s *Stage) putDerived(file, next *bolt.Bucket, e Entry) error {
	if e.derived.digest == nil {
		return nil
	}
	digests, err := dug(next, digestsBucket)
	if err != nil {
		return err
	}
	var at document
	if e.derived.document != nil {
		p := s.pages[e.t]
		if p == nil {
			if p, err = newPage(file, next); err != nil {
				return err
			}
			if s.pages == nil {
				s.pages = map[core.DataType]*page{}
			}
			s.pages[e.t] = p
		}
		at = document{p.segment, len(p.documents)}
		p.documents = append(p.documents, e.derived.document)
	}
	return digests.Put([]byte(e.id), digestValue(at, e.derived.digest))
}

// newPage begins a segment of a file among its staged or its visible ones. It has a number that the file never had.
func newPage(file, into *bolt.Bucket) (*page, error) {
	n, err := file.NextSequence()
	if err != nil {
		return nil, err
	}
	b, err := dug(into, indexBucket, segmentKey(n))
	return &page{segment: n, bucket: b}, err
}

// flush writes the segments of the transaction. Nothing may be staged behind it.
func (s *Stage) flush() error {
	for _, p := range s.pages {
		if err := p.write(); err != nil {
			return err
		}
	}
	s.pages = nil
	return nil
}

func (p *page) write() error {
	p.bucket.FillPercent = 1 // it never changes
	_, err := index.Write(p.documents, p.bucket.Put)
	return err
}

// segmentNames are those of the segments in a bucket.
func segmentNames(b *bolt.Bucket) (names [][]byte, err error) {
	err = forEach(b, func(name, _ []byte) error {
		names = append(names, bytes.Clone(name))
		return nil
	})
	return names, err
}

// moveSegments takes the segments of one index over to another.
func moveSegments(from, to *bolt.Bucket) error {
	source := from.Bucket(indexBucket)
	names, err := segmentNames(source)
	if err != nil || len(names) == 0 {
		return err
	}
	target, err := dug(to, indexBucket)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := source.MoveBucket(name, target); err != nil {
			return err
		}
	}
	return nil
}

// sweepSegments drops the segments of which no document counts.
func sweepSegments(b *bolt.Bucket) error {
	all := b.Bucket(indexBucket)
	names, err := segmentNames(all)
	if err != nil {
		return err
	}
	for _, name := range names {
		live, _, err := census(all.Bucket(name))
		if err != nil {
			return err
		}
		if live == 0 {
			if err := drop(all, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// census counts the documents of a segment that count, and all. nil is where a segment should be and something else is.
func census(segment *bolt.Bucket) (live, all int, err error) {
	if segment == nil {
		return 0, 0, damaged(errValue)
	}
	totals, err := index.ReadTotals(keys{segment})
	if err != nil {
		return 0, 0, damaged(err)
	}
	live = totals.Documents
	dead := segment.Get(deadKey)
	for _, eight := range dead {
		live -= bits.OnesCount8(eight)
	}
	return live, totals.Documents, nil
}

// revive notes anew which documents of an index count: those that digests refer to. For digests that were exchanged as a whole.
func revive(file *bolt.Bucket) error {
	all := file.Bucket(indexBucket)
	names, err := segmentNames(all)
	if err != nil || len(names) == 0 {
		return err
	}
	counting := map[uint64]map[int]bool{}
	err = forEach(file.Bucket(digestsBucket), func(_, value []byte) error {
		d, _ := splitDigest(value)
		if counting[d.segment] == nil {
			counting[d.segment] = map[int]bool{}
		}
		counting[d.segment][d.number] = true
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		segment := all.Bucket(name)
		totals, err := index.ReadTotals(keys{segment})
		if err != nil {
			return damaged(err)
		}
		dead := make([]byte, (totals.Documents+7)/8)
		for n := range totals.Documents {
			if !counting[segmentNumber(name)][n] {
				dead[n/8] |= 1 << (n % 8)
			}
		}
		if !bytes.Equal(dead, segment.Get(deadKey)) {
			if err := segment.Put(deadKey, dead); err != nil {
				return err
			}
		}
	}
	return nil
}

// keys are those of a segment in its bucket.
type keys struct{ b *bolt.Bucket }

var _ index.Keys = keys{}

// Get returns a value.
func (k keys) Get(key []byte) []byte { return k.b.Get(key) }

// Each calls fn for the keys with a prefix.
func (k keys) Each(prefix []byte, fn func(key, value []byte) bool) {
	c := k.b.Cursor()
	for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix) && fn(key, value); key, value = c.Next() {
	}
}
