//go:build xvfb && linux

package main_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tamtam/core/store"
)

// ends waits until a start of the program ends by itself, and demands that it ends well and says nothing.
func (s *screen) ends(c *exec.Cmd) {
	s.t.Helper()
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		if err != nil || said.Len() > 0 {
			s.t.Fatalf("it ended with %v\n%s", err, said.String())
		}
	case <-time.After(patience):
		_ = c.Process.Kill() // it did not end
		<-ended
		s.t.Fatal("it did not end by itself")
	}
}

// place is where the window is, and how large.
func (w *window) place() string { return w.tool("xdotool", "getwindowgeometry", w.id) }

// state is what the window manager says of the window: "Normal" or "Iconic".
func (w *window) state() string {
	_, state, _ := strings.Cut(w.tool("xprop", "-id", w.id, "WM_STATE"), "window state: ")
	state, _, _ = strings.Cut(state, "\n")
	return state
}

// eventually waits until something that the screen shows is so.
func (s *screen) eventually(what string, so func() bool) {
	s.t.Helper()
	deadline := time.After(patience)
	for !so() {
		select {
		case <-time.After(glance):
		case <-deadline:
			s.t.Fatalf("not so: %s", what)
		}
	}
}

// inFront waits until the window is on the screen and has the focus.
func (w *window) inFront() {
	w.t.Helper()
	w.eventually("the window is in front", func() bool {
		return w.state() == "Normal" && w.tool("xdotool", "getactivewindow") == w.id && w.tool("xdotool", "getwindowfocus") == w.id
	})
}

// TestWindowSecondStart starts the program again on a database that a window has open: that window comes forward, from behind another one and
// from being minimised, where it was, and the second start ends. After a kill of the first, a start is a first one again.
func TestWindowSecondStart(t *testing.T) {
	display, home := newScreen(t), t.TempDir()
	w := display.open(home)
	other := display.open(t.TempDir())
	other.inFront()
	place := w.place()

	display.ends(display.command(home))
	w.inFront()

	w.tool("xdotool", "windowminimize", w.id)
	w.eventually("the window is minimised", func() bool { return w.state() == "Iconic" })
	display.ends(display.command(home, "-sample"))
	w.inFront()
	if f := w.handled(); f.Connection != "" || f.Datasets != 0 {
		t.Errorf("the second start has changed the first: %+v", f)
	}
	if now := w.place(); now != place {
		t.Errorf("the window was at\n%s\nand is now at\n%s", place, now)
	}

	if err := w.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-w.ended
	w = display.open(home)
	other.tool("xdotool", "windowactivate", "--sync", other.id)
	other.inFront()
	display.ends(display.command(home))
	w.inFront()
	w.close()
	other.tool("xdotool", "windowactivate", "--sync", other.id)
	other.close()
}

// TestWindowTriesAgain starts the program while the ctl has the database open: a small window says so, and becomes the program by its button
// once the ctl has ended.
func TestWindowTriesAgain(t *testing.T) {
	display, home := newScreen(t), t.TempDir()
	held, err := store.Open(filepath.Join(home, "data"), store.Options{Program: "tamtamctl import"})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	w := &window{screen: display, process: display.command(home), ended: make(chan error, 1)}
	w.process.Stderr = &w.errors
	if err := w.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { w.ended <- w.process.Wait() }()
	t.Cleanup(func() {
		_ = w.process.Process.Kill() // it has ended when all went well
	})
	w.id = w.tool("xdotool", "search", "--sync", "--all", "--onlyvisible", "--pid", strconv.Itoa(w.process.Process.Pid), "--name", "Tamtam$")
	w.inFront()
	if !strings.Contains(w.place(), "560x340") {
		t.Errorf("the refusal: %s", w.place())
	}
	again := func() { w.tool("xdotool", "key", "shift", "space") } // the button has the focus; see open for the first key
	again()
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	w.eventually("the program is shown", func() bool {
		if !strings.Contains(w.place(), "560x340") {
			return true
		}
		again()
		return false
	})
	display.ends(display.command(home))
	w.close()
}
