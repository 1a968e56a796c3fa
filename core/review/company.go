package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tamtam/core/digest"
	"tamtam/core/index"
)

// Company is all about a company that the calls tell. Gong can not be asked for a company's calls; the catalogue can.
type Company struct {
	// Name is as the newest call spells it.
	Name string
	// Calls are those with it, newest first.
	Calls []*Call
	// People are those from outside, who took part in most calls first, with the number of calls. People of an unknown side are in neither list.
	People []Acquaintance
	// Ours are our people, likewise.
	Ours []Acquaintance
	// Objects are the deals and other CRM objects of its calls, each once, as the newest call shows them.
	Objects []digest.Object
	// Trackers are the trackers of its calls by month, most said first.
	Trackers []Trend
	// First and Last are when its first and its last call began, of those of which that is known; Total is the length of all.
	First, Last time.Time
	Total       time.Duration
}

// Acquaintance is a person, as the newest call shows them, and how many calls they took part in, the last of them when. Talked is how long
// they spoke in all of them. The same address is the same person, and so is the same name where there is no address.
type Acquaintance struct {
	digest.Person
	Calls int
	Last  time.Time
}

// Trend is how often a tracker was said by month, in UTC; Counts begin with the month of Company.First and end with that of Company.Last.
// Total counts calls of which it is not known when they began, too.
type Trend struct {
	Name   string
	Total  int
	Counts []int
}

// Companies are all companies with the number of calls, most calls first.
func (c *Catalogue) Companies() []Choice {
	f := c.facets()
	calls := make([]int32, len(f.companies.names))
	for i := range f.calls {
		count(calls, f.calls[i].companies, true)
	}
	return f.companies.choices(calls)
}

// Company gathers all about a company, by a name that a call has among its Companies, whatever case and accents.
func (c *Catalogue) Company(name string) Company {
	f := c.facets()
	about := Company{Name: name}
	n, known := f.companies.numbers[index.Fold(name)]
	if !known {
		return about
	}
	about.Name = f.companies.names[n]
	for i, call := range c.Calls {
		if slices.Contains(f.calls[i].companies, n) {
			about.Calls = append(about.Calls, call)
		}
	}
	about.times()
	about.people()
	about.objects()
	about.trends()
	return about
}

func (c *Company) times() {
	for _, call := range c.Calls {
		c.Total += call.Duration
		if at := call.Started; !at.IsZero() {
			if c.Last.IsZero() {
				c.Last = at
			}
			c.First = at
		}
	}
}

func (c *Company) people() {
	sides := map[string]*[]Acquaintance{digest.External: &c.People, digest.Internal: &c.Ours}
	place := map[string]int{}
	last := map[string]int{} // the call that a person was counted for last
	for n, call := range c.Calls {
		for _, p := range call.People {
			list := sides[p.Side]
			if list == nil {
				continue
			}
			key := p.Side + "\n" + identity(p)
			i, known := place[key]
			if !known {
				i, last[key] = len(*list), -1
				place[key] = i
				*list = append(*list, Acquaintance{Person: p, Last: call.Started})
			} else {
				(*list)[i].Talked += p.Talked
			}
			if last[key] != n {
				last[key] = n
				(*list)[i].Calls++
			}
		}
	}
	for _, list := range sides {
		slices.SortStableFunc(*list, func(a, b Acquaintance) int { // stable: who was there last stands first
			return cmp.Compare(b.Calls, a.Calls)
		})
	}
}

// identity tells people of different calls apart.
func identity(p digest.Person) string {
	if p.Email != "" {
		return strings.ToLower(p.Email)
	}
	return "\n" + index.Fold(p.Name)
}

func (c *Company) objects() {
	seen := map[digest.Object]bool{}
	for _, call := range c.Calls {
		for _, o := range call.Objects {
			key := o
			if o.ID != "" {
				key.Name = "" // it may have been renamed
			}
			key.Kind = strings.ToLower(key.Kind)
			if !seen[key] {
				seen[key] = true
				c.Objects = append(c.Objects, o)
			}
		}
	}
}

func (c *Company) trends() {
	place := map[string]int{}
	months := 0
	if !c.First.IsZero() {
		months = month(c.Last) - month(c.First) + 1
	}
	for _, call := range c.Calls {
		for _, t := range call.Trackers {
			key := index.Fold(t.Name)
			i, known := place[key]
			if !known {
				i = len(c.Trackers)
				place[key] = i
				c.Trackers = append(c.Trackers, Trend{Name: t.Name, Counts: make([]int, months)})
			}
			c.Trackers[i].Total += t.Count
			if !call.Started.IsZero() {
				c.Trackers[i].Counts[month(call.Started)-month(c.First)] += t.Count
			}
		}
	}
	slices.SortFunc(c.Trackers, func(a, b Trend) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(index.Fold(a.Name), index.Fold(b.Name)))
	})
}

// month counts months.
func month(t time.Time) int {
	t = t.UTC()
	return t.Year()*12 + int(t.Month())
}
