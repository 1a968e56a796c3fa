package meetings_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui/task"
)

func TestTheLogIsFilteredByDateAndStatus(t *testing.T) {
	for _, c := range []struct {
		date, status, want string
	}{
		{"Today", "", "2 of 6 runs"},
		{"Yesterday", "", "1 of 6 runs"},
		{"Last 7 days", "", "4 of 6 runs"},
		{"Last 30 days", "", "5 of 6 runs"},
		{"Last 7 days", "Success, not ticked", "2 of 6 runs"},
	} {
		s := open(t, full(), execution)
		choose(s, "Any date", c.date)
		if c.status != "" {
			s.Tap(c.status)
		}
		s.MustShow(c.want)
	}
}

func TestARangeThatEndsBeforeItsStartIsRefused(t *testing.T) {
	s := open(t, full(), execution)
	choose(s, "Any date", "Custom range…")
	s.Enter("From", "2026-04-03")
	s.Enter("To", "2026-04-08")
	s.MustShow("2 of 6 runs")
	s.Enter("To", "2026-04-01")
	s.MustShow("The end of the range lies before its start.", "2 of 6 runs")
}

func TestALogIsDownloadedWhereThePersonChooses(t *testing.T) {
	w := full()
	s := open(t, w, execution)
	s.Key(fyne.KeyD)
	w.did(t, "pick from /home/ina/Documents", "write r6")
	s.Tap("Show in folder")
	w.did(t, "reveal /media/stick/log.xlsx")
	s = open(t, w, execution)
	s.Key(fyne.KeyEnd)
	s.Key(fyne.KeyD)
	w.did(t)
	s.MustShow("Expired", "This log has expired")
}

func TestARunIsFollowedAndStopped(t *testing.T) {
	w := full()
	going(w)
	s := open(t, w, execution)
	s.MustShow("In Progress 63 %")
	w.going.Done = 80
	s.Pass(task.PulseGap)
	s.MustShow("In Progress 80 %")
	s.Tap("Stop")
	w.did(t, "stop")
	s.MustShow("Stopping")
	w.going = nil
	w.runs[0].Status = timeline.Failed
	s.Pass(task.PulseGap)
	s.MustNotShow("Stopping")
}

func TestARunShowsTenThousandLinesByOutcomeAndWords(t *testing.T) {
	w := full()
	w.entries["r6"] = append(many(10_000), entries("r6")...)
	s := open(t, w, run("r6"))
	s.MustShow("All 10,008", "Success 10,004", "Failed 1", "Skipped 2", "HubSpot")
	s.Tap("Failed 1")
	s.MustShow("Call with nobody we know")
	s.MustNotShow("Meeting 1")
	s.Tap("All 10,008")
	s.Enter("Find a meeting", "vandelay demo")
	s.MustShow("Vandelay, demo", timeline.S2)
	s.MustNotShow("Meeting 1")
}

// TestAThousandRunsAreListedAndChosenFrom: only the rows in sight are made.
func TestAThousandRunsAreListedAndChosenFrom(t *testing.T) {
	w := full()
	w.runs = manyRuns(1000)
	s := open(t, w, execution)
	s.MustShow("1,000 runs", "9 Apr 2026, 12:05", "slot 12:00 UTC")
	if shown := strings.Count(strings.Join(s.Texts(), "\n"), "Schedule"); shown > 20 {
		t.Errorf("%d rows are drawn", shown)
	}
	s.Key(fyne.KeyEnd)
	s.Key(fyne.KeyReturn)
	w.did(t, "open 1")
	s.Tap("Failed, not ticked")
	s.MustShow("333 of 1,000 runs")
	choose(s, "Any date", "Last 7 days")
	s.MustShow("13 of 1,000 runs")
	choose(s, "Last 7 days", "Yesterday")
	s.Tap("Failed, ticked")
	s.MustShow("6 of 1,000 runs", "8 Apr 2026, 20:05")
	s.Tap("Success, not ticked")
	choose(s, "Yesterday", "Today")
	s.MustShow("2 of 1,000 runs")
}

// TestARunUnderWayIsReadAgain once a second; less often when it has many lines, and at its end.
func TestARunUnderWayIsReadAgain(t *testing.T) {
	for lines, want := range map[int]int{8: 6, 2_000: 3} {
		w := full()
		going(w)
		w.entries["r6"] = many(lines)
		s := open(t, w, run("r6"))
		w.reads = 0
		for range 60 {
			w.going.Done++
			s.Runner.Advance(task.PulseGap)
		}
		if w.reads != want {
			t.Errorf("%d lines: read %d times in six seconds, want %d", lines, w.reads, want)
		}
		w.going, w.runs[0].Status = nil, timeline.Success
		s.Pass(task.PulseGap)
		if w.reads != want+1 {
			t.Errorf("%d lines: read %d times at its end", lines, w.reads-want)
		}
		s.MustNotShow("In Progress")
	}
}
