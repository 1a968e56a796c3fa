package main_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

// overdue has a dataset's schedule stand as if no program had run for so long.
func (d *desk) overdue(name string, long time.Duration) {
	d.t.Helper()
	s, err := store.Open(d.home, store.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	one, err := s.DatasetNamed(name)
	if err != nil {
		d.t.Fatal(err)
	}
	_, err = s.EditTimetable(one.ID, func(_ store.Dataset, t *store.Timetable) bool {
		t.Handled = time.Now().UTC().Add(-long)
		return true
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// farSlot is a time of day for a sync whose slots, by the minute, are far from now: none passes while a test runs.
func farSlot() string { return time.Now().Add(25 * time.Minute).Format("15:04") }

// due runs what is due, with an expected exit code.
func (d *desk) due(code int) []severalLine {
	d.t.Helper()
	return read[[]severalLine](d.t, d.must(code, "sync", "--due", "--json"))
}

func TestSyncOfWhatIsDue(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	d.must(0, "dataset", "create", "Hourly", "--types", "calls,users,trackers", "--sync", "hourly", "--at", farSlot(),
		"--sync-types", "calls,users")
	d.must(0, "dataset", "create", "Never", "--types", "users")
	if got := d.due(0); len(got) != 0 {
		t.Errorf("a new schedule begins at its next time: %+v", got)
	}
	if s := d.must(0, "sync", "--due"); !strings.Contains(s.out, "Nothing is due.") || !strings.Contains(s.out, "Next: Hourly, 2") {
		t.Error(s.out)
	}
	next := read[datasetLine](t, d.must(0, "dataset", "show", "Hourly", "--json")).Sync.Next
	if at, err := time.Parse(time.RFC3339, next); err != nil || !strings.HasSuffix(next, "Z") || time.Until(at) > time.Hour || time.Until(at) < -time.Minute {
		t.Errorf("next %q: %v", next, err)
	}

	d.overdue("Hourly", 150*time.Minute) // two of its times have passed
	got := d.due(0)
	if len(got) != 1 || got[0].Dataset != "Hourly" || len(got[0].Types) != 2 || got[0].of("calls").Outcome != "done" {
		t.Fatalf("%+v", got)
	}
	if got := d.due(0); len(got) != 0 {
		t.Errorf("at once again: %+v", got)
	}
	runs := read[[]reportLine](t, d.must(0, "history", "Hourly", "--json"))
	if len(runs) != 1 || runs[0].Missed != 1 || runs[0].Slot == "" || runs[0].Trigger != "catch-up" && runs[0].Trigger != "schedule" {
		t.Errorf("%+v", runs)
	}
}

// What cannot begin says so and stays due.
func TestDueWithoutAConnection(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	d.must(0, "dataset", "create", "A", "--types", "users", "--sync", "4h", "--at", farSlot())
	d.must(0, "dataset", "create", "B", "--types", "users", "--sync", "hourly", "--at", farSlot())
	d.overdue("B", 3*time.Hour)
	d.must(0, "disconnect")
	got := d.due(1)
	if len(got) != 1 || got[0].Dataset != "B" || got[0].of("users").Outcome != "failed" || !strings.Contains(got[0].of("users").Reason, "connect") {
		t.Errorf("%+v", got)
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key")
	d.overdue("A", 9*time.Hour)
	d.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/users", Count: 100})
	if got := d.due(1); len(got) != 2 || got[0].of("users").Outcome != "failed" || got[1].of("users").Outcome != "failed" {
		t.Errorf("an endpoint that fails: %+v", got)
	}
}
