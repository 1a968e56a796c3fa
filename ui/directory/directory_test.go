package directory_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	coredirectory "tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/directory"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a directory in memory, by the real rules; every change is noted.
type world struct {
	state   coredirectory.State
	before  coredirectory.State
	changes []store.DirectoryChange
	table   coredirectory.Table
	maps    []timeline.Mapping
	err     error
	log     []string
	saved   string
	clip    string
	memory  map[string]string
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) State(context.Context) (coredirectory.State, error) { return w.state, w.err }

func (w *world) Changes(context.Context) ([]store.DirectoryChange, error) {
	return slices.Clone(w.changes), w.err
}

func (w *world) changed(name string, n int) store.DirectoryChange {
	w.note("%s", name)
	c := store.DirectoryChange{Number: uint64(len(w.changes) + 1), Name: name, When: now.Add(-time.Minute), Objects: n}
	w.changes = slices.Insert(w.changes, 0, c)
	return c
}

func (w *world) PutCompany(c timeline.Company) error {
	w.state.Companies = put(w.state.Companies, c, func(c timeline.Company) timeline.GSID { return c.GSID })
	return nil
}

func (w *world) PutPerson(p timeline.Person) error {
	w.state.Persons = put(w.state.Persons, p, func(p timeline.Person) timeline.GSID { return p.GSID })
	return nil
}

func (w *world) PutUser(u timeline.User) error {
	w.state.Users = put(w.state.Users, u, func(u timeline.User) timeline.GSID { return u.GSID })
	return nil
}

func put[T any](all []T, one T, id func(T) timeline.GSID) []T {
	all = slices.Clone(all)
	if i := slices.IndexFunc(all, func(other T) bool { return id(other) == id(one) }); i >= 0 {
		all[i] = one
		return all
	}
	return append(all, one)
}

func (w *world) Edit(
	ctx context.Context, name string, k coredirectory.Kind, id timeline.GSID, rows []coredirectory.Cells,
) (coredirectory.Plan, store.DirectoryChange, error) {
	p, err := coredirectory.Edit(ctx, k, id, rows, w.state, coredirectory.Options{CRMSystem: timeline.Salesforce})
	if err != nil || len(p.Errors) > 0 {
		return p, store.DirectoryChange{}, err
	}
	w.before = w.state
	return p, w.changed(name, 1), p.Keep(w)
}

func (w *world) Delete(_ context.Context, name string, _ coredirectory.Kind, id timeline.GSID) (store.DirectoryChange, error) {
	w.before = w.state
	w.state.Companies = slices.DeleteFunc(slices.Clone(w.state.Companies), func(c timeline.Company) bool { return c.GSID == id })
	return w.changed(name, 1), nil
}

func (w *world) Undo(_ context.Context, number uint64) (int, int, error) {
	w.note("undo %d", number)
	w.state, w.changes = w.before, nil
	return 1, 0, nil
}

func (w *world) Read(_ context.Context, path string, progress func(int)) (coredirectory.Table, error) {
	progress(len(w.table.Rows))
	return w.table, w.err
}

func (w *world) Sources(context.Context) ([]directory.Source, error) {
	return []directory.Source{{ID: "d1", Name: "Renewals", Accounts: 2, Contacts: 3}}, nil
}

func (w *world) FromGong(context.Context, core.DatasetID) ([]coredirectory.Sheet, error) {
	return []coredirectory.Sheet{
		coredirectory.NewSheet(coredirectory.Companies, coredirectory.Table{Titles: []string{"name"}, Rows: []coredirectory.Row{{Number: 1, Cells: []string{"Gamma"}}}}),
		coredirectory.NewSheet(coredirectory.Persons, coredirectory.Table{Titles: []string{"email", "company_name"}, Rows: []coredirectory.Row{{Number: 1, Cells: []string{"g@gamma.example", "Gamma"}}}}),
	}, nil
}

func (w *world) Plan(ctx context.Context, sheets []coredirectory.Sheet, progress func(done, all int)) ([]coredirectory.Plan, error) {
	return coredirectory.MakeAll(ctx, sheets, w.state, coredirectory.Options{CRMSystem: timeline.Salesforce, Progress: progress})
}

func (w *world) Import(
	ctx context.Context, name string, sheets []coredirectory.Sheet, progress func(done, all int),
) ([]coredirectory.Plan, store.DirectoryChange, error) {
	plans, err := w.Plan(ctx, sheets, progress)
	w.before = w.state
	for _, p := range plans {
		err = errors.Join(err, p.Keep(w))
	}
	return plans, w.changed(name, 2), err
}

func (w *world) Users(context.Context) (directory.Users, error) {
	return directory.Users{
		Mappings: slices.Clone(w.maps), Users: w.state.Users, Directory: timeline.NewDirectory(nil, nil, slices.Clone(w.state.Users)),
		Authored: map[timeline.GSID]int{"u1": 12, "u2": 3},
	}, w.err
}

func (w *world) Map(_ context.Context, m timeline.Mapping) (bool, error) {
	w.note("map %s to %q, by hand %v", m.GongUser, m.User, m.Manual)
	w.maps = put(w.maps, m, func(m timeline.Mapping) timeline.GSID { return timeline.GSID(m.GongUser) })
	return true, nil
}

// TestFromGong: companies and persons are seen and imported together.
func TestFromGong(t *testing.T) {
	s := open(t, uitest.Light, full(), imp)
	s.Tap("Import from Gong: Renewals")
	s.MustShow("Companies: 1 added, 0 changed, 0 unchanged", "Persons: 1 added, 0 changed, 0 unchanged")
	s.Tap("Import 2")
	s.w.did(t, "Import from Gong", "to back")
}

func (w *world) Folder(context.Context) string { return "/home/ina" }
func (w *world) Save(_ context.Context, folder, name string, content []byte) (string, error) {
	w.saved = string(content)
	return folder + "/" + name, nil
}
func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }
func (w *world) Content() string            { return w.clip }
func (w *world) SetContent(content string)  { w.clip = content }

func empty() *world { return &world{memory: map[string]string{}} }

func full() *world {
	w := empty()
	arr := func(n float64) *float64 { return &n }
	w.state = coredirectory.State{
		Companies: []timeline.Company{
			{GSID: "c1", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "0013600001230sV", Industry: "Retail", ARR: arr(120000)},
			{GSID: "c2", Name: "Beta", CRMSystem: timeline.Salesforce, CRMAccountID: "001B", Industry: "Software", ARR: arr(9500), ManagedAs: timeline.Customer},
			{GSID: "c3", Name: "Globex", Industry: "Energy"},
		},
		Persons: []timeline.Person{{GSID: "p1", Email: "ana@acme.example", FirstName: "Ana", LastName: "Lima", Companies: []timeline.CompanyPerson{{Company: "c1", Title: "CEO", Active: true}}}},
		Users: []timeline.User{
			{GSID: "u1", FirstName: "Eva", LastName: "Ek", Email: "eva@us.example", Username: "eva.ek", Active: true, License: timeline.Full, SystemType: timeline.InternalUser},
			{GSID: "u2", FirstName: "Eva", LastName: "Ek", Email: "eva@us.example", Username: "eva.two", Active: true, License: timeline.Full, SystemType: timeline.InternalUser},
			{GSID: "u3", FirstName: "Max", LastName: "Ott", Email: "max@us.example", Username: "max", Active: true, License: timeline.Viewer, SystemType: timeline.InternalUser},
		},
	}
	w.changes = []store.DirectoryChange{{Number: 1, Name: "Import of companies.csv", When: now.Add(-time.Hour), Objects: 3}}
	w.table = coredirectory.Table{Titles: []string{"Account Name", "ARR", "Region"}, Rows: []coredirectory.Row{
		{Number: 2, Cells: []string{"Acme", "130000", "EMEA"}}, {Number: 3, Cells: []string{"Initech", "much", "NA"}}, {Number: 4, Cells: []string{"Hooli", "5", "NA"}},
	}}
	w.maps = []timeline.Mapping{
		{GongUser: "501", Name: "Eva Ek", Email: "eva@us.example", Status: timeline.Conflict, Suggested: "u1"},
		{GongUser: "502", Name: "Max Ott", Email: "max@us.example", Status: timeline.Mapped, User: "u3"},
		{GongUser: "503", Name: "Zoe Quin", Email: "zoe@us.example", Status: timeline.Unmapped},
	}
	return w
}

type screen struct {
	*uitest.Window
	w *world
}

func list(n directory.Needs) ui.Page  { return directory.New(n) }
func imp(n directory.Needs) ui.Page   { return directory.NewImport(n) }
func users(n directory.Needs) ui.Page { return directory.NewUsers(n) }

// open shows a page in a window of 1024x700, in a frame that is as large as the shell's.
func open(t *testing.T, mode look.Mode, w *world, make func(directory.Needs) ui.Page) *screen {
	s := &screen{uitest.New(t, mode), w}
	s.Resize(1024, 700)
	var page ui.Page
	title, top := kit.NewHeading(""), kit.Line(2)
	retitle := func() {
		if page == nil {
			return
		}
		title.Set(page.Title())
		top.Objects = nil
		if actor, ok := page.(ui.Actor); ok {
			top.Objects = actor.Actions()
		}
		top.Refresh()
	}
	leads := func(where string) func() { return func() { w.note("to %s", where) } }
	page = make(directory.Needs{
		Book: w, Tables: w, People: w, Files: w, Memory: w, Clock: clock{}, Clipboard: w, Runner: s.Runner, Stage: s.Stage,
		Routes: directory.Routes{
			Directory: leads("directory"), Import: leads("import"), Users: leads("users"), Back: leads("back"), Retitle: retitle,
			PickFile: func(_, _ string, picked func(string)) { picked("/media/companies.csv") }, PickFolder: func(_ string, picked func(string)) { picked("/media") },
		},
	})
	head := kit.Sized(0, 16, kit.PadXY(6, 3, kit.Line(2, kit.Grow(title), top)))
	across := container.NewBorder(nil, nil, kit.Sized(20, 0, kit.NewGround(look.Rail)), nil, kit.Column(0, head, kit.Fill(page.Content())))
	s.Show(container.NewStack(kit.NewGround(theme.ColorNameBackground), kit.Column(0, kit.Fill(across), kit.Sized(0, 8, kit.NewGround(look.Rail)))))
	ctx, end := context.WithCancel(t.Context())
	t.Cleanup(end)
	page.Enter(ctx)
	retitle()
	s.Settle()
	return s
}

func TestPictures(t *testing.T) {
	broken := full()
	broken.err = core.E(core.Broken, "read", errors.New("a page is damaged"))
	for _, p := range []struct {
		name string
		w    *world
		page func(directory.Needs) ui.Page
		then func(s *screen)
	}{
		{"list-full", full(), list, nil}, {"list-empty", empty(), list, nil}, {"list-error", broken, list, nil},
		{"list-form", full(), list, func(s *screen) { s.Key(fyne.KeyReturn) }},
		{"import-empty", full(), imp, nil}, {"import-preview", full(), imp, func(s *screen) { s.Tap("Choose a file…") }},
		{"users-full", full(), users, nil}, {"users-empty", empty(), users, nil}, {"users-error", broken, users, nil},
		{"users-suggested", full(), users, func(s *screen) { s.Tap("Resolve…") }},
	} {
		t.Run(p.name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				s := open(t, mode, p.w, p.page)
				if p.then != nil {
					p.then(s)
				}
				s.Golden(p.name)
			})
		})
	}
}

// TestAChangeByHand: what is wrong is said at its field; what is good is kept and can be undone.
func TestAChangeByHand(t *testing.T) {
	s := open(t, uitest.Light, full(), list)
	s.Key(fyne.KeyReturn)
	s.Enter("ARR", "much")
	s.Tap("Save")
	s.MustShow("is not a number")
	s.w.did(t)
	s.Enter("ARR", "7")
	s.Tap("Save")
	s.w.did(t, "Changed the company “Acme”")
	if *s.w.state.Companies[0].ARR != 7 {
		t.Errorf("%+v", s.w.state.Companies[0])
	}
	s.w.did(t)
	s.Key(fyne.KeyDelete)
	s.w.did(t, "Deleted the company “Acme”")
	s.MustShow("2 companies")
}

// TestImport: a table is read, assigned, seen and imported; what is wrong is copied.
func TestImport(t *testing.T) {
	s := open(t, uitest.Light, full(), imp)
	s.Tap("Choose a file…")
	s.MustShow("Companies: 1 added, 1 changed, 0 unchanged", "1 row has an error and is left out.", "Hooli")
	s.Tap("Errors")
	s.MustShow("Row 3, ARR:")
	s.Tap("Copy")
	if !strings.Contains(s.w.clip, "Row 3, ARR: ") {
		t.Errorf("copied %q", s.w.clip)
	}
	s.Tap("Save as CSV…")
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
