package network

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// Keeper keeps settings by name; store.Store is one.
type Keeper interface {
	Setting(name string, v any) (ok bool, err error)
	SetSetting(name string, v any) error
}

const settingName = "network"

// Options are what a Network may be given. The zero value is the real world.
type Options struct {
	// Clock tells the time; nil for the machine's.
	Clock core.Clock
	// System asks the operating system for its proxy; nil for this machine's.
	System Query
	// Environment names the environment's proxy; nil for http.ProxyFromEnvironment.
	Environment func(*http.Request) (*url.URL, error)
	// Dial makes connections; nil for the machine's network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Network is the way to Gong as the settings say it. It is safe for concurrent use.
type Network struct {
	keeper  Keeper
	options Options
	setting sync.Mutex // one Set at a time
	way     atomic.Pointer[way]
	offline atomic.Bool
	off     atomic.Int64 // how far this computer's clock is ahead, in nanoseconds
}

// way is what settings lead to.
type way struct {
	settings  Settings
	transport *http.Transport
	problem   error
}

var _ http.RoundTripper = (*Network)(nil)

// Open returns the network as the kept settings say it. The system is not asked yet. Settings that cannot be used any more are no failure: see
// Problem.
func Open(k Keeper, o Options) (*Network, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.System == nil {
		o.System = systemProxy
	}
	if o.Environment == nil {
		o.Environment = http.ProxyFromEnvironment
	}
	n := &Network{keeper: k, options: o}
	var kept Settings
	if _, err := k.Setting(settingName, &kept); err != nil {
		return nil, err
	}
	n.way.Store(n.make(kept))
	return n, nil
}

// make builds the transport. Where the settings cannot be used, the way has a problem: a proxy that cannot be understood lets nothing through, and
// without the file the platform's authorities hold.
func (n *Network) make(s Settings) *way {
	w := &way{settings: s}
	kept, err := s.checked()
	if err == nil {
		w.settings = kept
	}
	var roots *x509.CertPool
	if err == nil && kept.CAFile != "" {
		roots, err = Authorities(kept.CAFile, n.options.Clock.Now())
	}
	w.problem = err
	w.transport = gong.NewTransport(gong.TransportOptions{
		Proxy: n.proxy(w.settings), Roots: roots, Clock: n.options.Clock, Dial: n.options.Dial,
	})
	return w
}

func (n *Network) proxy(s Settings) func(*http.Request) (*url.URL, error) {
	switch s.Proxy {
	case None:
		return func(*http.Request) (*url.URL, error) { return nil, nil }
	case Manual:
		proxy, err := ParseProxy(s.ProxyURL)
		return func(*http.Request) (*url.URL, error) { return proxy, err }
	}
	return newOperatingSystem(n.options.System, n.options.Clock).either(n.options.Environment)
}

// Settings returns what is in effect.
func (n *Network) Settings() Settings { return n.way.Load().settings }

// Problem says why the kept settings are not fully in effect; nil when they are.
func (n *Network) Problem() error { return n.way.Load().problem }

// Set keeps the settings and has them in effect for every request from now on. Settings that cannot be used are core.Invalid, in words for the
// person who entered them, and change nothing. It reads the file of certificates and waits for the disk.
func (n *Network) Set(s Settings) error {
	n.setting.Lock()
	defer n.setting.Unlock()
	w := n.make(s)
	if w.problem != nil {
		return w.problem
	}
	if err := n.keeper.SetSetting(settingName, w.settings); err != nil {
		return err
	}
	n.way.Swap(w).transport.CloseIdleConnections()
	return nil
}

// RoundTrip sends a request the way that the settings say.
func (n *Network) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := n.way.Load().transport.RoundTrip(r)
	if err != nil {
		return nil, n.failed(r.Context(), err)
	}
	n.offline.Store(false)
	n.off.Store(int64(gong.ClockOff(resp, n.options.Clock.Now())))
	return resp, nil
}

func (n *Network) failed(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return err
	}
	err = gong.Hindered(err, n.options.Clock.Now())
	n.offline.Store(core.Is(err, core.Offline))
	return err
}

// CloseIdleConnections closes the connections that wait for further requests.
func (n *Network) CloseIdleConnections() { n.way.Load().transport.CloseIdleConnections() }

// Offline tells that the last request met nobody. It is false before the first.
func (n *Network) Offline() bool { return n.offline.Load() }

// ClockOff is how far this computer's clock is ahead of the last answer's, less than 0 when it is behind; 0 up to gong.ClockSlack and before the
// first answer.
func (n *Network) ClockOff() time.Duration { return time.Duration(n.off.Load()) }

// Via returns the proxy through which an address would be reached now, without its user's name and password; "" for none.
func (n *Network) Via(ctx context.Context, to gong.BaseURL) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil)
	if err != nil {
		return "", core.E(core.Other, "find the proxy", err)
	}
	proxy, err := n.way.Load().transport.Proxy(r)
	if err != nil || proxy == nil {
		return "", err
	}
	return (&url.URL{Scheme: proxy.Scheme, Host: proxy.Host}).String(), nil
}
