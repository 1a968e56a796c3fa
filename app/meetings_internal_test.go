package app

import (
	"context"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
)

// gate is an account without calls. Each run waits at it until it is let through, or cancelled.
type gate struct{ entered, pass chan struct{} }

func (g gate) Users(ctx context.Context) iter.Seq2[gong.Page[gong.User], error] {
	return func(yield func(gong.Page[gong.User], error) bool) {
		g.entered <- struct{}{}
		select {
		case <-g.pass:
			yield(gong.Page[gong.User]{Last: true}, nil)
		case <-ctx.Done():
			yield(gong.Page[gong.User]{}, ctx.Err())
		}
	}
}

func (g gate) CallsExtensive(context.Context, gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error] {
	return func(yield func(gong.Page[gong.Call], error) bool) { yield(gong.Page[gong.Call]{Last: true}, nil) }
}

// meetingDesk is a program whose runs of the Timeline stop at a gate.
type meetingDesk struct {
	*program
	clock *leaper
	gate  gate
	ended chan meetings.Report
}

func newMeetingDesk(t *testing.T) *meetingDesk {
	t.Helper()
	clock := &leaper{now: time.Date(2024, 6, 10, 5, 0, 0, 0, time.UTC)}
	a, err := open(placesFor(t.TempDir()), programOptions{clock: clock, vault: vault.Options{Memory: new(vault.Memory)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.close(); err != nil {
			t.Error(err)
		}
	})
	d := &meetingDesk{a, clock, gate{make(chan struct{}), make(chan struct{})}, make(chan meetings.Report, 9)}
	a.meetings.source = func(context.Context, core.ConnectionID) (meetings.Source, error) { return d.gate, nil }
	a.meetings.onEnd(func(r meetings.Report, _ error) { d.ended <- r })
	d.enable(t, true)
	return d
}

func (d *meetingDesk) enable(t *testing.T, on bool) {
	t.Helper()
	err := d.store.UpdateTimeline("test", func(tl *store.Timeline) error {
		s := timeline.DefaultSettings()
		s.Enabled = on
		return tl.SetSettings(s)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// goThrough lets the run at the gate through and returns what it did.
func (d *meetingDesk) goThrough() timeline.Run {
	<-d.gate.entered
	d.gate.pass <- struct{}{}
	return (<-d.ended).Run
}

// at sets the clock and looks at the slots.
func (d *meetingDesk) at(t *testing.T, hour, minute int) {
	t.Helper()
	d.clock.mu.Lock()
	d.clock.now = time.Date(2024, 6, 10, hour, minute, 0, 0, time.UTC)
	d.clock.mu.Unlock()
	if err := d.program.meetings.look(); err != nil {
		t.Fatal(err)
	}
}

// TestMeetingsOneAtATime: what is asked for during a run is one run behind it, however often.
func TestMeetingsOneAtATime(t *testing.T) {
	d := newMeetingDesk(t)
	m := d.program.meetings
	m.Start(meetings.Options{Trigger: timeline.ByInitiate})
	<-d.gate.entered
	for range 3 {
		m.Start(meetings.Options{Trigger: timeline.BySave})
	}
	if p, going := m.Progress(); !going || p.Trigger != timeline.ByInitiate {
		t.Errorf("%+v, %t", p, going)
	}
	d.gate.pass <- struct{}{}
	var triggers []timeline.Trigger
	triggers = append(triggers, (<-d.ended).Run.Trigger, d.goThrough().Trigger)
	m.wg.Wait()
	if _, going := m.Progress(); going || !slices.Equal(triggers, []timeline.Trigger{timeline.ByInitiate, timeline.BySave}) || len(d.ended) > 0 {
		t.Errorf("%v, and %d more", triggers, len(d.ended))
	}
}

// TestMeetingsAreStopped: the run that goes on ends, and none follows.
func TestMeetingsAreStopped(t *testing.T) {
	d := newMeetingDesk(t)
	m := d.program.meetings
	m.Start(meetings.Options{Trigger: timeline.ByInitiate})
	<-d.gate.entered
	m.Start(meetings.Options{Trigger: timeline.BySave})
	m.Stop()
	if r := (<-d.ended).Run; r.Status != timeline.Failed || r.Message != timeline.Stopped {
		t.Errorf("%+v", r)
	}
	m.wg.Wait()
	if _, going := m.Progress(); going || len(d.ended) > 0 {
		t.Error("a run followed")
	}
}

// TestMeetingsBySlot: nothing before the first run, each slot once, one run for all that were slept through, none while the toggle is off.
func TestMeetingsBySlot(t *testing.T) {
	d := newMeetingDesk(t)
	d.at(t, 8, 1)
	d.program.meetings.Start(meetings.Options{Trigger: timeline.ByInitiate})
	first := d.goThrough()
	type ran struct {
		trigger timeline.Trigger
		slot    int
	}
	var all []ran
	for _, clock := range [][2]int{{8, 2}, {11, 59}, {12, 0}, {12, 1}, {23, 0}, {23, 1}, {13, 0}} {
		d.program.meetings.wg.Wait()
		before, err := d.runsOf()
		if err != nil {
			t.Fatal(err)
		}
		d.at(t, clock[0], clock[1])
		if _, going := d.program.meetings.Progress(); going {
			r := d.goThrough()
			all = append(all, ran{r.Trigger, r.Slot.Hour()})
		} else if after, err := d.runsOf(); err != nil || after != before {
			t.Fatal(before, after, err)
		}
	}
	if want := []ran{{timeline.BySchedule, 12}, {timeline.ByCatchUp, 20}}; !slices.Equal(all, want) || first.Trigger != timeline.ByInitiate {
		t.Errorf("%v", all)
	}
	d.program.meetings.wg.Wait()
	d.enable(t, false)
	d.clock.mu.Lock()
	d.clock.now = time.Date(2024, 6, 12, 0, 0, 0, 0, time.UTC)
	d.clock.mu.Unlock()
	if err := d.program.meetings.look(); err != nil {
		t.Fatal(err)
	}
	if _, going := d.program.meetings.Progress(); going {
		t.Error("it ran although it is off")
	}
}

// TestASlotDuringARunFollowsIt, once: it is begun when the run has ended, and late then, and the hours in between begin none.
func TestASlotDuringARunFollowsIt(t *testing.T) {
	d := newMeetingDesk(t)
	d.program.meetings.Start(meetings.Options{Trigger: timeline.ByInitiate}) // at 5 o'clock
	<-d.gate.entered
	for _, clock := range [][2]int{{8, 0}, {8, 1}, {12, 0}, {12, 30}} {
		d.at(t, clock[0], clock[1])
	}
	d.gate.pass <- struct{}{}
	<-d.ended
	d.program.meetings.wg.Wait()
	if _, going := d.program.meetings.Progress(); going {
		t.Fatal("a run follows before the slots are looked at")
	}
	d.at(t, 12, 31)
	if r := d.goThrough(); r.Trigger != timeline.ByCatchUp || r.Slot.Hour() != 12 {
		t.Errorf("%+v", r)
	}
	d.program.meetings.wg.Wait()
	d.at(t, 12, 32)
	if _, going := d.program.meetings.Progress(); going {
		t.Error("a second run follows")
	}
}

func (d *meetingDesk) runsOf() (n int, err error) {
	err = d.store.ViewTimeline("test", func(tl *store.Timeline) error {
		runs, err := tl.Runs()
		n = len(runs)
		return err
	})
	return n, err
}

// TestWithoutAnAccountNothingIsSynced, and it is said.
func TestWithoutAnAccountNothingIsSynced(t *testing.T) {
	d := newMeetingDesk(t)
	m := newMeetingRuns(d.program)
	var mu sync.Mutex
	var heard error
	m.onEnd(func(_ meetings.Report, err error) {
		mu.Lock()
		defer mu.Unlock()
		heard = err
	})
	m.Start(meetings.Options{Trigger: timeline.ByInitiate})
	m.wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	if !core.Is(heard, core.Unauthorized) {
		t.Errorf("%v", heard)
	}
}

// TestASlotThatCannotBeginWaits, so that nobody is asked for a keychain three times a minute.
func TestASlotThatCannotBeginWaits(t *testing.T) {
	d := newMeetingDesk(t)
	d.program.meetings.Start(meetings.Options{Trigger: timeline.ByInitiate})
	d.goThrough()
	d.program.meetings.wg.Wait()
	d.program.meetings.source = d.program.meetings.client
	for i, want := range []int{1, 1, 2} {
		d.at(t, 8, []int{1, 2, 7}[i])
		d.program.meetings.wg.Wait()
		if got := len(d.ended); got != want {
			t.Errorf("look %d: %d tries", i, got)
		}
	}
}
