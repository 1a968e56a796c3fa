package review

import (
	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
)

// chip is a filter that is in force, and how to take it away.
type chip struct {
	words  string
	remove func(*query)
}

// chipsOf are the filters in force, but for the words, which stand in their own field.
func chipsOf(q query, names map[core.DatasetID]string) []chip {
	var all []chip
	add := func(on bool, words string, remove func(*query)) {
		if on {
			all = append(all, chip{words, remove})
		}
	}
	f := q.Filter
	add(f.Unread, "Unread", func(q *query) { q.Filter.Unread = false })
	add(f.Starred, "Starred", func(q *query) { q.Filter.Starred = false })
	add(f.Noted, "With notes", func(q *query) { q.Filter.Noted = false })
	add(f.Awaited, "Transcript awaited", func(q *query) { q.Filter.Awaited = false })
	for _, p := range periods {
		add(q.Days == p.days, p.words, func(q *query) { q.Days = 0 })
	}
	days := sayDays(f)
	add(days != "", days, func(q *query) { q.Filter.From, q.Filter.To = review.Filter{}.From, review.Filter{}.To })
	add(f.Side == digest.External, "With people from outside", func(q *query) { q.Filter.Side = "" })
	add(f.Side == digest.Internal, "Among ourselves", func(q *query) { q.Filter.Side = "" })
	for _, l := range lengths {
		on := f.Shortest+f.Longest > 0 && f.Shortest == l.Shortest && f.Longest == l.Longest
		add(on, l.words, func(q *query) { q.Filter.Shortest, q.Filter.Longest = 0, 0 })
	}
	for _, field := range []struct {
		before string
		list   func(*review.Filter) *[]string
	}{
		{"", func(f *review.Filter) *[]string { return &f.Companies }},
		{"", func(f *review.Filter) *[]string { return &f.People }},
		{"Tracker: ", func(f *review.Filter) *[]string { return &f.Trackers }},
		{"Topic: ", func(f *review.Filter) *[]string { return &f.Topics }},
		{"#", func(f *review.Filter) *[]string { return &f.Tags }},
	} {
		for _, value := range *field.list(&f) {
			add(true, field.before+value, func(q *query) {
				list := field.list(&q.Filter)
				*list = toggled(*list, value)
			})
		}
	}
	for _, id := range f.Datasets {
		add(true, nameOf(names, id), func(q *query) { q.Filter.Datasets = toggled(q.Filter.Datasets, id) })
	}
	return all
}
