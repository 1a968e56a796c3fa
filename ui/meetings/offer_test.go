package meetings_test

import (
	"errors"
	"testing"

	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/meetings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// several is a world with two accounts, the sync off.
func several() *world {
	w := newWorld()
	w.form.Accounts = append(w.form.Accounts, meetings.Account{ID: "c2", Name: "Globex sandbox"})
	return w
}

// offer opens the dialog that offers the sync.
func (s *screen) offer(account core.ConnectionID) {
	meetings.Offer(s.T.Context(), s.needs, account, func() { s.world.note("begun") })
	s.Settle()
}

// TestAnOfferIsTakenAtOnce: the sync is turned on for that account, as it is set, and a run begins.
func TestAnOfferIsTakenAtOnce(t *testing.T) {
	for _, c := range []struct {
		account, kept core.ConnectionID
		world         func() *world
	}{
		{"c1", "", newWorld}, // the only one need not be named
		{"c2", "c2", several},
		{"c1", "c1", several},
	} {
		w := c.world()
		s := open(t, w, execution)
		s.offer(c.account)
		s.MustShow("Meeting", "None", "7 days", "every four hours")
		s.Tap("Initiate Sync")
		w.did(t, "save true Meeting ", "start Initiate", "begun")
		if got := w.form.Settings.Connection; got != c.kept {
			t.Errorf("%s: kept %q, want %q", c.account, got, c.kept)
		}
		s.MustNotShow("Go to Timeline")
		s.Tap("Show")
		w.did(t, "to log")
	}
}

// TestAnOfferKeepsWhatWasSetBefore: whoever has chosen filters and turned the sync off finds them again.
func TestAnOfferKeepsWhatWasSetBefore(t *testing.T) {
	w := full()
	w.form.Settings.Enabled = false
	s := open(t, w, execution)
	s.offer("c1")
	s.MustShow("3 chosen")
	s.Tap("Initiate Sync")
	w.did(t, "save true Meeting "+w.form.Settings.Filter.String(), "start Initiate", "begun")
}

func TestAnOfferIsDeclinedOrSetUp(t *testing.T) {
	for press, did := range map[string][]string{"Not now": nil, "Go to Timeline": {"set up c2"}} {
		w := several()
		s := open(t, w, execution)
		s.offer("c2")
		s.Tap(press)
		w.did(t, did...)
		s.MustNotShow("Not now")
		if w.form.Settings.Enabled {
			t.Errorf("%s has turned it on", press)
		}
	}
}

// TestWithoutACompanyAnOfferLeadsToTheDirectory: no meeting could be filed.
func TestWithoutACompanyAnOfferLeadsToTheDirectory(t *testing.T) {
	w := newWorld()
	w.form.Companies = nil
	s := open(t, w, execution)
	s.offer("c1")
	s.MustShow("no company in the directory", "Go to Timeline")
	s.MustNotShow("Initiate Sync")
	s.Tap("Set up the directory")
	w.did(t, "to directory")
}

// TestAnOfferThatIsLateLeadsToTheSettings: the sync was turned on, or the account is gone.
func TestAnOfferThatIsLateLeadsToTheSettings(t *testing.T) {
	on := full()
	open(t, on, execution).offer("c1")
	on.did(t, "to settings")
	gone := several()
	open(t, gone, execution).offer("c3")
	gone.did(t, "to settings")
}

func TestAnOfferThatFailsSaysWhy(t *testing.T) {
	w := newWorld()
	s := open(t, w, execution)
	w.err = core.E(core.Broken, "read the Timeline", errors.New("raw words"))
	s.offer("c1")
	s.MustShow("The settings could not be read")
	w.err, w.saveErr = nil, core.E(core.Full, "save", nil)
	s.offer("c1")
	s.Tap("Initiate Sync")
	s.MustShow("The settings were not saved", "Not now")
	w.did(t)
	w.saveErr = nil
	s.Tap("Initiate Sync")
	w.did(t, "save true Meeting ", "start Initiate", "begun")
}

// TestAnOfferIsTakenOnce, however often it is pressed while it is saved.
func TestAnOfferIsTakenOnce(t *testing.T) {
	step := &task.Step{}
	w := several()
	s := openWith(t, uitest.Light, w, step, execution)
	settle := func() {
		for step.Waiting() > 0 {
			step.Release(0)
		}
		s.Settle()
	}
	settle()
	s.offer("c2")
	settle()
	s.Tap("Initiate Sync")
	s.Tap("Initiate Sync") // it is disabled while it saves
	settle()
	w.did(t, "save true Meeting ", "start Initiate", "begun")
}

// TestSettingsAreSetUpForAnAccount: chosen and turned on, kept only by Save, and left without a question.
func TestSettingsAreSetUpForAnAccount(t *testing.T) {
	setUp := func(account core.ConnectionID) func(n meetings.Needs) ui.Page {
		return func(n meetings.Needs) ui.Page { return meetings.NewSetUp(n, account) }
	}
	w := several()
	s := open(t, w, setUp("c2"))
	s.MustShow("Globex sandbox", "then press Save")
	if s.page.(ui.Holder).Hold(func() {}) {
		t.Error("it asks although nothing was changed")
	}
	w.did(t)
	s.Tap("Save")
	w.did(t, "save true Meeting ", "start Save")
	if got := w.form.Settings.Connection; got != "c2" {
		t.Errorf("kept %q", got)
	}
	s.MustNotShow("then press Save")
	if s.page.(ui.Holder).Hold(func() {}) {
		t.Error("it asks although all is saved")
	}

	w = several()
	s = open(t, w, setUp("c2"))
	choose(s, "Meeting", "Call")
	if !s.page.(ui.Holder).Hold(func() {}) {
		t.Error("it does not ask about what was changed")
	}

	w = several()
	s = open(t, w, setUp("c2"))
	s.Tap("Initiate Sync")
	s.Tap("Turn on and sync")
	w.did(t, "save true Meeting ", "start Initiate")
	if got := w.form.Settings.Connection; got != "c2" {
		t.Errorf("turned on for %q", got)
	}

	w = full()
	s = open(t, w, setUp("c2"))
	s.MustNotShow("then press Save")
}
