package app

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

const (
	// sampleRate is how many requests a second the simulated account is asked: enough to be quick, slow enough to see how an import goes.
	sampleRate = 12
	// sampleSetting says that the simulated account is in use.
	sampleSetting = "sample"
)

// sample is the simulated account, served on a loopback port from its first use until stop.
type sample struct {
	clock core.Clock

	mu     sync.Mutex
	server *http.Server
	done   chan struct{}
	base   gong.BaseURL
}

func newSample(clock core.Clock) *sample { return &sample{clock: clock} }

// start serves the account, if it is not served yet, and returns its address and key.
func (s *sample) start(ctx context.Context) (gong.BaseURL, gong.Credential, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := gong.APIKey{AccessKey: gongsim.DefaultKey, Secret: core.NewSecret(gongsim.DefaultSecret)}
	if s.server != nil {
		return s.base, key, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return gong.BaseURL{}, nil, core.E(core.Unavailable, "start the sample account", err)
	}
	if s.base, err = gong.ParseBaseURL("http://" + listener.Addr().String()); err != nil {
		_ = listener.Close()
		return gong.BaseURL{}, nil, err
	}
	sim := gongsim.New(gongsim.Options{Seed: 2026, Calls: 240, Users: 36, Workspaces: 2, Clock: s.clock})
	sim.KeepRequests(0)
	s.server = &http.Server{Handler: sim, ReadHeaderTimeout: 10 * time.Second}
	s.done = make(chan struct{})
	go func(server *http.Server, done chan struct{}) {
		defer close(done)
		_ = server.Serve(listener) // until stop: whoever asks later is told that nobody answers
	}(s.server, s.done)
	return s.base, key, nil
}

// stop ends the account.
func (s *sample) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server == nil {
		return
	}
	_ = s.server.Close()
	<-s.done
	s.server = nil
}

// sampleInUse tells whether the person asked for the simulated account.
func (a *program) sampleInUse() bool {
	inUse := false
	a.settings.get(sampleSetting, &inUse)
	return inUse
}

// useSample begins or ends the use of the simulated account, for good.
func (a *program) useSample(use bool) error { return a.store.SetSetting(sampleSetting, use) }

// sampleConnection is the simulated account as a connection.
func (a *program) sampleConnection() store.Connection {
	return store.Connection{ID: core.SampleConnection, Name: "Sample", Kind: "sample"}
}
