package review_test

import (
	"context"
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/marks"
	calls "tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/review"
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
	w.calls[1].Awaited, w.calls[1].HasTranscript = true, false
	for i := 2; i < 16; i++ {
		w.of(w.calls[i].ID).Read = now
	}
	made := w.of(w.calls[0].ID)
	made.Star, made.Tags = true, []string{"renewal", "pricing"}
	w.of(w.calls[3].ID).Star = true
	w.of(w.calls[4].ID).Tags = []string{"churn-risk"}
	w.filed = map[core.CallID]review.Activity{w.calls[0].ID: {Type: "Meeting", Company: "Acme Inc"}}
	turns := w.conversation(0).Turns
	note(made, "Ask Ina whether the discount was agreed with finance.", nil)
	note(made, "This is the sentence for the board.", anchor(turns, 5))
	note(w.of(w.calls[4].ID), "Follow up next week.", nil)
	if _, err := made.AddHighlight(*anchor(turns, 3), marks.Yellow, now.Add(-time.Hour)); err != nil {
		panic(err)
	}
	return w
}

// conversation opens the i-th call.
func (w *world) conversation(i int) calls.Conversation {
	c, err := w.Open(context.Background(), w.calls[i].ID)
	if err != nil {
		panic(err)
	}
	return c
}

func note(m *marks.Marks, text string, at *marks.Anchor) {
	if _, err := m.AddNote(text, at, now.Add(-2*time.Hour)); err != nil {
		panic(err)
	}
}

// anchor is that of a turn's first line.
func anchor(turns []text.Turn, turn int) *marks.Anchor {
	a, err := marks.NewAnchor(turns, marks.Span{Turn: turn, ToTurn: turn, To: len([]rune(turns[turn].Lines[0]))})
	if err != nil {
		panic(err)
	}
	return &a
}

// said is what is said in every call with a transcript: who, on which topic, what.
var said = []struct {
	us    bool
	topic string
	lines []string
}{
	{true, "", []string{"Hello, thanks for making the time.", "Shall we start with where you are in the renewal?"}},
	{false, "", []string{"Yes please. We have looked at the numbers again, and most of the team uses it every day."}},
	{true, "Pricing", []string{"That is good to hear. Then let me show what the next year would cost."}},
	{false, "Pricing", []string{"The price per seat went up by eight percent.", "That is more than we had planned for, and our finance team will ask why."}},
	{true, "Pricing", []string{"I understand. The difference is the new reporting, which you asked for in the spring."}},
	{false, "Pricing", []string{"We could live with five percent if it is for two years.", "Globex has offered us three."}},
	{true, "Competition", []string{"What does their offer include?"}},
	{false, "Competition", []string{"Fewer integrations, and no audit trail. So it is not the same thing at all, I know.", "But somebody will put the two prices beside each other."}},
	{true, "Next steps", []string{"Let me take the five percent to my manager and come back by Friday."}},
	{false, "Next steps", []string{"Friday works. Send it to Omar as well, please."}},
}

// conversation is a call with all that may be known of one.
func conversation(c *calls.Call) calls.Conversation {
	o := calls.Conversation{Call: *c}
	us, them := c.People[0], c.People[1]
	for _, p := range c.People {
		o.Attendees = append(o.Attendees, calls.Attendee{Person: p, Notes: []string{"invited", "attended"}})
	}
	if c.HasTranscript {
		for i, s := range said {
			p := them
			if s.us {
				p = us
			}
			o.Turns = append(o.Turns, text.Turn{
				At: time.Duration(3+i*41) * time.Second, Speaker: p.Name, Affiliation: p.Side, Topic: s.topic, Lines: s.lines,
			})
		}
		us.Talked, them.Talked = 21*time.Minute, 18*time.Minute+30*time.Second
		o.Speakers = []calls.Speaker{{Person: us, Longest: 130 * time.Second, Turns: 5, Words: 900}, {Person: them, Longest: 65 * time.Second, Turns: 5, Words: 800}}
		o.Talk = map[string]time.Duration{us.Side: us.Talked, them.Side: them.Talked}
	}
	if len(c.Companies) == 0 {
		return o
	}
	o.Heard = []calls.Heard{
		{Name: "Competitors", Kind: "KEYWORD", Count: 3, At: []time.Duration{210 * time.Second, 250 * time.Second, 291 * time.Second}, Terms: []calls.Term{
			{Text: "Globex", Count: 2, At: []time.Duration{210 * time.Second}}, {Text: "their offer", Count: 1, At: []time.Duration{250 * time.Second}},
		}},
		{Name: "Pricing", Kind: "KEYWORD", Count: 2},
	}
	o.Questions = "4 by us, 9 by them"
	o.Brief = "Acme wants to renew for two years, and asks for a smaller rise of the price. A competitor has made an offer with fewer integrations."
	o.KeyPoints = []string{"Most of the team uses the product every day.", "Eight percent more per seat is beyond the budget."}
	o.NextSteps = []string{"Ina asks for five percent and answers by Friday."}
	o.Comments = []calls.Comment{{At: 126 * time.Second, By: "Sam Lee", Text: "good question"}}
	o.Scorecards = []calls.Scorecard{{Name: "Discovery", Reviewed: "Ina Internal", Reviewer: "Sam Lee", At: now.Add(-24 * time.Hour), Answers: []calls.Answer{
		{Question: "Did the rep set an agenda?", Chosen: "Yes", Notes: []string{"5 of 5"}}, {Question: "What could be better?", Text: "Ask for the budget first."},
	}}}
	o.Objects = []calls.Object{
		{Object: digest.Object{Kind: digest.Account, Name: c.Companies[0], System: "Salesforce", ID: "001A"}, Fields: []string{"Industry: Manufacturing", "Region: North"}},
		{Object: digest.Object{Kind: "Opportunity", Name: c.Companies[0] + " renewal", System: "Salesforce", ID: "006B"}, Details: []string{"Discovery", "7000"}},
	}
	return o
}

// withRecords gives a call the records that an export writes.
func withRecords(c calls.Conversation) calls.Conversation {
	r := text.New("Transcript", string(c.ID))
	r.Set("Title", c.Title)
	r.Set("Started", text.Time(c.Started))
	r.Turns = c.Turns
	c.Transcript = &r
	return c
}
