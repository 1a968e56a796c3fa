package app

import (
	"context"
	"sync"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// leaper is a clock whose sleepers wake at once, and later.
type leaper struct {
	mu  sync.Mutex
	now time.Time
}

func (c *leaper) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *leaper) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

func TestWhatTheDayDidNotSufficeForGoesOnByItself(t *testing.T) {
	begun := time.Date(2026, 4, 9, 22, 0, 0, 0, time.UTC)
	midnight := time.Date(2026, 4, 10, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		trigger store.Trigger
		fate    schedule.Fate
		other   bool // another run was begun meanwhile
		runs    int
	}{
		"a person's run":               {store.ByPerson, schedule.GoesOn, false, 1},
		"the schedule's goes on by it": {store.BySchedule, schedule.GoesOn, false, 0},
		"one that has done":            {store.ByPerson, schedule.Handled, false, 0},
		"one that was gone on with":    {store.ByPerson, schedule.GoesOn, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			clock := &leaper{now: begun}
			a, err := open(placesFor(t.TempDir()), programOptions{clock: clock, vault: vault.Options{Memory: new(vault.Memory)}})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := a.close(); err != nil {
					t.Error(err)
				}
			}()
			d, err := a.store.CreateDataset(store.Dataset{Name: "Renewals", Types: []core.DataType{core.Calls}})
			if err != nil {
				t.Fatal(err)
			}
			over := make(chan struct{})
			a.runs.onEnd(func(ended) { close(over) })
			report, err := a.store.BeginReport(store.RunReport{Dataset: d.ID, Trigger: c.trigger, Begun: begun})
			before := 1
			if err == nil && c.other {
				before++
				_, err = a.store.BeginReport(store.RunReport{Dataset: d.ID, Trigger: store.ByPerson, Begun: begun.Add(time.Minute)})
			}
			if err != nil {
				t.Fatal(err)
			}
			a.goOn(ended{
				Dataset: d.ID, Options: importer.Options{Mode: importer.Recent}, Report: report, End: schedule.End{Fate: c.fate, Again: midnight},
			})
			if c.runs > 0 {
				<-over
			} else {
				a.chores.Wait()
			}
			// Without a connection a run ends at once, and says so in the history.
			reports, err := a.store.Reports(d.ID, "", 0)
			if err != nil || len(reports)-before != c.runs {
				t.Fatalf("%d runs, %v; want %d", len(reports)-before, err, c.runs)
			}
			if c.runs > 0 && reports[0].Begun.Before(midnight) {
				t.Errorf("begun again at %s, before there are requests", reports[0].Begun)
			}
		})
	}
}
