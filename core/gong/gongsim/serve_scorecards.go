package gongsim

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

type wireScorecard struct {
	ID        string         `json:"scorecardId"`
	Name      string         `json:"scorecardName"`
	Workspace string         `json:"workspaceId"`
	Enabled   bool           `json:"enabled"`
	Updater   string         `json:"updaterUserId"`
	Created   string         `json:"created"`
	Updated   string         `json:"updated"`
	Method    string         `json:"reviewMethod"`
	Questions []wireQuestion `json:"questions"`
}

type wireQuestion struct {
	ID       string       `json:"questionId"`
	Revision string       `json:"questionRevisionId"`
	Text     string       `json:"questionText"`
	Overall  bool         `json:"isOverall"`
	Updater  string       `json:"updaterUserId"`
	Type     string       `json:"questionType"`
	Guide    *string      `json:"answerGuide"`
	Min      *string      `json:"minRange"`
	Max      *string      `json:"maxRange"`
	Options  []wireOption `json:"answerOptions"`
	Created  string       `json:"created"`
	Updated  string       `json:"updated"`
}

type wireOption struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type wireReview struct {
	ID         string       `json:"answeredScorecardId"`
	Scorecard  string       `json:"scorecardId"`
	Name       string       `json:"scorecardName"`
	Call       string       `json:"callId"`
	Started    string       `json:"callStartTime"`
	Reviewed   string       `json:"reviewedUserId"`
	Reviewer   *string      `json:"reviewerUserId"`
	Method     string       `json:"reviewMethod"`
	Editor     *string      `json:"editorUserId"`
	At         string       `json:"reviewTime"`
	Visibility string       `json:"visibilityType"`
	Answers    []wireAnswer `json:"answers"`
}

type wireAnswer struct {
	Question      string   `json:"questionId"`
	Revision      string   `json:"questionRevisionId"`
	Overall       bool     `json:"isOverall"`
	Score         *int     `json:"score"`
	Text          *string  `json:"answerText"`
	NotApplicable bool     `json:"notApplicable"`
	Selected      []string `json:"selectedOptions"`
}

func digitsOrNull(n int) *string {
	if n == 0 {
		return nil
	}
	return null(strconv.Itoa(n))
}

func (s *Sim) listScorecards(*asked) (*answer, *problem) {
	return list("scorecards", nil, each(s.scorecards, func(f Scorecard) any {
		w := wireScorecard{
			ID: f.ID, Name: f.Name, Workspace: f.Workspace, Enabled: f.Enabled, Updater: f.Updater, Created: s.stamp(f.Created, 0),
			Updated: s.stamp(f.Updated, 0), Method: f.Method,
		}
		for _, q := range f.Questions {
			wq := wireQuestion{
				ID: q.ID, Revision: q.Revision, Text: q.Text, Overall: q.Overall, Updater: f.Updater, Type: q.Type, Guide: null(q.Guide),
				Min: digitsOrNull(q.Min), Max: digitsOrNull(q.Max), Options: []wireOption{}, Created: w.Created, Updated: w.Updated,
			}
			for i, o := range q.Options {
				wq.Options = append(wq.Options, wireOption{strconv.Itoa(i + 1), o})
			}
			w.Questions = append(w.Questions, wq)
		}
		return w
	})), nil
}

// day is a date in a request: a whole day of the company's.
type day struct {
	time.Time
	given bool
}

// dates reads the named days of the filter in the company's time zone.
func (s *Sim) dates(a *asked, names ...string) ([]day, *problem) {
	texts := map[string]any{}
	if !a.decode("filter", &texts) {
		return nil, unreadable()
	}
	days := make([]day, len(names))
	for i, name := range names {
		switch text := texts[name].(type) {
		case nil:
		case string:
			t, err := time.ParseInLocation(time.DateOnly, text, s.zone)
			if err != nil {
				return nil, unreadable()
			}
			days[i] = day{t, true}
		default:
			return nil, unreadable()
		}
	}
	for i := 0; i+1 < len(days); i += 2 {
		if from, to := days[i], days[i+1]; from.given && to.given && !from.Before(to.Time) {
			return nil, fail(http.StatusBadRequest, "filter.%s: must be before %s", names[i], names[i+1])
		}
	}
	return days, nil
}

// holds tells whether t lies between two days, the second one exclusive.
func holds(from, to day, t time.Time) bool {
	return (!from.given || !t.Before(from.Time)) && (!to.given || t.Before(to.Time))
}

func (s *Sim) listReviews(a *asked) (*answer, *problem) {
	var f struct {
		Method     string    `json:"reviewMethod"`
		Reviewed   *[]callID `json:"reviewedUserIds"`
		Scorecards *[]callID `json:"scorecardIds"`
	}
	days, p := s.dates(a, "callFromDate", "callToDate", "reviewFromDate", "reviewToDate")
	if p != nil {
		return nil, p
	}
	if !a.decode("filter", &f) || !slices.Contains([]string{"", "MANUAL", "AUTOMATIC", "BOTH"}, f.Method) {
		return nil, unreadable()
	}
	if f.Method == "" {
		f.Method = "MANUAL"
	}
	in := func(ids *[]callID, one string) bool {
		return ids == nil || len(*ids) == 0 || slices.Contains(*ids, callID(one))
	}
	found := slices.DeleteFunc(s.Reviews(days[0].Time, days[1].Time), func(r Review) bool {
		return !holds(days[2], days[3], r.At) || f.Method != "BOTH" && f.Method != r.Method || !in(f.Reviewed, r.Reviewed) ||
			!in(f.Scorecards, r.Scorecard.ID)
	})
	if len(found) == 0 {
		return nil, fail(http.StatusNotFound, "Answered scorecards not found")
	}
	page, r, p := turnRows(s, a, found)
	if p != nil {
		return nil, p
	}
	return list("answeredScorecards", &r, each(page, s.wireReview)), nil
}

func (s *Sim) wireReview(r Review) any {
	w := wireReview{
		ID: r.ID, Scorecard: r.Scorecard.ID, Name: r.Scorecard.Name, Call: r.CallID, Started: s.stamp(r.CallStarted, r.digits),
		Reviewed: r.Reviewed, Reviewer: null(r.Reviewer), Method: r.Method, Editor: null(r.Editor), At: s.stamp(r.At, 0), Visibility: r.Visibility,
	}
	for _, x := range r.Answers {
		answer := wireAnswer{
			Question: x.Question.ID, Revision: x.Question.Revision, Overall: x.Question.Overall, Text: null(x.Text),
			NotApplicable: x.NotApplicable, Selected: x.Selected,
		}
		if x.Score > 0 {
			answer.Score = &x.Score
		}
		w.Answers = append(w.Answers, answer)
	}
	return w
}
