package datasets_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func check(n datasets.Needs) ui.Page { return datasets.NewCheck(n, "d1") }

func awaited(n datasets.Needs) ui.Page { return datasets.NewAwaited(n, "d1") }

// found is a check of every kind of line.
func found() *importer.Check {
	return &importer.Check{At: now.Add(-72 * time.Hour), Requests: 31, Types: []importer.TypeCheck{
		{Type: core.Calls, Months: []importer.MonthCheck{
			{Month: "2026-04", InGong: 41, Held: 38, Private: 3},
			{Month: "2026-03", InGong: 120, Held: 110, Private: 4, Limited: 4},
			{Month: "2026-02", InGong: 97, Held: 98},
			{Month: "before 2026-02", InGong: 12, Limited: 12},
		}},
		{Type: core.Transcripts, Months: []importer.MonthCheck{
			{Month: "2026-04", InGong: 41, Held: 35, Private: 3, Awaited: 3}, {Month: "2026-03", InGong: 120, Held: 111, Private: 4, Limited: 4, Without: 1},
		}},
		{Type: core.Users, Months: []importer.MonthCheck{{InGong: 48, Held: 48}}},
		{Type: core.UserStats, Note: "Gong does not count them; every sync reads the last days again"},
		{Type: core.Libraries, Err: denied("api:library:read")},
	}}
}

func checkedWorld() *world {
	w := only(synced())()
	w.comparing.last = found()
	return w
}

func waitingCalls() []importer.Awaited {
	return []importer.Awaited{
		{Call: "1", Title: "Acme, renewal and pricing", Started: now.Add(-2 * time.Hour), Asked: now.Add(-time.Hour), Tries: 1, Next: now.Add(-time.Minute)},
		{
			Call: "2", Title: "Globex, first call with a title that is much too long to fit into its column at this size", Started: now.Add(-50 * time.Hour),
			Asked: now.Add(-20 * time.Hour), Tries: 4, Next: now.Add(26 * time.Hour),
		},
		{Call: "3", Started: now.Add(-200 * time.Hour), Asked: now.Add(-90 * time.Hour), Tries: 1_012, Next: now.Add(100 * time.Hour)},
		{Call: "4", Title: "Initech, quarterly review", Started: now.Add(-40 * 24 * time.Hour), Asked: now.Add(-10 * 24 * time.Hour), Tries: 9, Over: true},
	}
}

func awaiting() *world {
	w := only(synced())()
	w.awaited = waitingCalls()
	return w
}

var checkPictures = []picture{
	{name: "check-found", world: checkedWorld, page: check, wide: true, then: func(s *screen) { s.Key(fyne.KeyDown) }},
	{name: "check-largest", world: checkedWorld, page: check, then: largest},
	{name: "check-all", world: checkedWorld, page: check, then: func(s *screen) { s.Tap("All months") }},
	{name: "check-complete", page: check, world: func() *world {
		w := checkedWorld()
		w.comparing.last.Types = w.comparing.last.Types[1:4]
		w.comparing.last.Types[0].Months[1].InGong--
		w.comparing.last.Types[0].Months[1].Held = 110
		return w
	}},
	{name: "check-never", page: check, world: only(synced())},
	{name: "check-going", page: check, world: func() *world {
		w := checkedWorld()
		w.comparing.running = map[core.DatasetID]datasets.Checking{"d1": {Done: 12, All: 31}}
		return w
	}},
	{name: "check-failed", page: check, world: func() *world {
		w := checkedWorld()
		w.comparing.lastErr = core.E(core.Offline, "list calls", errors.New("no route"))
		return w
	}},
	{name: "check-first-failed", page: check, world: func() *world {
		w := only(synced())()
		w.comparing.lastErr = core.E(core.Offline, "list calls", errors.New("no route"))
		return w
	}},
	{name: "check-mending", page: check, world: checkedWorld, then: func(s *screen) { s.Tap("Mend") }},
	{name: "awaited", page: awaited, world: awaiting, wide: true},
	{name: "awaited-largest", page: awaited, world: awaiting, then: largest},
	{name: "awaited-none", page: awaited, world: only(synced())},
	{name: "awaited-error", page: awaited, world: func() *world {
		w := awaiting()
		w.err = core.E(core.Broken, "read the dataset", errors.New("a page is damaged"))
		return w
	}},
	{name: "view-mirror-behind", page: view, world: func() *world {
		e := synced()
		e.MirrorErr = core.Errorf(core.Invalid, "mirror", "/media/stick: the mirror folder is not there; connect its disk, or choose another folder")
		return only(e)()
	}},
	{name: "view-more", page: view, world: only(synced()), then: func(s *screen) { s.Tap("More") }},
	{name: "view-everything", page: view, world: only(synced()), then: func(s *screen) {
		s.Tap("More")
		s.Tap("Re-read everything…")
	}},
	{name: "view-exceeds", page: view, world: func() *world {
		w := only(synced())()
		w.forecast = datasets.Forecast{Cost: importer.Cost{Requests: 14_000, Time: 84 * time.Minute}, Left: 9_640}
		return w
	}, then: func(s *screen) { s.Tap("Refresh now") }},
}

func TestACheckSaysWhatDiffersAndWhy(t *testing.T) {
	w := checkedWorld()
	s := open(t, uitest.Light, w, check)
	s.MustShow("2 records are missing and 1 record is gone from Gong, in Calls.", "Mend reads 2 months again.",
		"Libraries could not be compared.", "Checked 3 days ago with 31 requests.", "Not counted", "Not compared", "2 missing, 1 surplus")
	s.MustNotShow("April 2026") // what is complete needs no line
	s.Key(fyne.KeyDown)
	s.MustShow("Calls, March 2026: Gong has 120, of which this dataset holds 110. Explained: 4 private and 4 beyond the dataset's limit. 2 missing")
	s.Key(fyne.KeyDown)
	s.MustShow("Calls, February 2026: Gong has 97, of which this dataset holds 98.", "1 more than Gong has now")
	s.Tap("All months")
	s.MustShow("April 2026", "Before February 2026")
}

func TestMendingReadsTheMonthsThatDifferAndChecksAgain(t *testing.T) {
	w := checkedWorld()
	s := open(t, uitest.Light, w, check)
	s.Key(fyne.KeyM) // the table has the focus
	w.did(t, "start d1 [calls] mend 2026-03 2026-02")
	s.MustShow("Syncing 0 %")
	if len(w.comparing.calls) > 0 {
		t.Fatalf("did %q while the run goes on", w.comparing.calls)
	}
	delete(w.running, "d1")
	s.Pass(task.PulseGap)
	if want := []string{"check d1"}; !slices.Equal(w.comparing.calls, want) {
		t.Fatalf("did %q after the run, want %q", w.comparing.calls, want)
	}
	s.MustShow("Checking", "asking Gong")
	for i := range w.comparing.last.Types[0].Months {
		m := &w.comparing.last.Types[0].Months[i]
		m.Held += m.Missing()
	}
	w.comparing.running = nil
	s.Pass(task.PulseGap)
	s.MustShow("Complete: what Gong has is here")
	s.MustNotShow("Mend")
}

func TestACheckIsFollowedAndCancelled(t *testing.T) {
	w := only(synced())()
	s := open(t, uitest.Light, w, check)
	s.MustShow("Never checked")
	s.Tap("Check now")
	w.comparing.running["d1"] = datasets.Checking{Done: 12, All: 31}
	s.Pass(task.PulseGap)
	s.MustShow("12 of about 31 requests")
	s.Tap("Cancel")
	s.MustShow("Stopping…")
	w.comparing.running = nil
	s.Pass(task.PulseGap)
	s.MustShow("Never checked")
	if want := []string{"check d1", "cancel d1"}; !slices.Equal(w.comparing.calls, want) {
		t.Errorf("did %q, want %q", w.comparing.calls, want)
	}
}

func TestACheckWantsAConnection(t *testing.T) {
	w := checkedWorld().unconnected()
	s := open(t, uitest.Light, w, check)
	s.Tap("Check again")
	s.MustShow("No Gong connection found.")
	s.Tap("Mend")
	w.did(t)
	if len(w.comparing.calls) > 0 {
		t.Errorf("did %q", w.comparing.calls)
	}
}

func TestAwaitedCallsSayWhenTheyAreAskedForAgain(t *testing.T) {
	w := awaiting()
	s := open(t, uitest.Light, w, awaited)
	s.MustShow("3 transcripts are awaited", "1 call is older, and no transcript is expected any more.", "Acme, renewal and pricing", "At the next sync",
		"From Fri 10 Apr, 14:00", "4 times", "Call 3", "No transcript in Gong")
	w.awaited = w.awaited[3:]
	s.Pass(time.Minute) // a sync brought the others
	s.MustNotShow("Acme", "awaited:")
	s.Tap("Check completeness")
	w.did(t, "to check d1")
}

var (
	_ ui.Page      = (*datasets.Check)(nil)
	_ ui.Actor     = (*datasets.Check)(nil)
	_ ui.Commander = (*datasets.Check)(nil)
	_ ui.Page      = (*datasets.Awaited)(nil)
	_ ui.Actor     = (*datasets.Awaited)(nil)
	_ ui.Commander = (*datasets.Awaited)(nil)
)
