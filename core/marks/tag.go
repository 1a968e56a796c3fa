package marks

import (
	"strings"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/text"
)

// TagCount is a tag and the number of calls that have it.
type TagCount struct {
	Tag   string
	Calls int
}

// CleanTag makes a tag fit to be kept: one line, single spaces, without a "#" before it. One that is empty, longer than MaxTag runes or holds
// a quotation mark, which searches could not ask for, is core.Invalid.
func CleanTag(tag string) (string, error) {
	const op = "tag the call"
	tag = strings.Join(strings.Fields(strings.TrimLeft(text.CleanLine(tag), "# ")), " ")
	switch n := utf8.RuneCountInString(tag); {
	case tag == "":
		return "", core.Errorf(core.Invalid, op, "a tag needs a name")
	case n > MaxTag:
		return "", core.Errorf(core.Invalid, op, "the tag has %d characters; a tag can have %d", n, MaxTag)
	case strings.Contains(tag, `"`):
		return "", core.Errorf(core.Invalid, op, "a tag can hold no quotation mark")
	}
	return tag, nil
}

// TagKey is the same for all ways to write a tag that differ by case only, by spaces or by a "#" before it.
func TagKey(tag string) string {
	if clean, err := CleanTag(tag); err == nil {
		tag = clean
	}
	return strings.Map(fold, tag)
}
