package find

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestARowShowsWhatStandsAroundTheFirstMark(t *testing.T) {
	long := strings.Repeat("word ", 20)
	tests := []struct {
		name, text string
		marks      [][2]int
		want       []piece
	}{
		{"a short turn as it is", "So the pricing is fair.", [][2]int{{7, 14}}, []piece{{"So the ", false}, {"pricing", true}, {" is fair.", false}}},
		{"no mark", "Hello", nil, []piece{{"Hello", false}}},
		{"nothing said", "", nil, nil},
		{"lines become one", "one\ntwo\tthree", [][2]int{{4, 7}}, []piece{{"one ", false}, {"two", true}, {" three", false}}},
		{"begins at a word", long + "pricing", [][2]int{{100, 107}}, []piece{{"… ", false}, {strings.Repeat("word ", 7), false}, {"pricing", true}}},
		{"the whole beginning when little is left out", "So the new and quite different annual pricing", [][2]int{{38, 45}}, []piece{
			{"So the new and quite different annual ", false}, {"pricing", true},
		}},
		{"no space to begin at", strings.Repeat("長", 100) + "価格", [][2]int{{100, 102}}, []piece{{"… ", false}, {strings.Repeat("長", lead), false}, {"価格", true}}},
		{"marks beside each other", "ab", [][2]int{{0, 1}, {1, 2}}, []piece{{"a", true}, {"b", true}}},
		{"marks beyond the text", "abc", [][2]int{{2, 9}, {9, 12}}, []piece{{"ab", false}, {"c", true}}},
		{"marks out of order", "abcd", [][2]int{{2, 3}, {0, 1}}, []piece{{"ab", false}, {"c", true}, {"d", false}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, pieces(test.text, test.marks), cmp.AllowUnexported(piece{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whatever a turn says and however it is marked, what is shown are parts of it in its order, and no more than fits any window.
func TestPiecesAreOfTheTurn(t *testing.T) {
	holds := func(text string, from, length uint8) bool {
		text = strings.ToValidUTF8(text, "?")
		marks := [][2]int{{int(from), int(from) + int(length)}}
		shown, runes := "", 0
		for _, p := range pieces(text, marks) {
			if p.text == "" {
				return false
			}
			shown += p.text
			runes += utf8.RuneCountInString(p.text)
		}
		flat := strings.Join(strings.Split(strings.Map(flatten, text), "\n"), " ")
		return runes <= mostSeen+2 && strings.Contains(flat, strings.TrimPrefix(shown, "… "))
	}
	if err := quick.Check(holds, nil); err != nil {
		t.Error(err)
	}
}

func flatten(r rune) rune {
	if strings.TrimSpace(string(r)) == "" {
		return ' '
	}
	return r
}
