package prose_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"tamtam/core/prose"
	"tamtam/core/text"
)

// cells measures as a terminal does: marks are nothing, ideographs are two, all else is one.
type cells struct{}

func (cells) Advance(r rune) float32 {
	switch {
	case unicode.In(r, unicode.M, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul), r >= 0x3000 && r <= 0x303f:
		return 2
	}
	return 1
}

func (c cells) Width(text string) float32 {
	width := float32(0)
	for _, r := range text {
		width += c.Advance(r)
	}
	return width
}

// joined measures Arabic letters as half as wide where they join.
type joined struct{ cells }

func (j joined) Width(text string) float32 {
	width := j.cells.Width(text)
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return width / 2
	}
	return width
}

func lines(t string, first, rest float32, m prose.Measure) []string {
	var lines []string
	for _, p := range prose.Wrap(t, first, rest, m) {
		lines = append(lines, t[p.Start:p.End])
	}
	return lines
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"", 5, []string{""}},
		{"short", 5, []string{"short"}},
		{"two words", 5, []string{"two", "words"}},
		{"two words", 8, []string{"two", "words"}},
		{"ends with space ", 15, []string{"ends with space"}},
		{"spaces    at an end", 7, []string{"spaces", "at an", "end"}},
		{"a newline\nbreaks", 20, []string{"a newline", "breaks"}},
		{"\n\n", 20, []string{"", "", ""}},
		{"extraordinary", 5, []string{"extra", "ordin", "ary"}},
		{"an extraordinary word", 6, []string{"an", "extrao", "rdinar", "y word"}},
		{"to /home/ina/Documents/Gong/log.xlsx", 16, []string{"to", "/home/ina/", "Documents/Gong/", "log.xlsx"}},
		{"a/verylongnamewithout", 8, []string{"a/", "verylong", "namewith", "out"}},
		{"not\u00a0here but here", 9, []string{"not\u00a0here", "but here"}},
		{"日本語の文", 4, []string{"日本", "語の", "文"}},
		{"日本。語", 4, []string{"日", "本。", "語"}},
		{"「日」本", 4, []string{"「日", "」本"}},
		{"日本 Go 語", 7, []string{"日本 Go", "語"}},
		{"한국어 문장", 6, []string{"한국어", "문장"}},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"👩\u200d👩👍🏽", 1, []string{"👩\u200d👩", "👍🏽"}},
		{"a", 0, []string{"a"}},
		{"ab", -1, []string{"a", "b"}},
	} {
		if got := lines(c.text, c.width, c.width, cells{}); !slices.Equal(got, c.want) {
			t.Errorf("%q at %v: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
	if got := lines("one two\nthree four", 9, 4, cells{}); !slices.Equal(got, []string{"one two", "three", "four"}) {
		t.Errorf("with other widths: %q", got)
	}
	if got := lines("سلام دنیا سلام دنیا", 5, 5, joined{}); !slices.Equal(got, []string{"سلام دنیا", "سلام دنیا"}) {
		t.Errorf("letters that join: %q", got)
	}
}

// blank tells whether a text is white space, or what lets a line break without any.
func blank(s string) bool { return strings.TrimSpace(strings.ReplaceAll(s, "\u200b", "")) == "" }

// wrapHolds is what is true of every wrapping.
func wrapHolds(t *testing.T, whole string, first, rest float32) {
	t.Helper()
	parts := prose.Wrap(whole, first, rest, cells{})
	if len(parts) == 0 {
		t.Fatalf("%q has no line", whole)
	}
	at := 0
	for n, p := range parts {
		if p.Start < at || p.End < p.Start || p.End > len(whole) {
			t.Fatalf("%q: line %d is %v after %d", whole, n, p, at)
		}
		if left := whole[at:p.Start]; !blank(left) {
			t.Errorf("%q: %q is on no line", whole, left)
		}
		at = p.End
		width := max(first, rest)
		if line := whole[p.Start:p.End]; (cells{}).Width(line) > width && len(prose.Letters(line)) > 2 && len(prose.Letters(strings.TrimSpace(line))) > 2 {
			t.Errorf("%q: line %q is wider than %v", whole, line, width)
		}
		if strings.Contains(whole[p.Start:p.End], "\n") {
			t.Errorf("%q: line %d holds a newline", whole, n)
		}
	}
	if !blank(whole[at:]) {
		t.Errorf("%q: %q is on no line", whole, whole[at:])
	}
}

var alphabet = []string{
	"a", "word", " ", "  ", "\n", "日", "。", "「", "한", "é", "e\u0301", "https://example.com/a/very/long/path?with=query", "👩\u200d👩\u200d👧", "🇩🇪", "ש", "سلام", "ก็",
	"क्ष", "\u00a0", "\u3000", "-", "12", "\u200b", "\ufe0f", "\u200d",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(40) {
		b.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return b.String()
}

func TestEveryRuneIsOnOneLineThatIsNotTooWide(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		wrapHolds(t, randomText(r), float32(r.IntN(30)), float32(r.IntN(30)))
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("two words and more", uint8(7))
	f.Add("日本。\xff\u200d👩\n", uint8(0))
	f.Add("000\v", uint8(3))
	f.Fuzz(func(t *testing.T, s string, width uint8) {
		wrapHolds(t, strings.ToValidUTF8(s, "\ufffd"), float32(width%80), float32(width%80))
		prose.Wrap(s, float32(width), float32(width/2), cells{}) // invalid text must end, too
	})
}

func TestLetters(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "e\u0301t": 2, "👩\u200d👩\u200d👧x": 2, "👍🏽": 1, "🇩🇪🇫🇷": 2, "क्ष": 1, "한국": 2, "\u1112\u1161\u11ab": 1, "1\ufe0f\u20e3": 1, "\u0301a": 2,
	} {
		if got := len(prose.Letters(text)) - 1; got != want {
			t.Errorf("%q has %d letters, want %d", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	const s = "don't stop, 日本 e\u0301te\u0301"
	for _, c := range []struct {
		at                   int
		word                 string
		next, previous, edge string
	}{
		{0, "don", "t stop", "", ""},
		{3, "don", "t stop", "", "don"},
		{8, "stop", "日本", "don't ", ""},
		{strings.Index(s, ","), "stop", "日本", "don't ", ""},
		{len(s), "e\u0301te\u0301", "", "don't stop, 日本 ", ""},
	} {
		from, to := prose.WordAt(s, c.at)
		if got := s[from:to]; got != c.word {
			t.Errorf("at %d: word %q, want %q", c.at, got, c.word)
		}
		if got := s[prose.NextWord(s, c.at):]; !strings.HasPrefix(got, c.next) || c.next == "" && got != "" {
			t.Errorf("at %d: next is %q, want %q", c.at, got, c.next)
		}
		if got := s[:prose.PreviousWord(s, c.at)]; got != c.previous {
			t.Errorf("at %d: before the word is %q, want %q", c.at, got, c.previous)
		}
	}
	if from, to := prose.WordAt("a -b", 2); from != 2 || to != 3 {
		t.Errorf("a letter that is no part of a word: %d to %d", from, to)
	}
}

// call is a transcript of so many turns, of three speakers and a topic for every four turns.
func call(turns int) []text.Turn {
	var call []text.Turn
	for i := range turns {
		call = append(call, text.Turn{
			At: time.Duration(i) * 7 * time.Second, Speaker: []string{"Ina", "Jane", "Sam"}[i%3], Topic: []string{"Pricing", "Legal"}[i/4%2],
			Lines: []string{strings.Repeat("thanks for making the time ", 1+i%5) + "now.", "Shall we?"},
		})
	}
	return call
}
