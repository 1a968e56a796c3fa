package importer

import (
	"math"
	"testing"
	"time"
)

// TestWindowsOverManyYears: few calls over many years make a window wider than a Duration can count.
func TestWindowsOverManyYears(t *testing.T) {
	const year = 365 * 24 * time.Hour
	for _, c := range []struct {
		span          time.Duration
		wanted, total int
		want          time.Duration
	}{
		{year, 100, 50, 2 * year},
		{10 * year, 190, 1, widest},
		{math.MaxInt64, 8, 1, widest},
		{time.Hour, 1, 1_000_000, narrowest},
		{time.Hour, 8, 0, 8 * time.Hour},
	} {
		if got := scaled(c.span, c.wanted, c.total); got != c.want {
			t.Errorf("%v for %d of %d: %v, want %v", c.span, c.wanted, c.total, got, c.want)
		}
	}
}

// TestNoCallToGuessFrom: a first page of private calls alone, with more behind it, says nothing of what the others are linked to.
func TestNoCallToGuessFrom(t *testing.T) {
	if got := distinct(nil, math.Inf(1)); got != 0 {
		t.Errorf("%d objects, want 0", got)
	}
}
