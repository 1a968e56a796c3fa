package store_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/marks"
)

// TestQuotesFollowTheTranscript: synced again and again, a quote is found where its words stand, while what was collected stays.
func TestQuotesFollowTheTranscript(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	lines := []string{"Ina: Hello.", "Ina: The new price is 1,200 dollars a seat.", "Jane: Yes.", "Jane: Our budget did not grow this year."}
	bring := func(lines ...string) (lost []string) {
		t.Helper()
		put(t, s, id, core.Transcripts, transcript(lines...))
		finish(t, s, id, core.Transcripts)
		lost, err := s.FollowQuotes("1", turns(t, s, id))
		if err != nil {
			t.Fatal(err)
		}
		return lost
	}
	bring(lines...)
	for i, span := range []marks.Span{{Turn: 3, ToTurn: 3, To: 32}, {Turn: 1, From: 4, ToTurn: 1, To: 40}} {
		q, err := marks.NewQuote(marks.Source{Call: "1"}, turns(t, s, id), span, noon)
		if err != nil {
			t.Fatal(err)
		}
		q.ID, q.Comment = string(rune('a'+i)), "mine"
		if err := s.AddQuote(q, -1); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddQuote(quote("c"), -1); err != nil { // of the call, but nobody has ever said it
		t.Fatal(err)
	}
	other := quote("d")
	if other.Call = "2"; s.AddQuote(other, -1) != nil {
		t.Fatal("no quote of another call")
	}
	collected, err := s.Quotes()
	if err != nil {
		t.Fatal(err)
	}
	generation := func() uint64 {
		n, err := s.QuotesGeneration()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	stands := func(want ...int) {
		t.Helper()
		all, err := s.Quotes()
		if err != nil || len(all) != len(collected) {
			t.Fatalf("%d quotes (%v)", len(all), err)
		}
		for i, q := range all {
			if q.Anchor.Turn != want[i] {
				t.Errorf("quote %s is kept in turn %d, want %d", q.ID, q.Anchor.Turn, want[i])
			}
			if q.Anchor = collected[i].Anchor; q != collected[i] {
				t.Errorf("%+v was collected, now it is %+v", collected[i], q)
			}
		}
	}
	at := generation()
	if lost := bring(lines...); !slices.Equal(lost, []string{"c"}) || generation() != at {
		t.Errorf("nothing has changed: %q are lost, generation %d after %d", lost, generation(), at)
	}
	stands(3, 1, 0, 0)
	// What came before and what comes after are others one sync after the other: each time enough is left to know the passage by.
	if lost := bring("Ina: Good morning to all of you.", lines[0], "Ina: Shall we?", lines[1], lines[2], lines[3]); !slices.Equal(lost, []string{"c"}) {
		t.Errorf("two turns more: %q are lost", lost)
	}
	stands(5, 3, 0, 0)
	if lost := bring("Ina: Good morning.", strings.Replace(lines[3], "Jane", "Jane Doe", 1), "Ina: Something else."); !slices.Equal(lost, []string{"b", "c"}) {
		t.Errorf("one is said no more: %q are lost", lost)
	}
	stands(1, 3, 0, 0)
	checkSound(t, s)
}
