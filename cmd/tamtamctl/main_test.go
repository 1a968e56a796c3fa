package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// The tests here run the real program, built as it ships, against a simulated account on a loopback port.

// program is the path of the built program.
var program string

func TestMain(m *testing.M) { os.Exit(built(m)) }

func built(m *testing.M) int {
	folder, err := os.MkdirTemp("", "tamtamctl")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "tamtamctl")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// soak tells whether the full numbers are asked for.
var soak = os.Getenv("TAMTAM_SOAK") != ""

const (
	passphrase = "canary-passphrase-5b2e"
	secret     = "canary-secret-77c1"
)

// desk is an account, a home folder and the program between them.
type desk struct {
	t    testing.TB
	sim  *gongsim.Sim
	url  string
	home string
}

// newDesk makes an account whose calendar stands still, so that two imports of it are alike. Its people speak little unless o says more.
func newDesk(t testing.TB, o gongsim.Options) *desk {
	t.Helper()
	if o.WordsPerMinute == 0 {
		o.WordsPerMinute = 8
	}
	o.Now = time.Now().UTC().Truncate(time.Second)
	d := &desk{t: t, sim: gongsim.New(o), home: t.TempDir()}
	d.sim.AddKey("key", secret)
	server := httptest.NewServer(d.sim)
	t.Cleanup(server.Close)
	d.url = server.URL
	return d
}

// connected is a desk whose account is connected.
func connected(t testing.TB, o gongsim.Options) *desk {
	t.Helper()
	d := newDesk(t, o)
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key")
	return d
}

// ready is a connected desk with a dataset "All" of all types without limits.
func ready(t testing.TB, o gongsim.Options) *desk {
	t.Helper()
	d := connected(t, o)
	d.must(0, "dataset", "create", "All", "--period", "all", "--limit", "0")
	d.sim.Forget()
	return d
}

// at is the same account seen from another home, which is a copy of this one's.
func (d *desk) copied() *desk {
	d.t.Helper()
	other := *d
	other.home = d.t.TempDir()
	if err := os.CopyFS(other.home, os.DirFS(d.home)); err != nil {
		d.t.Fatal(err)
	}
	return &other
}

// said is what a run of the program left.
type said struct {
	code     int
	out, err string
	maxRSS   int64 // bytes; 0 where the system does not say
}

// command makes a run of the program on the desk's home, without a limit on requests.
func (d *desk) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, append([]string{"--home", d.home, "--rate", "0"}, args...)...)
	c.Env = []string{
		"HOME=" + d.home, "PATH=" + os.Getenv("PATH"), "TAMTAM_PASSPHRASE=" + passphrase, "TAMTAM_ACCESS_SECRET=" + secret,
		"SYSTEMROOT=" + os.Getenv("SYSTEMROOT"),
	}
	if zone, set := os.LookupEnv("TZ"); set { // it shows times as the tests expect them
		c.Env = append(c.Env, "TZ="+zone)
	}
	return c
}

// longest is how long a run may take before the test gives it up.
const longest = 5 * time.Minute

// do runs the program to its end.
func (d *desk) do(args ...string) said {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), longest)
	defer cancel()
	return d.finish(d.command(ctx, args...))
}

func (d *desk) finish(c *exec.Cmd) said {
	d.t.Helper()
	var out, errOut bytes.Buffer
	c.Stdout, c.Stderr = &out, &errOut
	err := c.Run()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		d.t.Fatal(err)
	}
	return said{c.ProcessState.ExitCode(), out.String(), errOut.String(), maxRSS(c.ProcessState)}
}

// must runs the program and demands an exit code.
func (d *desk) must(code int, args ...string) said {
	d.t.Helper()
	s := d.do(args...)
	if s.code != code {
		d.t.Fatalf("tamtamctl %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), s.code, code, s.out, s.err)
	}
	return s
}

// read decodes the one JSON value of an output, of which every field must be known.
func read[T any](t testing.TB, s said) T {
	t.Helper()
	var v T
	decoder := json.NewDecoder(strings.NewReader(s.out))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%v in %q\n%s", err, s.out, s.err)
	}
	if decoder.More() {
		t.Fatalf("more than one value: %q", s.out)
	}
	return v
}

type typeLine struct {
	Type, Outcome, Reason string
	Records               int
	Bytes                 int64
	Added, Changed        int
	Removed               int
}

type importLine struct {
	Types       []typeLine
	Requests    int
	Seconds     float64
	Run, GoesOn string
	Mirror      *mirrorLine
}

// of returns what was said of a type.
func (i importLine) of(name string) typeLine {
	at := slices.IndexFunc(i.Types, func(l typeLine) bool { return l.Type == name })
	if at < 0 {
		return typeLine{}
	}
	return i.Types[at]
}

// imports runs an import with an expected exit code.
func (d *desk) imports(code int) importLine {
	d.t.Helper()
	return read[importLine](d.t, d.must(code, "import", "All", "--json"))
}

var (
	clockInName = regexp.MustCompile(`_\d{8}_\d{6}\.txt$`)
	generated   = regexp.MustCompile(`(?m)^Generated:.*\n`)
)

// export returns the dataset's files by type, without what tells when they were made.
func (d *desk) export() map[string]string {
	d.t.Helper()
	folder := d.t.TempDir()
	d.must(0, "export", "All", "--dir", folder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		d.t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			d.t.Fatal(err)
		}
		if !clockInName.MatchString(e.Name()) {
			d.t.Errorf("a file is named %s", e.Name())
		}
		files[clockInName.ReplaceAllString(e.Name(), "")] = generated.ReplaceAllString(string(content), "")
	}
	return files
}

// same tells the first difference between two exports.
func same(t testing.TB, got, want map[string]string) {
	t.Helper()
	for name, text := range want {
		other, ok := got[name]
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		if other == text {
			continue
		}
		a, b := strings.Split(other, "\n"), strings.Split(text, "\n")
		for n := range min(len(a), len(b)) {
			if a[n] != b[n] {
				t.Errorf("%s, line %d: %q, want %q", name, n+1, a[n], b[n])
				break
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s has %d lines, want %d", name, len(a), len(b))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}
