//go:build keyring && linux

package vault_test

import (
	"errors"
	"testing"
	"time"

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
	tests := []struct {
		name           string
		atLeast, under time.Duration
	}{
		{"gives up on an unanswered prompt", 2 * time.Second, 5 * time.Second},
		{"knows that the prompt is still open", 0, 100 * time.Millisecond},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, began := &blob{}, time.Now()
			_, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true})
			if !core.Is(err, core.Unavailable) || !errors.Is(err, vault.ErrTimedOut) || b.saves != 0 {
				t.Errorf("got %v and %d headers, want timed out and none", err, b.saves)
			}
			if took := time.Since(began); took < test.atLeast || took > test.under {
				t.Errorf("took %v", took)
			}
		})
	}
}
