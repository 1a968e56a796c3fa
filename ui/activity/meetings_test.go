package activity_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// withMeetings is the full world with runs of the Timeline of every kind, one of them under way.
func withMeetings() *world {
	w := full()
	w.going = nil
	w.reports = w.reports[1:4]
	add := func(id core.RunID, ago time.Duration, t timeline.Trigger, s timeline.RunStatus, message string) {
		started := now.Add(-ago)
		r := timeline.Run{ID: id, Trigger: t, Started: started, Ended: started.Add(42 * time.Second), Status: s, Message: message, Success: 214, Failed: 6, Skipped: 12}
		switch s {
		case timeline.InProgress:
			r.Ended = time.Time{}
		case timeline.Success:
			r.Failed = 0
		case timeline.Failed:
			r.Success = 0
		}
		w.meetings = append(w.meetings, r)
	}
	add("m6", time.Minute, timeline.BySave, timeline.InProgress, "")
	add("m5", 4*time.Hour, timeline.BySchedule, timeline.PartialSuccess, "")
	add("m4", 30*time.Hour, timeline.ByCatchUp, timeline.Failed, timeline.M9)
	add("m3", 3*24*time.Hour, timeline.ByHand, timeline.Failed, timeline.Stopped)
	add("m2", 4*24*time.Hour, timeline.ByInitiate, timeline.Success, "")
	add("m1", 5*24*time.Hour, timeline.ByInitiate, timeline.InProgress, "")
	w.meeting = &timeline.Progress{Since: now.Add(-time.Minute), Done: 340, All: 1000}
	return w
}

// TestRunsOfTheTimelineStandAmongTheOthers, in the order of time.
func TestRunsOfTheTimelineStandAmongTheOthers(t *testing.T) {
	s := open(t, uitest.Light, withMeetings(), list)
	s.MustShow("9 runs", "340 meetings")
	at := float32(0)
	for _, want := range []string{
		"Timeline, Meetings · by you, a minute ago, Running 34 %, ", "Renewals Q2, Sync · caught up, 3 missed, 3 minutes ago, Complete, 6 new",
		"Timeline, Meetings · on schedule, 4 hours ago, Partly failed, 214 logged", "Renewals Q2, Sync · on schedule, yesterday, Partly failed: 1 type, 2 new",
		"Timeline, Meetings · caught up, yesterday, Failed, 0 logged", "Timeline, Meetings · by you, 3 days ago, Cancelled, 0 logged",
		"Timeline, Meetings · by you, 4 days ago, Complete, 214 logged", "Timeline, Meetings · by you, 5 days ago, Interrupted, ",
	} {
		o := s.Find(want)
		if o == nil {
			t.Errorf("no row says %q; shown is %q", want, s.Texts())
			continue
		}
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		if y < at {
			t.Errorf("%q stands above the one before", want)
		}
		at = y
	}
}

func TestRunsOfTheTimelineAreChosen(t *testing.T) {
	for _, c := range []struct {
		want string
		then func(s *screen)
	}{
		{"6 of 9 runs", func(s *screen) { choose(s, "Every kind", "Timeline") }},
		{"1 of 9 runs", func(s *screen) { s.Tap("Running") }},
		{"5 of 9 runs", func(s *screen) { s.Tap("Failed or partly") }},
		{"1 of 9 runs", func(s *screen) {
			s.Tap("With changes")
			choose(s, "Every kind", "Caught up")
		}},
		{"4 of 9 runs", func(s *screen) { choose(s, "Every kind", "Begun by you") }},
		{"2 of 9 runs", func(s *screen) { choose(s, "All datasets", "Renewals Q2") }},
	} {
		s := open(t, uitest.Light, withMeetings(), list)
		c.then(s)
		s.MustShow(c.want)
	}
}

// TestARunOfTheTimelineIsFollowedOpenedAndStopped, and taken into what is copied.
func TestARunOfTheTimelineIsFollowedOpenedAndStopped(t *testing.T) {
	w := withMeetings()
	s := open(t, uitest.Light, w, list)
	s.Key(fyne.KeyReturn)
	w.did(t, "open meetings m6")
	w.meeting.Done = 500
	s.Pass(task.PulseGap)
	s.MustShow("Running 50 %", "500 meetings")
	s.Key(fyne.KeyDelete)
	w.did(t, "stop the meetings")
	s.MustShow("Stopping")
	w.meeting = nil
	w.meetings[0].Status, w.meetings[0].Ended, w.meetings[0].Message = timeline.Failed, now, timeline.Stopped
	s.Pass(task.PulseGap)
	s.MustNotShow("Stopping")
	s.Tap("Copy as text")
	if want := "2026-04-09T08:00:00Z\tTimeline\tMeetings\ton schedule\t42\t\t232\t\t\t\tPartly failed\n"; !strings.Contains(s.Clip.Text, want) {
		t.Errorf("copied %q", s.Clip.Text)
	}
	w.meeting = &timeline.Progress{Since: now} // which is not kept yet
	s.Pass(time.Second)
	s.MustNotShow("Running 0 %")
	w.meetings = append([]timeline.Run{{ID: "m7", Trigger: timeline.ByHand, Started: now, Status: timeline.InProgress}}, w.meetings...)
	s.Pass(time.Second)
	s.MustShow("Running 0 %", "10 runs")
}

// TestADatasetsHistoryHasNoRunOfTheTimeline.
func TestADatasetsHistoryHasNoRunOfTheTimeline(t *testing.T) {
	s := open(t, uitest.Light, withMeetings(), history)
	s.MustNotShow("Meetings", "logged", "340")
}

// TestRunsOfTheTimelineAlone are a list, too.
func TestRunsOfTheTimelineAlone(t *testing.T) {
	w := withMeetings()
	w.reports = nil
	s := open(t, uitest.Light, w, list)
	s.MustShow("6 runs", "Every kind", "Running 34 %")
}
