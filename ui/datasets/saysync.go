package datasets

import (
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/ui/humane"
	"tamtam/ui/say"
)

// The sentences on how a dataset keeps itself current.

const (
	saySyncOff     = "Off"
	sayOffHint     = "Nothing is asked by itself. Refresh now brings the dataset up to date whenever you like."
	sayCatchUp     = "A sync that was missed, because Tamtam was closed or the computer slept, is made up for once, as soon as it can be."
	sayNoSyncTypes = "Tick a type, or turn the sync off."
	sayNoTypesYet  = "Add data types first: then you can choose among them here."
	sayKeepHint    = "Records that are gone from Gong stay in the files and are marked as deleted."
	sayMirrorHint  = "The current files are also kept as .txt files in this folder, for other programs."
	sayMirrorWhole = "Enter the whole path of a folder, or choose one."
)

// rhythm is how often a dataset can be synced, with the form's word for it.
type rhythm struct {
	every core.Rhythm
	words string
}

// rhythms are the choices of the form in its order.
var rhythms = []rhythm{
	{core.Never, saySyncOff}, {core.Hourly, "Hourly"}, {core.EveryFourHours, "Every 4 hours"}, {core.Daily, "Daily"}, {core.Weekly, "Weekly"},
}

// sayRhythm is how often a dataset is synced: "Every day at 06:30".
func sayRhythm(s core.Sync) string {
	switch s.Every {
	case core.Hourly:
		return "Every hour"
	case core.EveryFourHours:
		return "Every 4 hours"
	case core.Daily:
		return "Every day at " + s.At.String()
	case core.Weekly:
		return "Every " + s.On.String() + " at " + s.At.String()
	}
	return "Sync is off"
}

// saySync says what a choice means and costs: "Every day at 06:30, next on Fri 27 Nov; about 12 requests each." each is what one sync is
// expected to ask of Gong, 0 while nobody knows.
func saySync(s core.Sync, next, now time.Time, each int) string {
	if s.Every == core.Never {
		return sayOffHint
	}
	meaning := sayRhythm(s)
	if !next.IsZero() {
		meaning += ", next " + sayWhen(s.Every, next, now)
	}
	if each > 0 {
		meaning += "; about " + humane.Count(each, "request", "requests") + " each"
	}
	return meaning + "." + sayDaily(s.Every, each) + " " + sayCatchUp
}

// sayWhen is the next slot: its day where the time is said already, else its time.
func sayWhen(every core.Rhythm, next, now time.Time) string {
	next = next.In(now.Location())
	if every == core.Daily || every == core.Weekly {
		return "on " + next.Format("Mon 2 Jan")
	}
	return "at " + next.Format("15:04")
}

// sayDaily adds up the requests of syncs that come more than once a day, and warns of what Gong does not let.
func sayDaily(every core.Rhythm, each int) string {
	times := map[core.Rhythm]int{core.Hourly: 24, core.EveryFourHours: 6}[every]
	day := each * max(1, times)
	switch {
	case day > dailyRequests:
		return fmt.Sprintf(" That is more than Gong's %s a day: what does not fit goes on the next day.", humane.Number(dailyRequests))
	case times > 0 && each > 0:
		return fmt.Sprintf(" That is %s of Gong's %s a day.", humane.Number(day), humane.Number(dailyRequests))
	}
	return ""
}

// sayMirrorBehind is why a mirror folder is not up to date.
func sayMirrorBehind(err error) string {
	return say.Error(err, "The mirror folder is not up to date").Line()
}

// sayDue is when a dataset is synced next, for a row of small print: "Next sync in 2 h".
func sayDue(e Entry, now time.Time) string {
	switch {
	case e.filesOnly():
		return sayNothingSync
	case e.Dataset.Sync.Every == core.Never:
		return "Sync off"
	case e.Due.IsZero():
		return sayRhythm(e.Dataset.Sync)
	case e.Connection.ID == "":
		return "Sync waits for a connection"
	case e.Due.After(now):
		return "Next sync " + humane.In(e.Due, now)
	}
	return "Due " + humane.Ago(e.Due, now)
}

// sayForecast is what a run is expected to cost: "about 213 requests, 90 s"; "" while nobody knows.
func sayForecast(f Forecast) string {
	if f.Requests == 0 {
		return ""
	}
	return "about " + humane.Count(f.Requests, "request", "requests") + ", " + humane.Duration(f.Time)
}

// sayExceeds explains a run that the day's requests do not suffice for.
func sayExceeds(f Forecast) string {
	needs := "This needs about " + humane.Count(f.Requests, "request", "requests") + "; Gong allows " + humane.Number(dailyRequests) + " a day"
	if f.Left < dailyRequests {
		needs += ", of which " + humane.Number(f.Left) + " are left today"
	}
	return needs + ". What does not fit goes on tomorrow after 00:00 UTC by itself, and what is here stays readable meanwhile."
}

// sayEverything says what it means to read a dataset again as a whole.
func sayEverything(f Forecast) string {
	what := "All that this dataset asks for is read from Gong once more and compared"
	if cost := sayForecast(f); cost != "" {
		what += ": " + cost
	}
	what += ". Nothing is lost: what is here stays readable, and each file changes once it was read to its end."
	if f.exceeds() {
		what += " " + sayExceeds(f)
	}
	return what
}

// sayKeeping is how a dataset keeps itself current, in a line: "Every day at 06:30 · next sync in 18 h · a refresh takes about 12 requests, 5 s".
func sayKeeping(e Entry, k keeping, now time.Time) string {
	if e.filesOnly() {
		return sayReadByItself
	}
	said := sayRhythm(e.Dataset.Sync)
	if e.Dataset.Sync.Every != core.Never && !e.Due.IsZero() {
		said += " · " + strings.ToLower(sayDue(e, now))
	}
	if cost := sayForecast(k.forecast); cost != "" && len(e.Files) > 0 {
		said += " · a refresh takes " + cost
	}
	if k.check != nil {
		said += " · checked " + humane.Ago(k.check.At, now)
	}
	return said
}

// sayHeld is how many of the calls have their transcript: "97 of 100 calls; 3 awaited".
func sayHeld(held int, e Entry) string {
	said := humane.Number(held) + " of " + humane.Count(held+e.Awaited+e.Without, "call", "calls")
	if e.Awaited > 0 {
		said += "; " + humane.Number(e.Awaited) + " awaited"
	}
	if e.Without > 0 {
		said += "; " + humane.Number(e.Without) + " without"
	}
	return said
}
