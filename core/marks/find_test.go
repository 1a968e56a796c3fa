package marks_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"tamtam/core/marks"
	"tamtam/core/text"
)

const call = `
	0 Ina: Hello, thanks for making the time. | Shall we start with pricing?
	12 Jane: Yes please.
	15 Ina: The new price is 1,200 dollars a seat, which we think is fair.
	30 Jane: Yes.
	33 Jane: That is more than we paid last year, and our budget did not grow.
	50 Ina: I see. | What would work for you?
	61 Jane: Yes.
	64 Ina: So the same as last year?
	70 Jane: That would work, and we would sign for two years.
`

// TestFindAfterAChange: what is chosen in the call above, what the transcript says later, and what is to be found there.
func TestFindAfterAChange(t *testing.T) {
	tests := []struct {
		name    string
		turn    int
		passage string
		change  func(s string) string
		want    string // "" for an orphan
		at      time.Duration
	}{
		{"nothing changed", 4, "our budget did not grow", func(s string) string { return s }, "our budget did not grow", 33},
		{"a turn comes before", 4, "our budget did not grow", func(s string) string { return "0 Sam: Hi.\n" + s }, "our budget did not grow", 33},
		{"turns before it go", 4, "our budget did not grow", after("30 Jane"), "our budget did not grow", 33},
		{"a speaker is renamed", 4, "our budget did not grow", swap("Jane", "Jane Miller-Smith"), "our budget did not grow", 33},
		{"a word of it is corrected", 4, "our budget did not grow", swap("did not", "didn't"), "our budget didn't grow", 33},
		{"a word beside it is corrected", 4, "our budget did not grow", swap("and our", "an our"), "our budget did not grow", 33},
		{"its turn is joined to the one before", 4, "our budget did not grow", swap("Yes.\n\t33 Jane: That", "Yes. | That"), "our budget did not grow", 30},
		{"its turn is split before it", 4, "our budget did not grow", swap("year, and our", "year, and\n\t39 Jane: our"), "our budget did not grow", 39},
		{"its turn is split within it", 4, "our budget did not grow", swap("our budget did", "our budget\n\t41 Jane: did"), "our budget\n\ndid not grow", 33},
		{"its lines are split otherwise", 4, "our budget did not grow", swap("budget did", "budget | did"), "our budget\ndid not grow", 33},
		{"case and marks change", 4, "our budget did not grow", swap("our budget did not grow", "our Budget, did not grow"), "our Budget, did not grow", 33},
		{"all is later", 4, "our budget did not grow", later(90), "our budget did not grow", 123},
		{"it goes", 4, "our budget did not grow", swap(", and our budget did not grow", ""), "", 0},
		{"its turn goes", 4, "our budget did not grow", swap("33 Jane: That is more than we paid last year, and our budget did not grow.\n", ""), "", 0},
		{"everything goes", 4, "our budget did not grow", func(string) string { return "" }, "", 0},
		{"another call", 4, "our budget did not grow", func(string) string { return "33 Jane: We talked about the weather, and our dog did grow." }, "", 0},

		{"said often, a turn comes before", 3, "Yes.", func(s string) string { return "0 Sam: Yes.\n" + s }, "Yes.", 30},
		{"said often, both beside it go", 6, "Yes.", both(swap("50 Ina: I see. | What would work for you?\n", ""), swap("64 Ina: So the same as last year?\n", "")), "Yes.", 61},
		{"said often, and goes", 6, "Yes.", swap("61 Jane: Yes.\n", ""), "", 0},
		{"said often, and all is later", 6, "Yes.", later(90), "Yes.", 151},
		{"said twice, and one goes", 4, "last year", swap("we paid last year, and", "we paid, and"), "", 0},
		{"said twice, and the other goes", 4, "last year", swap("the same as last year", "the same"), "last year", 33},

		{"half a word", 2, "ric", swap("Hello", "Hello all"), "ric", 15},
		{"half a word whose word is corrected", 2, "new pri", swap("price is", "prize is"), "new prize", 15},
		{"from half a word to another, in a joined turn", 2, "w price is 1,20", swap("Yes please.\n\t15 Ina: The", "Yes please. The"), "w price is 1,20", 12},
		{"with its marks", 0, "with pricing?", swap("Hello", "Hello all"), "with pricing?", 0},
		{"without a word", 0, "?", func(s string) string { return s }, "?", 0},
		{"without a word, moved", 0, "?", swap("Hello", "Hello all"), "", 0},
		{"a corrected word alone", 2, "fair", swap("is fair", "is fare"), "fare", 15},
		{"a name written as two words", 2, "dollars a seat", swap("dollars a seat", "dollar seats"), "dollar seats", 15},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			then := said(t, call)
			a := anchor(t, then, spanIn(t, then, test.turn, test.passage))
			now := said(t, test.change(call))
			s, found := a.Find(now)
			switch {
			case found != (test.want != ""):
				t.Fatalf("found: %v, at %v of %v\nan anchor %+v", found, s, now, a)
			case found && (textIn(now, s) != test.want || now[s.Turn].At != test.at*time.Second):
				t.Errorf("found %q at %v, want %q at %v", textIn(now, s), now[s.Turn].At, test.want, test.at*time.Second)
			}
		})
	}
}

func swap(old, fresh string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, old) {
			panic(fmt.Sprintf("the script does not say %q", old))
		}
		return strings.ReplaceAll(s, old, fresh)
	}
}

func both(f, g func(string) string) func(string) string {
	return func(s string) string { return g(f(s)) }
}

// after keeps the script from the words on.
func after(words string) func(string) string {
	return func(s string) string { return s[strings.Index(s, words):] }
}

// later moves all times.
func later(seconds int) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for line := range strings.Lines(s) {
			at := 0
			if n, _ := fmt.Sscanf(line, "%d ", &at); n == 1 {
				_, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
				fmt.Fprintf(&b, "%d %s\n", at+seconds, rest)
			}
		}
		return b.String()
	}
}

// TestFindSurvivesChangesElsewhere: whatever comes, goes or changes in other turns, a passage is found where it stands, to the rune; and once it
// has gone itself, nothing else is taken for it.
func TestFindSurvivesChangesElsewhere(t *testing.T) {
	for seed := range uint64(rounds()) {
		r := rand.New(rand.NewPCG(seed, 1))
		turns := speech(r, 20+r.IntN(60))
		s := someSpan(r, turns)
		a := anchor(t, turns, s)
		want := textIn(turns, s)
		now, at := elsewhere(r, turns, s)
		moved := marks.Span{Turn: at, From: s.From, ToTurn: at + s.ToTurn - s.Turn, To: s.To}
		if got, found := a.Find(now); !found || got != moved {
			t.Fatalf("seed %d: %q was at %v and is at %v: found %v at %v, %q", seed, want, s, moved, found, got, shown(now, got, found))
		}
		gone := slices.Delete(slices.Clone(now), moved.Turn, moved.ToTurn+1)
		if got, found := a.Find(gone); found {
			t.Fatalf("seed %d: %+v has gone, and %q at %v is taken for it", seed, a, textIn(gone, got), got)
		}
	}
}

// TestFindNeverTakesTheRestForThePassage: the passage alone is cut out of its turn.
func TestFindNeverTakesTheRestForThePassage(t *testing.T) {
	for seed := range uint64(rounds()) {
		r := rand.New(rand.NewPCG(seed, 2))
		turns := speech(r, 40)
		s := someSpan(r, turns)
		if s.Turn != s.ToTurn {
			continue
		}
		a := anchor(t, turns, s)
		now := slices.Clone(turns)
		runes := []rune(strings.Join(turns[s.Turn].Lines, "\n"))
		rest := string(runes[:s.From]) + string(runes[s.To:])
		now[s.Turn].Lines = slices.DeleteFunc(strings.Split(rest, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
		if got, found := a.Find(now); found && !sameWords(textIn(now, got), a.Quote) {
			t.Fatalf("seed %d: %+v has gone, and %q at %v is taken for it", seed, a, textIn(now, got), got)
		}
	}
}

// sameWords tells whether two texts differ by case and marks only: of "Sure, sure." nobody can tell which one is left.
func sameWords(a, b string) bool {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	return plain(a) == plain(b)
}

// TestFindSurvivesACorrection: one word of a passage of eight and more is another.
func TestFindSurvivesACorrection(t *testing.T) {
	for seed := range uint64(rounds()) {
		r := rand.New(rand.NewPCG(seed, 3))
		turns := speech(r, 40)
		n, line := someLine(r, turns, 8)
		if line < 0 {
			continue
		}
		s := spanIn(t, turns, n, turns[n].Lines[line])
		a := anchor(t, turns, s)
		now, at := elsewhere(r, turns, s)
		now[at].Lines = slices.Clone(now[at].Lines)
		words := strings.Fields(now[at].Lines[line])
		words[2+r.IntN(len(words)-4)] = "tuppence"
		now[at].Lines[line] = strings.Join(words, " ")
		if got, found := a.Find(now); !found || textIn(now, got) != now[at].Lines[line] {
			t.Fatalf("seed %d: %q is now %q: found %v %q", seed, a.Quote, now[at].Lines[line], found, shown(now, got, found))
		}
	}
}

// rounds is how many random changes are tried.
func rounds() int {
	if os.Getenv("TAMTAM_SOAK") == "1" {
		return 20_000
	}
	return 150
}

func shown(turns []text.Turn, s marks.Span, found bool) string {
	if !found {
		return ""
	}
	return textIn(turns, s)
}

// someSpan chooses whole words: within a turn, a whole turn, or over several.
func someSpan(r *rand.Rand, turns []text.Turn) marks.Span {
	n := r.IntN(len(turns))
	whole := []rune(strings.Join(turns[n].Lines, "\n"))
	s := marks.Span{Turn: n, ToTurn: n, To: len(whole)}
	switch r.IntN(3) {
	case 0:
		for s.From = r.IntN(len(whole)); s.From > 0 && whole[s.From-1] != ' ' && whole[s.From-1] != '\n'; s.From-- {
		}
		for s.To = s.From + 1 + r.IntN(len(whole)-s.From); s.To < len(whole) && whole[s.To] != ' ' && whole[s.To] != '\n'; s.To++ {
		}
		if strings.TrimSpace(string(whole[s.From:s.To])) != string(whole[s.From:s.To]) {
			return someSpan(r, turns)
		}
	case 1:
		if s.ToTurn = min(n+r.IntN(3), len(turns)-1); s.ToTurn > n {
			s.To = len([]rune(strings.Join(turns[s.ToTurn].Lines, "\n")))
		}
	}
	return s
}

// someLine chooses a line of so many words at least.
func someLine(r *rand.Rand, turns []text.Turn, words int) (turn, line int) {
	for range 1000 {
		turn = r.IntN(len(turns))
		line = r.IntN(len(turns[turn].Lines))
		if len(strings.Fields(turns[turn].Lines[line])) >= words {
			return turn, line
		}
	}
	return 0, -1
}

// elsewhere changes other turns than those of the span at random, and returns where its first one is then.
func elsewhere(r *rand.Rand, turns []text.Turn, s marks.Span) (now []text.Turn, at int) {
	before, own, behind := slices.Clone(turns[:s.Turn]), turns[s.Turn:s.ToTurn+1], slices.Clone(turns[s.ToTurn+1:])
	for range 1 + r.IntN(12) {
		before, behind = changed(r, before), changed(r, behind)
	}
	return slices.Concat(before, own, behind), len(before)
}

func changed(r *rand.Rand, turns []text.Turn) []text.Turn {
	if len(turns) == 0 {
		return turns
	}
	n := r.IntN(len(turns))
	switch r.IntN(4) {
	case 0: // a turn comes
		return slices.Insert(turns, n, turn(r, turns[n].At-time.Duration(1+r.IntN(int(time.Second)))))
	case 1: // one goes
		return slices.Delete(turns, n, n+1)
	case 2: // one is another
		turns[n] = turn(r, turns[n].At)
	case 3: // somebody is renamed
		for i := range turns {
			if turns[i].Speaker == "Ina" {
				turns[i].Speaker = "Ina Internal"
			}
		}
	}
	return turns
}
