package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// note is where the holder leaves word.
func note(folder string) string { return filepath.Join(folder, ".tamtam-holder") }

// holderOf is who is told to hold the database of the folder.
func holderOf(t *testing.T, folder string) store.Holder {
	t.Helper()
	s, err := store.Open(folder, store.Options{})
	held, ok := errors.AsType[*store.HeldError](err)
	if !ok || !errors.Is(err, store.ErrHeld) || !core.Is(err, core.Locked) {
		t.Fatalf("opened %v: %v", s != nil, err)
	}
	if held.Found.IsZero() {
		t.Error("it is not known when the database was found held")
	}
	return held.Holder
}

func TestWhoHoldsTheDatabase(t *testing.T) {
	folder := t.TempDir()
	s, err := store.Open(folder, store.Options{Program: "Tamtam", Clock: new(ticking)})
	if err != nil {
		t.Fatal(err)
	}
	if h := holderOf(t, folder); h.Program != "Tamtam" || h.PID != os.Getpid() || h.Since.Year() != 2026 {
		t.Errorf("%+v", h)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(note(folder)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the note after the end: %v", err)
	}
	p := start(t, "hold", folder)
	p.line(t)
	if h := holderOf(t, folder); h.Program != "holder" || h.PID != p.Process.Pid {
		t.Errorf("%+v, want process %d", h, p.Process.Pid)
	}
	p.end(t)
}

func TestAKilledHolderIsNotNamed(t *testing.T) {
	folder := t.TempDir()
	p := start(t, "hold", folder)
	p.line(t)
	p.Process.Kill()
	p.Wait()
	open(t, folder) // it tells nobody who it is
	if h := holderOf(t, folder); h != (store.Holder{}) {
		t.Errorf("named %+v", h)
	}
}

// TestStrangeNotesAreNotShown: what could not have been left by Tamtam is not quoted to anybody.
func TestStrangeNotesAreNotShown(t *testing.T) {
	for name, program := range map[string]string{
		"a control character": "Tam\x1b[2Jtam", "a long name": strings.Repeat("t", 65), "half a note": strings.Repeat("t", 2000), "a letter from elsewhere": "Tаmtam",
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s, err := store.Open(folder, store.Options{Program: program})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if h := holderOf(t, folder); h != (store.Holder{}) {
				t.Errorf("%+v", h)
			}
		})
	}
}

// counted is the machine's clock, which counts how often it is waited on.
type counted struct {
	core.SystemClock
	n atomic.Int64
}

func (c *counted) Sleep(ctx context.Context, d time.Duration) error {
	c.n.Add(1)
	return c.SystemClock.Sleep(ctx, d)
}

func TestWaitingForTheDatabase(t *testing.T) {
	folder := t.TempDir()
	p := start(t, "hold", folder)
	p.line(t)
	told := 0
	clock := new(counted)
	s, err := store.OpenWhenFree(t.Context(), folder, store.Options{Clock: clock}, func(err error) {
		if held, ok := errors.AsType[*store.HeldError](err); !ok || held.Holder.PID != p.Process.Pid {
			t.Errorf("told of %v", err)
		}
		told++
		p.end(t)
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if told != 1 || clock.n.Load() < 10 {
		t.Errorf("told %d times, waited %d times", told, clock.n.Load())
	}
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	folder := t.TempDir()
	open(t, folder)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := store.OpenWhenFree(ctx, folder, store.Options{}, func(error) { cancel() })
	if !core.Is(err, core.Canceled) || !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestWaitingIsNotForWhatStays(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, store.FileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenWhenFree(t.Context(), folder, store.Options{}, nil); !errors.Is(err, store.ErrEmpty) {
		t.Errorf("ended with %v", err)
	}
}

// queue waits for its turn and counts itself.
func queue(folder string) error {
	s, err := store.OpenWhenFree(context.Background(), folder, store.Options{Program: "queue"}, func(error) { fmt.Println("waits") })
	if err != nil {
		return err
	}
	var n int
	_, err = s.Setting("turns", &n)
	return errors.Join(err, s.SetSetting("turns", n+1), s.Close())
}

func TestAllWhoWaitGetTheirTurn(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	var all []process
	for range 4 {
		all = append(all, start(t, "queue", folder))
	}
	for _, p := range all {
		if got := p.line(t); got != "waits" {
			t.Fatal(got)
		}
	}
	s.Close()
	for _, p := range all {
		p.end(t)
	}
	var n int
	if _, err := open(t, folder).Setting("turns", &n); err != nil || n != len(all) {
		t.Errorf("%d of %d had their turn (%v)", n, len(all), err)
	}
}
