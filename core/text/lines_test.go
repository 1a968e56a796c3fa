package text_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tamtam/core/text"
)

// cleanLines writes s through Lines in parts that are cut anywhere.
func cleanLines(t *testing.T, s string, seed uint64) string {
	t.Helper()
	var b bytes.Buffer
	l := text.NewLines(&b)
	r := rand.New(rand.NewPCG(seed, 1))
	for rest := []byte(s); len(rest) > 0; {
		n := min(len(rest), 1+r.IntN(7))
		if seed == 0 {
			n = len(rest)
		}
		if _, err := l.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	long := strings.Repeat("word ", text.MostLine/5+10)
	for in, want := range map[string]string{
		"":                             "",
		"one":                          "one\n",
		"one\n":                        "one\n",
		"a\r\nb\rc\n\rd\u2028e\u0085f": "a\nb\nc\n\nd\ne\nf\n",
		"# Head\n\n\n\t- item  \n   x": "# Head\n\n\n\t- item\n   x\n",
		"a\x00b\x1b[31mc\x7fd\u009be":  "ab[31mcde\n",
		"\ufeffa\ufeffb":               "ab\n",
		"Gr\xfc\xdfe":                  "Gr\ufffd\ufffde\n",
		"cut \xe2\x82":                 "cut \ufffd\n",
		"a\fb\x1cc":                    "a\nb\nc\n",
		"日本\u3000":                     "日本\n",
	} {
		for seed := range uint64(3) {
			if got := cleanLines(t, in, seed); got != want {
				t.Errorf("%q: got %q, want %q", in, got, want)
			}
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(cleanLines(t, long, 0), "\n"), "\n") {
		if len(line) > text.MostLine || !strings.HasSuffix(line, "word") || !strings.HasPrefix(line, "word") {
			t.Errorf("a broken line of %d bytes: %.10q…", len(line), line)
		}
	}
	full, spaces := strings.Repeat("x", text.MostLine)+"\n", strings.Repeat(" ", text.MostLine)
	for _, c := range []struct{ name, in, want string }{
		{"as long as a line may be", full + "y", full + "y\n"},
		{"with white space behind", "a\n" + full[:text.MostLine] + " \t\n\nb", "a\n" + full + "\nb\n"},
		{"without white space", strings.Repeat("x", 3*text.MostLine), full + full + full},
		{"a word too long", full[1:text.MostLine] + "é y", full[1:text.MostLine] + "\né y\n"},
		{"only white space", "a\n" + spaces + spaces + "\nb", "a\n\nb\n"},
		{"far indented", spaces + "x\n", "\nx\n"},
	} {
		for seed := range uint64(2) {
			if got := cleanLines(t, c.in, seed); got != c.want || cleanLines(t, got, seed) != got {
				t.Errorf("%s: got %d bytes in %d lines", c.name, len(got), strings.Count(got, "\n"))
			}
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add("a\r\n\tb", uint64(1))
	f.Add("\xff\xfe\x00\ufeff", uint64(2))
	f.Add(strings.Repeat("é", text.MostLine/2)+"\n \t"+strings.Repeat("x ", text.MostLine), uint64(3))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		got := cleanLines(t, s, seed)
		if whole := cleanLines(t, s, 0); got != whole {
			t.Errorf("cut it gives %q, whole %q", got, whole)
		}
		if again := cleanLines(t, got, seed); again != got {
			t.Errorf("%q becomes %q when cleaned again", got, again)
		}
		if !utf8.ValidString(got) || got != "" && !strings.HasSuffix(got, "\n") {
			t.Errorf("got %q", got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Errorf("a control character in %q", got)
		}
	})
}
