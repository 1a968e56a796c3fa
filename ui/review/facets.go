package review

import (
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/ui/humane"
)

// facet is a line of the filters: the head of a group, a value that can be ticked, or what unfolds the rest of a group.
type facet struct {
	// group is whose line it is; a head has no label.
	group string
	head  bool
	// open and on tell of a head that its group is unfolded and how many of its values are ticked.
	open  bool
	ticks int

	label string
	// calls is how many there would be, -1 when that is not known.
	calls int
	on    bool
	// toggle ticks or unticks; nil for a head and for more.
	toggle func(*query)
	// more unfolds the group's other values, so many.
	more int
	// asks is set for the value that asks for days first.
	asks bool
}

// The groups, in their order.
const (
	groupMine     = "Yours"
	groupPeriod   = "Period"
	groupSide     = "Who took part"
	groupCompany  = "Company"
	groupPeople   = "People"
	groupTracker  = "Tracker"
	groupTopic    = "Topic"
	groupDuration = "Length"
	groupTag      = "Tag"
	groupDataset  = "Dataset"
)

// fewValues is how many values of a group are listed without being asked for.
const fewValues = 8

// lengths are the choices of how long a call was.
var lengths = []struct {
	words string
	review.Length
}{
	{"Up to 15 minutes", review.Length{Longest: 15 * time.Minute}},
	{"15 to 30 minutes", review.Length{Shortest: 15 * time.Minute, Longest: 30 * time.Minute}},
	{"30 to 60 minutes", review.Length{Shortest: 30 * time.Minute, Longest: time.Hour}},
	{"An hour and more", review.Length{Shortest: time.Hour}},
}

// periods are the choices of days that end today.
var periods = []struct {
	words string
	days  int
}{{"Today", 1}, {"The last 7 days", 7}, {"The last 30 days", 30}, {"The last 90 days", 90}, {"The last 365 days", 365}}

// ranges are what is counted for the groups of periods and lengths: the choices in their order, and behind the periods that of the person's own.
func ranges(q query, now time.Time) (all review.Ranges) {
	for _, p := range periods {
		all.Periods = append(all.Periods, lastDays(p.days, now))
	}
	all.Periods = append(all.Periods, review.Period{From: q.Filter.From, To: q.Filter.To})
	for _, l := range lengths {
		all.Lengths = append(all.Lengths, l.Length)
	}
	return all
}

// counted is a number of the ranges, -1 before they were counted.
func counted(calls []int, i int) int {
	if i >= len(calls) {
		return -1
	}
	return calls[i]
}

// folds are what is unfolded: groups, and groups with all their values.
type folds struct{ open, all map[string]bool }

// facets lays out the filters. With words only the values with all of them are left, of every group.
func facets(q query, c review.Choices, names map[core.DatasetID]string, f folds, words string) []facet {
	var all []facet
	fields := strings.Fields(strings.ToLower(words))
	add := func(group string, values []facet) {
		ticks := 0
		for i := range values {
			values[i].group = group
			if values[i].on {
				ticks++
			}
		}
		if len(fields) > 0 {
			values = slices.DeleteFunc(values, func(v facet) bool { return !hasAll(v.label, fields) })
		}
		if len(values) == 0 {
			return
		}
		head := facet{group: group, head: true, ticks: ticks, open: f.open[group] || len(fields) > 0}
		all = append(all, head)
		if !head.open {
			return
		}
		if rest := len(values) - fewValues; rest > 1 && !f.all[group] && len(fields) == 0 {
			all = append(append(all, values[:fewValues]...), facet{group: group, more: rest})
			return
		}
		all = append(all, values...)
	}
	add(groupMine, mine(q, c))
	add(groupPeriod, period(q, c))
	add(groupSide, sides(q, c))
	add(groupCompany, values(c.Companies, q.Filter.Companies, func(f *review.Filter) *[]string { return &f.Companies }))
	add(groupPeople, values(c.People, q.Filter.People, func(f *review.Filter) *[]string { return &f.People }))
	add(groupTracker, values(c.Trackers, q.Filter.Trackers, func(f *review.Filter) *[]string { return &f.Trackers }))
	add(groupTopic, values(c.Topics, q.Filter.Topics, func(f *review.Filter) *[]string { return &f.Topics }))
	add(groupDuration, durations(q, c))
	add(groupTag, values(c.Tags, q.Filter.Tags, func(f *review.Filter) *[]string { return &f.Tags }))
	add(groupDataset, datasets(q, c, names))
	return all
}

func hasAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func mine(q query, c review.Choices) []facet {
	f := q.Filter
	return []facet{
		{label: "Unread", calls: c.Unread, on: f.Unread, toggle: func(q *query) { q.Filter.Unread = !q.Filter.Unread }},
		{label: "Starred", calls: c.Starred, on: f.Starred, toggle: func(q *query) { q.Filter.Starred = !q.Filter.Starred }},
		{label: "With notes", calls: c.Noted, on: f.Noted, toggle: func(q *query) { q.Filter.Noted = !q.Filter.Noted }},
		{label: "Transcript awaited", calls: c.Awaited, on: f.Awaited, toggle: func(q *query) { q.Filter.Awaited = !q.Filter.Awaited }},
	}
}

func period(q query, c review.Choices) []facet {
	var all []facet
	for i, p := range periods {
		all = append(all, facet{label: p.words, calls: counted(c.Periods, i), on: q.Days == p.days, toggle: func(q *query) {
			days := p.days
			if q.Days == days {
				days = 0
			}
			q.Days, q.Filter.From, q.Filter.To = days, time.Time{}, time.Time{}
		}})
	}
	own := facet{label: "From … to …", calls: -1, asks: true, toggle: func(q *query) { q.Filter.From, q.Filter.To = time.Time{}, time.Time{} }}
	if words := sayDays(q.Filter); words != "" {
		own.label, own.on, own.calls = words, true, counted(c.Periods, len(periods))
	}
	return append(all, own)
}

func sides(q query, c review.Choices) []facet {
	side := func(words, side string, calls int) facet {
		return facet{label: words, calls: calls, on: q.Filter.Side == side, toggle: func(q *query) {
			if q.Filter.Side == side {
				q.Filter.Side = ""
			} else {
				q.Filter.Side = side
			}
		}}
	}
	return []facet{side("With people from outside", digest.External, c.External), side("Among ourselves", digest.Internal, c.Internal)}
}

func durations(q query, c review.Choices) []facet {
	is := func(f review.Filter, l review.Length) bool { return f.Shortest == l.Shortest && f.Longest == l.Longest }
	var all []facet
	for i, l := range lengths {
		all = append(all, facet{label: l.words, calls: counted(c.Lengths, i), on: is(q.Filter, l.Length), toggle: func(q *query) {
			if is(q.Filter, l.Length) {
				q.Filter.Shortest, q.Filter.Longest = 0, 0
			} else {
				q.Filter.Shortest, q.Filter.Longest = l.Shortest, l.Longest
			}
		}})
	}
	return all
}

// values are those of a field with several: the ticked ones first, also those that no call has any more.
func values(choices []review.Choice, ticked []string, field func(*review.Filter) *[]string) []facet {
	calls := map[string]int{}
	for _, c := range choices {
		calls[c.Value] = c.Calls
	}
	line := func(value string, on bool) facet {
		return facet{label: value, calls: calls[value], on: on, toggle: func(q *query) {
			list := field(&q.Filter)
			*list = toggled(*list, value)
		}}
	}
	var all []facet
	for _, value := range ticked {
		all = append(all, line(value, true))
	}
	for _, c := range choices {
		if !slices.Contains(ticked, c.Value) {
			all = append(all, line(c.Value, false))
		}
	}
	return all
}

func datasets(q query, c review.Choices, names map[core.DatasetID]string) []facet {
	var all []facet
	for _, d := range c.Datasets {
		id := core.DatasetID(d.Value)
		all = append(all, facet{label: nameOf(names, id), calls: d.Calls, on: slices.Contains(q.Filter.Datasets, id), toggle: func(q *query) {
			q.Filter.Datasets = toggled(q.Filter.Datasets, id)
		}})
	}
	return all
}

// sayDays writes the days that a filter is bound to: "1 Mar 2026 to 8 Apr 2026", "since 1 Mar 2026", "until 8 Apr 2026"; "" for none.
func sayDays(f review.Filter) string {
	from, to := humane.Date(f.From), humane.Date(f.To.Add(-time.Second))
	switch {
	case f.From.IsZero() && f.To.IsZero():
		return ""
	case f.To.IsZero():
		return "Since " + from
	case f.From.IsZero():
		return "Until " + to
	case from == to:
		return from
	}
	return from + " to " + to
}

func nameOf(names map[core.DatasetID]string, id core.DatasetID) string {
	if name := names[id]; name != "" {
		return name
	}
	return "A dataset that is gone"
}
