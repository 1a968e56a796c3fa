package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes a text fit to be a value: invalid UTF-8 becomes U+FFFD; every kind of line break (CR LF, CR, VT, FF, FS, GS, RS, NEL,
// U+2028, U+2029) becomes "\n" and a run of them counts as one; a tab becomes a space; other control characters and DEL are
// dropped; white space at both ends of each line is trimmed. Everything else passes unchanged. The answer never holds an empty line.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return clean(s, '\n')
}

// CleanLine is Clean for a text that must stay on one line: its line breaks become single spaces.
func CleanLine(s string) string {
	if isClean(s) {
		return s
	}
	return clean(s, ' ')
}

// isClean tells whether cleaning would change nothing. Nearly all of Gong's text passes here, one look at each byte.
func isClean(s string) bool {
	if s == "" {
		return true
	}
	ascii := true
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf {
			ascii = false
		} else if c < ' ' || c == 0x7f {
			return false
		}
	}
	if ascii {
		return s[0] != ' ' && s[len(s)-1] != ' '
	}
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if breaksLine(r) || unicode.IsControl(r) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return !unicode.IsSpace(first) && !unicode.IsSpace(last)
}

func clean(s string, separator byte) string {
	var out, line strings.Builder
	flush := func() {
		if text := strings.TrimFunc(line.String(), unicode.IsSpace); text != "" {
			if out.Len() > 0 {
				out.WriteByte(separator)
			}
			out.WriteString(text)
		}
		line.Reset()
	}
	for _, r := range s { // an invalid byte ranges as U+FFFD
		switch {
		case breaksLine(r):
			flush()
		case r == '\t':
			line.WriteByte(' ')
		case unicode.IsControl(r):
		default:
			line.WriteRune(r)
		}
	}
	flush()
	return out.String()
}

func breaksLine(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}
