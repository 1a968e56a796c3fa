package attach

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// helperVariable has this test binary refresh the dataset of a database, as another process, until it is killed.
const helperVariable = "TAMTAM_TEST_ATTACH"

// Many small files, and one that is kept in several transactions.
const (
	smallFiles = 260
	bigSize    = 9 << 20
)

func fileName(i int) string {
	if i == smallFiles {
		return "big.bin"
	}
	return fmt.Sprintf("%02d/%03d.txt", i%7, i)
}

// generationOf is what a file holds in a generation, the number of which stands in its first line.
func generationOf(i, n int) []byte {
	head := fmt.Sprintf("generation %d\n", n)
	if i == smallFiles {
		noise := make([]byte, bigSize)
		rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)}).Read(noise)
		return append([]byte(head), noise...)
	}
	r := rand.New(rand.NewPCG(uint64(i), uint64(n)))
	return []byte(head + strings.Repeat(fmt.Sprintf("file %d says %d\n", i, r.Uint64()), 1+r.IntN(200)))
}

// writeGeneration writes all files anew, each in one step and as of the hour of its generation. Every third small file stays as it is.
func writeGeneration(notes string, n int) error {
	for i := range smallFiles + 1 {
		if n > 1 && i%3 == 0 && i < smallFiles {
			continue
		}
		path := filepath.Join(notes, filepath.FromSlash(fileName(i)))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path+".tmp", generationOf(i, n), 0o600); err != nil {
			return err
		}
		then := time.Date(2026, 1, 1, n, 0, 0, 0, time.UTC)
		if err := os.Chtimes(path+".tmp", then, then); err != nil {
			return err
		}
		if err := os.Rename(path+".tmp", path); err != nil {
			return err
		}
	}
	return nil
}

// printing prints a line before and after each transaction that keeps something.
type printing struct{ *store.Store }

func (t printing) KeepAttached(id core.DatasetID, readings ...store.Reading) ([]store.Attached, error) {
	fmt.Println("keeps")
	defer fmt.Println("kept")
	return t.Store.KeepAttached(id, readings...)
}

func (t printing) SweepAttached(id core.DatasetID) error {
	fmt.Println("sweeps")
	return t.Store.SweepAttached(id)
}

// newest is the newest generation of which a file is kept.
func newest(s *store.Store, id core.DatasetID) (n int, err error) {
	all, err := s.AttachedFiles(id)
	for _, a := range all {
		n = max(n, a.Modified.Hour()+24*(a.Modified.Day()-1))
	}
	return n, err
}

// refreshForEver writes one generation after the other and takes it over. What another process was killed at is gone on with first.
func refreshForEver(home string) error {
	s, err := store.Open(home, store.Options{})
	if err != nil {
		return err
	}
	d, err := s.DatasetNamed("Sample")
	if err != nil {
		return err
	}
	sources, err := s.Sources(d.ID)
	if err != nil {
		return err
	}
	service := New(printing{s}, Options{})
	for {
		if _, err := service.Refresh(context.Background(), d.ID); err != nil {
			return err
		}
		n, err := newest(s, d.ID)
		if err != nil {
			return err
		}
		if err := writeGeneration(sources[0].Path, n+1); err != nil {
			return err
		}
	}
}

// TestKilledAnywhere kills a process that takes many files over, at random points. Each file is then wholly that of one generation, none is
// lost, and the next process goes on.
func TestKilledAnywhere(t *testing.T) {
	kills := 6
	if os.Getenv("TAMTAM_SOAK") == "1" {
		kills = 200
	}
	home, notes := t.TempDir(), filepath.Join(t.TempDir(), "notes")
	if err := writeGeneration(notes, 1); err != nil {
		t.Fatal(err)
	}
	open := func() *store.Store {
		s, err := store.Open(home, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	d, err := s.CreateDataset(store.Dataset{Name: "Sample"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(s, Options{}).Add(d.ID, notes); err != nil {
		t.Fatal(err)
	}
	s.Close()
	known := map[string]core.AttachedID{}
	for range kills {
		killWhileRefreshing(t, home)
		s := open()
		holdsWhole(t, s, d.ID, known)
		s.Close()
	}
	s = open()
	defer s.Close()
	before := len(known)
	result, err := New(s, Options{}).Refresh(t.Context(), d.ID)
	holdsWhole(t, s, d.ID, known)
	if err != nil || len(known) != smallFiles+1 || result.Added != len(known)-before || result.Vanished != 0 || result.Same == 0 {
		t.Errorf("the last one: %+v, %v; %d files", result, err, len(known))
	}
	for i := range smallFiles + 1 {
		disk, err := os.ReadFile(filepath.Join(notes, filepath.FromSlash(fileName(i))))
		if got := contentOf(t, s, d.ID, known[fileName(i)]); err != nil || got != string(disk) {
			t.Errorf("%s is not what is on the disk (%v)", fileName(i), err)
		}
	}
}

// killWhileRefreshing ends another process by a signal somewhere in what it does.
func killWhileRefreshing(t *testing.T, home string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env, c.Stderr = append(os.Environ(), helperVariable+"="+home), os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range 1 + rand.IntN(14) {
		if !lines.Scan() {
			t.Fatalf("the helper ended: %v", c.Wait())
		}
	}
	for range rand.IntN(30_000_000) { // somewhere within what follows
		continue
	}
	_ = c.Process.Kill()
	_ = c.Wait()
}

func contentOf(t *testing.T, s *store.Store, id core.DatasetID, file core.AttachedID) string {
	t.Helper()
	var b strings.Builder
	if err := s.WriteAttached(t.Context(), &b, id, file); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// holdsWhole demands that each file has one content that it had on the disk, with the head that belongs to it, and that those known
// before are there. It notes the new ones.
func holdsWhole(t *testing.T, s *store.Store, id core.DatasetID, known map[string]core.AttachedID) {
	t.Helper()
	if report, err := s.Check(); err != nil || len(report.Problems) > 0 {
		t.Fatalf("check: %v %q", err, report.Problems)
	}
	all, err := s.AttachedFiles(id)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]store.Attached{}
	for _, a := range all {
		byName[a.Name] = a
	}
	if len(byName) != len(all) {
		t.Errorf("%d files have %d names", len(all), len(byName))
	}
	for name, before := range known {
		if now := byName[name]; now.ID != before || !now.Vanished.IsZero() {
			t.Fatalf("%s is lost: %+v", name, now)
		}
	}
	for i := range smallFiles + 1 {
		a, ok := byName[fileName(i)]
		if !ok {
			continue
		}
		known[a.Name] = a.ID
		content := contentOf(t, s, id, a.ID)
		var n int
		if _, err := fmt.Sscanf(content, "generation %d\n", &n); err != nil || content != string(generationOf(i, n)) {
			t.Fatalf("%s holds half of something (%v)", a.Name, err)
		}
		if sum := sha256.Sum256([]byte(content)); a.Hash != hex.EncodeToString(sum[:]) || a.Modified.Day() != 1+n/24 || a.Modified.Hour() != n%24 {
			t.Fatalf("%s: the head is that of another content than generation %d: %+v", a.Name, n, a)
		}
	}
}
