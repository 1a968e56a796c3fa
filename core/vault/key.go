package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"

	"golang.org/x/crypto/chacha20poly1305"

	"tamtam/core"
)

// dataKey is the key of a database: KeySize bytes. They are a core.Secret because "%s" of a struct follows a pointer to an array.
type dataKey struct{ bytes core.Secret }

// keyID tells keys apart without telling anything about them.
type keyID [8]byte

func newDataKey() dataKey {
	b := make([]byte, KeySize)
	rand.Read(b) // never fails (crypto/rand, Go 1.24)
	key, _ := asDataKey(b)
	return key
}

func asDataKey(b []byte) (dataKey, bool) {
	if len(b) != KeySize {
		return dataKey{}, false
	}
	return dataKey{core.NewSecret(string(b))}, true
}

func (k dataKey) raw() []byte { return []byte(k.bytes.Reveal()) }

func (k dataKey) equal(other dataKey) bool {
	return subtle.ConstantTimeCompare(k.raw(), other.raw()) == 1
}

func (k dataKey) id() keyID { return keyID(k.subkey("tamtam vault: key id v1", len(keyID{}))) }

func (k dataKey) subkey(purpose string, size int) []byte {
	sub, err := hkdf.Expand(sha256.New, k.raw(), purpose, size)
	if err != nil {
		panic("vault: " + err.Error()) // only for sizes beyond 255 hashes
	}
	return sub
}

// sealer is an AEAD under a subkey. The Vault holds it as an interface, which prints as an address.
func (k dataKey) sealer() *sealer {
	aead, err := chacha20poly1305.NewX(k.subkey("tamtam vault: seal v1", chacha20poly1305.KeySize))
	if err != nil {
		panic("vault: " + err.Error()) // only for keys of another length
	}
	return &sealer{aead: aead, id: k.id()}
}
