package app

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/ui/settings"
)

// desktopNotes are the notes of a program, and those that the desktop was sent.
func desktopNotes(t *testing.T, p *program) (*notes, chan *fyne.Notification) {
	t.Helper()
	sent := make(chan *fyne.Notification, 2*mostNotes)
	return newNotes(p.background, func(n *fyne.Notification) { sent <- n }), sent
}

// toldOf tells whether the desktop was sent anything that was not looked at yet, or is being.
func toldOf(n *notes, sent chan *fyne.Notification) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.sending || len(sent) > 0
}

// runEnd is a run that ended as its types say.
func runEnd(trigger store.Trigger, failure error, types ...store.TypeReport) ended {
	return ended{Dataset: "d", Name: "Renewals Q2", Report: store.RunReport{ID: "r", Trigger: trigger, Failure: store.FailureOf(failure), Types: types}}
}

func fine(t core.DataType, c store.Changes) store.TypeReport {
	return store.TypeReport{Type: t, Outcome: string(importer.Done), Changes: c}
}

func failedType(t core.DataType, kind core.Kind) store.TypeReport {
	return store.TypeReport{Type: t, Outcome: string(importer.Failed), Failure: store.FailureOf(core.Errorf(kind, "list", "what a customer said"))}
}

func TestWhatTheDesktopIsToldOf(t *testing.T) {
	refused := core.Errorf(core.Unauthorized, "list", "what a customer said")
	skipped := store.TypeReport{Type: core.Calls, Outcome: string(importer.Skipped), Failure: store.FailureOf(core.E(core.Denied, "list", nil))}
	again := runEnd(store.BySchedule, core.E(core.Offline, "list", nil))
	again.End.Fate = schedule.Retry
	changes := runEnd(store.BySchedule, nil, fine(core.Calls, store.Changes{Added: 3}), fine(core.Users, store.Changes{Changed: 1200, Removed: 2}), fine(core.Trackers, store.Changes{}))
	tests := map[string]struct {
		chosen      settings.Notes
		end         ended
		away        bool
		title, body string
	}{
		"a failure":                {settings.NoteFailures, runEnd(store.BySchedule, refused), false, "Renewals Q2 could not be refreshed", "Gong refused the credentials"},
		"a late failure":           {settings.NoteFailures, runEnd(store.CatchUp, refused), false, "Renewals Q2 could not be refreshed", "Gong refused the credentials"},
		"a failure, all wanted":    {settings.NoteChanges, runEnd(store.BySchedule, refused), false, "Renewals Q2 could not be refreshed", "Check them"},
		"a failure, none wanted":   {settings.NoteNothing, runEnd(store.BySchedule, refused), true, "", ""},
		"a person's own":           {settings.NoteFailures, runEnd(store.ByPerson, refused), false, "", ""},
		"a person's by the tray":   {settings.NoteFailures, runEnd(store.ByPerson, refused), true, "Renewals Q2 could not be refreshed", "Gong refused"},
		"some files":               {settings.NoteFailures, runEnd(store.BySchedule, nil, failedType(core.Calls, core.Broken), fine(core.Users, store.Changes{})), false, "Renewals Q2: 1 of 2 files could not be refreshed", "it may be damaged"},
		"all files":                {settings.NoteFailures, runEnd(store.BySchedule, nil, failedType(core.Calls, core.Broken)), false, "Renewals Q2 could not be refreshed", "it may be damaged"},
		"cancelled":                {settings.NoteFailures, runEnd(store.BySchedule, core.E(core.Canceled, "import", nil)), false, "", ""},
		"a missing permission":     {settings.NoteFailures, runEnd(store.BySchedule, nil, skipped), false, "", ""},
		"tried again by itself":    {settings.NoteFailures, again, false, "", ""},
		"of no concern":            {settings.NoteFailures, ended{Dataset: "d", Name: "Renewals Q2"}, false, "", ""},
		"changes":                  {settings.NoteChanges, changes, false, "Renewals Q2 is up to date", "Calls: 3 new; Users: 1,200 changed, 2 gone."},
		"changes, failures wanted": {settings.NoteFailures, changes, false, "", ""},
		"no changes":               {settings.NoteChanges, runEnd(store.BySchedule, nil, fine(core.Calls, store.Changes{})), false, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := opened(t, t.TempDir())
			defer p.close()
			n, sent := desktopNotes(t, p)
			p.background.SetNotes(test.chosen)
			p.background.away.Store(test.away)
			n.ended(test.end)
			if test.title == "" {
				if toldOf(n, sent) {
					t.Error("told of")
				}
				return
			}
			got := <-sent
			if got.Title != test.title || !strings.Contains(got.Content, test.body) || strings.Contains(got.Content, "customer") {
				t.Errorf("told %q, %q", got.Title, got.Content)
			}
		})
	}
}

// An hourly sync that fails for days is told of once, also over the end of the program; the next trouble, and the same one later, again.
func TestATroubleIsToldOfOnce(t *testing.T) {
	home := t.TempDir()
	p := opened(t, home)
	n, sent := desktopNotes(t, p)
	refused, broken := runEnd(store.BySchedule, core.E(core.Unauthorized, "list", nil)), runEnd(store.BySchedule, core.E(core.Broken, "list", nil))
	again := runEnd(store.BySchedule, core.E(core.Offline, "list", nil))
	again.End.Fate = schedule.Retry
	told := func(want string) {
		t.Helper()
		if got := <-sent; !strings.Contains(got.Content, want) {
			t.Errorf("told %q", got.Content)
		}
		if len(sent) > 0 {
			t.Errorf("told %d times more", len(sent))
		}
	}
	n.ended(refused)
	told("refused")
	n.ended(refused)
	n.ended(again)
	n.ended(refused)
	n.ended(broken)
	told("damaged")
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	p = opened(t, home)
	defer p.close()
	n, sent = desktopNotes(t, p)
	n.ended(broken)
	n.ended(runEnd(store.BySchedule, nil, fine(core.Calls, store.Changes{})))
	n.ended(broken)
	told("damaged")
}

// A network that is away for a while is nobody's news; one that stays away for a day is.
func TestATroubleThatDoesNotPassIsToldOfOnce(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	n, sent := desktopNotes(t, p)
	began := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	away := func(after time.Duration) {
		e := runEnd(store.BySchedule, core.E(core.Offline, "list", nil))
		e.Report.Begun, e.End.Fate = began.Add(after), schedule.Retry
		n.ended(e)
	}
	good := runEnd(store.BySchedule, nil, fine(core.Calls, store.Changes{}))
	away(0)
	away(23 * time.Hour)
	n.ended(good)
	away(25 * time.Hour)
	away(48 * time.Hour)
	if toldOf(n, sent) {
		t.Error("told of what had not lasted for a day")
	}
	away(49 * time.Hour)
	away(99 * time.Hour)
	n.ended(runEnd(store.BySchedule, core.E(core.Broken, "list", nil)))
	for _, want := range []string{"could not be reached", "damaged"} {
		if got := <-sent; !strings.Contains(got.Content, want) {
			t.Errorf("told %q, want %q", got.Content, want)
		}
	}
}

// A run that waits for a person is told of once, and only to one who does not see the window.
func TestARunThatWaitsIsToldOfOnce(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	n, sent := desktopNotes(t, p)
	run := schedule.Upcoming{Dataset: "d", Name: "Renewals Q2"}
	n.waits(run)
	p.background.away.Store(true)
	p.background.SetNotes(settings.NoteNothing)
	n.waits(run)
	if toldOf(n, sent) {
		t.Error("told who sees the window, or wants no notes")
	}
	p.background.SetNotes(settings.NoteFailures)
	n.waits(run)
	n.waits(run)
	n.ended(runEnd(store.BySchedule, core.E(core.Broken, "list", nil)))
	for _, want := range []string{"unlocked or connected", "damaged"} {
		if got := <-sent; got.Title != "Renewals Q2 could not be refreshed" || !strings.Contains(got.Content, want) {
			t.Errorf("told %q, %q; want %q", got.Title, got.Content, want)
		}
	}
}

// TestADesktopThatDoesNotAnswerHoldsNobodyUp: a service that hangs keeps neither the runs nor the end of the program, and no more waits for it
// than is bounded.
func TestADesktopThatDoesNotAnswerHoldsNobodyUp(t *testing.T) {
	p := opened(t, t.TempDir())
	hangs, asked := make(chan struct{}), make(chan struct{}, 4*mostNotes)
	n := newNotes(p.background, func(*fyne.Notification) {
		asked <- struct{}{}
		<-hangs
	})
	p.background.SetNotes(settings.NoteChanges)
	for range 3 * mostNotes {
		n.ended(runEnd(store.BySchedule, nil, fine(core.Calls, store.Changes{Added: 1})))
	}
	if err := p.close(); err != nil {
		t.Fatal(err)
	}
	<-asked
	n.mu.Lock()
	waiting := len(n.waiting)
	n.mu.Unlock()
	if waiting > mostNotes || len(asked) > 0 {
		t.Errorf("%d wait, %d more were asked", waiting, len(asked))
	}
	close(hangs)
}

func TestPowerShellFindsNothingToRun(t *testing.T) {
	if got, want := forPowerShell(`“A” & "B" $(calc) `+"`n"+` C:\d`), `'A' & 'B' ＄(calc) 'n C:/d`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
