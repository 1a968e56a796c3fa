package meetings_test

import (
	"testing"

	"tamtam/core"
	"tamtam/ui"
)

func TestSavingKeepsWhatIsEnteredAndBeginsARun(t *testing.T) {
	w := full()
	s := open(t, w, settings)
	choose(s, "Meeting", "Call")
	s.Tap("Save")
	w.did(t, "save true Call "+w.form.Settings.Filter.String(), "start Save")
	s.MustShow("The sync has begun.")
}

// TestWhatCannotBeUsedIsSaidAtOnce, and is neither saved nor tried.
func TestWhatCannotBeUsedIsSaidAtOnce(t *testing.T) {
	w := full()
	s := open(t, w, settings)
	s.Enter("Expression", "A AND B")
	s.MustShow("Filter C is not in the expression")
	s.Enter("Value", "lots")
	s.MustShow("is not a number")
	s.Tap("Save")
	s.Tap("Dry run")
	w.did(t)
	if s.page.Title() != "Timeline Settings" {
		t.Errorf("a dry run of what cannot be used: %q", s.page.Title())
	}
}

// TestRemovingAFilterLettersTheOthersAnew, so that the expression may not fit any more.
func TestRemovingAFilterLettersTheOthersAnew(t *testing.T) {
	s := open(t, full(), settings)
	s.Tap("Remove the filter")
	s.MustShow("A", "B")
	s.MustNotShow("is at least")
	s.MustShow("is not expected there")
}

func TestWhatIsNotSavedIsAskedAbout(t *testing.T) {
	for _, c := range []struct {
		press string
		left  bool
		did   []string
	}{
		{"Stay", false, nil}, {"Discard", true, nil}, {"Save", true, []string{"save false Call "}},
	} {
		t.Run(c.press, func(t *testing.T) {
			w := newWorld()
			s := open(t, w, settings)
			left := false
			leave := func() { left = true }
			if s.page.(ui.Holder).Hold(leave) {
				t.Fatal("it asks although nothing was changed")
			}
			choose(s, "Meeting", "Call")
			if !s.page.(ui.Holder).Hold(leave) {
				t.Fatal("it does not ask")
			}
			s.Tap(c.press)
			if left != c.left {
				t.Errorf("left: %v", left)
			}
			w.did(t, c.did...)
		})
	}
}

// TestADryRunTriesWhatIsEntered, which is not saved.
func TestADryRunTriesWhatIsEntered(t *testing.T) {
	w := full()
	previewed(w)
	s := open(t, w, settings)
	choose(s, "Meeting", "Call")
	s.Tap("Dry run")
	w.did(t)
	if w.tried.ActivityType != "Call" {
		t.Errorf("it tried %+v", w.tried)
	}
	s.MustShow("4 would be logged, 1 would fail and 2 would be skipped. Nothing was written.", "To be logged 4", "Would fail 1", "Skipped 2", "In conflict 1")
	s.Tap("In conflict 1")
	s.MustShow("Bo Lind")
	s.MustNotShow("Globex, weekly")
	s.Tap("Back to the settings")
	s.MustShow("Call", "Save")
}

func TestInitiatingWhileOffAsksFirst(t *testing.T) {
	w := newWorld()
	s := open(t, w, settings)
	s.Tap("Initiate Sync")
	w.did(t)
	s.Tap("Turn on and sync")
	w.did(t, "save true Meeting ", "start Initiate")
}

func TestASaveThatFailsKeepsWhatWasEntered(t *testing.T) {
	w := full()
	w.saveErr = core.E(core.Full, "save", nil)
	s := open(t, w, settings)
	choose(s, "Meeting", "Call")
	s.Tap("Save")
	w.did(t)
	s.MustShow("The settings were not saved", "Call")
}
