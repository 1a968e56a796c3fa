package oauth

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"

	"tamtam/core"
)

// The bounds of the listener: it serves one browser, and anybody on this machine may knock.
const (
	headTime   = 5 * time.Second
	answerTime = 10 * time.Second
	graceTime  = 2 * time.Second
	mostHeader = 16 << 10
	mostOpen   = 128
)

// door is the listener of one login.
type door struct {
	server    *http.Server
	host      string
	farewell  *farewell
	listeners []net.Listener
	done      sync.WaitGroup
}

// openDoor listens at the redirect's addresses; of two families one may fail. It asks itself once, so that what it promises holds.
func openDoor(ctx context.Context, r Redirect, l *Login) (*door, error) {
	certificate, err := newCertificate(l.options.Clock.Now())
	if err != nil {
		return nil, core.E(core.Unavailable, "listen", err)
	}
	d := &door{host: r.url.Host, farewell: &farewell{done: make(chan struct{})}}
	d.server = &http.Server{
		Handler: pages{login: l, redirect: r, farewell: d.farewell}, ReadHeaderTimeout: headTime, ReadTimeout: headTime, WriteTimeout: answerTime, IdleTimeout: headTime,
		MaxHeaderBytes: mostHeader, ErrorLog: log.New(io.Discard, "", 0),
	}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
	var refused error
	for _, address := range r.listens() {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
		if err != nil {
			refused = errors.Join(refused, err)
			continue
		}
		d.listeners = append(d.listeners, newBoth(listener, config))
	}
	switch {
	case len(d.listeners) == 0, errors.Is(refused, syscall.EADDRINUSE):
		// With localhost, the other family's port may be another program's, to which the browser would go.
		d.shut()
		return nil, core.E(core.Unavailable, "listen", portError(refused))
	}
	for _, listener := range d.listeners {
		d.done.Go(func() { _ = d.server.Serve(listener) }) // it ends by close
	}
	if err := d.knock(ctx, l.ticket()); err != nil {
		d.close() //nolint:contextcheck // it has its own time
		return nil, core.E(core.Unavailable, "listen", err)
	}
	return d, nil
}

// portError says why nothing could listen; the causes' own texts hold addresses only.
func portError(err error) error {
	switch {
	case err == nil:
		return errors.New("this computer has no such address")
	case errors.Is(err, syscall.EADDRINUSE), strings.Contains(err.Error(), "Only one usage of each socket address"): // Windows
		return ErrPort
	case errors.Is(err, fs.ErrPermission):
		return errors.New("this computer keeps the port for the system")
	}
	return errors.New("this computer does not let a program listen there")
}

// knock asks the listener for its sign of life.
func (d *door) knock(ctx context.Context, ticket string) error {
	ctx, cancel := context.WithTimeout(ctx, headTime)
	defer cancel()
	address := "http://" + d.listeners[0].Addr().String() + pingPath + "?" + ticketName + "=" + ticket
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Host = d.host
	transport := &http.Transport{DisableKeepAlives: true} // no proxy stands before this machine
	defer transport.CloseIdleConnections()
	resp, err := transport.RoundTrip(r)
	if err != nil {
		return errors.New("the computer does not reach itself at this port")
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return ErrPort
	}
	return nil
}

// shut closes listeners that nothing serves yet.
func (d *door) shut() {
	for _, listener := range d.listeners {
		_ = listener.Close()
	}
}

// close lets the browser see its last page, and ends.
func (d *door) close() {
	ctx, cancel := context.WithTimeout(context.Background(), graceTime)
	defer cancel()
	d.farewell.wait(ctx)
	if d.server.Shutdown(ctx) != nil {
		_ = d.server.Close() // who is slow is not waited for
	}
	d.shut()
	d.done.Wait()
}
