//go:build keyring && linux

package vault_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	ss "github.com/zalando/go-keyring/secret_service"

	"tamtam/core"
	"tamtam/core/vault"
)

// These need a Secret Service of their own, each in another state: testdata/secret-service.sh makes them.

// longest is how long a test waits for what other programs do before it gives them up.
const longest = 20 * time.Second

func TestSystemUnlocked(t *testing.T) {
	suite(t, vault.KindKeychain, func(string) vault.Options { return vault.Options{} })
}

func TestSystemMove(t *testing.T) {
	vault.CheapPassphrases(t)
	database, b := core.NewID(), &blob{}
	v := open(t, database, b, empty(vault.Options{}))
	sealed := v.Seal("b", "k", []byte("plain"))
	for _, step := range []struct {
		to    vault.Kind
		words string
		held  int
	}{
		{vault.KindPassphrase, oldWords, 0},
		{vault.KindPassphrase, newWords, 0},
		{vault.KindKeychain, "", 1},
		{vault.KindPassphrase, newWords, 0},
	} {
		if err := v.Move(t.Context(), step.to, core.NewSecret(step.words)); err != nil {
			t.Fatal(err)
		}
		v = open(t, database, b, by(step.words))
		if got, err := v.Open("b", "k", sealed); err != nil || string(got) != "plain" || v.Kind() != step.to {
			t.Errorf("by %s: got %q, %v", v.Kind(), got, err)
		}
		if n := items(t, database); n != step.held {
			t.Errorf("to %s: the keychain holds %d keys", step.to, n)
		}
	}
}

// The service is stopped as a whole, as by a machine that swaps. It goes on where it was.
func TestSystemSlow(t *testing.T) {
	database, b := core.NewID(), &blob{}
	sealed := open(t, database, b, empty(vault.Options{})).Seal("b", "k", []byte("plain"))
	service, err := ss.NewSecretService()
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	if err := service.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, "org.freedesktop.secrets").Store(&pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Kill(pid, syscall.SIGCONT) })
	for range 2 {
		if _, err := vault.Open(t.Context(), database, b, empty(vault.Options{})); !timedOut(err) {
			t.Errorf("got %v, want timed out", err)
		}
	}
	if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	for began := time.Now(); ; {
		v, err := vault.Open(vault.Attended(t.Context()), database, b, vault.Options{})
		if timedOut(err) && time.Since(began) < longest {
			continue // the question of before is still open
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, err := v.Open("b", "k", sealed); err != nil || string(got) != "plain" {
			t.Errorf("got %q, %v", got, err)
		}
		break
	}
	if b.saves != 1 {
		t.Errorf("the header was written %d times, want once", b.saves)
	}
}

// opened is what a process tells that has opened the vault of a database for the first time and sealed a value, or could not.
type opened struct {
	Header, Sealed []byte
	Failed         core.Kind
}

// TestSystemProcess is no test by itself: it is the other process of TestSystemTwoProcesses.
func TestSystemProcess(t *testing.T) {
	database := os.Getenv("TAMTAM_TEST_DATABASE")
	if database == "" {
		return
	}
	os.Stdout.WriteString("ready\n")
	io.ReadAll(os.Stdin) // until all are ready
	b, o := &blob{}, opened{}
	if v, err := vault.Open(t.Context(), database, b, empty(vault.Options{})); err == nil {
		o.Sealed = v.Seal("b", "k", []byte("plain"))
	} else {
		o.Failed = core.KindOf(err)
	}
	o.Header = b.bytes
	if err := json.NewEncoder(os.Stdout).Encode(o); err != nil {
		t.Fatal(err)
	}
}

// process starts another process that is to open the vault of the database when it is let go.
func process(t *testing.T, database string) (letGo func(), answer func() opened) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, os.Args[0], "-test.run", "^TestSystemProcess$")
	c.Env = append(os.Environ(), "TAMTAM_TEST_DATABASE="+database)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, len("ready\n"))); err != nil {
		t.Fatal(err)
	}
	return func() { in.Close() }, func() (o opened) {
		if err := json.NewDecoder(out).Decode(&o); err != nil {
			t.Error(err)
		}
		io.Copy(io.Discard, out)
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
		return o
	}
}

// atOnce lets a process open each of the databases at the same time.
func atOnce(t *testing.T, databases ...string) []opened {
	t.Helper()
	starts, answers := make([]func(), len(databases)), make([]func() opened, len(databases))
	for i, database := range databases {
		starts[i], answers[i] = process(t, database)
	}
	for _, start := range starts {
		start()
	}
	all := make([]opened, len(databases))
	for i, answer := range answers {
		all[i] = answer()
	}
	return all
}

func TestSystemTwoProcesses(t *testing.T) {
	opens := func(database string, o opened) error {
		v, err := vault.Open(t.Context(), database, &blob{bytes: o.Header}, vault.Options{})
		if err == nil {
			_, err = v.Open("b", "k", o.Sealed)
		}
		return err
	}
	t.Run("of two databases do not meet", func(t *testing.T) {
		for range 5 {
			databases := []string{core.NewID(), core.NewID()}
			for i, o := range atOnce(t, databases...) {
				if err := opens(databases[i], o); err != nil {
					t.Error(err)
				}
			}
		}
	})
	// The lock on the database's file lets no two processes come here; copies of one file have no such lock.
	t.Run("of copies of one database leave one key", func(t *testing.T) {
		for range 5 {
			database, good := core.NewID(), 0
			for _, o := range atOnce(t, database, database) {
				if o.Sealed == nil { // it saw that the other was first
					if o.Header != nil || o.Failed != core.Unavailable && o.Failed != core.Broken {
						t.Errorf("it wrote %d bytes and said %v", len(o.Header), o.Failed)
					}
					continue
				}
				switch err := opens(database, o); {
				case err == nil:
					good++
				case !core.Is(err, core.Broken): // refused, not garbled
					t.Error(err)
				}
			}
			if good == 0 {
				t.Error("neither opens what it sealed")
			}
			open(t, database, &blob{}, vault.Options{}) // who failed can try again
			if n := items(t, database); n != 1 {
				t.Errorf("the keychain holds %d keys", n)
			}
		}
	})
}

// items counts what the keychain holds for a database.
func items(t *testing.T, database string) int {
	t.Helper()
	service, err := ss.NewSecretService()
	if err != nil {
		t.Fatal(err)
	}
	found, err := service.SearchItems(service.GetLoginCollection(), map[string]string{"service": vault.Service, "username": "data-key-v1." + database})
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}

func TestSystemLocked(t *testing.T) {
	for range 2 {
		b := &blob{}
		if _, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true}); !core.Is(err, core.Locked) || b.saves != 0 {
			t.Errorf("got %v and %d headers, want locked and none", err, b.saves)
		}
	}
	if err := vault.Forget(t.Context(), core.NewID(), &blob{}, vault.Options{}); !core.Is(err, core.Locked) {
		t.Errorf("forget: got %v, want locked", err)
	}
}

// It leaves no prompt open: TestSystemHang comes after it, and sees its own first.
func TestSystemQuiet(t *testing.T) {
	b := &blob{}
	if _, err := vault.Open(vault.Quiet(t.Context()), core.NewID(), b, vault.Options{Empty: true}); !core.Is(err, core.Locked) || b.saves != 0 {
		t.Errorf("got %v and %d headers, want locked and none", err, b.saves)
	}
}

func TestSystemHang(t *testing.T) {
	const still = "still open" // the keychain is not asked a second time
	tests := []struct {
		name  string
		still bool
	}{
		{"gives up on an unanswered prompt", false},
		{"knows that the prompt is still open", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := &blob{}
			_, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true})
			if !core.Is(err, core.Unavailable) || !errors.Is(err, vault.ErrTimedOut) || b.saves != 0 {
				t.Errorf("got %v and %d headers, want timed out and none", err, b.saves)
			}
			if strings.Contains(err.Error(), still) != test.still {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The person presses Escape on the prompt, as often as it comes.
func TestSystemDismissed(t *testing.T) {
	ctx, cancel := context.WithTimeout(vault.Attended(t.Context()), longest)
	defer cancel()
	for range 2 {
		b := &blob{}
		failed := make(chan error, 1)
		go func() {
			_, err := vault.Open(ctx, core.NewID(), b, vault.Options{Empty: true})
			failed <- err
		}()
		if out, err := exec.CommandContext(ctx, "xdotool", "search", "--sync", "--onlyvisible", "--class", "gcr-prompter").CombinedOutput(); err != nil {
			t.Fatalf("no prompt: %v: %s", err, out)
		}
		if err := pressing(ctx, t, failed); !core.Is(err, core.Locked) || !errors.Is(err, vault.ErrLocked) || b.saves != 0 {
			t.Errorf("got %v and %d headers, want locked and none", err, b.saves)
		}
	}
}

// pressing presses Escape until an answer comes: a window is there before it has the keyboard.
func pressing(ctx context.Context, t *testing.T, answer <-chan error) error {
	t.Helper()
	for {
		select {
		case err := <-answer:
			return err
		default:
		}
		if out, err := exec.CommandContext(ctx, "xdotool", "key", "Escape").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

func TestSystemAbsent(t *testing.T) {
	b := &blob{}
	_, err := vault.Open(t.Context(), core.NewID(), b, vault.Options{Empty: true})
	if !core.Is(err, core.Unavailable) || errors.Is(err, vault.ErrTimedOut) || b.saves != 0 {
		t.Errorf("got %v and %d headers, want unavailable and none", err, b.saves)
	}
	if got := vault.Probe(t.Context(), core.NewID(), b, vault.Options{}); got.State != vault.Unavailable {
		t.Errorf("got %+v", got)
	}
	v := open(t, core.NewID(), b, empty(by(oldWords)))
	if err := v.Move(t.Context(), vault.KindKeychain, core.Secret{}); !core.Is(err, core.Unavailable) || v.Kind() != vault.KindPassphrase {
		t.Errorf("moved by %v to %s", err, v.Kind())
	}
}
