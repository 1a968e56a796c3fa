package gongsim

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// gauge counts the company's requests, whoever makes them: a bucket that holds a second's worth, and a total per UTC day.
type gauge struct {
	mu    sync.Mutex
	level float64 // what is left in the bucket
	last  time.Time
	day   string
	today int
}

// admit lets a request pass or says how long to stay away.
func (g *gauge) admit(now time.Time, l Limits) *problem {
	g.mu.Lock()
	defer g.mu.Unlock()
	if day := now.UTC().Format(time.DateOnly); day != g.day {
		g.day, g.today = day, 0
	}
	g.today++
	if l.PerDay > 0 && g.today > l.PerDay {
		tomorrow := now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
		return busy(tomorrow.Sub(now), "API request limit exceeded: daily quota")
	}
	if l.PerSecond <= 0 {
		return nil
	}
	burst := math.Max(1, math.Ceil(l.PerSecond))
	if g.last.IsZero() {
		g.level = burst
	} else {
		g.level = math.Min(burst, g.level+now.Sub(g.last).Seconds()*l.PerSecond)
	}
	g.last = now
	if g.level < 1 {
		return busy(time.Duration((1-g.level)/l.PerSecond*float64(time.Second)), "API request limit exceeded")
	}
	g.level--
	return nil
}

func busy(wait time.Duration, text string) *problem {
	p := fail(http.StatusTooManyRequests, "%s", text)
	p.retryAfter = strconv.Itoa(max(1, int(math.Ceil(wait.Seconds()))))
	return p
}
