package gong

import (
	"sync"

	"tamtam/core"
)

// Limiters are the Limiters of a process, one for each host: Gong's limit is per company, and companies have hosts of their own. Those that
// use the common host share one, which is slower than need be and never too fast. Limiters are safe for concurrent use.
type Limiters struct {
	clock     core.Clock
	perSecond float64

	mu   sync.Mutex
	made map[string]*Limiter
}

// NewLimiters makes Limiters of so many requests a second each; see NewLimiter.
func NewLimiters(clock core.Clock, perSecond float64) *Limiters {
	return &Limiters{clock: clock, perSecond: perSecond, made: map[string]*Limiter{}}
}

func (l *Limiters) of(base BaseURL) *Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made[base.host] == nil {
		l.made[base.host] = NewLimiter(l.clock, l.perSecond)
	}
	return l.made[base.host]
}
