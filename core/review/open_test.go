package review_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/text"
)

const acme = core.CallID("4570250816631531513")

func at(seconds int) time.Duration { return time.Duration(seconds) * time.Second }

var (
	ina  = digest.Person{Name: "Ina Internal", Email: "ina@example.com", Title: "Account Executive", Side: digest.Internal, Talked: at(16)}
	jane = digest.Person{Name: "Jane Doe", Email: "jane@acme.com", Title: "VP Sales", Side: digest.External, Talked: at(6)}
	two  = digest.Person{Name: "Jane Doe 2", Email: "jane.doe@partner.example", Side: digest.External, Talked: at(1)}
	kim  = digest.Person{Name: `Kim "KJ" Lee (Legal)`, Email: "kim@acme.com", Side: digest.External}
	one  = digest.Person{Name: "Speaker 1", Talked: at(1)}
	more = digest.Person{Name: "Speaker 2", Talked: at(1)}
)

// everything is a database with all that core/datatype makes of one account.
func everything(t testing.TB) (*room, core.DatasetID) {
	r := newRoom(t)
	id := r.dataset("Everything")
	for _, of := range []core.DataType{
		core.Calls, core.Transcripts, core.AnsweredScorecards, core.CRMDeals, core.CRMContacts, core.CRMAccounts,
	} {
		r.put(id, of, golden(t, of)...)
	}
	return r, id
}

func TestOpenSaysEverythingThatTheRecordsSay(t *testing.T) {
	r, id := everything(t)
	got := r.open(acme)
	want := review.Conversation{
		Call: *r.calls().Call(acme),
		Speakers: []review.Speaker{
			{Person: ina, Longest: at(11), Turns: 2, Words: 17},
			{Person: jane, Longest: at(6), Turns: 2, Words: 14},
			{Person: two, Longest: at(1), Turns: 1, Words: 10},
			{Person: one, Longest: at(1), Turns: 1, Words: 4},
			{Person: more, Longest: at(1), Turns: 1, Words: 1},
		},
		Talk: map[string]time.Duration{digest.Internal: at(16), digest.External: at(7), "": at(2)},
		Heard: []review.Heard{
			{Name: "Competitors", Kind: "KEYWORD", Count: 3, At: []time.Duration{at(32), at(730), at(2401)}},
			{Name: "Objections", Kind: "KEYWORD", Count: 2, At: []time.Duration{at(760), at(800)}, Terms: []review.Term{
				{Text: "too expensive", Count: 2, At: []time.Duration{at(760), at(800)}},
			}},
		},
		Attendees: []review.Attendee{
			{Person: ina, Notes: []string{"attended", "phone +15555550100"}},
			{Person: jane, Notes: []string{"invited", "attended"}},
			{Person: two, Notes: []string{"attended"}},
			{Person: kim, Notes: []string{"invited"}},
			{Person: one},
			{Person: more},
		},
		Questions:  "4 by us, 9 by them",
		Brief:      "Acme wants to renew.\nPrice is the open point.",
		KeyPoints:  []string{"Acme renews if the price holds", "Legal joins the next call"},
		NextSteps:  []string{"00:42:00: Ina sends the contract", "Jane asks legal"},
		Outline:    []string{"00:00:00 Intro, 1m 01s\n00:00:03: Ina and Jane greet each other\n00:00:40: They agree on the agenda", "00:01:01 Pricing, 11m 05s"},
		Comments:   []review.Comment{{At: at(730), By: "Rosa Gómez", Text: "good question"}, {At: at(730), By: "Ina Internal", Text: "thanks!\nI practised it", To: "Rosa Gómez"}},
		Scorecards: []review.Scorecard{discovery},
		Objects: []review.Object{
			{Object: digest.Object{Kind: "Account", Name: "Acme Inc", System: "Salesforce", ID: "001A"}, Fields: []string{
				"Website: https://acme.example", "Industry: Manufacturing", "Employees: 1200",
			}},
			{
				Object: digest.Object{Kind: "Opportunity", Name: "Acme renewal", System: "Salesforce", ID: "006B"}, Details: []string{"Discovery", "7000"},
				Fields: []string{
					"Stage: Discovery", "Amount: 7000", "Probability: 0.50", "Type: Renewal", "Close date: 2026-06-30", "Account: Acme Inc",
					"LeadSource: Partner: Initech", "Next_Step__c: Send paper\nCall legal", "Is_Won__c: false",
				},
			},
			{Object: digest.Object{Kind: "Contact", Name: "Jane Doe", System: "Salesforce", ID: "003C"}, Fields: []string{
				"Email: jane@acme.com", "Title: VP Sales", "Account: Acme Inc", "FirstName: Jane", "LastName: Doe", "Department: Sales, EMEA",
			}},
			{Object: digest.Object{Kind: "Lead", Name: "Jane Doe", System: "Salesforce", ID: "00QD"}},
		},
	}
	ignored := cmpopts.IgnoreFields(review.Conversation{}, "Record", "Transcript", "Turns")
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), ignored); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got.CallIn != id || got.TranscriptIn != id || len(got.Turns) != 7 || got.Record == nil || got.Transcript == nil {
		t.Errorf("read from %q and %q, %d turns", got.CallIn, got.TranscriptIn, len(got.Turns))
	}
}

var discovery = review.Scorecard{
	Name: "Discovery", Reviewed: "Ina Internal", Reviewer: "Rosa Gómez", At: time.Date(2026, 4, 9, 17, 0, 0, 0, time.UTC), Answers: []review.Answer{
		{Question: "How was the discovery overall?", Notes: []string{"score 4", "overall"}},
		{Question: "Which competitors came up, if any?", Chosen: "Globex, Inc, 9"},
		{Question: "What should be done better?", Text: "Ask for the budget earlier.\nName the next step."},
		{Question: "8", Notes: []string{"not applicable"}},
	},
}

func TestOpenNeedsOneOfTheRecordsOnly(t *testing.T) {
	for _, c := range []struct {
		name                                string
		of                                  core.DataType
		hasCall, hasTranscript              bool
		turns, speakers, attendees, objects int
		talk                                map[string]time.Duration
	}{
		{"the call's", core.Calls, true, false, 0, 0, 4, 4, map[string]time.Duration{digest.Internal: 21 * time.Minute}},
		{"the transcript", core.Transcripts, false, true, 7, 5, 5, 0, map[string]time.Duration{digest.Internal: at(16), digest.External: at(7), "": at(2)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t)
			r.put(r.dataset("A"), c.of, golden(t, c.of)...)
			got := r.open(acme)
			if got.HasCall != c.hasCall || got.HasTranscript != c.hasTranscript || (got.Record != nil) != c.hasCall || got.Title != "Acme, renewal and pricing" {
				t.Errorf("got %v and %v of %q", got.HasCall, got.HasTranscript, got.Title)
			}
			counts := []int{len(got.Turns), len(got.Speakers), len(got.Attendees), len(got.Objects)}
			if diff := cmp.Diff([]int{c.turns, c.speakers, c.attendees, c.objects}, counts); diff != "" {
				t.Errorf("turns, speakers, attendees, objects (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(c.talk, got.Talk); diff != "" {
				t.Errorf("talk (-want +got)\n%s", diff)
			}
		})
	}
}

func TestOpenFindsNothingOfACallThatNobodyHolds(t *testing.T) {
	r, _ := everything(t)
	for _, id := range []core.CallID{"1", "", "Salesforce/006B"} {
		if _, err := r.desk.Open(t.Context(), id); core.KindOf(err) != core.NotFound {
			t.Errorf("%q: got %v", id, err)
		}
	}
}

// A call is read from the dataset that was refreshed last, each of its records; what one dataset lacks comes from another.
func TestOpenReadsTheNewestOfSeveralDatasets(t *testing.T) {
	r := newRoom(t)
	older, newer, other := r.dataset("Older"), r.dataset("Newer"), r.dataset("Without calls")
	calls, transcripts := golden(t, core.Calls), golden(t, core.Transcripts)
	r.put(older, core.Transcripts, transcripts...)
	r.put(older, core.Calls, titled(calls[0], "Old title"))
	r.put(newer, core.Calls, titled(calls[0], "New title"))
	r.put(newer, core.AnsweredScorecards, golden(t, core.AnsweredScorecards)...)
	r.put(older, core.AnsweredScorecards, golden(t, core.AnsweredScorecards)...)
	r.put(older, core.CRMDeals, golden(t, core.CRMDeals)...)
	r.put(other, core.CRMAccounts, golden(t, core.CRMAccounts)...)
	got := r.open(acme)
	if got.Title != "New title" || got.CallIn != newer || got.TranscriptIn != older {
		t.Errorf("got %q, read from %q and %q", got.Title, got.CallIn, got.TranscriptIn)
	}
	if diff := cmp.Diff([]core.DatasetID{older, newer}, got.Datasets); diff != "" {
		t.Errorf("datasets (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]review.Scorecard{discovery}, got.Scorecards); diff != "" {
		t.Errorf("scorecards (-want +got)\n%s", diff)
	}
	if len(got.Objects) != 4 || got.Objects[0].Fields != nil || len(got.Objects[1].Fields) == 0 {
		t.Errorf("the account is of a dataset that does not hold the call, the deal of one that does: %v", got.Objects)
	}
	if call := r.calls().Call(acme); call.Title != got.Title || call.CallIn != got.CallIn || call.TranscriptIn != got.TranscriptIn {
		t.Errorf("the list says %q of %q and %q", call.Title, call.CallIn, call.TranscriptIn)
	}
}

// titled is a record with another title.
func titled(r text.Record, title string) text.Record {
	fields := append([]text.Field{{Key: "Title", Value: title}}, r.Fields[1:]...)
	r.Fields = fields
	return r
}

// What is remembered of the reviews is read anew when they change.
func TestOpenSeesNewReviews(t *testing.T) {
	r, id := everything(t)
	cards := golden(t, core.AnsweredScorecards)
	count := func() int { return len(r.open(acme).Scorecards) }
	if n := count(); n != 1 {
		t.Fatalf("%d reviews", n)
	}
	again := cards[0]
	again.ID = "7"
	r.put(id, core.AnsweredScorecards, cards[0], cards[1], again)
	if n := count(); n != 2 {
		t.Errorf("%d reviews after another one", n)
	}
	r.put(id, core.AnsweredScorecards, cards[1])
	if n := count(); n != 0 {
		t.Errorf("%d reviews after they were removed", n)
	}
}
