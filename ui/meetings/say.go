package meetings

import (
	"time"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNoRuns           = "Each sync of Gong's meetings is listed here, with what became of every meeting. Turn on Sync Gong Meetings in the settings to begin."
	sayNoMatch          = "No run is like that. Take the filters away to see all of them."
	sayRunsNotRead      = "The execution log could not be read"
	sayRunNotRead       = "The run could not be read"
	sayRunGone          = "This run is not kept any more"
	sayNotBegun         = "The sync could not begin"
	sayLogNotSaved      = "The log could not be written"
	sayNotRevealed      = "The folder could not be shown"
	sayNoLogYet         = "The run has not ended. Its log can be downloaded once it has."
	sayExpired          = "This log has expired: logs are kept for 30 days."
	sayLinesGone        = "Logs are kept for 30 days. What became of each meeting of this run is not known any more; its numbers stay."
	sayNothingRead      = "The run ended before it came to a meeting."
	sayNoLines          = "There was no meeting to look at in this run."
	sayLinesComing      = "What becomes of each meeting is told here while the run goes on."
	sayNoHit            = "No line is like that."
	sayKilled           = "Tamtam ended while this run went on. Whole pages were kept; the next run reads the rest."
	sayNoConflicts      = "Every Gong user stands for one user of the directory, or for none."
	sayConflict         = "Several users of the directory have this address and an equally good license. Until you choose one of them, no meeting of this Gong user is logged."
	saySettingsNotRead  = "The settings could not be read"
	saySettingsNotSaved = "The settings were not saved"
	sayUnsaved          = "The settings were changed and not saved. Saving begins a sync with them."
	sayKeptOff          = "Saved. Sync Gong Meetings is off, so no meeting is synced."
	sayBegun            = "The sync has begun."
	sayFollows          = "A sync goes on. The next one follows it."
	sayTurnOn           = "Meetings are synced now, and from then on every four hours while Tamtam runs. The other settings stay as they are."
	saySlots            = "Every four hours: at 00, 04, 08, 12, 16 and 20 o'clock UTC."
	sayInitiateDirty    = "Save what you changed: that begins a sync with it."
	sayNoCompany        = "There is no company in the directory yet, and meetings become Activities of companies."
	sayImportFirst      = "Import companies, their people and your users first, from tables or from Gong's CRM context; then initiate the sync."
	saySetUp            = "To change these first, go to the Timeline: the sync begins when you save its settings there."
	saySaveToBegin      = "Sync Gong Meetings is turned on here and not saved yet. Choose what is synced, then press Save: that begins the sync."
	sayTypeHint         = "What meetings are logged as. Call and Meeting are recommended: they hold who attended."
	sayCRMHint          = "The one that Gong is connected to. HubSpot is not supported."
	sayDaysHint         = "Later runs read what is new."
	sayDaysWrong        = "Enter a whole number from 0 to 3650."
	sayDomainsHint      = "Your own company's, for people whom Gong does not know."
	sayEnabledHint      = "While it is on, Gong's meetings become Activities in the Timeline every four hours. Activities that are there stay when it is turned off."
	sayNoAccount        = "Connect one, or begin with the sample data."
	sayWhichAccount     = "Choose the account whose meetings are synced."
	sayMatchHint        = "For meetings without a known account or person."
	sayFilters          = "Only meetings that meet these are logged. Company is the meeting's, User its author. Without filters all are logged."
	sayExpressionHint   = "How the filters are joined, such as A AND (B OR C). Without one, all of them must be met."
	sayEnterValue       = "Enter a value."
	sayChooseValue      = "Choose a value."
	sayBothValues       = "Enter both values."
	sayNoOption         = "Nothing to choose from."
	sayNotInDirectory   = "not in the directory"
	sayDry              = "The meetings are read and matched as a sync would do it. No Activity, no user and no line of the log is written."
	sayDryBegun         = "Reading Gong's users and meetings"
	sayDryFailed        = "The dry run did not end"
	sayDryNothing       = "Gong has no meeting in this time."
	sayPrivate          = "Private meeting"
	sayNoTitle          = "Without a title"
)

// verbInitiate begins a run at once.
const verbInitiate = "Initiate Sync"

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

// sayTrigger is what began a run.
func sayTrigger(t timeline.Trigger) string {
	switch t {
	case timeline.ByInitiate:
		return "Initiate Sync"
	case timeline.ByCatchUp:
		return "Catch-up"
	}
	return string(t)
}

// saySlot is the slot of a scheduled run, "" for a person's.
func saySlot(r timeline.Run) string {
	if r.Slot.IsZero() {
		return ""
	}
	return "slot " + r.Slot.UTC().Format("15:04") + " UTC"
}

// sayTime is a time to the minute, as the person's clock shows it.
func sayTime(t time.Time) string { return t.Local().Format("2 Jan 2006, 15:04") }

// exact is a time to the second, as the person's clock shows it; "" for none.
func exact(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return humane.Exact(t.Local())
}

func sayGoing(g timeline.Progress) string {
	if share := g.Share(); share >= 0 {
		return string(timeline.InProgress) + " " + humane.Percent(share)
	}
	return string(timeline.InProgress)
}

// sayHow is how far a run under way is.
func sayHow(g timeline.Progress) string {
	how := sayMeetings(g.Done)
	if g.All > g.Done {
		how = humane.Number(g.Done) + " of " + sayMeetings(g.All)
	}
	if g.Stopping {
		how += " · stopping, whole pages are kept"
	}
	return how
}

// sayAgo is how long ago a run began, and how long it took; "" for what says no more than the date, which stands beside it.
func sayAgo(r timeline.Run, g *timeline.Progress, now time.Time) string {
	took := sayTook(r, g, now)
	if g != nil || now.Sub(r.Started) >= 7*24*time.Hour {
		return took
	}
	return join(humane.Ago(r.Started, now), took)
}

// sayTook is how long a run took, or has gone on; "" when that is not known.
func sayTook(r timeline.Run, g *timeline.Progress, now time.Time) string {
	switch {
	case g != nil:
		return humane.Duration(now.Sub(r.Started)) + " so far"
	case r.Ended.IsZero():
		return ""
	}
	return humane.Duration(r.Ended.Sub(r.Started))
}

func sayRuns(n int) string     { return humane.Count(n, "run", "runs") }
func sayMeetings(n int) string { return humane.Count(n, "meeting", "meetings") }

// sayMessage is what ended a run early.
func sayMessage(r timeline.Run) string {
	if r.Message == timeline.Stopped {
		return "The run was stopped. Whole pages were kept; the next run reads the rest."
	}
	return say.Sentence(r.Message)
}

// sayNext is when the next slot is, in the person's time and in UTC.
func sayNext(s timeline.Settings, last *timeline.Run, now time.Time) string {
	switch {
	case !s.Enabled:
		return "Sync Gong Meetings is off"
	case last == nil:
		return "The first sync is yours: Save or Initiate Sync begins it"
	}
	at := timeline.NextSlot(now)
	return "Next sync at " + at.Local().Format("15:04") + " (" + at.Format("15:04") + " UTC), " + humane.In(at, now)
}

// sayCounts is what became of a run's meetings.
func sayCounts(r timeline.Run) string {
	return humane.Number(r.Success) + " success, " + humane.Number(r.Failed) + " failed, " + humane.Number(r.Skipped) + " skipped"
}

// sayDryDone is what a dry run has found.
func sayDryDone(r timeline.Run) string {
	return "Of the meetings from " + sayTime(r.From) + " on, " + humane.Number(r.Success) + " would be logged, " + humane.Number(r.Failed) +
		" would fail and " + humane.Number(r.Skipped) + " would be skipped. Nothing was written."
}

// sayOffer is what comes of syncing the meetings of an account.
func sayOffer(account string) string {
	return "The meetings of “" + humane.Short(account, 60) + "” become Activities of their companies: now, and from then on every four hours while Tamtam runs."
}

func sayFilterCount(f timeline.Filter) string {
	if len(f.Conditions) == 0 {
		return "None"
	}
	return sayChosen(len(f.Conditions))
}

func sayDays(n int) string { return humane.Count(n, "day", "days") }

func sayChosen(n int) string { return humane.Number(n) + " chosen" }

// sayValue is a value of a dropdown as it is shown.
func sayValue(v string) string {
	if l := timeline.License(v); l == timeline.ViewerAnalytics {
		return l.Label()
	}
	return v
}

// operators are what operators are called, and what they are called of days.
var operators, ofDays = map[timeline.Operator]string{
	timeline.EQ: "is", timeline.NE: "is not", timeline.Contains: "contains", timeline.DoesNotContain: "does not contain", timeline.StartsWith: "starts with",
	timeline.EndsWith: "ends with", timeline.In: "is one of", timeline.NotIn: "is none of", timeline.IsNull: "is empty", timeline.IsNotNull: "is not empty",
	timeline.GT: "is greater than", timeline.GTE: "is at least", timeline.LT: "is less than", timeline.LTE: "is at most", timeline.Between: "is between",
	timeline.Includes: "includes", timeline.Excludes: "excludes",
}, map[timeline.Operator]string{
	timeline.EQ: "is on", timeline.NE: "is not on", timeline.GT: "is after", timeline.GTE: "is on or after", timeline.LT: "is before", timeline.LTE: "is on or before",
}

// sayOperator is what an operator is called of a type of field.
func sayOperator(o timeline.Operator, t timeline.FieldType) string {
	if t == timeline.DateField || t == timeline.TimeField {
		if words := ofDays[o]; words != "" {
			return words
		}
	}
	return operators[o]
}
