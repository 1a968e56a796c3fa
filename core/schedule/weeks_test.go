package schedule_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

// seeds is how many random histories are lived through; TAMTAM_SOAK asks for the full number.
func seeds() uint64 {
	if os.Getenv("TAMTAM_SOAK") != "" {
		return 60
	}
	return 4
}

// kill ends the program so that nothing more is written, and starts it again.
func (w *world) kill() {
	w.t.Helper()
	if err := w.store.Close(); err != nil {
		w.t.Error(err)
	}
	w.stop()
	w.open()
	w.serve()
}

// However a computer sleeps, and however the program ends, over weeks with a change of the clock in them: every slot is either run, in its
// order, or missed and told, and none is run twice, but for those whose run was killed.
func TestWeeksOfALaptop(t *testing.T) {
	starts := []string{"2026-03-05 08:00", "2026-03-25 20:00", "2026-10-22 01:00", "2026-10-30 12:00"}
	for seed := range seeds() {
		r := rand.New(rand.NewPCG(seed, 11))
		sync, name, at := anySync(r), zones[r.IntN(len(zones))], starts[r.IntN(len(starts))]
		inWorld(t, name, at, func(w *world) {
			begin := w.clock.Now()
			d := w.dataset(sync)
			w.runner.lasts = func(n int) time.Duration { return time.Duration(n%3) * 20 * time.Minute }
			w.serve()
			for range 10 {
				switch r.IntN(4) {
				case 0:
					w.clock.jump(time.Duration(r.Int64N(int64(3 * day)))) // a sleep
				case 1:
					w.close()
					w.pass(time.Duration(r.Int64N(int64(2 * day))))
					w.open()
					w.serve()
				case 2:
					w.kill()
				}
				w.pass(time.Duration(r.Int64N(int64(day))))
			}
			w.pass(3 * time.Hour)
			slots, end := 0, w.clock.Now()
			for s := schedule.Next(sync, begin, w.zone); s.Before(end.Add(-2 * time.Hour)); s = schedule.Next(sync, s, w.zone) {
				slots++
			}
			told := 0
			var last time.Time
			for n, one := range w.runner.all() {
				if one.Slot.At.Before(last) || one.at.Before(one.Slot.At) {
					t.Errorf("seed %d: run %d at %v is for %v, after %v", seed, n, one.at, one.Slot.At, last)
				}
				if late := one.at.Sub(one.Slot.At) > schedule.Tolerance; late != (one.Slot.Trigger == store.CatchUp) {
					t.Errorf("seed %d: run %d at %v for %v is called %s", seed, n, one.at, one.Slot.At, one.Slot.Trigger)
				}
				if !one.Slot.At.Equal(last) {
					told += 1 + one.Slot.Missed
				}
				last = one.Slot.At
			}
			if slack := told - slots; slack < 0 || slack > 3 { // those of the last hours
				t.Errorf("seed %d: %d slots are told of, %d passed (%+v in %s)", seed, told, slots, d.Sync, name)
			}
		})
	}
}

// Whatever a clock shows in between, no slot of a day is run twice while it is set back by less than a day, and once it is right the schedule is.
func TestWeeksOfAClockThatIsSet(t *testing.T) {
	for seed := range seeds() {
		r := rand.New(rand.NewPCG(seed, 13))
		name := zones[r.IntN(len(zones))]
		inWorld(t, name, "2026-03-20 05:00", func(w *world) {
			w.dataset(core.Sync{Every: core.Daily, At: core.TimeOfDay(r.IntN(24 * 60))})
			w.serve()
			wrong := time.Duration(0)
			for range 10 {
				w.clock.jump(-wrong)
				wrong = time.Duration(r.Int64N(int64(22*time.Hour))) - 11*time.Hour
				w.clock.jump(wrong)
				w.pass(time.Duration(r.Int64N(int64(30 * time.Hour))))
			}
			w.clock.jump(-wrong)
			w.pass(day + time.Hour)
			before := len(w.runner.all())
			w.pass(3 * day)
			runs := w.runner.all()
			if len(runs) != before+3 {
				t.Errorf("seed %d: %d runs in three days", seed, len(runs)-before)
			}
			seen := map[time.Time]bool{}
			for n, one := range runs {
				if seen[one.Slot.At.UTC()] {
					t.Errorf("seed %d: run %d is for %v again", seed, n, one.Slot.At)
				}
				seen[one.Slot.At.UTC()] = true
			}
		})
	}
}

// A run that ends the program is not begun for ever.
func TestARunThatIsCutOffIsLetGo(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		w.dataset(morning)
		w.runner.lasts = func(n int) time.Duration { return time.Hour }
		w.serve()
		w.pass(31 * time.Minute)
		for range 8 {
			w.kill()
			w.pass(time.Minute)
		}
		if got := len(w.runner.all()); got != 5 {
			t.Errorf("%d runs", got)
		}
		w.pass(day)
		runs := w.runner.all()
		if want := time.Date(2026, 4, 10, 6, 30, 0, 0, time.UTC); len(runs) != 6 || !runs[5].at.Equal(want) || runs[5].Slot.Missed != 0 {
			t.Errorf("then %+v", runs[5:])
		}
	})
}

// What was done and could not be noted is not done again.
func TestAReportStandsForASlotThatWasNotClosed(t *testing.T) {
	inWorld(t, "UTC", "2026-04-09 06:00", func(w *world) {
		d := w.dataset(morning)
		w.runner.lasts = func(n int) time.Duration { return time.Hour }
		w.serve()
		w.pass(31 * time.Minute)
		w.report(d, w.clock.Now().Add(-time.Minute), store.RunSync, nil, d.Types...)
		w.kill()
		w.pass(day)
		w.want("Apr 9 06:30:00 schedule", "Apr 10 06:30:00 schedule")
	})
}
