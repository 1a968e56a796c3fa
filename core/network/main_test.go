package network_test

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/network"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

// clock stands still; waiting sets it forward.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(max(d, 0))
	return ctx.Err()
}

// memory keeps settings as the database does.
type memory struct {
	values map[string][]byte
	fault  error
}

func (m *memory) Setting(name string, v any) (bool, error) {
	text, ok := m.values[name]
	if !ok {
		return false, m.fault
	}
	return true, json.Unmarshal(text, v)
}

func (m *memory) SetSetting(name string, v any) error {
	if m.fault != nil {
		return m.fault
	}
	text, err := json.Marshal(v)
	if m.values == nil {
		m.values = map[string][]byte{}
	}
	m.values[name] = text
	return err
}

func none(*url.URL) (*url.URL, error) { return nil, nil }

func noEnvironment(*http.Request) (*url.URL, error) { return nil, nil }

// open opens a network without a system and an environment, unless the options bring them.
func open(t *testing.T, k *memory, o network.Options) *network.Network {
	t.Helper()
	if o.Clock == nil {
		o.Clock = &clock{at: now}
	}
	if o.System == nil {
		o.System = none
	}
	if o.Environment == nil {
		o.Environment = noEnvironment
	}
	n, err := network.Open(k, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.CloseIdleConnections)
	return n
}

// to dials the same place whatever is asked for.
func to(place net.Addr) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", place.String())
	}
}

var production = func() gong.BaseURL {
	base, err := gong.ParseBaseURL(gong.DefaultBase)
	if err != nil {
		panic(err)
	}
	return base
}()

// client is a client of Gong's own address.
func client(t *testing.T, n http.RoundTripper, c core.Clock) *gong.Client {
	t.Helper()
	made, err := gong.New(production, gong.APIKey{AccessKey: "AK", Secret: core.NewSecret("canary-secret")}, gong.Options{Transport: n, Clock: c, Limiter: gong.NewLimiter(c, gong.Rate)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}
