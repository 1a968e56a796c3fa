package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math"

	"tamtam/core"
)

// A Blob is the place in a database where its vault header is kept: some 50 to 150 bytes that say where the data key lives. Removing
// them by Save(nil), after the sealed values, is how a person starts over when the key cannot be reached any more.
type Blob interface {
	// Load returns what Save was last given; nil when there is nothing. The caller owns the bytes.
	Load() ([]byte, error)
	// Save replaces the bytes and returns when they are on the disk. Nil removes them.
	Save(b []byte) error
}

// header is magic, version, kind, key id, length of note, note, SHA-256 of all that. The sum tells damage from a wrong
// passphrase; it protects against accidents only. It tells of every place that may hold the key.
type header struct {
	kind Kind
	id   keyID
	note []byte
	// left tells that the keychain may hold the key, too: while it is moved, and when it could not be removed there.
	left bool
}

const (
	headerMagic   = "\x93TVH"
	headerVersion = 1
	headerLeft    = 2 // as version 1, of a header that is left

	headerFixed = len(headerMagic) + 1 + 1 + len(keyID{}) + 2
)

func (h header) encode() []byte {
	if len(h.note) > math.MaxUint16 {
		panic("vault: note too long") // the longest of our keepers is 100 bytes
	}
	b := make([]byte, 0, headerFixed+len(h.note)+sha256.Size)
	b = append(b, headerMagic...)
	version := byte(headerVersion)
	if h.left {
		version = headerLeft
	}
	b = append(b, version, byte(h.kind))
	b = append(b, h.id[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.note)))
	b = append(b, h.note...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

func decodeHeader(b []byte) (*header, error) {
	const op = "read vault header"
	if !bytes.HasPrefix(b, []byte(headerMagic)) || len(b) < headerFixed+sha256.Size {
		return nil, core.Errorf(core.Broken, op, "it is damaged")
	}
	version := b[len(headerMagic)]
	if version != headerVersion && version != headerLeft {
		return nil, core.Errorf(core.Broken, op, "its version is %d; this program knows %d and %d", version, headerVersion, headerLeft)
	}
	body := b[:len(b)-sha256.Size]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], b[len(body):]) {
		return nil, core.Errorf(core.Broken, op, "it is damaged")
	}
	h := &header{kind: Kind(b[len(headerMagic)+1]), note: bytes.Clone(body[headerFixed:]), left: version == headerLeft}
	copy(h.id[:], b[len(headerMagic)+2:])
	if !h.kind.known() || int(binary.BigEndian.Uint16(body[headerFixed-2:])) != len(h.note) {
		return nil, core.Errorf(core.Broken, op, "it is damaged")
	}
	return h, nil
}

func loadHeader(blob Blob) (*header, error) {
	b, err := blob.Load()
	if err != nil {
		return nil, core.E(core.KindOf(err), "read vault header", err)
	}
	if len(b) == 0 {
		return nil, nil
	}
	return decodeHeader(b)
}
