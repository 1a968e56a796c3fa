package app

import (
	"context"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
)

// The answers that an estimate leaves for the import that follows it.
const (
	recentTime  = 5 * time.Minute
	recentBytes = 64 << 20
)

// clients makes one client per connection and keeps it: an import uses the pages that an estimate has read through the same client.
type clients struct {
	connections *auth.Connections
	sample      *sample
	network     gong.Options

	mu   sync.Mutex
	made map[core.ConnectionID]*gong.Client
}

func newClients(c *auth.Connections, s *sample, network gong.Options) *clients {
	return &clients{connections: c, sample: s, network: network, made: map[core.ConnectionID]*gong.Client{}}
}

// of returns the client of a connection. It may ask the keychain.
func (c *clients) of(ctx context.Context, id core.ConnectionID) (*gong.Client, error) {
	c.mu.Lock()
	client := c.made[id]
	c.mu.Unlock()
	if client != nil {
		return client, nil
	}
	client, err := c.make(ctx, id)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if other := c.made[id]; other != nil {
		return other, nil
	}
	c.made[id] = client
	return client, nil
}

func (c *clients) make(ctx context.Context, id core.ConnectionID) (*gong.Client, error) {
	o := c.network
	o.Recent = gong.NewRecent(o.Clock, recentTime, recentBytes)
	if id == core.SampleConnection {
		base, credential, err := c.sample.start(ctx)
		if err != nil {
			return nil, err
		}
		o.Limiter, o.Quota = gong.NewLimiter(o.Clock, sampleRate), nil // it is nobody's allowance
		return gong.New(base, credential, o)
	}
	credential, base, err := c.connections.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	o.OnBase = func(base gong.BaseURL) { _ = c.connections.Moved(id, base) } // kept at the next test at the latest
	return gong.New(base, credential, o)
}

// rate is how many requests a second the clients of a connection send.
func rate(id core.ConnectionID) float64 {
	if id == core.SampleConnection {
		return sampleRate
	}
	return gong.Rate
}

// forget drops a connection's client: its credential has changed or is gone.
func (c *clients) forget(id core.ConnectionID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.made, id)
}

func (c *clients) close() {
	if t, ok := c.network.Transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
