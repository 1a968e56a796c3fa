package datatype

import (
	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var trackers = Type{
	ID: core.Trackers, Kind: "Tracker", Title: "Trackers", Icon: "trackers",
	Description: "Keyword and topic trackers being monitored",
	Scopes:      []string{scopeTrackers},
	Keys: []string{
		"Name", "Workspace", "Affiliation", "Said at", "In questions only", "Topics", "Filter", "Keywords", "Created", "Created by",
		"Updated", "Updated by",
	},
}

// Tracker writes a keyword tracker. Gong does not tell the definitions of smart trackers; they show in calls only.
func Tracker(t gong.Tracker, d *Directory) Entry {
	r := text.New(trackers.Kind, string(t.TrackerID))
	r.Set("Name", string(t.TrackerName))
	r.Set("Workspace", d.WorkspaceName(t.WorkspaceID))
	r.Set("Affiliation", string(t.Affiliation))
	r.Set("Said at", saidAt(t))
	r.Set("In questions only", truth(t.PartOfQuestion))
	r.Set("Topics", joined(t.SaidInTopics))
	if t.FilterQuery != "{}" {
		r.Set("Filter", string(t.FilterQuery))
	}
	items := make([]string, len(t.LanguageKeywords))
	for i, k := range t.LanguageKeywords {
		item := text.Item{Parts: []string{string(k.Language)}, Text: joined(k.Keywords)}
		if k.IncludeRelatedForms.True() {
			item.Notes = []string{"related forms"}
		}
		items[i] = item.String()
	}
	r.List("Keywords", items)
	r.Set("Created", text.Time(t.Created.Time))
	r.Set("Created by", d.person(t.CreatorUserID, "").String())
	r.Set("Updated", text.Time(t.Updated.Time))
	r.Set("Updated by", d.person(t.UpdaterUserID, "").String())
	return Entry{Sort: byName(string(t.TrackerName)), Record: r}
}

// saidAt writes where in a call the words count: "Anytime", "First 10 minutes".
func saidAt(t gong.Tracker) string {
	value := text.CleanLine(string(t.SaidAt))
	if !t.SaidAtInterval.Known() {
		return value
	}
	value += " " + string(t.SaidAtInterval)
	if unit := text.CleanLine(string(t.SaidAtUnit)); unit != "" {
		value += " " + unit
	}
	return value
}
