//go:build keyring && linux

package vault_test

import (
	"errors"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

// These need a Secret Service of their own, each in another state: testdata/secret-service.sh makes them.

func TestSystemUnlocked(t *testing.T) {
	suite(t, vault.KindKeychain, func(string) vault.Options { return vault.Options{} })
}

func TestSystemLocked(t *testing.T) {
	for range 2 {
		b := &blob{}
		if _, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true}); !core.Is(err, core.Locked) || b.saves != 0 {
			t.Errorf("got %v and %d headers, want locked and none", err, b.saves)
		}
	}
	if err := vault.Forget(t.Context(), core.NewID(), &blob{}, vault.Options{}); !core.Is(err, core.Locked) {
		t.Errorf("forget: got %v, want locked", err)
	}
}

func TestSystemHang(t *testing.T) {
	const still = "still open" // the keychain is not asked a second time
	tests := []struct {
		name  string
		still bool
	}{
		{"gives up on an unanswered prompt", false},
		{"knows that the prompt is still open", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &blob{}
			_, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true})
			if !core.Is(err, core.Unavailable) || !errors.Is(err, vault.ErrTimedOut) || b.saves != 0 {
				t.Errorf("got %v and %d headers, want timed out and none", err, b.saves)
			}
			if strings.Contains(err.Error(), still) != test.still {
				t.Errorf("got %v", err)
			}
		})
	}
}
