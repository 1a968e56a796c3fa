package index

import "strings"

// OrderKey returns what names are sorted by as a person reads them: folded, and with whole numbers compared as numbers, so that Company 2 stands before
// Company 10. Keys are compared byte by byte and shown to nobody; names that differ only in what Fold folds, or in zeros before a number, have the
// same one. Make it once for each name, not in each comparison.
func OrderKey(name string) string {
	name = Fold(name)
	if !strings.ContainsAny(name, "0123456789") {
		return name
	}
	var key strings.Builder
	for len(name) > 0 {
		if !digit(name[0]) {
			key.WriteByte(name[0])
			name = name[1:]
			continue
		}
		end := 1
		for end < len(name) && digit(name[end]) {
			end++
		}
		number := strings.TrimLeft(name[:end], "0")
		key.WriteByte('0')                          // a number stands where its digits would
		key.WriteByte(byte(min(len(number), 0xff))) // the longer one is the greater
		key.WriteString(number)
		name = name[end:]
	}
	return key.String()
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
