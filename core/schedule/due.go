package schedule

import (
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Tolerance is how late a run may begin and still be in time.
const Tolerance = 2 * time.Minute

// Recently is how long before a slot a run may have begun to be as good as the slot's own.
const Recently = 15 * time.Minute

// mostCuts is how many runs of one slot may be cut off by the end of the program.
const mostCuts = 5

// pauses are those before a slot is tried again; the last one goes on.
var pauses = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 20 * time.Minute, 30 * time.Minute, time.Hour,
}

// farthest is how far ahead the day's next requests can be, with some room for a Gong that counts otherwise.
const farthest = 26 * time.Hour

// Slot is a slot that is due.
type Slot struct {
	At time.Time
	// Missed is how many slots had passed unused before it.
	Missed int
	// Trigger is store.BySchedule in time, store.CatchUp later.
	Trigger store.Trigger
}

// mend drops from a timetable what cannot be true at the moment, since the clock was set back, and tells whether it changed anything.
func mend(s core.Sync, t *store.Timetable, now time.Time, zone *time.Location) (changed bool) {
	if t.Handled.IsZero() || t.Handled.After(now) && t.Handled.After(Next(s, now, zone)) {
		t.Handled, changed = now, true
	}
	turn := t.Turn
	switch {
	case turn == nil:
	case turn.Slot.After(now):
		t.Turn, changed = nil, true
	case turn.Again.Sub(now) > farthest, !turn.Firm && turn.Again.Sub(now) > pauses[len(pauses)-1]:
		turn.Again, changed = now, true
	}
	return changed
}

// due returns the slot that is to be run now, by a timetable that was mended.
func due(s core.Sync, t store.Timetable, now time.Time, zone *time.Location) (Slot, bool) {
	latest, n := passed(s, t.Handled, now, zone)
	slot, wanted := Slot{At: latest, Missed: n - 1, Trigger: store.BySchedule}, latest
	if turn := t.Turn; turn != nil {
		same := n == 0 || !turn.Slot.Before(latest)
		if turn.Again.After(now) && (same || turn.Firm) {
			return Slot{}, false
		}
		if same {
			slot.At, slot.Missed, wanted = turn.Slot, turn.Missed, later(turn.Slot, turn.Again)
		} else {
			_, since := passed(s, turn.Slot, now, zone)
			slot.Missed = since - 1
		}
	} else if n == 0 {
		return Slot{}, false
	}
	if now.Sub(wanted) > Tolerance {
		slot.Trigger = store.CatchUp
	}
	return slot, true
}

// upcoming is when a dataset's next run is wanted: in the past when it is due and waits, zero for core.Never.
func upcoming(s core.Sync, t store.Timetable, now time.Time, zone *time.Location) time.Time {
	mend(s, &t, now, zone)
	if slot, ok := due(s, t, now, zone); ok {
		return slot.At
	}
	next := Next(s, later(now, t.Handled), zone)
	if t.Turn == nil || next.IsZero() {
		return next
	}
	if t.Turn.Firm || t.Turn.Again.Before(next) {
		return t.Turn.Again
	}
	return next
}

// open begins a slot's run in the timetable.
func open(t *store.Timetable, slot Slot) {
	turn := store.Turn{Slot: slot.At.UTC(), Missed: slot.Missed}
	if t.Turn != nil && t.Turn.Slot.Equal(slot.At) {
		turn.Tries, turn.Cut = t.Turn.Tries, t.Turn.Cut
	}
	turn.Tries++
	turn.Cut++
	t.Turn = &turn
}

// handle closes a slot.
func handle(t *store.Timetable, slot time.Time) {
	t.Handled, t.Turn = later(t.Handled, slot).UTC(), nil
}

// shut notes how the slot's run ended, and tells whether the timetable still waits for that: the schedule may have begun anew meanwhile.
func shut(t *store.Timetable, slot time.Time, e End, now time.Time) bool {
	turn := t.Turn
	if turn == nil || !turn.Slot.Equal(slot) {
		return false
	}
	turn.Cut, turn.Firm, turn.Again = 0, false, time.Time{}
	switch e.Fate {
	case Handled:
		handle(t, slot)
	case Retry:
		turn.Again = now.Add(pauses[min(turn.Tries, len(pauses))-1]).UTC()
	case GoesOn:
		turn.Again, turn.Firm = later(now, e.Again).UTC(), true
	case Stopped:
		turn.Tries--
	}
	return true
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
