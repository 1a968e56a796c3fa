// Command gongsim is a simulated Gong account on a loopback port, for demos, tests and benchmarks.
//
// Its first two lines on standard output are, in this form and order, which scripts may rely on:
//
//	gongsim url=http://127.0.0.1:41234 key=simkey secret=simsecret
//	gongsim oauth authorize=URL token=URL client-id=simclient client-secret=simclientsecret tenant=http://127.0.0.1:41235
//
// authorize and token are the OAuth 2.0 endpoints, on the host of the first line. tenant is what the token endpoint names as the customer's
// API address: a second port with --tenant, otherwise the host of the first line.
//
// It ends on SIGINT and SIGTERM.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run serves until ctx ends. It returns the exit code: 0 after a clean end, 1 for a failure, 2 for wrong flags.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	f, err := parse(args, stderr, core.SystemClock{})
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "gongsim:", err)
		return 2
	}
	if err := serve(ctx, f, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "gongsim:", err)
		return 1
	}
	return 0
}

func serve(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	listeners, err := listen(ctx, f)
	if err != nil {
		return err
	}
	base := "http://" + listeners[0].Addr().String()
	tenant := "http://" + listeners[len(listeners)-1].Addr().String()
	f.options.Tenant = tenant
	sim := f.account()
	if f.log {
		sim.Watch(func(r gongsim.Request) { fmt.Fprintln(stderr, r) })
	}
	sim.KeepRequests(0) // a long-lived process has no use for the list
	// One write, so that who reads a pipe for the first line only does not hold up the second.
	fmt.Fprintf(stdout, "gongsim url=%s key=%s secret=%s\ngongsim oauth authorize=%s token=%s client-id=%s client-secret=%s tenant=%s\n",
		base, f.key, f.secret, base+gongsim.AuthorizePath, base+gongsim.TokenPath, f.app.ClientID, f.app.Secret, tenant)
	server := &http.Server{Handler: sim, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, len(listeners))
	for _, listener := range listeners {
		go func() { done <- server.Serve(listener) }()
	}
	ended := 0
	select {
	case err = <-done: // a listener has failed; the other goes with it
		ended = 1
	case <-ctx.Done():
	}
	farewell, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if server.Shutdown(farewell) != nil {
		_ = server.Close() // a slow answer is not waited for
	}
	for range len(listeners) - ended {
		if e := <-done; !errors.Is(e, http.ErrServerClosed) {
			err = cmp.Or(err, e)
		}
	}
	return err
}

// listen opens the general host's port and, if there is one, the tenant's.
func listen(ctx context.Context, f flags) ([]net.Listener, error) {
	var all []net.Listener
	for _, addr := range []string{f.addr, f.tenant} {
		if addr == "" {
			continue
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
		if err != nil {
			for _, open := range all {
				_ = open.Close()
			}
			return nil, err
		}
		all = append(all, listener)
	}
	return all, nil
}
