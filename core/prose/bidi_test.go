package prose_test

import (
	"math/rand/v2"
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

// Every byte is in one run; where a place stands, there it is found; and what is marked is as wide as its letters.
func TestRunsHoldTheWholeLine(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		line, rtl := strings.ReplaceAll(randomText(r), "\n", " "), r.IntN(2) == 0
		runs := prose.Runs(line, rtl, 500, cells{})
		covered, width := make([]int, len(line)), float32(0)
		for n, run := range runs {
			for i := run.Start; i < run.End; i++ {
				covered[i]++
			}
			if n > 0 && run.X != runs[n-1].X+runs[n-1].Width {
				t.Fatalf("%+q: run %d begins at %v", line, n, run.X)
			}
			width += run.Width
		}
		if slices.ContainsFunc(covered, func(n int) bool { return n != 1 }) || width != (cells{}).Width(line) {
			t.Fatalf("%+q: the runs %v hold its bytes %v times", line, runs, covered)
		}
		stops := prose.Letters(line)
		for n, stop := range stops {
			x := prose.X(line, runs, stop, cells{})
			// Where two directions meet, a place stands at both sides, and either is right.
			meets := slices.ContainsFunc(runs, func(r prose.Run) bool { return x == r.X || x == r.X+r.Width })
			if back := prose.X(line, runs, prose.ByteAt(line, runs, x, cells{}), cells{}); back != x && !meets {
				t.Fatalf("%+q, rtl %v: byte %d stands at %v, where one finds what stands at %v", line, rtl, stop, x, back)
			}
			marked := float32(0)
			for _, b := range prose.Boxes(line, runs, 0, stops[n], cells{}) {
				marked += b.Right - b.Left
			}
			if marked != (cells{}).Width(line[:stop]) {
				t.Fatalf("%+q, rtl %v: %v of it are marked up to byte %d", line, rtl, marked, stop)
			}
		}
	}
}
