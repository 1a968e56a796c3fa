package timeline_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core/timeline"
)

// world is the companies and people of the worked examples.
func world() *timeline.Directory {
	at := func(companies ...timeline.CompanyPerson) []timeline.CompanyPerson { return companies }
	in := func(id timeline.GSID) timeline.CompanyPerson {
		return timeline.CompanyPerson{Company: id, Active: true}
	}
	primary := in("1acme")
	primary.Primary = true
	gone := in("2beta")
	gone.Active = false
	return timeline.NewDirectory([]timeline.Company{
		{GSID: "1acme", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001A", Domains: []string{"acme.example", "gmail.com"}},
		{GSID: "2beta", Name: "Beta", CRMSystem: timeline.Salesforce, CRMAccountID: "001B", Domains: []string{"www.Beta.example"}},
		{GSID: "3long", Name: "Long", CRMSystem: timeline.Salesforce, CRMAccountID: "0013601230sV7gr"},
		{GSID: "4dyn", Name: "Dyn", CRMSystem: timeline.MicrosoftDynamics, CRMAccountID: "{0A1B2C3D-0000-0000-0000-00000000000F}"},
	}, []timeline.Person{
		{GSID: "a1", Email: "a1@acme.example", Companies: at(in("1acme"))},
		{GSID: "b1", Email: " B1@beta.example", Companies: at(in("2beta"))},
		{GSID: "b2", Email: "b2@beta.example", Companies: at(in("2beta"))},
		{GSID: "p1", Email: "p1@both.example", Companies: at(in("2beta"), primary)},
		{GSID: "p2", Email: "p2@both.example", Companies: at(in("2beta"), in("1acme"))},
		{GSID: "p3", Email: "p3@gone.example", Companies: at(gone, timeline.CompanyPerson{Company: "deleted", Active: true})},
	}, nil)
}

func external(emails string) (parties []timeline.Party) {
	for _, email := range strings.Fields(emails) {
		parties = append(parties, timeline.Party{ID: "party " + email, Email: email, Affiliation: "External"})
	}
	return parties
}

func accounts(system timeline.CRMSystem, ids string) (all []timeline.Account) {
	for _, id := range strings.Fields(ids) {
		all = append(all, timeline.Account{System: system, ID: id})
	}
	return all
}

// TestCompanyOfACall is the table C of the rules, and what their words say beyond it.
func TestCompanyOfACall(t *testing.T) {
	internal := []timeline.Party{{ID: "1", Email: "me@own.example", Affiliation: "Internal"}}
	nameless := []timeline.Party{{ID: "1", Name: "Somebody", Affiliation: "External"}}
	unknown := func(email string) []timeline.Party { return []timeline.Party{{ID: "1", Email: email}} }
	for _, c := range []struct {
		name     string
		accounts []timeline.Account
		parties  []timeline.Party
		change   func(*timeline.Settings)
		want     string // the company, then the associated ones, or the message
		ignored  string
	}{
		{name: "C1", accounts: accounts("Salesforce", "001A"), want: "1acme"},
		{name: "C2", accounts: accounts("Salesforce", "001A"), parties: external("b1@beta.example b2@beta.example"), want: "1acme 2beta"},
		{name: "C3", accounts: accounts("Salesforce", "001A 001B"), parties: external("b1@beta.example"), want: "2beta 1acme"},
		{name: "C4", parties: external("a1@acme.example b1@beta.example b2@beta.example"), want: "2beta 1acme"},
		{name: "C5", parties: external("a1@acme.example b1@beta.example"), want: "1acme 2beta"},
		{name: "C6", parties: external("p1@both.example"), want: "1acme"},
		{name: "C7", accounts: accounts("Salesforce", "999Z"), parties: external("x@nowhere.example"), want: timeline.M3},
		{name: "C8", parties: internal, want: timeline.M4},
		{name: "C9", accounts: accounts("HubSpot", "77"), want: timeline.M4, ignored: "HubSpot"},
		{name: "C10", accounts: accounts("HubSpot", "77 77 78"), parties: external("a1@acme.example"), want: "1acme", ignored: "HubSpot"},
		{name: "C11", accounts: accounts("Salesforce", "0013601230sV7grAAC"), want: "3long"},
		{name: "C12", parties: nameless, want: timeline.M4},

		{name: "15 characters count, and their case", accounts: accounts("Salesforce", "0013601230SV7grAAC"), want: timeline.M3},
		{name: "order of Gong decides between two accounts", accounts: accounts("Salesforce", "001B 001A"), want: "2beta 1acme"},
		{name: "order of the addresses", parties: external("b1@beta.example a1@acme.example"), want: "2beta 1acme"},
		{name: "lowest id of one address", parties: external("p2@both.example"), want: "1acme 2beta"},
		{name: "an address counts once", parties: external("b1@beta.example a1@acme.example A1@ACME.example"), want: "2beta 1acme"},
		{name: "places that are not active, and companies that are gone", parties: external("p3@gone.example"), want: timeline.M3},
		{
			name: "Dynamics: braces and case", accounts: accounts("MicrosoftDynamic", "0a1b2c3d-0000-0000-0000-00000000000f"),
			change: func(s *timeline.Settings) { s.CRMSystem = timeline.MicrosoftDynamics }, want: "4dyn",
		},
		{name: "another system than the settings'", accounts: accounts("Generic", "001A"), parties: external("b1@beta.example"), want: "2beta", ignored: "Generic"},
		{name: "no domains unless chosen", parties: external("new@acme.example"), want: timeline.M3},
		{name: "R3", parties: external("new@beta.example"), change: byDomain, want: "2beta"},
		{name: "R3 only where nothing else finds one", parties: external("new@beta.example a1@acme.example"), change: byDomain, want: "1acme"},
		{name: "R3, not by free mail", parties: external("acme@gmail.com"), change: byDomain, want: timeline.M3},
		{name: "unknown side, own domain", parties: unknown("me@own.example"), change: ownDomain, want: timeline.M4},
		{name: "unknown side, other domain", parties: unknown("a1@acme.example"), change: ownDomain, want: "1acme"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := timeline.DefaultSettings()
			if c.change != nil {
				c.change(&s)
			}
			call := timeline.Call{Accounts: c.accounts, Parties: c.parties}
			r := timeline.ResolveCompany(call, world(), s)
			got := r.Message
			if got == "" {
				got = join(append([]timeline.GSID{r.Company}, r.Associated...))
			}
			if got != c.want || join(r.Ignored) != c.ignored {
				t.Errorf("%q, passed over %q; want %q, %q", got, join(r.Ignored), c.want, c.ignored)
			}
		})
	}
}

func byDomain(s *timeline.Settings)  { s.MatchByDomain = true }
func ownDomain(s *timeline.Settings) { s.InternalDomains = []string{"@Own.example"} }

func join[T ~string](all []T) string {
	var texts []string
	for _, one := range all {
		texts = append(texts, string(one))
	}
	return strings.Join(texts, " ")
}

// TestOnlyAnInternalMeetingIsFinal: what the directory can still mend is asked about again.
func TestOnlyAnInternalMeetingIsFinal(t *testing.T) {
	for scope, final := range map[string]bool{"Internal": true, "External": false, "Unknown": false, "": false} {
		r := timeline.ResolveCompany(timeline.Call{Scope: scope}, world(), timeline.DefaultSettings())
		if r.Message != timeline.M4 || r.Final != final {
			t.Errorf("scope %q: %+v", scope, r)
		}
	}
	if r := timeline.ResolveCompany(timeline.Call{Scope: "Internal", Parties: external("x@nowhere.example")}, world(), timeline.DefaultSettings()); r.Final {
		t.Error("somebody from outside was there")
	}
}

// TestTheDirectoryDoesNotDependOnOrder: of two with the same key the one with the lowest id counts.
func TestTheDirectoryDoesNotDependOnOrder(t *testing.T) {
	companies := []timeline.Company{
		{GSID: "b", CRMSystem: timeline.Salesforce, CRMAccountID: "1"}, {GSID: "a", CRMSystem: timeline.Salesforce, CRMAccountID: "1"},
	}
	for range 2 {
		d := timeline.NewDirectory(slices.Clone(companies), nil, nil)
		if got := d.AccountOf(timeline.Salesforce, "1"); got != "a" {
			t.Errorf("company %q", got)
		}
		slices.Reverse(companies)
	}
}
