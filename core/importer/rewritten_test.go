package importer_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// pageSize is the length of the database's pages that are compared, in bytes.
const pageSize = 4096

// rewritten counts the pages of the second file that are not as in the first, those by which it is longer included, and all of its pages.
func rewritten(t *testing.T, before, after string) (changed, all int) {
	t.Helper()
	a, err := os.Open(before)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b, err := os.Open(after)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	one, other := make([]byte, pageSize), make([]byte, pageSize)
	for {
		n, err := io.ReadFull(b, other)
		if err == io.EOF {
			return changed, all
		}
		if err != nil && err != io.ErrUnexpectedEOF {
			t.Fatal(err)
		}
		m, _ := io.ReadFull(a, one)
		if all++; !bytes.Equal(one[:m], other[:n]) {
			changed++
		}
	}
}

// copyOf copies the database in a folder, which nobody has open.
func copyOf(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "before")
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// reopen closes the database, lets see look at its file, and opens it again.
func (w *world) reopen(see func(path string)) {
	w.t.Helper()
	path := w.store.Path()
	if err := w.store.Close(); err != nil {
		w.t.Fatal(err)
	}
	see(path)
	s, err := store.Open(filepath.Dir(path), store.Options{Clock: w.clock})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		if err := s.Close(); err != nil {
			w.t.Error(err)
		}
	})
	w.store, w.importer = s, importer.New(s, w.clock)
}

// TestTenNewCallsCostLittle: of a large dataset, a sync a day later asks for what it re-reads and writes what is new. A small one of short
// calls has the same pages at the head of everything, which make a greater part of it.
func TestTenNewCallsCostLittle(t *testing.T) {
	calls, pace, most := 1_000, 8, 0.1
	if soak {
		calls, pace, most = 10_000, 155, 0.02
	}
	w := newWorld(t, gongsim.Options{Calls: calls, Users: 60, WordsPerMinute: pace})
	w.sim.KeepRequests(0)
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(365)})
	w.sync(d)
	w.pass(day)
	w.sync(d) // the first one that reads what is recent: from here on every day is alike
	last := w.clock.Now()
	w.pass(day)
	w.sim.Add(10)
	var before string
	w.reopen(func(path string) { before = copyOf(t, path) })
	result := w.sync(d)
	if c := outcomes(result)[core.Calls].Changes; c.Added != 10 || c.Removed != 0 {
		t.Errorf("the calls: %+v, want 10 more", c)
	}
	floor := w.sim.Floor(gongsim.FloorQuery{Types: core.DataTypes(), From: last.Add(-reRead)}).Total()
	if result.Requests > floor+2 {
		t.Errorf("%d requests, %d are needed to read what is re-read", result.Requests, floor)
	}
	w.reopen(func(path string) {
		changed, all := rewritten(t, before, path)
		share := float64(changed) / float64(all)
		t.Logf("%d calls: %d requests, floor %d; %d of %d pages rewritten, %.2f %%", calls, result.Requests, floor, changed, all, 100*share)
		if share >= most {
			t.Errorf("%d of %d pages were rewritten, %.2f %%", changed, all, 100*share)
		}
	})
	if report, err := w.store.Check(); err != nil || len(report.Problems) > 0 {
		t.Errorf("%v, %q", err, report.Problems)
	}
}
