package search_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"tamtam/core"
	"tamtam/core/index"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/text"
)

// What is here understands queries as the package's documentation says, and answers them by reading every turn of every transcript.

// reading is all that was said, without an index.
type reading struct {
	names map[core.DatasetID]string
	talks []talk
}

// talk is a call's transcript.
type talk struct {
	call  *review.Call
	turns []turn
}

type turn struct {
	text.Turn
	said  string
	words []word
}

// word is a word of a turn, its place in bytes, and whether an apostrophe alone stands between it and the next.
type word struct {
	term     string
	from, to int
	joined   bool
}

// read reads the files of a library: of a call in several datasets the transcript that was refreshed last.
func read(l *library) (*reading, error) {
	all, err := l.desk.Calls(context.Background())
	if err != nil {
		return nil, err
	}
	r := &reading{names: all.Names}
	files := map[core.DatasetID]map[core.CallID]text.Record{}
	for id := range all.Names {
		files[id] = map[core.CallID]text.Record{}
		records, err := l.records(id, core.Transcripts)
		if err != nil {
			return nil, err
		}
		for _, one := range records {
			files[id][core.CallID(text.UnescapeID(one.ID))] = one
		}
	}
	for _, call := range all.Calls {
		var from core.DatasetID
		var latest time.Time
		for id := range all.Names {
			f, err := l.store.File(id, core.Transcripts)
			if _, has := files[id][call.ID]; has && err == nil && f.Generated.After(latest) {
				from, latest = id, f.Generated
			}
		}
		if from == "" {
			continue
		}
		t := talk{call: call}
		for _, one := range files[from][call.ID].Turns {
			said := strings.Join(one.Lines, "\n")
			t.turns = append(t.turns, turn{one, said, wordsOf(said)})
		}
		r.talks = append(r.talks, t)
	}
	return r, nil
}

var apostrophes = []string{"'", "’", "ʼ", "´", "`", "＇"}

func wordsOf(s string) (words []word) {
	var split index.Splitter
	split.Split(s, func(term []byte, from, to int) bool {
		if n := len(words); n > 0 {
			words[n-1].joined = slices.Contains(apostrophes, s[words[n-1].to:from])
		}
		words = append(words, word{term: string(term), from: from, to: to})
		return true
	})
	return words
}

// spoken is what a query wants to be said: words behind each other; of two that an apostrophe joins, one must.
type spoken struct {
	terms  []string
	joined bool
	prefix bool
}

// folded remembers what texts are folded to: a reading asks the same names of every turn.
var folded sync.Map

func fold(s string) string {
	if known, ok := folded.Load(s); ok {
		return known.(string)
	}
	f := index.Fold(s)
	folded.Store(s, f)
	return f
}

// wish is a query.
type wish struct {
	groups [][]spoken
	not    []spoken
	calls  []demand
	turns  []demand
}

type demand struct {
	op, value string
	day       time.Time
	not       bool
}

const quotes = `"“”„«»`

// understand reads a query.
func understand(query string) wish { return understood(query, false) }

// understood is that; of a query that is still typed, a last word that no space or quotation mark ends is the beginning of one, but for a single
// letter or sign.
func understood(query string, typing bool) (w wish) {
	rest, words, or := []rune(query), 0, false
	word := func() string {
		end := slices.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		return string(rest[:end])
	}
	head := func() string { // long enough for OR and operators
		return strings.FieldsFunc(string(rest[:min(len(rest), 12)])+"x", unicode.IsSpace)[0]
	}
	skip := func(n int) { rest = rest[n:] }
	value := func() (v string, quoted, open bool) {
		if len(rest) == 0 || !strings.ContainsRune(quotes, rest[0]) {
			v = word()
			skip(utf8.RuneCountInString(v))
			return v, false, false
		}
		skip(1)
		end := slices.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(quotes, r) })
		if end < 0 {
			v, rest = string(rest), nil
			return v, true, true
		}
		v = string(rest[:end])
		skip(end + 1)
		return v, true, false
	}
	for words < 400 {
		for len(rest) > 0 && unicode.IsSpace(rest[0]) {
			skip(1)
		}
		if len(rest) == 0 {
			break
		}
		if h := head(); h == "OR" || h == "ORx" && len(rest) == 2 {
			skip(2)
			or = len(w.groups) > 0
			continue
		}
		dashes := 0
		for ; len(rest) > 0 && rest[0] == '-'; skip(1) {
			dashes++
		}
		not := dashes == 1 && len(rest) > 0 && !unicode.IsSpace(rest[0])
		if len(rest) == 0 {
			break
		}
		if unicode.IsSpace(rest[0]) {
			continue
		}
		if name, _, ok := strings.Cut(head(), ":"); ok && slices.Contains(search.Operators(), strings.ToLower(name)) {
			skip(utf8.RuneCountInString(name) + 1)
			v, _, _ := value()
			words++
			or = false
			d, ok := demanded(strings.ToLower(name), v)
			d.not = not
			switch {
			case !ok:
			case d.op == "speaker", d.op == "side", d.op == "topic":
				w.turns = append(w.turns, d)
			default:
				w.calls = append(w.calls, d)
			}
			continue
		}
		v, quoted, open := value()
		parts := wordsOf(v)
		if len(parts) == 0 {
			continue
		}
		s := spoken{joined: len(parts) == 2 && parts[0].joined, prefix: !quoted && strings.HasSuffix(v, "*")}
		for _, p := range parts {
			s.terms = append(s.terms, p.term)
		}
		if final := parts[len(parts)-1]; typing && len(rest) == 0 && (!quoted || open) && final.to == len(v) && index.Grows(final.term) {
			s.prefix = s.prefix || len(parts) > 1 || utf8.RuneCountInString(final.term) > 1
		}
		n := len(parts)
		if s.joined {
			n = 1
		}
		if n > 400-words {
			s.terms, s.prefix, n = s.terms[:400-words], false, 400-words
		}
		words += n
		switch {
		case not:
			w.not = append(w.not, s)
		case or:
			w.groups[len(w.groups)-1] = append(w.groups[len(w.groups)-1], s)
		default:
			w.groups = append(w.groups, []spoken{s})
		}
		or = false
	}
	w.groups = once(w.groups)
	for i := range w.groups {
		w.groups[i] = once(w.groups[i])
	}
	return w
}

// once leaves out what was asked for before, which changes nothing but how long a reading takes.
func once[T any](all []T) (kept []T) {
	met := map[string]bool{}
	for _, one := range all {
		if key := fmt.Sprintf("%#v", one); !met[key] {
			met[key] = true
			kept = append(kept, one)
		}
	}
	return kept
}

// demanded reads an operator's value; ok is false for one that means nothing.
func demanded(op, value string) (d demand, ok bool) {
	d = demand{op: op, value: strings.TrimSpace(index.Fold(value))}
	switch {
	case d.value == "":
		return d, false
	case op == "side":
		for side, other := range map[string]string{"internal": "us", "external": "them"} {
			if strings.HasPrefix(side, d.value) || d.value == other {
				d.value = side
				return d, true
			}
		}
		return d, false
	case op == "has":
		d.value = strings.TrimSuffix(d.value, "s")
		return d, slices.Contains([]string{"note", "star", "tag", "highlight", "transcript", "tracker"}, d.value)
	case op == "before", op == "after":
		days := map[string]time.Time{
			"2026-04-01": date(2026, 4, 1), "2026-04": date(2026, 4, 1), "2025": date(2025, 1, 1), "30d": present.Truncate(24*time.Hour).AddDate(0, 0, -30),
			"today": date(2026, 4, 9), "yesterday": date(2026, 4, 8), "2w": date(2026, 3, 26), "01.02.2026": date(2026, 2, 1), "6m": date(2025, 10, 9),
		}
		d.day, ok = days[d.value]
		return d, ok
	}
	return d, true
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func (w wish) empty() bool { return len(w.groups)+len(w.not)+len(w.calls)+len(w.turns) == 0 }

// answer is what a query finds: calls, of each the turns that are hits, of each the marks in runes.
type answer map[core.CallID]map[int][][2]int

// answer reads everything.
func (r *reading) answer(w wish, mine func(core.CallID) review.Personal) answer {
	found := answer{}
	for _, t := range r.talks {
		if hits, ok := r.of(t, w, mine); ok {
			found[t.call.ID] = hits
		}
	}
	return found
}

func (r *reading) of(t talk, w wish, mine func(core.CallID) review.Personal) (map[int][][2]int, bool) {
	if !together(w.calls, func(d demand) bool { return r.has(t.call, d, mine) }) {
		return nil, false
	}
	topics := slices.ContainsFunc(t.turns, func(one turn) bool { return one.Topic != "" })
	var allowed []int
	for n := range t.turns {
		if together(w.turns, func(d demand) bool { return saysSo(t.call, t.turns[n], topics, d) }) {
			allowed = append(allowed, n)
		}
	}
	somewhere := func(s spoken) bool {
		return slices.ContainsFunc(allowed, func(n int) bool { return len(s.in(t.turns[n].words)) > 0 })
	}
	for _, group := range w.groups {
		if !slices.ContainsFunc(group, somewhere) {
			return nil, false
		}
	}
	if slices.ContainsFunc(w.not, somewhere) || len(w.turns) > 0 && len(allowed) == 0 {
		return nil, false
	}
	hits := map[int][][2]int{}
	for _, n := range allowed {
		marks := w.marks(t.turns[n])
		if len(marks) > 0 || len(w.groups) == 0 && (len(w.turns) > 0 || n == 0) {
			hits[n] = marks
		}
	}
	return hits, true
}

// together tells whether demands hold: of those for speakers, sides, topics, companies and datasets one of each kind, of others all.
func together(all []demand, holds func(demand) bool) bool {
	one := map[string]bool{}
	for _, d := range all {
		switch {
		case d.not && holds(d):
			return false
		case d.not:
		case slices.Contains([]string{"speaker", "side", "topic", "company", "dataset"}, d.op):
			one[d.op] = one[d.op] || holds(d)
		case !holds(d):
			return false
		}
	}
	for _, some := range one {
		if !some {
			return false
		}
	}
	return true
}

func (r *reading) has(c *review.Call, d demand, mine func(core.CallID) review.Personal) bool {
	var values []string
	switch d.op {
	case "title":
		values = []string{c.Title}
	case "company":
		values = append(values, c.Companies...)
		for _, o := range c.Objects {
			if o.Kind == "Account" {
				values = append(values, o.Name)
			}
		}
	case "tracker":
		for _, t := range c.Trackers {
			values = append(values, t.Name)
		}
	case "dataset":
		for _, id := range c.Datasets {
			if string(id) == d.value {
				return true
			}
			values = append(values, r.names[id])
		}
	case "tag":
		values = mine(c.ID).Tags
	case "before":
		return !c.Started.IsZero() && c.Started.Before(d.day)
	case "after":
		return c.Started.Compare(d.day) >= 0
	case "has":
		return map[string]bool{
			"note": mine(c.ID).Noted, "star": mine(c.ID).Starred, "tag": len(mine(c.ID).Tags) > 0, "highlight": mine(c.ID).Highlighted,
			"transcript": c.HasTranscript, "tracker": len(c.Trackers) > 0,
		}[d.value]
	}
	return slices.ContainsFunc(values, func(v string) bool { return strings.Contains(fold(v), d.value) })
}

func saysSo(c *review.Call, t turn, topics bool, d demand) bool {
	values := []string{t.Topic}
	switch {
	case d.op == "side":
		return strings.EqualFold(t.Affiliation, d.value)
	case d.op == "speaker":
		values = []string{t.Speaker}
		for _, p := range c.People {
			if p.Name == t.Speaker {
				values = append(values, p.Email)
			}
		}
	case !topics:
		values = nil
		for _, topic := range c.Topics {
			values = append(values, topic.Name)
		}
	}
	return slices.ContainsFunc(values, func(v string) bool { return v != "" && strings.Contains(fold(v), d.value) })
}

// in returns where it is said, from a word to a word.
func (s spoken) in(words []word) (places [][2]int) {
	for i := 0; i+len(s.terms) <= len(words); i++ {
		ok := true
		for n, term := range s.terms {
			is := words[i+n].term
			ok = ok && (is == term || s.prefix && n == len(s.terms)-1 && strings.HasPrefix(is, term))
		}
		if ok && (!s.joined || words[i].joined) {
			places = append(places, [2]int{i, i + len(s.terms) - 1})
		}
	}
	return places
}

func (w wish) marks(t turn) [][2]int {
	var marks [][2]int
	for _, group := range w.groups {
		for _, s := range group {
			for _, p := range s.in(t.words) {
				marks = append(marks, [2]int{utf8.RuneCountInString(t.said[:t.words[p[0]].from]), utf8.RuneCountInString(t.said[:t.words[p[1]].to])})
			}
		}
	}
	slices.SortFunc(marks, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	for i := 1; i < len(marks); {
		if marks[i][0] < marks[i-1][1] {
			marks[i-1][1] = max(marks[i-1][1], marks[i][1])
			marks = slices.Delete(marks, i, i+1)
		} else {
			i++
		}
	}
	return marks
}
