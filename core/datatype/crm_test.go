package datatype_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
)

func checkLink(t testing.TB, want datatype.Link) {
	t.Helper()
	stored := datatype.AppendLink(nil, want)
	got, err := datatype.ParseLink(stored)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestParseLinkRefusesWhatIsCutShort(t *testing.T) {
	stored := datatype.AppendLink(nil, datatype.Links(load[callsFile](t, "calls").Calls[0])[0])
	whole := 0
	for n := range len(stored) {
		if _, err := datatype.ParseLink(stored[:n]); err == nil {
			whole++
		}
	}
	if whole > 5 { // an end between two fields cannot be told from an object with fewer fields
		t.Errorf("%d of %d cuts went unnoticed", whole, len(stored))
	}
}

func object(kind, id string, fields ...gong.CRMField) gong.CRMObject {
	return gong.CRMObject{ObjectType: gong.Text(kind), ObjectID: gong.ID(id), Fields: fields}
}

func context(system string, objects ...gong.CRMObject) []gong.CRMContext {
	return []gong.CRMContext{{System: gong.Text(system), Objects: objects}}
}

func TestLinks(t *testing.T) {
	name := func(s string) gong.CRMField { return gong.CRMField{Name: "Name", Value: gong.Value(s)} }
	belongs := gong.CRMField{Name: "AccountId", Value: "2"}
	old := object("Account", "1", name("Acme of old"))
	old.Timing = "TimeOfCall"
	for _, c := range []struct {
		name string
		call gong.Call
		want []string
	}{
		{"none", gong.Call{}, nil},
		{"account, deal and contact under any name, in any case", gong.Call{
			Context: context("HubSpot", object("COMPANY", "1", name("Acme")), object("deal", "2")),
			Parties: []gong.Party{{Context: context("HubSpot", object("contact", "3"))}},
		}, []string{"crm-accounts 1 ", "crm-deals 2 Acme", "crm-contacts 3 Acme"}},
		{"no leads, users, or strangers", gong.Call{Context: context("Salesforce", object("Lead", "1"), object("User", "2"), object("Case", "3"))}, nil},
		{"no object without an id", gong.Call{Context: context("Salesforce", object("Account", ""))}, nil},
		{"as it is now, not as it was", gong.Call{Context: context("Salesforce", old, object("Account", "1", name("Acme")))}, []string{"crm-accounts 1 "}},
		{"each object once", gong.Call{
			Context: context("Salesforce", object("Account", "1"), object("Account", "1")),
			Parties: []gong.Party{{Context: context("Salesforce", object("ACCOUNT", "1"))}},
		}, []string{"crm-accounts 1 "}},
		{"the deal's own account among several", gong.Call{
			Context: context("Salesforce", object("Account", "1", name("Acme")), object("Account", "2", name("Globex")), object("Opportunity", "3", belongs)),
		}, []string{"crm-accounts 1 ", "crm-accounts 2 ", "crm-deals 3 Globex"}},
		{"no guess among several accounts", gong.Call{
			Context: context("Salesforce", object("Account", "1", name("Acme")), object("Account", "2", name("Globex")), object("Opportunity", "3")),
		}, []string{"crm-accounts 1 ", "crm-accounts 2 ", "crm-deals 3 "}},
		{"a contact's account is that of the same party", gong.Call{
			Context: context("Salesforce", object("Account", "1", name("Acme"))),
			Parties: []gong.Party{{Context: context("Salesforce", object("Contact", "3"), object("Account", "2", name("Globex")))}},
		}, []string{"crm-accounts 1 ", "crm-contacts 3 Globex", "crm-accounts 2 "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range datatype.Links(c.call) {
				got = append(got, string(l.Type)+" "+l.ObjectID+" "+l.Account)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestCRMRecordIsTheSameInAnyOrder(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 9))
		links := make([]datatype.Link, 6)
		for i := range links {
			links[i] = datatype.Link{
				Type: core.CRMContacts, System: "Salesforce", ObjectType: "Contact", ObjectID: "1", Fields: many[gong.CRMField](r),
				Name: nasty[r.IntN(len(nasty))], Account: nasty[r.IntN(len(nasty))],
				CallID: string(rune('a' + r.IntN(4))), Started: time.Unix(int64(r.IntN(2)), 0).UTC(),
			}
		}
		want := datatype.CRMRecord(links, nil)
		shuffled := slices.Clone(links)
		r.Shuffle(len(links), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(want, datatype.CRMRecord(shuffled, nil)); diff != "" {
			t.Fatalf("seed %d (-want +got)\n%s", seed, diff)
		}
	}
}

func TestCRMRecord(t *testing.T) {
	field := func(name, value string) gong.CRMField {
		return gong.CRMField{Name: gong.Text(name), Value: gong.Value(value)}
	}
	older := datatype.Link{
		Type: core.CRMDeals, System: "Salesforce", ObjectType: "Opportunity", ObjectID: "006B", Account: "Acme",
		Fields: []gong.CRMField{field("Name", "old name"), field("Amount", "1")}, CallID: "1", Started: time.Unix(100, 0),
	}
	newer := older
	newer.CallID, newer.Started, newer.Account = "2", time.Unix(200, 0), ""
	newer.Fields = []gong.CRMField{field("Name", "new name"), field("Amount", "2"), field("Region", "EMEA")}

	r := datatype.CRMRecord([]datatype.Link{older, newer}, []gong.CRMField{field("amount", "3"), field("region", "APAC"), field("closeDate", "")}).Record
	for key, want := range map[string]string{"Name": "new name", "Amount": "3", "Account": "Acme"} {
		if got := r.Value(key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	if got := strings.Join(r.Items("Fields"), "; "); got != "region: APAC" {
		t.Errorf("the CRM's own word goes before the call's: got %q", got)
	}
	if got := len(r.Items("Calls")); got != 2 {
		t.Errorf("got %d calls, want 2", got)
	}
	if r.ID != "Salesforce/006B" {
		t.Errorf("id: got %q", r.ID)
	}
	if e := datatype.CRMRecord(nil, nil); e.Record.Kind != "" {
		t.Errorf("without links there is no record: got %v", e)
	}
}

func TestKeyTellsObjectsApart(t *testing.T) {
	base := datatype.Link{System: "Salesforce", ObjectType: "Account", ObjectID: "1"}
	same, other, elsewhere := base, base, base
	same.ObjectType, same.CallID = "Company", "9"
	other.ObjectType = "Opportunity"
	elsewhere.System = "HubSpot"
	if base.Key() != same.Key() {
		t.Error("an account and a company of one id are one object")
	}
	if base.Key() == other.Key() || base.Key() == elsewhere.Key() {
		t.Error("objects of other kinds or other CRMs are others")
	}
}
