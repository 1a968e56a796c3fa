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

	"tamtam/core"
	coredirectory "tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/directory"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a directory in memory, by the real rules; every change is noted.
type world struct {
	state      coredirectory.State
	connection string // the name of the account
	before     coredirectory.State
	changes    []store.DirectoryChange
	table      coredirectory.Table
	sources    []directory.Source
	maps       []timeline.Mapping
	path       string // the file that a person chooses
	err        error  // of reading the directory, the users, a table
	changeErr  error  // of changing the directory
	log        []string
	saved      string
	memory     map[string]string
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// did fails the test unless exactly these things were done since the last did.
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
	if w.changeErr != nil {
		return coredirectory.Plan{}, store.DirectoryChange{}, w.changeErr
	}
	p, err := coredirectory.Edit(ctx, k, id, rows, w.state, coredirectory.Options{CRMSystem: timeline.Salesforce})
	if err != nil || len(p.Errors) > 0 {
		return p, store.DirectoryChange{}, err
	}
	w.before = w.state
	return p, w.changed(name, 1), p.Keep(ctx, w)
}

func (w *world) Delete(_ context.Context, name string, _ coredirectory.Kind, id timeline.GSID) (store.DirectoryChange, error) {
	if w.changeErr != nil {
		return store.DirectoryChange{}, w.changeErr
	}
	w.before = w.state
	w.state.Companies = slices.DeleteFunc(slices.Clone(w.state.Companies), func(c timeline.Company) bool { return c.GSID == id })
	return w.changed(name, 1), nil
}

func (w *world) Undo(_ context.Context, number uint64) (int, int, error) {
	if w.changeErr != nil {
		return 0, 0, w.changeErr
	}
	w.note("undo %d", number)
	w.state, w.changes = w.before, nil
	return 1, 0, nil
}

func (w *world) Read(_ context.Context, _ string, progress func(int)) (coredirectory.Table, error) {
	progress(len(w.table.Rows))
	return w.table, w.err
}

func (w *world) Sources(context.Context) ([]directory.Source, error) { return w.sources, nil }

func (w *world) FromGong(_ context.Context, id core.DatasetID) ([]coredirectory.Sheet, error) {
	w.note("read %s", id)
	companies := coredirectory.Table{Titles: []string{"name"}, Rows: []coredirectory.Row{{Number: 1, Cells: []string{"Gamma"}}}}
	persons := coredirectory.Table{Titles: []string{"email", "company_name"}, Rows: []coredirectory.Row{{Number: 1, Cells: []string{"g@gamma.example", "Gamma"}}}}
	return []coredirectory.Sheet{coredirectory.NewSheet(coredirectory.Companies, companies), coredirectory.NewSheet(coredirectory.Persons, persons)}, w.err
}

func (w *world) Plan(ctx context.Context, sheets []coredirectory.Sheet, progress func(done, all int)) ([]coredirectory.Plan, error) {
	return coredirectory.MakeAll(ctx, sheets, w.state, coredirectory.Options{CRMSystem: timeline.Salesforce, Progress: progress})
}

func (w *world) Import(
	ctx context.Context, name string, sheets []coredirectory.Sheet, progress func(done, all int),
) ([]coredirectory.Plan, store.DirectoryChange, error) {
	if w.changeErr != nil {
		return nil, store.DirectoryChange{}, w.changeErr
	}
	plans, err := w.Plan(ctx, sheets, progress)
	w.before = w.state
	for _, p := range plans {
		err = errors.Join(err, p.Keep(ctx, w))
	}
	return plans, w.changed(name, 2), err
}

func (w *world) Users(context.Context) (directory.Users, error) {
	return directory.Users{
		Connection: w.connection, Mappings: slices.Clone(w.maps), Users: w.state.Users, Directory: timeline.NewDirectory(nil, nil, slices.Clone(w.state.Users)),
		Authored: map[timeline.GSID]int{"u1": 12, "u2": 3},
	}, w.err
}

func (w *world) Map(_ context.Context, m timeline.Mapping) (bool, error) {
	if w.changeErr != nil {
		return false, w.changeErr
	}
	w.note("map %s to %q, by hand %v", m.GongUser, m.User, m.Manual)
	w.maps = put(w.maps, m, func(m timeline.Mapping) timeline.GSID { return timeline.GSID(m.GongUser) })
	return true, nil
}

func (w *world) Folder(context.Context) string { return "/home/ina" }
func (w *world) Save(_ context.Context, folder, name string, content []byte) (string, error) {
	w.saved = string(content)
	return folder + "/" + name, nil
}
func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

func empty() *world { return &world{memory: map[string]string{}, path: "/media/companies.csv"} }

func full() *world {
	w := empty()
	arr := func(n float64) *float64 { return &n }
	w.state = coredirectory.State{
		Companies: []timeline.Company{
			{GSID: "c1", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "0013600001230sV", Industry: "Retail", ARR: arr(120000), CSM: "u1"},
			{GSID: "c2", Name: "Beta", CRMSystem: timeline.Salesforce, CRMAccountID: "001B", Industry: "Software", ARR: arr(9500), ManagedAs: timeline.Customer},
			{GSID: "c3", Name: "Globex", Industry: "Energy"},
		},
		Persons: []timeline.Person{
			{GSID: "p1", Email: "ana@acme.example", FirstName: "Ana", LastName: "Lima", Companies: []timeline.CompanyPerson{
				{Company: "c1", Title: "CEO", Role: "Decision maker", Primary: true, Active: true}, {Company: "c2", Title: "Adviser", Active: true},
			}},
			{GSID: "p2", Email: "bo@beta.example", FirstName: "Bo", LastName: "Berg", Companies: []timeline.CompanyPerson{{Company: "c2", Title: "Buyer", Active: true}}},
			{GSID: "p3", Email: "nobody@else.example"},
		},
		Users: []timeline.User{
			{GSID: "u1", FirstName: "Eva", LastName: "Ek", Email: "eva@us.example", Username: "eva.ek", Active: true, License: timeline.Full, SystemType: timeline.InternalUser},
			{GSID: "u2", FirstName: "Eva", LastName: "Ek", Email: "eva@us.example", Username: "eva.two", Active: true, License: timeline.Full, SystemType: timeline.InternalUser},
			{GSID: "u3", FirstName: "Max", LastName: "Ott", Email: "max@us.example", Username: "max", Active: true, License: timeline.ViewerAnalytics, SystemType: timeline.InternalUser},
			{GSID: "u4", FirstName: "Ada", LastName: "Old", Email: "ada@us.example", License: timeline.NoLicense, SystemType: timeline.InternalUser},
		},
	}
	w.changes = []store.DirectoryChange{{Number: 1, Name: "Import of companies.csv", When: now.Add(-time.Hour), Objects: 3}}
	w.table = coredirectory.Table{Titles: []string{"Account Name", "ARR", "Region"}, Rows: []coredirectory.Row{
		{Number: 2, Cells: []string{"Acme", "130000", "EMEA"}}, {Number: 3, Cells: []string{"Initech", "much", "NA"}}, {Number: 4, Cells: []string{"Hooli", "5", "NA"}},
	}}
	w.sources = []directory.Source{{ID: "d1", Name: "Renewals", Accounts: 2, Contacts: 3}}
	w.connection = "Acme production"
	w.maps = []timeline.Mapping{
		{GongUser: "501", Name: "Eva Ek", Email: "eva@us.example", Status: timeline.Conflict, Suggested: "u1"},
		{GongUser: "502", Name: "Max Ott", Email: "max@us.example", Status: timeline.Mapped, User: "u3", Manual: true},
		{GongUser: "503", Name: "Zoe Quin", Email: "zoe@us.example", Status: timeline.Unmapped},
		{GongUser: "504", Name: "Ada Old", Email: "ada@us.example", Status: timeline.Inactive},
	}
	return w
}

// changed is the full world after something was done to it.
func changed(do func(w *world)) func() *world {
	return func() *world {
		w := full()
		do(w)
		return w
	}
}

func broken() *world {
	w := full()
	w.err = core.E(core.Broken, "read", errors.New("a page is damaged"))
	return w
}

// hostile has names that are long, written from right to left, or hold characters that reorder text.
func hostile() *world {
	w := full()
	w.state.Companies[0].Name = strings.Repeat("An extremely long name of a company ", 20)
	w.state.Companies[0].Industry = strings.Repeat("Industry", 40)
	w.state.Companies[1].Name = "שלום חברה (Beta) בע\"מ"
	w.state.Companies[2].Name = "Report \u202egpj.exe\u202c\nsecond line\t<b>&amp;"
	w.state.Persons[0].FirstName, w.state.Persons[0].LastName = strings.Repeat("W", 120), "مرحبا"
	w.state.Users[0].FirstName = strings.Repeat("W", 120)
	w.maps[0].Name, w.maps[0].Email = strings.Repeat("W", 120), strings.Repeat("w", 120)+"@us.example"
	w.maps[0].GongUser = "98765432109876543210"
	w.connection = strings.Repeat("A very long name of an account ", 8)
	w.table.Titles[2] = strings.Repeat("A very long title of a column ", 5)
	w.table.Rows[0].Cells[0] = strings.Repeat("An extremely long name of a company ", 20)
	w.table.Rows[2].Cells[0] = "Report \u202egpj.exe\u202c\nsecond line"
	w.path = "/media/" + strings.Repeat("a very long name of a file ", 8) + ".csv"
	return w
}

type screen struct {
	*uitest.Screen
	w    *world
	page ui.Page
}

// command gives the page a shortcut's command, as the window does, and tells whether it took it.
func (s *screen) command(c ui.Command) bool {
	took := s.page.(ui.Commander).Command(c)
	s.Settle()
	return took
}

func list(n directory.Needs) ui.Page  { return directory.New(n) }
func imp(n directory.Needs) ui.Page   { return directory.NewImport(n) }
func users(n directory.Needs) ui.Page { return directory.NewUsers(n) }

// open shows a page whose work is done at once.
func open(t *testing.T, mode look.Mode, w *world, page func(directory.Needs) ui.Page) *screen {
	t.Helper()
	return openWith(t, mode, w, nil, page)
}

// openWith shows a page in a world; runner, unless nil, answers instead of the window's own.
func openWith(t *testing.T, mode look.Mode, w *world, runner task.Runner, page func(directory.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Screen: uitest.NewScreen(t, mode), w: w}
	if runner == nil {
		runner = s.Runner
	}
	leads := func(where string) func() { return func() { w.note("to %s", where) } }
	s.page = page(directory.Needs{
		Book: w, Tables: w, People: w, Files: w, Memory: w, Clock: clock{}, Clipboard: s.Clip, Runner: runner, Stage: s.Stage,
		Routes: directory.Routes{
			Directory: leads("directory"), Import: leads("import"), Users: leads("users"), Back: leads("back"), Retitle: s.Retitle,
			PickFile: func(_, _ string, picked func(string)) { picked(w.path) }, PickFolder: func(_ string, picked func(string)) { picked("/media") },
		},
	})
	s.Open(s.page)
	return s
}

// focused is what the object with the focus is called, "" when nothing has it.
func focused(s *screen) string {
	if o, ok := s.Window.Window.Canvas().Focused().(fyne.Accessible); ok {
		return o.AccessibilityLabel()
	}
	return ""
}
