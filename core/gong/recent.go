package gong

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"sync"
	"time"

	"tamtam/core"
)

// Recent keeps answers to requests that were made under Keep, for the same request to come again within minutes: an estimate reads
// a first page, and the import that follows does not ask for it twice. A kept answer is given out once to a request without Keep,
// and as often as asked to one with it. It lives in memory, and belongs to one connection: it does not look at credentials.
// It is safe for concurrent use.
type Recent struct {
	clock    core.Clock
	lifetime time.Duration
	most     int64 // bytes

	mu      sync.Mutex
	answers map[[sha256.Size]byte]answer
	size    int64
}

type answer struct {
	header http.Header
	body   []byte
	until  time.Time
}

// NewRecent keeps answers for so long, and not more than so many bytes of them: when they are full, the oldest goes.
func NewRecent(clock core.Clock, lifetime time.Duration, bytes int64) *Recent {
	return &Recent{clock: clock, lifetime: lifetime, most: bytes, answers: map[[sha256.Size]byte]answer{}}
}

type keepKey struct{}

// Keep returns a context whose requests have their answers kept, when the client has a Recent.
func Keep(ctx context.Context) context.Context { return context.WithValue(ctx, keepKey{}, true) }

func keeping(ctx context.Context) bool { return ctx.Value(keepKey{}) != nil }

// Forget drops all answers.
func (k *Recent) Forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.answers)
	k.size = 0
}

// take returns the kept answer, if there is one still good, and drops it unless stay is set.
func (k *Recent) take(key [sha256.Size]byte, stay bool) (answer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	a, ok := k.answers[key]
	if !ok {
		return answer{}, false
	}
	good := k.clock.Now().Before(a.until)
	if !good || !stay {
		k.drop(key)
	}
	return a, good
}

// put keeps an answer and drops older ones until it fits.
func (k *Recent) put(key [sha256.Size]byte, a answer) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.drop(key)
	for k.size+int64(len(a.body)) > k.most && len(k.answers) > 0 {
		k.drop(k.oldest())
	}
	if int64(len(a.body)) > k.most {
		return
	}
	a.until = k.clock.Now().Add(k.lifetime)
	k.answers[key] = a
	k.size += int64(len(a.body))
}

func (k *Recent) drop(key [sha256.Size]byte) {
	k.size -= int64(len(k.answers[key].body))
	delete(k.answers, key)
}

func (k *Recent) oldest() (key [sha256.Size]byte) {
	var first time.Time
	for other, a := range k.answers {
		if first.IsZero() || a.until.Before(first) {
			key, first = other, a.until
		}
	}
	return key
}

// remembering is Recent as the first station on a request's way, so that a kept answer costs neither a turn nor a count.
type remembering struct {
	recent *Recent
	next   http.RoundTripper
}

func (s remembering) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.recent == nil {
		return s.next.RoundTrip(r)
	}
	key, err := requestKey(r)
	if err != nil {
		return nil, err
	}
	keep := keeping(r.Context())
	if a, ok := s.recent.take(key, keep); ok {
		return &http.Response{
			StatusCode: http.StatusOK, Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: r,
		}, nil
	}
	resp, err := s.next.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusOK || !keep {
		return resp, err
	}
	resp.Body = &copied{ReadCloser: resp.Body, most: s.recent.most, keep: func(body []byte) {
		s.recent.put(key, answer{header: resp.Header, body: body})
	}}
	return resp, nil
}

// requestKey tells requests apart by method, address and body.
func requestKey(r *http.Request) ([sha256.Size]byte, error) {
	h := sha256.New()
	io.WriteString(h, r.Method+" "+r.URL.String()+"\n")
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return [sha256.Size]byte{}, err
		}
		defer body.Close()
		if _, err := io.Copy(h, body); err != nil {
			return [sha256.Size]byte{}, err
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// copied is a body that is copied while it is read. The copy is kept only when the reader accepts it, having understood it.
type copied struct {
	io.ReadCloser
	copy []byte
	most int64
	over bool
	keep func(body []byte)
}

func (c *copied) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if c.over = c.over || int64(len(c.copy)+n) > c.most; c.over {
		c.copy = nil
	} else {
		c.copy = append(c.copy, p[:n]...)
	}
	return n, err
}

func (c *copied) accept() {
	if !c.over {
		c.keep(c.copy)
	}
}
