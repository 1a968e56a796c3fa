package marks_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tamtam/core/marks"
	"tamtam/core/text"
)

// BenchmarkFind looks for one passage in a transcript of 10,000 turns, each time with a new Finder; "many" for 100 passages with one.
func BenchmarkFind(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	turns := speech(r, 10_000)
	n, line := someLine(r, turns, 10)
	passage := spanIn(b, turns, n, turns[n].Lines[line])
	a := anchor(b, turns, passage)
	moved := slices.Insert(slices.Clone(turns), 0, text.Turn{Lines: []string{"Hello."}})
	edited := slices.Clone(moved)
	edited[n+1].Lines = slices.Clone(edited[n+1].Lines)
	edited[n+1].Lines[line] = "tuppence " + edited[n+1].Lines[line][5:]
	long := anchor(b, turns, marks.Span{Turn: 5000, ToTurn: 5080, To: 1})
	longEdited := slices.Delete(slices.Clone(moved), 5040, 5042)
	for _, test := range []struct {
		name  string
		a     marks.Anchor
		turns []text.Turn
		found bool
	}{
		{"unmoved", a, turns, true},
		{"moved", a, moved, true},
		{"edited", a, edited, true},
		{"orphan", a, slices.Delete(slices.Clone(turns), n, n+1), false},
		{"long, edited", long, longEdited, true},
	} {
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				if _, found := test.a.Find(test.turns); found != test.found {
					b.Fatalf("found: %v", found)
				}
			}
		})
	}
	var m marks.Marks
	for i := range 100 {
		if _, err := m.AddHighlight(anchor(b, turns, marks.Span{Turn: 90 * i, ToTurn: 90 * i, To: 20}), "", noon); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("many, moved", func(b *testing.B) {
		for b.Loop() {
			m.Locate(moved)
		}
	})
}
