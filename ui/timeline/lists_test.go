package timeline_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/task"
	uitimeline "tamtam/ui/timeline"
	"tamtam/ui/uitest"
)

// Ten thousand Activities are there with the first hundred; the rest is read behind them, page by page, and only once.
func TestManyActivities(t *testing.T) {
	w := many(10_000)
	step := &task.Step{}
	s := openWith(t, uitest.Light, w, step)
	step.Release(0)
	s.Settle()
	s.musthave("All companies, 10,000", "Renewal and pricing, Acme Inc · Ina Berg, Thu, 9 Apr 2026, 10:30, 30 min, 2 trackers, external, with notes")
	for step.Waiting() > 0 {
		step.Release(0)
	}
	if want := "[100 1000 1000 1000 1000 1000 1000 1000 1000 1000 900]"; fmt.Sprint(w.asked) != want {
		t.Errorf("read %v, want %s", w.asked, want)
	}
	w.asked = nil
	s.Key(fyne.KeyEnd)
	s.Settle()
	last := activity(9_999)
	s.MustShow(last.At.Format("2006"))
	s.Tap("Acme Inc, 5,000")
	for step.Waiting() > 0 {
		step.Release(0)
	}
	if fmt.Sprint(w.asked) != "[0]" {
		t.Errorf("another feed read %v again", w.asked)
	}
}

func TestCompaniesChooseTheFeed(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Enter("Find a company", "GLOB")
	s.MustNotShow("Initech, 6")
	s.Tap("Globex Corporation, 7")
	s.MustShow("7 Activities")
	s.musthave("Renewal and pricing, Acme Inc · Ina Berg, Thu, 9 Apr 2026, 10:30, 30 min, 2 trackers, external, with notes") // it is associated
	s.MustNotShow("Initech · Ina Berg")
	s.page.Leave()
	again := open(t, uitest.Light, w)
	again.MustShow("7 Activities")
	again.Enter("Find a company", "hooli")
	again.MustShow("No company with Activities is called so.")
}

// In a narrow window the Activity that is open takes the companies' place, and gives it back.
func TestANarrowWindowShowsTheCompaniesOrTheActivity(t *testing.T) {
	s := open(t, uitest.Light, full())
	s.Write(look.Largest)
	s.musthave("Acme Inc, 13", "Directory", "Execution log", "Settings")
	s.Key(fyne.KeySpace)
	s.MustShow("They want a quote by Friday.")
	s.MustNotShow("Acme Inc, 13")
	s.Tap("Close (Esc)")
	s.musthave("Acme Inc, 13")
	s.MustNotShow("They want a quote by Friday.", "Nothing open")
}

// Esc goes back step by step: from the notes to the feed, from the Activity to none.
func TestEscapeGoesBack(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	escape := func() bool { return s.page.Command(ui.ToClose) }
	if escape() {
		t.Error("there was something to close")
	}
	first(s)
	s.page.Command(ui.ToNote)
	s.Type("!")
	if !escape() {
		t.Error("the notes were not left")
	}
	s.MustShow("They want a quote by Friday.")
	s.Key(fyne.KeyDown)
	s.pass(time.Second)
	s.MustShow("Thu, 9 Apr 2026, 02:30 · 45 min")
	if !escape() {
		t.Error("the Activity was not closed")
	}
	s.MustShow("Nothing open")
	s.Key(fyne.KeyDown) // the feed has the focus
	s.pass(time.Second)
	s.MustShow("Wed, 8 Apr 2026, 18:30 · 1 h")
	if got := w.activities[callID(0)].Notes; got != "!They want a quote by Friday.\nJane decides." {
		t.Errorf("kept %q", got)
	}
}

// The arrows lead through companies and Activities: what the highlight rests upon is shown, what it passes is not.
func TestTheArrowsLead(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
	s.MustShow("Nothing open")
	s.pass(time.Second)
	s.MustShow("Wed, 8 Apr 2026, 18:30 · 1 h")
	s.Key(fyne.KeyUp)
	s.Key(fyne.KeyReturn) // at once
	s.MustShow("Thu, 9 Apr 2026, 02:30 · 45 min")
	s.page.Command(ui.ToFind)
	s.Key(fyne.KeyEscape)
	s.Key(fyne.KeyEnd)
	s.MustShow("25 Activities")
	s.pass(time.Second)
	s.MustShow("6 Activities")
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyDown)
	s.pass(time.Second)
	s.MustShow("Gong, call " + string(callID(7)))
}

// What is read again leaves lists where they are: a run goes on while a person reads.
func TestListsStayWhileARunGoesOn(t *testing.T) {
	w := many(500)
	w.companies = map[timeline.GSID]string{}
	for i := range 500 {
		a := w.activities[callID(i)]
		a.Company, a.Associated = timeline.GSID(fmt.Sprintf("c%03d", i)), nil
		w.companies[a.Company] = "Company " + string(a.Company)
		w.activities[callID(i)] = a
	}
	s := open(t, uitest.Light, w)
	s.page.Command(ui.ToFind)
	s.Key(fyne.KeyEscape)
	s.Key(fyne.KeyEnd)
	w.going, w.progress = true, timeline.Progress{Trigger: timeline.BySchedule, Since: now, Done: 1}
	latest := activity(0)
	latest.CallID, latest.Subject, latest.At, latest.Company = "new", "Just logged", now, "c000"
	w.activities["new"] = latest
	s.pass(uitimeline.LookGap / 10)
	s.page.Command(ui.ToRefresh)
	s.Settle()
	s.musthave("Company c499, 1") // in sight
	s.MustNotShow("Company c000, 2")
	s.MustShow("501 Activities", "Just logged")
	s.pass(time.Second) // the highlight comes to rest
	s.MustShow("1 Activity")

	s.page.Command(ui.ToFind)
	s.Key(fyne.KeyEscape)
	s.Key(fyne.KeyHome)
	s.pass(time.Second)
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyEnd)
	older := latest
	older.CallID, older.At = "newer", now.Add(time.Minute)
	w.activities["newer"] = older
	s.page.Command(ui.ToRefresh)
	s.Settle()
	s.MustNotShow("Just logged")
	s.pass(time.Second)
	s.MustShow("Gong, call " + string(callID(499))) // the one on which the highlight was, although it is one row further down now
}

// An Activity that is opened from elsewhere is shown with its row, in the feed of its company where the one that is shown has it not.
func TestAnActivityIsOpenedFromElsewhere(t *testing.T) {
	for _, when := range []string{"before the screen is shown", "while it is shown"} {
		t.Run(when, func(t *testing.T) {
			w := many(300)
			w.memory["timeline/company"] = "initech"
			s := open(t, uitest.Light, w)
			if when == "while it is shown" {
				s.page.Open(callID(296))
				s.Settle()
			} else {
				s.page.Leave()
				s.page.Open(callID(296))
				s.enter()
			}
			a := w.activities[callID(296)]
			s.MustShow("Acme Inc", sayMoment(a.At))
			s.musthave("Kick-off, Acme Inc · Ina Berg, " + sayMoment(a.At) + ", 1 h, 2 trackers, external") // its row is in sight
		})
	}
}

func sayMoment(at time.Time) string { return at.Format("Mon, 2 Jan 2006, 15:04") }

// Of hundreds of attendees the first are shown, and more when they are asked for.
func TestACrowd(t *testing.T) {
	s := open(t, uitest.Light, crowded())
	first(s)
	s.MustShow("Colleague 11", "Guest 11", "Tracker 5")
	s.MustNotShow("Colleague 12", "Guest 12", "Tracker 6")
	press := func(label string) {
		s.Window.Window.Canvas().Focus(s.Find(label).(fyne.Focusable))
		s.Key(fyne.KeyReturn)
	}
	press("Show 60 of 138 more")
	s.MustShow("Colleague 71")
	s.Key(fyne.KeyReturn) // the button for still more has the focus
	s.MustShow("Colleague 131", "Show 18 more")
	s.Key(fyne.KeyReturn)
	s.MustShow("Colleague 149")
	s.page.Open(callID(1))
	s.Settle()
	s.page.Open(callID(0))
	s.Settle()
	s.MustNotShow("Colleague 12")
}
