package main_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

// held starts an import that does not end by itself, since the account falls silent, and returns it when it holds the database.
func (d *desk) held() *exec.Cmd {
	d.t.Helper()
	d.sim.Fail(gongsim.Fault{Kind: gongsim.Slow, Path: "/v2/calls/*", Delay: longest})
	c := d.command(d.t.Context(), "import", "All")
	d.startUntil(c, 1)
	return c
}

// kill ends a process as a crash does.
func (d *desk) kill(c *exec.Cmd) {
	d.t.Helper()
	if err := c.Process.Signal(os.Kill); err != nil {
		d.t.Fatal(err)
	}
	_ = c.Wait() // that it was killed
}

// waiting is a run with --wait that has found the database held.
type waiting struct {
	*exec.Cmd
	told string // its line on standard error
	out  *bytes.Buffer
	err  io.Reader
}

func (d *desk) waits(args ...string) waiting {
	d.t.Helper()
	w := waiting{Cmd: d.command(d.t.Context(), append(args, "--wait")...), out: new(bytes.Buffer)}
	w.Stdout = w.out
	pipe, err := w.StderrPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := w.Start(); err != nil {
		d.t.Fatal(err)
	}
	r := bufio.NewReader(pipe)
	if w.told, err = r.ReadString('\n'); err != nil {
		d.t.Fatalf("it does not wait: %v\n%s", err, w.out)
	}
	w.err = r
	return w
}

// end returns what it said after it was told to wait, and its exit code.
func (w waiting) end(t *testing.T) said {
	t.Helper()
	rest, err := io.ReadAll(w.err)
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Wait() // the exit code tells
	return said{code: w.ProcessState.ExitCode(), out: w.out.String(), err: string(rest)}
}

// inUse is what is said of an import that holds the database.
func inUse(c *exec.Cmd) *regexp.Regexp {
	return regexp.MustCompile(fmt.Sprintf(`in use by tamtamctl import \(process %d, since (\d+ \w+ \d+, )?\d\d:\d\d\)\.`, c.Process.Pid))
}

// TestTheHolderIsNamed: who finds the database held learns by whom, but no name of a customer's.
func TestTheHolderIsNamed(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 20})
	holder := d.held()
	refused := d.must(1, "dataset", "list", "--json")
	if !inUse(holder).MatchString(refused.err) || !strings.Contains(refused.err, "--wait") || strings.Contains(refused.err, "All") {
		t.Errorf("said %s", refused.err)
	}
	if f := read[struct{ Error, Kind string }](t, refused); f.Kind != "locked" || !inUse(holder).MatchString(f.Error) {
		t.Errorf("answered %+v", f)
	}
	d.kill(holder)
	if s := d.must(0, "dataset", "list"); s.err != "" {
		t.Errorf("after a kill: %s", s.err)
	}
}

// TestWaiting: all that wait say so once, and get the database when its holder has ended, however it did.
func TestWaiting(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 20})
	holder := d.held()
	var all []waiting
	for range 3 {
		w := d.waits("dataset", "list")
		if !inUse(holder).MatchString(w.told) {
			t.Errorf("told %s", w.told)
		}
		all = append(all, w)
	}
	d.kill(holder)
	for _, w := range all {
		if s := w.end(t); s.code != 0 || !strings.Contains(s.out, `"All"`) || s.err != "" {
			t.Errorf("exit code %d\n%s%s", s.code, s.out, s.err)
		}
	}
	if s := d.must(0, "dataset", "list", "--wait"); s.err != "" {
		t.Errorf("where nobody holds it: %s", s.err)
	}
}
