package app

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/schedule"
	"tamtam/core/store"
)

// goOnGap is how often the clock is looked at while a run waits for the day's requests: a computer that slept is found out then.
const goOnGap = 30 * time.Second

// goOn begins a run again that a person began and the day's requests did not suffice for, when there are new ones: the window has promised
// it. What the schedule began goes on by the schedule. A program that ends meanwhile forgets it; the next run of the dataset goes on there.
func (a *program) goOn(e ended) {
	if e.End.Fate != schedule.GoesOn || e.Report.Trigger != store.ByPerson {
		return
	}
	a.chore("go on with an import", func(ctx context.Context) error {
		for left := e.End.Again.Sub(a.clock.Now()); left > 0; left = e.End.Again.Sub(a.clock.Now()) {
			if err := a.clock.Sleep(ctx, min(left, goOnGap)); err != nil {
				return err
			}
		}
		switch reports, err := a.store.Reports(e.Dataset, "", 1); {
		case core.Is(err, core.NotFound):
			return nil
		case err != nil:
			return err
		case len(reports) > 0 && reports[0].ID == e.Report.ID: // nobody went on with it before
			a.runs.Start(e.Dataset, e.Options)
		}
		return nil
	})
}
