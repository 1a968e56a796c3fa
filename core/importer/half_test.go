package importer_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// reader reads files for as long as a run goes on, and notes every content that it meets.
type reader struct {
	*world
	mu   sync.Mutex
	seen map[core.DataType]map[string]bool
	runs atomic.Int64 // how many times all were read
}

func (r *reader) read(d store.Dataset) {
	for _, dt := range d.Types {
		var b strings.Builder
		if err := r.store.WriteFile(r.t.Context(), &b, d.ID, dt); err != nil {
			r.t.Error(err)
			return
		}
		r.mu.Lock()
		if r.seen[dt] == nil {
			r.seen[dt] = map[string]bool{}
		}
		r.seen[dt][b.String()] = true
		r.mu.Unlock()
	}
	r.runs.Add(1)
}

// whole returns the text of a file as a reader gets it.
func (r *reader) whole(d store.Dataset) imported {
	all := imported{}
	for _, dt := range d.Types {
		var b strings.Builder
		if err := r.store.WriteFile(r.t.Context(), &b, d.ID, dt); err != nil {
			r.t.Fatal(err)
		}
		all[dt] = b.String()
	}
	return all
}

// TestAReaderNeverSeesHalf reads all files again and again while a sync goes on, between its requests and between its commits: what it
// gets is the content before or the one after.
func TestAReaderNeverSeesHalf(t *testing.T) {
	for _, mode := range []importer.Mode{importer.Recent, importer.Everything} {
		w := newWorld(t, gongsim.Options{Calls: 130, WordsPerMinute: 3, Users: 12, Workspaces: 1})
		d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(90)})
		w.mustRun(d)
		w.pass(30 * time.Hour)
		all := w.truth(present.Add(-5*24*time.Hour), time.Time{}, 0)
		for n, id := range all {
			switch n % 3 {
			case 0:
				w.sim.Reword(id)
			case 1:
				w.sim.Delete(id)
			}
		}
		w.sim.Add(12)
		r := &reader{world: w, seen: map[core.DataType]map[string]bool{}}
		before := r.whole(d)
		w.before = func(*http.Request) { r.read(d) }
		done := make(chan struct{})
		var beside sync.WaitGroup
		beside.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					r.read(d)
				}
			}
		})
		result := w.runAs(d, importer.Options{Mode: mode})
		close(done)
		beside.Wait()
		w.before = nil
		after := r.whole(d)
		for _, dt := range d.Types {
			for content := range r.seen[dt] {
				if content != before[dt] && content != after[dt] {
					t.Errorf("%q: a reader saw %s neither as before nor as after: %s", mode, dt, firstDifference(content, after[dt]))
				}
			}
		}
		if c := outcomes(result)[core.Calls].Changes; c.Added == 0 || c.Changed == 0 || c.Removed == 0 {
			t.Errorf("%q: the calls are hardly others: %+v", mode, c)
		}
		if !r.seen[core.Calls][before[core.Calls]] {
			t.Errorf("%q: nobody read the calls before they changed", mode)
		}
		t.Logf("%q: all files were read %d times", mode, r.runs.Load())
	}
}
