package datasets

import (
	"fmt"
	"strings"
	"time"

	"tamtam/core/importer"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences on what a dataset lacks.

const (
	sayNothingAwaited = "Every call that the dataset holds has its transcript, or none was imported yet."
	sayNeverChecked   = "A check asks Gong how many records it has of each type and month, and compares them with those that the dataset holds. It changes no file."
	sayNoTranscript   = "No transcript in Gong"
)

// sayAwaited explains the list of calls without a transcript.
func sayAwaited(calls []importer.Awaited) string {
	over := 0
	for _, c := range calls {
		if c.Over {
			over++
		}
	}
	said := ""
	if n := len(calls) - over; n > 0 {
		said = humane.Count(n, "transcript is", "transcripts are") + " awaited: Gong makes them some time after the call. Each sync asks again for those that are due, " +
			"at growing intervals, for 30 days. "
	}
	if over > 0 {
		said += humane.Count(over, "call is", "calls are") + " older, and no transcript is expected any more. A completeness check asks Gong once more."
	}
	return strings.TrimSpace(said)
}

// sayAskedAgain is when a sync asks again for a call's transcript, with the exact local time.
func sayAskedAgain(c importer.Awaited, now time.Time) (words, exact string) {
	switch {
	case c.Over:
		return sayNoTranscript, ""
	case !c.Next.After(now):
		return "At the next sync", humane.Exact(c.Next.Local())
	}
	return "From " + c.Next.In(now.Location()).Format("Mon 2 Jan, 15:04"), humane.Exact(c.Next.Local())
}

// sayMonth is a month of a check: "April 2026", "Before April 2026".
func sayMonth(month string) string {
	written, before := strings.CutPrefix(month, importer.BeforeMonth)
	t, err := time.Parse("2006-01", written)
	switch {
	case err != nil:
		return month
	case before:
		return "Before " + t.Format("January 2006")
	}
	return t.Format("January 2006")
}

// sayDifference is what a line of a check lacks, in two words.
func sayDifference(l checkLine) string {
	switch {
	case l.err != nil:
		return "Not compared"
	case l.uncounted:
		return "Not counted"
	case l.missing > 0 && l.surplus > 0:
		return humane.Number(l.missing) + " missing, " + humane.Number(l.surplus) + " surplus"
	case l.missing > 0:
		return humane.Number(l.missing) + " missing"
	case l.surplus > 0:
		return humane.Number(l.surplus) + " surplus"
	}
	return "Complete"
}

// sayLine explains a line of a check.
func sayLine(l checkLine) string {
	what := title(l.dataType)
	if l.Month != "" {
		what += ", " + sayMonth(l.Month)
	}
	switch {
	case l.err != nil:
		return what + " could not be compared: " + say.Lower(say.Error(l.err, "").Cause)
	case l.uncounted:
		return what + ": " + say.Sentence(l.note)
	}
	said := fmt.Sprintf("%s: Gong has %s, of which this dataset holds %s.", what, humane.Number(l.InGong), humane.Number(l.Held))
	var why []string
	for _, n := range []struct {
		count int
		words string
	}{
		{l.Private, "private"},
		{l.Limited, "beyond the dataset's limit"},
		{l.Awaited, "awaited (no transcript in Gong yet)"},
		{l.Without, "without a transcript in Gong"},
	} {
		if n.count > 0 {
			why = append(why, humane.Number(n.count)+" "+n.words)
		}
	}
	if len(why) > 0 {
		said += " Explained: " + list(why) + "."
	}
	if l.missing > 0 {
		said += " " + humane.Number(l.missing) + " missing without a reason: Mend reads them."
	}
	if l.surplus > 0 {
		said += " " + humane.Number(l.surplus) + " more than Gong has now, deleted there since: Mend settles it."
	}
	if l.note != "" {
		said += " " + say.Sentence(l.note)
	}
	return said
}

// sayFound is what a check found as a whole, and when.
func sayFound(c importer.Check, d differences, now time.Time) (string, kit.Tone) {
	when := " Checked " + humane.Ago(c.At, now) + " with " + humane.Count(c.Requests, "request", "requests") + "."
	failed := ""
	if len(d.failed) > 0 {
		failed = " " + titles(d.failed) + " could not be compared."
	}
	if len(d.mending.Types) == 0 {
		tone := kit.Good
		if failed != "" {
			tone = kit.Warn
		}
		return "Complete: what Gong has is here, or there is a reason why it is not." + failed + when, tone
	}
	var what []string
	if d.missing > 0 {
		what = append(what, humane.Count(d.missing, "record is missing", "records are missing"))
	}
	if d.surplus > 0 {
		what = append(what, humane.Count(d.surplus, "record is gone from Gong", "records are gone from Gong"))
	}
	said := list(what) + ", in " + titles(d.mending.Types) + "."
	if len(d.mending.Months) > 0 {
		said += " Mend reads " + humane.Count(len(d.mending.Months), "month", "months") + " again."
	}
	return said + failed + when, kit.Warn
}

// sayCheckFailed is why there is no newer result than the one below.
func sayCheckFailed(err error) string {
	return say.Error(err, "The latest check did not come to its end").Line() + " Below is the one before."
}

// sayChecking is how far a comparison is.
func sayChecking(c Checking) string {
	switch {
	case c.Stopping:
		return "stopping"
	case c.All > 0:
		return humane.Number(c.Done) + " of about " + humane.Count(c.All, "request", "requests")
	}
	return "asking Gong"
}
