//go:build xvfb && linux

package main_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/text"
)

// tour is a walk through the window that leaves pictures.
type tour struct {
	*window
	t      *testing.T
	folder string // of the pictures
	steps  int
	last   []byte
}

// picture tells what was done and saves how it looks now, once that is not as it was before: what the program knows already may not be
// drawn yet.
func (s *tour) picture(name, done string) {
	s.t.Helper()
	s.steps++
	file := fmt.Sprintf("%02d-%s.png", s.steps, name)
	before := s.last
	for deadline := time.Now().Add(patience); bytes.Equal(s.last, before); {
		if time.Now().After(deadline) {
			s.t.Fatalf("%s: the window looks as before", file)
		}
		s.last = s.shot(filepath.Join(s.folder, file))
	}
	s.t.Logf("%-24s %s", file, done)
}

// TestWindowTour walks from the first start to exported files by mouse and keyboard, against a simulated account. With TAMTAM_TOUR=DIR the
// pictures and the files stay in that folder: that is `make demo` on a machine without a display.
func TestWindowTour(t *testing.T) {
	folder := os.Getenv("TAMTAM_TOUR")
	if folder == "" {
		folder = t.TempDir()
	}
	files := filepath.Join(folder, "files")
	if err := os.MkdirAll(files, 0o700); err != nil {
		t.Fatal(err)
	}
	sim := gongsim.New(gongsim.Options{Seed: 2032, Calls: 240, Users: 36, Now: time.Now().UTC().Truncate(time.Second)})
	door := &gate{account: sim}
	account := httptest.NewServer(door)
	t.Cleanup(account.Close)
	home, display := t.TempDir(), newScreen(t)
	s := &tour{t: t, folder: folder, window: display.open(home)}

	s.picture("welcome", "first start: nothing is connected")
	s.connect(account.URL)
	s.choose()
	s.importAll(sim, door)
	s.read()
	s.refresh(sim)
	s.past()
	s.export(files)
	s.look()
	s.ask()
	s.close()
	checkFiles(t, files)

	// The next start finds everything where it was.
	s.window = display.open(home)
	s.until("the last page", func(f facts) bool {
		return f.Route == "settings" || strings.HasPrefix(f.Route, "datasets") || f.Files == 11
	})
	if f := s.now(); f.Files != 11 || f.Connection != "api-key" {
		t.Errorf("after a restart: %+v", f)
	}
	s.close()
}

// connect opens the dialog by mouse and fills it in by keyboard.
func (s *tour) connect(url string) {
	s.click(360, 543)
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.fill("Access Key", gongsim.DefaultKey)
	s.fill("Access Key Secret", gongsim.DefaultSecret)
	s.press("Advanced")
	s.fill("API base URL", url)
	s.press("Test Connection")
	s.to("Save Credentials")
	s.picture("connect", "Connect Gong: the key is tested, each data type is granted or names what is missing")
	s.press("Save Credentials")
	s.until("a connection", func(f facts) bool { return f.Connection == "api-key" && !f.Dialog && f.Route == "datasets/new" })
}

// choose ticks all data types: one by mouse, the others by their button.
func (s *tour) choose() {
	s.fill("Name", "Renewals")
	s.click(290, 490)
	s.until("a ticked card", func(f facts) bool { return strings.HasPrefix(f.Focus, "Calls, ticked") })
	s.press("Select all")
	s.picture("choose", "New dataset: data types as cards, each with the permission it needs")
	s.press("Add 11 files")
	s.to("Create dataset")
	s.picture("sizes", "the files to come with their estimated sizes, and what they cost in requests and time")
	s.to("Off")
	s.key("Right", "Right", "Right")
	s.to("Daily")
	s.to("Sync all types, ticked") // what a daily sync asks for lies above it
	s.picture("sync", "Dataset Sync: when Tamtam brings the dataset up to date by itself, and what that costs")
}

func (s *tour) importAll(sim *gongsim.Sim, door *gate) {
	slow := sim.Fail(gongsim.Fault{Kind: gongsim.Slow, Delay: 400 * time.Millisecond})
	s.press("Create dataset")
	s.until("a running import", func(f facts) bool { return f.Running == 1 && f.Datasets == 1 })
	s.picture("importing", "import: progress of each type, requests, time left, Cancel")
	s.quick(door)
	slow()
	s.until("eleven files", func(f facts) bool { return f.Files == 11 && f.Running == 0 })
	s.picture("imported", "the dataset: eleven files, their records, sizes and age, and the text of the first")
}

// gate holds an account's answers back while a test has the lock.
type gate struct {
	sync.RWMutex
	account http.Handler
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.RLock()
	defer g.RUnlock()
	g.account.ServeHTTP(w, r)
}

// quick shows that the window does not wait for the network: it follows keys while no answer comes at all.
func (s *tour) quick(account *gate) {
	s.t.Helper()
	account.Lock()
	defer account.Unlock()
	worst := time.Duration(0)
	for range 6 {
		before, began := s.now().Focus, time.Now()
		s.tool("xdotool", "key", "Tab")
		s.until("other focus than "+before, func(f facts) bool { return f.Focus != before })
		worst = max(worst, time.Since(began))
	}
	s.t.Logf("%-24s while the account answers nothing, the window follows a key within %s", "", worst.Round(time.Millisecond))
}

// read opens the transcripts by mouse and scrolls through them.
func (s *tour) read() {
	s.click(300, 220)
	s.picture("transcripts", "Transcripts: who said what, and when")
	s.tool("xdotool", "mousemove", "--window", s.id, "850", "450", "click", "--repeat", "40", "5")
	s.picture("read", "scrolled: a file of megabytes is there at once")
}

func (s *tour) refresh(sim *gongsim.Sim) {
	s.click(300, 150)
	before := s.now().Records
	all := sim.Calls(time.Time{}, time.Now())
	sim.Edit(all[len(all)-1].ID)
	sim.Delete(all[len(all)-2].ID)
	sim.HoldTranscript(sim.Add(6)[0], time.Now().Add(time.Hour))
	s.press("Refresh now")
	s.until("more records", func(f facts) bool { return f.Running == 0 && f.Records > before })
	s.picture("refreshed", "Refresh now: six calls were held since, one was edited and one deleted")
}

// past looks at what the refresh has changed, and at what is awaited.
func (s *tour) past() {
	s.press("Calls without a transcript")
	s.until("the awaited", func(f facts) bool { return strings.HasPrefix(f.Route, "datasets/awaited/") })
	s.picture("awaited", "transcripts that Gong has not made yet, and when they are asked for again")
	s.key("alt+Left")
	s.press("More")
	s.until("the menu", func(f facts) bool { return f.Focus != "More" })
	s.key("Up", "Up") // to the second from below
	s.key("Return")
	s.until("the history", func(f facts) bool { return strings.HasPrefix(f.Route, "datasets/history/") })
	s.picture("history", "History: each run of the dataset")
	s.to(rowsFocus)
	s.key("Return")
	s.until("the run", func(f facts) bool { return strings.HasPrefix(f.Route, "activity/") })
	s.picture("run", "a run: the records that it added, changed and removed")
	s.click(40, 292)
	s.until("the activity", func(f facts) bool { return f.Route == "activity" })
	s.picture("activity", "Activity: every run of every dataset")
	for !strings.HasPrefix(s.now().Title, "Renewals") {
		s.key("alt+Left")
	}
}

// rowsFocus is what the probe calls a list of rows that has the focus.
const rowsFocus = "*kit.innerList"

func (s *tour) export(files string) {
	s.press("Export…")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.fill("Folder", files)
	s.picture("export", "Export: a folder of .txt files, or one .zip")
	s.press("Export")
	s.until("the end of the export", func(f facts) bool { return !f.Dialog })
	s.picture("exported", "exported to "+filepath.Base(files)+"/")
}

// look visits the other pages, by the rail and by shortcuts.
func (s *tour) look() {
	s.click(40, 98)
	s.until("the list", func(f facts) bool { return f.Route == "datasets" })
	s.picture("datasets", "Datasets: what there is, how old, how large")
	s.key("ctrl+comma")
	s.until("the settings", func(f facts) bool { return strings.HasPrefix(f.Route, "settings") })
	s.picture("settings", "Settings: the connection, the appearance, the folder")
	s.to("System") // the proxy's
	s.key("Tab")
	s.to("System") // the theme's, behind it
	s.key("Right")
	s.until("the light theme", func(f facts) bool { return f.Look.Mode == light })
	s.picture("light", "the light theme")
	s.key("F1")
	s.until("the list of keys", func(f facts) bool { return f.Dialog })
	s.picture("keys", "F1: everything works without a mouse")
	s.key("Escape")
	s.until("the page again", func(f facts) bool { return !f.Dialog })
	s.key("alt+Left")
	s.key("alt+Left")
	s.until("the dataset", func(f facts) bool { return strings.HasPrefix(f.Route, "datasets/") })
	s.picture("light-dataset", "back at the dataset")
}

// ask searches what was imported, opens a turn of what is found, and makes something of it.
func (s *tour) ask() {
	const word = "pricing"
	s.key("ctrl+k")
	s.until("the search", func(f facts) bool { return f.Route == "find" })
	s.tool("xdotool", "type", "--delay", "15", word)
	s.until("what is found", func(f facts) bool { return f.Find.Query == word && f.Find.Answered && f.Find.Calls > 1 })
	s.picture("search", "Ctrl+K: everything that was said is searched as one types")
	s.key("Return")
	s.until("the turn", func(f facts) bool { return f.Review != nil && f.Review.Query == word && f.Review.Hits > 0 })
	s.picture("turn", "Enter opens the turn, the word found in the whole call")
	s.key("h", "s")
	s.until("a highlight and a star", func(f facts) bool { return f.Review.Highlights == 1 && f.Review.Starred })
	s.picture("review", "Review: H highlights, S stars, N writes a note, Q collects a quote")
}

// checkFiles reads the exported files as a program would.
func checkFiles(t *testing.T, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != len(core.DataTypes()) {
		t.Fatalf("%d files: %v", len(entries), err)
	}
	for _, e := range entries {
		file, err := os.Open(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		r := text.NewReader(file)
		if _, err := r.Header(); err != nil {
			t.Errorf("%s: %v", e.Name(), err)
		}
		n := 0
		for ; err == nil; n++ {
			_, err = r.Next()
		}
		if err != io.EOF || n < 2 {
			t.Errorf("%s: %d records, then %v", e.Name(), n-1, err)
		}
	}
}

// TestWindowSample starts with the built-in simulated account, as `make demo` does on a machine with a display.
func TestWindowSample(t *testing.T) {
	w := newScreen(t).open(t.TempDir(), "-sample")
	w.until("the sample", func(f facts) bool { return f.Connection == "sample" && f.Files == 11 && f.Running == 0 })
	w.close()
}

// TestWindowRefuses starts without a display and on a home that cannot be made: a sentence and exit code 1, not a stack.
func TestWindowRefuses(t *testing.T) {
	display := newScreen(t)
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, display, home, says string
	}{
		{"no display", "", t.TempDir(), "tamtamctl"},
		{"a display that is not there", ":4077", t.TempDir(), "cannot be opened"},
		{"a file in place of the folder", display.name, blocked, "tamtam:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := exec.Command(program, "-home", test.home, "-probe", filepath.Join(t.TempDir(), "probe"))
			c.Env = []string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "LANG=en_US.UTF-8"}
			if test.display != "" {
				c.Env = append(c.Env, "DISPLAY="+test.display)
			}
			out, err := c.CombinedOutput()
			if err == nil || c.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), test.says) || strings.Contains(string(out), "goroutine") {
				t.Errorf("exit code %d:\n%s", c.ProcessState.ExitCode(), out)
			}
		})
	}
}
