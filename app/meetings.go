package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
)

// meetingRuns are the runs of the Timeline, one at a time. What is asked for while one goes on becomes at most one run behind it.
type meetingRuns struct {
	*program
	syncer *meetings.Syncer
	// source makes the client of a connection.
	source func(ctx context.Context, id core.ConnectionID) (meetings.Source, error)

	mu     sync.Mutex
	going  *meetingRun
	behind *meetings.Options // the run that follows
	later  time.Time         // until when no slot is tried, because a run could not begin
	heard  []func(meetings.Report, error)
	wg     sync.WaitGroup
}

// meetingRun is a run under way.
type meetingRun struct {
	trigger timeline.Trigger
	since   time.Time
	done    int
	all     int
	cancel  context.CancelFunc
	stopped bool
}

const opMeetings = "sync the meetings"

func newMeetingRuns(a *program) *meetingRuns {
	m := &meetingRuns{program: a, syncer: meetings.New(a.store, a.clock)}
	m.source = func(ctx context.Context, id core.ConnectionID) (meetings.Source, error) { return m.client(ctx, id) }
	return m
}

// onEnd has a function called after each run, on the run's goroutine. Of a run that could not begin the report has the trigger only. To be called
// before the first run, so before the chore of the slots begins.
func (m *meetingRuns) onEnd(do func(meetings.Report, error)) { m.heard = append(m.heard, do) }

// connection is a connection of which the meetings are synced; the only one where none was chosen, which may be that of the sample data.
func (m *meetingRuns) connection(id core.ConnectionID) (store.Connection, error) {
	connection, err := m.connectionOf(store.Dataset{Connection: id})
	if errors.Is(err, auth.ErrNotConnected) && id == "" && m.sampleInUse() {
		connection, err = m.sampleConnection(), nil
	}
	return connection, err
}

// client is the client of a connection; of the only one where none was chosen.
func (m *meetingRuns) client(ctx context.Context, id core.ConnectionID) (meetings.Source, error) {
	connection, err := m.connection(id)
	if err != nil {
		return nil, err
	}
	client, err := m.clients.of(ctx, connection.ID)
	if err != nil {
		return nil, err
	}
	return client, nil
}

// Start begins a run and returns at once; while one goes on, the new one follows it, in place of another that was to follow.
func (m *meetingRuns) Start(o meetings.Options) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.root.Err() != nil:
	case m.going != nil:
		m.behind = &o
	default:
		m.begin(o)
	}
}

// begin runs on a goroutine of its own. The lock is held.
func (m *meetingRuns) begin(o meetings.Options) {
	ctx := vault.Quiet(m.root)
	if o.Trigger != timeline.BySchedule && o.Trigger != timeline.ByCatchUp {
		ctx = vault.Attended(m.root) // a person pressed a button, and can cancel
	}
	ctx, cancel := context.WithCancel(ctx)
	one := &meetingRun{trigger: o.Trigger, since: m.clock.Now(), cancel: cancel}
	m.going = one
	o.Progress = func(done, all int) {
		m.mu.Lock()
		defer m.mu.Unlock()
		one.done, one.all = done, all
	}
	m.wg.Go(func() {
		defer cancel()
		r, err := m.run(ctx, o)
		if r.Run.ID == "" {
			r.Run.Trigger = o.Trigger
			m.mu.Lock()
			m.later = m.clock.Now().Add(patience)
			m.mu.Unlock()
		}
		for _, do := range m.heard {
			do(r, err)
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.going = nil
		if next := m.behind; next != nil && m.root.Err() == nil {
			m.behind = nil
			m.begin(*next)
		}
	})
}

func (m *meetingRuns) run(ctx context.Context, o meetings.Options) (meetings.Report, error) {
	s, err := m.Settings()
	if err != nil {
		return meetings.Report{}, err
	}
	source, err := m.source(ctx, s.Connection)
	if err != nil {
		m.log.Error("the meetings were not synced", "err", err)
		return meetings.Report{}, err
	}
	r, err := m.syncer.Run(ctx, source, o)
	if err != nil {
		m.log.Error("the meetings were not synced", "err", err)
	} else {
		m.log.Info("synced the meetings", "trigger", string(o.Trigger), "status", string(r.Run.Status), "success", r.Run.Success, "failed", r.Run.Failed,
			"skipped", r.Run.Skipped)
	}
	return r, err
}

// DryRun tells what a run with other settings would do. It writes nothing, and returns when it has ended.
func (m *meetingRuns) DryRun(ctx context.Context, s timeline.Settings, progress func(done, all int)) (meetings.Report, error) {
	source, err := m.source(ctx, s.Connection)
	if err != nil {
		return meetings.Report{}, err
	}
	return m.syncer.Run(ctx, source, meetings.Options{DryRun: true, Settings: &s, Progress: progress})
}

// Progress is how far the run is that goes on; ok is false when none does.
func (m *meetingRuns) Progress() (p timeline.Progress, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.going == nil {
		return p, false
	}
	return timeline.Progress{Trigger: m.going.trigger, Since: m.going.since, Done: m.going.done, All: m.going.all, Stopping: m.going.stopped}, true
}

// free tells whether a slot may begin a run.
func (m *meetingRuns) free() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.going == nil && !m.clock.Now().Before(m.later)
}

// Stop ends the run that goes on, and the one that was to follow.
func (m *meetingRuns) Stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.behind = nil
	if m.going != nil {
		m.going.stopped = true
		m.going.cancel()
	}
}

// wait waits for the run to end, but no longer than the time.
func (m *meetingRuns) wait(most time.Duration) {
	if !within(most, &m.wg) {
		m.log.Warn("the sync of meetings did not end in time")
	}
}

// Settings are those of the Timeline.
func (m *meetingRuns) Settings() (timeline.Settings, error) { return m.store.TimelineSettings() }

// patience is how long a slot waits for another try when its run could not begin: no account is connected, the keychain is locked.
const patience = 5 * time.Minute

// wake is how often the slots are looked at. A computer that slept has its clock moved on, so a long wait would last too long.
const wake = 20 * time.Second

// serve runs what is due until ctx ends. For a chore.
func (m *meetingRuns) serve(ctx context.Context) error {
	if err := m.syncer.Recover(); err != nil {
		m.log.Warn("the Timeline was not looked after", "err", err)
	}
	for {
		if err := m.look(); err != nil {
			m.log.Warn("the slots of the Timeline could not be looked at", "err", err)
		}
		if err := m.clock.Sleep(ctx, wake); err != nil {
			return err
		}
	}
}

// look begins the run that is due.
func (m *meetingRuns) look() error {
	var s timeline.Settings
	var runs []timeline.Run
	err := m.store.ViewTimeline(opMeetings, func(t *store.Timeline) (err error) {
		if s, err = t.Settings(); err == nil {
			runs, err = t.Runs()
		}
		return err
	})
	if err != nil || !s.Enabled {
		return err
	}
	if slot, trigger, due := timeline.Due(timeline.Handled(runs), m.clock.Now()); due {
		if m.free() {
			m.Start(meetings.Options{Trigger: trigger, Slot: slot})
		}
	}
	return nil
}
