package app

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"tamtam/core/index"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// directoryNames are what companies and users are called, kept between two changes of the directory: the screen of the Timeline asks once a second
// while a run goes on, and to read five thousand companies takes far longer than all else that it asks for.
type directoryNames struct {
	mu         sync.Mutex
	known      bool
	generation uint64 // see store.Timeline.Generation
	// companies and users are replaced and never changed: who was given them keeps them.
	companies, users map[timeline.GSID]string
	places           map[timeline.GSID]int // of companies among each other, by their names
}

// read reads the names, if they are not known as they are in t.
func (n *directoryNames) read(t *store.Timeline) error {
	if n.known && n.generation == t.Generation() {
		return nil
	}
	companies, err := t.Companies()
	if err != nil {
		return err
	}
	users, err := t.Users()
	if err != nil {
		return err
	}
	n.known, n.generation = true, t.Generation()
	n.companies, n.users, n.places = map[timeline.GSID]string{}, map[timeline.GSID]string{}, map[timeline.GSID]int{}
	for _, u := range users {
		n.users[u.GSID] = u.Name()
	}
	type sorted struct {
		key string // of the name
		id  timeline.GSID
	}
	order := make([]sorted, len(companies))
	for i, c := range companies {
		n.companies[c.GSID] = c.Name
		order[i] = sorted{index.OrderKey(c.Name), c.GSID}
	}
	slices.SortFunc(order, func(a, b sorted) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.id, b.id)) })
	for i, o := range order {
		n.places[o.id] = i
	}
	return nil
}

// place is where a company stands by its name; those that the directory does not have stand behind the others.
func (n *directoryNames) place(company timeline.GSID) int {
	if place, ok := n.places[company]; ok {
		return place
	}
	return math.MaxInt
}
