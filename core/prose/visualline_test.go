package prose_test

import (
	"strings"
	"testing"

	"tamtam/core/prose"
)

func TestLinesOfBothDirectionsAreDrawnAsTheyAreRead(t *testing.T) {
	for _, c := range []struct{ name, line, of, want string }{
		{"one direction", "Acme (2026)", "", "Acme (2026)"},
		{"nothing", "", "", ""},
		{"a name within", "Acme, שלום call", "", "Acme, |שלום| call"},
		{"read from right to left", "שלום Acme (עולם)", "", "(|עולם|) |Acme| |שלום"},
		{"a part of such a text", "Acme, Globex", "שלום Acme, Globex", "Acme, Globex"},
		{"a part with both", "Acme שלום", "עולם Acme שלום", "שלום| |Acme"},
	} {
		t.Run(c.name, func(t *testing.T) {
			of := c.of
			if of == "" {
				of = c.line
			}
			if got := strings.ReplaceAll(prose.VisualLine(c.line, of), "\u200e", "|"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
