package timeline

import (
	"slices"
	"time"
)

// Tally counts what became of calls, and tells the status of their run.
type Tally struct {
	Success, Failed, Skipped int
	// Aborted is set when the run could not read all pages.
	Aborted bool
}

// Count counts the entries, of each call the last attempt.
func Count(entries []Entry) (t Tally) {
	last := map[string]Entry{}
	for _, e := range entries {
		if before, ok := last[string(e.CallID)]; !ok || before.Attempt <= e.Attempt {
			last[string(e.CallID)] = e
		}
	}
	for _, e := range last {
		t.Add(e.Status)
	}
	return t
}

// Add counts the final outcome of one call.
func (t *Tally) Add(s EntryStatus) {
	switch s {
	case EntrySuccess:
		t.Success++
	case EntryFailed:
		t.Failed++
	case EntrySkipped:
		t.Skipped++
	}
}

// Status is how the run ended.
func (t Tally) Status() RunStatus {
	switch {
	case t.Failed == 0 && !t.Aborted:
		return Success
	case t.Success > 0:
		return PartialSuccess
	}
	return Failed
}

// RunStatuses are all statuses of runs.
func RunStatuses() []RunStatus { return []RunStatus{Success, PartialSuccess, Failed, InProgress} }

// LogChoice says which runs of the log are shown. The zero value is all.
type LogChoice struct {
	// From is the first instant at which a run may have started, To the first one after; zero for no bound.
	From, To time.Time
	Status   []RunStatus // none for all
}

// Of returns those of the runs that are chosen, in their order.
func (c LogChoice) Of(all []Run) (some []Run) {
	for _, r := range all {
		early, late := r.Started.Before(c.From), !c.To.IsZero() && !r.Started.Before(c.To)
		if !early && !late && (len(c.Status) == 0 || slices.Contains(c.Status, r.Status)) {
			some = append(some, r)
		}
	}
	return some
}

// Days is the stretch from the beginning of one day to the end of another, as the wall of a zone shows them.
func Days(first, last time.Time, zone *time.Location) (from, to time.Time) {
	midnight := func(t time.Time, days int) time.Time {
		year, month, day := t.In(zone).Date()
		return time.Date(year, month, day+days, 0, 0, 0, 0, zone).UTC()
	}
	return midnight(first, 0), midnight(last, 1)
}
