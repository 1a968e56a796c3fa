package vault

import (
	"fmt"
	"runtime"
)

// Kind says where a database's data key lives. Its number is stored in the database's vault header, so it never changes.
type Kind uint8

// The places where a data key may live.
const (
	KindKeychain   Kind = 1 // the operating system's keychain
	KindPassphrase Kind = 2 // in the database, wrapped by a passphrase
	KindMemory     Kind = 3 // in this process, until it ends
)

// String names the kind in one lower-case word, for machines.
func (k Kind) String() string {
	switch k {
	case KindKeychain:
		return "keychain"
	case KindPassphrase:
		return "passphrase"
	case KindMemory:
		return "memory"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Words says for a person where the key lives; it completes the sentence "The key is kept ...".
func (k Kind) Words() string {
	switch k {
	case KindKeychain:
		return "in " + keychainName(runtime.GOOS)
	case KindPassphrase:
		return "in the database, protected by your passphrase"
	case KindMemory:
		return "in memory, until the program ends"
	}
	return "in an unknown place"
}

func (k Kind) known() bool { return k >= KindKeychain && k <= KindMemory }

func keychainName(system string) string {
	switch system {
	case "darwin":
		return "the macOS Keychain"
	case "windows":
		return "the Windows Credential Manager"
	}
	return "the desktop's keyring (Secret Service)"
}
