package review

import (
	"cmp"
	"slices"

	"tamtam/core"
	"tamtam/core/index"
)

// Choices counts, for each field, how many calls there would be with each value while the other fields stay as they are: a call counts for
// the field that alone it fails, and for all when it passes. Values of no call are left out, but of the ranges all are counted. Datasets are
// told by their ids.
func (c *Catalogue) Choices(filter Filter, ranges Ranges, of func(core.CallID) Personal) Choices {
	f := c.facets()
	q := f.question(filter)
	people, companies := make([]int32, len(f.people.names)), make([]int32, len(f.companies.names))
	trackers, topics := make([]int32, len(f.trackers.names)), make([]int32, len(f.topics.names))
	choices := Choices{Periods: make([]int, len(ranges.Periods)), Lengths: make([]int, len(ranges.Lengths))}
	var tags, datasets tally
	var p Personal
	for i, call := range c.Calls {
		if of != nil {
			p = of(call.ID)
		}
		one := &f.calls[i]
		failed := q.fails(call, one, &p, 1)
		but := func(own field) bool { return failed&^own == 0 }
		count(people, one.people, but(peopleField))
		count(companies, one.companies, but(companiesField))
		count(trackers, one.trackers, but(trackersField))
		count(topics, one.topics, but(topicsField))
		if but(datasetsField) {
			for _, id := range call.Datasets {
				datasets.add(string(id), string(id), i)
			}
		}
		if but(tagsField) {
			for _, tag := range p.Tags {
				tags.add(index.Fold(tag), tag, i)
			}
		}
		if but(periodField) {
			for i, period := range ranges.Periods {
				if period.holds(call) {
					choices.Periods[i]++
				}
			}
		}
		if but(lengthField) {
			for i, length := range ranges.Lengths {
				if length.holds(call) {
					choices.Lengths[i]++
				}
			}
		}
		for _, flag := range [...]struct {
			field
			of    bool
			count *int
		}{
			{sideField, one.external, &choices.External},
			{sideField, !one.external, &choices.Internal},
			{starredField, p.Starred, &choices.Starred},
			{notedField, p.Noted, &choices.Noted},
			{unreadField, !p.Read, &choices.Unread},
			{awaitedField, call.Awaited, &choices.Awaited},
		} {
			if flag.of && but(flag.field) {
				*flag.count++
			}
		}
	}
	choices.People, choices.Companies = f.people.choices(people), f.companies.choices(companies)
	choices.Trackers, choices.Topics = f.trackers.choices(trackers), f.topics.choices(topics)
	choices.Tags, choices.Datasets = tags.choices(), datasets.choices()
	return choices
}

func count(calls, has []int32, counts bool) {
	if !counts {
		return
	}
	for _, n := range has {
		calls[n]++
	}
}

// tally counts the calls with values that have no vocabulary. A value counts once for a call.
type tally struct {
	place map[string]int
	all   []tallied
}

type tallied struct {
	Choice
	key  string
	last int // the call that it was counted for last
}

func (t *tally) add(key, value string, call int) {
	i, ok := t.place[key]
	if !ok {
		if t.place == nil {
			t.place = map[string]int{}
		}
		i = len(t.all)
		t.place[key] = i
		t.all = append(t.all, tallied{Choice{Value: value}, key, -1})
	}
	if t.all[i].last != call {
		t.all[i].last = call
		t.all[i].Calls++
	}
}

func (t *tally) choices() []Choice {
	slices.SortFunc(t.all, func(a, b tallied) int { return cmp.Or(cmp.Compare(b.Calls, a.Calls), cmp.Compare(a.key, b.key)) })
	choices := make([]Choice, len(t.all))
	for i, one := range t.all {
		choices[i] = one.Choice
	}
	return choices
}
