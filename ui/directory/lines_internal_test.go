package directory

import (
	"fmt"
	"strings"
	"testing"

	"tamtam/core/directory"
	"tamtam/core/timeline"
)

// TestChosen: all words are found in any column, and numbers sort as numbers, those that are not known first.
func TestChosen(t *testing.T) {
	arr := func(n float64) *float64 { return &n }
	all := linesOf(directory.Companies, directory.State{Companies: []timeline.Company{
		{GSID: "1", Name: "beta", Industry: "Retail", ARR: arr(9500)}, {GSID: "2", Name: "Acme", Industry: "Retail", ARR: arr(120000)}, {GSID: "3", Name: "Globex", Industry: "Energy"},
	}})
	for _, test := range []struct {
		search string
		by     order
		want   string
	}{
		{"", order{}, "2 1 3"},
		{"", order{down: true}, "3 1 2"},
		{"", order{column: 3}, "3 1 2"},
		{"", order{column: 3, down: true}, "2 1 3"},
		{"RETAIL be", order{}, "1"},
		{"nobody", order{}, ""},
	} {
		var got []string
		for _, i := range chosen(directory.Companies, all, test.search, test.by) {
			got = append(got, string(all[i].id))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q %+v: %v, want %s", test.search, test.by, got, test.want)
		}
	}
}

// BenchmarkPersons is what is done off the UI goroutine with 50,000 persons: once when they are read, and at each letter of a search.
func BenchmarkPersons(b *testing.B) {
	s := directory.State{Persons: make([]timeline.Person, 50_000)}
	for i := range s.Persons {
		s.Persons[i] = timeline.Person{GSID: timeline.GSID(fmt.Sprint(i)), Email: fmt.Sprintf("p%d@acme.example", i*7919%50_000), FirstName: "Ana", LastName: fmt.Sprint("Lima ", i)}
	}
	all := linesOf(directory.Persons, s)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			linesOf(directory.Persons, s)
		}
	})
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			chosen(directory.Persons, all, "acme", order{column: 1})
		}
	})
}
