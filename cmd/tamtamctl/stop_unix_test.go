//go:build !windows

package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// TestInterrupted ends an import by Ctrl+C while the account does not answer: it ends at once, says so, and what had come is kept.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 700})
	calm := d.copied()
	total := calm.imports(0).Requests
	want := calm.export()

	const pages, whole = 7, 4 // of calls: all, and those that come before the account falls silent
	heal := d.sim.Fail(gongsim.Fault{Kind: gongsim.Slow, Path: "/v2/calls/*", After: 2 * whole, Delay: longest})
	var out bytes.Buffer
	c := d.command(t.Context(), "import", "All", "--json")
	c.Stdout = &out
	d.sim.Forget()
	d.startUntil(c, total/3)
	began := time.Now()
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // the exit code tells
	t.Logf("it ended %s after the signal", time.Since(began).Round(time.Millisecond))
	if time.Since(began) > longest/2 {
		t.Error("it waited for the account")
	}
	stopped := read[importLine](t, said{out: out.String()})
	if got := stopped.of("calls").Outcome; got != "cancelled" {
		t.Errorf("calls: %s", got)
	}
	if code := c.ProcessState.ExitCode(); code != 1 && code != 3 {
		t.Errorf("exit code %d", code)
	}
	heal()
	rest := d.imports(0)
	asked := map[string]int{}
	for _, r := range d.sim.Requests() {
		asked[r.Path]++
	}
	for _, path := range []string{"/v2/calls/extensive", "/v2/calls/transcript"} {
		if most := pages + 3; asked[path] > most { // what was under way, what was read ahead, and a page that begins with the last call kept
			t.Errorf("%s was asked for %d times, which needs %d: %d requests before and %d behind the interruption", path, asked[path], pages,
				stopped.Requests, rest.Requests)
		}
	}
	same(t, d.export(), want)
}

// TestFullDisk lets the database meet the largest size that the system allows it, as with a full disk.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 400})
	d.must(0, "dataset", "create", "Small", "--limit", "5", "--types", "users,calls")
	d.must(0, "import", "Small")
	before := d.do("cat", "Small", "calls").out
	about, err := os.Stat(d.home + "/tamtam.db")
	if err != nil {
		t.Fatal(err)
	}
	limited := d.command(t.Context(), "import", "All", "--json")
	room := about.Size()/1024 + 64
	limited = exec.CommandContext(t.Context(), "bash", append([]string{"-c", `ulimit -f $0; exec "$@"`, strconv.FormatInt(room, 10)}, limited.Args...)...)
	limited.Env = d.command(t.Context()).Env
	s := d.finish(limited)
	if s.code != 1 && s.code != 3 {
		t.Fatalf("exit code %d\n%s%s", s.code, s.out, s.err)
	}
	if !strings.Contains(s.out+s.err, "disk") {
		t.Errorf("nothing said of the disk: %s%s", s.out, s.err)
	}
	if after := d.do("cat", "Small", "calls").out; after != before || after == "" {
		t.Error("what was there before has changed")
	}
	d.imports(0)
	d.healthy()
}

// TestWaitingInterrupted: Ctrl+C ends a wait, and the holder goes on.
func TestWaitingInterrupted(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 20})
	holder := d.held()
	w := d.waits("dataset", "list")
	if err := w.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if s := w.end(t); s.code != 1 || !strings.Contains(s.err, "cancelled") || s.out != "" {
		t.Errorf("exit code %d\n%s%s", s.code, s.out, s.err)
	}
	if s := d.do("dataset", "list"); !inUse(holder).MatchString(s.err) {
		t.Errorf("the holder: %s", s.err)
	}
	d.kill(holder)
}

// Who has changed his mind while the program waits for a secret gets his shell back.
func TestInterruptedBeforeTheSecret(t *testing.T) {
	d := newDesk(t, gongsim.Options{Calls: 10})
	in, typed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer typed.Close()
	c := d.command(t.Context(), "connect", "--oauth", "--client-id", "client", "--base-url", d.url)
	c.Stdin = in
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds, and no end of the line: when it is written, the program reads.
	if _, err := typed.Write(bytes.Repeat([]byte("x"), 80<<10)); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if _ = c.Wait(); c.ProcessState.ExitCode() != 1 {
		t.Errorf("exit %d", c.ProcessState.ExitCode())
	}
}
