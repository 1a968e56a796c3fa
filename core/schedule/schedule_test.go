package schedule_test

import (
	"fmt"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

const day = 24 * time.Hour

var morning = core.Sync{Every: core.Daily, At: core.At(6, 30)}

// missed is how want tells missed slots.
func missed(n int) string { return fmt.Sprintf(" missed %dns", n) }

func TestAFreshScheduleBeginsAtItsNextSlot(t *testing.T) {
	inWorld(t, "Europe/Berlin", "2026-04-09 12:00", func(w *world) {
		w.serve()
		d := w.dataset(morning)
		w.pass(18 * time.Hour)
		w.want()
		at, ok, err := w.served.Next(d.ID)
		if want := time.Date(2026, 4, 10, 6, 30, 0, 0, w.zone); !at.Equal(want) || !ok || err != nil {
			t.Errorf("next is %v, %v, %v", at, ok, err)
		}
		w.pass(2 * day)
		w.want("Apr 10 06:30:00 schedule", "Apr 11 06:30:00 schedule")
	})
}

// An edited schedule was due for what had passed before, had the handled slot been kept.
func TestOtherTimesBeginAtTheirNextSlot(t *testing.T) {
	inWorld(t, "Europe/Berlin", "2026-04-09 06:00", func(w *world) {
		w.serve()
		d := w.dataset(morning)
		w.pass(3 * time.Hour)
		d.Sync.At = core.At(8, 0)
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		w.pass(2 * time.Hour)
		w.want("Apr 9 06:30:00 schedule")
		d.Sync.Types = []core.DataType{core.Users} // the times are the same
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		w.pass(day)
		w.want("Apr 9 06:30:00 schedule", "Apr 10 08:00:00 schedule")
		if got := w.runner.all()[1].Types; len(got) != 1 || got[0] != core.Users {
			t.Errorf("covers %v", got)
		}
		d.Sync.Every = core.Never
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		w.pass(3 * day)
		d.Sync.Every = core.Daily
		if err := w.store.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		w.pass(day)
		w.want("Apr 9 06:30:00 schedule", "Apr 10 08:00:00 schedule", "Apr 14 08:00:00 schedule")
		if err := w.store.DeleteDataset(d.ID); err != nil {
			t.Fatal(err)
		}
		w.pass(2 * day)
		if got := len(w.runner.all()); got != 3 {
			t.Errorf("%d runs after it was deleted", got)
		}
	})
}

func TestADatasetWithoutWorkNeverRuns(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		never := w.dataset(core.Sync{At: core.At(6, 30)})
		nothing := w.dataset(core.Sync{Every: core.Hourly, Types: []core.DataType{core.Trackers}})
		w.serve()
		w.pass(2 * day)
		w.want()
		for _, d := range []store.Dataset{never, nothing} {
			if at, ok, err := w.served.Next(d.ID); ok || err != nil {
				t.Errorf("%s: %v, %v", d.Name, at, err)
			}
		}
		if _, _, err := w.served.Next("gone"); !core.Is(err, core.NotFound) {
			t.Errorf("gone: %v", err)
		}
	})
}

func TestOverdueRunsOnceWhenTheComputerWakes(t *testing.T) {
	inWorld(t, "Europe/Berlin", "2026-04-09 23:00", func(w *world) {
		w.dataset(morning)
		w.serve()
		w.pass(time.Hour)
		w.clock.jump(4*day + 9*time.Hour) // the lid is closed over a weekend
		w.pass(time.Hour)
		runs := w.runner.all()
		if len(runs) != 1 {
			t.Fatalf("%d runs", len(runs))
		}
		if late := runs[0].at.Sub(time.Date(2026, 4, 14, 9, 0, 0, 0, w.zone)); late < 0 || late > 30*time.Second {
			t.Errorf("begins at %v", runs[0].at)
		}
		want := schedule.Slot{At: time.Date(2026, 4, 14, 6, 30, 0, 0, w.zone), Missed: 4, Trigger: store.CatchUp}
		if got := runs[0].Slot; !got.At.Equal(want.At) || got.Missed != want.Missed || got.Trigger != want.Trigger {
			t.Errorf("%+v, want %+v", got, want)
		}
		w.pass(day)
		if runs = w.runner.all(); len(runs) != 2 || runs[1].Slot.Missed != 0 || runs[1].Slot.Trigger != store.BySchedule {
			t.Errorf("then %+v", runs[1:])
		}
	})
}

func TestOverdueRunsOnceWhenTheProgramStarts(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 12:00", func(w *world) {
		w.dataset(core.Sync{Every: core.Weekly, At: core.At(6, 30), On: time.Monday})
		w.pass(22 * day)
		w.serve()
		w.pass(day)
		w.want("May 1 12:00:00 catch-up" + missed(2))
	})
}

func TestAShortSleepIsStillInTime(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:29", func(w *world) {
		w.dataset(morning)
		w.serve()
		w.pass(10 * time.Second)
		w.clock.jump(90 * time.Second)
		w.pass(time.Hour)
		w.want("Apr 9 06:31:00 schedule")
	})
}

func TestNothingRunsTwiceWhenTheClockIsSetBack(t *testing.T) {
	for _, back := range []time.Duration{time.Second, time.Minute, 20 * time.Minute, 6 * time.Hour, 23 * time.Hour} {
		t.Run(back.String(), func(t *testing.T) {
			inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
				w.dataset(morning)
				w.serve()
				w.pass(32 * time.Minute)
				w.clock.jump(-back)
				w.pass(back + time.Hour)
				w.want("Apr 9 06:30:00 schedule")
				w.pass(day)
				w.want("Apr 9 06:30:00 schedule", "Apr 10 06:30:00 schedule")
			})
		})
	}
}

// A clock that was a year ahead for an hour used to be able to end a schedule for a year.
func TestAHandledSlotFarAheadIsNotBelieved(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 12:00", func(w *world) {
		w.dataset(morning)
		w.serve()
		w.pass(time.Hour)
		w.clock.jump(365 * day)
		w.pass(time.Hour)
		w.clock.jump(-365 * day)
		w.pass(2 * day)
		w.want("Apr 9 13:00:30 catch-up"+missed(364), "Apr 10 06:30:00 schedule", "Apr 11 06:30:00 schedule")
	})
}

func TestTheComputerTravels(t *testing.T) {
	inWorld(t, "Europe/Berlin", "2026-04-09 06:00", func(w *world) {
		w.dataset(morning)
		w.serve()
		w.pass(time.Hour) // 7:00
		w.move(zone(t, "America/New_York"))
		w.pass(day) // 1:00 to 1:00
		w.want("Apr 9 00:30:00 schedule", "Apr 9 06:30:00 schedule")
		w.move(zone(t, "Asia/Tokyo")) // 14:00
		w.pass(day)
		w.want("Apr 9 13:30:00 schedule", "Apr 9 19:30:00 schedule", "Apr 10 14:00:30 catch-up", "Apr 11 06:30:00 schedule")
	})
}

func TestTheNetworkIsAway(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		d := w.dataset(morning)
		w.runner.lasts = func(int) time.Duration { return 0 }
		w.runner.ends = func(n int) schedule.End {
			if n < 4 {
				return schedule.End{Fate: schedule.Retry}
			}
			return schedule.End{}
		}
		w.serve()
		w.pass(33 * time.Minute)
		if at, _, err := w.served.Next(d.ID); err != nil || !at.Equal(time.Date(2026, 4, 9, 6, 38, 0, 0, w.zone)) {
			t.Errorf("next is %v, %v", at, err)
		}
		w.pass(2 * day)
		w.want("Apr 9 06:30:00 schedule", "Apr 9 06:31:00 schedule", "Apr 9 06:33:00 schedule", "Apr 9 06:38:00 schedule",
			"Apr 9 06:48:00 schedule", "Apr 10 06:30:00 schedule", "Apr 11 06:30:00 schedule")
	})
}

func TestTheNextSlotTakesThePlaceOfOneThatFails(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		w.dataset(core.Sync{Every: core.Hourly, At: core.At(0, 30)})
		w.runner.lasts = func(int) time.Duration { return 0 }
		w.runner.ends = func(int) schedule.End { return schedule.End{Fate: schedule.Retry} }
		w.serve()
		w.pass(2*time.Hour + time.Minute)
		slots := map[string]int{}
		for _, r := range w.runner.all() {
			if r.Slot.Missed != 0 {
				t.Errorf("%+v was tried before", r.Slot)
			}
			slots[r.Slot.At.In(w.zone).Format("15:04")]++
		}
		if slots["06:30"] != 6 || slots["07:30"] != 5 || len(slots) != 2 {
			t.Errorf("tries %v", slots)
		}
	})
}

func TestTheDaysRequestsAreUsedUp(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 20:00", func(w *world) {
		w.dataset(core.Sync{Every: core.Hourly, At: core.At(0, 30)})
		w.runner.ends = func(n int) schedule.End {
			if n == 0 {
				return schedule.End{Fate: schedule.GoesOn, Again: time.Date(2026, 4, 10, 0, 0, 0, 0, time.UTC)}
			}
			return schedule.End{}
		}
		w.serve()
		w.pass(5 * time.Hour)
		w.want("Apr 9 20:30:00 schedule", "Apr 10 00:00:00 catch-up"+missed(2), "Apr 10 00:30:00 schedule")
	})
}

func TestARunThatCannotBeginWaits(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		d := w.dataset(morning)
		locked := core.E(core.Locked, "open", nil)
		w.runner.set(locked)
		w.serve()
		w.pass(2 * day)
		w.want()
		if got := w.served.Waits(d.ID); !core.Is(got, core.Locked) {
			t.Errorf("waits for %v", got)
		}
		if at, ok, err := w.served.Next(d.ID); !ok || err != nil || !at.Equal(time.Date(2026, 4, 10, 6, 30, 0, 0, w.zone)) {
			t.Errorf("wanted at %v, %v", at, err)
		}
		w.runner.set(nil)
		w.served.Wake()
		w.pass(2 * time.Minute)
		w.want("Apr 11 06:00:00 catch-up" + missed(1))
		if got := w.served.Waits(d.ID); got != nil {
			t.Errorf("waits for %v", got)
		}
	})
}

func TestItEndsWithinASecondAndGoesOnAtTheNextStart(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		w.dataset(morning)
		w.runner.lasts = func(int) time.Duration { return time.Hour }
		w.serve()
		w.pass(40 * time.Minute)
		before := w.clock.Now()
		w.close()
		if took := w.clock.Now().Sub(before); took > time.Second {
			t.Errorf("ends after %v", took)
		}
		w.pass(3 * time.Hour)
		w.open()
		w.serve()
		w.pass(day)
		w.want("Apr 9 06:30:00 schedule", "Apr 9 09:40:00 catch-up", "Apr 10 06:30:00 schedule")
	})
}

// report puts a run of a person into the history.
func (w *world) report(d store.Dataset, begun time.Time, kind store.RunKind, failure *store.Failure, types ...core.DataType) {
	w.t.Helper()
	r := store.RunReport{Dataset: d.ID, Kind: kind, Trigger: store.ByPerson, Begun: begun, Ended: begun.Add(time.Minute)}
	for _, t := range types {
		r.Types = append(r.Types, store.TypeReport{Type: t, Outcome: "done", Failure: failure})
	}
	if _, err := w.store.BeginReport(r); err != nil {
		w.t.Fatal(err)
	}
}

func TestAPersonsRunCountsWhenItDidTheSame(t *testing.T) {
	slot := time.Date(2026, 4, 9, 6, 30, 0, 0, time.UTC)
	tests := []struct {
		name  string
		do    func(w *world, d store.Dataset)
		needs bool // a run of its own
	}{
		{"all types shortly before", func(w *world, d store.Dataset) {
			w.report(d, slot.Add(-14*time.Minute), store.RunSync, nil, d.Types...)
		}, false},
		{"in two runs", func(w *world, d store.Dataset) {
			w.report(d, slot.Add(-14*time.Minute), store.RunSync, nil, core.Calls)
			w.report(d, slot.Add(-4*time.Minute), store.RunImport, nil, core.Users)
		}, false},
		{"a missing permission stays missing", func(w *world, d store.Dataset) {
			w.report(d, slot.Add(-time.Minute), store.RunSync, &store.Failure{Kind: core.Denied}, d.Types...)
		}, false},
		{"long before", func(w *world, d store.Dataset) {
			w.report(d, slot.Add(-16*time.Minute), store.RunSync, nil, d.Types...)
		}, true},
		{"one type of two", func(w *world, d store.Dataset) { w.report(d, slot.Add(-time.Minute), store.RunSync, nil, core.Calls) }, true},
		{"some months only", func(w *world, d store.Dataset) { w.report(d, slot.Add(-time.Minute), store.RunMend, nil, d.Types...) }, true},
		{"in vain", func(w *world, d store.Dataset) {
			w.report(d, slot.Add(-time.Minute), store.RunSync, &store.Failure{Kind: core.Offline}, d.Types...)
		}, true},
		{"by a clock that was ahead", func(w *world, d store.Dataset) { w.report(d, slot.Add(30*day), store.RunSync, nil, d.Types...) }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
				tt.do(w, w.dataset(morning))
				w.serve()
				w.pass(time.Hour)
				if tt.needs {
					w.want("Apr 9 06:30:00 schedule")
				} else {
					w.want()
				}
				w.pass(day)
				if runs := w.runner.all(); runs[len(runs)-1].Slot.Missed != 0 {
					t.Errorf("the slot counts as missed: %+v", runs[len(runs)-1].Slot)
				}
			})
		})
	}
}
