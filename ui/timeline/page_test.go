package timeline_test

import (
	"errors"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	uitimeline "tamtam/ui/timeline"
	"tamtam/ui/uitest"
)

func (s *screen) musthave(labels ...string) {
	s.T.Helper()
	for _, label := range labels {
		if s.Find(label) == nil {
			s.T.Errorf("nothing is called %q; shown is %q", label, s.Texts())
		}
	}
}

func TestARowSaysWhatAnActivityIs(t *testing.T) {
	s := open(t, uitest.Light, full())
	s.musthave(
		"Renewal and pricing, Acme Inc · Ina Berg, Thu, 9 Apr 2026, 10:30, 30 min, 2 trackers, external, with notes",
		"Kick-off, Globex Corporation · Sam Lee, Thu, 9 Apr 2026, 02:30, 45 min, external, changed by you",
		"All companies, 25", "Acme Inc, 13", "Globex Corporation, 7", "Initech, 6",
	)
}

// The moments are the viewer's: the same Activities stand on other days elsewhere.
func TestMomentsAreInTheViewersZone(t *testing.T) {
	was := time.Local
	t.Cleanup(func() { time.Local = was })
	w := many(2)
	s := open(t, uitest.Light, w)
	time.Local = time.FixedZone("PST", -8*60*60)
	s.page.Command(ui.ToRefresh)
	s.Settle()
	s.musthave("Kick-off, Globex Corporation · Sam Lee, Wed, 8 Apr 2026, 18:30, 45 min, external, changed by you")
	s.page.Open(callID(1))
	s.Settle()
	s.MustShow("Wed, 8 Apr 2026, 18:30 · 45 min")
	s.Tap("More")
	s.Tap("Edit…")
	s.Enter("Time", "19:00")
	s.Tap("Keep")
	if at := w.activities[callID(1)].At; !at.Equal(time.Date(2026, 4, 9, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("kept %v", at)
	}
}

func TestTheFirstStepsLeadToTheSetup(t *testing.T) {
	tests := []struct {
		name   string
		change func(w *world)
		button string
		want   string
	}{
		{"no company", func(*world) {}, "Set up the directory", "to directory"},
		{"off", func(w *world) { w.companies = companyNames }, "Open the settings", "to settings"},
		{"no Activity", func(w *world) { w.companies, w.enabled = companyNames, true }, "Initiate Sync", "initiate"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.change(w)
			s := open(t, uitest.Light, w)
			s.Tap(test.button)
			w.did(t, test.want)
		})
	}
	w := full()
	s := open(t, uitest.Light, w)
	for _, button := range []string{"Directory", "Execution log", "Settings"} {
		s.Tap(button)
	}
	w.did(t, "to directory", "to log", "to settings")
}

// What a run brings is shown while it goes on, and everything is read when it has ended.
func TestARunIsFollowed(t *testing.T) {
	w := many(1)
	s := open(t, uitest.Light, w)
	s.Tap("Initiate Sync")
	w.did(t, "initiate")
	s.MustShow("Syncing the meetings")
	s.Tap("Initiate Sync")
	w.did(t) // one at a time
	w.activities[callID(1)] = activity(1)
	w.progress.Done, w.progress.All = 100, 250
	s.pass(uitimeline.LookGap)
	s.MustShow("100 of 250 meetings", "Kick-off")
	renamed := activity(0)
	renamed.Subject = "Renamed in Gong"
	w.activities[callID(0)] = renamed
	s.Tap("Stop")
	w.did(t, "stop")
	s.MustShow("100 of 250 meetings · stopping, whole pages are kept")
	s.Tap("Stop")
	w.did(t) // it is stopping
	w.going = false
	s.pass(uitimeline.LookGap)
	s.MustShow("Renamed in Gong")
	s.MustNotShow("Syncing the meetings")
	w.enabled = false
	s.page.Command(ui.ToRefresh)
	s.Tap("Initiate Sync")
	w.did(t)
	s.MustShow("Turn it on in the settings first.")
}

// The banner takes the height of its line at once: the toolkit does not always lay out again what has changed.
func TestABannerTakesTheRoomOfItsWords(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Tap("Initiate Sync")
	s.pass(uitimeline.LookGap)
	w.going = false
	s.pass(uitimeline.LookGap)
	w.last = timeline.Run{ID: "r2", Ended: now, Status: timeline.Failed, Failed: 2}
	s.page.Command(ui.ToRefresh)
	banner := s.Find("The last sync failed: 2 meetings could not be logged.")
	if banner == nil || banner.Size().Height > banner.MinSize().Height {
		t.Errorf("%+v", banner)
	}
}

func TestRowsThatCannotBeReadAreSaid(t *testing.T) {
	w := many(300)
	w.moreErr = core.E(core.Broken, "read the Timeline", errors.New("a page is damaged"))
	s := open(t, uitest.Light, w)
	s.MustShow("Some Activities could not be read.")
	w.moreErr = nil
	s.Tap("Try again")
	s.MustNotShow("Some Activities could not be read.")
}
