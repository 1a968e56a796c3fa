package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// How a value's text is written behind its two lengths.
const (
	plainText = 0
	zstdText  = 1
)

// smallest is the length below which a text is kept plain: compressing it saves nothing.
const smallest = 96

// codec turns the text of a record into the value under its key and back: the text's length in bytes and in lines as varints, so that
// totals and places are known without unpacking, then one byte for the way it is written, then the text. One zstd frame a record
// (smaller ones cost far more space, larger ones far more reading: design/architecture.md, Search).
type codec struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	scratch sync.Pool
}

func newCodec() *codec {
	// The options are constants and known to be good, so neither constructor can fail.
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20),
		zstd.WithEncoderCRC(true))
	if err != nil {
		panic(err)
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(1<<30))
	if err != nil {
		panic(err)
	}
	return &codec{encoder: encoder, decoder: decoder}
}

func (c *codec) encode(text []byte) []byte {
	head := binary.AppendUvarint(nil, uint64(len(text)))
	head = binary.AppendUvarint(head, uint64(bytes.Count(text, []byte{'\n'})))
	if len(text) < smallest {
		return append(append(head, plainText), text...)
	}
	packed := c.encoder.EncodeAll(text, append(append(c.borrow(), head...), zstdText))
	value := bytes.Clone(packed) // of its true length: the values of a page wait together for their transaction
	c.giveBack(packed)
	return value
}

// borrow returns an empty slice with room, to be given back when what it holds is no longer needed.
func (c *codec) borrow() []byte {
	b, _ := c.scratch.Get().(*[]byte)
	if b == nil {
		return nil
	}
	return *b
}

func (c *codec) giveBack(b []byte) {
	b = b[:0]
	c.scratch.Put(&b)
}

var errValue = errors.New("a record's value cannot be read")

// largest bounds the length that a value may claim, so that a broken one cannot ask for all memory.
const largest = 1 << 30

// measure returns the length in bytes and in lines of the text in a value.
func measure(value []byte) (size, lines int, body []byte, err error) {
	s, n := binary.Uvarint(value)
	if n <= 0 {
		return 0, 0, nil, errValue
	}
	l, m := binary.Uvarint(value[n:])
	if m <= 0 || len(value) == n+m || s > largest || l > s {
		return 0, 0, nil, errValue
	}
	return int(s), int(l), value[n+m:], nil
}

// decode appends the text in a value to dst.
func (c *codec) decode(dst, value []byte) ([]byte, error) {
	size, _, body, err := measure(value)
	if err != nil {
		return nil, err
	}
	body, way := body[1:], body[0]
	switch {
	case way == plainText && len(body) == size:
		return append(dst, body...), nil
	case way == zstdText && claims(body, size):
		text, err := c.decoder.DecodeAll(body, slices.Grow(dst, size))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errValue, err)
		}
		if len(text) == len(dst)+size {
			return text, nil
		}
	}
	return nil, errValue
}

// claims tells whether a zstd frame says that its content is of the size. Asking first keeps a broken frame from claiming any amount of
// memory. The encoder does not write sizes below 256 bytes.
func claims(frame []byte, size int) bool {
	var h zstd.Header
	if h.Decode(frame) != nil {
		return false
	}
	return h.HasFCS && h.FrameContentSize == uint64(size) || !h.HasFCS && size < 256
}

// sameText tells whether two values hold the same text. Equal bytes do, mostly; but another version of the compressor may write the same
// text in other bytes, and that must not turn every record of a sync into a changed one.
func (c *codec) sameText(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	size, lines, _, err := measure(a)
	otherSize, otherLines, _, otherErr := measure(b)
	if err != nil || otherErr != nil || size != otherSize || lines != otherLines {
		return false
	}
	text, err := c.decode(nil, a)
	other, otherErr := c.decode(nil, b)
	return err == nil && otherErr == nil && bytes.Equal(text, other)
}
