package instance_test

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/adrg/xdg"
	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/instance"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// runtimeFolder gives the test a folder for sockets of its own, with a path that leaves room for their names.
func runtimeFolder(t *testing.T) string {
	t.Helper()
	folder := short(t)
	t.Setenv("XDG_RUNTIME_DIR", folder)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return folder
}

// short is a folder like T.TempDir, whose path does not hold the test's name.
func short(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "tt")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// door is a listener that counts how often it was asked to show.
type door struct {
	*instance.Listener
	shown atomic.Int64
}

func listen(t *testing.T, folder string) *door {
	t.Helper()
	d := new(door)
	var err error
	d.Listener, err = instance.Listen(folder, func(context.Context) error {
		d.shown.Add(1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return d
}

// socket is the only socket below the folders.
func socket(t *testing.T, folders ...string) string {
	t.Helper()
	var found []string
	for _, folder := range folders {
		some, err := filepath.Glob(filepath.Join(folder, "*", "*.sock"))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, some...)
	}
	if len(found) != 1 {
		t.Fatalf("sockets: %q", found)
	}
	return found[0]
}

func TestTheFirstIsAskedToShowItself(t *testing.T) {
	runtimeFolder(t)
	home, other := short(t), short(t)
	d, elsewhere := listen(t, home), listen(t, other)
	link := filepath.Join(short(t), "link")
	if err := os.Symlink(home, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{home, home + "/./", link} {
		if err := instance.Ask(t.Context(), path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if d.shown.Load() != 3 || elsewhere.shown.Load() != 0 {
		t.Errorf("asked %d times, the other one %d times", d.shown.Load(), elsewhere.shown.Load())
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := instance.Ask(t.Context(), home); !core.Is(err, core.Unavailable) {
		t.Errorf("after the end: %v", err)
	}
	if err := instance.Ask(t.Context(), other); err != nil {
		t.Errorf("the other one: %v", err)
	}
}

func TestWhereTheSocketIs(t *testing.T) {
	deep := filepath.Join(short(t), strings.Repeat("deep/", 30))
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		runtime, home string
		beside        bool // the database
	}{
		"in the system's folder":             {short(t), short(t), false},
		"a database far down":                {short(t), deep, false},
		"no folder of the system's":          {filepath.Join(short(t), "none"), short(t), true},
		"a folder of the system's, far down": {deep, short(t), true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv("XDG_RUNTIME_DIR", test.runtime)
			xdg.Reload()
			t.Cleanup(xdg.Reload)
			d := listen(t, test.home)
			within := test.runtime
			if test.beside {
				within = test.home
			}
			path := socket(t, within)
			for path, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
				if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
					t.Errorf("%s: %v, %v", path, info, err)
				}
			}
			if err := instance.Ask(t.Context(), test.home); err != nil || d.shown.Load() != 1 {
				t.Error(err)
			}
		})
	}
	t.Run("nowhere", func(t *testing.T) {
		t.Setenv("XDG_RUNTIME_DIR", deep)
		xdg.Reload()
		t.Cleanup(xdg.Reload)
		if _, err := instance.Listen(deep, nil); !core.Is(err, core.Unavailable) {
			t.Errorf("listen: %v", err)
		}
		if err := instance.Ask(t.Context(), deep); !core.Is(err, core.Unavailable) {
			t.Errorf("ask: %v", err)
		}
	})
}

// TestWhatStandsInTheWay: a socket that a kill has left is replaced, anything else is left alone, and a folder open to others is not used.
func TestWhatStandsInTheWay(t *testing.T) {
	runtimeFolder(t)
	home := short(t)
	d := listen(t, home)
	path := socket(t, xdg.RuntimeDir)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	left.Close()
	if err := instance.Ask(t.Context(), home); !core.Is(err, core.Unavailable) {
		t.Errorf("nobody listens: %v", err)
	}
	d = listen(t, home)
	if err := instance.Ask(t.Context(), home); err != nil {
		t.Errorf("over what was left: %v", err)
	}
	d.Close()
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d = listen(t, home)
	if text, err := os.ReadFile(path); string(text) != "mine" {
		t.Errorf("the file holds %q, %v", text, err)
	}
	if err := instance.Ask(t.Context(), home); err != nil {
		t.Errorf("beside a file: %v", err)
	}
	d.Close()
	os.Remove(path)
	if err := os.Chmod(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	listen(t, home)
	if found := socket(t, xdg.RuntimeDir, home); filepath.Dir(filepath.Dir(found)) != home {
		t.Errorf("listens in a folder open to others: %s", found)
	}
}

// TestHostileVisitors: whatever comes in, nothing is shown for it, and who asks as one should is served.
func TestHostileVisitors(t *testing.T) {
	runtimeFolder(t)
	home := short(t)
	d := listen(t, home)
	path := socket(t, xdg.RuntimeDir)
	visit := func() net.Conn {
		conn, err := new(net.Dialer).DialContext(t.Context(), "unix", path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
	for name, said := range map[string]string{
		"garbage": "\x00\xff\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03", "another verb": "tamtam quit\n", "a browser": "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"a huge line": strings.Repeat("a", 1<<20), "almost": "tamtam show ",
	} {
		t.Run(name, func(t *testing.T) {
			conn := visit()
			io.WriteString(conn, said) // it may not be read to its end
			if heard, _ := io.ReadAll(conn); len(heard) > 0 {
				t.Errorf("answered %q", heard)
			}
		})
	}
	for range 1000 { // that say nothing, or begin and never end
		io.WriteString(visit(), "tam")
	}
	if d.shown.Load() != 0 {
		t.Errorf("shown %d times", d.shown.Load())
	}
	if err := instance.Ask(t.Context(), home); err != nil || d.shown.Load() != 1 {
		t.Errorf("then asked as one should: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// TestAWindowThatDoesNotAnswer: the one who asks is not kept, nor is the one who listens when it ends.
func TestAWindowThatDoesNotAnswer(t *testing.T) {
	runtimeFolder(t)
	home := short(t)
	asked := make(chan struct{})
	l, err := instance.Listen(home, func(ctx context.Context) error {
		close(asked)
		<-ctx.Done()
		return ctx.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	if err := instance.Ask(ctx, home); !core.Is(err, core.Unavailable) || !errors.Is(err, context.Canceled) {
		t.Errorf("asked: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// TestWhoCannotShowSaysNothing: only what was shown is answered.
func TestWhoCannotShowSaysNothing(t *testing.T) {
	runtimeFolder(t)
	home := short(t)
	l, err := instance.Listen(home, func(context.Context) error { return errors.New("there is no window") })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := instance.Ask(t.Context(), home); !core.Is(err, core.Unavailable) {
		t.Errorf("asked: %v", err)
	}
}
