package schedule_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a computer with a store and its schedule, in a bubble of testing/synctest: there the machine's time passes at once.
type world struct {
	t      *testing.T
	folder string
	store  *store.Store
	clock  *wallClock
	runner *runner
	zone   *time.Location
	stop   func()
	served *schedule.Schedule
}

// wallClock is the clock on the wall of a computer: it is ahead of the timers by what the computer slept and by how far it was set.
type wallClock struct {
	core.SystemClock
	mu    sync.Mutex
	ahead time.Duration
}

func (c *wallClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.SystemClock.Now().Add(c.ahead)
}

// jump sets the clock, or is a sleep of the computer, in which timers stand still.
func (c *wallClock) jump(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += by
}

// ran is a run that the schedule began.
type ran struct {
	at time.Time
	schedule.Job
}

// runner is the runner of a test. A run takes as long as lasts says and ends as ends says, by its number.
type runner struct {
	clock *wallClock
	mu    sync.Mutex
	runs  []ran
	busy  map[core.DatasetID]bool
	most  int // runs of one dataset at the same time
	why   error
	lasts func(n int) time.Duration
	ends  func(n int) schedule.End
}

func (r *runner) Ready(context.Context, store.Dataset) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.why
}

func (r *runner) set(why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.why = why
}

func (r *runner) Run(ctx context.Context, j schedule.Job) schedule.End {
	r.mu.Lock()
	n := len(r.runs)
	r.runs = append(r.runs, ran{r.clock.Now().Round(0), j})
	if r.busy[j.Dataset] {
		r.most++
	}
	r.busy[j.Dataset] = true
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.busy[j.Dataset] = false
	}()
	if r.clock.Sleep(ctx, r.lasts(n)) != nil {
		return schedule.End{Fate: schedule.Stopped}
	}
	return r.ends(n)
}

// all are the runs so far. The caller owns them.
func (r *runner) all() []ran {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]ran(nil), r.runs...)
}

// inWorld runs a test on a computer whose clock shows the time, in its zone.
func inWorld(t *testing.T, zoneName, at string, test func(w *world)) {
	t.Helper()
	folder, z := t.TempDir(), zone(t, zoneName)
	start, err := time.ParseInLocation("2006-01-02 15:04", at, z)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, folder: folder, clock: &wallClock{}, zone: z}
		w.clock.jump(start.Sub(w.clock.Now()))
		w.runner = &runner{
			clock: w.clock, busy: map[core.DatasetID]bool{}, lasts: func(int) time.Duration { return time.Minute },
			ends: func(int) schedule.End { return schedule.End{} },
		}
		w.open()
		defer func() {
			w.close()
			if w.runner.most > 0 {
				t.Error("two runs of a dataset at the same time")
			}
		}()
		test(w)
	})
}

func (w *world) open() {
	w.t.Helper()
	var err error
	if w.store, err = store.Open(w.folder, store.Options{Clock: w.clock}); err != nil {
		w.t.Fatal(err)
	}
}

// serve starts the program's loop.
func (w *world) serve() {
	ctx, cancel := context.WithCancel(w.t.Context())
	w.served = schedule.New(w.store, w.runner, schedule.Options{Clock: w.clock, Zone: func() *time.Location {
		w.runner.mu.Lock()
		defer w.runner.mu.Unlock()
		return w.zone
	}})
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := w.served.Serve(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	w.stop = func() {
		cancel()
		<-done
	}
}

func (w *world) close() {
	if w.stop != nil {
		w.stop()
		w.stop = nil
	}
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
}

// pass lets the computer run.
func (w *world) pass(d time.Duration) {
	time.Sleep(d) // in the bubble
	synctest.Wait()
}

// dataset makes a dataset with a schedule.
func (w *world) dataset(s core.Sync) store.Dataset {
	w.t.Helper()
	all, err := w.store.Datasets()
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := w.store.CreateDataset(store.Dataset{Name: "dataset " + string(rune('a'+len(all))), Types: []core.DataType{core.Calls, core.Users}, Sync: s})
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) move(z *time.Location) {
	w.runner.mu.Lock()
	defer w.runner.mu.Unlock()
	w.zone = z
}

// want checks what the runs were: when they began, by the wall, and why.
func (w *world) want(want ...string) {
	w.t.Helper()
	runs := w.runner.all()
	for n := range max(len(runs), len(want)) {
		got := "nothing"
		if n < len(runs) {
			r := runs[n]
			got = r.at.In(w.zone).Format("Jan 2 15:04:05 ") + string(r.Slot.Trigger)
			if r.Slot.Missed > 0 {
				got += " missed " + time.Duration(r.Slot.Missed).String()
			}
		}
		if n >= len(want) || got != want[n] {
			w.t.Errorf("run %d: %s, want %q", n, got, want[min(n, len(want)):])
			return
		}
	}
}
