package review_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/index"
	"tamtam/core/review"
)

// day is noon of a day of March.
func day(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }

// shelf is a small catalogue, newest first.
func shelf() *review.Catalogue {
	person := func(name, email, side string) digest.Person {
		return digest.Person{Name: name, Email: email, Side: side}
	}
	call := func(id, title string, on int, length time.Duration, companies string, people ...digest.Person) *review.Call {
		c := &review.Call{Digest: digest.Digest{ID: core.CallID(id), Title: title, Started: day(on), Duration: length, People: people}}
		if companies != "" {
			c.Companies = strings.Split(companies, "; ")
		}
		return c
	}
	all := []*review.Call{
		call("a", "Élan: renewal", 9, 45*time.Minute, "Élan S.A.", person("Zoë Ünal", "zoe@elan.fr", digest.External)),
		call("b", "Weekly", 8, 30*time.Minute, "", person("Bo", "bo@us.example", digest.Internal)),
		call("c", "", 7, 5*time.Minute, "Acme; elan s.a.", person("Jane Doe", "jane@acme.com", digest.External), person("Bo", "bo@us.example", digest.Internal)),
		call("d", "acme pricing", 7, 30*time.Minute, "ACME", person("jane@acme.com", "jane@acme.com", digest.External)),
		call("e", "Zebra", 1, 0, "Beta"),
	}
	all[0].Trackers = []digest.Tracker{{Name: "Budget", Count: 2}, {Name: "budget", Count: 1}}
	all[2].Trackers = []digest.Tracker{{Name: "Budget", Count: 1}}
	all[2].Topics = []digest.Topic{{Name: "Pricing"}}
	all[1].Awaited, all[4].Scope = true, "External"
	all[4].Started = time.Time{}
	for i, c := range all {
		c.Datasets = [][]core.DatasetID{{"one"}, {"one", "two"}, {"two"}, {"two"}, {"one"}}[i]
	}
	return &review.Catalogue{Calls: all}
}

// made is what a person made of the calls of the shelf.
func made(id core.CallID) review.Personal {
	return map[core.CallID]review.Personal{
		"a": {Starred: true, Tags: []string{"Café", "urgent"}}, "b": {Read: true, Noted: true}, "c": {Read: true, Tags: []string{"CAFE", "café"}},
	}[id]
}

func picked(calls []*review.Call) string {
	ids := make([]string, len(calls))
	for i, c := range calls {
		ids[i] = string(c.ID[0])
	}
	return strings.Join(ids, "")
}

func TestPickFilters(t *testing.T) {
	for _, c := range []struct {
		name   string
		filter review.Filter
		want   string
	}{
		{"nothing", review.Filter{}, "abcde"},
		{"words in a title, whatever case and accents", review.Filter{Words: " ELAN  Renew"}, "a"},
		{"words of several places", review.Filter{Words: "jane acme.com"}, "cd"},
		{"words of a company", review.Filter{Words: "beta"}, "e"},
		{"a word that no call has", review.Filter{Words: "zebra acme"}, ""},
		{"words that are accents only", review.Filter{Words: "\u0301"}, "abcde"},
		{"from", review.Filter{From: day(8)}, "ab"},
		{"to is not included", review.Filter{To: day(8)}, "cd"},
		{"a period", review.Filter{From: day(8), To: day(9)}, "b"},
		{"a person by name", review.Filter{People: []string{"zoe unal"}}, "a"},
		{"a person by address", review.Filter{People: []string{"Jane@Acme.com"}}, "cd"},
		{"one of several people", review.Filter{People: []string{"Bo", "Zoë Ünal", "Nobody"}}, "abc"},
		{"somebody unknown", review.Filter{People: []string{"Nobody"}}, ""},
		{"a company", review.Filter{Companies: []string{"acme"}}, "cd"},
		{"a call of two companies", review.Filter{Companies: []string{"ÉLAN s.a."}}, "ac"},
		{"a tracker", review.Filter{Trackers: []string{"BUDGET"}}, "ac"},
		{"a topic", review.Filter{Topics: []string{"Pricing", "Other"}}, "c"},
		{"a tracker is no topic", review.Filter{Topics: []string{"Budget"}}, ""},
		{"with people from outside, by themselves or by Gong's word", review.Filter{Side: digest.External}, "acde"},
		{"without", review.Filter{Side: digest.Internal}, "b"},
		{"at least so long", review.Filter{Shortest: 30 * time.Minute}, "abd"},
		{"at most so long", review.Filter{Longest: 30 * time.Minute}, "bcde"},
		{"a dataset", review.Filter{Datasets: []core.DatasetID{"two"}}, "bcd"},
		{"a tag", review.Filter{Tags: []string{"cafe"}}, "ac"},
		{"starred", review.Filter{Starred: true}, "a"},
		{"noted", review.Filter{Noted: true}, "b"},
		{"unread", review.Filter{Unread: true}, "ade"},
		{"awaited", review.Filter{Awaited: true}, "b"},
		{"all fields must hold", review.Filter{Companies: []string{"Acme"}, Tags: []string{"café"}, Words: "jane"}, "c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := picked(shelf().Pick(c.filter, review.ByDate, true, made)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Without being told what a person made of the calls, nothing is starred, and all is unread.
func TestPickWithoutWhatAPersonMade(t *testing.T) {
	for filter, want := range map[*review.Filter]string{{}: "abcde", {Starred: true}: "", {Unread: true}: "abcde", {Tags: []string{"urgent"}}: ""} {
		if got := picked(shelf().Pick(*filter, review.ByDate, true, nil)); got != want {
			t.Errorf("%+v: got %q, want %q", *filter, got, want)
		}
	}
}

func TestPickSorts(t *testing.T) {
	for _, c := range []struct {
		order review.Order
		down  bool
		want  string
	}{
		{review.ByDate, true, "abcde"},
		{review.ByDate, false, "ecdba"}, // those of one time stay in their order
		{"", true, "abcde"},
		{"unheard of", false, "ecdba"},
		{review.ByTitle, false, "dabec"}, // the one without a title is last
		{review.ByTitle, true, "ebadc"},
		{review.ByDuration, false, "ecbda"},
		{review.ByDuration, true, "abdce"},
		{review.ByCompany, false, "cdeab"},
		{review.ByCompany, true, "aecdb"},
	} {
		t.Run(fmt.Sprint(c.order, " ", c.down), func(t *testing.T) {
			s := shelf()
			for range 2 {
				if got := picked(s.Pick(review.Filter{}, c.order, c.down, nil)); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			}
		})
	}
}

func TestChoicesLeaveTheirOwnFieldOut(t *testing.T) {
	got := shelf().Choices(review.Filter{Companies: []string{"acme"}, Side: digest.External}, review.Ranges{
		Periods: []review.Period{{}, {From: day(7), To: day(8)}, {From: day(8)}}, Lengths: []review.Length{{Shortest: 30 * time.Minute}, {}},
	}, made)
	want := review.Choices{
		People:    []review.Choice{{Value: "jane@acme.com", Calls: 2}, {Value: "Bo", Calls: 1}, {Value: "Jane Doe", Calls: 1}},
		Companies: []review.Choice{{Value: "Acme", Calls: 2}, {Value: "Élan S.A.", Calls: 2}, {Value: "Beta", Calls: 1}},
		Trackers:  []review.Choice{{Value: "Budget", Calls: 1}},
		Topics:    []review.Choice{{Value: "Pricing", Calls: 1}},
		Tags:      []review.Choice{{Value: "CAFE", Calls: 1}},
		Datasets:  []review.Choice{{Value: "two", Calls: 2}},
		External:  2, Unread: 1,
		Periods: []int{2, 2, 0}, Lengths: []int{1, 2},
	}
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := gocmp.Diff(want.Companies, shelf().Companies()); diff != "" {
		t.Errorf("companies (-want +got)\n%s", diff)
	}
}

// TestChoicesSayHowManyWouldBeLeft holds all counts of random filters against the calls that are left when the value is set.
func TestChoicesSayHowManyWouldBeLeft(t *testing.T) {
	w := newWorld(t, 7)
	for id := range w.names {
		w.refresh(id, core.Calls)
		w.refresh(id, core.Transcripts)
	}
	c := w.calls()
	of := func(id core.CallID) review.Personal {
		r := rand.New(rand.NewPCG(uint64(len(id)), uint64(id[0])))
		return review.Personal{Tags: some(r, "Café", "cafe", "urgent"), Starred: r.IntN(2) == 0, Noted: r.IntN(2) == 0, Read: r.IntN(2) == 0}
	}
	ranges := review.Ranges{
		Periods: []review.Period{{}, {From: day(0)}, {From: day(1), To: day(3)}, {To: day(2)}, {From: day(3)}, {From: day(40)}},
		Lengths: []review.Length{{}, {Longest: 15 * time.Minute}, {Shortest: 15 * time.Minute, Longest: time.Hour}, {Shortest: time.Hour}},
	}
	for seed := range uint64(300) {
		f := randomFilter(rand.New(rand.NewPCG(seed, 1)), c, of)
		if got, want := picked(c.Pick(f, review.ByDate, true, of)), naive(c, f, of); got != want {
			t.Fatalf("%+v: got %q, want %q", f, got, want)
		}
		left := func(set func(f *review.Filter)) int {
			one := f
			set(&one)
			return len(naive(c, one, of))
		}
		choices := c.Choices(f, ranges, of)
		for i, p := range ranges.Periods {
			if want := left(func(f *review.Filter) { f.From, f.To = p.From, p.To }); choices.Periods[i] != want {
				t.Fatalf("%+v: %+v: %d calls, want %d", f, p, choices.Periods[i], want)
			}
		}
		for i, l := range ranges.Lengths {
			if want := left(func(f *review.Filter) { f.Shortest, f.Longest = l.Shortest, l.Longest }); choices.Lengths[i] != want {
				t.Fatalf("%+v: %+v: %d calls, want %d", f, l, choices.Lengths[i], want)
			}
		}
		for _, field := range []struct {
			name    string
			choices []review.Choice
			set     func(*review.Filter, string)
		}{
			{"people", choices.People, func(f *review.Filter, v string) { f.People = []string{v} }},
			{"companies", choices.Companies, func(f *review.Filter, v string) { f.Companies = []string{v} }},
			{"trackers", choices.Trackers, func(f *review.Filter, v string) { f.Trackers = []string{v} }},
			{"topics", choices.Topics, func(f *review.Filter, v string) { f.Topics = []string{v} }},
			{"tags", choices.Tags, func(f *review.Filter, v string) { f.Tags = []string{v} }},
			{"datasets", choices.Datasets, func(f *review.Filter, v string) { f.Datasets = []core.DatasetID{core.DatasetID(v)} }},
		} {
			for i, one := range field.choices {
				if want := left(func(f *review.Filter) { field.set(f, one.Value) }); one.Calls != want || want == 0 {
					t.Fatalf("%+v: %s %q: %d calls, want %d", f, field.name, one.Value, one.Calls, want)
				}
				if i > 0 && field.choices[i-1].Calls < one.Calls {
					t.Fatalf("%s are not in order: %v", field.name, field.choices)
				}
			}
		}
		for name, pair := range map[string][2]int{
			"external": {choices.External, left(func(f *review.Filter) { f.Side = digest.External })},
			"internal": {choices.Internal, left(func(f *review.Filter) { f.Side = digest.Internal })},
			"starred":  {choices.Starred, left(func(f *review.Filter) { f.Starred = true })},
			"noted":    {choices.Noted, left(func(f *review.Filter) { f.Noted = true })},
			"unread":   {choices.Unread, left(func(f *review.Filter) { f.Unread = true })},
			"awaited":  {choices.Awaited, left(func(f *review.Filter) { f.Awaited = true })},
		} {
			if pair[0] != pair[1] {
				t.Fatalf("%+v: %s: %d calls, want %d", f, name, pair[0], pair[1])
			}
		}
	}
}

// randomFilter sets a few fields, mostly to what calls have.
func randomFilter(r *rand.Rand, c *review.Catalogue, of func(core.CallID) review.Personal) (f review.Filter) {
	all := c.Choices(review.Filter{}, review.Ranges{}, of)
	names := func(of []review.Choice) (names []string) {
		for range r.IntN(3) {
			if len(of) > 0 {
				names = append(names, of[r.IntN(len(of))].Value)
			}
		}
		return names
	}
	for _, set := range []func(){
		func() { f.Words = []string{"acme", "an", "e", "Ü", "jane acme"}[r.IntN(5)] },
		func() { f.From = day(r.IntN(4)) }, func() { f.To = day(r.IntN(4)) },
		func() { f.People = names(all.People) }, func() { f.Companies = names(all.Companies) },
		func() { f.Trackers = names(all.Trackers) }, func() { f.Topics = names(all.Topics) },
		func() { f.Tags = names(all.Tags) },
		func() {
			for _, id := range names(all.Datasets) {
				f.Datasets = append(f.Datasets, core.DatasetID(id))
			}
		},
		func() { f.Side = []string{digest.External, digest.Internal}[r.IntN(2)] },
		func() { f.Shortest = time.Minute }, func() { f.Longest = 30 * time.Minute },
		func() { f.Starred = true }, func() { f.Noted = true }, func() { f.Unread = true }, func() { f.Awaited = true },
	} {
		if r.IntN(7) == 0 {
			set()
		}
	}
	return f
}

// naive are the ids of the calls that pass, newest first, by a plain reading of the filter.
func naive(c *review.Catalogue, f review.Filter, of func(core.CallID) review.Personal) string {
	var ids []string
	for _, call := range c.Calls {
		p := of(call.ID)
		has := func(wanted []string, names ...string) bool {
			for _, w := range wanted {
				for _, n := range names {
					if index.Fold(w) == index.Fold(n) {
						return true
					}
				}
			}
			return len(wanted) == 0
		}
		var people, trackers, topics, words []string
		external := call.Scope == "External"
		for _, p := range call.People {
			people = append(people, p.Name, p.Email)
			external = external || p.Side == "External"
		}
		for _, t := range call.Trackers {
			trackers = append(trackers, t.Name)
		}
		for _, t := range call.Topics {
			topics = append(topics, t.Name)
		}
		words = append(append(append(words, call.Title), people...), call.Companies...)
		passes := has(f.People, people...) && has(f.Companies, call.Companies...) && has(f.Trackers, trackers...) && has(f.Topics, topics...) &&
			has(f.Tags, p.Tags...) && (f.Side == "" || external == (f.Side == "External")) &&
			(!f.Starred || p.Starred) && (!f.Noted || p.Noted) && (!f.Unread || !p.Read) && (!f.Awaited || call.Awaited) &&
			call.Duration >= f.Shortest && call.Duration <= cmp.Or(f.Longest, time.Hour*99)
		for _, word := range strings.Fields(f.Words) {
			passes = passes && slices.ContainsFunc(words, func(s string) bool { return strings.Contains(index.Fold(s), index.Fold(word)) })
		}
		if !f.From.IsZero() || !f.To.IsZero() {
			passes = passes && !call.Started.IsZero() && !call.Started.Before(f.From) && (f.To.IsZero() || call.Started.Before(f.To))
		}
		held := len(f.Datasets) == 0
		for _, id := range f.Datasets {
			held = held || slices.Contains(call.Datasets, id)
		}
		if passes && held {
			ids = append(ids, string(call.ID[0]))
		}
	}
	return strings.Join(ids, "")
}
