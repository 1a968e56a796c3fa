package search_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

// talkOf makes the transcript of a call, a turn each line "speaker: text".
func talkOf(call string, lines ...string) text.Record {
	r := text.New("Transcript", call)
	for i, line := range lines {
		speaker, words, _ := strings.Cut(line, ": ")
		r.Say(text.Turn{At: time.Duration(i) * 10 * time.Second, Speaker: speaker, Affiliation: "External", Lines: []string{words}})
	}
	return r
}

// TestMarkedPassagesAreTheHits: who asks for calls with notes or highlights is shown these, where they stand in the transcript as it is now.
func TestMarkedPassagesAreTheHits(t *testing.T) {
	l, err := newLibrary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.store.Close() })
	d, err := l.store.CreateDataset(store.Dataset{Name: "Calls", Types: []core.DataType{core.Transcripts}, Period: core.All()})
	if err != nil {
		t.Fatal(err)
	}
	said := []string{
		"Ina: Hello.", "Jane: The price of the renewal is too high.", "Ina: We could look at the seats.", "Jane: Our budget did not grow this year.",
		"Ina: Let us meet in May.",
	}
	mark := func(call core.CallID, change func(*marks.Marks) error) {
		t.Helper()
		if _, err := l.store.UpdateMarks(call, change); err != nil {
			t.Fatal(err)
		}
	}
	note := func(call core.CallID, spans ...marks.Span) {
		mark(call, func(m *marks.Marks) error {
			for _, s := range spans {
				a, err := marks.NewAnchor(talkOf("", said...).Turns, s)
				if err != nil {
					return err
				}
				if _, err := m.AddNote("mind this", &a, present); err != nil {
					return err
				}
			}
			return nil
		})
	}
	moved := talkOf("2", append([]string{"Ina: Is this thing on?"}, said...)...)
	for i := range moved.Turns[1:] {
		moved.Turns[i+1].At = time.Duration(3+10*i) * time.Second
	}
	changed := slices.Concat(said[:1], []string{"Jane: Nothing that was said before."})
	if err := l.write(d.ID, []text.Record{talkOf("1", said...), moved, talkOf("3", said...), talkOf("4", changed...), talkOf("5", said...)}); err != nil {
		t.Fatal(err)
	}
	budget, across := marks.Span{Turn: 3, From: 4, ToTurn: 3, To: 23}, marks.Span{Turn: 1, From: 4, ToTurn: 2, To: 8}
	note("1", budget, across, marks.Span{Turn: 3, ToTurn: 3, To: 10})
	note("2", budget)
	mark("3", func(m *marks.Marks) error {
		_, err := m.AddNote("to the whole call", nil, present)
		return err
	})
	note("4", budget) // which the transcript does not have any more
	mark("5", func(m *marks.Marks) error {
		a, err := marks.NewAnchor(talkOf("", said...).Turns, marks.Span{Turn: 2, ToTurn: 2, To: 2})
		if err == nil {
			_, err = m.AddHighlight(a, marks.Green, present)
		}
		return err
	})
	gists, _, err := l.store.Gists()
	if err != nil {
		t.Fatal(err)
	}
	o := search.Options{Now: present, Personal: func(id core.CallID) review.Personal {
		return review.Personal{Noted: gists[id].Notes > 0, Highlighted: gists[id].Highlights > 0}
	}}
	for _, c := range []struct {
		query string
		turns int
		want  map[core.CallID]string // a hit each "turn:from-to", and how many there are in all
	}{
		{"has:note", 0, map[core.CallID]string{"1": "1:4-37 3:0-23 of 2", "2": "4:4-23 of 1", "3": "0 of 1", "4": "0 of 1"}},
		{"has:note", 1, map[core.CallID]string{"1": "1:4-37 of 2", "2": "4:4-23 of 1", "3": "0 of 1", "4": "0 of 1"}},
		{"has:highlight", 0, map[core.CallID]string{"5": "2:0-2 of 1"}},
		{"has:notes speaker:jane", 0, map[core.CallID]string{"1": "1:4-37 3:0-23 of 2", "2": "4:4-23 of 1", "3": "1 3 of 2", "4": "1 of 1"}},
		{"has:note speaker:ina", 0, map[core.CallID]string{"1": "0 2 4 of 3", "2": "0 1 3 5 of 4", "3": "0 2 4 of 3", "4": "0 of 1"}},
		{"has:note budget", 0, map[core.CallID]string{"1": "3:4-10 of 1", "2": "4:4-10 of 1", "3": "3:4-10 of 1"}},
		{"-has:note", 0, map[core.CallID]string{"5": "0 of 1"}},
		{"has:note -has:highlight", 0, map[core.CallID]string{"1": "1:4-37 3:0-23 of 2", "2": "4:4-23 of 1", "3": "0 of 1", "4": "0 of 1"}},
	} {
		o.Turns = c.turns
		r, err := l.engine.Search(context.Background(), c.query, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range r.Calls {
			var got strings.Builder
			for _, h := range call.Hits {
				fmt.Fprint(&got, h.Turn)
				for _, m := range h.Marks {
					fmt.Fprintf(&got, ":%d-%d", m[0], m[1])
				}
				got.WriteByte(' ')
			}
			if fmt.Fprintf(&got, "of %d", call.Turns); got.String() != c.want[call.Call.ID] {
				t.Errorf("%s, %d turns at most: of call %s %q, want %q", c.query, c.turns, call.Call.ID, got.String(), c.want[call.Call.ID])
			}
		}
		if len(r.Calls) != len(c.want) {
			t.Errorf("%s finds %d calls, want %d", c.query, len(r.Calls), len(c.want))
		}
	}
}
