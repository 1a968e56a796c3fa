package review_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/text"
)

func talk() review.Conversation {
	c := review.Conversation{
		Talk: map[string]time.Duration{digest.Internal: time.Minute, digest.External: 3 * time.Minute, "": time.Hour},
		Speakers: []review.Speaker{
			{Person: digest.Person{Name: "Ann"}, Longest: time.Second},
			{Person: digest.Person{Name: "Bo"}, Longest: time.Minute},
			{Person: digest.Person{Name: "Cy"}, Longest: time.Minute},
		},
		Heard: []review.Heard{
			{Name: "Élan", At: []time.Duration{at(45), at(5), at(31), at(39)}}, {Name: "elan", At: []time.Duration{at(9)}}, {Name: "Untimed", Count: 3},
		},
	}
	for i, topic := range []string{"", "Pricing", "pricing", "Next", "Pricing", ""} {
		c.Turns = append(c.Turns, text.Turn{At: at(10 * i), Topic: topic})
	}
	return c
}

func TestTurnsOfTopicsAndTrackers(t *testing.T) {
	c := talk()
	for _, one := range []struct {
		name      string
		got, want []int
	}{
		{"a topic", c.TopicTurns("PRICING"), []int{1, 2, 4}},
		{"its stretches", review.Starts(c.TopicTurns("pricing")), []int{1, 4}},
		{"no topic", c.TopicTurns(""), nil},
		{"a topic of no turn", c.TopicTurns("Legal"), nil},
		{"a tracker", c.TrackerTurns("elan"), []int{0, 3, 4}},
		{"a tracker without times", c.TrackerTurns("Untimed"), nil},
		{"before the first and behind the last", c.TurnsAt([]time.Duration{time.Hour, 0}), []int{0, 5}},
		{"a call without turns", (&review.Conversation{}).TurnsAt([]time.Duration{0}), nil},
	} {
		t.Run(one.name, func(t *testing.T) {
			if diff := cmp.Diff(one.want, one.got); diff != "" && len(one.want)+len(one.got) > 0 {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNextAndPreviousGoRound(t *testing.T) {
	turns := []int{2, 5, 9}
	for from, want := range map[int][2]int{-1: {2, 9}, 0: {2, 9}, 2: {5, 9}, 3: {5, 2}, 5: {9, 2}, 9: {2, 5}, 99: {2, 9}} {
		if next, previous := review.Next(turns, from), review.Previous(turns, from); next != want[0] || previous != want[1] {
			t.Errorf("from %d: got %d and %d, want %v", from, next, previous, want)
		}
	}
	if next, previous := review.Next(nil, 3), review.Previous(nil, 3); next != -1 || previous != -1 {
		t.Errorf("of none: got %d and %d", next, previous)
	}
}

func TestSharesAndMonologue(t *testing.T) {
	c := talk()
	if in, out, nobody := c.Share(digest.Internal), c.Share(digest.External), c.Share(""); in != 0.25 || out != 0.75 || nobody != 0 {
		t.Errorf("shares %v, %v, %v", in, out, nobody)
	}
	if s, ok := c.Monologue(); !ok || s.Name != "Bo" {
		t.Errorf("the longest monologue is %q's", s.Name)
	}
	var empty review.Conversation
	if _, ok := empty.Monologue(); ok || empty.Share(digest.Internal) != 0 {
		t.Error("nobody has spoken")
	}
}
