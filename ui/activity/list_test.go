package activity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/activity"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

func TestARowSaysWhatARunWas(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	for _, want := range []string{
		"Competitor mentions, Sync · on schedule, just now, Running 63 %, ", "Renewals Q2, Sync · caught up, 3 missed, 3 minutes ago, Complete, 6 new",
		"Renewals Q2, Sync · on schedule, yesterday, Partly failed: 1 type, 2 new", "Coaching, Sync · on schedule, yesterday, 1 type skipped, Nothing changed",
		"Renewals Q2, Re-read · by you, 2 days ago, Interrupted, ", "Competitor mentions, Sync · on schedule, 3 days ago, Failed, ",
		"Renewals Q2, Mending · by you, 4 days ago, Cancelled, 0 new", "Renewals Q2, Import · by you, 30 Mar, Complete, 12,143 new",
	} {
		if s.Find(want) == nil {
			t.Errorf("no row says %q; shown is %q", want, s.Texts())
		}
	}
}

// A report without an end is that of a run under way only if that run began it: the one before was killed, and the next is about to begin.
func TestAKilledRunIsInterruptedAlsoWhileTheNextOneBegins(t *testing.T) {
	w := newWorld()
	killed := report("d1", time.Hour, store.RunSync, store.BySchedule)
	killed.Ended = time.Time{}
	w.reports = []store.RunReport{killed}
	w.going = []activity.Going{{Dataset: "d1", Since: now.Add(-time.Second)}}
	s := open(t, uitest.Light, w, list)
	s.MustShow("Interrupted")
	s.MustNotShow("Running 0 %")
	begun := report("d1", 0, store.RunSync, store.BySchedule)
	begun.Ended = time.Time{}
	w.reports = []store.RunReport{begun, killed}
	s.page.Leave()
	s.EnterPage()
	s.MustShow("Interrupted", "Running 0 %")
}

func TestFiltersChooseRuns(t *testing.T) {
	tests := []struct {
		name string
		then func(s *screen)
		want string
	}{
		{"all", func(*screen) {}, "9 runs"},
		{"under way", func(s *screen) { s.Tap("Running") }, "1 of 9 runs"},
		{"not whole", func(s *screen) { s.Tap("Failed or partly") }, "5 of 9 runs"},
		{"with changes", func(s *screen) { s.Tap("With changes") }, "4 of 9 runs"},
		{"imports", func(s *screen) { choose(s, "Every kind", "Imports") }, "1 of 9 runs"},
		{"caught up", func(s *screen) { choose(s, "Every kind", "Caught up") }, "1 of 9 runs"},
		{"by a person", func(s *screen) { choose(s, "Every kind", "Begun by you") }, "3 of 9 runs"},
		{"a dataset", func(s *screen) { choose(s, "All datasets", "Coaching") }, "2 of 9 runs"},
		{"two of them", func(s *screen) {
			choose(s, "All datasets", "Renewals Q2")
			s.Tap("Failed or partly")
		}, "3 of 9 runs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, uitest.Light, full(), list)
			test.then(s)
			s.MustShow(test.want)
		})
	}
}

// choose takes an option of a drop-down that shows another.
func choose(s *screen, shown, option string) {
	s.T.Helper()
	s.Tap(shown)
	s.Tap(option)
}

func TestFiltersAreRememberedAndTakenAway(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, list)
	s.Tap("Running")
	choose(s, "All datasets", "Coaching")
	choose(s, "Every kind", "Imports")
	s.MustShow("Nothing found", "0 of 9 runs")
	s = open(t, uitest.Light, w, list)
	s.MustShow("Nothing found", "0 of 9 runs", "Coaching", "Imports")
	s.Tap("Show all runs")
	s.MustShow("9 runs", "All datasets", "Every kind")
	delete(w.names, "d3") // the dataset whose runs were chosen
	w.memory["activity/dataset"] = "d3"
	s = open(t, uitest.Light, w, list)
	s.MustShow("9 runs", "All datasets")
}

func TestOpeningARunAndComingBackByKeyboard(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, list)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	w.did(t, "open d1 "+string(w.reports[1].ID))
	s.Key(fyne.KeyEnd)
	s.Key(fyne.KeySpace)
	w.did(t, "open d1 "+string(w.reports[8].ID))
}

func TestARunUnderWayIsFollowedAndCancelled(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, list)
	w.going[0].Snapshot.Requests = 80
	s.Pass(task.PulseGap)
	s.MustShow("Running 80 %")
	s.Key(fyne.KeyDelete)
	w.did(t, "cancel d2")
	s.MustShow("Stopping")
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete) // has ended long ago
	w.did(t)
	w.going, w.asked = nil, nil
	w.reports[0].Ended = now
	s.Pass(task.PulseGap)
	s.MustNotShow("Stopping", "Running 80 %")
	if !slices.Equal(w.asked, []int{100}) {
		t.Errorf("the end of a run asked for %v reports", w.asked)
	}
}

func TestARunThatBeginsAppears(t *testing.T) {
	w := many(250)
	s := open(t, uitest.Light, w, list)
	s.MustShow("250 runs")
	begun := report("d1", -time.Minute, store.RunImport, store.ByPerson)
	begun.Ended = time.Time{}
	w.reports = append([]store.RunReport{begun}, w.reports...)
	w.going = []activity.Going{{Dataset: "d1", Since: begun.Begun}}
	s.Pass(time.Second)
	s.MustShow("251 runs", "Running 0 %")
}

// A run that waits for the keychain has no report at first.
func TestARunThatIsLateToBeginAppears(t *testing.T) {
	w := many(3)
	s := open(t, uitest.Light, w, list)
	begun := report("d1", -time.Minute, store.RunSync, store.ByPerson)
	begun.Ended = time.Time{}
	w.going = []activity.Going{{Dataset: "d1", Since: begun.Begun.Add(-time.Second)}}
	s.Pass(5 * time.Second)
	s.MustNotShow("Running 0 %")
	if len(w.asked) > 10 {
		t.Errorf("asked %d times in five seconds", len(w.asked))
	}
	w.reports = append([]store.RunReport{begun}, w.reports...)
	s.Pass(time.Second)
	s.MustShow("Running 0 %")
}

// Ten thousand runs are shown when the first hundred are read, and only the rows in sight are built.
func TestTenThousandRunsOpenAtOnce(t *testing.T) {
	w := many(10_000)
	step := &task.Step{}
	s := openWith(t, uitest.Light, w, step, list)
	step.Release(0)
	s.Settle()
	s.MustShow("Reading the older runs…")
	if rows := strings.Count(texts(s), "Sync · on schedule"); rows < 8 || rows > 12 {
		t.Errorf("%d rows are in sight", rows)
	}
	for step.Waiting() > 0 {
		step.Release(0)
	}
	s.Settle()
	s.MustShow("10,000 runs")
	if want := []int{100, 2000, 2000, 2000, 2000, 2000}; !slices.Equal(w.asked, want) {
		t.Errorf("asked for %v reports, want %v", w.asked, want)
	}
	s.Key(fyne.KeyEnd)
	if rows := strings.Count(texts(s), "Sync · on schedule"); rows < 8 || rows > 12 {
		t.Errorf("%d rows are in sight at the end", rows)
	}
	s.Key(fyne.KeyReturn)
	w.did(t, fmt.Sprintf("open d1 %s", w.reports[9999].ID))
}

func BenchmarkOpenTenThousandRuns(b *testing.B) {
	w := many(10_000)
	for b.Loop() {
		open(b, uitest.Light, w, list).page.Leave()
	}
}

func TestOlderRunsThatCannotBeReadAreAskedForAgain(t *testing.T) {
	w := many(200)
	w.olderErr = core.E(core.Broken, "read the history", nil)
	s := open(t, uitest.Light, w, list)
	s.MustShow("Not all runs could be read.", "100 runs")
	w.olderErr = nil
	s.Tap("Try again")
	s.MustShow("200 runs")
	s.MustNotShow("Not all runs could be read.")
}

func TestRunsThatCannotBeReadAreAskedForAgain(t *testing.T) {
	w := broken()
	s := open(t, uitest.Light, w, list)
	s.MustShow("The runs could not be read.")
	w.err = nil
	s.Tap("Try again")
	s.MustShow("9 runs")
}

func TestTheListIsCopiedAsShown(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	choose(s, "Every kind", "Caught up")
	s.Tap("Copy as text")
	want := "Begun\tDataset\tKind\tBy\tSeconds\tRequests\tRecords\tNew\tChanged\tGone\tResult\n" +
		"2026-04-09T11:57:00Z\tRenewals Q2\tSync\tcaught up, 3 missed\t12\t14\t244\t6\t1\t1\tComplete\n"
	if s.Clip.Text != want {
		t.Errorf("copied\n%s\nwant\n%s", s.Clip.Text, want)
	}
	s.MustShow("Copied 1 run.")
}

// A name that a spreadsheet would take for a formula is written as a text.
func TestTheListIsExportedForASheet(t *testing.T) {
	w := full()
	w.names["d1"] = `=HYPERLINK("x","y")`
	s := open(t, uitest.Light, w, history)
	choose(s, "Every kind", "Caught up")
	s.Tap("Export…")
	w.did(t, "pick from /home/ina/Documents")
	want := "Begun,Dataset,Kind,By,Seconds,Requests,Records,New,Changed,Gone,Result\r\n" +
		`2026-04-09T11:57:00Z,"'=HYPERLINK(""x"",""y"")",Sync,"caught up, 3 missed",12,14,244,6,1,1,Complete` + "\r\n"
	if w.saved != want {
		t.Errorf("wrote\n%s\nwant\n%s", w.saved, want)
	}
	s.MustShow("Written to /media/stick/tamtam_runs_20260409_120000.csv.")
	w.saveErr = core.E(core.Full, "write the list", nil)
	s.page.(ui.Commander).Command(ui.ToExport)
	s.MustShow("The list could not be written.")
}

func TestTheHistoryOfADatasetIsItsRunsOnly(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, history)
	s.MustShow("History of “Renewals Q2”", "5 runs")
	s.MustNotShow("Competitor mentions", "All datasets")
	s.Tap("Running") // not remembered for the list of all
	if len(w.memory) > 0 {
		t.Errorf("remembered %v", w.memory)
	}
	if !s.page.(ui.Commander).Command(ui.ToClose) {
		t.Error("Esc does nothing")
	}
	w.did(t, "to dataset d1")
}

func TestLeavingTheListLooksNoMore(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, list)
	s.page.Leave()
	w.asked, w.going = nil, nil
	s.Pass(time.Minute)
	if w.asked != nil {
		t.Errorf("asked for %v after it was left", w.asked)
	}
}
