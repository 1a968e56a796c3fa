package gong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"tamtam/core"
)

// Rate is how many requests a second Tamtam sends: a little under the 3 that Gong allows a company.
const Rate = 2.8

const (
	slowest     = 1.0 / 16         // of the full rate, however many 429 come
	restoreStep = 0.05             // of the full rate, regained
	restoreTime = 10 * time.Second // each, so half the rate is back after 100 s
	inFlight    = 2                // requests at the same time
)

// Limiter spaces requests evenly, lets two be under way at a time, and slows down when Gong says 429: then every request waits
// as long as Gong asked, and the rate halves and comes back slowly. Gong's limit is per company, so all clients of a company
// share one Limiter: Limiters has them. It is safe for concurrent use.
type Limiter struct {
	clock core.Clock
	full  rate.Limit
	slots chan struct{}

	mu          sync.Mutex
	bucket      *rate.Limiter
	pausedUntil time.Time
	slowed      time.Time // the last time the rate halved
	changed     time.Time // the last time the rate changed
}

// NewLimiter makes a Limiter of so many requests a second; 0 or less is no limit, which like any rate above Rate is for a simulated
// account on this machine only: New refuses it elsewhere.
func NewLimiter(clock core.Clock, perSecond float64) *Limiter {
	full := rate.Limit(perSecond)
	if perSecond <= 0 {
		full = rate.Inf
	}
	return &Limiter{clock: clock, full: full, slots: make(chan struct{}, inFlight), bucket: rate.NewLimiter(full, 1)}
}

// Wait returns when the next request may be sent, or ctx's error when it ends first.
func (l *Limiter) Wait(ctx context.Context) error {
	for {
		if err := l.clock.Sleep(ctx, l.pause()); err != nil {
			return err
		}
		turn := l.reserve()
		now := l.clock.Now()
		if err := l.clock.Sleep(ctx, turn.DelayFrom(now)); err != nil {
			turn.CancelAt(l.clock.Now())
			return err
		}
		if l.pause() <= 0 {
			return nil // else a 429 came while this one waited: its turn is void
		}
	}
}

// PerSecond is the rate at present; rate.Inf for no limit.
func (l *Limiter) PerSecond() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return float64(l.bucket.Limit())
}

func (l *Limiter) pause() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pausedUntil.Sub(l.clock.Now())
}

func (l *Limiter) reserve() *rate.Reservation {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	if steps := now.Sub(l.changed) / restoreTime; steps > 0 && l.bucket.Limit() < l.full {
		l.bucket.SetLimitAt(now, min(l.full, l.bucket.Limit()+l.full*restoreStep*rate.Limit(steps)))
		l.changed = now
	}
	return l.bucket.ReserveN(now, 1)
}

// slow stops all requests for d and halves the rate, once for all the requests that were under way together.
func (l *Limiter) slow(started time.Time, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	if until := now.Add(d); until.After(l.pausedUntil) {
		l.pausedUntil = until
	}
	if l.full == rate.Inf || started.Before(l.slowed) {
		return
	}
	l.bucket.SetLimitAt(now, max(l.full*slowest, l.bucket.Limit()/2))
	l.slowed, l.changed = now, l.pausedUntil // standing still does not earn the rate back
}

// limited is the Limiter as a station on a request's way.
type limited struct {
	limiter *Limiter
	next    http.RoundTripper
}

func (s limited) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := s.limiter.Wait(r.Context()); err != nil {
		return nil, err
	}
	started := s.limiter.clock.Now()
	resp, err := s.next.RoundTrip(r)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		s.limiter.slow(started, RetryAfter(resp, s.limiter.clock.Now()))
	}
	return resp, err
}
