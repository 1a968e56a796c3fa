package review

import (
	"cmp"
	"slices"
	"sync"
)

// orders are all orders of a list; ByDate also stands for one that is unknown.
var orders = [...]Order{ByDate, ByTitle, ByDuration, ByCompany}

// ordering is the places of all calls of a catalogue in an order, made when it is first asked for.
type ordering struct {
	once   sync.Once
	places []int32
}

// order returns the places of all calls in an order. Calls of equal standing stand newest first, and those without a title, a company stand
// behind all others, forwards as backwards.
func (c *Catalogue) order(f *facets, o Order, descending bool) []int32 {
	which := max(slices.Index(orders[:], o), 0)
	compare := c.compare(f, orders[which])
	if which *= 2; descending {
		which++
	}
	made := &f.orders[which]
	made.once.Do(func() {
		made.places = make([]int32, len(c.Calls))
		for i := range made.places {
			made.places[i] = int32(i)
		}
		slices.SortStableFunc(made.places, func(a, b int32) int {
			order, fixed := compare(a, b)
			if descending && !fixed {
				return -order
			}
			return order
		})
	})
	return made.places
}

// compare compares two calls by their places; fixed tells that it holds backwards, too.
func (c *Catalogue) compare(f *facets, o Order) func(a, b int32) (order int, fixed bool) {
	switch o {
	case ByTitle:
		return func(a, b int32) (int, bool) { return named(f.calls[a].title, f.calls[b].title) }
	case ByCompany:
		return func(a, b int32) (int, bool) { return named(f.calls[a].company, f.calls[b].company) }
	case ByDuration:
		return func(a, b int32) (int, bool) { return cmp.Compare(c.Calls[a].Duration, c.Calls[b].Duration), false }
	}
	return func(a, b int32) (int, bool) { return c.Calls[a].Started.Compare(c.Calls[b].Started), false }
}

func named(a, b string) (order int, fixed bool) {
	if a == "" || b == "" {
		return cmp.Compare(min(len(b), 1), min(len(a), 1)), true
	}
	return cmp.Compare(a, b), false
}
