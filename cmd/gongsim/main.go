// Command gongsim is a simulated Gong account on a loopback port, for demos, tests and benchmarks.
//
// Its first line on standard output is, in this form and order, which scripts may rely on:
//
//	gongsim url=http://127.0.0.1:41234 key=simkey secret=simsecret
//
// It ends on SIGINT and SIGTERM.
package main

import (
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
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.addr)
	if err != nil {
		return err
	}
	sim := f.account()
	if f.log {
		sim.Watch(func(r gongsim.Request) { fmt.Fprintln(stderr, r) })
	}
	sim.KeepRequests(0) // a long-lived process has no use for the list
	fmt.Fprintf(stdout, "gongsim url=http://%s key=%s secret=%s\n", listener.Addr(), f.key, f.secret)
	server := &http.Server{Handler: sim, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	farewell, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if server.Shutdown(farewell) != nil {
		_ = server.Close() // a slow answer is not waited for
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
