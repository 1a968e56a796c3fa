package review

import (
	"cmp"
	"slices"
	"strings"

	"tamtam/core/index"
)

// facets are what filters ask of the calls, made once for a catalogue: names are numbers, and texts are folded.
type facets struct {
	people, companies, trackers, topics vocabulary
	// calls stand as in Catalogue.Calls.
	calls  []features
	orders [2 * len(orders)]ordering
}

// features are those of one call. A number of a vocabulary stands once.
type features struct {
	// words is what Filter.Words is looked for in: title, names, addresses and companies, folded, one a line.
	words                               string
	people, companies, trackers, topics []int32
	external                            bool
	// title and company are folded, for the orders.
	title, company string
}

// facets makes them when they are first asked for: whoever only opens a call needs none.
func (c *Catalogue) facets() *facets {
	c.once.Do(func() {
		f := &facets{calls: make([]features, len(c.Calls))}
		var words strings.Builder
		for i, call := range c.Calls {
			f.calls[i] = f.of(call, &words)
		}
		for _, v := range []*vocabulary{&f.people, &f.companies, &f.trackers, &f.topics} {
			v.order()
		}
		c.made = f
	})
	return c.made
}

func (f *facets) of(call *Call, words *strings.Builder) features {
	words.Reset()
	say := func(folded string) {
		words.WriteString(folded)
		words.WriteByte('\n')
	}
	one := features{external: call.External(), title: index.Fold(call.Title)}
	say(one.title)
	// One piece of memory for all numbers of the call.
	numbers := make([]int32, 0, 2*len(call.People)+len(call.Companies)+len(call.Trackers)+len(call.Topics))
	from := 0
	add := func(v *vocabulary, name string, listed bool) (folded string) {
		n := v.number(name, listed)
		if !slices.Contains(numbers[from:], n) {
			numbers = append(numbers, n)
		}
		return v.folded[n]
	}
	cut := func() []int32 {
		part := numbers[from:len(numbers):len(numbers)]
		from = len(numbers)
		return part
	}
	for _, p := range call.People {
		say(add(&f.people, p.Name, true))
		if p.Email != "" && p.Email != p.Name {
			say(add(&f.people, p.Email, false))
		}
	}
	one.people = cut()
	for i, name := range call.Companies {
		folded := add(&f.companies, name, true)
		say(folded)
		if i == 0 {
			one.company = folded
		}
	}
	one.companies = cut()
	for _, t := range call.Trackers {
		add(&f.trackers, t.Name, true)
	}
	one.trackers = cut()
	for _, t := range call.Topics {
		add(&f.topics, t.Name, true)
	}
	one.topics = cut()
	one.words = words.String()
	return one
}

// vocabulary numbers the names of a field, whatever their case and accents.
type vocabulary struct {
	// spelled and numbers find a name's number by its spelling, and by the folded one.
	spelled, numbers map[string]int32
	// names are as the newest call spells them; listed ones are offered as choices.
	names, folded []string
	listed        []bool
	// place is where a number stands in the order of the folded names.
	place []int32
}

func (v *vocabulary) number(name string, listed bool) int32 {
	n, ok := v.spelled[name]
	if !ok {
		if v.spelled == nil {
			v.spelled, v.numbers = map[string]int32{}, map[string]int32{}
		}
		folded := index.Fold(name)
		if n, ok = v.numbers[folded]; !ok {
			n = int32(len(v.names))
			v.numbers[folded] = n
			v.names, v.folded, v.listed = append(v.names, name), append(v.folded, folded), append(v.listed, false)
		}
		v.spelled[name] = n
	}
	if listed && !v.listed[n] {
		v.names[n], v.listed[n] = name, true
	}
	return n
}

func (v *vocabulary) order() {
	all := make([]int32, len(v.names))
	for i := range all {
		all[i] = int32(i)
	}
	slices.SortFunc(all, func(a, b int32) int { return cmp.Compare(v.folded[a], v.folded[b]) })
	v.place = make([]int32, len(all))
	for i, n := range all {
		v.place[n] = int32(i)
	}
}

// choices lists the names with the number of calls that have them, most calls first.
func (v *vocabulary) choices(calls []int32) []Choice {
	var all []int32
	for n, c := range calls {
		if c > 0 && v.listed[n] {
			all = append(all, int32(n))
		}
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(calls[b], calls[a]), cmp.Compare(v.place[a], v.place[b]))
	})
	choices := make([]Choice, len(all))
	for i, n := range all {
		choices[i] = Choice{Value: v.names[n], Calls: int(calls[n])}
	}
	return choices
}

// wanted are the numbers of the names; nil when none is wanted, which lets all pass.
func (v *vocabulary) wanted(names []string) []bool {
	if len(names) == 0 {
		return nil
	}
	wanted := make([]bool, len(v.names))
	for _, name := range names {
		if n, ok := v.numbers[index.Fold(name)]; ok {
			wanted[n] = true
		}
	}
	return wanted
}

func anyOf(wanted []bool, has []int32) bool {
	return wanted == nil || slices.ContainsFunc(has, func(n int32) bool { return wanted[n] })
}
