package network

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"tamtam/core"
)

// Query asks the operating system for the proxy that leads to u; nil when it names none. It may take its time: nobody waits longer than two seconds,
// and no second one is begun meanwhile. u has no query.
type Query func(u *url.URL) (*url.URL, error)

const (
	patience = 2 * time.Second
	keeping  = time.Minute
)

// operatingSystem answers from a Query, without ever holding a request up for long.
type operatingSystem struct {
	query Query
	clock core.Clock

	mu    sync.Mutex
	busy  chan struct{} // closed when the query under way has ended; nil when there is none
	known map[string]known
}

// known is an answer, by scheme and host.
type known struct {
	proxy *url.URL
	until time.Time
}

func newOperatingSystem(q Query, clock core.Clock) *operatingSystem {
	return &operatingSystem{query: q, clock: clock, known: map[string]known{}}
}

// proxy returns the system's proxy for an address; nil when it names none, fails or takes too long.
func (s *operatingSystem) proxy(ctx context.Context, to *url.URL) *url.URL {
	bare := &url.URL{Scheme: to.Scheme, Host: to.Host, Path: "/"}
	patient, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		proxy, ended := s.ask(bare)
		if ended == nil {
			return proxy
		}
		select {
		case <-ended:
		case <-patient.Done():
			if ctx.Err() == nil { // for a while nobody waits for it again
				s.keep(bare, nil)
			}
			return nil
		}
	}
}

// ask returns what is known, or begins a query and returns a channel that is closed when it, or the one that was under way, has ended.
func (s *operatingSystem) ask(to *url.URL) (*url.URL, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if answer, ok := s.known[to.String()]; ok && s.clock.Now().Before(answer.until) {
		return answer.proxy, nil
	}
	if s.busy == nil {
		s.busy = make(chan struct{})
		go s.look(to, s.busy)
	}
	return nil, s.busy
}

func (s *operatingSystem) look(to *url.URL, ended chan struct{}) {
	proxy, err := s.query(to)
	if err != nil || proxy != nil && schemes[proxy.Scheme] == "" {
		proxy = nil
	}
	s.keep(to, proxy)
	s.mu.Lock()
	s.busy = nil
	s.mu.Unlock()
	close(ended)
}

func (s *operatingSystem) keep(to, proxy *url.URL) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[to.String()] = known{proxy, s.clock.Now().Add(keeping)}
}

// either takes the system's proxy, else the environment's.
func (s *operatingSystem) either(environment func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		if proxy := s.proxy(r.Context(), r.URL); proxy != nil {
			return proxy, nil
		}
		return environment(r)
	}
}

// firstUsable picks a proxy from a list as GLib and the portal write it: "http://proxy:3128", "socks://proxy", "direct://". What precedes a direct
// connection is meant first; nil is a direct connection.
func firstUsable(list []string) (*url.URL, error) {
	for _, text := range list {
		u, err := url.Parse(text)
		if err != nil {
			continue
		}
		switch u.Scheme {
		case "direct":
			return nil, nil
		case "socks":
			u.Scheme = "socks5"
		}
		if schemes[u.Scheme] != "" && u.Host != "" {
			return &url.URL{Scheme: u.Scheme, User: u.User, Host: u.Host}, nil
		}
	}
	return nil, errors.New("the system names no proxy that can be used: " + strings.Join(schemesOf(list), ", "))
}

// schemesOf lists the kinds of proxies only: an address may hold a password.
func schemesOf(list []string) []string {
	var all []string
	for _, text := range list {
		scheme, _, _ := strings.Cut(text, "://")
		all = append(all, scheme)
	}
	return all
}
