package gong

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"tamtam/core"
)

// ClockSlack is how far this computer's clock may be off without a word: less than that, nobody refuses what is signed or dated.
const ClockSlack = 10 * time.Minute

// Hindered makes the error of a request that got no answer from what a transport of this package said: a core.Error without Op, whose
// cause is a core.Obstacle. An error that has its kind, or whose context was cancelled, stays as it is. now is the time by which certificates were judged.
func Hindered(err error, now time.Time) error {
	if _, ok := errors.AsType[*core.Error](err); ok || err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	o := obstacle(err, now)
	return &core.Error{Kind: o.Kind(), Err: o}
}

func obstacle(err error, now time.Time) *core.Obstacle {
	if o, ok := errors.AsType[*core.Obstacle](err); ok {
		return o
	}
	if bad, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return certificateObstacle(bad, err, now)
	}
	return &core.Obstacle{What: hindrance(err), Err: err}
}

// hindrance says what went wrong on the way. The transport marks what concerns the proxy itself by the operation.
func hindrance(err error) core.Hindrance {
	_, name := errors.AsType[*net.DNSError](err)
	timeout, ok := errors.AsType[net.Error](err)
	op, isOp := errors.AsType[*net.OpError](err)
	switch {
	case isOp && op.Op == "proxyconnect":
		return core.ProxyAway
	case isOp && op.Op == "socks connect":
		return core.ProxyFails
	case name: // also one that did not answer in time
		return core.NoName
	case errors.Is(err, context.DeadlineExceeded), ok && timeout.Timeout():
		return core.NoAnswer
	case errors.Is(err, syscall.ECONNREFUSED):
		return core.Refused
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return core.NoRoute
	}
	return core.Lost
}

// certificateObstacle names who issued the certificate: with a proxy that re-signs TLS that is its maker or the person's own company.
func certificateObstacle(bad *tls.CertificateVerificationError, err error, now time.Time) *core.Obstacle {
	o := &core.Obstacle{What: core.Intercepted, Err: err}
	if len(bad.UnverifiedCertificates) > 0 {
		o.Issuer = issuerName(bad.UnverifiedCertificates[0])
	}
	if _, other := errors.AsType[x509.HostnameError](bad.Err); other {
		o.What = core.OtherServer
	}
	invalid, ok := errors.AsType[x509.CertificateInvalidError](bad.Err)
	if !ok || invalid.Reason != x509.Expired || invalid.Cert == nil {
		return o
	}
	if early := now.Sub(invalid.Cert.NotBefore); early < 0 {
		o.What, o.Off = core.CertificateEarly, early
	} else {
		o.What, o.Off = core.CertificateLate, max(0, now.Sub(invalid.Cert.NotAfter))
	}
	return o
}

func issuerName(c *x509.Certificate) string {
	if len(c.Issuer.Organization) > 0 {
		return c.Issuer.Organization[0]
	}
	return c.Issuer.CommonName
}

// proxyAnswer judges what a proxy says to CONNECT.
func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	o := &core.Obstacle{What: core.ProxyForbids, Status: resp.StatusCode}
	switch code := resp.StatusCode; {
	case code == http.StatusOK:
		return nil
	case code == http.StatusProxyAuthRequired:
		o.What = core.ProxyPassword
	case code == http.StatusNetworkAuthenticationRequired:
		o.What = core.Portal
	case code >= 500, code == http.StatusTooManyRequests, code == http.StatusRequestTimeout:
		o.What = core.ProxyFails
	}
	return o
}

// ClockOff is how far this computer's clock is ahead of the answer's Date (RFC 9110, 6.6.1), less than 0 when it is behind; 0 up to ClockSlack
// or without a date.
func ClockOff(resp *http.Response, now time.Time) time.Duration {
	date, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return 0
	}
	if off := now.Sub(date); off.Abs() > ClockSlack {
		return off
	}
	return 0
}
