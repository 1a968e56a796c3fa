package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
	"tamtam/core/text"
)

// transcript makes a transcript's record of call 1, a line "speaker: text" each turn.
func transcript(lines ...string) text.Record {
	r := text.New("Transcript", "1")
	r.Set("Title", "Acme, renewal")
	for i, line := range lines {
		speaker, said, _ := strings.Cut(line, ": ")
		r.Say(text.Turn{At: time.Duration(i) * 10 * time.Second, Speaker: speaker, Lines: []string{said}})
	}
	return r
}

// turns reads the turns of call 1 back.
func turns(t testing.TB, s *store.Store, id core.DatasetID) []text.Turn {
	t.Helper()
	body, ok, err := s.Record(id, core.Transcripts, "1")
	if err != nil || !ok {
		t.Fatalf("the transcript is there: %v (%v)", ok, err)
	}
	r, err := text.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	return r.Turns
}

// TestMarksFollowTheTranscriptThroughImports: marked, synced, edited, removed and imported again.
func TestMarksFollowTheTranscriptThroughImports(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Sample")
	lines := []string{"Ina: Hello.", "Jane: Yes.", "Ina: The new price is 1,200 dollars a seat.", "Jane: Yes.", "Jane: Our budget did not grow this year."}
	bring := func(lines ...string) []text.Turn {
		t.Helper()
		put(t, s, id, core.Transcripts, transcript(lines...))
		finish(t, s, id, core.Transcripts)
		return turns(t, s, id)
	}
	now := bring(lines...)
	passages := []marks.Span{{Turn: 3, ToTurn: 3, To: 4}, {Turn: 4, From: 4, ToTurn: 4, To: 23}, {Turn: 2, From: 4, ToTurn: 2, To: 40}}
	markCall(t, s, "1", func(m *marks.Marks) {
		for i, span := range passages {
			a, err := marks.NewAnchor(now, span)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := m.AddNote(fmt.Sprint("note ", i), &a, noon); err != nil {
				t.Fatal(err)
			}
		}
	})
	found := func(now []text.Turn) string {
		t.Helper()
		m, err := s.Marks("1")
		if err != nil || len(m.Notes) != 3 {
			t.Fatalf("%d notes of 3 (%v)", len(m.Notes), err)
		}
		at := m.Locate(now)
		var all []string
		for _, n := range m.Notes {
			if span, ok := at.Spans[n.ID]; ok {
				all = append(all, fmt.Sprint(span.Turn, " ", strings.Join(now[span.Turn].Lines, "\n")[span.From:span.To]))
			} else {
				all = append(all, "orphan")
			}
		}
		return strings.Join(all, "; ")
	}
	const whole = "3 Yes.; 4 budget did not grow; 2 new price is 1,200 dollars a seat."
	if got := found(now); got != whole {
		t.Errorf("at first: %s", got)
	}
	if got := found(bring(lines...)); got != whole {
		t.Errorf("synced: %s", got)
	}
	edited := slices.Clone(lines)
	edited[2] = "Ina Miller: The new price is 1,250 dollars a seat."
	if got := found(bring(edited...)); got != strings.Replace(whole, "1,200", "1,250", 1) {
		t.Errorf("edited: %s", got)
	}
	if got := found(bring(lines[0], lines[1], "Jane: Something else.")); got != "orphan; orphan; orphan" {
		t.Errorf("all else: %s", got)
	}
	if err := s.DeleteDataset(id); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, folder)
	id = newDataset(t, s, "Again")
	if got := found(bring(lines...)); got != whole {
		t.Errorf("imported again: %s", got)
	}
}

// TestCheckFindsBrokenMarks spoils what belongs to the person behind the store's back.
func TestCheckFindsBrokenMarks(t *testing.T) {
	tests := map[string]struct {
		spoil func(top *bolt.Bucket) error
		want  string
	}{
		"marks":                   {func(b *bolt.Bucket) error { return b.Bucket([]byte("calls")).Put([]byte("2"), []byte("{")) }, "the marks of 1 of 3 calls"},
		"a gist":                  {func(b *bolt.Bucket) error { return b.Bucket([]byte("gists")).Delete([]byte("2")) }, "the gist of the marks of 1 calls"},
		"too many gists":          {func(b *bolt.Bucket) error { return b.Bucket([]byte("gists")).Put([]byte("9"), []byte{0, 0, 0}) }, "the gist of the marks of 1 calls"},
		"a quote":                 {func(b *bolt.Bucket) error { return b.Bucket([]byte("quotes")).Put([]byte("a"), []byte("[]")) }, "1 of 2 quotes"},
		"a quote gone":            {func(b *bolt.Bucket) error { return b.Bucket([]byte("quotes")).Delete([]byte("a")) }, "1 of 2 quotes"},
		"a quote without a place": {func(b *bolt.Bucket) error { return b.Put([]byte("basket"), []byte(`["b"]`)) }, "1 of 2 quotes"},
		"the basket":              {func(b *bolt.Bucket) error { return b.Put([]byte("basket"), []byte(`[`)) }, "the order of the quotes"},
		"a search": {func(b *bolt.Bucket) error {
			k, _ := first(b.Bucket([]byte("searches")))
			return b.Bucket([]byte("searches")).Put(k, nil)
		}, "1 of 1 saved searches"},
		"what a search found": {func(b *bolt.Bucket) error {
			k, _ := first(b.Bucket([]byte("seen")))
			return b.Bucket([]byte("seen")).Put(k, []byte{1})
		}, "what 1 of 1 saved search"},
		"the history": {func(b *bolt.Bucket) error { return b.Put([]byte("history"), []byte(`{}`)) }, "the search history"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := markedIn(t, folder)
			s.Close()
			spoil(t, folder, func(tx *bolt.Tx) error { return test.spoil(tx.Bucket([]byte("marks"))) })
			s = open(t, folder)
			report, err := s.Check()
			if err != nil || len(report.Problems) == 0 || !strings.Contains(report.Problems[0], test.want) {
				t.Errorf("%q (%v), want %q", report.Problems, err, test.want)
			}
			if report.Marked != 3 {
				t.Errorf("%d calls of 3", report.Marked)
			}
		})
	}
}
