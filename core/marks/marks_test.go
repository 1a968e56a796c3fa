package marks_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/text"
)

var noon = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

func TestTags(t *testing.T) {
	tests := []struct {
		tag, want, key string // want "" for one that is refused
	}{
		{"Risk", "Risk", "risk"},
		{"  #Risk ", "Risk", "risk"},
		{"## to do", "to do", "to do"},
		{"two  words\nin lines", "two words in lines", "two words in lines"},
		{"GRÜSSE", "GRÜSSE", "grüsse"},
		{"C++", "C++", "c++"},
		{"日本", "日本", "日本"},
		{"", "", ""},
		{" # ", "", ""},
		{`a "quoted" one`, "", ""},
		{strings.Repeat("ü", marks.MaxTag), strings.Repeat("ü", marks.MaxTag), strings.Repeat("ü", marks.MaxTag)},
		{strings.Repeat("ü", marks.MaxTag+1), "", ""},
	}
	for _, test := range tests {
		got, err := marks.CleanTag(test.tag)
		if test.want == "" {
			if !core.Is(err, core.Invalid) {
				t.Errorf("%q: %q, %v", test.tag, got, err)
			}
			continue
		}
		if got != test.want || err != nil || marks.TagKey(test.tag) != test.key {
			t.Errorf("%q: %q (%v), key %q", test.tag, got, err, marks.TagKey(test.tag))
		}
	}
}

func TestTagging(t *testing.T) {
	var m marks.Marks
	do := func(name string, err error, want ...string) {
		t.Helper()
		if err != nil || !slices.Equal(m.Tags, want) {
			t.Errorf("%s: %q (%v), want %q", name, m.Tags, err, want)
		}
	}
	do("some", m.Tag("Deal", "#risk", "DEAL"), "Deal", "risk")
	do("more", m.Tag("Risk", "later"), "Deal", "risk", "later")
	if !m.Tagged("#RISK") || m.Tagged("ris") {
		t.Error("tagged is by whole names, whatever their case")
	}
	had, err := m.Retag("RISK", "Churn")
	do("renamed", err, "Deal", "Churn", "later")
	again, err := m.Retag("deal", "churn")
	do("renamed to one that is there", err, "churn", "later")
	never, err := m.Retag("none", "one")
	do("renamed what is not there", err, "churn", "later")
	if !had || !again || never {
		t.Errorf("had %v %v %v", had, again, never)
	}
	m.Untag("LATER", "none")
	do("taken out", nil, "churn")
	for i := len(m.Tags); i < marks.MaxTags; i++ {
		if err := m.Tag(strings.Repeat("x", 1+i%60) + string(rune('a'+i/60))); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Tag("one more"); !core.Is(err, core.Invalid) {
		t.Errorf("one more than %d: %v", marks.MaxTags, err)
	}
	if err := m.Tag("churn"); err != nil {
		t.Errorf("one that is there: %v", err)
	}
}

func TestNotes(t *testing.T) {
	var m marks.Marks
	first, err := m.AddNote("\r\n one \t\r\n\r\ntwo\x07\n\n", nil, noon)
	if err != nil || first.Text != " one\n\ntwo" || first.Anchor != nil {
		t.Errorf("%q (%v)", first.Text, err)
	}
	second, err := m.AddNote("at a place", &marks.Anchor{Quote: "place"}, noon.Add(time.Minute))
	if err != nil || second.ID == first.ID {
		t.Fatalf("%+v (%v)", second, err)
	}
	for name, body := range map[string]string{"empty": " \n", "long": strings.Repeat("n", marks.MaxNote+1), "of a megabyte": strings.Repeat("long ", 1<<18)} {
		if _, err := m.AddNote(body, nil, noon); !core.Is(err, core.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		if err := m.SetNote(first.ID, body, noon); !core.Is(err, core.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := m.SetNote("another", "text", noon); !core.Is(err, core.NotFound) {
		t.Errorf("changed what is not there: %v", err)
	}
	before := m // a copy that nothing reaches
	later := noon.Add(time.Hour)
	if err := errors.Join(m.SetNote(first.ID, "changed", later), m.SetNote(first.ID, "changed", later.Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	if n := m.Notes[0]; n.Text != "changed" || !n.Changed.Equal(later) || !n.Created.Equal(noon) || len(n.Past) != 1 {
		t.Errorf("%+v", n)
	}
	n, at, ok := m.RemoveNote(first.ID)
	if !ok || at != 0 || len(m.Notes) != 1 || m.Notes[0].ID != second.ID {
		t.Errorf("%v at %d, left %+v", ok, at, m.Notes)
	}
	if _, _, ok := m.RemoveNote(first.ID); ok {
		t.Error("removed twice")
	}
	for range 2 {
		m.PutNote(n, at)
	}
	if len(m.Notes) != 2 || m.Notes[0].Text != "changed" {
		t.Errorf("put back: %+v", m.Notes)
	}
	if before.Notes[0].Text != " one\n\ntwo" || len(before.Notes) != 2 {
		t.Errorf("an earlier copy changed, too: %+v", before.Notes)
	}
}

func TestHighlights(t *testing.T) {
	turns := said(t, call)
	var m marks.Marks
	passage := anchor(t, turns, spanIn(t, turns, 4, "our budget"))
	first, err := m.AddHighlight(passage, "", noon)
	if err != nil || first.Ink != marks.Yellow {
		t.Errorf("%+v (%v)", first, err)
	}
	again, err := m.AddHighlight(passage, marks.Blue, noon.Add(time.Hour))
	if err != nil || again.ID != first.ID || again.Ink != marks.Blue || len(m.Highlights) != 1 {
		t.Errorf("the same passage: %+v (%v)", m.Highlights, err)
	}
	if _, err := m.AddHighlight(anchor(t, turns, spanIn(t, turns, 4, "budget")), marks.Pink, noon); err != nil || len(m.Highlights) != 2 {
		t.Errorf("one within: %+v (%v)", m.Highlights, err)
	}
	h, at, ok := m.RemoveHighlight(first.ID)
	if _, _, twice := m.RemoveHighlight(first.ID); !ok || at != 0 || twice {
		t.Errorf("%v at %d, twice %v", ok, at, twice)
	}
	for range 2 {
		m.PutHighlight(h, at)
	}
	if len(m.Highlights) != 2 || m.Highlights[0].ID != first.ID {
		t.Errorf("put back: %+v", m.Highlights)
	}
}

func TestPlaceWhereReadingStopped(t *testing.T) {
	turns := said(t, call)
	tests := []struct {
		name       string
		place      marks.Place
		turn, rune int
	}{
		{"as it was", marks.Place{Turn: 4, Rune: 9, At: 33 * time.Second}, 4, 9},
		{"its turn has moved", marks.Place{Turn: 6, Rune: 9, At: 33 * time.Second}, 4, 0},
		{"its turn was joined to another", marks.Place{Turn: 5, Rune: 9, At: 40 * time.Second}, 4, 0},
		{"beyond the end", marks.Place{Turn: 99, Rune: 9, At: time.Hour}, 8, 0},
		{"nonsense", marks.Place{Turn: -1, Rune: -1, At: -time.Hour}, 0, 0},
	}
	for _, test := range tests {
		if turn, rune := test.place.In(turns); turn != test.turn || rune != test.rune {
			t.Errorf("%s: turn %d, rune %d", test.name, turn, rune)
		}
	}
	if turn, rune := (marks.Place{Turn: 3}).In(nil); turn != 0 || rune != 0 {
		t.Errorf("in nothing: turn %d, rune %d", turn, rune)
	}
}

func TestEmpty(t *testing.T) {
	full := map[string]func(*marks.Marks){
		"star": func(m *marks.Marks) { m.Star = true }, "tag": func(m *marks.Marks) { m.Tags = []string{"x"} },
		"note": func(m *marks.Marks) { m.Notes = make([]marks.Note, 1) }, "highlight": func(m *marks.Marks) { m.Highlights = make([]marks.Highlight, 1) },
		"read": func(m *marks.Marks) { m.Read = noon }, "place": func(m *marks.Marks) { m.Place = new(marks.Place) },
	}
	for name, fill := range full {
		m := marks.Marks{Call: "1", Title: "a title alone is nothing", Started: noon}
		if !m.Empty() {
			t.Error("empty marks are not")
		}
		if fill(&m); m.Empty() {
			t.Errorf("%s is nothing", name)
		}
	}
}

func TestNewAnchorFitsItsSpan(t *testing.T) {
	turns := said(t, call)
	tests := []struct {
		name string
		span marks.Span
		want string // "" for a span without text
	}{
		{"as it is", marks.Span{Turn: 5, From: 2, ToTurn: 5, To: 5}, "see"},
		{"white space at its ends", marks.Span{Turn: 5, From: 1, ToTurn: 5, To: 7}, "see."},
		{"from the end of a turn to the beginning of another", marks.Span{Turn: 4, From: 65, ToTurn: 6, To: 0}, "I see.\nWhat would work for you?"},
		{"over turns", marks.Span{Turn: 3, ToTurn: 4, To: 4}, "Yes.\n\nThat"},
		{"beyond both ends", marks.Span{Turn: -3, From: 7, ToTurn: 99, To: -1}, "Hello"},
		{"backwards", marks.Span{Turn: 5, ToTurn: 4, To: 3}, ""},
		{"nothing", marks.Span{Turn: 5, From: 3, ToTurn: 5, To: 3}, ""},
		{"a space", marks.Span{Turn: 5, From: 1, ToTurn: 5, To: 2}, ""},
		{"negative", marks.Span{Turn: 1, From: -9, ToTurn: 1, To: 3}, "Yes"},
	}
	for _, test := range tests {
		a, err := marks.NewAnchor(turns, test.span)
		switch {
		case test.want == "" && !core.Is(err, core.Invalid):
			t.Errorf("%s: %q (%v)", test.name, a.Quote, err)
		case test.want != "" && (err != nil || !strings.HasPrefix(a.Quote, test.want) || textIn(turns, a.Span) != a.Quote):
			t.Errorf("%s: %q, at %v %q (%v)", test.name, a.Quote, a.Span, textIn(turns, a.Span), err)
		}
	}
	if _, err := marks.NewAnchor(nil, marks.Span{To: 3}); !core.Is(err, core.Invalid) {
		t.Errorf("of nothing: %v", err)
	}
	long := []text.Turn{{Lines: []string{strings.Repeat("long ", marks.MaxPassage)}}}
	if _, err := marks.NewAnchor(long, marks.Span{To: 5 * marks.MaxPassage}); !core.Is(err, core.Invalid) {
		t.Errorf("of a passage that is too long: %v", err)
	}
}

func TestQuoteHasItsCitation(t *testing.T) {
	turns := said(t, call)
	turns[4].Affiliation = "External"
	q, err := marks.NewQuote(marks.Source{Call: "7", Title: "Acme", Started: noon, URL: "https://app.gong.io/call?id=7"}, turns, spanIn(t, turns, 4, "our budget"), noon)
	if err != nil || q.ID == "" {
		t.Fatal(err)
	}
	want := marks.Quote{
		ID: q.ID, Call: "7", Text: "our budget", Speaker: "Jane", Side: "External", Title: "Acme", Started: noon, At: 33 * time.Second,
		URL: "https://app.gong.io/call?id=7", Added: noon, Anchor: q.Anchor,
	}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Error(diff)
	}
	if s, found := q.Anchor.Find(turns); !found || textIn(turns, s) != q.Text {
		t.Errorf("%v %v", s, found)
	}
}

// TestRefreshFollowsWhatMoves: two changes, each of which alone would be borne, and which together would not be.
func TestRefreshFollowsWhatMoves(t *testing.T) {
	then := said(t, call)
	var m marks.Marks
	budget := anchor(t, then, spanIn(t, then, 4, "our budget did not grow"))
	yes := anchor(t, then, spanIn(t, then, 6, "Yes."))
	note, err := m.AddNote("a note", &budget, noon)
	highlight, highlightErr := m.AddHighlight(yes, "", noon)
	if err := errors.Join(err, highlightErr); err != nil {
		t.Fatal(err)
	}
	if m.Refresh(then) {
		t.Error("nothing has changed")
	}
	kept := m
	moved := said(t, later(300)(call))
	if !m.Refresh(moved) || m.Notes[0].Anchor.At != 333*time.Second || m.Highlights[0].Anchor.At != 361*time.Second {
		t.Errorf("%+v", m)
	}
	if kept.Highlights[0].Anchor != yes || *kept.Notes[0].Anchor != budget {
		t.Error("an earlier copy changed, too")
	}
	now := said(t, both(later(300), both(swap("I see. | What would work for you?", "Well."), swap("So the same as last year?", "As before?")))(call))
	if got := m.Locate(now); len(got.Orphans) != 0 || textIn(now, got.Spans[highlight.ID]) != "Yes." || now[got.Spans[highlight.ID].Turn].At != 361*time.Second {
		t.Errorf("%+v", got)
	}
	if got := kept.Locate(now); !slices.Equal(got.Orphans, []string{highlight.ID}) || textIn(now, got.Spans[note.ID]) != "our budget did not grow" {
		t.Errorf("without a refresh in between: %+v", got)
	}
	gone := m
	if gone.Refresh(nil) || len(gone.Notes) != 1 || *gone.Notes[0].Anchor != *m.Notes[0].Anchor {
		t.Error("an orphan keeps what it was")
	}
	if got := gone.Locate(nil); !slices.Equal(got.Orphans, []string{note.ID, highlight.ID}) {
		t.Errorf("%+v", got)
	}
}

func TestHistoryRemembersTheLatest(t *testing.T) {
	var history []string
	for i := range marks.MaxHistory + 5 {
		history = marks.Remember(history, strings.Repeat("x", i+1))
	}
	history = marks.Remember(history, " xx  y\n")
	history = marks.Remember(history, strings.Repeat("x", 50))
	history = marks.Remember(history, "xx y")
	history = marks.Remember(history, "")
	if len(history) != marks.MaxHistory || history[0] != "xx y" || history[1] != strings.Repeat("x", 50) || len(history[2]) != marks.MaxHistory+5 {
		t.Errorf("%d: %q", len(history), history[:3])
	}
	if slices.Contains(history[2:], history[1]) {
		t.Error("a query stands twice")
	}
}
