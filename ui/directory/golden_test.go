package directory_test

import (
	"testing"

	"fyne.io/fyne/v2"

	coredirectory "tamtam/core/directory"
	"tamtam/ui"
	"tamtam/ui/directory"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// picture is a state of a screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	page  func(n directory.Needs) ui.Page
	then  func(s *screen)
	wide  bool // 1440x900, too
	late  bool // no answer comes
}

// largest writes as large as a person can choose.
func largest(s *screen) { s.Write(look.Largest) }

// tap presses what is called so, one after the other.
func tap(texts ...string) func(*screen) {
	return func(s *screen) {
		for _, text := range texts {
			s.Tap(text)
		}
	}
}

func both(fns ...func(*screen)) func(*screen) {
	return func(s *screen) {
		for _, fn := range fns {
			fn(s)
		}
	}
}

func key(name fyne.KeyName) func(*screen) { return func(s *screen) { s.Key(name) } }

func TestPictures(t *testing.T) {
	for _, p := range pictures {
		uitest.Pictures(t, p.name, p.wide, p.late, func(t *testing.T, mode look.Mode, runner task.Runner) (*uitest.Window, func()) {
			s := openWith(t, mode, p.world(), runner, p.page)
			return s.Window, func() {
				if p.then != nil {
					p.then(s)
				}
			}
		})
	}
}

func noErrors(w *world) { w.table.Rows[1].Cells[1] = "12,000" }

func noNames(w *world) { w.table.Titles[0] = "Who" }

func nothingNew(w *world) {
	w.table.Rows = []coredirectory.Row{{Number: 2, Cells: []string{"Acme", "120000"}}}
}

func several(w *world) {
	w.sources = append(w.sources, directory.Source{ID: "d2", Name: "Competitor mentions", Accounts: 1, Contacts: 120}, directory.Source{ID: "d3", Name: "Coaching", Accounts: 2140, Contacts: 12081})
}

var pictures = []picture{
	{name: "list-full", world: full, page: list, wide: true},
	{name: "list-persons", world: full, page: list, then: tap("Persons")},
	{name: "list-users", world: full, page: list, then: tap("Users", "Sort by License")},
	{name: "list-largest", world: full, page: list, then: both(tap("Persons"), largest)},
	{name: "list-loading", world: full, page: list, late: true},
	{name: "list-empty", world: empty, page: list},
	{name: "list-partial", page: list, world: changed(func(w *world) { w.state.Persons = nil }), then: tap("Persons")},
	{name: "list-no-match", world: full, page: list, then: func(s *screen) { s.Enter("Find by name…", "hooli") }},
	{name: "list-error", world: broken, page: list},
	{name: "list-undo", world: full, page: list, then: tap("Undo")},
	{name: "list-hostile", world: hostile, page: list},
	{name: "form-company", world: full, page: list, then: key(fyne.KeyReturn)},
	{name: "form-company-largest", world: full, page: list, then: both(largest, key(fyne.KeyReturn))},
	{name: "form-wrong", world: full, page: list, then: both(key(fyne.KeyReturn), func(s *screen) { s.Enter("ARR", "much") }, tap("Save"))},
	{name: "form-person", world: full, page: list, then: tap("Persons", "Edit (Enter)"), wide: true},
	{name: "form-person-new", world: full, page: list, then: tap("Persons", "Add person…")},
	{name: "form-user", world: full, page: list, then: tap("Users", "Add user…")},
	{name: "form-choose", world: full, page: list, then: both(key(fyne.KeyReturn), tap("CSM: Eva Ek"))},
	{name: "import-empty", world: empty, page: imp},
	{name: "import-gong", world: full, page: imp},
	{name: "import-loading", world: full, page: imp, late: true},
	{name: "import-several", world: changed(several), page: imp, then: tap("Import from Gong")},
	{name: "import-full", world: changed(noErrors), page: imp, then: tap("Choose a file…"), wide: true},
	{name: "import-partial", world: full, page: imp, then: tap("Choose a file…")},
	{name: "import-errors", world: full, page: imp, then: tap("Choose a file…", "Errors (1)")},
	{name: "import-largest", world: full, page: imp, then: both(largest, tap("Choose a file…", "Errors (1)"))},
	{name: "import-refused", world: changed(noNames), page: imp, then: tap("Choose a file…")},
	{name: "import-nothing", world: changed(nothingNew), page: imp, then: tap("Choose a file…")},
	{name: "import-error", world: broken, page: imp, then: tap("Choose a file…")},
	{name: "import-from-gong", world: full, page: imp, then: tap("Import from Gong")},
	{name: "import-hostile", world: hostile, page: imp, then: tap("Choose a file…")},
	{name: "users-full", world: full, page: users, wide: true},
	{name: "users-largest", world: full, page: users, then: largest},
	{name: "users-loading", world: full, page: users, late: true},
	{name: "users-empty", world: empty, page: users},
	{name: "users-no-match", world: full, page: users, then: func(s *screen) { s.Enter("Find by name, e-mail or id", "nobody") }},
	{name: "users-error", world: broken, page: users},
	{name: "users-hostile", world: hostile, page: users},
	{name: "users-suggested", world: full, page: users, then: tap("Resolve…"), wide: true},
	{name: "users-suggested-largest", world: full, page: users, then: both(largest, tap("Resolve…"))},
	{name: "users-change", world: full, page: users, then: tap("Change…")},
}
