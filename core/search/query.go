package search

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/index"
)

// Query is a query taken apart. Parse makes it.
type Query struct {
	// groups must all be said; of the leaves of a group one suffices.
	groups [][]leaf
	// not must not be said.
	not []leaf
	// calls and turns narrow where: which calls, and which of their turns.
	calls []condition
	turns []condition
	// notices say what was not understood.
	notices []Notice
}

// leaf is a word or a phrase.
type leaf struct {
	// terms follow each other.
	terms []string
	// prefix says that the last term is the beginning of one.
	prefix bool
}

// condition is an operator with its value.
type condition struct {
	op    string
	value string // folded, but for days
	not   bool
	day   time.Time // of before and after
}

// operators are those that may stand before a colon, in the order of the help; true for those that narrow turns.
var operators = []struct {
	name  string
	turns bool
}{
	{"speaker", true},
	{"side", true},
	{"topic", true},
	{"title", false},
	{"company", false},
	{"tracker", false},
	{"before", false},
	{"after", false},
	{"dataset", false},
	{"tag", false},
	{"has", false},
}

// Operators are the names that may stand before a colon, in the order of the help.
func Operators() []string {
	names := make([]string, len(operators))
	for i, o := range operators {
		names[i] = o.name
	}
	return names
}

// Parse takes a query apart. Any text is a query.
func Parse(query string, o Options) Query {
	p := parser{rest: query, options: o}
	for p.next() {
	}
	p.close()
	return p.Query
}

// close ends the group that an OR could still add to. To ask for the same twice is to ask for it once.
func (p *parser) close() {
	same := func(group []leaf) bool { return slices.EqualFunc(group, p.either, leaf.equal) }
	if p.either != nil && !slices.ContainsFunc(p.groups, same) {
		p.groups = append(p.groups, p.either)
	}
}

func (l leaf) equal(other leaf) bool {
	return l.prefix == other.prefix && slices.Equal(l.terms, other.terms)
}

type parser struct {
	Query
	rest    string
	options Options
	either  []leaf // the group that an OR may still add to
	or      bool   // an OR stands before what comes
	words   int    // how many were taken, operators too
}

// mostWords bounds the words of a query, so that a pasted book takes no longer than a pasted page.
const mostWords = 400

// next takes the next part of the query; false at the end.
func (p *parser) next() bool {
	p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	if p.rest == "" {
		return false
	}
	if p.words == mostWords {
		p.notice(TooLong, strconv.Itoa(mostWords))
		return false
	}
	if rest, ok := strings.CutPrefix(p.rest, "OR"); ok && (rest == "" || strings.TrimLeftFunc(rest, unicode.IsSpace) != rest) {
		p.or, p.rest = p.either != nil, rest
		return true
	}
	not := false
	if tail := strings.TrimLeft(p.rest, "-"); tail != p.rest { // several are a dash, or a flag that was pasted
		first, _ := utf8.DecodeRuneInString(tail)
		not, p.rest = len(p.rest) == len(tail)+1 && tail != "" && !unicode.IsSpace(first), tail
		if tail == "" {
			return true
		}
	}
	if p.operator(not) {
		return true
	}
	text, quoted, open := p.value()
	last := p.rest == ""
	l := leaf{terms: index.Terms(text)}
	if joined, ok := index.Joined(text); ok {
		l.terms = []string{joined}
	}
	if !quoted {
		l.prefix = strings.HasSuffix(text, "*")
	}
	if last && (!quoted || open) && p.options.Typing && endsInWord(text) && !short(l.terms) {
		l.prefix = true
	}
	if left := mostWords - p.words; len(l.terms) > left {
		l, p.rest = leaf{terms: l.terms[:left]}, ""
		p.notice(TooLong, strconv.Itoa(mostWords))
	}
	p.words += len(l.terms)
	p.add(l, not)
	return true
}

// notice notes what was not understood. Of a long part of the query its beginning tells enough.
func (p *parser) notice(kind NoticeKind, part string) {
	const most = 60
	if runes := []rune(part[:min(len(part), 4*most)]); len(runes) > most || len(part) > 4*most {
		part = string(runes[:min(len(runes), most)]) + "…"
	}
	p.notices = append(p.notices, Notice{kind, part})
}

// short tells of a word that was only just begun: what a single letter could become says nothing yet.
func short(terms []string) bool { return len(terms) == 1 && utf8.RuneCountInString(terms[0]) == 1 }

// add adds a leaf. One that holds no word, a lone comma, asks for nothing.
func (p *parser) add(l leaf, not bool) {
	switch {
	case len(l.terms) == 0:
	case not:
		if !slices.ContainsFunc(p.not, l.equal) {
			p.not = append(p.not, l)
		}
		p.or = false
	case p.or:
		if !slices.ContainsFunc(p.either, l.equal) {
			p.either = append(p.either, l)
		}
		p.or = false
	default:
		p.close()
		p.either = []leaf{l}
	}
}

// operator takes an operator with its value, if there is one.
func (p *parser) operator(not bool) bool {
	const longest = len("speaker:")
	name, _, ok := strings.Cut(p.rest[:min(len(p.rest), longest)], ":")
	if !ok {
		return false
	}
	for _, o := range operators {
		if !strings.EqualFold(o.name, name) {
			continue
		}
		whole := p.rest
		p.rest = p.rest[len(name)+1:]
		p.words++
		value, _, _ := p.value()
		text := strings.TrimSpace(whole[:len(whole)-len(p.rest)])
		if c, kind := p.condition(o.name, value); kind != "" {
			p.notice(kind, text)
		} else if c.not = not; o.turns {
			p.turns = append(p.turns, c)
		} else {
			p.calls = append(p.calls, c)
		}
		p.or = false
		return true
	}
	return false
}

// condition reads an operator's value.
func (p *parser) condition(op, value string) (c condition, wrong NoticeKind) {
	c = condition{op: op, value: strings.TrimSpace(index.Fold(value))}
	switch {
	case c.value == "":
		return c, NothingYet
	case op == "before" || op == "after":
		var ok bool
		if c.day, ok = day(c.value, p.options); !ok {
			return c, NoDate
		}
	case op == "side":
		switch {
		case strings.HasPrefix("internal", c.value), c.value == "us":
			c.value = "internal"
		case strings.HasPrefix("external", c.value), c.value == "them":
			c.value = "external"
		default:
			return c, NoSide
		}
	case op == "has":
		c.value = strings.TrimSuffix(c.value, "s")
		switch c.value {
		case "note", "star", "tag", "highlight", "transcript", "tracker":
		default:
			return c, NoValue
		}
	}
	return c, ""
}

// value takes a value off the front: up to the next space, or, behind a quotation mark, up to the next one. open tells that there is none.
func (p *parser) value() (value string, quoted, open bool) {
	opens, size := quote(p.rest)
	if !opens {
		value, p.rest = cutWord(p.rest)
		return value, false, false
	}
	rest := p.rest[size:]
	for i := range rest {
		if closes, n := quote(rest[i:]); closes {
			p.rest = rest[i+n:]
			return rest[:i], true, false
		}
	}
	if p.rest = ""; strings.TrimSpace(rest) != "" {
		p.notice(OpenQuote, rest)
	}
	return rest, true, true
}

// quote tells whether a text begins with a quotation mark, straight or typographic.
func quote(s string) (yes bool, size int) {
	for _, mark := range []string{`"`, "“", "”", "„", "«", "»"} {
		if strings.HasPrefix(s, mark) {
			return true, len(mark)
		}
	}
	return false, 0
}

// cutWord takes off what stands before the next space.
func cutWord(s string) (word, rest string) {
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}

// endsInWord tells whether a text ends within a word that may still go on.
func endsInWord(s string) bool {
	ends := false
	var split index.Splitter
	split.Split(s, func(term []byte, _, to int) bool {
		ends = to == len(s) && index.Grows(string(term))
		return true
	})
	return ends
}

// day reads a day, month or year, or a day in relation to today, as the beginning of it.
func day(s string, o Options) (time.Time, bool) {
	zone := o.Location
	if zone == nil {
		zone = time.UTC
	}
	for _, layout := range []string{"2006-01-02", "2006-1-2", "2006-01", "2006-1", "2006", "2006/01/02", "02.01.2006", "2.1.2006"} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, true
		}
	}
	now := o.Now.In(zone)
	if o.Now.IsZero() {
		return time.Time{}, false
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
	switch s {
	case "today":
		return today, true
	case "yesterday":
		return today.AddDate(0, 0, -1), true
	}
	n, unit, ok := number(s)
	switch {
	case !ok:
		return time.Time{}, false
	case unit == "d":
		return today.AddDate(0, 0, -n), true
	case unit == "w":
		return today.AddDate(0, 0, -7*n), true
	case unit == "m":
		return today.AddDate(0, -n, 0), true
	case unit == "y":
		return today.AddDate(-n, 0, 0), true
	}
	return time.Time{}, false
}

// number reads "30d": at most four digits and what follows.
func number(s string) (n int, unit string, ok bool) {
	i := 0
	for ; i < len(s) && i < 4 && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n, s[i:], i > 0
}

// Datasets of a query's dataset: operators are matched by name.
func matchesDataset(value, name string, id core.DatasetID) bool {
	return strings.Contains(index.Fold(name), value) || value == string(id)
}
