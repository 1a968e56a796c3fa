package timeline

import (
	"strings"
	"time"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used. What core/timeline says of recordings and trackers is
// shown in its own words: admins search for them.

const (
	sayNoCompany = "Meetings become Activities of companies. Import companies, their people and your users first, from tables or from Gong's CRM " +
		"context; then choose in the settings what is synced."
	sayOff = "No meeting becomes an Activity while it is off. Turn it on in the settings, where you also choose the Activity Type and filters, " +
		"and see beforehand what a sync would do."
	sayNoActivity = "Initiate Sync reads Gong's meetings of the last days and files them under their companies. From then on that is done " +
		"every four hours."
	sayComing         = "Meetings appear here as the sync logs them, page by page."
	sayOffBanner      = "Sync Gong Meetings is off: what is here stays, and nothing new comes."
	sayOffToast       = "Sync Gong Meetings is off. Turn it on in the settings first."
	sayStop           = "Stop; what was logged so far is kept"
	sayNotRead        = "The Timeline could not be read"
	sayRowsNotRead    = "Some Activities could not be read"
	sayNotOpened      = "The Activity could not be opened"
	sayNotKept        = "The change could not be kept"
	sayNotResolved    = "Company and author could not be resolved again"
	sayUnresolved     = "Company and author stay as they were."
	sayAsking         = "Asking Gong for the call…"
	sayPrivate        = "The call is private in Gong now: nothing more of it is kept, and the next sync hides its Activity."
	sayDeleted        = "The Activity is deleted. No sync makes it again."
	sayGone           = "It was deleted, or its call is private in Gong now."
	sayRowGone        = "Gone meanwhile"
	sayReadingRow     = "…"
	sayChoose         = "Choose an Activity to see who attended and what was heard."
	sayNoSuchCompany  = "No company with Activities is called so."
	sayUnknownCompany = "Company not in the directory"
	sayUnknownUser    = "User not in the directory"
	sayNobody         = "Unknown"
	sayNone           = "None"
	sayNotesHint      = "Only you write here: no sync changes it."
	sayEdit           = "What you change is yours from then on: no sync changes it back."
	sayDateHint       = "As 2026-04-09"
	sayTimeHint       = "As 14:30,"
	sayNoSubject      = "A subject is needed."
	sayNoDate         = "Enter a date as 2026-04-09."
	sayNoTime         = "Enter a time as 14:30."
	sayNoMinutes      = "Enter whole minutes, up to ten days."
)

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

// sayFeed says how many Activities a feed has, and how recent they are.
func sayFeed(n int, last timeline.Run, now time.Time) string {
	said := humane.Count(n, "Activity", "Activities")
	if !last.Ended.IsZero() {
		said += " · last sync " + humane.Ago(last.Ended, now) + ", " + string(last.Status)
	}
	return said
}

// sayLastFailed says that the last run failed, with what the log says.
func sayLastFailed(r timeline.Run) string {
	if r.Message == "" {
		return "The last sync failed: " + humane.Count(r.Failed, "meeting", "meetings") + " could not be logged."
	}
	return "The last sync failed: " + say.Sentence(r.Message)
}

// saySyncing names the run that goes on by what began it.
func saySyncing(t timeline.Trigger) string {
	switch t {
	case timeline.BySchedule:
		return "Syncing on schedule"
	case timeline.ByCatchUp:
		return "Catching up"
	case timeline.BySave:
		return "Syncing with the new settings"
	}
	return "Syncing the meetings"
}

// sayProgress is how far a run is: "120 of 10,000 meetings · 12 s so far".
func sayProgress(p timeline.Progress, now time.Time) string {
	how := humane.Count(p.Done, "meeting", "meetings")
	if p.All > p.Done {
		how = humane.Number(p.Done) + " of " + humane.Count(p.All, "meeting", "meetings")
	}
	if p.Stopping {
		return joined(how, "stopping, whole pages are kept")
	}
	return joined(how, humane.Duration(now.Sub(p.Since))+" so far")
}

// sayDay is a day without its year, sayMoment a whole moment, both of a time in the viewer's zone.
func sayDay(t time.Time) string { return t.Format("2 Jan") }

func sayMoment(t time.Time) string { return t.Format("Mon, 2 Jan 2006, 15:04") }

// dayOf tells days apart, in the viewer's zone.
func dayOf(t time.Time) string { return humane.Date(t.Local()) }

// sayMinutes is how long a meeting was, "" when that is not known.
func sayMinutes(minutes int) string {
	if minutes <= 0 {
		return ""
	}
	return humane.Duration(time.Duration(minutes) * time.Minute)
}

// sayMore says how many of the lines that are not shown a press brings.
func sayMore(next, rest int) string {
	if next == rest {
		return "Show " + humane.Number(rest) + " more"
	}
	return "Show " + humane.Number(next) + " of " + humane.Number(rest) + " more"
}

func sayTrackers(n int) string { return humane.Count(n, "tracker", "trackers") }

// sayResolved says what company and author are now.
func sayResolved(company, author string) string {
	return "The company is " + company + ", the author " + author + "."
}

// fieldNames are what people call the fields that can be changed.
var fieldNames = map[string]string{
	timeline.FieldSubject: "subject", timeline.FieldAt: "date", timeline.FieldMinutes: "duration", timeline.FieldInternal: "internal attendees",
	timeline.FieldExternal: "external attendees", timeline.FieldTrackers: "trackers", timeline.FieldRecording: "recording",
}

// sayOverridden says which fields no sync changes any more.
func sayOverridden(fields []string) string {
	var names []string
	for _, f := range fields {
		names = append(names, fieldNames[f])
	}
	return "Changed by you, and left alone by every sync: " + strings.Join(names, ", ") + "."
}

// joined joins what there is by dots.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}
