//go:build xvfb && linux

package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The tests here use the real window on a virtual display by mouse and keyboard: `make e2e`. The program tells its state through -probe,
// so that they wait for facts and never guess from pixels. A session bus must enclose the whole of it (dbus-run-session): a program that
// is started without one leaves a daemon behind.

// program is the path of the built program.
var program string

func TestMain(m *testing.M) { os.Exit(built(m)) }

func built(m *testing.M) int {
	if home := os.Getenv(pixelsOf); home != "" {
		return drawPixels(home)
	}
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		fmt.Fprintln(os.Stderr, "there is no session bus; run: make e2e")
		return 1
	}
	folder, err := os.MkdirTemp("", "tamtam")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "tamtam")
	args := []string{"build", "-o", program}
	if raceOn() {
		args = append(args, "-race")
	}
	build := exec.Command("go", append(args, "-tags=x11", ".")...)
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// raceOn tells whether the tests were built with the race detector; the program is then, too.
func raceOn() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	for _, s := range info.Settings {
		if s.Key == "-race" {
			return s.Value == "true"
		}
	}
	return false
}

// patience is how long a fact may take to come about.
const patience = 90 * time.Second

// glance is the time between two looks at the facts.
const glance = 20 * time.Millisecond

// screen is a virtual display with a window manager, which gives windows the focus.
type screen struct {
	t    testing.TB
	name string
	// passphrase is in the environment of the programs that are started; "" lets them ask.
	passphrase string
}

func newScreen(t testing.TB) *screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	begin(t, server)
	write.Close()
	defer read.Close()
	if err := read.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal("Xvfb did not start: ", err)
	}
	s := &screen{t: t, name: ":" + strings.TrimSpace(number), passphrase: passphrase}
	manager := exec.Command("openbox")
	manager.Env = append(os.Environ(), "DISPLAY="+s.name)
	begin(t, manager)
	return s
}

// begin starts a process that is ended with the test.
func begin(t testing.TB, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM) // it may have ended
		_ = c.Wait()
	})
}

// tool runs one of the tools that look at the screen and act on it.
func (s *screen) tool(name string, args ...string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+s.name)
	out, err := c.Output()
	if err != nil {
		s.t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out))
}

// facts are what the program tells through -probe.
type facts struct {
	Beat                              int
	Route, Title, Focus, Connection   string
	Dialog, Hidden                    bool
	Datasets, Files, Records, Running int
	Look                              struct{ Mode, Text int }
	Width, Height                     float64
	Review                            *reviewFacts
	Find                              *findFacts
	Timeline                          timelineFacts
}

// timelineFacts count what the Timeline keeps.
type timelineFacts struct {
	Companies, Persons, Users, Activities, Conflicts, Runs int
	Going                                                  bool
}

// reviewFacts and findFacts are those of the calls and of the search.
type reviewFacts struct {
	Listed, Filters, Top, Hit, Hits, Notes, Highlights int
	Open, Selected, Query                              string
	Starred                                            bool
	Tags                                               []string
}

type findFacts struct {
	Query                     string
	Answered                  bool
	Calls, Completions, Saved int
}

// light is the facts' Look.Mode under the light theme.
const (
	light   = 1
	normal  = 0
	largest = 3
)

// window is the running program with a hand on it.
type window struct {
	*screen
	id, probe string
	process   *exec.Cmd
	errors    bytes.Buffer
	ended     chan error
}

// width and height of the window in all tests.
const width, height = 1180, 760

// passphrase stands in for a keychain, of which the private bus has none.
const passphrase = "e2e passphrase"

// start starts the program on a home folder, which also stands for the person's own, and does not wait for its window.
func (s *screen) start(home string, args ...string) *window {
	s.t.Helper()
	w := &window{screen: s, probe: filepath.Join(s.t.TempDir(), "probe"), ended: make(chan error, 1)}
	w.process = s.command(home, append([]string{"-probe", w.probe}, args...)...)
	w.process.Stderr = &w.errors
	if err := w.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() { w.ended <- w.process.Wait() }()
	s.t.Cleanup(func() {
		_ = w.process.Process.Kill() // it has ended when all went well
	})
	return w
}

// open starts the program and takes hold of its window.
func (s *screen) open(home string, args ...string) *window {
	s.t.Helper()
	w := s.start(home, args...)
	w.until("the window", func(f facts) bool { return f.Width > 0 && !f.Hidden })
	w.find()
	return w
}

// find takes hold of the window that the program shows.
func (w *window) find() {
	w.t.Helper()
	s := w.screen
	w.id, _, _ = strings.Cut(s.tool("xdotool", "search", "--all", "--onlyvisible", "--pid", strconv.Itoa(w.process.Process.Pid), "--name", "Tamtam$"), "\n")
	s.tool("xdotool", "windowactivate", "--sync", w.id)
	s.tool("xdotool", "windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height))
	w.until("its size", func(f facts) bool { return f.Width == width && f.Height == height })
	w.key("shift") // at the first key of a keyboard the window manager takes hold of its own anew, and would miss that one
}

// command is a start of the program on a home folder.
func (s *screen) command(home string, args ...string) *exec.Cmd {
	s.t.Helper()
	races, err := filepath.Abs("testdata/races.txt")
	if err != nil {
		s.t.Fatal(err)
	}
	c := exec.Command(program, append([]string{"-home", filepath.Join(home, "data")}, args...)...)
	c.Env = []string{
		"DISPLAY=" + s.name, "HOME=" + home, "PATH=" + os.Getenv("PATH"), "LANG=en_US.UTF-8", "TZ=UTC", "FYNE_SCALE=1", "FYNE_THEME=dark",
		"TAMTAM_PASSPHRASE=" + s.passphrase, "DBUS_SESSION_BUS_ADDRESS=" + os.Getenv("DBUS_SESSION_BUS_ADDRESS"),
		"GORACE=suppressions=" + races,
	}
	return c
}

// now returns the latest facts.
func (w *window) now() facts {
	w.t.Helper()
	content, err := os.ReadFile(w.probe)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	whole := content[:bytes.LastIndexByte(content, '\n')+1]
	lines := bytes.Split(bytes.TrimSpace(whole), []byte{'\n'})
	var f facts
	if last := lines[len(lines)-1]; len(last) > 0 {
		if err := json.Unmarshal(last, &f); err != nil {
			w.t.Fatalf("%v in %q", err, last)
		}
	}
	return f
}

// until waits for the facts to be so and returns them.
func (w *window) until(what string, so func(facts) bool) facts {
	w.t.Helper()
	deadline := time.After(patience)
	for {
		f := w.now()
		if so(f) {
			return f
		}
		select {
		case <-time.After(glance):
		case err := <-w.ended:
			w.t.Fatalf("the program ended while waiting for %s: %v\n%s", what, err, w.errors.String())
		case <-deadline:
			w.t.Fatalf("no %s; %s; the facts are %+v", what, w.witness(), f)
		}
	}
}

// handled waits until the program has dealt with all that was pressed and clicked so far, and returns the facts of then.
func (w *window) handled() facts {
	w.t.Helper()
	const beats = 2 // see app's facts.Beat
	before := w.now().Beat
	return w.until("sign of life", func(f facts) bool { return f.Beat >= before+beats })
}

// still waits until what was set in motion has come to rest: a button that was pressed may bring the focus along, later.
func (w *window) still() facts {
	w.t.Helper()
	const beats = 6
	last := w.now()
	return w.until("rest", func(f facts) bool {
		if f.Focus != last.Focus || f.Route != last.Route || f.Dialog != last.Dialog {
			last = f
		}
		return f.Beat >= last.Beat+beats
	})
}

// witness keeps a picture of a window that does not do as it should, and says where.
func (w *window) witness() string {
	folder, err := filepath.Abs("../../build/test")
	if err == nil {
		err = os.MkdirAll(folder, 0o700)
	}
	if err != nil {
		return err.Error()
	}
	path := filepath.Join(folder, w.t.Name()+".png")
	w.shot(path)
	return "the picture is " + path
}

// to moves the focus to what is called so, as a person does who has no mouse.
func (w *window) to(name string) {
	w.t.Helper()
	f := w.still()
	for range 100 {
		if f.Focus == name {
			return
		}
		f = w.key("Tab")
	}
	w.t.Fatalf("the Tab key does not lead to %q; %s; the facts are %+v", name, w.witness(), f)
}

// press moves the focus to a button and presses it.
func (w *window) press(name string) {
	w.t.Helper()
	w.to(name)
	w.key("space")
}

// fill moves the focus to a field and types into it, in place of what it holds.
func (w *window) fill(name, text string) {
	w.t.Helper()
	w.to(name)
	w.key("ctrl+a")
	w.tool("xdotool", "type", "--delay", "15", text)
	w.handled()
}

// key presses keys and returns the facts when the program has dealt with them.
func (w *window) key(keys ...string) facts {
	w.t.Helper()
	w.tool("xdotool", append([]string{"key"}, keys...)...)
	return w.handled()
}

// click clicks at a place of the window. The tool's own idea of where the window is would be off by its frame.
func (w *window) click(x, y int) {
	w.t.Helper()
	w.tool("xdotool", "mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
	w.handled()
}

// shots is how many pictures are taken of a window that does not come to rest, such as one that shows progress.
const shots = 5

// shot saves a picture of the window at rest, with the pointer out of the way: two in a row are the same then.
func (w *window) shot(path string) []byte {
	w.t.Helper()
	w.tool("xdotool", "mousemove", "1435", "895")
	var before []byte
	for range shots {
		w.tool("import", "-window", w.id, path)
		picture, err := os.ReadFile(path)
		if err != nil {
			w.t.Fatal(err)
		}
		if bytes.Equal(picture, before) {
			break
		}
		before = picture
	}
	return before
}

// close closes the window as its frame's button does, and demands a clean end within moments.
func (w *window) close() {
	w.t.Helper()
	w.tool("xdotool", "key", "alt+F4")
	select {
	case err := <-w.ended:
		if err != nil {
			w.t.Errorf("the program ended with %v", err)
		}
	case <-time.After(patience):
		picture := w.witness()
		_ = w.process.Process.Signal(syscall.SIGQUIT) // it says what it is doing
		<-w.ended
		w.t.Fatalf("the program did not end; %s\n%s", picture, w.errors.String())
	}
	if strings.Contains(w.errors.String(), "DATA RACE") || strings.Contains(w.errors.String(), "Error in Fyne call thread") {
		w.t.Error(w.errors.String())
	}
}
