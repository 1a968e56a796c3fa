package timeline_test

import (
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

var (
	companyNames = map[timeline.GSID]string{"acme": "Acme Inc", "globex": "Globex Corporation", "initech": "Initech", "umbrella": "Umbrella Group"}
	userNames    = map[timeline.GSID]string{"ina": "Ina Berg", "sam": "Sam Lee"}
	companyIDs   = []timeline.GSID{"acme", "globex", "acme", "initech"}
	authorIDs    = []timeline.GSID{"ina", "sam", "ina"}
	subjects     = []string{
		"Renewal and pricing", "Kick-off", "Security questionnaire and the data processing agreement", "Integration workshop", "Quarterly business review",
	}
)

// activity is the i-th Activity, the latest first: three a day.
func activity(i int) timeline.Activity {
	at := now.Add(-time.Duration(i)*8*time.Hour - 90*time.Minute)
	a := timeline.Activity{
		ID: timeline.GSID(fmt.Sprintf("activity-%d", i)), CallID: callID(i), Owner: "42", Subject: subjects[i%len(subjects)], Type: "Meeting", At: at,
		Minutes: 30 + 15*(i%3), Author: authorIDs[i%3], Company: companyIDs[i%4], Created: at, Modified: at, Recording: fmt.Sprintf("https://us-1.app.gong.io/call?id=%d", i),
		Internal: []timeline.Attendee{{User: "ina", Name: "Ina Berg", Email: "ina@example.com", Methods: []string{"Invitee", "Attendee"}}},
		External: []timeline.Attendee{{Person: "jane", Name: "Jane Doe", Email: "jane@acme.com", Methods: []string{"Invitee"}}, {Email: "omar@acme.com"}},
	}
	if i%2 == 0 {
		a.Trackers = []timeline.Tracker{
			{Name: "Competitors", Kind: "KEYWORD", Count: 3, Phrases: []timeline.TrackerPhrase{{Phrase: "Hooli", Count: 2}, {Phrase: "Pied Piper", Count: 1}}, First: []float64{192.4, 300}},
			{Name: "Pricing", Kind: "SMART", Count: 2, First: []float64{63}},
		}
	}
	switch i {
	case 0:
		a.Associated = []timeline.GSID{"globex"}
		a.Notes = "They want a quote by Friday.\nJane decides."
	case 1:
		a.Type, a.Overridden = "Call", []string{timeline.FieldSubject, timeline.FieldMinutes}
	}
	return a
}

func callID(i int) core.CallID { return core.CallID(fmt.Sprintf("457025081663153%04d", i)) }

// many is a world with n Activities.
func many(n int) *world {
	w := newWorld()
	w.companies, w.enabled = companyNames, true
	w.last = timeline.Run{ID: "r1", Ended: now.Add(-2 * time.Hour), Status: timeline.PartialSuccess, Success: n, Failed: 1}
	for i := range n {
		a := activity(i)
		w.activities[a.CallID] = a
	}
	w.held[callID(0)] = true
	return w
}

// crowded is a world in which the first Activity has 300 attendees and 100 trackers.
func crowded() *world {
	w := full()
	w.activities[callID(0)] = crowd(w.activities[callID(0)])
	return w
}

func crowd(a timeline.Activity) timeline.Activity {
	a.Internal, a.External, a.Trackers = nil, nil, nil
	for i := range 150 {
		a.Internal = append(a.Internal, timeline.Attendee{Name: fmt.Sprintf("Colleague %d", i), Email: fmt.Sprintf("colleague-%d@example.com", i), Methods: []string{"Invitee"}})
		a.External = append(a.External, timeline.Attendee{Name: fmt.Sprintf("Guest %d", i), Email: fmt.Sprintf("guest-%d@acme.com", i)})
	}
	for i := range 100 {
		a.Trackers = append(a.Trackers, timeline.Tracker{Name: fmt.Sprintf("Tracker %d", i), Count: 1000 - i, Phrases: []timeline.TrackerPhrase{{Phrase: "phrase", Count: 7}}})
	}
	return a
}

func full() *world { return many(25) }
