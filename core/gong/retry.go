package gong

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"tamtam/core"
)

const (
	defaultRetries = 5
	longestWait    = 60 * time.Second
)

// final marks an error that no repetition can mend.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// retrying repeats what may go well the next time: 429, 408, the 5xx but 501, and failures of the network. Everything that this
// package sends only reads, so repeating is safe, POST included. Where no connection came about however often it was tried, the requests
// that follow are not repeated for that reason: an import of many lists would take minutes to say that there is no network.
type retrying struct {
	retries int
	backoff backoff
	next    http.RoundTripper
	gaveUp  atomic.Int64 // when no connection came about, in nanoseconds since 1970; 0 for never
}

// outage is how long a network that was given up on is taken to be away.
const outage = time.Minute

func (t *retrying) away() bool {
	return t.backoff.clock.Now().UnixNano()-t.gaveUp.Load() < int64(outage)
}

// noConnection tells that an error is of making the connection.
func noConnection(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && slices.Contains([]string{"dial", "proxyconnect", "socks connect"}, op.Op) {
		return true
	}
	o, ok := errors.AsType[*core.Obstacle](err)
	return ok && o.What == core.ProxyFails
}

func (t *retrying) RoundTrip(r *http.Request) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		again, err := fresh(r)
		if err != nil {
			return nil, err
		}
		resp, err := t.next.RoundTrip(again)
		if err == nil {
			t.gaveUp.Store(0)
		}
		if !worthRetrying(r.Context(), resp, err) || noConnection(err) && t.away() {
			return resp, err
		}
		if attempt >= t.retries {
			if noConnection(err) {
				t.gaveUp.Store(t.backoff.clock.Now().UnixNano())
			}
			return resp, err
		}
		asked := time.Duration(0)
		if resp != nil {
			asked = RetryAfter(resp, t.backoff.clock.Now())
			discard(resp)
		}
		if err := t.backoff.wait(r.Context(), attempt, asked); err != nil {
			return nil, err
		}
	}
}

// fresh is the request with an unread body.
func fresh(r *http.Request) (*http.Request, error) {
	again := r.Clone(r.Context())
	if r.GetBody == nil {
		return again, nil
	}
	var err error
	again.Body, err = r.GetBody()
	return again, err
}

func worthRetrying(ctx context.Context, resp *http.Response, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	if err != nil {
		_, never := errors.AsType[final](err)
		_, badCertificate := errors.AsType[*tls.CertificateVerificationError](err)
		o, ok := errors.AsType[*core.Obstacle](err)
		return !never && !badCertificate && (!ok || !o.Lasting())
	}
	switch code := resp.StatusCode; code {
	case http.StatusTooManyRequests, http.StatusRequestTimeout:
		return true
	case http.StatusNotImplemented, http.StatusNetworkAuthenticationRequired:
		return false
	default:
		return code >= 500
	}
}

// discard reads a little of what is left of an answer, so that its connection can be used again, and closes it.
func discard(resp *http.Response) {
	io.CopyN(io.Discard, resp.Body, 64<<10)
	resp.Body.Close()
}

// RetryAfter is how long the answer asks to wait, in seconds or as a date; 0 when it does not say. No wait is longer than a
// minute: Gong's values have been seen to look like milliseconds.
func RetryAfter(resp *http.Response, now time.Time) time.Duration {
	text := strings.TrimSpace(resp.Header.Get("Retry-After"))
	var wait time.Duration
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		wait = time.Duration(min(seconds, int64(longestWait/time.Second))) * time.Second
	} else if date, err := http.ParseTime(text); err == nil {
		wait = date.Sub(now)
	}
	return max(0, min(wait, longestWait))
}

// backoff is how long to wait before trying again: at random between one second and 2, 4, 8 .. 60, so that programs that failed
// together do not come back together.
type backoff struct {
	clock  core.Clock
	random func() float64 // in [0,1)
}

// wait waits before the repetition that follows attempt (0 is the first), at least as long as was asked.
func (b backoff) wait(ctx context.Context, attempt int, asked time.Duration) error {
	ceiling := min(longestWait, 2*time.Second<<min(attempt, 10))
	wait := time.Second + time.Duration(b.random()*float64(ceiling-time.Second))
	if asked > 0 && attempt == 0 {
		wait = asked // Gong knows best, once
	}
	return b.clock.Sleep(ctx, max(wait, asked))
}
