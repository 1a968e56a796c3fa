package meetings

import (
	"context"
	"iter"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// Source is where meetings come from: a *gong.Client.
type Source interface {
	Users(ctx context.Context) iter.Seq2[gong.Page[gong.User], error]
	CallsExtensive(ctx context.Context, f gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error]
}

var _ Source = (*gong.Client)(nil)

// Options say why a run is made, and how.
type Options struct {
	Trigger timeline.Trigger
	// Slot is that of a scheduled run, else zero.
	Slot time.Time
	// DryRun decides everything and writes nothing.
	DryRun bool
	// Settings are those of a dry run that are not kept yet; nil for those that are.
	Settings *timeline.Settings
	// Progress is called with how many of how many calls were looked at, as far as is known; may be nil. It is called on the run's goroutine.
	Progress func(done, all int)
}

// Report is what a run did, or a dry run would do.
type Report struct {
	Run timeline.Run
	// Entries are the log of a dry run, nil otherwise: Timeline.Entries has that of a real one.
	Entries []timeline.Entry
	// Conflicts are the Gong users that a person must map, as they are behind the run.
	Conflicts []timeline.Mapping
}

// Syncer makes runs. Its zero value is not ready; see New.
type Syncer struct {
	store *store.Store
	clock core.Clock
}

// New makes a Syncer. The store stays the caller's.
func New(s *store.Store, c core.Clock) *Syncer { return &Syncer{s, c} }

const opRun = "sync the meetings"

// errOff says that the toggle is off.
var errOff = core.Errorf(core.Invalid, opRun, "Sync Gong Meetings is off; turn it on first")

// Run makes a run. What it could not do stands in the Report's run and in the log; the error is of what kept it from being kept or begun: the toggle
// is off (core.Invalid), or the database cannot be read or written. A dry run may be made while the toggle is off.
func (s *Syncer) Run(ctx context.Context, source Source, o Options) (Report, error) {
	r := &run{syncer: s, source: source, options: o, made: map[core.UserID]timeline.User{}, seen: map[core.CallID]bool{}}
	if err := r.begin(); err != nil {
		return Report{}, err
	}
	aborted := r.all(ctx)
	return r.end(aborted)
}

// Recover ends the runs that a former process has left in progress, and forgets what has expired. For the start of the program; where there is nothing
// to do, nothing is written.
func (s *Syncer) Recover() error {
	const op = "look after the Timeline"
	now := s.clock.Now().UTC()
	due := false
	err := s.store.ViewTimeline(op, func(t *store.Timeline) (err error) {
		runs, err := t.Runs()
		if err != nil {
			return err
		}
		due = slices.ContainsFunc(runs, func(r timeline.Run) bool { return r.Status == timeline.InProgress })
		if !due {
			due, err = t.Expires(now)
		}
		return err
	})
	if err != nil || !due {
		return err
	}
	return s.store.UpdateTimeline(op, func(t *store.Timeline) error {
		runs, err := t.Runs()
		if err != nil {
			return err
		}
		for _, r := range runs {
			if r.Status == timeline.InProgress {
				r.Status, r.Message, r.Ended, r.FileCreated = timeline.Failed, timeline.Interrupted, now, now
				if err := t.PutRun(r); err != nil {
					return err
				}
			}
		}
		return t.Expire(now)
	})
}
