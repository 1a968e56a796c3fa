package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/meetings"
	"tamtam/core/timeline"
	"tamtam/ui/settings"
)

// meetingEnd is a run of the Timeline that ended so.
func meetingEnd(t timeline.Trigger, s timeline.RunStatus, message string) meetings.Report {
	return meetings.Report{Run: timeline.Run{ID: "r1", Trigger: t, Status: s, Message: message, Success: 214, Failed: 6, Skipped: 12}}
}

// notBegun is one that did not begin.
func notBegun(t timeline.Trigger) meetings.Report {
	return meetings.Report{Run: timeline.Run{Trigger: t}}
}

var errRefused = core.Errorf(core.Unauthorized, "open", "what a customer said")

func TestWhoIsToldOfTheTimeline(t *testing.T) {
	tests := map[string]struct {
		report      meetings.Report
		err         error
		window      string // what it says; "" for nothing
		title, body string // of the note, while nobody looks
	}{
		"not begun": {notBegun(timeline.BySave), errRefused, "Gong's meetings were not synced. Gong refused", "Gong's meetings were not synced", "Gong refused the credentials"},
		"down": {
			meetingEnd(timeline.BySchedule, timeline.Failed, timeline.M9), nil, "Gong's meetings were not synced. Gong is experiencing temporary downtime.",
			"Gong's meetings were not synced", "Gong is experiencing temporary downtime.",
		},
		"in part": {
			meetingEnd(timeline.BySchedule, timeline.PartialSuccess, ""), nil, "Timeline: 6 of 232 meetings failed.", "Timeline: 6 of 232 meetings failed",
			"The execution log of the Timeline tells why.",
		},
		"success":   {meetingEnd(timeline.BySchedule, timeline.Success, ""), nil, "", "", ""},
		"stopped":   {meetingEnd(timeline.ByHand, timeline.Failed, timeline.Stopped), nil, "", "", ""},
		"cancelled": {notBegun(timeline.ByHand), core.E(core.Canceled, "open", nil), "", "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, t.TempDir())
			n, sent := desktopNotes(t, w.program)
			w.notes = n
			w.shell.Go("datasets")
			w.tellOfMeetings(test.report, test.err)
			if test.window == "" {
				w.MustNotShow("Timeline:", "not synced")
			} else {
				w.MustShow(test.window)
				w.MustNotShow("customer")
			}
			if toldOf(n, sent) {
				t.Error("the desktop tells what the window does")
			}
			w.notes.remember(meetingsNoted, "")
			w.background.away.Store(true)
			w.tellOfMeetings(test.report, test.err)
			if test.title == "" {
				if toldOf(n, sent) {
					t.Error("the desktop was told")
				}
				return
			}
			if got := <-sent; got.Title != test.title || !strings.Contains(got.Content, test.body) || strings.Contains(got.Content, "customer") {
				t.Errorf("told %q, %q", got.Title, got.Content)
			}
		})
	}
}

// TestWhereATimelineRunIsShownNothingIsTold, and the words lead there.
func TestWhereATimelineRunIsShownNothingIsTold(t *testing.T) {
	w := newWorld(t, t.TempDir())
	report := meetingEnd(timeline.ByInitiate, timeline.PartialSuccess, "")
	for _, route := range []string{"timeline/settings", "timeline/settings/account/a", "timeline/log", "timeline/log/r9"} {
		w.shell.Go(route)
		w.tellOfMeetings(report, nil)
		w.MustNotShow("6 of 232")
	}
	w.shell.Go("settings")
	w.tellOfMeetings(report, nil)
	w.Tap("Open the run")
	if got := w.shell.Route(); got != "timeline/log/r1" {
		t.Errorf("leads to %q", got)
	}
	w.shell.Go("settings")
	w.tellOfMeetings(notBegun(timeline.ByInitiate), errRefused)
	w.Tap("Show")
	if got := w.shell.Route(); got != "timeline/settings" {
		t.Errorf("leads to %q", got)
	}
}

// TestATroubleOfTheSlotsIsToldOfOnce, until a run succeeds; a person's own always.
func TestATroubleOfTheSlotsIsToldOfOnce(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	n, _ := desktopNotes(t, p)
	down, fine := meetingEnd(timeline.BySchedule, timeline.Failed, timeline.M9), meetingEnd(timeline.BySchedule, timeline.Success, "")
	byHand := meetingEnd(timeline.ByHand, timeline.Failed, timeline.M9)
	part := meetingEnd(timeline.ByCatchUp, timeline.PartialSuccess, "")
	for i, step := range []struct {
		report meetings.Report
		told   bool
	}{{down, true}, {down, false}, {byHand, true}, {byHand, true}, {part, true}, {part, false}, {down, true}, {fine, false}, {down, true}} {
		if told := n.meetings(step.report, nil); told != step.told {
			t.Errorf("step %d: told %t", i, told)
		}
	}
	p.background.away.Store(true)
	p.background.SetNotes(settings.NoteNothing)
	if n.meetings(byHand, nil) || len(n.waiting) > 0 {
		t.Error("told although nothing is wanted")
	}
}

// TestTheStatusBarShowsARunOfTheTimeline, and leads to the log.
func TestTheStatusBarShowsARunOfTheTimeline(t *testing.T) {
	w := newWorld(t, t.TempDir())
	g := gate{make(chan struct{}), make(chan struct{})}
	w.meetings.source = func(context.Context, core.ConnectionID) (meetings.Source, error) { return g, nil }
	(&meetingDesk{program: w.program}).enable(t, true)
	w.shell.Go("settings")
	w.follow()
	w.meetings.Start(meetings.Options{Trigger: timeline.ByInitiate})
	<-g.entered
	w.meetings.mu.Lock()
	w.meetings.going.done, w.meetings.going.all = 340, 1000
	w.meetings.mu.Unlock()
	w.Runner.Advance(jobGap)
	w.Tap("Timeline: 340 of 1,000 meetings")
	if got := w.shell.Route(); got != "timeline/log" {
		t.Errorf("leads to %q", got)
	}
	if _, share := w.job(); share != 0.34 {
		t.Errorf("%v of it is done", share)
	}
	if got, want := w.working(), "Syncing the Timeline, 30 %"; got != want {
		t.Errorf("the tray says %q, want %q", got, want)
	}
	w.shell.Go("activity")
	w.MustShow("Meetings · by you", "Running 34 %")
	w.meetings.Stop()
	w.meetings.wg.Wait()
	w.Runner.Advance(jobGap)
	w.MustNotShow("Timeline: ")
	if got := w.working(); got != "" {
		t.Errorf("the tray says %q of nothing", got)
	}
	w.Runner.Advance(time.Second)
	w.MustShow("Cancelled")
	w.Tap("Cancelled")
	if got := w.shell.Route(); !strings.HasPrefix(got, "timeline/log/") {
		t.Errorf("the run leads to %q", got)
	}
	if got := w.jobRoute(); got != "activity" {
		t.Errorf("without a run the way leads to %q", got)
	}
}

func TestARunOfTheTimelineInWords(t *testing.T) {
	for want, p := range map[string]timeline.Progress{
		"Timeline: syncing meetings": {}, "Timeline: 1 meeting": {Done: 1, All: 1}, "Timeline: 3 of 100 meetings": {Done: 3, All: 100}, "Timeline: stopping": {Done: 3, All: 100, Stopping: true},
	} {
		if got := sayMeetingsJob(p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheTrayTellsHowFarTheTimelineIs(t *testing.T) {
	for want, got := range map[string]string{
		"Syncing the Timeline":              saySyncingTimeline(false, inSteps(timeline.Progress{}.Share())),
		"Syncing the Timeline, 90 %":        saySyncingTimeline(false, inSteps(timeline.Progress{Done: 100, All: 100}.Share())),
		"Stopping the sync of the Timeline": saySyncingTimeline(true, 0.5),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
