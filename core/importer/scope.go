package importer

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Gong tells nobody what changed or was deleted, so a run that reads what is new reads what came lately once more.
const (
	// trailing is how far a run goes back behind the beginning of the run before: time in which calls are processed, edited and uploaded.
	trailing = 7 * 24 * time.Hour
	// deeply is how far it goes back behind the last run that went back so far, once in about a week (deepGap).
	deeply  = 30 * 24 * time.Hour
	deepGap = 6*24*time.Hour + 12*time.Hour
)

// span is a stretch of time: From is in it, To is not. Zero is no bound.
type span struct {
	From, To time.Time
}

func (s span) contains(t time.Time) bool {
	return !t.Before(s.From) && (s.To.IsZero() || t.Before(s.To))
}

// extent is how much of the dataset a run reads.
type extent struct {
	Mode   Mode
	Months []string
	// Spans are where calls are read, in order; nil for all of the dataset's dates.
	Spans []span
	// Narrow are the Spans if nothing that was not permitted before is permitted now; Narrowed tells that this is so.
	Narrow   []span
	Narrowed bool `json:",omitempty"`
	// Reviews and Stats are the first days of which reviews and statistics are read; zero for all.
	Reviews, Stats core.Day
	// NarrowStats and NarrowedStats are to Stats as Narrow and Narrowed are to Spans.
	NarrowStats   core.Day
	NarrowedStats bool `json:",omitempty"`
}

// extentOf says how much of the types a run reads that begins now.
func extentOf(d store.Dataset, files []store.File, types []core.DataType, o Options, dates core.Dates, begun time.Time) extent {
	e := extent{Mode: o.Mode, Months: o.Months}
	if o.Mode == Everything || d.Limit > 0 {
		e.Mode = Everything // which calls a limit leaves in is known only from the end of the period
		return e
	}
	since := func(of func(core.DataType) bool, lacking bool) (earliest time.Time) {
		for _, t := range types {
			if !of(t) {
				continue
			}
			from := sinceOf(fileOf(files, t), begun, lacking)
			if from.IsZero() {
				return from
			}
			if earliest.IsZero() || from.Before(earliest) {
				earliest = from
			}
		}
		return earliest
	}
	if o.Mode == Mend {
		if !since(core.DataType.FromCalls, true).IsZero() {
			e.Spans = monthSpans(o.Months, dates)
			e.Narrow = e.Spans
		}
		return e
	}
	calls := since(core.DataType.FromCalls, false)
	e.Spans = within(calls, dates)
	e.Narrow = within(since(core.DataType.FromCalls, true), dates)
	is := func(one core.DataType) func(core.DataType) bool {
		return func(t core.DataType) bool { return t == one }
	}
	reviews := since(is(core.AnsweredScorecards), false)
	if slices.Contains(types, core.Calls) && calls.Before(reviews) {
		reviews = calls // reviews show the titles of calls
	}
	e.Reviews = dayOf(reviews)
	if !dates.From.IsZero() { // else the statistics' first day moves with today
		// Their days are those of the company's time zone, where it may be the day before still.
		e.Stats = dayOf(since(is(core.UserStats), false)).Add(-1)
		e.NarrowStats = dayOf(since(is(core.UserStats), true)).Add(-1)
	}
	return e
}

func dayOf(t time.Time) core.Day {
	if t.IsZero() {
		return core.Day{}
	}
	return core.DayOf(t)
}

func fileOf(files []store.File, t core.DataType) store.File {
	if n := slices.IndexFunc(files, func(f store.File) bool { return f.Type == t }); n >= 0 {
		return files[n]
	}
	return store.File{}
}

// sinceOf is from when on a file is read again; zero for all of it. What was completed in a future is not believed: the clock was wrong.
func sinceOf(f store.File, begun time.Time, lacking bool) time.Time {
	if f.Through.IsZero() || f.Deep.IsZero() || f.Through.After(begun.Add(time.Hour)) || f.Lacks != "" && !lacking {
		return time.Time{}
	}
	since := f.Through.Add(-trailing)
	if begun.Sub(f.Deep) >= deepGap {
		since = f.Deep.Add(-deeply)
	}
	return since
}

// within is the part of the dates from since on: nil for all of them, and an empty list where nothing is left.
func within(since time.Time, dates core.Dates) []span {
	if since.IsZero() {
		return nil
	}
	s := span{since, dates.End()}
	if !dates.From.IsZero() && s.From.Before(dates.From.Start()) {
		s.From = dates.From.Start()
	}
	if !s.To.IsZero() && !s.From.Before(s.To) {
		return []span{}
	}
	return []span{s}
}

// BeforeMonth stands before a month to mean all time until then.
const BeforeMonth = "before "

// monthSpans are the months' parts of the dates, in order, those that follow each other as one.
func monthSpans(months []string, dates core.Dates) []span {
	spans, months := []span{}, slices.Clone(months)
	slices.SortFunc(months, func(a, b string) int {
		byMonth := cmp.Compare(strings.TrimPrefix(a, BeforeMonth), strings.TrimPrefix(b, BeforeMonth))
		return cmp.Or(byMonth, cmp.Compare(len(b), len(a))) // what lies before a month comes before it
	})
	for _, m := range slices.Compact(months) {
		name, before := strings.CutPrefix(m, BeforeMonth)
		start, err := time.Parse("2006-01", name)
		if err != nil {
			continue
		}
		s := span{start, start.AddDate(0, 1, 0)}
		if before {
			s, spans = span{To: start}, spans[:0] // those until here are in it
		}
		if from := dates.From.Start(); !dates.From.IsZero() && s.From.Before(from) {
			s.From = from
		}
		if end := dates.End(); !end.IsZero() && end.Before(s.To) {
			s.To = end
		}
		switch n := len(spans); {
		case !s.From.Before(s.To):
		case n > 0 && spans[n-1].To.Equal(s.From):
			spans[n-1].To = s.To
		default:
			spans = append(spans, s)
		}
	}
	return spans
}

// covers tells whether a run of the first extent reads at least what one of the second asks for.
func (e extent) covers(other extent) bool {
	return e.Mode == other.Mode && slices.Equal(e.Months, other.Months) || e.Mode == Everything && other.Mode == Recent
}

// calls are where calls are read; nil for all of the dataset's dates.
func (e *extent) calls() []span {
	if e.Narrowed {
		return e.Narrow
	}
	return e.Spans
}

// stats is the first day of which statistics are read; zero for all.
func (e *extent) stats() core.Day {
	if e.NarrowedStats {
		return e.NarrowStats
	}
	return e.Stats
}

// whole tells whether all calls of the dates are read.
func (e *extent) whole() bool { return e.calls() == nil }

// reads tells whether calls that began at the time are read.
func (e *extent) reads(started time.Time) bool {
	return e.whole() || slices.ContainsFunc(e.calls(), func(s span) bool { return s.contains(started) })
}

// through is what a run that began then may note of a file that it completed: up to when, and up to when deeply, it has been read. What
// reaches back to the first of the dates is deep, however short they are.
func (e *extent) through(t core.DataType, f store.File, dates core.Dates, begun time.Time) (through, deep time.Time) {
	since := time.Time{}
	switch {
	case t.FromCalls() && !e.whole() && len(e.calls()) == 0:
		since = begun // all of the dates lie further back
	case t.FromCalls() && !e.whole():
		since = e.calls()[0].From
	case t == core.AnsweredScorecards:
		since = e.Reviews.Start()
	case t == core.UserStats:
		since = e.stats().Start()
	}
	switch {
	case e.Mode == Mend && !e.whole():
		return time.Time{}, time.Time{}
	case since.IsZero() || !since.After(f.Deep.Add(-deeply)) || !since.After(dates.From.Start()):
		return begun, begun
	}
	return begun, time.Time{}
}
