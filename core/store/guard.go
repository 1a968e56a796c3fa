package store

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"math"
	"os"

	"tamtam/core"
)

// ErrHeld is a database that another process, or another Store of this one, has open. It comes in a HeldError
// inside a core.Error of kind core.Locked.
var ErrHeld = errors.New("another Tamtam holds the database")

// What can be wrong with a database file; each comes inside a core.Error of kind core.Broken.
var (
	// ErrEmpty is a file of no bytes: bbolt would silently make a new database of it.
	ErrEmpty = errors.New("the database file is empty")
	// ErrTruncated is a file shorter than its own record of its length.
	ErrTruncated = errors.New("the database file is cut short")
	// ErrForeign is a file that Tamtam did not make.
	ErrForeign = errors.New("the file is not a Tamtam database")
	// ErrNewer is a database that a newer version of Tamtam has written.
	ErrNewer = errors.New("the database was written by a newer version of Tamtam")
	// ErrDamaged is a database whose inside cannot be read.
	ErrDamaged = errors.New("the database is damaged")
)

// The layout of a bbolt page: its number (8 bytes) and flags (2 bytes) stand in its header. In a meta page follow magic, version, page size,
// flags (4 bytes each), root page and sequence, freelist page, high-water mark, transaction id, checksum (8 bytes each). Source: bbolt
// v1.5.0 internal/common/page.go and meta.go.
const (
	pageHeader  = 16
	pageFlagsAt = 8
	metaFlag    = 0x04
	otherFlags  = 0x01 | 0x02 | 0x10 // branch, leaf, list of free pages

	metaLength  = 64
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	versionAt   = 4
	pageSizeAt  = 8
	freelistAt  = 32
	highWaterAt = 40
	txidAt      = 48
	checksumAt  = 56

	smallestPage = 1 << 10
	largestPage  = 1 << 20
	noFreelist   = math.MaxUint64 // bbolt would write the list on opening; ours is always there
)

var order = binary.NativeEndian

// inspect looks at a database file from outside, before bbolt maps it into memory: what is wrong there would kill the process or be
// overwritten silently. It writes nothing.
func inspect(path string) error {
	const op = "open the database"
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return core.E(core.Broken, op, ErrForeign)
	}
	f, err := os.Open(path)
	if err != nil {
		return wrap(op, err)
	}
	defer f.Close()
	newest, ok := newestMeta(f)
	info, err := f.Stat() // after the meta pages: another process may just be making the file longer, and says so there last
	switch {
	case err != nil:
		return wrap(op, err)
	case info.Size() == 0:
		return core.E(core.Broken, op, ErrEmpty)
	case !ok && isBolt(f):
		return core.E(core.Broken, op, damaged(errors.New("both meta pages are broken")))
	case !ok, newest.freelist == noFreelist:
		return core.E(core.Broken, op, ErrForeign)
	case newest.pages > uint64(info.Size())/newest.pageSize:
		return core.E(core.Broken, op, ErrTruncated)
	}
	return nil
}

type meta struct{ pageSize, freelist, pages, txid uint64 }

// newestMeta finds the valid meta page with the highest transaction id, as bbolt does. The first is at 0; the second, one page later, is
// looked for at every page size when the first cannot tell it.
func newestMeta(r io.ReaderAt) (newest meta, ok bool) {
	consider := func(at int64) {
		if m, valid := readMeta(r, at); valid && (!ok || m.txid > newest.txid) {
			newest, ok = m, true
		}
	}
	consider(0)
	if ok {
		consider(int64(newest.pageSize))
		return newest, true
	}
	for at := int64(smallestPage); at <= largestPage; at *= 2 {
		consider(at)
	}
	return newest, ok
}

func readMeta(r io.ReaderAt, at int64) (meta, bool) {
	var page [pageHeader + metaLength]byte
	if _, err := r.ReadAt(page[:], at); err != nil {
		return meta{}, false
	}
	m := page[pageHeader:]
	sum := fnv.New64a()
	sum.Write(m[:checksumAt])
	if order.Uint32(m) != boltMagic || order.Uint32(m[versionAt:]) != boltVersion || order.Uint64(m[checksumAt:]) != sum.Sum64() {
		return meta{}, false
	}
	found := meta{
		pageSize: uint64(order.Uint32(m[pageSizeAt:])), freelist: order.Uint64(m[freelistAt:]), pages: order.Uint64(m[highWaterAt:]),
		txid: order.Uint64(m[txidAt:]),
	}
	return found, found.pageSize >= smallestPage
}

// isBolt tells whether a file without a good meta page was a bbolt database once: some of its first pages still bear their own number.
func isBolt(r io.ReaderAt) bool {
	const pages = 64
	for size := int64(4 << 10); size <= 64<<10; size *= 2 {
		for number := range int64(pages) {
			var page [pageHeader + metaLength]byte
			if _, err := r.ReadAt(page[:], number*size); err != nil {
				break
			}
			flags := order.Uint16(page[pageFlagsAt:])
			switch {
			case order.Uint64(page[:]) != uint64(number):
			case number > 1 && flags&otherFlags != 0 && flags&^otherFlags == 0, flags == metaFlag && order.Uint32(page[pageHeader:]) == boltMagic:
				return true
			}
		}
	}
	return false
}
