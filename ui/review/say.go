package review

import (
	"strings"
	"time"

	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNoCalls         = "Import calls and transcripts into a dataset, or open files that were exported before. Then everything here works without a network."
	sayNoMatch         = "No call is like that. Take a filter away to see more."
	sayListedSoon      = "They are listed as soon as what lists show of them is made. Nothing is lost."
	sayNotRead         = "The calls could not be read"
	sayUntitled        = "Call without a title"
	sayNotKept         = "It could not be kept"
	sayNotOpened       = "The call could not be opened"
	sayCallGone        = "This call is gone"
	sayGone            = "No dataset holds it any more. What you made of it is kept, and comes back with it."
	sayChoose          = "Choose a call on the left to read it. Up and Down move in the list, Enter goes on in the transcript."
	sayAwaited         = "Gong has not made the transcript yet. A sync brings it as soon as Gong has it."
	sayNoTurns         = "No dataset holds the transcript of this call. Add Transcripts to the data types of its dataset, and sync it."
	sayNoCompanyCalls  = "No call of your datasets is with this company, or is any more."
	sayQuotesNotRead   = "The quotes could not be read"
	sayNoQuotes        = "Press Q while you read: the passage that is selected, or the turn at the top, comes here with all that a citation needs."
	sayNotWritten      = "The quotes could not be written"
	sayNotExported     = "The calls could not be exported"
	sayListTitle       = "Calls"
	sayNotSaid         = "The transcript has changed, and no longer says this."
	sayCited           = "Copied with who said it, where and when."
	sayNotQuoted       = "The passage could not be quoted"
	sayNothingKnown    = "Nothing more is known of this call. Add Calls to the data types of its dataset to see attendees, topics and trackers."
	sayNoNotes         = "No notes yet. Press N in the transcript to write one to what is selected, or the button above for one to the whole call."
	sayNoHighlights    = "No highlights yet. Select a passage and press H."
	sayOrphans         = "The transcript has changed, and says these no more. They are kept as they were."
	sayNoTag           = "Write a tag of one to 64 letters, without quotation marks."
	sayTagsNotRead     = "The tags could not be read"
	sayNoTags          = "Press “Add a tag” beside a transcript, under Yours, to give a call its first one."
	sayNotesNotWritten = "The notes could not be written"
	sayNotImported     = "The notes could not be imported"
	sayNoDay           = "Write a day such as 2026-03-01."
	sayEndsFirst       = "The last day is before the first."
	sayActivityNotRead = "The Timeline could not be read."
	sayLostCompany     = "Company not in the directory"
)

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

func sayTitle(title string) string {
	if title == "" {
		return sayUntitled
	}
	return title
}

func sayCalls(n int) string { return humane.Count(n, "call", "calls") }

// sayCount says how many calls are left of all: "214 of 10,000 calls".
func sayCount(shown, all int) string {
	if shown == all {
		return sayCalls(all)
	}
	return humane.Number(shown) + " of " + sayCalls(all)
}

// sayUnlisted says that the calls of some files are missing in the list; share is how much of what it needs is made, negative when unknown.
func sayUnlisted(files int, share float64, making bool) string {
	whose := "The calls of " + humane.Count(files, "file", "files") + " are not listed yet"
	switch {
	case !making:
		return whose + ". What lists show of them is made in the background, after a sync and when Tamtam starts."
	case share < 0:
		return whose + ": what lists show of them is being made."
	}
	return whose + ": what lists show of them is being made, " + humane.Percent(share) + " of it is done."
}

func sayNumber(n int) string { return humane.Number(n) }

func sayQuotes(n int) string { return humane.Count(n, "quote", "quotes") }

// sayQuoteDamaged says, in place of what a damaged quote says, what is left of it, and in place of its source what to do.
func sayQuoteDamaged(q marks.Quote) (left, next string) {
	if q.Raw == "" {
		return "Nothing of this quote is left.", "The database lost it. Remove it, and collect the passage again."
	}
	return humane.Short(oneLine(strings.ToValidUTF8(q.Raw, "\ufffd")), 400), "The database holds this much of it. Copy what you need, then remove it."
}

// sayLeftOut says how many quotes were left out because they are damaged; "" for none.
func sayLeftOut(n int) string {
	if n == 0 {
		return ""
	}
	return " Left out: " + humane.Count(n, "damaged quote", "damaged quotes") + "."
}

func sayRenames(calls int) string { return "It is renamed in " + sayCalls(calls) + "." }

func sayMerges(into, tag marks.TagCount) string {
	return "There is a tag “" + into.Tag + "” already, of " + sayCalls(into.Calls) + ". “" + tag.Tag + "” (" + sayCalls(tag.Calls) +
		") becomes one with it, and the two cannot be told apart again."
}

func sayDeletes(calls int) string {
	return "It is taken out of " + sayCalls(calls) + ". The calls, their notes and highlights stay."
}

// sayImported says what an import brought.
func sayImported(i Imported) string {
	if i == (Imported{}) {
		return "All of it was here already."
	}
	return "New or changed: the marks of " + sayCalls(i.Calls) + ", " + sayQuotes(i.Quotes) + ", " +
		humane.Count(i.Searches, "saved search", "saved searches") + "."
}

func sayJump(what string) string { return "Go to the next “" + what + "”" }

func sayMore(n int) string { return "Show " + humane.Number(n) + " more" }

// sayAbout is a call's second line: "8 Apr · 45 min · Acme Inc".
func sayAbout(c *review.Call, now time.Time) string {
	return joined(sayDay(c.Started, now), sayLength(c.Duration), first(c.Companies))
}

// sayDay is a day as short as it is clear: "14:30" today, "8 Apr" this year, "8 Apr 2025"; "" when it is not known.
func sayDay(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t, now = t.Local(), now.Local()
	switch {
	case humane.Date(t) == humane.Date(now):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return humane.Date(t)
}

// sayLength is how long a call was, "" when that is not known.
func sayLength(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return humane.Duration(d)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
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

// sayTrend says how often a tracker was heard in the month in which it was heard most: "12 in all, most in Mar 2026: 5".
func sayTrend(t review.Trend, first time.Time) string {
	most := 0
	for i, n := range t.Counts {
		if n > t.Counts[most] {
			most = i
		}
	}
	if t.Total == 0 || len(t.Counts) == 0 {
		return ""
	}
	return humane.Number(t.Total) + " in all, most in " + sayMonth(first, most) + ": " + humane.Number(t.Counts[most])
}

// sayMonth is the month so many months after that of first: "Apr 2026".
func sayMonth(first time.Time, after int) string {
	return time.Date(first.Year(), first.Month()+time.Month(after), 1, 0, 0, 0, 0, time.UTC).Format("Jan 2006")
}

// sayMonths are the first and the last of so many months, once if they are the same.
func sayMonths(first time.Time, months int) (from, to string) {
	if months > 1 {
		to = sayMonth(first, months-1)
	}
	return sayMonth(first, 0), to
}
