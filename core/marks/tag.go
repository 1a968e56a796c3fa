package marks

import (
	"slices"
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

// TagPlace is a tag as a call has it: how it is written there, and which of the call's tags it is, counted from 0.
type TagPlace struct {
	Call core.CallID
	Tag  string
	At   int
}

// RemoveTag takes a tag out, whatever its case, and returns it with its place, for PutTag; ok is false when the call did not have it.
func (m *Marks) RemoveTag(tag string) (was TagPlace, ok bool) {
	key := TagKey(tag)
	at := slices.IndexFunc(m.Tags, func(t string) bool { return TagKey(t) == key })
	if at < 0 {
		return TagPlace{}, false
	}
	was = TagPlace{m.Call, m.Tags[at], at}
	m.Tags = slices.Delete(slices.Clone(m.Tags), at, at+1)
	return was, true
}

// PutTag puts a tag that was removed back at its place. One that is there, whatever its case, stays as it is, and so does a call that has as many tags
// as it can have.
func (m *Marks) PutTag(was TagPlace) {
	if !m.Tagged(was.Tag) && len(m.Tags) < MaxTags {
		m.Tags = slices.Insert(slices.Clone(m.Tags), min(max(was.At, 0), len(m.Tags)), was.Tag)
	}
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
