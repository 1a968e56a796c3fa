package review_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/review"
	"tamtam/core/text"
)

func TestPhrasesOfTrackersAreFoundWhereTheyWereHeard(t *testing.T) {
	turns := []text.Turn{
		{At: at(0), Lines: []string{"Hello.", "Is it too", "expensive? Too   EXPENSIVE, I say."}},
		{At: at(10), Lines: []string{"Ça coûte trop; 价格太高 too."}},
		{At: at(10), Lines: []string{"Not more expensive."}},
		{At: at(20), Lines: []string{"Expensive!"}},
	}
	times := func(seconds ...int) (all []time.Duration) {
		for _, s := range seconds {
			all = append(all, at(s))
		}
		return all
	}
	term := func(words string, seconds ...int) review.Heard {
		return review.Heard{Name: "Price", Terms: []review.Term{{Text: words, At: times(seconds...)}}}
	}
	for _, c := range []struct {
		name  string
		turns []text.Turn
		heard review.Heard
		want  []string
	}{
		{"each time in its turn, over lines, whatever case", turns, term("too expensive", 3, 4), []string{"0 Too\nexpensive", "0 Too   EXPENSIVE"}},
		{"only in turns of its times", turns, term("expensive", 25), []string{"3 Expensive"}},
		{"in a turn that ends within the second", turns, term("coute", 10), []string{"1 coûte"}},
		{"in the one before, too", turns, term("hello", 10), []string{"0 Hello"}},
		{"but not when the turn itself says it", turns, term("expensive", 10), []string{"2 expensive"}},
		{"in no turn that ended before", turns, term("hello", 11), nil},
		{"before the first turn", turns[3:], term("expensive", 1), []string{"0 Expensive"}},
		{"characters without spaces", turns, term("太高", 10), []string{"1 太高"}},
		{"no part of a word", turns, term("pensive", 3), nil},
		{"without times", turns, term("too"), nil},
		{"without words", turns, term("?!", 3), nil},
		{"a tracker without terms by its name", turns, review.Heard{Name: "hello", At: times(3)}, []string{"0 Hello"}},
		{"a call without turns", nil, term("too", 3), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			one := review.Conversation{Turns: c.turns, Heard: []review.Heard{c.heard}}
			var got []string
			for _, s := range one.Said() {
				got = append(got, fmt.Sprint(s.Turn, " ", string([]rune(strings.Join(c.turns[s.Turn].Lines, "\n"))[s.From:s.To])))
				if s.Tracker != c.heard.Name || len(c.heard.Terms) > 0 && s.Phrase != c.heard.Terms[0].Text {
					t.Errorf("said of %q, %q", s.Tracker, s.Phrase)
				}
			}
			want := strings.Join(c.want, "; ")
			if diff := cmp.Diff(strings.ToLower(want), strings.ToLower(strings.Join(got, "; "))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestPhrasesOfSeveralTrackersComeInOrder: as they stand in the transcript.
func TestPhrasesOfSeveralTrackersComeInOrder(t *testing.T) {
	c := review.Conversation{
		Turns: []text.Turn{{At: at(0), Lines: []string{"one two three"}}, {At: at(10), Lines: []string{"two"}}},
		Heard: []review.Heard{
			{Name: "B", Terms: []review.Term{{Text: "two", At: []time.Duration{at(12), at(1)}}, {Text: "two three", At: []time.Duration{at(1)}}}},
			{Name: "A", Terms: []review.Term{{Text: "one", At: []time.Duration{at(1)}}}},
		},
	}
	want := []review.Said{{"A", "one", 0, 0, 3}, {"B", "two", 0, 4, 7}, {"B", "two three", 0, 4, 13}, {"B", "two", 1, 0, 3}}
	if diff := cmp.Diff(want, c.Said()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// BenchmarkSaid finds 2,000 moments of 40 phrases in a call of 10,000 turns.
func BenchmarkSaid(b *testing.B) {
	var c review.Conversation
	for n := range 10_000 {
		line := strings.Repeat("so what do we think about the price of it ", 2)
		c.Turns = append(c.Turns, text.Turn{At: time.Duration(n) * time.Second, Lines: []string{line, line}})
	}
	for n := range 40 {
		term := review.Term{Text: fmt.Sprint("the price of it ", []string{"", "so", "never"}[n%3])}
		for i := range 50 {
			term.At = append(term.At, time.Duration(200*i+5*n)*time.Second)
		}
		c.Heard = append(c.Heard, review.Heard{Name: fmt.Sprint(n), Terms: []review.Term{term}})
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Said()
	}
}
