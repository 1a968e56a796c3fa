package mirror_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/mirror"
	"tamtam/core/store"
)

// dying is a source whose user ends at one of its steps, without cleaning up: as a program that is killed.
type dying struct {
	*store.Store
	steps int
}

// step ends the goroutine when its time has come. Deferred calls run, but see no error, so they leave everything as it is.
func (d *dying) step() {
	if d.steps--; d.steps == 0 {
		runtime.Goexit()
	}
}

func (d *dying) SetMirrored(id core.DatasetID, files []store.Mirrored) error {
	d.step()
	err := d.Store.SetMirrored(id, files)
	d.step()
	return err
}

func (d *dying) WriteFile(ctx context.Context, out io.Writer, id core.DatasetID, of core.DataType) error {
	d.step()
	err := d.Store.WriteFile(ctx, out, id, of)
	d.step()
	return err
}

// TestDyingAtEachStep ends a mirroring at each of its steps. The next one makes the folder what it should be, knows its own files, and takes
// nobody else's for its own.
func TestDyingAtEachStep(t *testing.T) {
	scenes := []struct {
		name  string
		after func(w *world, d *store.Dataset) // what happens before the mirroring that dies
	}{
		{"new files", func(*world, *store.Dataset) {}},
		{"changed files", func(w *world, d *store.Dataset) {
			w.writes(*d)
			w.imports(*d, core.Calls, words(11))
			w.imports(*d, core.Users, words(11))
		}},
		{"files that go", func(w *world, d *store.Dataset) {
			w.writes(*d)
			d.Types = []core.DataType{core.Users}
			w.changed(*d)
		}},
		{"another folder", func(w *world, d *store.Dataset) {
			w.writes(*d)
			d.Mirror = w.t.TempDir()
			w.changed(*d)
		}},
	}
	for _, scene := range scenes {
		t.Run(scene.name, func(t *testing.T) {
			for step, died := 1, true; died; step++ {
				w := newWorld(t)
				d := w.dataset("All")
				for _, of := range []core.DataType{core.Calls, core.Users} {
					w.imports(d, of, words(10))
				}
				scene.after(w, &d)
				source := &dying{Store: w.Store, steps: step}
				ended := make(chan bool, 1)
				go func() {
					alive := false
					defer func() { ended <- !alive }()
					_, err := mirror.New(source).Write(context.Background(), d.ID)
					if alive = true; err != nil {
						t.Error(err)
					}
				}()
				died = <-ended
				if step == 1 && !died {
					t.Fatal("it did not die")
				}
				w.writes(d)
				w.holds(d.Mirror, []store.Dataset{d})
				if d.Mirror != w.folder {
					w.holds(w.folder, nil)
				}
			}
		})
	}
}

// Between the claim of a name and the file that gets it, somebody else may take it: that file is not ours, though the name was to be.
func TestAClaimIsNoFile(t *testing.T) {
	w := newWorld(t)
	d := w.dataset("All")
	w.imports(d, core.Calls, words(10))
	source := &dying{Store: w.Store, steps: 4} // the claim is kept, the file has no name yet
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = mirror.New(source).Write(context.Background(), d.ID)
	}()
	<-ended
	path := w.path(d, core.Calls)
	if _, err := os.Stat(path); err == nil {
		t.Fatal("it has its name already")
	}
	write(t, path, "theirs")
	if _, err := w.mirror.Write(t.Context(), d.ID); err == nil || contentOf(t, path) != "theirs" {
		t.Errorf("%v", err)
	}
}

// withoutEnd changes a dataset and mirrors it, again and again.
func withoutEnd(home, folder string) error {
	s, err := store.Open(home, store.Options{})
	if err != nil {
		return err
	}
	all, err := s.Datasets()
	if err != nil {
		return err
	}
	m := mirror.New(s)
	for round := 0; ; round++ {
		for _, of := range []core.DataType{core.Calls, core.Users} {
			if err := imported(s, all[0].ID, of, words(2000+round)); err != nil {
				return err
			}
		}
		if _, err := m.Write(context.Background(), all[0].ID); err != nil {
			return err
		}
		fmt.Println(round)
	}
}

func TestKilled(t *testing.T) {
	home, folder := t.TempDir(), t.TempDir()
	w := &world{t: t, folder: folder}
	open := func() {
		t.Helper()
		s, err := store.Open(home, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		w.Store, w.mirror = s, mirror.New(s)
	}
	open()
	d := w.dataset("All")
	for kills := range 4 {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		helper := exec.Command(os.Args[0], home, folder)
		helper.Env = append(os.Environ(), helperVariable+"=1")
		out, err := helper.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := helper.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + kills { // at another moment each time
			if !lines.Scan() {
				t.Fatal("the helper ended by itself")
			}
		}
		if err := helper.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		said, _ := io.ReadAll(out)
		if _ = helper.Wait(); strings.Contains(string(said), ":") {
			t.Fatalf("the helper failed: %s", said)
		}
		open()
		w.writes(d)
		w.holds(folder, []store.Dataset{d})
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if parts, _ := filepath.Glob(filepath.Join(folder, ".*")); len(parts) > 0 {
		t.Errorf("left behind: %q", parts)
	}
}
