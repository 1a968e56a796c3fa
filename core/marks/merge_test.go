package marks_test

import (
	"bytes"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/marks"
)

func note(id, body string, minutes int, past ...string) marks.Note {
	return marks.Note{ID: id, Text: body, Created: noon, Changed: noon.Add(time.Duration(minutes) * time.Minute), Past: past}
}

// texts are the texts of a call's notes, in alphabetical order.
func texts(m marks.Marks) []string {
	var all []string
	for _, n := range m.Notes {
		all = append(all, n.Text)
	}
	slices.Sort(all)
	return all
}

func TestMergeOfNotes(t *testing.T) {
	edited := func(n marks.Note, body string, minutes int) marks.Note {
		m := marks.Marks{Notes: []marks.Note{n}}
		if err := m.SetNote(n.ID, body, noon.Add(time.Duration(minutes)*time.Minute)); err != nil {
			t.Fatal(err)
		}
		return m.Notes[0]
	}
	old := note("a", "old", 0)
	tests := []struct {
		name         string
		mine, theirs marks.Note
		want         []string
	}{
		{"two notes", old, note("b", "other", 0), []string{"old", "other"}},
		{"the same", old, old, []string{"old"}},
		{"changed there", old, edited(old, "new", 5), []string{"new"}},
		{"changed here", edited(old, "new", 5), old, []string{"new"}},
		{"changed there by a clock that is wrong", old, edited(old, "new", -5), []string{"new"}},
		{"changed twice here", edited(edited(old, "new", 5), "newest", 6), edited(old, "new", 5), []string{"newest"}},
		{"changed here and there", edited(old, "mine", 5), edited(old, "theirs", 6), []string{"mine", "theirs"}},
		{"changed here and there alike", edited(old, "both", 5), edited(old, "both", 6), []string{"both"}},
		{"changed and changed back", edited(edited(old, "new", 5), "old", 6), edited(old, "new", 5), []string{"old"}},
	}
	for _, test := range tests {
		mine, theirs := marks.Marks{Notes: []marks.Note{test.mine}}, marks.Marks{Notes: []marks.Note{test.theirs}}
		a, b := mine, theirs
		a.Merge(theirs)
		b.Merge(mine)
		if !slices.Equal(texts(a), test.want) || !slices.Equal(texts(b), test.want) {
			t.Errorf("%s: %q here, %q there, want %q", test.name, texts(a), texts(b), test.want)
		}
		if again := a; again.Merge(theirs) || again.Merge(b) && !slices.Equal(texts(again), test.want) {
			t.Errorf("%s: merging again changes something: %q", test.name, texts(again))
		}
	}
}

func TestMergeOfTheRest(t *testing.T) {
	hour := noon.Add(time.Hour)
	highlight := marks.Highlight{ID: "h", Ink: marks.Yellow, Changed: noon, Anchor: marks.Anchor{Quote: "q"}}
	blue := marks.Highlight{ID: "other id", Ink: marks.Blue, Changed: hour, Anchor: highlight.Anchor}
	mine := marks.Marks{Call: "1", Tags: []string{"Risk"}, Read: noon, Place: &marks.Place{Turn: 1, Kept: hour}, Highlights: []marks.Highlight{highlight}}
	theirs := marks.Marks{
		Call: "1", Title: "Acme", Started: noon, Star: true, Tags: []string{"risk", "deal"}, Read: hour, Place: &marks.Place{Turn: 2, Kept: noon},
		Highlights: []marks.Highlight{blue},
	}
	inked := highlight
	inked.Ink, inked.Changed = marks.Blue, hour
	want := marks.Marks{
		Call: "1", Title: "Acme", Started: noon, Star: true, Tags: []string{"Risk", "deal"}, Read: hour, Place: &marks.Place{Turn: 1, Kept: hour},
		Highlights: []marks.Highlight{inked},
	}
	before := mine
	if !mine.Merge(theirs) {
		t.Error("something was new")
	}
	if diff := cmp.Diff(want, mine); diff != "" {
		t.Error(diff)
	}
	if mine.Merge(theirs) {
		t.Error("merging again changes something")
	}
	if before.Highlights[0].Ink != marks.Yellow {
		t.Error("an earlier copy changed, too")
	}
}

// TestMergeLosesNothing: two people's random edits of one beginning, merged both ways, again and again.
func TestMergeLosesNothing(t *testing.T) {
	for seed := range uint64(rounds()) {
		r := rand.New(rand.NewPCG(seed, 4))
		var here marks.Marks
		work(t, r, &here)
		there := here
		work(t, r, &here)
		work(t, r, &there)
		a, b := here, there
		a.Merge(there)
		b.Merge(here)
		if !slices.Equal(texts(a), texts(b)) {
			t.Fatalf("seed %d: %q here, %q there", seed, texts(a), texts(b))
		}
		for _, n := range slices.Concat(here.Notes, there.Notes) {
			former := func(m marks.Marks) bool { // an earlier state of what the other one went on with
				return slices.ContainsFunc(m.Notes, func(o marks.Note) bool { return o.ID == n.ID && len(o.Past) > len(n.Past) })
			}
			if !slices.Contains(texts(a), n.Text) && !former(here) && !former(there) {
				t.Fatalf("seed %d: %q is lost: %q", seed, n.Text, texts(a))
			}
		}
		if a.Merge(b) {
			t.Fatalf("seed %d: two that are merged are not the same: %s", seed, cmp.Diff(a, b))
		}
	}
}

// work adds notes and changes some.
func work(t *testing.T, r *rand.Rand, m *marks.Marks) {
	t.Helper()
	for range r.IntN(5) {
		now := noon.Add(time.Duration(r.IntN(100)) * time.Minute)
		body := fmt.Sprint("text ", r.Uint64())
		var err error
		if len(m.Notes) == 0 || r.IntN(2) == 0 {
			_, err = m.AddNote(body, nil, now)
		} else {
			err = m.SetNote(m.Notes[r.IntN(len(m.Notes))].ID, body, now)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestMergeOfComments(t *testing.T) {
	for _, test := range []struct{ mine, theirs, want string }{
		{"", "", ""}, {"a", "", "a"}, {"", "b", "b"}, {"a", "a", "a"}, {"ab", "b", "ab"}, {"b", "ab", "ab"}, {"a", "b", "a\n\nb"}, {"b", "a", "a\n\nb"},
	} {
		q := marks.Quote{Comment: test.mine}
		changed := q.Merge(marks.Quote{Comment: test.theirs})
		if q.Comment != test.want || changed != (test.want != test.mine) || q.Merge(marks.Quote{Comment: test.theirs}) {
			t.Errorf("%q and %q: %q, %v", test.mine, test.theirs, q.Comment, changed)
		}
	}
}

func lines(all ...marks.Line) iter.Seq2[marks.Line, error] {
	return func(yield func(marks.Line, error) bool) {
		for _, l := range all {
			if !yield(l, nil) {
				return
			}
		}
	}
}

// everything is a line of each kind, with texts that Markdown and JSON could stumble over.
func everything(t testing.TB) []marks.Line {
	t.Helper()
	turns := said(t, call)
	m := marks.Marks{Call: "7", Title: "Acme <b>& Co</b> [1]", Started: noon, Star: true, Read: noon, Place: &marks.Place{Turn: 2, At: time.Second, Kept: noon}}
	budget := anchor(t, turns, spanIn(t, turns, 4, "our budget did not grow"))
	_, err := m.AddNote("# not a heading\n1. *not* a list\u2028\n> nor `this`", &budget, noon)
	if err == nil {
		err = m.Tag("risk", "C++")
	}
	if err == nil {
		_, err = m.AddHighlight(budget, marks.Green, noon)
	}
	q, quoteErr := marks.NewQuote(marks.Source{Call: "7", Title: m.Title, Started: noon}, turns, marks.Span{Turn: 3, ToTurn: 5, To: 6}, noon)
	if err != nil || quoteErr != nil {
		t.Fatal(err, quoteErr)
	}
	q.Comment = "the <script>point</script>"
	return []marks.Line{{Marks: &m}, {Quote: &q}, {Search: &marks.SavedSearch{ID: "s", Name: "Prices", Query: `"the price" OR *`, Created: noon}}}
}

func TestExportComesBack(t *testing.T) {
	want := everything(t)
	var b bytes.Buffer
	if err := marks.Export(&b, lines(want...)); err != nil {
		t.Fatal(err)
	}
	got, err := marks.Import(bytes.NewReader(b.Bytes()))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	windows := strings.ReplaceAll("\ufeff"+b.String(), "\n", "\r\n") + "\r\n\r\n"
	got, err = marks.Import(strings.NewReader(windows))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("through an editor of Windows: %v %s", err, diff)
	}
}

func TestImportRefusesWhatItCannotKeep(t *testing.T) {
	const first = `{"format":"tamtam marks","version":1}` + "\n"
	tests := map[string]struct{ file, want string }{
		"nothing":             {"", "no export of marks"},
		"another file":        {"Gong Transcripts\n", "no export of marks"},
		"another JSON":        {"{}\n", "no export of marks"},
		"of a newer version":  {`{"format":"tamtam marks","version":2}`, "newer version"},
		"a broken line":       {first + "\n{\n", "line 3: it cannot be read"},
		"an empty line":       {first + "{}", "line 2: it is no mark"},
		"two in one":          {first + `{"quote":{"id":"1","call":"2"},"search":{"id":"1","query":"x"}}`, "line 2: it is no mark"},
		"no call":             {first + `{"marks":{"star":true}}`, "line 2: there is no call"},
		"a note without id":   {first + `{"marks":{"call":"1","notes":[{"text":"x"}]}}`, "a note needs an id"},
		"a long note":         {first + `{"marks":{"call":"1","notes":[{"id":"1","text":"` + strings.Repeat("x", marks.MaxNote+1) + `"}]}}`, "the note has 64 KB"},
		"a long tag":          {first + `{"marks":{"call":"1","tags":["` + strings.Repeat("x", 65) + `"]}}`, "the tag has 65"},
		"a long highlight":    {first + `{"marks":{"call":"1","highlights":[{"id":"1","anchor":{"quote":"` + strings.Repeat("a ", marks.MaxPassage) + `"}}]}}`, "a passage is longer"},
		"a note to too much":  {first + `{"marks":{"call":"1","notes":[{"id":"1","text":"x","anchor":{"before":"` + strings.Repeat("a ", 20) + `"}}]}}`, "a passage is longer"},
		"a long quote":        {first + `{"quote":{"id":"1","call":"2","text":"` + strings.Repeat("x", marks.MaxPassage+1) + `"}}`, "a passage is longer"},
		"a quote without id":  {first + `{"quote":{"text":"x"}}`, "a quote needs an id"},
		"a search for naught": {first + `{"search":{"id":"1"}}`, "nothing to search for"},
		"a very long line":    {first + `{"marks":{"call":"` + strings.Repeat("x", 17<<20), "line 2 is too long"},
	}
	for name, test := range tests {
		got, err := marks.Import(strings.NewReader(test.file))
		if !core.Is(err, core.Invalid) || !strings.Contains(err.Error(), test.want) || got != nil {
			t.Errorf("%s: %d lines, %v, want %q", name, len(got), err, test.want)
		}
	}
}

func TestMarkdownReadsAsItIs(t *testing.T) {
	var b strings.Builder
	if err := marks.Markdown(&b, lines(everything(t)...)); err != nil {
		t.Fatal(err)
	}
	const want = `# Notes and highlights

## Acme \<b\>\& Co\</b\> \[1\]

2026-04-09 12:00:00 UTC · call 7 · starred · \#risk · \#C++

> our budget did not grow
>
> Jane, 00:00:33

\# not a heading\
1\. \*not\* a list

\> nor \` + "`this\\`" + `

### Highlights

> our budget did not grow
>
> Jane, 00:00:33

# Quotes

> Yes.
>
> That is more than we paid last year, and our budget did not grow.
>
> I see.
>
> Jane, Acme \<b\>\& Co\</b\> \[1\], 2026-04-09 12:00:00 UTC, 00:00:30

the \<script\>point\</script\>

# Saved searches

- Prices: "the price" OR \*
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}
