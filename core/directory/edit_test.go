package directory_test

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/timeline"
)

// whole is a directory in which every field of every object is known.
func whole() directory.State {
	n := func(v float64) *float64 { return &v }
	day := func(d int) time.Time { return time.Date(2024, 6, d, 0, 0, 0, 0, time.UTC) }
	custom := map[string]string{"Tier": "Gold"}
	return directory.State{
		Companies: []timeline.Company{{
			GSID: "c1", Name: "Acme", CRMSystem: timeline.MicrosoftDynamics, CRMAccountID: "A1", Industry: "Retail", ARR: n(1500.5), MRR: n(10), Employees: n(7),
			Stage: "Live", Status: "Good", CSM: "u1", OriginalContract: day(1), Renewal: day(2), LifetimeMonths: n(12), ManagedAs: timeline.Partner, Parent: "c2",
			CurrentScore: n(80), NPS: n(-5), Tags: []string{"a", "b"}, Domains: []string{"acme.example"}, Created: day(3), Modified: day(4).Add(time.Hour + time.Millisecond),
			Custom: custom,
		}, {GSID: "c2", Name: "Beta", CRMSystem: timeline.Salesforce, CRMAccountID: "001B", ManagedAs: timeline.Customer}},
		Persons: []timeline.Person{{
			GSID: "p1", Email: "ana@acme.example", FirstName: "Ana", LastName: "Lima", ExternalID: "x",
			Companies: []timeline.CompanyPerson{{Company: "c1", Title: "CEO", Role: "Sponsor", Primary: true, Active: true}, {Company: "c2"}},
		}, {GSID: "p2", Email: "bo@acme.example", FirstName: "Bo"}},
		Users: []timeline.User{{
			GSID: "u1", FirstName: "Eva", LastName: "Ek", Email: "eva@us.example", Username: "eva", License: timeline.Full, SystemType: timeline.PartnerUser, Title: "CSM",
			Timezone: "Europe/Berlin", Manager: "u2", Company: "c1", ExternalID: "y", CreatedBySync: true, Created: day(5), Modified: day(6), Custom: custom,
		}, {GSID: "u2", Email: "max@us.example", Username: "max", Active: true, License: timeline.IC, SystemType: timeline.InternalUser}},
	}
}

var options = directory.Options{CRMSystem: timeline.Salesforce, NewID: func() timeline.GSID { return "new" }}

// rowsOf are the cells of an object.
func rowsOf(s directory.State, k directory.Kind, i int) []directory.Cells {
	switch k {
	case directory.Companies:
		return []directory.Cells{directory.CellsOfCompany(s.Companies[i])}
	case directory.Persons:
		return directory.CellsOfPerson(s.Persons[i])
	}
	return []directory.Cells{directory.CellsOfUser(s.Users[i])}
}

var firstID = map[directory.Kind]timeline.GSID{directory.Companies: "c1", directory.Persons: "p1", directory.Users: "u1"}

// TestEveryFieldHasACell: the first object of each kind has every field, and what is read back from its cells is the object.
func TestEveryFieldHasACell(t *testing.T) {
	for _, k := range directory.Kinds() {
		rows := rowsOf(whole(), k, 0)
		for _, f := range directory.Fields(k) {
			byName := k == directory.Persons && (f == "company_name" || f == "crm_account_id" || f == "crm_system")
			if _, ok := rows[0][f]; !ok && !byName { // a person's company is told by its id
				t.Errorf("%s: no cell of %s", k, f)
			}
		}
		p, err := directory.Edit(t.Context(), k, firstID[k], rows, whole(), options)
		if err != nil || counts(p) != "0 0 1 0" {
			t.Errorf("%s: %s %v %v", k, counts(p), p.Errors, err)
		}
	}
}

func TestEdit(t *testing.T) {
	set := func(f directory.Field, cell string) func(directory.Cells) {
		return func(c directory.Cells) {
			c[f] = cell
		}
	}
	for name, test := range map[string]struct {
		kind   directory.Kind
		change func(directory.Cells)
		wrong  string // "field: part of the message"
		is     func(s directory.State) any
		want   any
	}{
		"a text":             {directory.Companies, set("name", "Acme Ltd"), "", func(s directory.State) any { return s.Companies[0].Name }, "Acme Ltd"},
		"an emptied number":  {directory.Companies, set("arr", ""), "", func(s directory.State) any { return s.Companies[0].ARR == nil }, true},
		"a field left out":   {directory.Companies, func(c directory.Cells) { delete(c, "tags") }, "", func(s directory.State) any { return len(s.Companies[0].Tags) }, 0},
		"an emptied custom":  {directory.Companies, set("custom.Tier", ""), "", func(s directory.State) any { return len(s.Companies[0].Custom) }, 0},
		"managed as nothing": {directory.Companies, set("managed_as", ""), "", func(s directory.State) any { return s.Companies[0].ManagedAs }, timeline.Customer},
		"no number":          {directory.Companies, set("arr", "much"), "arr: is not a number", nil, nil},
		"no name":            {directory.Companies, set("name", " "), ": has no name", nil, nil},
		"another's account":  {directory.Companies, func(c directory.Cells) { c["crm_system"], c["crm_account_id"] = "Salesforce", "001B" }, ": is that of Beta already", nil, nil},
		"another's address":  {directory.Persons, set("email", "BO@acme.example"), "email: another person has this", nil, nil},
		"a new address":      {directory.Persons, set("email", "al@acme.example"), "", func(s directory.State) any { return s.Persons[0].Email + string(s.Persons[0].GSID) }, "al@acme.examplep1"},
		"no company of it":   {directory.Persons, set("company_gsid", "c9"), ": there is no company c9", nil, nil},
		"another's username": {directory.Users, set("username", "MAX"), ": is that of another user already", nil, nil},
		"activated":          {directory.Users, set("active", "true"), "", func(s directory.State) any { return s.Users[0].Active && s.Users[0].CreatedBySync }, true},
		"no license any more": {
			directory.Users, func(c directory.Cells) { c["active"], c["license"] = "false", "" }, "", func(s directory.State) any { return s.Users[0].License }, timeline.NoLicense,
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := kept{whole()}
			rows := rowsOf(k.State, test.kind, 0)
			test.change(rows[0])
			if test.kind == directory.Persons {
				rows = rows[:1]
			}
			p, err := directory.Edit(t.Context(), test.kind, firstID[test.kind], rows, k.State, options)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Keep(t.Context(), &k); err != nil {
				t.Fatal(err)
			}
			if test.wrong == "" {
				if counts(p) != "0 1 0 0" || test.is(k.State) != test.want {
					t.Errorf("%s %v: %v", counts(p), p.Errors, test.is(k.State))
				}
				return
			}
			field, words, _ := strings.Cut(test.wrong, ": ")
			if counts(p) != "0 0 0 1" || p.Errors[0].Title != field || !strings.Contains(p.Errors[0].Message, words) || !reflect.DeepEqual(k.State, whole()) {
				t.Errorf("%s %v", counts(p), p.Errors)
			}
		})
	}
}

// TestEditLeavesACompanyOfAPerson: the companies of a person are those of the rows that are given.
func TestEditLeavesACompanyOfAPerson(t *testing.T) {
	k := kept{whole()}
	rows := rowsOf(k.State, directory.Persons, 0)
	p, err := directory.Edit(t.Context(), directory.Persons, "p1", rows[1:], k.State, options)
	if err == nil {
		err = p.Keep(t.Context(), &k)
	}
	if places := k.Persons[0].Companies; err != nil || len(places) != 1 || places[0].Company != "c2" {
		t.Errorf("%+v %v", k.Persons[0], err)
	}
}

func TestEditMakesAnObject(t *testing.T) {
	k := kept{whole()}
	p, err := directory.Edit(t.Context(), directory.Companies, "", []directory.Cells{{"name": "Acme", "crm_account_id": "001C"}}, k.State, options)
	if err == nil {
		err = p.Keep(t.Context(), &k)
	}
	if err != nil || counts(p) != "1 0 0 0" || k.Companies[2].GSID != "new" || k.Companies[2].CRMSystem != timeline.Salesforce {
		t.Errorf("%s %v: %+v", counts(p), err, k.Companies)
	}
	k = kept{whole()}
	for _, test := range []struct {
		kind  directory.Kind
		cells directory.Cells
		want  string
	}{ // somebody new is nobody who is there, whom an import would take them for
		{directory.Companies, directory.Cells{"name": "Beta"}, "1 0 0 0"},
		{directory.Companies, directory.Cells{"name": "Other", "crm_account_id": "001B"}, "0 0 0 1"},
		{directory.Users, directory.Cells{"email": "max@us.example"}, "1 0 0 0"},
		{directory.Users, directory.Cells{"email": "x@us.example", "username": "max"}, "0 0 0 1"},
		{directory.Persons, directory.Cells{"email": "BO@acme.example"}, "0 0 0 1"},
	} {
		if p, err := directory.Edit(t.Context(), test.kind, "", []directory.Cells{test.cells}, k.State, options); err != nil || counts(p) != test.want {
			t.Errorf("%v: %s, %v", test.cells, counts(p), err)
		}
	}
	if _, err := directory.Edit(t.Context(), directory.Users, "gone", []directory.Cells{{"email": "a@b.example"}}, k.State, options); !core.Is(err, core.NotFound) {
		t.Errorf("a user that is not there: %v", err)
	}
}

// TestMakeAll: persons find the companies that come before them.
func TestMakeAll(t *testing.T) {
	companies := directory.Table{Titles: []string{"name", "arr"}, Rows: []directory.Row{{2, []string{"Gamma", "1"}}, {3, []string{"Acme", "2"}}}}
	persons := directory.Table{Titles: []string{"email", "company_name"}, Rows: []directory.Row{{2, []string{"g@gamma.example", "gamma"}}, {3, []string{"ana@acme.example", "Beta"}}}}
	k := kept{whole()}
	plans, err := directory.MakeAll(t.Context(), []directory.Sheet{directory.NewSheet(directory.Companies, companies), directory.NewSheet(directory.Persons, persons)}, k.State, options)
	if err != nil || len(plans) != 2 || counts(plans[0]) != "1 1 0 0" || counts(plans[1]) != "1 1 0 0" {
		t.Fatalf("%+v %v", plans, err)
	}
	want := []directory.Planned{{New: true, Name: "Gamma"}, {Name: "Acme", Detail: "A1"}}
	if !slices.Equal(plans[0].First, want) || plans[1].First[1] != (directory.Planned{Name: "ana@acme.example", Detail: "Ana Lima"}) {
		t.Errorf("%+v %+v", plans[0].First, plans[1].First)
	}
	if !reflect.DeepEqual(k.State, whole()) {
		t.Error("planning changed what was known")
	}
}

func TestMakeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	table := directory.Table{Titles: []string{"name"}}
	for range 2500 {
		table.Rows = append(table.Rows, directory.Row{Cells: []string{"Acme"}})
	}
	var told []int
	o := options
	o.Progress = func(done, all int) {
		if told = append(told, done); done == 1000 {
			cancel()
		}
	}
	if _, err := directory.Make(ctx, directory.Companies, table, directory.Columns{"name"}, directory.State{}, o); !core.Is(err, core.Canceled) || !slices.Equal(told, []int{0, 1000}) {
		t.Errorf("%v, told %v", err, told)
	}
	if _, err := directory.Read(ctx, file(t, "t.csv", "name\n"+strings.Repeat("a\n", 1500)), nil); !core.Is(err, core.Canceled) {
		t.Errorf("read: %v", err)
	}
}

// TestKeepEndsWithItsContext: what takes long is kept until then, and no further.
func TestKeepEndsWithItsContext(t *testing.T) {
	table := directory.Table{Titles: []string{"name"}}
	for i := range 2500 {
		table.Rows = append(table.Rows, directory.Row{Number: i + 2, Cells: []string{fmt.Sprint("Company ", i)}})
	}
	p, err := directory.Make(t.Context(), directory.Companies, table, directory.Columns{"name"}, directory.State{}, directory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c := &counted{end: cancel}
	if err := p.Keep(ctx, c); !core.Is(err, core.Canceled) || c.n != 1000 {
		t.Errorf("%v after %d", err, c.n)
	}
}

// counted keeps nothing, and ends after the first company.
type counted struct {
	kept
	n   int
	end func()
}

func (c *counted) PutCompany(timeline.Company) error {
	c.n++
	c.end()
	return nil
}

func TestGuessKind(t *testing.T) {
	for titles, want := range map[string]directory.Kind{
		"Account Name,ARR,Website": directory.Companies, "gsid,name": directory.Companies, "Email,First Name,Company": directory.Persons,
		"email,title,company_name,is_primary_company": directory.Persons, "Email,License Type,Status": directory.Users, "email,username": directory.Users, "what": directory.Companies,
	} {
		if got := directory.GuessKind(strings.Split(titles, ",")); got != want {
			t.Errorf("%s: %s, want %s", titles, got, want)
		}
	}
}

// TestEditChangesNoCells: what a form holds is not touched.
func TestEditChangesNoCells(t *testing.T) {
	rows := []directory.Cells{{"name": "Acme"}}
	before := maps.Clone(rows[0])
	if _, err := directory.Edit(t.Context(), directory.Companies, "c1", rows, whole(), options); err != nil || !maps.Equal(rows[0], before) {
		t.Errorf("%v %v", rows, err)
	}
}
