package gong

import (
	"io"
	"net/http"
	"sync"
)

// slotted lets only as many requests be under way as there are slots. An answer keeps its slot until its body is closed.
type slotted struct {
	slots chan struct{}
	next  http.RoundTripper
}

func (s slotted) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case s.slots <- struct{}{}:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	leave := sync.OnceFunc(func() { <-s.slots })
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		leave()
		return nil, err
	}
	resp.Body = &closing{resp.Body, leave}
	return resp, nil
}

// closing is a body that calls done when it is closed.
type closing struct {
	io.ReadCloser
	done func()
}

func (c *closing) Close() error {
	defer c.done()
	return c.ReadCloser.Close()
}
