package gongsim

import (
	"time"
)

// Scorecard is a form by which calls are judged.
type Scorecard struct {
	ID, Name, Workspace string
	Enabled             bool
	Updater             string // user id, "-1" for Gong itself
	Created, Updated    time.Time
	Method              string // MANUAL or AUTOMATIC
	Questions           []Question
}

// Question is one question of a scorecard.
type Question struct {
	ID, Revision, Text string
	Overall            bool
	Type               string
	Guide              string // "" is null
	Min, Max           int    // 0 and 0 are null
	Options            []string
}

// Review is a scorecard filled in for a call.
type Review struct {
	ID             string
	Scorecard      Scorecard
	CallID         string
	CallStarted    time.Time
	Reviewed       string // user id of the call's host
	Reviewer       string // "" when no person reviewed
	Editor         string // "" is null
	Method         string
	At             time.Time
	Visibility     string
	Answers        []Answer
	digits         uint8
	host, reviewer int
}

// Answer is the answer to one question.
type Answer struct {
	Question      Question
	Score         int    // 0 is null
	Text          string // "" is null
	NotApplicable bool
	Selected      []string
}

func (s *Sim) makeScorecards() []Scorecard {
	forms := []Scorecard{
		{Name: "Demo", Method: "MANUAL", Enabled: true, Questions: []Question{
			{Text: "Overall, how good was the demo?", Overall: true, Type: "RANGE", Min: 1, Max: 5},
			{Text: "Did the rep tie features to stated problems?", Type: "RANGE", Min: 1, Max: 5, Guide: "1: feature tour\n3: some links\n5: every feature answers a need"},
			{Text: "Which parts were missing?", Type: "MULTI_SELECT", Options: []string{"Agenda", "Recap", "Next step", "Pricing"}},
			{Text: "What should change next time?", Type: "TEXT"},
		}},
		{Name: "Discovery", Method: "MANUAL", Enabled: true, Questions: []Question{
			{Text: "Overall score", Overall: true, Type: "RANGE", Min: 1, Max: 10},
			{Text: "Was the decision process uncovered?", Type: "SINGLE_SELECT", Options: []string{"Yes", "Partly", "No"}},
		}},
		{Name: "Talk basics (AI)", Method: "AUTOMATIC", Enabled: true, Questions: []Question{
			{Text: "Was an agenda agreed?", Type: "SINGLE_SELECT", Options: []string{"Yes", "No"}},
			{Text: "Overall score", Overall: true, Type: "RANGE", Min: 1, Max: 5},
		}},
		{Name: "SDR (old)", Method: "MANUAL", Questions: []Question{{Text: "Tone", Overall: true, Type: "RANGE", Min: 1, Max: 3}}},
	}
	d := throw(s.o.Seed, forScorecard)
	for i := range forms {
		f := &forms[i]
		f.ID, f.Workspace, f.Updater = id(s.o.Seed, forScorecard, i), s.workspaces[i%len(s.workspaces)].ID, "-1"
		f.Created = s.anchor.AddDate(-2, -i, -d.below(60)).Truncate(time.Second).In(s.zone)
		f.Updated = f.Created
		if i > 0 {
			f.Updater, f.Updated = s.users[d.below(s.o.Users)].ID, f.Created.AddDate(0, d.between(1, 15), 3)
		}
		for k := range f.Questions {
			f.Questions[k].ID, f.Questions[k].Revision = id(s.o.Seed, forScorecard, i, k), id(s.o.Seed, forScorecard, i, k, 1)
		}
	}
	return forms
}

// Scorecards lists the scorecards, those out of use as well.
func (s *Sim) Scorecards() []Scorecard { return append([]Scorecard(nil), s.scorecards...) }

// review makes the review of a call, if it was reviewed by now.
func (s *Sim) review(e entry, now time.Time) (Review, bool) {
	d := throw(s.o.Seed, forReview, int(e.n))
	if e.kind == voicemail || e.kind == internal || !d.chance(22) {
		return Review{}, false
	}
	r := Review{
		ID: id(s.o.Seed, forReview, int(e.n)), CallID: decimal(e.id), CallStarted: e.start(s.zone), digits: e.digits,
		Reviewed: s.users[e.host].ID, Scorecard: s.scorecards[d.below(len(s.scorecards)-1)], host: int(e.host), reviewer: -1,
		Visibility: pick(&d, []string{"PUBLIC", "PUBLIC", "PRIVATE", "MANAGERS", "MANAGERS_AND_REVIEWEE", "OPT_IN_USERS"}),
	}
	r.Method = r.Scorecard.Method
	delay := time.Duration(d.between(1, 60*24*12)) * time.Minute
	if r.Method == "MANUAL" {
		r.reviewer = d.below(max(1, s.o.Users/8))
		r.Reviewer = s.users[r.reviewer].ID
		if d.chance(15) {
			r.Editor = s.users[d.below(s.o.Users)].ID
		}
	} else {
		delay = time.Duration(d.between(10, 90)) * time.Minute
	}
	r.At = time.UnixMicro(e.ends).Add(delay).Truncate(time.Second).In(s.zone)
	for _, q := range r.Scorecard.Questions {
		r.Answers = append(r.Answers, answerTo(q, &d))
	}
	return r, !r.At.After(now)
}

func answerTo(q Question, d *dice) Answer {
	a := Answer{Question: q}
	if !q.Overall && d.chance(10) {
		a.NotApplicable = true
		return a
	}
	switch q.Type {
	case "RANGE":
		a.Score = d.between(q.Min, q.Max)
	case "TEXT":
		a.Text = pick(d, []string{
			"Ask one more question before answering.", "Slow down at the price.\nLet them react first.", "Nothing, this was great 👍", "Recap the agenda, \"twice\" if needed.",
		})
	default:
		for _, o := range q.Options {
			if len(a.Selected) == 0 || q.Type == "MULTI_SELECT" && d.chance(40) {
				a.Selected = append(a.Selected, o)
			}
		}
		if q.Type == "SINGLE_SELECT" {
			a.Selected = []string{pick(d, q.Options)}
		}
	}
	return a
}

// Reviews lists the reviews of the calls that started in a period (zero times are open ends), by start of the call.
func (s *Sim) Reviews(from, to time.Time) []Review {
	now := s.Now()
	var found []Review
	for _, e := range s.callsOf(within(from, to)) {
		if r, ok := s.review(e, now); ok {
			found = append(found, r)
		}
	}
	return found
}
