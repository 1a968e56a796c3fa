package datatype

import (
	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var answeredScorecards = Type{
	ID: core.AnsweredScorecards, Kind: "Answered scorecard", Title: "Answered Scorecards", Icon: "answered-scorecards", ByTime: true,
	Description:    "Completed call scores and evaluations",
	Scopes:         []string{scopeAnswered},
	OptionalScopes: []string{scopeScorecards, scopeCalls},
	Keys: []string{
		"Scorecard", "Call", "Reviewed user", "Reviewer", "Editor", "Method", "Reviewed at", "Visibility", "Answers",
	},
}

// AnsweredScorecard writes a review of a call. The forms are the scorecards by id: they bring the questions' texts; without them a
// question is its id. The function titles brings a call's title; it may be nil.
func AnsweredScorecard(
	a gong.AnsweredScorecard, forms map[gong.ID]gong.Scorecard, titles func(core.CallID) (title string, ok bool), d *Directory,
) Entry {
	form := forms[a.ScorecardID]
	name := a.ScorecardName
	if name == "" {
		if name = form.ScorecardName; name == "" {
			name = gong.Text(a.ScorecardID)
		}
	}
	title := ""
	if titles != nil {
		title, _ = titles(core.CallID(a.CallID))
	}
	r := text.New(answeredScorecards.Kind, string(a.AnsweredScorecardID))
	r.Set("Scorecard", string(name))
	r.Set("Call", callItem(title, string(a.CallID), a.CallStartTime.Time).String())
	r.Set("Reviewed user", d.person(a.ReviewedUserID, "").String())
	r.Set("Reviewer", d.person(a.ReviewerUserID, "").String())
	r.Set("Editor", d.person(a.EditorUserID, "").String())
	r.Set("Method", string(a.ReviewMethod))
	r.Set("Reviewed at", text.Time(a.ReviewTime.Time))
	r.Set("Visibility", string(a.VisibilityType))
	items := make([]string, len(a.Answers))
	for i, one := range a.Answers {
		items[i] = answer(one, form)
	}
	r.List("Answers", items)
	when := a.ReviewTime.Time
	if when.IsZero() {
		when = a.CallStartTime.Time
	}
	return Entry{Sort: newestFirst(when), Record: r}
}

// answer writes the question, the answers chosen, the score and the text: "How was discovery? (score 4, overall): Asked for budget".
func answer(a gong.ScorecardAnswer, form gong.Scorecard) string {
	q := questionOf(a, form)
	item := text.Item{Parts: []string{string(q.QuestionText)}, Text: string(a.AnswerText)}
	if text.CleanLine(item.Parts[0]) == "" {
		item.Parts[0] = string(a.QuestionID)
	}
	for _, chosen := range a.SelectedOptions {
		label := string(chosen) // Gong sends the option's id
		for _, o := range q.AnswerOptions {
			if string(o.ID) == label && o.Text != "" {
				label = string(o.Text)
				break
			}
		}
		item.Parts = append(item.Parts, label)
	}
	if a.Score.Known() {
		item.Notes = append(item.Notes, "score "+string(a.Score))
	}
	if a.IsOverall.True() {
		item.Notes = append(item.Notes, "overall")
	}
	if a.NotApplicable.True() {
		item.Notes = append(item.Notes, "not applicable")
	}
	return item.String()
}

// questionOf finds the question in the wording that was answered, else in the wording of today.
func questionOf(a gong.ScorecardAnswer, form gong.Scorecard) gong.ScorecardQuestion {
	var found gong.ScorecardQuestion
	for _, q := range form.Questions {
		if q.QuestionRevisionID != "" && q.QuestionRevisionID == a.QuestionRevisionID {
			return q
		}
		if q.QuestionID == a.QuestionID && found.QuestionID == "" {
			found = q
		}
	}
	return found
}
