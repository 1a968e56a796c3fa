package gongsim

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Request is what the account remembers of a request.
type Request struct {
	Time         time.Time
	Method, Path string
	Query        string
	Body         string // its first 500 bytes
	Status       int
	Bytes        int       // of the answer's body
	Fault        FaultKind // the ordered fault that it met, or ""
}

// String is the request as one line.
func (r Request) String() string {
	line := fmt.Sprintf("%s %d %s %s", r.Time.UTC().Format("15:04:05.000"), r.Status, r.Method, r.Path)
	if r.Query != "" {
		line += "?" + r.Query
	}
	line += fmt.Sprintf(" %d bytes", r.Bytes)
	if r.Fault != "" {
		line += " fault " + string(r.Fault)
	}
	return line
}

type book struct {
	mu       sync.Mutex
	requests []Request
	keep     int // 0: as many as come; negative: none
	watch    func(Request)
}

// Requests lists the requests since the start or the last Forget, in the order in which they were answered.
func (s *Sim) Requests() []Request {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	return slices.Clone(s.book.requests)
}

// Forget empties the list of requests.
func (s *Sim) Forget() {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	s.book.requests = nil
}

// KeepRequests bounds the list of requests to the latest n; with 0 it keeps none.
func (s *Sim) KeepRequests(n int) {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	s.book.keep = n
	if n <= 0 {
		s.book.keep, s.book.requests = -1, nil
	}
}

// Watch calls f after each request from now on, one at a time; nil ends it.
func (s *Sim) Watch(f func(Request)) {
	s.book.mu.Lock()
	defer s.book.mu.Unlock()
	s.book.watch = f
}

func (b *book) note(r Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.keep >= 0 {
		b.requests = append(b.requests, r)
	}
	if extra := len(b.requests) - b.keep; b.keep > 0 && extra > 0 {
		b.requests = slices.Delete(b.requests, 0, extra)
	}
	if b.watch != nil {
		b.watch(r)
	}
}

func summary(body []byte) string { return string(bytes.TrimSpace(body[:min(len(body), 500)])) }

// counted notes status and size of an answer on its way.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counted) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap gives http.ResponseController the true writer.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
