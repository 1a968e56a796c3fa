package directory_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tamtam/core/directory"
	"tamtam/core/timeline"
)

// kept is a directory in memory.
type kept struct{ directory.State }

func (k *kept) PutCompany(c timeline.Company) error {
	k.Companies = put(k.Companies, c, func(c timeline.Company) timeline.GSID { return c.GSID })
	return nil
}

func (k *kept) PutPerson(p timeline.Person) error {
	k.Persons = put(k.Persons, p, func(p timeline.Person) timeline.GSID { return p.GSID })
	return nil
}

func (k *kept) PutUser(u timeline.User) error {
	k.Users = put(k.Users, u, func(u timeline.User) timeline.GSID { return u.GSID })
	return nil
}

func put[T any](all []T, one T, id func(T) timeline.GSID) []T {
	if i := slices.IndexFunc(all, func(other T) bool { return id(other) == id(one) }); i >= 0 {
		all[i] = one
		return all
	}
	return append(all, one)
}

// ids makes ids n1, n2.
func ids() func() timeline.GSID {
	n := 0
	return func() timeline.GSID {
		n++
		return timeline.GSID(fmt.Sprint("n", n))
	}
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// imported reads a table into a directory as a person does who leaves the guessed columns as they are.
func imported(t *testing.T, k *kept, kind directory.Kind, content string) directory.Plan {
	t.Helper()
	table, err := directory.Read(t.Context(), file(t, "table.csv", content), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := directory.Make(t.Context(), kind, table, directory.Guess(kind, table.Titles), k.State, directory.Options{CRMSystem: timeline.Salesforce, NewID: ids()})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Keep(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	return p
}

func counts(p directory.Plan) string {
	return fmt.Sprint(p.Added, p.Changed, p.Unchanged, len(p.Errors))
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

const companies = `gsid;Company Name;CRM Account Id;ARR;Renewal Date;Managed As;Tags;custom.Tier
c1;Acme;001A;"1,500.50";2024-06-30;Prospect;Key, EU;Gold
;Beta;001B;;;;;
`

func TestCompanies(t *testing.T) {
	var k kept
	if p := imported(t, &k, directory.Companies, companies); counts(p) != "2 0 0 0" {
		t.Fatalf("%s %v", counts(p), p.Errors)
	}
	arr := 1500.5
	want := []timeline.Company{
		{
			GSID: "c1", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001A", ARR: &arr, Renewal: time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC),
			ManagedAs: timeline.Prospect, Tags: []string{"Key", "EU"}, Custom: map[string]string{"Tier": "Gold"},
		},
		{GSID: "n1", Name: "Beta", CRMSystem: timeline.Salesforce, CRMAccountID: "001B", ManagedAs: timeline.Customer},
	}
	if asJSON(k.Companies) != asJSON(want) {
		t.Errorf("%s", asJSON(k.Companies))
	}
	if p := imported(t, &k, directory.Companies, companies); counts(p) != "0 0 2 0" {
		t.Errorf("again: %s %v", counts(p), p.Errors)
	}
	if p := imported(t, &k, directory.Companies, "name,arr,custom.Tier\nBETA,7,\nAcme,,Silver\n"); counts(p) != "0 2 0 0" {
		t.Errorf("changed: %s %v", counts(p), p.Errors)
	}
	if k.Companies[0].Custom["Tier"] != "Silver" || *k.Companies[0].ARR != arr || *k.Companies[1].ARR != 7 || k.Companies[1].Name != "BETA" {
		t.Errorf("an empty cell leaves what is known: %s", asJSON(k.Companies))
	}
}

// TestRowsThatCannotBe are left out and said, the others are good.
func TestRowsThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		kind    directory.Kind
		content string
		counts  string
		errors  []string
	}{
		{
			directory.Companies, companies + "c3;Gamma;001A;;;;;\nc4;Delta;;much;30.6.24;VIP;;\nc1;Acme again;;;;;;\n;;001Z;;;;;\n", "2 0 0 6",
			[]string{
				"Row 4: the account 001A of the CRM is that of Acme already.", `Row 5, ARR: "much" is not a number; write it like 1234.5.`,
				`Row 5, Renewal Date: "30.6.24" is not a date; write it like 2024-06-30.`, `Row 5, Managed As: "VIP" is unknown; write Customer, Ex-customer, Partner or Prospect.`,
				"Row 6: the company stands in row 2 already.", "Row 7: the company has no name.",
			},
		},
		{
			directory.Companies, "name,crm,crm_account_id\nA,Salesforce,0013601230sV7gr\nB,Salesforce,0013601230sV7grAAC\nC,HubSpot,1\n", "1 0 0 2",
			[]string{"Row 3: the company stands in row 2 already.", "Row 4, crm: HubSpot is not supported."},
		},
		{
			directory.Persons, "email,company\nnobody,\n,\na@x.com,Nowhere\n", "0 0 0 2",
			[]string{`Row 2, email: "nobody" is not an e-mail address.`, "Row 4: there is no company Nowhere; import the companies first."},
		},
		{
			directory.Persons, "gsid,email\np1,a@x.com\np1,b@x.com\np2,a@x.com\np1,A@x.com\n,c@x.com\n", "2 0 0 2",
			[]string{"Row 3: the id p1 is that of a@x.com already.", "Row 4: the person has another id already: p1."},
		},
		{
			directory.Companies, "name,arr\nA,\"1,234,567.5\"\nB,\"1.234,5\"\nC,\"1,5\"\nD,#N/A\n#REF!,1\nE,1e300\n", "1 0 0 5",
			[]string{
				`Row 3, arr: "1.234,5" is not a number; write it like 1234.5.`, `Row 4, arr: "1,5" is not a number; write it like 1234.5.`,
				"Row 5, arr: holds the error #N/A of a spreadsheet; mend its formula.", "Row 6, name: holds the error #REF! of a spreadsheet; mend its formula.",
				`Row 7, arr: "1e300" is not a number; write it like 1234.5.`,
			},
		},
		{
			directory.Users, "gsid,email,username,active,license\nu1,a@x.com,a@x.com,yes,Full\nu2,a@x.com,A@x.com,yes,Full\nu1,a@x.com,,yes,Full\nu3,a@x.com,b@x.com,perhaps,Gold\n", "1 0 0 4",
			[]string{
				"Row 3: the username A@x.com is that of another user already.", "Row 4: the user stands in row 2 already.",
				`Row 5, active: "perhaps" is neither yes nor no; write true or false.`, `Row 5, license: "Gold" is no license; write Full, ViewerAnalytics, Viewer, IC, External or None.`,
			},
		},
	} {
		var k kept
		p := imported(t, &k, c.kind, c.content)
		var said []string
		for _, e := range p.Errors {
			said = append(said, e.String())
		}
		if counts(p) != c.counts || !slices.Equal(said, c.errors) {
			t.Errorf("%s: %s\n%s", c.kind, counts(p), strings.Join(said, "\n"))
		}
	}
}

// TestPersons: a person has a row for each company, named by id, account or name; one of them is the primary one.
func TestPersons(t *testing.T) {
	k := kept{directory.State{Companies: []timeline.Company{
		{GSID: "c1", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001A"},
		{GSID: "c2", Name: "Beta Ltd."},
		{GSID: "c3", Name: "Twin"},
		{GSID: "c4", Name: "Twin"},
	}}}
	p := imported(t, &k, directory.Persons, "E-Mail\tFirst Name\tCompany Gsid\tCompany\tCRM Account Id\tTitle\tIs Primary Company\tActive\n"+
		" Ana@Acme.example \tAna\t\t\t001A\tCEO\ttrue\t\nana@acme.example\t\t\tbeta ltd\t\t\t\tno\nbo@x.example\tBo\tc4\t\t\t\t\t\nzoe@x.example\tZoe\t\tTwin\t\t\t\t\nno@x.example\tNo\t\t\t\t\t\t\n")
	if counts(p) != "3 0 0 1" || p.Errors[0].Row != 5 {
		t.Fatalf("%s %v", counts(p), p.Errors)
	}
	want := []timeline.Person{
		{GSID: "n1", Email: "ana@acme.example", FirstName: "Ana", Companies: []timeline.CompanyPerson{{Company: "c1", Title: "CEO", Primary: true, Active: true}, {Company: "c2"}}},
		{GSID: "n2", Email: "bo@x.example", FirstName: "Bo", Companies: []timeline.CompanyPerson{{Company: "c4", Active: true}}},
		{GSID: "n3", Email: "no@x.example", FirstName: "No"},
	}
	if asJSON(k.Persons) != asJSON(want) {
		t.Errorf("%s", asJSON(k.Persons))
	}
	if p := imported(t, &k, directory.Persons, "email,company,is_primary_company\nANA@acme.example,Beta Ltd.,1\n"); counts(p) != "0 1 0 0" {
		t.Errorf("%s %v", counts(p), p.Errors)
	}
	if places := k.Persons[0].Companies; places[0].Primary || !places[1].Primary || !places[1].Active {
		t.Errorf("%+v", places)
	}
}

// TestUsers: addresses may be shared, licenses follow the rules for those who have none.
func TestUsers(t *testing.T) {
	var k kept
	p := imported(t, &k, directory.Users, "gsid,email,first_name,active,license type,system type,username\n"+
		"u1,ana@x.com,Ana,true,Viewer+ Analytics,,ana@x.com\nu2,ana@x.com,Ana,true,,Internal,\nu3,gus@x.com,Gus,true,none,Guest,\nu4,old@x.com,Old,false,,,\n,new@x.com,New,,,,\n")
	if counts(p) != "5 0 0 0" {
		t.Fatalf("%s %v", counts(p), p.Errors)
	}
	var got []string
	for _, u := range k.Users {
		got = append(got, fmt.Sprint(u.GSID, " ", u.Email, " ", u.Active, " ", u.License, " ", u.SystemType))
	}
	want := []string{
		"u1 ana@x.com true ViewerAnalytics Internal", "u2 ana@x.com true IC Internal", "u3 gus@x.com true External Guest", "u4 old@x.com false None Internal",
		"n1 new@x.com true IC Internal",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	p = imported(t, &k, directory.Users, "email,title\nnew@x.com,Boss\nana@x.com,Chief\nANA2@x.com,\n")
	if counts(p) != "1 1 0 1" || !strings.Contains(p.Errors[0].Message, "several users") {
		t.Errorf("%s %v", counts(p), p.Errors)
	}
	p = imported(t, &k, directory.Users, "username,email,title\nANA@x.com,ana@x.com,Chief\n")
	if counts(p) != "0 1 0 0" || k.Users[0].Title != "Chief" || k.Users[0].License != timeline.ViewerAnalytics {
		t.Errorf("%s %+v", counts(p), k.Users[0])
	}
}

// TestWorkbooks: the first sheet counts; dates are real ones, ids and texts stay what they are.
func TestWorkbooks(t *testing.T) {
	f := excelize.NewFile()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{
		"A1": "GSID", "B1": "Name", "C1": "Renewal Date", "D1": "ARR", "E1": "Employees", "F1": "Nothing of ours",
		"A2": "00123", "B2": "=1+1 Ltd", "C2": time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC), "D2": 1234.5, "E2": 12, "F2": "x",
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("Sheet1", "C2", "C2", style); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "Table.XLSX")
	if err := f.SaveAs(filepath.Join(filepath.Dir(path), "table.xlsx")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(filepath.Dir(path), "table.xlsx"), path); err != nil {
		t.Fatal(err)
	}
	table, err := directory.Read(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	columns := directory.Guess(directory.Companies, table.Titles)
	if columns[5] != "" {
		t.Errorf("%v", columns)
	}
	p, err := directory.Make(t.Context(), directory.Companies, table, columns, directory.State{}, directory.Options{NewID: ids()})
	if err != nil || len(p.Errors) > 0 {
		t.Fatal(err, p.Errors)
	}
	var k kept
	if err := p.Keep(t.Context(), &k); err != nil {
		t.Fatal(err)
	}
	c := k.Companies[0]
	if c.GSID != "00123" || c.Name != "=1+1 Ltd" || !c.Renewal.Equal(time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC)) || *c.ARR != 1234.5 || *c.Employees != 12 {
		t.Errorf("%+v", c)
	}
}

// TestEveryFieldIsGuessedByItsName, and by the title that a person would write.
func TestEveryFieldIsGuessedByItsName(t *testing.T) {
	for _, kind := range []directory.Kind{directory.Companies, directory.Persons, directory.Users} {
		fields := directory.Fields(kind)
		var names, titles []string
		for _, f := range fields {
			names = append(names, string(f))
			titles = append(titles, strings.ToUpper(strings.ReplaceAll(string(f), "_", " ")))
		}
		for _, row := range [][]string{names, titles} {
			if got := directory.Guess(kind, row); !slices.Equal(got, fields) {
				t.Errorf("%s: %v of %v", kind, got, row)
			}
		}
	}
}

// FuzzCSV: any bytes become a table or an error, and no row has more than was in the file.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{companies, "a,b\n1,2\n", "\xff\xfea\x00;\x00b\x00\n\x00", "\"open\n", "a\tb\r\n1\t2"} {
		f.Add([]byte(s))
	}
	path := filepath.Join(f.TempDir(), "fuzz.csv")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		table, err := directory.Read(t.Context(), path, nil)
		if err != nil {
			return
		}
		for _, kind := range []directory.Kind{directory.Companies, directory.Persons, directory.Users} {
			p, err := directory.Make(t.Context(), kind, table, directory.Guess(kind, table.Titles), directory.State{}, directory.Options{NewID: ids()})
			if err == nil && p.Added+p.Changed+p.Unchanged > len(table.Rows) {
				t.Errorf("%d objects of %d rows", p.Added, len(table.Rows))
			}
		}
	})
}
