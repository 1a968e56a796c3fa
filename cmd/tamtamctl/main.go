// Command tamtamctl does without a window what Tamtam does with one: it connects a Gong account, imports datasets and exports their files.
//
// It is made for scripts: the verbs and flags are fixed, --json writes one JSON value to standard output, be it the failure, progress and
// errors go to standard error, and the exit code is 0 when all is done, 1 when it failed, 2 for wrong usage, 3 when a part is done.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitPartly = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], world{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv})
	stop()
	os.Exit(code)
}

// world is what the program has of its surroundings.
type world struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}
