package redact

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// What stands in the place of what was found; a chosen name becomes "[name N]", N counted from 1 in the order of Rules.Names.
const (
	Email = "[e-mail]"
	Phone = "[phone]"
)

// placeholder finds what a Redactor writes, so that it is never taken for text: "name" may be a chosen name.
var placeholder = regexp.MustCompile(`\[(?:e-mail|phone|name \d+)\]`)

// Rules say what is to be taken out.
type Rules struct {
	// Contacts takes out e-mail addresses and phone numbers.
	Contacts bool
	// Names are the names of people and companies to take out. Those without a letter or digit are left out.
	Names []string
}

// Redactor applies Rules. A nil Redactor takes nothing out. It never changes once it is made, so it is safe for concurrent use.
type Redactor struct {
	contacts bool
	names    names
}

// New makes a Redactor; nil when the rules take nothing out.
func New(r Rules) *Redactor {
	n := newNames(r.Names)
	if !r.Contacts && len(n) == 0 {
		return nil
	}
	return &Redactor{contacts: r.Contacts, names: n}
}

// String returns the text without what the rules take out. With chosen names, a text that holds any of what is taken out comes back in
// Unicode's normal form C, in which letters with accents are compared.
func (r *Redactor) String(s string) string {
	if r == nil || s == "" {
		return s
	}
	for { // until nothing is found: what stands beside a placeholder may be something by itself
		composed := s
		if len(r.names) > 0 {
			composed = norm.NFC.String(s)
		}
		redacted := r.once(composed)
		if redacted == composed {
			return s
		}
		s = redacted
	}
}

// once redacts what is found at the first look. Every change takes away text that is no placeholder, so a loop of it ends.
func (r *Redactor) once(s string) string {
	if r.contacts {
		if mayHoldEmail(s) {
			s = replace(s, emails, func(int) string { return Email })
		}
		if mayHoldPhone(s) {
			s = replace(s, phones, func(int) string { return Phone })
		}
	}
	if len(r.names) > 0 {
		s = replace(s, r.names.find, func(n int) string { return "[name " + strconv.Itoa(n+1) + "]" })
	}
	return s
}

// span is a part of a text, in bytes; which is the number of the name that stands there.
type span struct{ from, to, which int }

// replace puts placeholders in the place of what a finder finds between the placeholders that are there.
func replace(s string, find func(string) []span, by func(which int) string) string {
	var b strings.Builder
	rest := func(part string) {
		at := 0
		for _, f := range find(part) {
			b.WriteString(part[at:f.from])
			b.WriteString(by(f.which))
			at = f.to
		}
		b.WriteString(part[at:])
	}
	at := 0
	for _, p := range placeholder.FindAllStringIndex(s, -1) {
		rest(s[at:p[0]])
		b.WriteString(s[p[0]:p[1]])
		at = p[1]
	}
	rest(s[at:])
	return b.String()
}
