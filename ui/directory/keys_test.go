package directory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/directory"
	"tamtam/ui/uitest"
)

// round is what Tab leads to, from the first on until it comes around: by its name, or by what it is.
func round(s *screen) (all []string) {
	c := s.Window.Window.Canvas()
	c.Unfocus()
	s.Tab(1)
	first := c.Focused()
	for {
		name := focused(s)
		if name == "" {
			name = strings.ToLower(fmt.Sprintf("%T", c.Focused())[strings.LastIndex(fmt.Sprintf("%T", c.Focused()), ".")+1:])
		}
		all = append(all, name)
		if s.Tab(1); c.Focused() == first {
			return all
		}
	}
}

// TestTheTabKey leads to all that can be pressed or entered, as the eye goes.
func TestTheTabKey(t *testing.T) {
	row := []string{"Edit (Enter)", "Delete (Del)"}
	for _, test := range []struct {
		name string
		page func(directory.Needs) ui.Page
		then func(*screen)
		want []string
	}{
		{"list", list, func(*screen) {}, slices.Concat([]string{
			"Users of Gong", "Add company…", "Import…", "Companies", "Find by name…", "Undo", "Sort by Company", "Sort by CRM account", "Sort by Industry",
			"Sort by ARR", "innerlist",
		}, row, row, row)},
		{"form", list, tap("Persons", "Edit (Enter)"), []string{
			"Close", "E-mail", "First name", "Last name", "External id", "Remove", "Company: Acme", "Title", "Role", "Primary, Yes", "Active, Yes", "Remove", "Company: Beta",
			"Title", "Role", "Primary, No", "Active, Yes", "Add a company", "Cancel", "Save",
		}},
		{"import", imp, func(*screen) {}, []string{"Choose a file…", "Import from Gong"}},
		{"preview", imp, tap("Choose a file…"), []string{
			"Another file…", "Import 2", "The table holds, Companies", "Account Name, Name", "ARR, ARR", "Region, Leave out", "First changes", "Copy the errors", "Save the errors as CSV…", "innerlist",
		}},
		{"users", users, func(*screen) {}, []string{"Status, Every status", "Find by name, e-mail or id", "Show", "innerlist", "Resolve…", "Change…", "Choose…", "Choose…"}},
		{"suggested", users, tap("Change…"), []string{"Close", "Find another user by name or e-mail", "innerlist", "Take the choice back", "Cancel", "Use this user"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, uitest.Light, full(), test.page)
			test.then(s)
			if got := round(s); !slices.Equal(got, test.want) {
				t.Errorf("leads to %q, want %q", got, test.want)
			}
		})
	}
}

// to moves the focus to what has this name.
func to(t *testing.T, s *screen, name string) {
	t.Helper()
	for range 60 {
		if focused(s) == name {
			return
		}
		s.Tab(1)
	}
	t.Fatalf("Tab does not lead to %q", name)
}

// TestTheDirectoryByTheKeyboard: no part of it needs the mouse.
func TestTheDirectoryByTheKeyboard(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	to(t, s, "Sort by ARR")
	s.Key(fyne.KeySpace)
	s.Key(fyne.KeyReturn) // the other way
	s.command(ui.ToFind)
	s.Type("e")
	to(t, s, "Companies") // around
	s.Key(fyne.KeyRight)
	s.MustShow("Persons", "3 persons") // the search is over
	s.Key(fyne.KeyLeft)
	if got := focused(s); got != "Companies" {
		t.Errorf("the focus is on %q", got)
	}
	for range 7 { // to the list
		s.Tab(1)
	}
	s.Key(fyne.KeyDelete)
	s.w.did(t, "Deleted the company “Acme”") // by ARR, the largest first
	s.Pass(time.Minute)                      // the toast, which can undo it, too, is gone
	to(t, s, "Undo")
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	s.w.did(t, "undo 2")
	for _, test := range []struct {
		command ui.Command
		shown   string
		did     []string
	}{
		{ui.ToCreate, "Add a company", nil}, {ui.ToClose, "", []string{"to back"}}, {ui.ToRefresh, "3 companies", nil}, {ui.ToNote, "", nil},
	} {
		if took := s.command(test.command); took != (test.command != ui.ToNote) {
			t.Errorf("%v: took it %t", test.command, took)
		}
		if s.MustShow(test.shown); test.command == ui.ToCreate {
			s.Key(fyne.KeyEscape)
			s.MustNotShow(test.shown)
		}
		s.w.did(t, test.did...)
	}
}

// TestTheImportByTheKeyboard: the button that imports has the focus once it is seen what would change.
func TestTheImportByTheKeyboard(t *testing.T) {
	s := open(t, uitest.Light, full(), imp)
	s.command(ui.ToCreate)
	s.MustShow("1 row has an error and is left out. The others are good.")
	s.command(ui.ToExport)
	if !strings.Contains(s.w.saved, "companies,3,ARR,") {
		t.Errorf("saved %q", s.w.saved)
	}
	s.command(ui.ToRefresh)
	s.Key(fyne.KeyReturn)
	s.w.did(t, "Import of companies.csv", "to back")
	s.command(ui.ToClose)
	s.w.did(t, "to back")
}

// TestTheUsersByTheKeyboard: Enter opens a row and takes the suggestion; Esc changes nothing.
func TestTheUsersByTheKeyboard(t *testing.T) {
	s := open(t, uitest.Light, full(), users)
	s.Key(fyne.KeyReturn)
	s.MustShow("Suggested User")
	s.Key(fyne.KeyEscape)
	s.MustNotShow("Suggested User")
	s.w.did(t)
	s.Key(fyne.KeyReturn)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyReturn)
	s.w.did(t, `map 501 to "u2", by hand true`)
	s.Key(fyne.KeyDown) // Max Ott, whom a person has chosen
	s.Key(fyne.KeyReturn)
	to(t, s, "Take the choice back")
	s.Key(fyne.KeyReturn)
	s.w.did(t, `map 502 to "", by hand false`)
	if m := s.w.maps[1]; m.Status != timeline.Unmapped {
		t.Errorf("%+v", m)
	}
	s.command(ui.ToFind)
	s.Type("zoe")
	s.MustShow("1 of 4 users")
	s.Key(fyne.KeyEscape)
	s.MustShow("4 users")
	s.command(ui.ToClose)
	s.w.did(t, "to back")
}
