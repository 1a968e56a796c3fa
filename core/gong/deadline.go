package gong

import (
	"context"
	"net/http"
	"time"
)

// requestTime bounds one request from its first byte to the last byte of the answer. Pages of transcripts are several megabytes.
const requestTime = 180 * time.Second

// deadline ends a request that takes too long; its time runs until the answer's body is closed.
type deadline struct {
	limit time.Duration
	next  http.RoundTripper
}

func (d deadline) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), d.limit)
	resp, err := d.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	resp.Body = &closing{resp.Body, cancel}
	return resp, nil
}
