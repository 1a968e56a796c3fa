package meetings_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
)

// TestAConflictLeadsToUserManagement, from a run's line as from a dry run.
func TestAConflictLeadsToUserManagement(t *testing.T) {
	w := full()
	e := entries("r6")[0]
	e.Status, e.Action, e.Message = timeline.EntryFailed, timeline.NoAction, timeline.M7("ana@acme.com", 2, timeline.Full)
	w.entries["r6"] = []timeline.Entry{e}
	s := open(t, w, run("r6"))
	s.Key(fyne.KeyReturn)
	s.MustShow("Author conflict for ana@acme.com", "Open in Gong")
	s.Tap("User Management")
	w.did(t, "to users")
	s.MustNotShow("Open in Gong")

	w = full()
	previewed(w)
	s = open(t, w, settings)
	s.Tap("Dry run")
	s.Tap("In conflict 1")
	s.Tap("Bo Lind")
	s.MustShow("bo@acme.com", "Until you choose one of them")
	s.Key(fyne.KeyReturn)
	w.did(t, "to users")
}

// TestALineOfAnotherKindDoesNot lead there; what is known of it can be copied.
func TestALineOfAnotherKindDoesNot(t *testing.T) {
	w := full()
	s := open(t, w, run("r6"))
	s.Tap("Globex, renewal and pricing")
	s.MustNotShow("User Management")
	s.Tap("Copy")
	if want := "Status: Success\nAction: Created\nAttempt: 1\nMeeting start: 8 Apr 2026, 06:05:00 UTC\nGong call id: 4570250816631531511\n" +
		"Gong owner: Ana Ruiz · ana@acme.com · 6010101010101010101\nCompany: Globex\nAuthor: Ina Berg · Full\n" +
		"Gong address: https://app.gong.io/call?id=11\n"; s.Clip.Text != want {
		t.Errorf("copied %q", s.Clip.Text)
	}
	s.Tap("Open in Gong")
	w.did(t, "browse https://app.gong.io/call?id=11")
}
