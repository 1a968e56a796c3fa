package review_test

import (
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/digest"
	calls "tamtam/core/review"
)

// catalogue filters plainly.
type catalogue struct {
	world  *world
	all    []*calls.Call
	unread int
}

func (c catalogue) Call(id core.CallID) *calls.Call {
	for _, one := range c.all {
		if one.ID == id {
			return one
		}
	}
	return nil
}

func (c catalogue) Pick(f calls.Filter, o calls.Order, descending bool, of func(core.CallID) calls.Personal) []*calls.Call {
	c.world.asked = append(c.world.asked, f)
	var all []*calls.Call
	for _, one := range c.all {
		if of == nil || fits(one, f, of(one.ID)) {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b *calls.Call) int {
		order := 0
		switch o {
		case calls.ByDate:
			order = a.Started.Compare(b.Started)
		case calls.ByTitle:
			order = strings.Compare(a.Title, b.Title)
		case calls.ByDuration:
			order = int(a.Duration - b.Duration)
		case calls.ByCompany:
			order = strings.Compare(first(a.Companies), first(b.Companies))
		}
		if descending {
			return -order
		}
		return order
	})
	return all
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func fits(c *calls.Call, f calls.Filter, made calls.Personal) bool {
	any := func(wanted, has []string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(has, w) })
	}
	var people, trackers, topics []string
	for _, t := range c.Topics {
		topics = append(topics, t.Name)
	}
	for _, p := range c.People {
		people = append(people, p.Name)
	}
	for _, t := range c.Trackers {
		trackers = append(trackers, t.Name)
	}
	return strings.Contains(strings.ToLower(c.Title), strings.ToLower(f.Words)) && any(f.People, people) && any(f.Companies, c.Companies) &&
		any(f.Trackers, trackers) && any(f.Topics, topics) && any(f.Tags, made.Tags) && (!f.Starred || made.Starred) && (!f.Unread || !made.Read) &&
		(!f.Noted || made.Noted) && (!f.Awaited || c.Awaited) && (f.Side == "" || c.External() == (f.Side == digest.External)) &&
		(f.From.IsZero() || !c.Started.Before(f.From)) && (f.To.IsZero() || c.Started.Before(f.To)) &&
		c.Duration >= f.Shortest && (f.Longest == 0 || c.Duration <= f.Longest) &&
		(len(f.Datasets) == 0 || slices.ContainsFunc(f.Datasets, func(d core.DatasetID) bool { return slices.Contains(c.Datasets, d) }))
}

func (c catalogue) Choices(f calls.Filter, ranges calls.Ranges, of func(core.CallID) calls.Personal) (all calls.Choices) {
	left := func(set func(*calls.Filter)) int {
		one := f
		set(&one)
		return len(slices.DeleteFunc(slices.Clone(c.all), func(c *calls.Call) bool { return !fits(c, one, of(c.ID)) }))
	}
	for _, p := range ranges.Periods {
		all.Periods = append(all.Periods, left(func(f *calls.Filter) { f.From, f.To = p.From, p.To }))
	}
	for _, l := range ranges.Lengths {
		all.Lengths = append(all.Lengths, left(func(f *calls.Filter) { f.Shortest, f.Longest = l.Shortest, l.Longest }))
	}
	count := func(list *[]calls.Choice, value string) {
		for i := range *list {
			if (*list)[i].Value == value {
				(*list)[i].Calls++
				return
			}
		}
		*list = append(*list, calls.Choice{Value: value, Calls: 1})
	}
	for _, one := range c.all {
		for _, p := range one.People {
			count(&all.People, p.Name)
		}
		for _, name := range one.Companies {
			count(&all.Companies, name)
		}
		for _, t := range one.Trackers {
			count(&all.Trackers, t.Name)
		}
		for _, t := range one.Topics {
			count(&all.Topics, t.Name)
		}
		for _, d := range one.Datasets {
			count(&all.Datasets, string(d))
		}
		made := of(one.ID)
		for _, tag := range made.Tags {
			count(&all.Tags, tag)
		}
		for n, is := range map[*int]bool{
			&all.External: one.External(), &all.Internal: !one.External(), &all.Starred: made.Starred, &all.Noted: made.Noted,
			&all.Unread: !made.Read, &all.Awaited: one.Awaited,
		} {
			if is {
				*n++
			}
		}
	}
	return all
}

func (c catalogue) Unread() int { return c.unread }

func (c catalogue) Company(name string) calls.Company {
	if c.world.company.Name == name {
		return c.world.company
	}
	return calls.Company{Name: name}
}
