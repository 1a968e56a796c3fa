package review_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
)

func TestACompanyIsWhatItsCallsTell(t *testing.T) {
	kim := digest.Person{Name: "Kim", Email: "KIM@acme.com", Title: "CFO", Side: digest.External}
	first := &review.Call{Companies: []string{"acme inc"}, Digest: digest.Digest{
		ID: "first", Started: time.Date(2025, 11, 30, 23, 0, 0, 0, time.UTC), Duration: time.Hour,
		People: []digest.Person{
			{Name: "Kim 2", Email: "kim@acme.com", Side: digest.External, Talked: time.Minute},
			{Name: "Ann", Side: digest.External},
			{Name: "Bo", Email: "bo@us.example", Side: digest.Internal},
			{Name: "Speaker 1"},
		},
		Objects: []digest.Object{
			{Kind: "opportunity", Name: "Old name", System: "Salesforce", ID: "006"},
			{Kind: "Opportunity", Name: "Second", System: "Salesforce", ID: "007"},
			{Kind: "Lead", Name: "Nameless"},
		},
		Trackers: []digest.Tracker{{Name: "Budget", Count: 3}, {Name: "Risk", Count: 1}},
	}}
	last := &review.Call{Companies: []string{"Beta", "Acme Inc"}, Digest: digest.Digest{
		ID: "last", Started: time.Date(2026, 2, 1, 1, 0, 0, 0, time.UTC), Duration: 30 * time.Minute,
		People: []digest.Person{
			kim,
			{Name: "Kim's phone", Email: "kim@acme.com", Side: digest.External, Talked: 2 * time.Second},
			{Name: "Zoë", Side: digest.External},
			{Name: "Cy", Side: digest.Internal},
		},
		Objects:  []digest.Object{{Kind: "Opportunity", Name: "New name", System: "Salesforce", ID: "006"}, {Kind: "Lead", Name: "Nameless"}},
		Trackers: []digest.Tracker{{Name: "risk", Count: 5}},
	}}
	undated := &review.Call{Companies: []string{"ACME Inc"}, Digest: digest.Digest{
		ID: "undated", Duration: time.Minute, People: []digest.Person{{Name: "zoe", Side: digest.External}},
		Trackers: []digest.Tracker{{Name: "Budget", Count: 4}},
	}}
	other := &review.Call{Companies: []string{"Beta"}, Digest: digest.Digest{ID: "other", People: []digest.Person{{Name: "Nobody", Side: digest.External}}}}
	all := &review.Catalogue{Calls: []*review.Call{last, first, other, undated}}

	talked := func(p digest.Person, d time.Duration) digest.Person {
		p.Talked = d
		return p
	}
	want := review.Company{
		Name: "Acme Inc", Calls: []*review.Call{last, first, undated},
		People: []review.Acquaintance{
			{Person: talked(kim, time.Minute+2*time.Second), Calls: 2, Last: last.Started},
			{Person: last.People[2], Calls: 2, Last: last.Started},
			{Person: first.People[1], Calls: 1, Last: first.Started},
		},
		Ours: []review.Acquaintance{{Person: last.People[3], Calls: 1, Last: last.Started}, {Person: first.People[2], Calls: 1, Last: first.Started}},
		Objects: []digest.Object{
			{Kind: "Opportunity", Name: "New name", System: "Salesforce", ID: "006"},
			{Kind: "Lead", Name: "Nameless"},
			{Kind: "Opportunity", Name: "Second", System: "Salesforce", ID: "007"},
		},
		Trackers: []review.Trend{
			{Name: "Budget", Total: 7, Counts: []int{3, 0, 0, 0}}, {Name: "risk", Total: 6, Counts: []int{1, 0, 0, 5}},
		},
		First: first.Started, Last: last.Started, Total: 91 * time.Minute,
	}
	for _, name := range []string{"acme inc", "Ácme INC"} {
		if diff := cmp.Diff(want, all.Company(name), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(review.Company{Name: "Nobody Ltd"}, all.Company("Nobody Ltd")); diff != "" {
		t.Errorf("unknown (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]review.Choice{{Value: "Acme Inc", Calls: 3}, {Value: "Beta", Calls: 2}}, all.Companies()); diff != "" {
		t.Errorf("companies (-want +got)\n%s", diff)
	}
}

// Who is from outside and has no account has a company by their address, unless anybody may have such an address.
func TestCompaniesOfACall(t *testing.T) {
	r, _ := everything(t)
	for id, want := range map[core.CallID][]string{
		acme: {"Acme Inc"}, "4570250816631531514": {"Acme", "Umbrella"}, "5000000000000000001": nil,
	} {
		if diff := cmp.Diff(want, r.calls().Call(id).Companies); diff != "" {
			t.Errorf("%s (-want +got)\n%s", id, diff)
		}
	}
	without := newRoom(t)
	without.put(without.dataset("A"), core.Transcripts, golden(t, core.Transcripts)...)
	if diff := cmp.Diff([]string{"acme.com", "partner.example"}, without.calls().Call(acme).Companies); diff != "" {
		t.Errorf("without an account (-want +got)\n%s", diff)
	}
}
