package store

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"os"

	"tamtam/core"
)

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

// The layout of a bbolt meta page, after its page header: magic, version, page size, flags (4 bytes each), root page and sequence,
// freelist page, high-water mark, transaction id, checksum (8 bytes each). Source: bbolt v1.5.0 internal/common/meta.go.
const (
	pageHeader   = 16
	metaLength   = 64
	boltMagic    = 0xED0CDAED
	pageSizeAt   = 8
	highWaterAt  = 40
	txidAt       = 48
	checksumAt   = 56
	smallestPage = 1 << 9
	largestPage  = 1 << 20
)

// inspect looks at a database file from outside, before bbolt maps it into memory: what is wrong there would kill the process or be
// overwritten silently. It writes nothing.
func inspect(path string) error {
	const op = "open the database"
	f, err := os.Open(path)
	if err != nil {
		return wrap(op, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return wrap(op, err)
	}
	if info.Size() == 0 {
		return core.E(core.Broken, op, ErrEmpty)
	}
	newest, ok := newestMeta(f, info.Size())
	if !ok {
		return core.E(core.Broken, op, ErrForeign)
	}
	if newest.pages > uint64(info.Size())/newest.pageSize {
		return core.E(core.Broken, op, ErrTruncated)
	}
	return nil
}

type meta struct{ pageSize, pages, txid uint64 }

// newestMeta finds the valid meta page with the highest transaction id, as bbolt does. The first is at 0; the second, one page later, is
// looked for at every page size when the first cannot tell it.
func newestMeta(r io.ReaderAt, size int64) (newest meta, ok bool) {
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
	for at := int64(smallestPage); at <= largestPage && at < size; at *= 2 {
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
	order := binary.NativeEndian
	if order.Uint32(m) != boltMagic || order.Uint64(m[checksumAt:]) != sum.Sum64() {
		return meta{}, false
	}
	found := meta{pageSize: uint64(order.Uint32(m[pageSizeAt:])), pages: order.Uint64(m[highWaterAt:]), txid: order.Uint64(m[txidAt:])}
	return found, found.pageSize >= smallestPage
}
