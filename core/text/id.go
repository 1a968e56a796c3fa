package text

import (
	"fmt"
	"strings"
)

const idMarks = "._~@+/-"

// EscapeID writes any text as an id: bytes other than A-Z a-z 0-9 . _ ~ @ + / - become %XX, so an id never holds a space. An empty
// text becomes "%", which no other text does.
func EscapeID(s string) string {
	if s == "" {
		return "%"
	}
	if isID(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if idByte(s[i]) {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return b.String()
}

// UnescapeID returns the text that EscapeID was given. A % that no two hexadecimal digits follow stands for itself.
func UnescapeID(id string) string {
	if id == "%" {
		return ""
	}
	if !strings.Contains(id, "%") {
		return id
	}
	var b strings.Builder
	for i := 0; i < len(id); i++ {
		if id[i] == '%' && i+2 < len(id) && isHex(id[i+1]) && isHex(id[i+2]) {
			b.WriteByte(unhex(id[i+1])<<4 | unhex(id[i+2]))
			i += 2
			continue
		}
		b.WriteByte(id[i])
	}
	return b.String()
}

func isID(s string) bool {
	for i := range len(s) {
		if !idByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// escapedID tells whether s can be the id of a record as it stands in a file.
func escapedID(s string) bool {
	for i := range len(s) {
		if !idByte(s[i]) && s[i] != '%' {
			return false
		}
	}
	return s != ""
}

func idByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(idMarks, c) >= 0
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c - 'A' + 10
}
