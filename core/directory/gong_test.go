package directory_test

import (
	"testing"

	"tamtam/core/directory"
	"tamtam/core/text"
	"tamtam/core/timeline"
)

// TestFromGong: accounts become companies with their account ids and domains, contacts persons of the company that bears their account's name.
func TestFromGong(t *testing.T) {
	record := func(kind, id string, fields ...string) text.Record {
		r := text.New(kind, id)
		for i := 0; i < len(fields); i += 2 {
			r.Set(fields[i], fields[i+1])
		}
		return r
	}
	companies, persons := directory.FromGong([]text.Record{
		record("Account", "Salesforce/001A", "Name", "Acme", "Website", "https://www.acme.example/home", "Industry", "Retail"),
		record("Account", "HubSpot/77", "Name", "Hub", "Website", "hub.example"),
		record("Account", "Salesforce/001C"),
		record("Account", "Salesforce/001D", "Name", "Twin"), record("Account", "Salesforce/001E", "Name", "Twin"),
	}, []text.Record{
		record("Contact", "Salesforce/003A", "Name", "Ana Maria Lima", "Email", "Ana@Acme.example", "Title", "CEO", "Account", "ACME"),
		record("Contact", "Salesforce/003B", "Name", "Nobody"),
		record("Contact", "HubSpot/9", "Name", "Bo", "Email", "bo@hub.example", "Account", "Hub"),
		record("Contact", "Salesforce/003C", "Name", "Cy Twin", "Email", "cy@twin.example", "Account", "Twin"),
	})
	var k kept
	for _, table := range []struct {
		kind directory.Kind
		rows directory.Table
		want string
	}{{directory.Companies, companies, "5 0 0 0"}, {directory.Persons, persons, "3 0 0 0"}} {
		for _, want := range []string{table.want, "0 0 " + table.want[:1] + " 0"} {
			p, err := directory.Make(t.Context(), table.kind, table.rows, directory.Guess(table.kind, table.rows.Titles), k.State, directory.Options{CRMSystem: timeline.Salesforce, NewID: ids()})
			if err != nil {
				t.Fatal(err)
			}
			if got := counts(p); got != want {
				t.Errorf("%s: %s, want %s %v", table.kind, got, want, p.Errors)
			}
			if err := p.Keep(t.Context(), &k); err != nil {
				t.Fatal(err)
			}
		}
	}
	acme, hub := k.Companies[0], k.Companies[1]
	if acme.CRMSystem != timeline.Salesforce || acme.CRMAccountID != "001A" || acme.Industry != "Retail" || len(acme.Domains) != 1 || acme.Domains[0] != "acme.example" {
		t.Errorf("%+v", acme)
	}
	if hub.CRMSystem != timeline.NoCRM || hub.CRMAccountID != "" || hub.Domains[0] != "hub.example" || k.Companies[2].Name != "001C" {
		t.Errorf("%+v %+v", hub, k.Companies[2])
	}
	ana, cy := k.Persons[0], k.Persons[2]
	if ana.FirstName != "Ana Maria" || ana.LastName != "Lima" || ana.Email != "ana@acme.example" || len(ana.Companies) != 1 || ana.Companies[0].Company != acme.GSID ||
		ana.Companies[0].Title != "CEO" || !ana.Companies[0].Active || ana.ExternalID != "003A" {
		t.Errorf("%+v", ana)
	}
	if len(cy.Companies) != 0 {
		t.Errorf("two companies have the name: %+v", cy)
	}
}
