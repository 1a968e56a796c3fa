package gong

import (
	"context"
	"errors"
	"net/http"

	"tamtam/core"
)

// DailyQuota is how many requests a day Gong allows a company, all its programs together.
const DailyQuota = 10_000

// Left is how many requests of a day's are left when so many were sent.
func Left(sent int) int { return max(0, DailyQuota-sent) }

// ErrQuota is in the chain of the core.Busy error that refuses a request because the day's requests are used up.
var ErrQuota = errors.New("the day's requests to Gong are used up")

// Quota counts the requests of a day, across runs of the program. Gong does not say how many are left.
type Quota interface {
	// Add adds n, which may be negative, to the requests of a UTC day and returns the day's total.
	Add(ctx context.Context, day core.Day, n int) (total int, err error)
}

// counted counts every request that is sent, failed and repeated ones too, and refuses what goes beyond the ceiling.
type counted struct {
	quota   Quota
	ceiling int
	clock   core.Clock
	next    http.RoundTripper
}

func (c counted) RoundTrip(r *http.Request) (*http.Response, error) {
	if c.quota != nil {
		day := core.DayOf(c.clock.Now())
		total, err := c.quota.Add(r.Context(), day, 1)
		if err == nil && total > c.ceiling {
			if _, err = c.quota.Add(r.Context(), day, -1); err == nil {
				err = core.E(core.Busy, "", ErrQuota)
			}
		}
		if err != nil {
			return nil, final{err}
		}
	}
	trafficOf(r.Context()).Requests.Add(1)
	return c.next.RoundTrip(r)
}
