package prose_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tamtam/core/prose"
)

func TestLiteral(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        [][2]int
	}{
		{"price", "The PRICE, a price.", [][2]int{{4, 9}, {13, 18}}},
		{"aa", "aaaaa", [][2]int{{0, 2}, {2, 4}}},
		{"STRASSE", "straße strasse", [][2]int{{7, 14}}},
		{"été", "E\u0301te\u0301", nil},
		{"ete", "E\u0301te\u0301!", [][2]int{{0, 5}}},
		{"ÉTÉ", "l’été", [][2]int{{2, 5}}},
		{"thanks. shall", "Thanks.\nShall we", [][2]int{{0, 13}}},
		{"  two   words ", "two words", [][2]int{{0, 9}}},
		{"日本", "全日本語", [][2]int{{1, 3}}},
		{" ", "a b", nil},
		{"", "a b", nil},
		{"longer than it", "short", nil},
		{"can't", "I can't.", [][2]int{{2, 7}}},
		{"\u0301", "e\u0301", nil},
	} {
		if got := prose.Literal(c.query)(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %v, want %v", c.query, c.text, got, c.want)
		}
	}
}

func FuzzLiteral(f *testing.F) {
	f.Add("price", "the PRICE")
	f.Add("a b", "A \n b a  b")
	f.Add("\u0130", "i\u0307 \xff")
	f.Fuzz(func(t *testing.T, query, whole string) {
		last, count := 0, utf8.RuneCountInString(whole)
		for _, hit := range prose.Literal(query)(whole) {
			if hit[0] < last || hit[1] <= hit[0] || hit[1] > count {
				t.Fatalf("%q in %q: %v after %d of %d", query, whole, hit, last, count)
			}
			last = hit[1]
		}
		if strings.IndexFunc(whole, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			behind := prose.Literal(query)(whole + "\u200d") // the other way, for text that is not plain
			if got := prose.Literal(query)(whole); !slices.Equal(got, behind) && !strings.Contains(query, "\u200d") {
				t.Errorf("%q in %q: %v, and %v in what is not plain", query, whole, got, behind)
			}
		}
		if q := strings.TrimSpace(query); q != "" && q == strings.Join(strings.Fields(q), " ") && strings.ToLower(q) == q &&
			utf8.ValidString(q+whole) && strings.Contains(whole, q) && !strings.ContainsFunc(q+whole, func(r rune) bool { return unicode.Is(unicode.Mn, r) }) &&
			len(prose.Literal(query)(whole)) == 0 {
			t.Errorf("%q is not found in %q", query, whole)
		}
	})
}
