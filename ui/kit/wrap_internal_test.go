package kit

import (
	"slices"
	"strings"
	"testing"
)

// Inside, for wrap is not exported: TextView and Paragraph are built on it.
func TestWrap(t *testing.T) {
	one := func(rune) float32 { return 1 }
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
		{"a newline\nbreaks", 20, []string{"a newline", "breaks"}},
		{"extraordinary", 5, []string{"extra", "ordin", "ary"}},
		{"an extraordinary word", 6, []string{"an", "extrao", "rdinar", "y word"}},
		{"日本語の文", 2, []string{"日本", "語の", "文"}},
		{"a", 0, []string{"a"}},
	} {
		if got := wrap(c.text, c.width, one); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %v) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrapLosesNothingButSpace(f *testing.F) {
	f.Add("two words and more", 7)
	f.Fuzz(func(t *testing.T, text string, width int) {
		lines := wrap(text, float32(width%80), func(rune) float32 { return 1 })
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := letters(strings.Join(lines, "")), letters(text); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
