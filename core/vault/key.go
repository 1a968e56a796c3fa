package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"

	"golang.org/x/crypto/chacha20poly1305"
)

// dataKey is the key of a database. It is only ever held by pointer, so that printing its holder shows an address.
type dataKey [KeySize]byte

// keyID tells keys apart without telling anything about them.
type keyID [8]byte

func newDataKey() *dataKey {
	var k dataKey
	rand.Read(k[:]) // never fails (crypto/rand, Go 1.24)
	return &k
}

func asDataKey(b []byte) (*dataKey, bool) {
	if len(b) != KeySize {
		return nil, false
	}
	return (*dataKey)(b), true
}

func (k *dataKey) equal(other *dataKey) bool { return subtle.ConstantTimeCompare(k[:], other[:]) == 1 }

func (k *dataKey) id() keyID { return keyID(k.subkey("tamtam vault: key id v1", len(keyID{}))) }

func (k *dataKey) subkey(purpose string, size int) []byte {
	sub, err := hkdf.Expand(sha256.New, k[:], purpose, size)
	if err != nil {
		panic("vault: " + err.Error()) // only for sizes beyond 255 hashes
	}
	return sub
}

// sealer is an AEAD under a subkey. The Vault holds it as an interface, which prints as an address.
func (k *dataKey) sealer() *sealer {
	aead, err := chacha20poly1305.NewX(k.subkey("tamtam vault: seal v1", chacha20poly1305.KeySize))
	if err != nil {
		panic("vault: " + err.Error()) // only for keys of another length
	}
	return &sealer{aead: aead, id: k.id()}
}
