package datatype

import (
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"

	"tamtam/core/text"
)

// Entry is a record and its place in its file.
type Entry struct {
	// Sort orders the records of a file, byte by byte; records with equal Sort stand by id. Within a type no Sort is the beginning of
	// another, so Sort followed by the id orders as the two do.
	Sort []byte
	// Record is the text.
	Record text.Record
}

// newestFirst is the Sort of an instant: later ones first, the zero time behind all others.
func newestFirst(t time.Time) []byte {
	const sign = 1 << 63 // makes negative numbers order below positive ones as bytes
	return binary.BigEndian.AppendUint64(make([]byte, 0, 8), ^(uint64(t.UnixMicro()) ^ sign))
}

// TimeOf is the instant whose Sort a record of a type that comes by time has (Type.ByTime), to the microsecond; zero when it is no such Sort.
func TimeOf(sort []byte) time.Time {
	const sign = 1 << 63
	if len(sort) != 8 {
		return time.Time{}
	}
	micro := int64(^binary.BigEndian.Uint64(sort) ^ sign)
	if micro == (time.Time{}).UnixMicro() {
		return time.Time{}
	}
	return time.UnixMicro(micro).UTC()
}

// mostName is how many bytes of a name take part in its Sort; keys of the database have a limit.
const mostName = 400

// byName is the Sort of a name, whatever its case; the absent name stands behind all others.
func byName(name string) []byte {
	folded := strings.ToLower(text.CleanLine(name))
	if folded == "" {
		return []byte{0xff, 0} // no byte of UTF-8
	}
	if len(folded) > mostName {
		end := mostName
		for !utf8.RuneStart(folded[end]) {
			end--
		}
		folded = folded[:end]
	}
	return append([]byte(folded), 0) // cleaned text holds no NUL, so no name is the beginning of another
}
