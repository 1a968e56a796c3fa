package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/core/search"
)

// mine is what somebody made of the calls, by their ids.
func mine(id core.CallID) review.Personal {
	n := 0
	for _, c := range []byte(id) {
		n += int(c)
	}
	p := review.Personal{Starred: n%3 == 0, Noted: n%5 == 0, Highlighted: n%7 == 0}
	if n%2 == 0 {
		p.Tags = []string{"Follow-up", "Prïority"}
	}
	return p
}

func options() search.Options {
	return search.Options{Limit: 1 << 20, Now: present, Personal: mine}
}

// check demands that a query finds what a plain reading finds: the calls, the turns, the marks.
func (l *library) check(t testing.TB, query string) (calls int) {
	t.Helper()
	return l.checks(t, query, false)
}

// checks is check, also of a query that is still typed.
func (l *library) checks(t testing.TB, query string, typing bool) (calls int) {
	t.Helper()
	o := options()
	o.Typing = typing
	got, err := l.engine.Search(context.Background(), query, o)
	if err != nil {
		t.Fatalf("%.300q: %v", query, err)
	}
	w := understood(query, typing)
	if w.empty() != got.Empty {
		t.Fatalf("%.300q asks for nothing: %v, want %v", query, got.Empty, w.empty())
	}
	if got.Empty {
		return 0
	}
	want, found := l.plain.answer(w, mine), answer{}
	for _, c := range got.Calls {
		if _, twice := found[c.Call.ID]; twice {
			t.Fatalf("%.300q finds %s twice", query, c.Call.ID)
		}
		found[c.Call.ID] = map[int][][2]int{}
		for _, h := range c.Hits {
			found[c.Call.ID][h.Turn] = h.Marks
		}
		if len(found[c.Call.ID]) != c.Turns || len(c.Hits) != c.Turns {
			t.Fatalf("%.300q: %d turns of %s, but %d hits", query, c.Turns, c.Call.ID, len(c.Hits))
		}
	}
	if diff := cmp.Diff(want, found); diff != "" || got.Total != len(want) {
		t.Fatalf("%.300q finds %d calls, a plain reading %d: %.2000s", query, got.Total, len(want), diff)
	}
	return got.Total
}

// kinds are queries, one of each kind that we could think of.
func kinds() []string {
	all := []string{
		"", " ", "\t\n", "-", "--", "*", "\"", "\"\"", "OR", "OR OR", "-OR", "AND", "NOT", ",", "...", "—", "()", ":", "::", "-:", "\"*\"", "- -", "''", "\\",
		"price", "PRICE", "Prïcé", "pricing", "renewal", "neverspoken", "the", "a", "i", "0", "1,200", "$", "$1,200", "$1,200.50", "€5", "50 %", "50%",
		"can't", "can’t", "canʼt", "can t", "cant", "\"can't\"", "can'*", "can't*", "rock'n", "n'roll", "rock'n'roll", "isn't they", "-can't", "I can't OR isn't",
		"C++", "C#", ".NET", "c", "c*", "+", "++", "+ +", "a|b", "x=y", "<script>", "alert(1)", "state-of-the-art", "state–of–the–art", "of-the", "\"of the\"",
		"jane@acme.com", "@acme", "Jane.Doe+x@acme.co.uk", "acme.com", "what about pricing?", "\"what about pricing", "what about pricing\"", "“what about”",
		"„what about“", "«what about»", "\"about what\"", "\"price price\"", "\"price price price price\"", "\"a b a\"", "\"a a\"", "\"b b a\"", "a b",
		"creme brulee", "Crème Brûlée", "cafe\u0301", "café", "strasse", "Straße", "istanbul", "İSTANBUL", "ilik", "office", "oﬃce", "acme", "Ａｃｍｅ",
		"👍", "👍🏽", "🏽", "👨‍👩‍👧", "❤", "❤️", "🇩🇪", "1️⃣", "🤷🏾‍♀️", "価格", "格", "価格表", "価 格", "\"価格は\"", "格価", "コーヒー", "ガス", "ｶﾞｽ", "か\u3099", "が", "가격", "한국", "가*",
		"ราคา", "ราคาเท่าไหร่", "המחיר", "מָה הַמְּחִיר", "السعر", "السِّعْر", "محمد", "कीमत", "क़लम", "softhyphen", "soft-hyphen", "soft hyphen", "zerowidth", "mark",
		strings.Repeat("long", 16), strings.Repeat("long", 40), strings.Repeat("long", 33) + "*", strings.Repeat("long", 41), "long*",
		"price OR renewal", "price OR", "OR price", "price OR OR renewal", "price or renewal", "price OR , renewal", "price OR -renewal", "price -renewal OR the",
		"price OR renewal the OR a", "price -renewal", "-price", "-price -the", "-\"price price\"", "--price", "---price", "- price", "-\u00a0price", "price--renewal", "-*",
		"pri*", "p*", "pri* ren*", "\"pri*\"", "pri*ce", "-pri*", "\"the pri\"", "the-pri*", "**", "price**", "*price",
		"speaker:jane", "speaker:JANÉ", "speaker:acme.com", "speaker:\"jane doe\"", "speaker:\"jane", "-speaker:jane", "speaker:jane price", "speaker:jane speaker:ina the",
		"speaker:o'brien", "speaker:渡辺 価格", "speaker:nobody", "speaker:", "speaker: jane", "Speaker:jane", "speaker:\"speaker: x\"", "speaker:価格", "speaker:jane -speaker:doe",
		"side:internal", "side:external the", "side:ext price", "side:us", "side:them", "side:x", "side:", "-side:internal the", "side:internal side:external the", "side:unknown",
		"topic:pricing", "topic:pricing the", "topic:prïcing", "topic:\"small talk\"", "-topic:pricing the", "topic:none", "topic:\"prïcing · more\"", "topic:, price",
		"speaker:jane side:external topic:pricing the", "speaker:jane -price", "side:external -the", "-side:external -the", "side:internal \"what about\"",
		"title:acme", "title:価格", "title:crème", "-title:acme the", "title:\"acme, renewal\"", "title:-x", "title:", "title:acme title:renewal", "title:acme title:crème",
		"company:a", "company:acme", "-company:a", "company:nobody", "company:a company:b", "company:inc the", "tracker:c", "tracker:compet", "-tracker:c the", "tracker:c tracker:b",
		"before:2026-04-01", "after:2026-04-01", "before:2025", "after:2026-04 the", "-after:2026-04", "before:30d", "after:30d", "after:yesterday", "before:today", "after:2w",
		"after:01.02.2026", "after:6m before:30d", "before:soon", "after:", "before:2026-13-45", "after:30d -price", "before:-1",
		"dataset:company", "dataset:ÜBERSEE", "dataset:gesprache", "-dataset:company", "dataset:none the", "dataset:company dataset:übersee the", "dataset:\"übersee",
		"tag:follow", "tag:prio", "-tag:follow the", "tag:none", "has:note", "has:notes", "has:star price", "-has:star price", "has:tag", "has:highlight", "has:transcript",
		"has:tracker", "has:nothing", "has:", "has:note has:star the", "tag:follow has:star side:internal after:6m the -price",
		"http://acme.com/x?y=1", "foo:bar", "price: the", "price:the", "[00:00:03] Jane (External) · Pricing", "=== Transcript 1 ===", "OR and NOT \"quoted phrase\" speaker:jane -minus",
		"\xff", "caf\xff", "\x00", "a\x00b", "\ufeff", "\u200b", "\u0301", "¨", "𝒫𝓇𝒾𝒸𝑒", "ﷺ", "㎏", "№", "™", "½",
	}
	return all
}

// TestTruth: for each kind of query exactly what a plain reading finds is found, its turns and marks too.
func TestTruth(t *testing.T) {
	l := shared.open(t)
	if n := len(l.plain.talks); n < 500 {
		t.Fatalf("only %d calls have a transcript", n)
	}
	all, something := kinds(), 0
	for _, query := range all {
		if l.check(t, query) > 0 {
			something++
		}
	}
	t.Logf("%d kinds, of which %d find something", len(all), something)
	if len(all) < 200 || something < 150 {
		t.Errorf("%d kinds, of which %d find something", len(all), something)
	}
}

// dice makes queries of what was said.
type dice struct {
	*rand.Rand
	plain *reading
}

func (d dice) turn() turn {
	for {
		t := d.plain.talks[d.IntN(len(d.plain.talks))]
		if len(t.turns) > 0 {
			if one := t.turns[d.IntN(len(t.turns))]; len(one.words) > 0 {
				return one
			}
		}
	}
}

// piece is some of what somebody said, as it was said.
func (d dice) piece(words int) string {
	t := d.turn()
	from := d.IntN(len(t.words))
	to := min(from+d.IntN(words), len(t.words)-1)
	return t.said[t.words[from].from:t.words[to].to]
}

func (d dice) operator() string {
	values := []string{
		"jane", "internal", "ext", "pricing", "acme", "2026-04-01", "30d", "soon", "company", "note", "star", "x", "\"jane doe\"", "\"small talk\"", "\"", "", "-", "*", "価格", "é", "a", "e",
	}
	names := append(search.Operators(), "SPEAKER", "Title", "nothing")
	return names[d.IntN(len(names))] + ":" + values[d.IntN(len(values))]
}

func (d dice) part() string {
	switch d.IntN(16) {
	case 0, 1, 2, 3:
		return d.piece(1)
	case 4:
		return d.piece(4)
	case 5, 6:
		return `"` + d.piece(5) + `"`
	case 7:
		runes := []rune(d.piece(1))
		return string(runes[:1+d.IntN(len(runes))]) + "*"
	case 8:
		return "OR"
	case 9:
		return "-" + d.piece(1)
	case 10:
		return []string{"", "-"}[d.IntN(2)] + d.operator()
	case 11:
		return []string{`"`, "“", "-", "*", "OR", ":", "…", "👍🏽", "'", "--", "価格", "\xff\xfe", "\u200d", "«»", "¿", "(", "\\", "%"}[d.IntN(18)]
	case 12:
		return strings.ToUpper(d.piece(2))
	case 13:
		return string([]rune{rune(d.IntN(0x3000)), rune(d.IntN(0x20000))})
	case 14:
		b := make([]byte, d.IntN(8))
		for i := range b {
			b[i] = byte(d.IntN(256))
		}
		return string(b)
	default:
		return d.piece(3)[:1]
	}
}

func (d dice) query() string {
	switch d.IntN(100) {
	case 0:
		return strings.Repeat(d.piece(12)+" ", 1+d.IntN(60)) // a paragraph
	case 1:
		return d.turn().said
	}
	var b strings.Builder
	for range 1 + d.IntN(5) {
		b.WriteString(d.part())
		b.WriteString([]string{" ", " ", " ", "", "\t", "\u3000"}[d.IntN(6)])
	}
	return b.String()
}

// TestRandomQueries: none fails, and each finds what a plain reading finds; every other one as the window asks, while it is typed.
func TestRandomQueries(t *testing.T) {
	l := shared.open(t)
	queries := 300
	if soak() {
		queries = 10_000
	}
	d, something := dice{rand.New(rand.NewPCG(21, 1)), l.plain}, 0
	for n := range queries {
		if l.checks(t, d.query(), n%2 == 1) > 0 {
			something++
		}
	}
	t.Logf("%d queries, of which %d find something", queries, something)
	if something < queries/3 {
		t.Errorf("only %d of %d queries find something", something, queries)
	}
}

// TestPastedTexts: a text of a hundred thousand bytes is a query of its first words, and the notice says so.
func TestPastedTexts(t *testing.T) {
	l := shared.open(t)
	d := dice{rand.New(rand.NewPCG(22, 1)), l.plain}
	var b strings.Builder
	for b.Len() < 100_000 {
		b.WriteString(d.turn().said + "\n")
	}
	book := b.String()
	for _, query := range []string{
		book, `"` + book, `-"` + book + `"`, strings.Repeat("the ", 25_000), strings.Repeat("the-", 25_000), strings.Repeat("-the ", 25_000),
		strings.Repeat("the OR ", 15_000), strings.Repeat("speaker:a ", 10_000), strings.Repeat("before:x ", 10_000),
		strings.Repeat("t* ", 30_000),
	} {
		l.check(t, query)
		got, err := l.engine.Search(t.Context(), query, options())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(got.Notices, func(n search.Notice) bool { return n.Kind == search.TooLong && n.Text == "400" }) {
			t.Errorf("%.40q: nothing is said of what was left out", query)
		}
		for _, n := range got.Notices {
			if utf8.RuneCountInString(n.Text) > 61 {
				t.Errorf("%.40q: a notice is of %d bytes", query, len(n.Text))
			}
		}
	}
	long := strings.Repeat("x", 100_000)
	for _, query := range []string{long, long + ":" + long, "title:" + long, "before:" + long, strings.Repeat(":", 100_000), strings.Repeat("\"", 100_000), strings.Repeat("-", 100_000)} {
		l.check(t, query)
	}
}

// TestPages: pages put together are the whole, each call once, whichever way it is sorted.
func TestPages(t *testing.T) {
	l := shared.open(t)
	for _, query := range []string{"the", "price the", "the OR neverspoken a*", "a* OR the", "\"what about\" the", "side:internal", "the -price"} {
		for _, newest := range []bool{false, true} {
			o := options()
			o.Newest = newest
			whole, err := l.engine.Search(t.Context(), query, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range []int{90, 201} {
				var pages []search.CallHits
				for o.Limit = size; len(pages) < min(whole.Total, 450); {
					o.Skip = len(pages)
					page, err := l.engine.Search(t.Context(), query, o)
					if err != nil || page.Total != whole.Total || len(page.Calls) != min(size, whole.Total-len(pages)) {
						t.Fatalf("%q: %d calls behind %d of %d: %v", query, len(page.Calls), len(pages), page.Total, err)
					}
					pages = append(pages, page.Calls...)
				}
				for i, c := range whole.Calls[:len(pages)] {
					if pages[i].Call.ID != c.Call.ID {
						t.Fatalf("%q, newest %v: call %d of %d is %s in pages of %d, %s in the whole", query, newest, i, whole.Total, pages[i].Call.ID, size, c.Call.ID)
					}
				}
			}
			if newest && !slices.IsSortedFunc(whole.Calls, func(a, b search.CallHits) int { return b.Call.Started.Compare(a.Call.Started) }) {
				t.Errorf("%q: not the newest first", query)
			}
		}
	}
}

// TestFewTurns: of a call the turns with most of the query are returned, all are counted.
func TestFewTurns(t *testing.T) {
	l := shared.open(t)
	o := options()
	whole, err := l.engine.Search(t.Context(), "the and a", o)
	if err != nil {
		t.Fatal(err)
	}
	o.Turns = 3
	few, err := l.engine.Search(t.Context(), "the and a", o)
	if err != nil || len(few.Calls) != len(whole.Calls) {
		t.Fatal(err)
	}
	for i, c := range few.Calls {
		all := map[int]int{}
		for _, h := range whole.Calls[i].Hits {
			all[h.Turn] = len(h.Marks)
		}
		if c.Turns != len(all) || len(c.Hits) != min(3, len(all)) {
			t.Fatalf("%s: %d hits of %d turns, want 3 of %d", c.Call.ID, len(c.Hits), c.Turns, len(all))
		}
		for n, h := range c.Hits {
			if all[h.Turn] == 0 || n > 0 && c.Hits[n-1].Turn >= h.Turn {
				t.Fatalf("%s: turn %d", c.Call.ID, h.Turn)
			}
		}
	}
}

// TestTyping: a last word that is still written finds what it may become; a query that is finished does not.
func TestTyping(t *testing.T) {
	l := shared.open(t)
	o := options()
	o.Typing = true
	for typed, finished := range map[string]string{
		"pri": "pri*", "what pri": "what pri*", "pri ": "pri", "p": "p", "C+": "C+", "価": "価", "\"what ab": "what-ab*", "\"what about\"": "\"what about\"", "-pri": "-pri*",
		"pri-": "pri", "can't": "can't*", "speaker:ja": "speaker:ja", "cafe\u0301": "café*",
	} {
		got, err := l.engine.Search(t.Context(), typed, o)
		if err != nil {
			t.Fatal(err)
		}
		if want := len(l.plain.answer(understand(finished), mine)); got.Total != want {
			t.Errorf("typing %q finds %d calls, %q %d", typed, got.Total, finished, want)
		}
	}
}

// TestDatasets: only those that were asked for are searched, and a call in several is found once.
func TestDatasets(t *testing.T) {
	l := shared.open(t)
	ids := map[string]core.DatasetID{}
	for id, name := range l.plain.names {
		ids[name[:1]] = id
	}
	totals := map[string]int{}
	for name, of := range map[string][]core.DatasetID{"C": {ids["C"]}, "Ü": {ids["\xc3"]}, "both": {ids["C"], ids["\xc3"]}, "all": nil} {
		o := options()
		o.Datasets = of
		got, err := l.engine.Search(t.Context(), "has:transcript", o)
		if err != nil {
			t.Fatal(err)
		}
		totals[name] = got.Total
	}
	if totals["Ü"] != 90 || totals["both"] != len(l.plain.talks) || totals["all"] != totals["both"] || totals["C"]+60 != totals["all"] {
		t.Errorf("%v, want 90 in the second, of them 60 in it alone, %d in all", totals, len(l.plain.talks))
	}
}

// TestNotices: what was not understood is said, and the rest is searched for.
func TestNotices(t *testing.T) {
	l := shared.open(t)
	for query, want := range map[string]search.Notice{
		"the before:soon":          {Kind: search.NoDate, Text: "before:soon"},
		"the -after:\"the day\"":   {Kind: search.NoDate, Text: "after:\"the day\""},
		"the side:left":            {Kind: search.NoSide, Text: "side:left"},
		"the has:nothing":          {Kind: search.NoValue, Text: "has:nothing"},
		"the title:":               {Kind: search.NothingYet, Text: "title:"},
		"the \"open quote":         {Kind: search.OpenQuote, Text: "open quote"},
		"the dataset:nonesuch":     {Kind: search.NoDataset, Text: "nonesuch"},
		"the before:" + book("x"):  {Kind: search.NoDate, Text: "before:" + strings.Repeat("x", 53) + "…"},
		"the OR before:2026-04-99": {Kind: search.NoDate, Text: "before:2026-04-99"},
	} {
		got, err := l.engine.Search(t.Context(), query, options())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]search.Notice{want}, got.Notices); diff != "" {
			t.Errorf("%.60q: %s", query, diff)
		}
	}
}

func book(letter string) string { return strings.Repeat(letter, 5000) }

// overtaken is a context that ends when it was asked a number of times whether it has.
type overtaken struct {
	context.Context
	left atomic.Int64 // several goroutines ask
}

func (o *overtaken) Err() error {
	if o.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestOvertaken: wherever a search is when it is overtaken, it says so and returns nothing; what it has kept for the next one is whole.
func TestOvertaken(t *testing.T) {
	l := shared.open(t)
	for _, query := range []string{"the", "\"what about\" the -price", "side:internal t*", "t* \"the p\" -side:external"} {
		ended := 0
		for asked := 0; ; asked += 1 + asked {
			fresh := search.New(l.store, review.New(l.store))
			ctx := &overtaken{Context: t.Context()}
			ctx.left.Store(int64(asked))
			got, err := fresh.Search(ctx, query, options())
			whole, wholeErr := fresh.Search(t.Context(), query, options())
			if wholeErr != nil || whole.Total != len(l.plain.answer(understand(query), mine)) {
				t.Fatalf("%q, overtaken when it was asked %d times: the next search finds %d: %v", query, asked, whole.Total, wholeErr)
			}
			if err == nil {
				if got.Total != whole.Total {
					t.Fatalf("%q, overtaken when it was asked %d times: %d calls of %d", query, asked, got.Total, whole.Total)
				}
				break
			}
			if ended++; !core.Is(err, core.Canceled) || got.Total != 0 || got.Calls != nil {
				t.Fatalf("%q: %v, %d calls", query, err, got.Total)
			}
		}
		if ended < 2 {
			t.Errorf("%q never asked whether it was overtaken", query)
		}
	}
}

// TestDays reads what stands behind before: and after:, by the clock of whoever asks.
func TestDays(t *testing.T) {
	l := shared.open(t)
	tokyo := time.FixedZone("Tokyo", 9*3600)
	count := func(day time.Time) (n int) {
		for _, c := range l.plain.talks {
			if c.call.Started.Compare(day) >= 0 {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		query string
		zone  *time.Location
		want  time.Time
	}{
		{"after:2026-04-01", nil, date(2026, 4, 1)},
		{"after:2026-4-1", nil, date(2026, 4, 1)},
		{"after:2026/04/01", nil, date(2026, 4, 1)},
		{"after:1.4.2026", nil, date(2026, 4, 1)},
		{"after:2026-04-01", tokyo, date(2026, 4, 1).Add(-9 * time.Hour)},
		{"after:2026-02", nil, date(2026, 2, 1)},
		{"after:2026", nil, date(2026, 1, 1)},
		{"after:today", tokyo, date(2026, 4, 9).Add(-9 * time.Hour)},
		{"after:Yesterday", nil, date(2026, 4, 8)},
		{"after:10d", nil, date(2026, 3, 30)},
		{"after:3w", nil, date(2026, 3, 19)},
		{"after:2m", nil, date(2026, 2, 9)},
		{"after:1y", nil, date(2025, 4, 9)},
	} {
		o := options()
		o.Location = c.zone
		got, err := l.engine.Search(t.Context(), c.query, o)
		if err != nil || got.Total != count(c.want) || len(got.Notices) > 0 {
			t.Errorf("%s in %v: %d calls, want %d since %s (%v, %v)", c.query, c.zone, got.Total, count(c.want), c.want, err, got.Notices)
		}
	}
	o := options()
	o.Now = time.Time{} // nobody says what day it is
	got, err := l.engine.Search(t.Context(), "the after:today", o)
	if err != nil || fmt.Sprint(got.Notices) != fmt.Sprint([]search.Notice{{Kind: search.NoDate, Text: "after:today"}}) {
		t.Errorf("%v, %v", got.Notices, err)
	}
}
