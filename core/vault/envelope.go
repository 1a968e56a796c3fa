package vault

import (
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"

	"tamtam/core"
)

// An envelope is: magic, version, key id, nonce, ciphertext with its tag. The first byte of the magic starts no UTF-8 text.
const (
	sealMagic   = "\x93TSV"
	sealVersion = 1

	idAt     = len(sealMagic) + 1
	nonceAt  = idAt + len(keyID{})
	cipherAt = nonceAt + chacha20poly1305.NonceSizeX
)

// Overhead is how many bytes longer a sealed value is than the plain one.
const Overhead = cipherAt + chacha20poly1305.Overhead

// IsSealed tells whether the value bears the mark of a sealed one. It may still be damaged.
func IsSealed(value []byte) bool { return bytes.HasPrefix(value, []byte(sealMagic)) }

type sealer struct {
	aead cipher.AEAD
	id   keyID
}

func (s *sealer) seal(bucket, key string, plain []byte) []byte {
	out := make([]byte, cipherAt, Overhead+len(plain))
	copy(out, sealMagic)
	out[len(sealMagic)] = sealVersion
	copy(out[idAt:], s.id[:])
	nonce := out[nonceAt:cipherAt]
	rand.Read(nonce) // never fails (crypto/rand, Go 1.24)
	return s.aead.Seal(out, nonce, plain, place(bucket, key, sealVersion))
}

func (s *sealer) open(bucket, key string, sealed []byte) ([]byte, error) {
	const op = "open sealed value"
	if !IsSealed(sealed) {
		return nil, core.Errorf(core.Broken, op, "it is not sealed")
	}
	if len(sealed) < Overhead {
		return nil, core.Errorf(core.Broken, op, "it is cut short")
	}
	if v := sealed[len(sealMagic)]; v != sealVersion {
		return nil, core.Errorf(core.Broken, op, "its version is %d; this program knows %d", v, sealVersion)
	}
	if !bytes.Equal(sealed[idAt:nonceAt], s.id[:]) {
		return nil, core.Errorf(core.Broken, op, "it was sealed with another key")
	}
	plain, err := s.aead.Open(nil, sealed[nonceAt:cipherAt], sealed[cipherAt:], place(bucket, key, sealVersion))
	if err != nil {
		return nil, core.Errorf(core.Broken, op, "it was changed or belongs to another record")
	}
	return plain, nil
}

// place is the additional data that ties a value to its record. The length keeps ("ab", "c") and ("a", "bc") apart.
func place(bucket, key string, version byte) []byte {
	b := make([]byte, 0, 1+8+len(bucket)+len(key))
	b = append(b, version)
	b = binary.BigEndian.AppendUint64(b, uint64(len(bucket)))
	b = append(b, bucket...)
	return append(b, key...)
}
