package directory_test

import (
	"strings"
	"testing"

	"tamtam/ui/uitest"
)

// TestFromGong: companies and persons are seen and imported together.
func TestFromGong(t *testing.T) {
	s := open(t, uitest.Light, full(), imp)
	s.Tap("Import from Gong")
	s.MustShow("Companies: 1 added, 0 changed, 0 unchanged", "Persons: 1 added, 0 changed, 0 unchanged")
	s.Tap("Import 2")
	s.w.did(t, "read d1", "Import from Gong", "to back")
}

// TestImport: a table is read, assigned, seen and imported; what is wrong is copied.
func TestImport(t *testing.T) {
	s := open(t, uitest.Light, full(), imp)
	s.Tap("Choose a file…")
	s.MustShow("Companies: 1 added, 1 changed, 0 unchanged", "1 row has an error and is left out.", "Hooli")
	s.Tap("Errors (1)")
	s.MustShow("Row 3, ARR: ")
	s.Tap("Copy the errors")
	if !strings.Contains(s.Clip.Text, "Row 3, ARR: ") {
		t.Errorf("copied %q", s.Clip.Text)
	}
	s.Tap("Save the errors as CSV…")
	if !strings.HasPrefix(s.w.saved, "Table,Row,Column,Error\ncompanies,3,ARR,") {
		t.Errorf("saved %q", s.w.saved)
	}
	s.Tap("Import 2")
	s.w.did(t, "Import of companies.csv", "to back")
	s.Tap("Undo")
	s.w.did(t, "undo 2", "to directory")
}

// TestAConflictIsResolved: the suggested user comes first; choosing maps by hand, and Undo gives back what was.
func TestAConflictIsResolved(t *testing.T) {
	s := open(t, uitest.Light, full(), users)
	s.Tap("Resolve…")
	s.MustShow("12 Activities", "3 Activities", "minimal access")
	s.Tap("Use this user")
	s.w.did(t, `map 501 to "u1", by hand true`)
	s.MustShow("tried again now")
	s.Tap("Undo")
	s.w.did(t, `map 501 to "", by hand false`)
}

// TestTheUsersAreOfAConnection: the list says of which type, by the word that admins look for, and which one, also while nobody is listed.
func TestTheUsersAreOfAConnection(t *testing.T) {
	open(t, uitest.Light, full(), users).MustShow("Connection type GONG_IO, connection “Acme production”", "501")
	w := empty()
	open(t, uitest.Light, w, users).MustShow("Connection type GONG_IO", "No users of Gong yet")
}
