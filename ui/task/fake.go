package task

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Now is a runner for tests: work and done run at once on the calling goroutine, and time passes only by Advance. The zero
// value is ready.
type Now struct {
	mu     sync.Mutex
	time   time.Duration
	timers []*timer
}

type timer struct {
	at      time.Duration
	f       func()
	stopped bool
}

var _ Runner = (*Now)(nil)

// Go runs work and then done, unless ctx has ended.
func (n *Now) Go(ctx context.Context, work func(ctx context.Context), done func()) {
	if work != nil {
		work(ctx)
	}
	if done != nil && ctx.Err() == nil {
		done()
	}
}

// Soon is Go.
func (n *Now) Soon(ctx context.Context, work func(ctx context.Context), done func()) {
	n.Go(ctx, work, done)
}

// After keeps f until Advance reaches its time.
func (n *Now) After(d time.Duration, f func()) (stop func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	t := &timer{at: n.time + d, f: f}
	n.timers = append(n.timers, t)
	return func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		t.stopped = true
	}
}

// Advance lets d pass and runs what falls due, in the order of its time.
func (n *Now) Advance(d time.Duration) {
	n.mu.Lock()
	end := n.time + d
	n.mu.Unlock()
	for {
		f := n.due(end)
		if f == nil {
			return
		}
		f()
	}
}

// due moves time to the next timer that falls within end, and takes its function; nil when none does.
func (n *Now) due(end time.Duration) func() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.timers = slices.DeleteFunc(n.timers, func(t *timer) bool { return t.stopped })
	next := -1
	for i, t := range n.timers {
		if t.at <= end && (next < 0 || t.at < n.timers[next].at) {
			next = i
		}
	}
	if next < 0 {
		n.time = end
		return nil
	}
	t := n.timers[next]
	n.timers = slices.Delete(n.timers, next, next+1)
	n.time = max(n.time, t.at)
	return t.f
}

// Step is a runner for tests of order: work runs at once, its done waits for Release. The zero value is ready.
type Step struct {
	Now
	waiting []func()
}

var _ Runner = (*Step)(nil)

// Go runs work and keeps done.
func (s *Step) Go(ctx context.Context, work func(ctx context.Context), done func()) {
	if work != nil {
		work(ctx)
	}
	s.waiting = append(s.waiting, func() {
		if done != nil && ctx.Err() == nil {
			done()
		}
	})
}

// Soon is Go: the work takes longer than one waits for it.
func (s *Step) Soon(ctx context.Context, work func(ctx context.Context), done func()) {
	s.Go(ctx, work, done)
}

// Waiting is the number of dones not yet released.
func (s *Step) Waiting() int { return len(s.waiting) }

// Release runs the i-th waiting done, counted from 0 in the order in which their work began, and takes it from the list.
func (s *Step) Release(i int) {
	done := s.waiting[i]
	s.waiting = slices.Delete(s.waiting, i, i+1)
	done()
}
