package redact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// leastDigits is how many digits a number has at least to be looked at; ITU-T E.164 allows 15 at most.
	leastDigits = 6
	mostDigits  = 15
)

func digits(s string) (n int) {
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// mayHoldPhone tells whether a text has as many digits as a phone number, in whatever script.
func mayHoldPhone(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n >= leastDigits
}

// narrow writes the digits of all scripts, and the wide signs of East Asia, as those of ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		return narrowed(r)
	}, s)
}

func narrowed(r rune) rune {
	if r >= '！' && r <= '～' { // the wide forms of ASCII
		return r - '！' + '!'
	}
	if !unicode.IsDigit(r) {
		return r
	}
	for _, digits := range unicode.Nd.R16 { // each from a zero on
		if from, to := rune(digits.Lo), rune(digits.Hi); from <= r && r <= to {
			return '0' + (r-from)%10
		}
	}
	return r
}

// widened takes the spans of a narrowed text back to the text itself, rune by rune. The spans are in order.
func widened(found []span, plain, s string) {
	at := 0 // of s
	next := 0
	place := func(to int) int {
		for next < to {
			_, n := utf8.DecodeRuneInString(plain[next:])
			_, m := utf8.DecodeRuneInString(s[at:])
			next, at = next+n, at+m
		}
		return at
	}
	for i := range found {
		found[i].from, found[i].to = place(found[i].from), place(found[i].to)
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// run is a row of groups of digits with what stands between the groups of a phone number: "+49 (0)30 / 123-45 67".
var run = regexp.MustCompile(`(?:\+|%2[Bb])?\(?[0-9](?:[ ().\-/\x{a0}\x{2009}\x{202f}\x{2010}-\x{2013}]{0,3}[0-9])+`)

// moment is a date or a time; what it holds is no part of a phone number.
var moment = regexp.MustCompile(`\b(?:(?:19|20)[0-9]{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12][0-9]|3[01])|` +
	`(?:0?[1-9]|[12][0-9]|3[01])[-./](?:0?[1-9]|[12][0-9]|3[01])[-./](?:19|20)[0-9]{2}|[0-9]{1,3}(?::[0-9]{2})+)\b`)

// called stands before a number that is named as a phone's.
var called = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:` +
	`(?:tele)?(?:phone|fon|tel|mobile|mobil|cell|fax|handy|dial|whatsapp|sms)(?: (?:number|no))?|` +
	`(?:my|our|your|his|her|their) number|(?:call|reach|ring|text) (?:me|us|him|her|them)(?: back)?(?: at| on| under)?)` +
	`(?:\.|['’]s)? ?(?::|=|is)? ?$`)

// beforeNumber is how many bytes before a number are looked at for what it is called.
const beforeNumber = 40

// phones finds phone numbers: international ones behind a + or 00, national ones behind their 0, those with an area code in brackets, those of
// North America, and all that are named as one. Other rows of digits are ids and amounts.
func phones(s string) []span {
	plain := narrow(s)
	found := phonesOf(plain)
	if plain != s {
		widened(found, plain, s)
	}
	return found
}

func phonesOf(s string) []span {
	var found []span
	from := 0
	part := func(end int) {
		for _, m := range run.FindAllStringIndex(s[from:end], -1) {
			found = appendPhones(found, s, from+m[0], from+m[1])
		}
	}
	for _, m := range moment.FindAllStringIndex(s, -1) {
		part(m[0])
		from = m[1]
	}
	part(len(s))
	return found
}

// group is a row of digits within a run, with its sign, or with the bracket that closes behind it.
type group struct{ from, to int }

// appendPhones finds the phone numbers of a run: the longest rows of whole groups that are one.
func appendPhones(found []span, s string, from, to int) []span {
	groups := groupsOf(s, from, to)
	for first := 0; first < len(groups); first++ {
		for last := min(len(groups), first+mostDigits) - 1; last >= first; last-- {
			if isPhone(s, groups[first].from, groups[last].to) {
				found = append(found, span{from: groups[first].from, to: groups[last].to})
				first = last
				break
			}
		}
	}
	return found
}

func groupsOf(s string, from, to int) []group {
	var groups []group
	for at := from; at < to; {
		start := at
		for at < to && !isDigit(s[at]) {
			at++
		}
		if strings.EqualFold(s[start:min(start+3, to)], "%2B") {
			at = start + 3
		}
		end := at
		for end < to && isDigit(s[end]) {
			end++
		}
		if open := strings.LastIndexByte(s[start:at], '('); open >= 0 && strings.HasPrefix(s[end:to], ")") {
			start += open
		} else if !strings.HasPrefix(s[start:at], "+") && !strings.HasPrefix(s[start:at], "%") {
			start = at
		}
		groups, at = append(groups, group{start, end}), end
	}
	return groups
}

// The national numbers that are told by their shape: those of North America (NANP), made-up ones such as 555-123-4567 included, and those behind
// a trunk prefix.
var (
	american = regexp.MustCompile(`^(?:1[ .\-]?)?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .\-\x{2010}-\x{2013}])[0-9]{3}[ .\-\x{2010}-\x{2013}][0-9]{4}$`)
	trunk    = regexp.MustCompile(`^\(?0[1-9]`)
	bracket  = regexp.MustCompile(`^\([0-9]{2,5}\)[ ./\-]{0,2}[0-9]`)
	abroad   = regexp.MustCompile(`^00[1-9]`)
)

func isPhone(s string, from, to int) bool {
	number := s[from:to]
	n := digits(number)
	if n < leastDigits || n > mostDigits || !standsAlone(s, from, to) {
		return false
	}
	switch {
	case strings.HasPrefix(number, "+1"), strings.HasPrefix(number, "%2B1"):
		return n == 11
	case number[0] == '+', number[0] == '%':
		return n >= 8
	case called.MatchString(s[max(0, from-beforeNumber):from]):
		return true
	case abroad.MatchString(number):
		return n >= 11
	case isID(s, from):
		return false
	case american.MatchString(number):
		return true
	case trunk.MatchString(number):
		return n >= 9 && n <= 12
	}
	return bracket.MatchString(number) && n >= 7
}

// extension is what may stand right behind a number: 555-123-4567x12.
var extension = regexp.MustCompile(`^[xX][0-9]{1,6}\b`)

// standsAlone tells whether the number is no part of a word, of an amount or of a longer number.
func standsAlone(s string, from, to int) bool {
	before, width := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	if from > 0 && (partOfWord(before) || unicode.Is(unicode.Sc, before)) && !strings.HasSuffix(s[:from], "%2F") {
		return false
	}
	if (before == '.' || before == ',') && from > width && isDigit(s[from-width-1]) {
		return false
	}
	if extension.MatchString(s[to:]) {
		return true
	}
	if to < len(s) && (partOfWord(after) || unicode.Is(unicode.Sc, after) || after == '%') {
		return false
	}
	return !((after == ',' || after == '.') && to+1 < len(s) && isDigit(s[to+1]))
}

func partOfWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '#' || r == '@'
}

// isID tells whether the number goes on with what is a word, a path or a value of a URL: "INV-0301234567", "/call/0301234567", "id=0301234567".
func isID(s string, from int) bool {
	if from == 0 {
		return false
	}
	switch s[from-1] {
	case '/', '=', '&', '?', '-':
		return from > 1 && s[from-2] != ' '
	}
	return false
}
