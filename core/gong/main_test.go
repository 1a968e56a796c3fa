package gong_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/gong"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secretCanary = "canary-secret-8d1f"

var key = gong.APIKey{AccessKey: "AK", Secret: core.NewSecret(secretCanary)}

// stub is the network: it keeps what was sent and answers from a function.
type stub struct {
	answer func(n int, r *http.Request) (*http.Response, error)

	mu   sync.Mutex
	sent []sentRequest
}

type sentRequest struct {
	method, url, body string
	header            http.Header
	at                time.Time
}

func (s *stub) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body.Close()
	}
	s.mu.Lock()
	n := len(s.sent)
	s.sent = append(s.sent, sentRequest{r.Method, r.URL.String(), string(body), r.Header.Clone(), time.Now()})
	s.mu.Unlock()
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	resp, err := s.answer(n, r)
	if resp != nil {
		resp.Request = r
	}
	return resp, err
}

func (s *stub) requests() []sentRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent
}

// says is an answer of Gong's.
func says(code int, body string) *http.Response {
	return &http.Response{StatusCode: code, Header: http.Header{"Content-Type": {"application/json;charset=UTF-8"}}, Body: io.NopCloser(strings.NewReader(body))}
}

func with(resp *http.Response, header, value string) *http.Response {
	resp.Header.Set(header, value)
	return resp
}

// always answers every request alike.
func always(code int, body string) *stub {
	return &stub{answer: func(int, *http.Request) (*http.Response, error) { return says(code, body), nil }}
}

// script answers one request after another, and the last answer for ever.
func script(answers ...func() (*http.Response, error)) *stub {
	return &stub{answer: func(n int, _ *http.Request) (*http.Response, error) { return answers[min(n, len(answers)-1)]() }}
}

func answer(code int, body string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return says(code, body), nil }
}

// brokenBody is an answer whose body ends with an error.
func brokenBody(text string, err error) func() (*http.Response, error) {
	return func() (*http.Response, error) {
		resp := says(http.StatusOK, "")
		resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader([]byte(text)), failingReader{err}))
		return resp, nil
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

func mustBase(t testing.TB, text string) gong.BaseURL {
	t.Helper()
	base, err := gong.ParseBaseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// client is a client of a simulated account at no particular address, without a rate limit unless the options bring one.
func client(t testing.TB, network http.RoundTripper, o gong.Options) *gong.Client {
	t.Helper()
	o.Transport = network
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Limiter == nil {
		o.Limiter = gong.NewLimiter(o.Clock, 0)
	}
	c, err := gong.New(mustBase(t, "http://127.0.0.1:7777"), key, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// read reads a list to its end or its error.
func read[T any](seq func(func(gong.Page[T], error) bool)) (pages []gong.Page[T], err error) {
	for page, err := range seq {
		if err != nil {
			return pages, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// fakeQuota counts in memory.
type fakeQuota struct {
	mu    sync.Mutex
	days  map[core.Day]int
	fault error
}

func (q *fakeQuota) Add(_ context.Context, day core.Day, n int) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.days == nil {
		q.days = map[core.Day]int{}
	}
	q.days[day] += n
	return q.days[day], q.fault
}

func asCore(t *testing.T, err error) *core.Error {
	t.Helper()
	e, ok := errors.AsType[*core.Error](err)
	if !ok {
		t.Fatalf("got %v, want a core.Error", err)
	}
	return e
}

// fixture reads a file of testdata.
func fixture(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// skippingClock does not wait: it sets itself forward.
type skippingClock struct{ ahead atomic.Int64 }

func (c *skippingClock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *skippingClock) Sleep(ctx context.Context, d time.Duration) error {
	c.ahead.Add(int64(max(d, 0)))
	return ctx.Err()
}

// items reads a whole list.
func items[T any](t *testing.T, seq func(func(gong.Page[T], error) bool)) (all []T) {
	t.Helper()
	pages, err := read(seq)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		all = append(all, p.Items...)
	}
	return all
}
