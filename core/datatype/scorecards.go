package datatype

import (
	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var scorecards = Type{
	ID: core.Scorecards, Kind: "Scorecard", Title: "Scorecards", Icon: "scorecards",
	Description: "Call scoring and evaluation template definitions",
	Scopes:      []string{scopeScorecards},
	Keys:        []string{"Name", "Status", "Review method", "Workspace", "Created", "Updated", "Updated by", "Questions"},
}

// Scorecard writes a form for reviewing calls.
func Scorecard(s gong.Scorecard, d *Directory) Entry {
	r := text.New(scorecards.Kind, string(s.ScorecardID))
	r.Set("Name", string(s.ScorecardName))
	switch s.Enabled {
	case gong.Yes:
		r.Set("Status", "enabled")
	case gong.No:
		r.Set("Status", "disabled")
	}
	r.Set("Review method", string(s.ReviewMethod))
	r.Set("Workspace", d.WorkspaceName(s.WorkspaceID))
	r.Set("Created", text.Time(s.Created.Time))
	r.Set("Updated", text.Time(s.Updated.Time))
	r.Set("Updated by", d.person(s.UpdaterUserID, "").String())
	items := make([]string, len(s.Questions))
	for i, q := range s.Questions {
		items[i] = question(q)
	}
	r.List("Questions", items)
	return Entry{Sort: byName(string(s.ScorecardName)), Record: r}
}

// question writes the question, the answers it offers, how it is answered, and the guide: "How was it? (RANGE, 1 to 5, overall)".
func question(q gong.ScorecardQuestion) string {
	item := text.Item{Parts: []string{string(q.QuestionText)}, Notes: []string{string(q.QuestionType)}, Text: string(q.AnswerGuide)}
	for _, o := range q.AnswerOptions {
		item.Parts = append(item.Parts, string(o.Text))
	}
	switch {
	case q.MinRange.Known() && q.MaxRange.Known():
		item.Notes = append(item.Notes, string(q.MinRange)+" to "+string(q.MaxRange))
	case q.MinRange.Known():
		item.Notes = append(item.Notes, "from "+string(q.MinRange))
	case q.MaxRange.Known():
		item.Notes = append(item.Notes, "up to "+string(q.MaxRange))
	}
	if q.IsOverall.True() {
		item.Notes = append(item.Notes, "overall")
	}
	return item.String()
}
