package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

func newBook(t testing.TB) book {
	t.Helper()
	p := opened(t, t.TempDir())
	t.Cleanup(func() {
		if err := p.close(); err != nil {
			t.Error(err)
		}
	})
	return book{p}
}

// companies are the names of the companies, with their accounts.
func (b book) companies(t *testing.T) (all []string) {
	t.Helper()
	s, err := b.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Companies {
		all = append(all, strings.TrimSpace(c.Name+" "+c.CRMAccountID))
	}
	slices.Sort(all)
	return all
}

// undoable are the names of the changes that can be undone.
func (b book) undoable(t *testing.T) (all []string) {
	t.Helper()
	changes, err := b.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		all = append(all, c.Name)
	}
	return all
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What a person does to the directory is kept as they said it, or not at all, and each change can be taken back.
func TestTheDirectoryIsChangedByHand(t *testing.T) {
	b := newBook(t)
	edit := func(name string, id timeline.GSID, cells directory.Cells) (directory.Plan, store.DirectoryChange) {
		t.Helper()
		p, c, err := b.Edit(t.Context(), name, directory.Companies, id, []directory.Cells{cells})
		if err != nil {
			t.Fatal(err)
		}
		return p, c
	}
	if p, _ := edit("add", "", directory.Cells{"name": "Acme", "crm_account_id": "001A", "arr": "12"}); p.Added != 1 {
		t.Errorf("%+v", p)
	}
	edit("add another", "", directory.Cells{"name": "Beta"})
	same(t, b.companies(t), "Acme 001A", "Beta")

	p, c := edit("refused", "", directory.Cells{"name": "Gamma", "arr": "much"})
	if len(p.Errors) != 1 || p.Errors[0].Title != "arr" || c.Objects != 0 {
		t.Errorf("%+v, %+v", p, c)
	}
	if p, _ := edit("taken", "", directory.Cells{"name": "Delta", "crm_account_id": "001A"}); len(p.Errors) != 1 {
		t.Errorf("%+v", p)
	}
	if _, _, err := b.Edit(t.Context(), "nobody", directory.Companies, "none", []directory.Cells{{"name": "X"}}); !core.Is(err, core.NotFound) {
		t.Errorf("%v", err)
	}
	same(t, b.companies(t), "Acme 001A", "Beta")
	same(t, b.undoable(t), "add another", "add")

	s, err := b.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.Companies, func(c timeline.Company) bool { return c.Name == "Acme" })
	_, changed := edit("change", s.Companies[i].GSID, directory.Cells{"name": "Acme Inc"})
	same(t, b.companies(t), "Acme Inc", "Beta")
	if _, same := edit("no change", s.Companies[i].GSID, directory.Cells{"name": "Acme Inc"}); same.Objects != 0 {
		t.Errorf("%+v", same)
	}
	if restored, kept, err := b.Undo(t.Context(), changed.Number); restored != 1 || kept != 0 || err != nil {
		t.Errorf("%d, %d, %v", restored, kept, err)
	}
	same(t, b.companies(t), "Acme 001A", "Beta")
}

// Whatever is deleted comes back by Undo; the second one finds nothing to undo.
func TestWhatIsDeletedComesBack(t *testing.T) {
	b := newBook(t)
	err := b.store.UpdateTimeline("test", func(tl *store.Timeline) error {
		return errors.Join(tl.PutCompany(timeline.Company{GSID: "c", Name: "Acme"}), tl.PutPerson(timeline.Person{GSID: "p", Email: "a@acme.example"}),
			tl.PutUser(timeline.User{GSID: "u", Email: "eva@us.example"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	count := func() [3]int {
		s, err := b.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return [3]int{len(s.Companies), len(s.Persons), len(s.Users)}
	}
	for i, k := range directory.Kinds() {
		id := []timeline.GSID{"c", "p", "u"}[i]
		c, err := b.Delete(t.Context(), "delete "+string(k), k, id)
		want := [3]int{1, 1, 1}
		want[i] = 0
		if got := count(); err != nil || c.Objects != 1 || got != want {
			t.Errorf("%s: %v, %+v, %v", k, got, c, err)
		}
		if again, err := b.Delete(t.Context(), "again", k, id); err != nil || again.Objects != 0 {
			t.Errorf("%s: %+v, %v", k, again, err)
		}
		if restored, _, err := b.Undo(t.Context(), c.Number); restored != 1 || err != nil || count() != [3]int{1, 1, 1} {
			t.Errorf("%s: %d, %v, %v", k, restored, count(), err)
		}
		if _, _, err := b.Undo(t.Context(), c.Number); !core.Is(err, core.NotFound) {
			t.Errorf("%s: %v", k, err)
		}
	}
}

// A plan changes nothing; an import keeps the rows that are good and tells of the others; one that is refused or cancelled keeps nothing.
func TestATableIsImported(t *testing.T) {
	b := newBook(t)
	path := filepath.Join(t.TempDir(), "companies.csv")
	if err := os.WriteFile(path, []byte("Name;Account Id;ARR\nAcme;001A;12\nBeta;001B;much\nGamma;001A;7\nDelta;;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := b.Read(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	sheets := []directory.Sheet{directory.NewSheet(directory.Companies, table)}
	check := func(what string, plans []directory.Plan, err error) {
		t.Helper()
		if err != nil || len(plans) != 1 || plans[0].Added != 2 || len(plans[0].Errors) != 2 || plans[0].Errors[0].Row != 3 || plans[0].Errors[1].Row != 4 {
			t.Errorf("%s: %+v, %v", what, plans, err)
		}
	}
	plans, err := b.Plan(t.Context(), sheets, nil)
	check("plan", plans, err)
	same(t, b.companies(t))

	refused := []directory.Sheet{{Kind: directory.Companies, Table: table, Columns: directory.Columns{"", "crm_account_id", "arr"}}}
	if _, _, err := b.Import(t.Context(), "refused", append(slices.Clone(sheets), refused...), nil); !core.Is(err, core.Invalid) {
		t.Errorf("%v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, _, err := b.Import(ended, "cancelled", sheets, nil); !core.Is(err, core.Canceled) {
		t.Errorf("%v", err)
	}
	same(t, b.companies(t))
	same(t, b.undoable(t))

	plans, change, err := b.Import(t.Context(), "import", sheets, nil)
	check("import", plans, err)
	same(t, b.companies(t), "Acme 001A", "Delta")
	same(t, b.undoable(t), "import")
	if restored, _, err := b.Undo(t.Context(), change.Number); restored != 2 || err != nil {
		t.Errorf("%d, %v", restored, err)
	}
	same(t, b.companies(t))
}

// The accounts and contacts of a dataset become companies and persons that belong to them.
func TestTheDirectoryIsTakenFromGong(t *testing.T) {
	w := newWorld(t, t.TempDir())
	b := book{w.program}
	if sources, err := b.Sources(t.Context()); err != nil || len(sources) != 0 {
		t.Errorf("%+v, %v", sources, err)
	}
	if err := (sampling{w.program}).Sample(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, types := range [][]core.DataType{{core.Users}, {core.CRMAccounts, core.CRMContacts}} {
		d, err := library{w.program}.Create(t.Context(), store.Dataset{Name: string(types[0]), Connection: core.SampleConnection, Types: types, Period: core.Last(365), Limit: 20})
		if err != nil {
			t.Fatal(err)
		}
		w.runs.Start(d.ID, importer.Options{})
		w.ended(d.ID)
	}
	sources, err := b.Sources(t.Context())
	if err != nil || len(sources) != 1 || sources[0].Name != string(core.CRMAccounts) || sources[0].Accounts == 0 || sources[0].Contacts == 0 {
		t.Fatalf("%+v, %v", sources, err)
	}
	sheets, err := b.FromGong(t.Context(), sources[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	plans, change, err := b.Import(t.Context(), "Import from Gong", sheets, nil)
	if err != nil || len(plans) != 2 || plans[0].Added != sources[0].Accounts || plans[1].Added == 0 || change.Objects != plans[0].Added+plans[1].Added {
		t.Fatalf("%+v of %+v, %+v, %v", plans, sources[0], change, err)
	}
	s, err := b.State(t.Context())
	if err != nil || !slices.ContainsFunc(s.Persons, func(p timeline.Person) bool { return len(p.Companies) == 1 }) {
		t.Errorf("nobody belongs to a company, %v", err)
	}
	if again, err := b.Plan(t.Context(), sheets, nil); err != nil || again[0].Added+again[0].Changed+again[1].Added+again[1].Changed != 0 {
		t.Errorf("a second import would change something: %+v, %v", again, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := b.FromGong(ended, sources[0].ID); !core.Is(err, core.Canceled) {
		t.Errorf("%v", err)
	}
}

// What a person says who a user of Gong is stays; a run begins only while the sync of meetings is on.
func TestAChoiceIsKeptAndTriedAgain(t *testing.T) {
	d := newMeetingDesk(t)
	b := book{d.program}
	for _, on := range []bool{false, true} {
		d.enable(t, on)
		m := timeline.Mapping{GongUser: "501", Email: "eva@us.example", User: "u1", Status: timeline.Mapped, Manual: true}
		began, err := b.Map(t.Context(), m)
		if err != nil || began != on {
			t.Errorf("on %t: began %t, %v", on, began, err)
		}
		if _, going := d.program.meetings.Progress(); going != on {
			t.Errorf("on %t: a run goes on: %t", on, going)
		}
		u, err := b.Users(t.Context())
		if err != nil || len(u.Mappings) != 1 || !u.Mappings[0].Manual || u.Mappings[0].User != "u1" {
			t.Errorf("%+v, %v", u.Mappings, err)
		}
	}
	if r := d.goThrough(); r.Trigger != timeline.ByHand {
		t.Errorf("%+v", r)
	}
}

// TestTheUsersAreOfTheAccountThatIsSynced, the only one where none was chosen; of none while a person has to choose.
func TestTheUsersAreOfTheAccountThatIsSynced(t *testing.T) {
	d := newMeetingDesk(t)
	says := func(want string) {
		t.Helper()
		if u, err := (book{d.program}).Users(t.Context()); err != nil || u.Connection != want {
			t.Errorf("users of %q, %v, want %q", u.Connection, err, want)
		}
	}
	says("")
	for i, c := range []store.Connection{{ID: "acme", Name: "Acme production"}, {ID: "other", Name: "Other"}} {
		c.Kind, c.BaseURL = "api-key", "https://api.gong.io"
		if _, err := d.store.PutConnection(c); err != nil {
			t.Fatal(err)
		}
		says([]string{"Acme production", ""}[i])
	}
	if err := d.store.UpdateTimeline("test", func(tl *store.Timeline) error {
		return tl.SetSettings(timeline.Settings{Connection: "other"})
	}); err != nil {
		t.Fatal(err)
	}
	says("Other")
}

// BenchmarkDirectory is what the pages wait for with 10,000 companies, 50,000 persons and 5,000 users, all of them imported by a change that can be
// undone.
func BenchmarkDirectory(b *testing.B) {
	all := newBook(b)
	companies := directory.Table{Titles: []string{"name", "crm_account_id", "arr", "industry"}}
	for i := range 10_000 {
		companies.Rows = append(companies.Rows, directory.Row{Number: i + 2, Cells: []string{fmt.Sprint("Company ", i), fmt.Sprint("001", i), fmt.Sprint(i * 100), "Retail"}})
	}
	persons := directory.Table{Titles: []string{"email", "first_name", "last_name", "company_name", "title"}}
	for i := range 50_000 {
		persons.Rows = append(persons.Rows, directory.Row{Number: i + 2, Cells: []string{fmt.Sprintf("p%d@c%d.example", i, i%10_000), "Ana", fmt.Sprint("Lima ", i), fmt.Sprint("Company ", i%10_000), "CEO"}})
	}
	users := directory.Table{Titles: []string{"email", "username", "first_name", "license"}}
	for i := range 5_000 {
		users.Rows = append(users.Rows, directory.Row{Number: i + 2, Cells: []string{fmt.Sprintf("u%d@us.example", i), fmt.Sprintf("u%d", i), "Eva", "Full"}})
	}
	sheets := []directory.Sheet{directory.NewSheet(directory.Companies, companies), directory.NewSheet(directory.Persons, persons), directory.NewSheet(directory.Users, users)}
	var last store.DirectoryChange
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			if last.Objects > 0 {
				if _, _, err := all.Undo(b.Context(), last.Number); err != nil {
					b.Fatal(err)
				}
			}
			var err error
			if _, last, err = all.Import(b.Context(), "import", sheets, nil); err != nil || last.Objects != 65_000 {
				b.Fatal(last, err)
			}
		}
	})
	run := func(name string, do func() error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("plan", func() error { _, err := all.Plan(b.Context(), sheets, nil); return err })
	run("read", func() error { _, err := all.State(b.Context()); return err })
	run("changes", func() error { _, err := all.Changes(b.Context()); return err })
	run("users", func() error { _, err := all.Users(b.Context()); return err })
	run("edit", func() error {
		_, _, err := all.Edit(b.Context(), "edit", directory.Companies, "", []directory.Cells{{"name": "One more"}})
		return err
	})
}
