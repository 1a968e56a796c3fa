package schedule

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// wake is how long the loop sleeps at most: a computer that was asleep, and a clock that was set, are noticed by then.
const wake = 30 * time.Second

// recentReports is how many of a dataset's latest runs are asked whether they have done a slot's work.
const recentReports = 30

// Runner runs datasets.
type Runner interface {
	// Ready tells why a run of a dataset cannot begin at the moment: core.Busy while one is under way, core.Unauthorized without a connection,
	// core.Locked or core.Unavailable for credentials that cannot be opened; nil when it can. It is asked at every wake while a slot is due, and
	// may ask nobody anything that a person would notice. It ends with ctx.
	Ready(ctx context.Context, d store.Dataset) error
	// Run runs a dataset and tells how that ended. It ends within a second of ctx.
	Run(ctx context.Context, j Job) End
}

// Job is a run to begin.
type Job struct {
	Dataset core.DatasetID
	Slot    Slot
	// Types are those to bring up to date, never none.
	Types []core.DataType
}

// Options are what New takes beside what it needs; the zero value is the machine's clock and zone.
type Options struct {
	Clock core.Clock
	// Zone is where the computer is, asked at every wake; nil for LocalZone.
	Zone func() *time.Location
	Log  *slog.Logger
}

// Schedule runs the datasets of a store when they are due. It may be used from several goroutines.
type Schedule struct {
	store  *store.Store
	runner Runner
	clock  core.Clock
	zone   func() *time.Location
	log    *slog.Logger

	mu    sync.Mutex
	going map[core.DatasetID]Slot
	waits map[core.DatasetID]error // why a slot that is due has no run
	rouse context.CancelFunc       // ends the loop's sleep
	jobs  sync.WaitGroup
}

// New returns the schedule of a store's datasets. Nothing runs before Serve or Once.
func New(s *store.Store, r Runner, o Options) *Schedule {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Zone == nil {
		o.Zone = LocalZone
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Schedule{
		store: s, runner: r, clock: o.Clock, zone: o.Zone, log: o.Log, going: map[core.DatasetID]Slot{}, waits: map[core.DatasetID]error{},
		rouse: func() {},
	}
}

// Serve runs what is due until ctx ends, and returns when the runs have ended, too, within about a second. Its error is nil then. One Serve
// at a time.
func (s *Schedule) Serve(ctx context.Context) error {
	defer s.jobs.Wait()
	for ctx.Err() == nil {
		nap, cancel := context.WithCancel(ctx)
		s.mu.Lock()
		s.rouse = cancel
		s.mu.Unlock()
		_ = s.clock.Sleep(nap, s.look(ctx)) // ended early by Wake or by ctx, which the loop asks
		cancel()
	}
	return nil
}

// Once runs what is due and returns when that has ended.
func (s *Schedule) Once(ctx context.Context) {
	s.look(ctx)
	s.jobs.Wait()
}

// Wake has the loop look at once, after something has changed that it may wait for.
func (s *Schedule) Wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rouse()
}

// now is the time by the clock on the wall: without the monotonic reading, which stands still while a computer sleeps.
func (s *Schedule) now() time.Time { return s.clock.Now().Round(0) }

// look begins all runs that are due, and returns for how long there is nothing more to do.
func (s *Schedule) look(ctx context.Context) time.Duration {
	all, err := s.store.Datasets()
	if err != nil {
		s.log.Error("the schedule cannot be read", "err", err)
		return wake
	}
	s.forgetAllBut(all)
	now, zone := s.now(), s.zone()
	sleep := wake
	for _, d := range all {
		if ctx.Err() != nil {
			return 0
		}
		next, err := s.consider(ctx, d, now, zone)
		if err != nil {
			s.log.Error("a dataset's schedule", "dataset", string(d.ID), "err", err)
		}
		if until := next.Sub(now); until > 0 {
			sleep = min(sleep, until)
		}
	}
	return sleep
}

// consider begins a dataset's run if it is due, and returns when the next one is.
func (s *Schedule) consider(ctx context.Context, d store.Dataset, now time.Time, zone *time.Location) (next time.Time, err error) {
	types := d.Sync.Covers(d.Types)
	if d.Sync.Every == core.Never || len(types) == 0 {
		s.wait(d.ID, nil)
		return time.Time{}, nil
	}
	s.mu.Lock()
	_, going := s.going[d.ID]
	s.mu.Unlock()
	if going {
		return time.Time{}, nil
	}
	t, err := s.store.Timetable(d.ID)
	if err != nil {
		return time.Time{}, err
	}
	if mend(d.Sync, &t, now, zone) {
		if t, err = s.edit(d, func(t *store.Timetable) bool { return mend(d.Sync, t, now, zone) }); err != nil {
			return time.Time{}, err
		}
	}
	slot, ok := due(d.Sync, t, now, zone)
	if !ok {
		s.wait(d.ID, nil)
		return upcoming(d.Sync, t, now, zone), nil
	}
	handled, err := s.needless(d, t, types, slot, now)
	if err != nil {
		return time.Time{}, err
	}
	if handled {
		s.wait(d.ID, nil)
		t, err = s.edit(d, func(t *store.Timetable) bool { handle(t, slot.At); return true })
		return upcoming(d.Sync, t, now, zone), err
	}
	if why := s.runner.Ready(ctx, d); why != nil {
		s.wait(d.ID, why)
		return time.Time{}, nil
	}
	_, err = s.edit(d, func(t *store.Timetable) bool { open(t, slot); return true })
	s.wait(d.ID, err)
	if err == nil {
		s.begin(ctx, Job{Dataset: d.ID, Slot: slot, Types: types})
	}
	return Next(d.Sync, now, zone), err
}

// needless tells whether a slot is to be handled without a run: its work is done, or has ended the program too often.
func (s *Schedule) needless(d store.Dataset, t store.Timetable, types []core.DataType, slot Slot, now time.Time) (bool, error) {
	if t.Turn != nil && t.Turn.Slot.Equal(slot.At) && t.Turn.Cut >= mostCuts {
		s.log.Warn("a scheduled run was cut off too often, and waits for its next time", "dataset", string(d.ID), "times", t.Turn.Cut)
		return true, nil
	}
	reports, err := s.store.Reports(d.ID, "", recentReports)
	return covered(reports, types, slot.At, now), err
}

// edit changes a dataset's timetable, unless its schedule is another one by now.
func (s *Schedule) edit(d store.Dataset, change func(*store.Timetable) bool) (store.Timetable, error) {
	return s.store.EditTimetable(d.ID, func(now store.Dataset, t *store.Timetable) bool {
		return now.Sync.Every == d.Sync.Every && now.Sync.At == d.Sync.At && now.Sync.On == d.Sync.On && change(t)
	})
}

// begin runs a job on a goroutine of its own.
func (s *Schedule) begin(ctx context.Context, j Job) {
	s.mu.Lock()
	s.going[j.Dataset] = j.Slot
	s.mu.Unlock()
	s.jobs.Go(func() {
		end := s.runner.Run(ctx, j)
		_, err := s.store.EditTimetable(j.Dataset, func(_ store.Dataset, t *store.Timetable) bool { return shut(t, j.Slot.At, end, s.now()) })
		if err != nil && !core.Is(err, core.NotFound) {
			s.log.Error("the schedule was not kept", "dataset", string(j.Dataset), "err", err)
		}
		s.mu.Lock()
		delete(s.going, j.Dataset)
		s.mu.Unlock()
	})
}

func (s *Schedule) wait(id core.DatasetID, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if why == nil {
		delete(s.waits, id)
		return
	}
	s.waits[id] = why
}

// forgetAllBut drops what was waited for by datasets that are gone.
func (s *Schedule) forgetAllBut(all []store.Dataset) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.waits {
		if !slices.ContainsFunc(all, func(d store.Dataset) bool { return d.ID == id }) {
			delete(s.waits, id)
		}
	}
}

// Waits tells why a slot that is due has no run, as Runner.Ready said at the last wake; nil when none waits.
func (s *Schedule) Waits(id core.DatasetID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waits[id]
}

// Next is when a dataset's next run is wanted: its next slot, or when a run is tried again or goes on before that. In the past it is due
// and waits (Waits). ok is false for a dataset without a schedule, and core.NotFound is returned for none at all.
func (s *Schedule) Next(id core.DatasetID) (at time.Time, ok bool, err error) {
	d, err := s.store.Dataset(id)
	if err != nil {
		return time.Time{}, false, err
	}
	return s.nextOf(d)
}

func (s *Schedule) nextOf(d store.Dataset) (at time.Time, ok bool, err error) {
	if d.Sync.Every == core.Never || len(d.Sync.Covers(d.Types)) == 0 {
		return time.Time{}, false, nil
	}
	now, zone := s.now(), s.zone()
	s.mu.Lock()
	_, going := s.going[d.ID]
	s.mu.Unlock()
	if going {
		return Next(d.Sync, now, zone), true, nil
	}
	t, err := s.store.Timetable(d.ID)
	if err != nil {
		return time.Time{}, false, err
	}
	return upcoming(d.Sync, t, now, zone), true, nil
}

// Upcoming is a dataset's next run.
type Upcoming struct {
	Dataset core.DatasetID
	Name    string
	// At is as Schedule.Next has it.
	At time.Time
}

// Upcoming lists the next run of each dataset that has a schedule, the first to come first.
func (s *Schedule) Upcoming() ([]Upcoming, error) {
	all, err := s.store.Datasets()
	if err != nil {
		return nil, err
	}
	var next []Upcoming
	for _, d := range all {
		at, ok, err := s.nextOf(d)
		if err != nil {
			return nil, err
		}
		if ok {
			next = append(next, Upcoming{d.ID, d.Name, at})
		}
	}
	slices.SortStableFunc(next, func(a, b Upcoming) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name)) })
	return next, nil
}
