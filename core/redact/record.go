package redact

import (
	"regexp"
	"slices"
	"strings"

	"tamtam/core/text"
)

// numberKey is the key of a field whose value is a phone number, whatever its shape.
var numberKey = regexp.MustCompile(`^(?:Phone|Mobile|Fax)`)

// Record returns the record without what the rules take out, in every text of it: values, items, speakers, topics, what was said, and the id
// but for its digits. The given record stays as it is.
func (r *Redactor) Record(from text.Record) text.Record {
	if r == nil {
		return from
	}
	to := text.Record{Kind: from.Kind, ID: r.id(from.ID), Fields: slices.Clone(from.Fields), Turns: slices.Clone(from.Turns)}
	for i := range to.Fields {
		f := &to.Fields[i]
		if f.Value = r.String(f.Value); r.contacts && numberKey.MatchString(f.Key) && digits(narrow(f.Value)) >= leastDigits {
			f.Value = Phone
		}
		f.Items = r.strings(f.Items)
	}
	for i := range to.Turns {
		t := &to.Turns[i]
		t.Speaker, t.Affiliation, t.Topic = r.String(t.Speaker), r.String(t.Affiliation), r.String(t.Topic)
		if len(t.Lines) > 0 { // together: a name may go on in the next line
			t.Lines = strings.Split(r.String(strings.Join(t.Lines, "\n")), "\n")
		}
	}
	return to
}

func (r *Redactor) strings(all []string) []string {
	all = slices.Clone(all)
	for i := range all {
		all[i] = r.String(all[i])
	}
	return all
}

// id redacts an id. One of digits only is Gong's, whatever it looks like.
func (r *Redactor) id(id string) string {
	plain := text.UnescapeID(id)
	if digits(plain) == len(plain) {
		return id
	}
	if redacted := r.String(plain); redacted != plain {
		return text.EscapeID(redacted)
	}
	return id
}
