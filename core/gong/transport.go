package gong

import (
	"net"
	"net/http"
	"net/url"
	"time"
)

// NewTransport makes the network end for clients: the environment's proxy, but never for this machine; HTTP/2 where it is spoken;
// bounds on every phase. Whoever makes it closes its idle connections.
func NewTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  90 * time.Second,
		IdleConnTimeout:        90 * time.Second,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    inFlight,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

func proxy(r *http.Request) (*url.URL, error) {
	if isLoopback(r.URL.Hostname()) {
		return nil, nil
	}
	return http.ProxyFromEnvironment(r)
}
