package prose_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core/prose"
)

// visual is a line as it is drawn: runs from left to right, those read from right to left turned round.
func visual(line string, rtl bool) string {
	var out strings.Builder
	for _, run := range prose.Runs(line, rtl, 0, cells{}) {
		part := []rune(line[run.Start:run.End])
		if run.RTL {
			slices.Reverse(part)
		}
		out.WriteString(string(part))
	}
	return out.String()
}

// Large letters stand for Hebrew ones, as in UAX #9.
func TestRunsOfBothDirections(t *testing.T) {
	hebrew := strings.NewReplacer("A", "א", "B", "ב", "C", "ג", "D", "ד", "E", "ה", "F", "ו")
	for _, c := range []struct {
		line, want string
		rtl        bool
	}{
		{"plain text.", "plain text.", false},
		{"he said \"ABC.\"", "he said \"CBA.\"", false},
		{"car is ABC DEF today", "car is FED CBA today", false},
		{"ABC car DEF.", ".FED car CBA", true},
		{"AB 12 CD", "DC 12 BA", true},
		{"AB 1,200.50 CD", "DC 1,200.50 BA", true},
		{"AB $12 CD", "DC $12 BA", true},
		{"ABC car 12 DEF", "FED car 12 CBA", true},
		{"AB: CD", "DC :BA", true},
		{"A (b c) D", "D )b c( A", true}, // the toolkit's shaper mirrors what it draws from right to left
		{"AB", "BA", true},
		{"only latin", "only latin", true},
		{"", "", true},
	} {
		line, want := hebrew.Replace(c.line), hebrew.Replace(c.want)
		got := visual(line, c.rtl)
		if got != want {
			t.Errorf("%q, rtl %v: %q, want %q", c.line, c.rtl, got, want)
		}
	}
	line := "שלום, (עולם) v2.0!"
	// In the order of the eye, which a terminal may show otherwise: the marks between the runs keep each where it stands.
	if got, want := prose.Visual(line, prose.Runs(line, true, 0, cells{})), "!\u200ev2.0\u200e (\u200eעולם\u200e) ,\u200eשלום"; got != want {
		t.Errorf("drawn is %+q, want %+q", got, want)
	}
	if !prose.RightToLeft("12. שלום a") || prose.RightToLeft("a שלום") || prose.RightToLeft("12") {
		t.Error("a text reads in the direction of its first letter that has one")
	}
}

func TestPlacesInALine(t *testing.T) {
	for _, c := range []struct {
		line string
		rtl  bool
		at   map[int]float32 // byte to x, in a line of 10
	}{
		{"abc", false, map[int]float32{0: 0, 1: 1, 3: 3}},
		{"אבג", true, map[int]float32{0: 10, 2: 9, 6: 7}},
		{"א b", true, map[int]float32{0: 10, 2: 9, 3: 8, 4: 8}},
		{"e\u0301a", false, map[int]float32{0: 0, 3: 1, 4: 2}},
	} {
		runs := prose.Runs(c.line, c.rtl, 10, cells{})
		for at, x := range c.at {
			if got := prose.X(c.line, runs, at, cells{}); got != x {
				t.Errorf("%q: byte %d stands at %v, want %v", c.line, at, got, x)
			}
			if got := prose.X(c.line, runs, prose.ByteAt(c.line, runs, x+0.2, cells{}), cells{}); got != x {
				t.Errorf("%q: %v leads to what stands at %v", c.line, x, got)
			}
		}
	}
	mixed := "ab אבג cd"
	if got := prose.Boxes(mixed, prose.Runs(mixed, false, 0, cells{}), 1, 5, cells{}); !slices.Equal(got, []prose.Box{{1, 3}, {5, 6}}) {
		t.Errorf("what is marked over both directions: %v", got)
	}
}
