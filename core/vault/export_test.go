package vault

import "testing"

// CheapPassphrases makes the passphrases of one test cost next to nothing: for tests of what is done with them, many times over.
func CheapPassphrases(t *testing.T) {
	before := cost
	cost = argon{rounds: 1, memory: 64, lanes: 1}
	t.Cleanup(func() { cost = before })
}
