package review

import (
	"math/bits"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
)

// field is one of a filter's, as a bit of those that a call fails.
type field uint16

const (
	wordsField field = 1 << iota
	periodField
	peopleField
	companiesField
	trackersField
	topicsField
	sideField
	lengthField
	datasetsField
	tagsField
	starredField
	notedField
	unreadField
	awaitedField
)

// question is a filter in the catalogue's numbers.
type question struct {
	Filter
	words                               []string
	people, companies, trackers, topics []bool
	tags                                map[string]bool
	side                                bool // true for external
	personal                            bool // asks what a person made of a call
}

func (f *facets) question(filter Filter) question {
	q := question{
		Filter: filter, words: strings.Fields(index.Fold(filter.Words)), side: filter.Side == digest.External,
		people: f.people.wanted(filter.People), companies: f.companies.wanted(filter.Companies),
		trackers: f.trackers.wanted(filter.Trackers), topics: f.topics.wanted(filter.Topics),
		personal: len(filter.Tags) > 0 || filter.Starred || filter.Noted || filter.Unread,
	}
	if len(filter.Tags) > 0 {
		q.tags = make(map[string]bool, len(filter.Tags))
		for _, tag := range filter.Tags {
			q.tags[index.Fold(tag)] = true
		}
	}
	return q
}

// fails tells which fields of the question a call does not pass. It stops when there are more than few of them.
func (q *question) fails(c *Call, f *features, p *Personal, few int) (failed field) {
	for _, one := range [...]struct {
		field
		passes bool
	}{
		{periodField, Period{q.From, q.To}.holds(c)},
		{lengthField, Length{q.Shortest, q.Longest}.holds(c)},
		{sideField, q.Side == "" || f.external == q.side},
		{starredField, !q.Starred || p.Starred},
		{notedField, !q.Noted || p.Noted},
		{unreadField, !q.Unread || !p.Read},
		{awaitedField, !q.Awaited || c.Awaited},
	} {
		if !one.passes {
			failed |= one.field
		}
	}
	for _, one := range [...]struct {
		field
		passes func() bool
	}{
		{peopleField, func() bool { return anyOf(q.people, f.people) }},
		{companiesField, func() bool { return anyOf(q.companies, f.companies) }},
		{trackersField, func() bool { return anyOf(q.trackers, f.trackers) }},
		{topicsField, func() bool { return anyOf(q.topics, f.topics) }},
		{datasetsField, func() bool { return q.held(c) }},
		{tagsField, func() bool { return q.tagged(p) }},
		{wordsField, func() bool { return q.says(f) }},
	} {
		if bits.OnesCount16(uint16(failed)) > few {
			return failed
		}
		if !one.passes() {
			failed |= one.field
		}
	}
	return failed
}

// holds tells whether a call began in the period. One of which that is not known began in none.
func (p Period) holds(c *Call) bool {
	if p.From.IsZero() && p.To.IsZero() {
		return true
	}
	return !c.Started.IsZero() && !c.Started.Before(p.From) && (p.To.IsZero() || c.Started.Before(p.To))
}

// holds tells whether a call was so long.
func (l Length) holds(c *Call) bool {
	return c.Duration >= l.Shortest && (l.Longest <= 0 || c.Duration <= l.Longest)
}

func (q *question) held(c *Call) bool {
	return len(q.Datasets) == 0 || slices.ContainsFunc(q.Datasets, func(id core.DatasetID) bool { return slices.Contains(c.Datasets, id) })
}

func (q *question) tagged(p *Personal) bool {
	return q.tags == nil || slices.ContainsFunc(p.Tags, func(tag string) bool { return q.tags[index.Fold(tag)] })
}

func (q *question) says(f *features) bool {
	return !slices.ContainsFunc(q.words, func(word string) bool { return !strings.Contains(f.words, word) })
}

// Pick returns the calls that pass, in the order, backwards when descending; those without a title or a company stand last in either
// direction of the orders by these. of tells what a person made of a call; nil tells nothing. The calls are the catalogue's, the slice is the
// caller's.
func (c *Catalogue) Pick(filter Filter, o Order, descending bool, of func(core.CallID) Personal) []*Call {
	f := c.facets()
	q := f.question(filter)
	passes, many := make([]bool, len(c.Calls)), 0 // in the catalogue's order first, which is that of memory
	var p Personal
	for i, call := range c.Calls {
		if of != nil && q.personal {
			p = of(call.ID)
		}
		if q.fails(call, &f.calls[i], &p, 0) == 0 {
			passes[i] = true
			many++
		}
	}
	picked := make([]*Call, 0, many)
	for _, i := range c.order(f, o, descending) {
		if passes[i] {
			picked = append(picked, c.Calls[i])
		}
	}
	return picked
}
