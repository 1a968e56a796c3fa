package core

import (
	"context"
	"time"
)

// Clock tells the time and waits. The real one is SystemClock; tests bring their own, or run under testing/synctest.
type Clock interface {
	// Now is the current time.
	Now() time.Time
	// Sleep waits for d or until ctx ends, whichever is first, and returns ctx's error in the second case.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the machine's clock.
type SystemClock struct{}

var _ Clock = SystemClock{}

// Now is the machine's time.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits on a timer.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
