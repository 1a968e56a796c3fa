package main_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/index"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

// library is 10,000 imported calls of ordinary length, and what is known of their words.
type library struct {
	desk   *desk
	store  *store.Store
	id     core.DatasetID
	rare   []string // words that a few calls have
	common []string // the most frequent words
	turns  []string // some of what was said, one turn each
	random *rand.Rand
}

func openLibrary(b *testing.B) *library {
	d := ready(b, gongsim.Options{Calls: 10_000, WordsPerMinute: 155, Users: 200})
	d.sim.KeepRequests(0)
	d.must(0, "import", "All", "--json")
	return reopenLibrary(b, d)
}

func reopenLibrary(b *testing.B, d *desk) *library {
	s, err := store.Open(d.home, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	l := &library{desk: d, store: s, random: rand.New(rand.NewPCG(1, 2))}
	if err := s.Snapshot(l.learn); err != nil {
		b.Fatal(err)
	}
	return l
}

// learn reads which words there are, and every fortieth call.
func (l *library) learn(s *store.Snapshot) error {
	all, err := s.Datasets()
	if err != nil {
		return err
	}
	l.id = all[0].ID
	segments, err := s.Segments(l.id)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, one := range segments {
		index.EachTerm(one, "", func(term string, p index.Postings) bool {
			counts[term] += p.Documents
			return true
		})
	}
	terms := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return counts[b] - counts[a] })
	l.common, l.rare = terms[:60], terms[len(terms)/2:]
	n := 0
	return s.Each(l.id, core.Transcripts, func(body []byte) bool {
		if n++; n%40 == 0 {
			err = text.EachTurn(body, func(n int) bool { return n%20 == 5 }, func(_ int, t text.Turn) {
				if said := strings.Join(t.Lines, " "); len(strings.Fields(said)) >= 8 { // no Chinese: ripgrep and FTS5 know no words in it
					l.turns = append(l.turns, said)
				}
			})
		}
		return err == nil
	})
}

func (l *library) one(words []string) string { return words[l.random.IntN(len(words))] }

// plain are some words of a turn, without the marks around them.
func (l *library) plain(n int) []string {
	for {
		words := strings.FieldsFunc(l.one(l.turns), func(r rune) bool { return strings.ContainsRune(" .,?!:;-\"“”()…", r) })
		if len(words) > n {
			at := l.random.IntN(len(words) - n)
			return words[at : at+n]
		}
	}
}

// question is a query in the languages of all that are compared.
type question struct{ ours, ripgrep, fts string }

// questions are the kinds of queries. A sentence that is typed is asked for letter by letter.
func (l *library) questions(kind string) []question {
	switch kind {
	case "rare":
		w := l.one(l.rare)
		return []question{{w, w, quote(w)}}
	case "common":
		w := l.one(l.common)
		return []question{{w, w, quote(w)}}
	case "phrase":
		w := l.plain(3)
		return []question{{`"` + strings.Join(w, " ") + `"`, strings.Join(w, "[^a-z0-9]+"), quote(strings.Join(w, " "))}}
	case "three":
		w := l.plain(3)
		return []question{{strings.Join(w, " "), strings.Join(w, "|"), quote(w[0]) + " " + quote(w[1]) + " " + quote(w[2])}}
	case "prefix":
		w := string([]byte{"abcdefghilmnoprstw"[l.random.IntN(18)], "aeiourlt"[l.random.IntN(8)]})
		return []question{{w + "*", `\b` + w, quote(w) + "*"}}
	}
	sentence := []rune(strings.Join(l.plain(7), " "))
	var all []question
	for n := range sentence {
		typed := string(sentence[:n+1])
		var terms []string
		for _, w := range strings.Fields(typed) {
			terms = append(terms, quote(w))
		}
		last := strings.Fields(typed)
		all = append(all, question{typed, last[len(last)-1], strings.Join(terms, " ") + "*"})
	}
	return all
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// kinds are in the order of the table; of each kind so many queries are asked.
var kinds = []struct {
	name    string
	queries int
}{{"rare", 200}, {"common", 200}, {"phrase", 200}, {"three", 200}, {"prefix", 200}, {"typing", 60}}

// asked is what is asked of each kind, the same for all that are compared.
func (l *library) asked() map[string][]question {
	all := map[string][]question{}
	for _, k := range kinds {
		for range k.queries {
			all[k.name] = append(all[k.name], l.questions(k.name)...)
		}
	}
	return all
}

// times are how long queries took, in milliseconds.
type times []float64

func (t times) at(share float64) float64 {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

func (t times) report(b *testing.B, name string) {
	b.ReportMetric(t.at(0.50), name+"-p50-ms")
	b.ReportMetric(t.at(0.95), name+"-p95-ms")
	b.ReportMetric(t.at(0.99), name+"-p99-ms")
}

// shown is how the window asks: a page of calls, three turns of each.
func shown(typing bool) search.Options { return search.Options{Limit: 20, Turns: 3, Typing: typing} }

func (l *library) ask(b *testing.B, e *search.Engine, kind string, all []question) times {
	took := make(times, 0, len(all))
	for _, q := range all {
		began := time.Now()
		if _, err := e.Search(context.Background(), q.ours, shown(kind == "typing")); err != nil {
			b.Fatal(kind, err)
		}
		took = append(took, float64(time.Since(began))/1e6)
	}
	return took
}

// BenchmarkLibrary measures 10,000 imported calls.
func BenchmarkLibrary(b *testing.B) {
	l := openLibrary(b)
	b.Run("OneCallMore", l.benchmarkOneCallMore)
	b.Run("Search", l.benchmarkSearch)
	b.Run("OneCallMoreRebuilt", l.benchmarkOneCallMore) // with every commit bbolt lists the free pages, and the old index left many
	b.Run("DuringSync", l.benchmarkDuringSync)
}

// benchmarkSearch searches, beside a ripgrep scan of the same text and SQLite's FTS5, and tells how long it takes to make the index. Ours
// includes ranking, the total and 20 calls with marked turns; FTS5's ranking only; ripgrep counts lines.
func (l *library) benchmarkSearch(b *testing.B) {
	for b.Loop() {
		asked := l.asked()
		e := search.New(l.store, review.New(l.store))
		if _, err := e.Search(context.Background(), "warm", shown(false)); err != nil {
			b.Fatal(err)
		}
		ours := map[string]times{}
		for _, k := range kinds {
			ours[k.name] = l.ask(b, e, k.name, asked[k.name])
			ours[k.name].report(b, k.name)
		}
		files := l.split(b)
		scan := l.ripgrep(b, files.folder, asked)
		b.ReportMetric(scan, "ripgrep-p50-ms")
		b.ReportMetric(scan/ours["typing"].at(0.50), "ripgrep/typing-p50")
		worst := 0.0
		for _, k := range kinds {
			worst = max(worst, ours[k.name].at(0.99))
		}
		b.ReportMetric(scan/worst, "ripgrep/worst-p99")

		fts := l.fts5(b, files, asked)
		for _, k := range kinds {
			fts.asked[k.name].report(b, "fts5-"+k.name)
		}
		b.ReportMetric(fts.asked["typing"].at(0.99)/ours["typing"].at(0.99), "fts5/typing-p99")

		began := time.Now()
		if err := l.store.Reindex(b.Context(), store.FileID{Dataset: l.id, Type: core.Transcripts}, nil); err != nil {
			b.Fatal(err)
		}
		rebuilt := time.Since(began).Seconds()
		b.ReportMetric(rebuilt, "rebuild-s")
		b.ReportMetric(fts.built, "fts5-build-s")
		b.ReportMetric(rebuilt/fts.built, "rebuild/fts5")
	}
}

// parts are the transcripts as files: one each for FTS5, sixteen for ripgrep, which scans files side by side.
type parts struct {
	folder, single string
	bytes          int64
}

func (l *library) split(b *testing.B) parts {
	p := parts{folder: b.TempDir(), single: b.TempDir()}
	var files []*os.File
	for n := range 16 {
		f, err := os.OpenFile(filepath.Join(p.folder, fmt.Sprintf("part-%02d.txt", n)), os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		files = append(files, f)
	}
	n := 0
	err := l.store.Snapshot(func(s *store.Snapshot) error {
		var failure error
		err := s.Each(l.id, core.Transcripts, func(body []byte) bool {
			n++
			p.bytes += int64(len(body))
			if _, failure = files[n%len(files)].Write(body); failure == nil {
				failure = os.WriteFile(filepath.Join(p.single, fmt.Sprintf("%05d.txt", n)), spoken(body), 0o600)
			}
			return failure == nil
		})
		if err == nil {
			err = failure
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// spoken is what is said in a transcript, without its fields: all that our index holds, too.
func spoken(body []byte) []byte {
	var said []byte
	_ = text.EachTurn(body, func(int) bool { return true }, func(_ int, t text.Turn) {
		said = append(append(said, strings.Join(t.Lines, "\n")...), '\n')
	})
	return said
}
