package core

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DateLayout is how a day is written everywhere: in files, on the command line and in requests for statistics.
const DateLayout = time.DateOnly

// Day is a calendar day in UTC, held as its midnight. The zero value stands for "no bound".
type Day struct{ t time.Time }

// DayOf returns the UTC day in which t lies.
func DayOf(t time.Time) Day {
	u := t.UTC()
	return Day{time.Date(u.Year(), u.Month(), u.Day(), 0, 0, 0, 0, time.UTC)}
}

// ParseDay reads a day written as 2006-01-02.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(DateLayout, text)
	if err != nil {
		return Day{}, fmt.Errorf("%q is not a date; write it as %s", text, DateLayout)
	}
	return Day{t}, nil
}

// Start is the first instant of the day, in UTC.
func (d Day) Start() time.Time { return d.t }

// Add returns the day n days later (earlier when n is negative). The zero Day stays zero.
func (d Day) Add(n int) Day {
	if d.IsZero() {
		return d
	}
	return Day{d.t.AddDate(0, 0, n)}
}

// IsZero tells whether the day is "no bound".
func (d Day) IsZero() bool { return d.t.IsZero() }

// Before tells whether d is an earlier day than other.
func (d Day) Before(other Day) bool { return d.t.Before(other.t) }

// String writes the day as 2006-01-02, or "" for no bound.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(DateLayout)
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Day{}
		return nil
	}
	var err error
	*d, err = ParseDay(string(b))
	return err
}

// Period is the span of time that a person chose for a dataset: the last so many days, all of time, or two dates.
// The zero value is "all".
type Period struct {
	// Days is the number of days back from today; 0 when the period is not relative.
	Days int `json:"days,omitempty"`
	// From and To are the first and the last day, both included, of a period between dates; zero otherwise.
	From Day `json:"from,omitzero"`
	To   Day `json:"to,omitzero"`
}

// Last is the period of the last n days.
func Last(n int) Period { return Period{Days: n} }

// All is the period without bounds.
func All() Period { return Period{} }

// Between is the period from one day to another, both included.
func Between(from, to Day) Period { return Period{From: from, To: to} }

// ParsePeriod reads "30d" (any number of days), "all", or "2026-01-01..2026-03-31".
func ParsePeriod(text string) (Period, error) {
	if text == "all" {
		return All(), nil
	}
	if from, to, ok := strings.Cut(text, ".."); ok {
		f, err := ParseDay(from)
		if err != nil {
			return Period{}, err
		}
		t, err := ParseDay(to)
		if err != nil {
			return Period{}, err
		}
		if t.Before(f) {
			return Period{}, fmt.Errorf("the period %s ends before it begins", text)
		}
		return Between(f, t), nil
	}
	if number, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(number); err == nil && n > 0 && n <= 36500 {
			return Last(n), nil
		}
	}
	return Period{}, fmt.Errorf("%q is not a period; write 30d, 90d, 365d, all, or FROM..TO as %s..%s", text, DateLayout, DateLayout)
}

// String writes the period as ParsePeriod reads it.
func (p Period) String() string {
	switch {
	case p.Days > 0:
		return fmt.Sprintf("%dd", p.Days)
	case p.From.IsZero() && p.To.IsZero():
		return "all"
	default:
		return p.From.String() + ".." + p.To.String()
	}
}

// Dates is a Period turned into days: what a run asks Gong for. Both days are included; a zero day is no bound.
type Dates struct {
	From Day `json:"from,omitzero"`
	To   Day `json:"to,omitzero"`
}

// On returns the period's dates on the day today. A relative period's first day is today minus its days; "all" has no bounds.
func (p Period) On(today Day) Dates {
	switch {
	case p.Days > 0:
		return Dates{From: today.Add(-p.Days), To: today}
	default:
		return Dates{From: p.From, To: p.To}
	}
}

// All tells whether the dates have no bounds.
func (d Dates) All() bool { return d.From.IsZero() && d.To.IsZero() }

// End is the first instant after the last day: the exclusive bound that Gong's toDateTime takes. Zero when there is none.
func (d Dates) End() time.Time {
	if d.To.IsZero() {
		return time.Time{}
	}
	return d.To.Add(1).Start()
}

// Contains tells whether the instant lies within the dates.
func (d Dates) Contains(t time.Time) bool {
	return (d.From.IsZero() || !t.Before(d.From.Start())) && (d.To.IsZero() || t.Before(d.End()))
}

// String writes the dates as the header of a text file does: "2026-03-10 to 2026-04-09", or "all".
func (d Dates) String() string {
	if d.All() {
		return "all"
	}
	return d.From.String() + " to " + d.To.String()
}
