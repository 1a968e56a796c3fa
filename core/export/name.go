package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostName is how many bytes a file name of ours may have before its extension; systems allow 255 for all of it.
const mostName = 120

// SafeName makes a file name, without extension, of any text: no control, invisible or direction-changing characters, nothing that
// Windows, macOS or Linux give a meaning, no name that Windows keeps for devices, and never an empty one.
func SafeName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, norm.NFC.String(s))
	s = strings.Trim(s, ". ")
	for len(s) > mostName {
		_, size := utf8.DecodeLastRuneInString(s)
		s = strings.TrimRight(s[:len(s)-size], ". ")
	}
	if s == "" || isDevice(s) {
		s = "dataset " + s
	}
	return strings.TrimRight(s, " ")
}

// isDevice tells whether Windows takes the name, with whatever extension, for a device.
func isDevice(s string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(s), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		digit, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && utf8.RuneCountInString(digit) == 1 && strings.Contains("123456789¹²³", digit)
}
