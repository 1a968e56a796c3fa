package review_test

import (
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	calls "tamtam/core/review"
)

var (
	ina  = digest.Person{Name: "Ina Internal", Email: "ina@example.com", Title: "Account Executive", Side: digest.Internal}
	sam  = digest.Person{Name: "Sam Lee", Email: "sam@example.com", Title: "Solutions Engineer", Side: digest.Internal}
	jane = digest.Person{Name: "Jane Doe", Email: "jane@acme.com", Title: "VP Sales", Side: digest.External}
	omar = digest.Person{Name: "Omar Haddad", Email: "omar@globex.com", Title: "Head of Procurement", Side: digest.External}
)

// subjects are what the calls of the tests are about, with whom and how long.
var subjects = []struct {
	title, company string
	with           digest.Person
	minutes        int
}{
	{"Acme, renewal and pricing", "Acme Inc", jane, 45},
	{"Globex, kick-off", "Globex", omar, 30},
	{"Pipeline review", "", sam, 25},
	{"Acme, security questionnaire and the data processing agreement", "Acme Inc", jane, 62},
	{"Globex, integration workshop", "Globex", omar, 118},
	{"Initech, first call", "Initech", digest.Person{Name: "Bill Lumbergh", Email: "bill@initech.com", Side: digest.External}, 12},
	{"Acme, quarterly business review", "Acme Inc", jane, 55},
	{"Team retrospective", "", sam, 40},
}

// call is the i-th call, newest first.
func call(i int) *calls.Call {
	s := subjects[i%len(subjects)]
	c := &calls.Call{
		Digest: digest.Digest{
			ID: core.CallID(fmt.Sprintf("457025081663153%04d", i)), Title: s.title, Started: now.Add(-time.Duration(i)*29*time.Hour - 4*time.Hour),
			Duration: time.Duration(s.minutes)*time.Minute + 12*time.Second, URL: fmt.Sprintf("https://us-49467.app.gong.io/call?id=%d", i),
			People: []digest.Person{ina, s.with},
		},
		Datasets: []core.DatasetID{"d1"}, HasCall: true, HasTranscript: true,
	}
	if s.company != "" {
		c.Companies = []string{s.company}
		c.Trackers = []digest.Tracker{{Name: "Competitors", Count: 3}, {Name: "Pricing", Count: 2}}
		c.Topics = []digest.Topic{{Name: "Pricing", Length: 11 * time.Minute}, {Name: "Next steps"}}
	}
	if i%3 == 1 {
		c.Datasets = append(c.Datasets, "d2")
	}
	return c
}

func many(n int) *world {
	w := newWorld()
	for i := range n {
		w.calls = append(w.calls, call(i))
	}
	return w
}

// full is a world of calls in every state.
func full() *world {
	w := many(16)
	id := func(i int) core.CallID { return w.calls[i].ID }
	w.calls[1].Awaited, w.calls[1].HasTranscript = true, false
	for i := 2; i < 16; i++ {
		w.made[id(i)] = calls.Personal{Read: true}
	}
	w.made[id(0)] = calls.Personal{Starred: true, Noted: true, Tags: []string{"renewal", "pricing"}}
	w.made[id(3)] = calls.Personal{Read: true, Starred: true}
	w.made[id(4)] = calls.Personal{Read: true, Noted: true, Tags: []string{"churn-risk"}}
	return w
}
