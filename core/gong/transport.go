package gong

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"

	"tamtam/core"
)

// TransportOptions are the parts of a transport that a network may want otherwise. The zero value is good.
type TransportOptions struct {
	// Proxy names the proxy of a request, nil for none; http.ProxyFromEnvironment when it is nil. This machine is reached without one.
	Proxy func(*http.Request) (*url.URL, error)
	// Roots are the authorities whose certificates are believed; nil for the platform's.
	Roots *x509.CertPool
	// Clock tells the time by which certificates are judged; nil for the machine's.
	Clock core.Clock
	// Dial makes connections; nil for the machine's network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// NewTransport makes the network end for clients: HTTP/2 where it is spoken; bounds on every phase. Whoever makes it closes its idle
// connections.
func NewTransport(o TransportOptions) *http.Transport {
	if o.Proxy == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	return &http.Transport{
		Proxy:                  elsewhere(o.Proxy),
		OnProxyConnectResponse: proxyAnswer,
		DialContext:            o.Dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots, Time: o.Clock.Now},
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  90 * time.Second,
		IdleConnTimeout:        90 * time.Second,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    inFlight,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// elsewhere keeps this machine away from the proxy.
func elsewhere(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		if core.IsLoopback(r.URL.Hostname()) {
			return nil, nil
		}
		return proxy(r)
	}
}
