package store_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// helpers are what this test binary does as another process, on a database's folder.
var helpers = map[string]func(folder string) error{
	"hold":        hold,
	"queue":       queue,
	"create":      createTogether,
	"generations": generations,
}

// process is a helper that runs.
type process struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func start(t testing.TB, helper, folder string) process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := process{Cmd: exec.Command(self, folder)}
	p.Env = append(os.Environ(), helperVariable+"="+helper)
	p.Stderr = os.Stderr
	in, inErr := p.StdinPipe()
	out, outErr := p.StdoutPipe()
	if err := errors.Join(inErr, outErr, p.Start()); err != nil {
		t.Fatal(err)
	}
	p.in, p.out = in, bufio.NewScanner(out)
	return p
}

// line is the next line that the helper prints.
func (p process) line(t testing.TB) string {
	t.Helper()
	if !p.out.Scan() {
		t.Fatalf("the helper ended: %v", p.Wait())
	}
	return p.out.Text()
}

// end lets a helper that waits go on to its end.
func (p process) end(t testing.TB) {
	t.Helper()
	p.in.Close()
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
}

func hold(folder string) error {
	s, err := store.Open(folder, store.Options{Program: "holder"})
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, s.Close())
}

func TestOnlyOneMayHoldTheFile(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	refused := func(t *testing.T) {
		t.Helper()
		if _, err := store.Open(folder, store.Options{}); !errors.Is(err, store.ErrHeld) || !core.Is(err, core.Locked) {
			t.Errorf("Open: %v", err)
		}
	}
	t.Run("in one process", refused)
	if err := s.SetSetting("n", 1); err != nil {
		t.Error(err)
	}
	s.Close()

	p := start(t, "hold", folder)
	p.line(t)
	t.Run("in another process", refused)
	p.end(t)
	if _, err := open(t, folder).Setting("n", new(int)); err != nil {
		t.Error(err)
	}
}

// createTogether waits for the others, then opens the database and counts itself there; it tries again while another one holds it.
func createTogether(folder string) error {
	fmt.Println("ready")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	for {
		s, err := store.Open(folder, store.Options{})
		if errors.Is(err, store.ErrHeld) {
			continue
		}
		if err != nil {
			return err
		}
		var n int
		_, err = s.Setting("count", &n)
		err = errors.Join(err, s.SetSetting("count", n+1))
		id, idErr := s.ID()
		fmt.Println(id)
		return errors.Join(err, idErr, s.Close())
	}
}

func TestCreatingAtOnceMakesOneDatabase(t *testing.T) {
	folder := t.TempDir()
	var all []process
	for range 5 {
		all = append(all, start(t, "create", folder))
	}
	for _, p := range all {
		p.line(t)
	}
	for _, p := range all {
		p.in.Close()
	}
	ids := map[string]bool{}
	for _, p := range all {
		ids[p.line(t)] = true
		p.end(t)
	}
	s := open(t, folder)
	var n int
	if _, err := s.Setting("count", &n); n != len(all) || len(ids) != 1 || err != nil {
		t.Errorf("%d of %d processes wrote to it; ids %v (%v)", n, len(all), ids, err)
	}
	if names, _ := os.ReadDir(folder); len(names) != 1 {
		t.Errorf("%d files in the folder, want 1", len(names))
	}
}

// Two types are imported again and again; each generation has its own records, and some that never change.
var generationTypes = []core.DataType{core.Calls, core.Users}

func generation(of core.DataType, n int) (all []text.Record) {
	for i := range 12 {
		r := rand.New(rand.NewPCG(uint64(i), uint64(n)))
		switch {
		case i%3 == 0:
			r = rand.New(rand.NewPCG(uint64(i), 0)) // never changes
		case (i+n)%4 == 0:
			continue // comes and goes
		}
		all = append(all, record(fmt.Sprintf("%s-%02d", of, i), speech(r, r.IntN(9000))))
	}
	return all
}

// generations imports one generation after the other until it is killed, and prints a line for each commit.
func generations(folder string) error {
	s, err := store.Open(folder, store.Options{})
	if err != nil {
		return err
	}
	d, err := s.DatasetNamed("Sample")
	if err != nil {
		return err
	}
	if err := s.Stage(d.ID, (*store.Stage).EndRun); err != nil {
		return err
	}
	for n := generationOf(s, d.ID) + 1; ; n++ {
		if n%2 == 0 {
			store.Thresholds(1, 4000)
		} else {
			store.Thresholds(1<<20, 1<<20)
		}
		for _, of := range generationTypes {
			for _, r := range generation(of, n) {
				err := s.Stage(d.ID, func(stage *store.Stage) error {
					return errors.Join(stage.Put(s.Encode(of, []byte(r.ID), r)), stage.SetRun(fmt.Append(nil, n, " ", r.ID)))
				})
				if err != nil {
					return err
				}
				fmt.Println("staged")
			}
			if _, _, err := s.Finish(d.ID, of, ending(strconv.Itoa(n), fmt.Append(nil, n, " ", of))); err != nil {
				return err
			}
			fmt.Println("finished")
		}
	}
}

// generationOf is the newest generation that is visible.
func generationOf(s *store.Store, id core.DatasetID) (newest int) {
	files, _ := s.Files(id)
	for _, f := range files {
		n, _ := strconv.Atoi(f.Header.Fact("Note"))
		newest = max(newest, n)
	}
	return newest
}

// TestKilledAnywhere kills a process that imports at random points: the visible files are always those of one complete generation.
func TestKilledAnywhere(t *testing.T) {
	kills := 10
	if soak() {
		kills = 300
	}
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Sample")
	s.Close()
	for range kills {
		p := start(t, "generations", folder)
		for range 1 + rand.IntN(60) {
			p.line(t)
		}
		for range rand.IntN(1_000_000) { // somewhere within the commit that follows
			continue
		}
		p.Process.Kill()
		p.Wait()

		s := open(t, folder)
		files, err := s.Files(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			n, _ := strconv.Atoi(f.Header.Fact("Note"))
			var want bytes.Buffer
			want.Write(text.AppendHeader(nil, header(strconv.Itoa(n))))
			for _, r := range generation(f.Type, n) {
				want.WriteString("\n" + string(text.Append(nil, r)))
			}
			if got := content(t, s, id, f.Type); got != want.String() || f.Bytes != int64(want.Len()) {
				t.Fatalf("%s: the file is not that of generation %d", f.Type, n)
			}
		}
		if state, err := s.Run(id); state != nil || err != nil {
			word, _, _ := strings.Cut(string(state), " ")
			if n, _ := strconv.Atoi(word); err != nil || n != generationOf(s, id) && n != generationOf(s, id)+1 {
				t.Fatalf("the run is at %q, the files at %d (%v)", state, generationOf(s, id), err)
			}
		}
		checkSound(t, s)
		s.Close()
	}
	if s := open(t, folder); generationOf(s, id) == 0 {
		t.Error("no generation was ever finished")
	}
}

// fillUp imports a file, then stages more until there is no space left, and finds the file unharmed, also by the next one to open it.
func fillUp(folder string) error {
	s, err := store.Open(folder, store.Options{})
	if err != nil {
		return err
	}
	d, err := s.CreateDataset(store.Dataset{Name: "Full", Types: core.DataTypes()})
	if err != nil {
		return err
	}
	stage := func(from int) error {
		return s.Stage(d.ID, func(stage *store.Stage) error {
			noise := make([]byte, 40_000)
			for i := range 5 {
				rand.NewChaCha8([32]byte{byte(from), byte(from >> 8), byte(i)}).Read(noise)
				one := record(strconv.Itoa(from+i), hex.EncodeToString(noise))
				if err := stage.Put(s.Encode(core.Calls, []byte(one.ID), one)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := stage(0); err != nil {
		return err
	}
	if _, _, err := s.Finish(d.ID, core.Calls, ending("old", nil)); err != nil {
		return err
	}
	var before bytes.Buffer
	if err := s.WriteFile(context.Background(), &before, d.ID, core.Calls); err != nil {
		return err
	}
	for page := 1; err == nil; page++ {
		err = stage(page * 100)
	}
	if !core.Is(err, core.Full) {
		return fmt.Errorf("the error is %w, want one of kind full", err)
	}
	if err := s.Backup(filepath.Join(folder, "copy")); err != nil && !core.Is(err, core.Full) {
		return fmt.Errorf("the backup's error is %w, want one of kind full", err)
	}
	_ = os.Remove(filepath.Join(folder, "copy")) // a limit on files, unlike a disk, has room for it
	return unharmed(s, folder, d.ID, before.String())
}

// unharmed finds the file as it was, in the store as it stands and in the folder opened again.
func unharmed(s *store.Store, folder string, id core.DatasetID, want string) (err error) {
	for range 2 { // as it stands, and opened again
		var after bytes.Buffer
		if err := s.WriteFile(context.Background(), &after, id, core.Calls); err != nil || after.String() != want {
			return fmt.Errorf("the file has changed (%w)", err)
		}
		if report, err := s.Check(); err != nil || len(report.Problems) > 0 {
			return fmt.Errorf("check: %w %q", err, report.Problems)
		}
		if err := s.Close(); err != nil {
			return err
		}
		if s, err = store.Open(folder, store.Options{}); err != nil {
			return err
		}
	}
	if names, _ := os.ReadDir(folder); len(names) != 1 {
		return fmt.Errorf("%d files in the folder, want 1", len(names))
	}
	return s.Close()
}
