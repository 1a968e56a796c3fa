package datatype_test

import (
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/text"
)

// shown is a field's value or its items, joined.
func shown(r text.Record, key string) string {
	return r.Value(key) + strings.Join(r.Items(key), "; ")
}

func TestCallFields(t *testing.T) {
	d := directory(t)
	for _, c := range []struct{ name, call, key, want string }{
		{"topics of no seconds are not written", `{"content":{"topics":[{"name":"A","duration":0},{"name":"B","duration":null},{"name":"C","duration":"0.4"}]}}`, "Topics", "B; C, 0s"},
		{"trackers that were not heard are not written", `{"content":{"trackers":[{"name":"A","count":0,"type":"SMART"}]}}`, "Trackers", ""},
		{"a tracker without a count", `{"content":{"trackers":[{"name":"A","type":null}]}}`, "Trackers", "A"},
		{
			"moments of a tracker's terms", `{"content":{"trackers":[{"name":"A","count":2,"phrases":[{"phrase":"b","count":2,"occurrences":[{"startTime":9},{"startTime":"1.5"}]}]}]}}`,
			"Trackers", "A, 2: 00:00:01, 00:00:09\nb, 2: 00:00:01, 00:00:09",
		},
		{"0 is a value", `{"interaction":{"questions":{"companyCount":0,"nonCompanyCount":null}}}`, "Questions", "0 by us"},
		{"a talk time of 0 is a value", `{"interaction":{"speakers":[{"userId":"777","talkTime":0}]}}`, "Talk time", "777, 0s"},
		{"an outcome without a name", `{"content":{"callOutcome":{"category":"Answered"}}}`, "Outcome", "Answered"},
		{"a host whom only the parties know", `{"metaData":{"primaryUserId":"5"},"parties":[{"userId":"5","name":"Jo","title":"AE","emailAddress":"jo@example.com"}]}`, "Host", "Jo <jo@example.com>"},
		{"a host whom the directory knows", `{"metaData":{"primaryUserId":"413440499764841252"}}`, "Host", "Rosa Gómez <r@example.com>"},
		{"next steps under a title in any case", `{"content":{"highlights":[{"title":"NEXT STEPS ","items":[{"text":"Call"}]}]}}`, "Next steps", "Call"},
		{"a private call says so", `{"metaData":{"isPrivate":"true"}}`, "Private", "true"},
		{"others do not", `{"metaData":{"isPrivate":false}}`, "Private", ""},
		{
			"money as Gong sent it", `{"context":[{"system":"Salesforce","objects":[{"objectType":"Opportunity","objectId":"1","fields":[{"name":"Amount","value":25000.50}]}]}]}`,
			"CRM", "Opportunity, -, -, 25000.50 (Salesforce 1)",
		},
		{"a lead is named after its party", `{"parties":[{"name":"Jo","context":[{"system":"HubSpot","objects":[{"objectType":"Lead","objectId":7}]}]}]}`, "CRM", "Lead, Jo (HubSpot 7)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := datatype.Call(decode[gong.Call](t, c.call), d)
			check(t, core.Calls, e)
			if got := shown(e.Record, c.key); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestActivityDaysAreTheCompanys(t *testing.T) {
	a := decode[gong.UserActivity](t, `{"userId":"1","userAggregateActivity":[{"fromDate":"2026-04-08T00:00:00+14:00"},{"fromDate":null}]}`)
	entries := datatype.ActivityRecords(a, "", nil)
	if len(entries) != 1 || entries[0].Record.ID != "1/2026-04-08" {
		t.Errorf("want the one row with a date, under the day of its own zone: got %+v", entries)
	}
}

func TestScorecardQuestions(t *testing.T) {
	for _, c := range []struct{ name, question, want string }{
		{"a range", `{"questionText":"Q","questionType":"RANGE","minRange":"1","maxRange":5}`, "Q (RANGE, 1 to 5)"},
		{"half a range", `{"questionText":"Q","minRange":0}`, "Q (from 0)"},
		{"options", `{"questionText":"Q","answerOptions":[{"id":1,"text":"Yes"},{"id":2,"text":"No, never"}]}`, `Q, Yes, "No, never"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := datatype.Scorecard(decode[gong.Scorecard](t, `{"questions":[`+c.question+`]}`), nil).Record
			if got := shown(r, "Questions"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAnswersUseTheWordingThatWasAnswered(t *testing.T) {
	form := decode[gong.Scorecard](t, `{"scorecardId":"1","scorecardName":"Demo","questions":[
		{"questionId":"2","questionRevisionId":"new","questionText":"Today?"},{"questionId":"2","questionRevisionId":"old","questionText":"Then?"}]}`)
	forms := map[gong.ID]gong.Scorecard{"1": form}
	for revision, want := range map[string]string{"old": "Then? (score 0)", "gone": "Today? (score 0)"} {
		a := decode[gong.AnsweredScorecard](t, `{"scorecardId":1,"answers":[{"questionId":2,"questionRevisionId":"`+revision+`","score":0}]}`)
		r := datatype.AnsweredScorecard(a, forms, nil, nil).Record
		if got := shown(r, "Answers"); got != want {
			t.Errorf("revision %s: got %q, want %q", revision, got, want)
		}
		if got := r.Value("Scorecard"); got != "Demo" {
			t.Errorf("the form's name: got %q", got)
		}
	}
}

func TestUserFields(t *testing.T) {
	for _, c := range []struct{ name, user, key, want string }{
		{"an extension alone", `{"extension":42}`, "Phone", "extension 42"},
		{"half a name", `{"lastName":"Doe"}`, "Name", "Doe"},
		{"an unknown manager is an id", `{"managerId":"9"}`, "Manager", "9"},
		{"whether active is not known", `{"active":null}`, "Status", ""},
		{"false is a value", `{"settings":{"emailsImported":false}}`, "Recording settings", "Emails imported: false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(datatype.User(decode[gong.User](t, c.user), nil).Record, c.key); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
