package review

import (
	"strings"
	"time"

	"tamtam/core/review"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayNoCalls   = "Import calls and transcripts into a dataset, or open files that were exported before. Then everything here works without a network."
	sayNoMatch   = "No call is like that. Take a filter away to see more."
	sayNotRead   = "The calls could not be read"
	sayUntitled  = "Call without a title"
	sayNoDay     = "Write a day such as 2026-03-01."
	sayEndsFirst = "The last day is before the first."
)

func trouble(err error, happened string) kit.Trouble {
	p := say.Error(err, happened)
	return kit.Trouble{What: p.Headline, Cause: p.Cause, Next: p.Next, Details: p.Details}
}

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
