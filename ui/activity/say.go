package activity

import (
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNoRuns        = "Every import and every sync is listed here, with what it changed and what it cost."
	sayNoRunsOf      = "Once this dataset is imported, each of its runs is listed here, with what it changed and what it cost."
	sayNoMatch       = "No run is like that. Take the filters away to see all of them."
	sayReading       = "Reading the older runs…"
	sayInterrupted   = "Tamtam ended while this run went on. Whole pages were kept; the next run goes on there, or begins anew."
	sayListsGone     = "The list of changed records is not kept any more: there is room for those of the latest runs only."
	sayNoHit         = "No changed record is called so."
	sayNoName        = "Without a name"
	sayNotSaved      = "The list could not be written"
	sayNotRead       = "The runs could not be read"
	sayRunNotRead    = "The run could not be read"
	sayRunGone       = "This run is not kept any more"
	sayRoom          = "There is room for a dataset's latest runs only, and a dataset that is deleted takes its runs along."
	sayNoTypes       = "The run ended before any data type was begun."
	sayNotKnown      = "What became of each data type was not kept, since the run did not end."
	sayUnknown       = "Not known"
	sayTypesComing   = "What becomes of each type is told here while the run goes on."
	sayTimeline      = "Timeline"
	sayMeetings      = "Meetings"
	sayChangesUnread = "The list of changed records could not be read"
)

func title(t core.DataType) string {
	if title := datatype.Of(t).Title; title != "" {
		return title
	}
	return string(t)
}

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

// sayKind is what a run was for.
func sayKind(k store.RunKind) string {
	switch k {
	case store.RunImport:
		return "Import"
	case store.RunSync:
		return "Sync"
	case store.RunEverything:
		return "Re-read"
	case store.RunMend:
		return "Mending"
	}
	return "Run"
}

// sayTrigger is who began a run: "by you", "caught up, 3 missed".
func sayTrigger(r store.RunReport) string {
	switch r.Trigger {
	case store.BySchedule:
		return "on schedule"
	case store.CatchUp:
		return "caught up" + sayMissed(r.Missed)
	}
	return "by you"
}

func sayMissed(n int) string {
	if n == 0 {
		return ""
	}
	return ", " + humane.Number(n) + " missed"
}

// sayPlanned is when the schedule wanted a run, "" for a person's.
func sayPlanned(r store.RunReport) string {
	if r.Slot.IsZero() {
		return ""
	}
	return "planned for " + r.Slot.Local().Format("2 Jan, 15:04")
}

// sayTime is a time to the minute, as the person's clock shows it.
func sayTime(t time.Time) string { return t.Local().Format("2 Jan 2006, 15:04") }

func sayGoing(g Going) string { return "Running " + humane.Percent(g.Snapshot.Share()) }

func sayPartly(types int) string  { return "Partly failed: " + humane.Count(types, "type", "types") }
func saySkipped(types int) string { return humane.Count(types, "type", "types") + " skipped" }

func sayRecords(n int) string  { return humane.Count(n, "record", "records") }
func sayRequests(n int) string { return humane.Count(n, "request", "requests") }
func sayRuns(n int) string     { return humane.Count(n, "run", "runs") }

// sayTook is how long a run took, or has gone on; "" when that is not known.
func sayTook(r store.RunReport, going bool, now time.Time) string {
	switch {
	case going:
		return humane.Duration(now.Sub(r.Begun)) + " so far"
	case r.Ended.IsZero():
		return ""
	}
	return humane.Duration(r.Ended.Sub(r.Begun))
}

// sayChanges is what a run changed: "3 new" and "1 changed, 0 gone"; "Nothing changed" and "".
func sayChanges(c store.Changes) (added, others string) {
	if (c == store.Changes{}) {
		return "Nothing changed", ""
	}
	return humane.Number(c.Added) + " new", humane.Number(c.Changed) + " changed, " + humane.Number(c.Removed) + " gone"
}

// sayLogged is what became of the meetings: "214 logged" and "6 failed, 12 skipped".
func sayLogged(r timeline.Run) (logged, others string) {
	return humane.Number(r.Success) + " logged", humane.Number(r.Failed) + " failed, " + humane.Number(r.Skipped) + " skipped"
}

func sayOp(o store.ChangeOp) string {
	switch o {
	case store.Added:
		return "New"
	case store.Changed:
		return "Changed"
	case store.Removed:
		return "Gone"
	case store.Marked:
		return "Deleted in Gong, kept"
	}
	return string(o)
}

// sayOutcome is what became of a type.
func sayOutcome(t store.TypeReport) string {
	switch importer.Outcome(t.Outcome) {
	case importer.Done:
		return sayRecords(t.Records) + " · " + humane.Size(t.Bytes)
	case importer.Skipped:
		return "Skipped: " + say.Lower(sayWhy(t))
	case importer.Failed:
		return "Failed: " + say.Lower(sayWhy(t))
	case importer.Canceled:
		return "Cancelled, whole pages are kept"
	case finished:
		return "Finished before the program ended"
	}
	return "Not reached"
}

// sayWhy is why a type is not done, or what its file lacks; "" when there is nothing to say. A failure's kind says it best; its text is only
// for Details.
func sayWhy(t store.TypeReport) string {
	switch {
	case t.Failure != nil && t.Failure.Kind != core.Canceled:
		return say.Error(t.Failure.Err(), "").Cause
	case t.Reason != "":
		return say.Sentence(t.Reason)
	case t.Outcome == string(importer.Failed), t.Outcome == string(importer.Skipped):
		return "The reason is not known."
	}
	return ""
}

// sayProgress is where a type stands within a run under way.
func sayProgress(p importer.TypeProgress) string {
	switch {
	case p.State == importer.Queued:
		return "Queued"
	case p.State == importer.Writing:
		return "Writing " + sayRecords(p.Records)
	case p.State == importer.Ended:
		return "Ended"
	case p.Total > 0:
		return "Fetching " + humane.Number(p.Records) + " of " + humane.Number(p.Total)
	}
	return "Fetching " + humane.Number(p.Records)
}

// sayHow is how far a run under way is: "23 of about 40 requests · 12 s left".
func sayHow(g Going) string {
	s := g.Snapshot
	how := sayRequests(s.Requests)
	if s.Expected > 0 {
		how = humane.Number(s.Requests) + " of about " + sayRequests(max(s.Expected, s.Requests))
	}
	switch {
	case g.Stopping:
		how += " · stopping, whole pages are kept"
	case s.Left > 0:
		how += " · " + humane.Left(s.Left)
	}
	return how
}

// sayTitle names a run: "Sync of “Renewals Q2”".
func sayTitle(r store.RunReport, name string) string {
	if name == "" {
		return sayKind(r.Kind)
	}
	return sayKind(r.Kind) + " of “" + name + "”"
}

func sayDetailsOf(t store.TypeReport) (headline, body, details string) {
	switch {
	case t.Failure != nil:
		p := say.Error(t.Failure.Err(), title(t.Type)+" could not be imported")
		return p.Headline, p.Body(), p.Details
	case t.Outcome == string(importer.Done):
		return title(t.Type) + " lacks something.", sayWhy(t), ""
	}
	return title(t.Type) + " was not imported.", sayWhy(t), ""
}
