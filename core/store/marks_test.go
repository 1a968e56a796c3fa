package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
)

// markCall changes a call's marks.
func markCall(t testing.TB, s *store.Store, call core.CallID, change func(*marks.Marks)) marks.Marks {
	t.Helper()
	m, err := s.UpdateMarks(call, func(m *marks.Marks) error {
		change(m)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func tagCall(t testing.TB, s *store.Store, call core.CallID, tags ...string) {
	t.Helper()
	markCall(t, s, call, func(m *marks.Marks) {
		if err := m.Tag(tags...); err != nil {
			t.Fatal(err)
		}
	})
}

func TestMarksStay(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	if m, err := s.Marks("1"); err != nil || !m.Empty() || m.Call != "1" {
		t.Errorf("of a call without: %+v (%v)", m, err)
	}
	kept := markCall(t, s, "1", func(m *marks.Marks) {
		m.About("Acme, renewal", noon)
		m.Star, m.Read, m.Place = true, noon, &marks.Place{Turn: 3, Rune: 4, At: time.Minute, Kept: noon}
		_, err := m.AddNote("two\nlines", &marks.Anchor{Quote: "a passage"}, noon)
		_, highlightErr := m.AddHighlight(marks.Anchor{Quote: "a passage"}, marks.Green, noon)
		if err := errors.Join(err, highlightErr, m.Tag("Deals", "#risk")); err != nil {
			t.Fatal(err)
		}
	})
	s.Close()
	s = open(t, folder)
	if m, err := s.Marks("1"); err != nil || !cmp.Equal(m, kept) {
		t.Errorf("%v %s", err, cmp.Diff(kept, m))
	}
	gists, generation, err := s.Gists()
	want := map[core.CallID]marks.Gist{"1": {Star: true, Read: true, Notes: 1, Highlights: 1, Tags: []string{"Deals", "risk"}}}
	if diff := cmp.Diff(want, gists); diff != "" || err != nil || generation != 1 {
		t.Errorf("generation %d, %v %s", generation, err, diff)
	}
	markCall(t, s, "1", func(m *marks.Marks) { *m = marks.Marks{} })
	if gists, _, err := s.Gists(); len(gists) != 0 || err != nil {
		t.Errorf("nothing is left, but %v (%v)", gists, err)
	}
	checkSound(t, s)
}

func TestMarksAreChangedWholeOrNot(t *testing.T) {
	s := open(t, t.TempDir())
	tagCall(t, s, "1", "first")
	failure := errors.New("another thought")
	tests := map[string]struct {
		call   core.CallID
		change func(*marks.Marks) error
		is     func(error) bool
	}{
		"an error of the change": {"1", func(m *marks.Marks) error { m.Star = true; return failure }, func(err error) bool { return errors.Is(err, failure) }},
		"no call":                {"", func(m *marks.Marks) error { m.Star = true; return nil }, func(err error) bool { return core.Is(err, core.Invalid) }},
		"more than can be kept": {"1", func(m *marks.Marks) error {
			for i := range 200 {
				if _, err := m.AddNote(strings.Repeat("n", marks.MaxNote-3)+fmt.Sprint(i), nil, noon); err != nil {
					t.Fatal(err)
				}
			}
			return nil
		}, func(err error) bool { return core.Is(err, core.Invalid) }},
	}
	for name, test := range tests {
		before, _ := s.MarksGeneration()
		if _, err := s.UpdateMarks(test.call, test.change); !test.is(err) {
			t.Errorf("%s: %v", name, err)
		}
		m, err := s.Marks("1")
		if after, _ := s.MarksGeneration(); err != nil || m.Star || len(m.Notes) > 0 || after != before {
			t.Errorf("%s: something was kept: %+v (%v), generation %d after %d", name, m, err, after, before)
		}
	}
	markCall(t, s, "1", func(*marks.Marks) {})
	if n, err := s.MarksGeneration(); n != 1 || err != nil {
		t.Errorf("a change of nothing: generation %d (%v)", n, err)
	}
}

// TestMarksOfSeveralHands: nothing that one of them does is lost.
func TestMarksOfSeveralHands(t *testing.T) {
	s := open(t, t.TempDir())
	var all sync.WaitGroup
	for hand := range 8 {
		all.Go(func() {
			for i := range 5 {
				_, err := s.UpdateMarks("1", func(m *marks.Marks) error {
					_, err := m.AddNote(fmt.Sprint(hand, i), nil, noon)
					return err
				})
				if err == nil {
					_, _, err = s.Gists()
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if m, err := s.Marks("1"); len(m.Notes) != 40 || err != nil {
		t.Errorf("%d notes of 40 (%v)", len(m.Notes), err)
	}
}

func TestAllMarksComeByPages(t *testing.T) {
	s := open(t, t.TempDir())
	var want []core.CallID
	for i := range 250 {
		call := core.CallID(fmt.Sprintf("%03d", i))
		tagCall(t, s, call, "one")
		want = append(want, call)
	}
	var got []core.CallID
	for m, err := range s.AllMarks() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, m.Call)
		if len(got)%100 == 7 { // the store may be used meanwhile
			tagCall(t, s, m.Call, "two")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTagsOfAllCalls(t *testing.T) {
	s := open(t, t.TempDir())
	tagCall(t, s, "1", "Risk", "Deals")
	tagCall(t, s, "2", "risk")
	tagCall(t, s, "3", "risk", "Prospect")
	tags := func() string {
		all, err := s.Tags()
		return fmt.Sprint(all, err)
	}
	if got, want := tags(), "[{Deals 1} {Prospect 1} {risk 3}] <nil>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	calls, err := s.RenameTag("RISK", "prospect")
	if got, want := fmt.Sprint(calls, err, " ", tags()), "[1 2 3] <nil> [{Deals 1} {prospect 3}] <nil>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if m, err := s.Marks("3"); err != nil || !slices.Equal(m.Tags, []string{"prospect"}) {
		t.Errorf("both became one: %q (%v)", m.Tags, err)
	}
	if _, err := s.RenameTag("deals", ""); !core.Is(err, core.Invalid) {
		t.Errorf("to nothing: %v", err)
	}
	was, err := s.DeleteTag("Prospect")
	if got, want := fmt.Sprint(was, err, " ", tags()), "[{1 prospect 0} {2 prospect 0} {3 prospect 0}] <nil> [{Deals 1}] <nil>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	checkSound(t, s)
}

func TestADeletedTagIsGivenBack(t *testing.T) {
	s := open(t, t.TempDir())
	for i := range 3 {
		tagCall(t, s, core.CallID(fmt.Sprint(i)), []string{"before", "Renewal", fmt.Sprint("own ", i)}[i:]...)
	}
	full := core.CallID("full")
	for i := range marks.MaxTags {
		tagCall(t, s, full, fmt.Sprint(i))
	}
	tagCall(t, s, "2", "renewal")
	want := map[core.CallID][]string{"0": {"before", "Renewal", "own 0"}, "1": {"Renewal", "own 1"}, "2": {"own 2", "renewal"}}
	was, err := s.DeleteTag("RENEWAL")
	if err != nil || len(was) != 3 {
		t.Fatalf("%v, %v", was, err)
	}
	for range 2 { // a second time changes nothing
		if err := s.RestoreTag(append(was, marks.TagPlace{Call: full, Tag: "renewal"})); err != nil {
			t.Fatal(err)
		}
	}
	for call, tags := range want {
		if m, err := s.Marks(call); err != nil || !slices.Equal(m.Tags, tags) {
			t.Errorf("call %s has %q, want %q (%v)", call, m.Tags, tags, err)
		}
	}
	if m, err := s.Marks(full); err != nil || len(m.Tags) != marks.MaxTags || m.Tagged("renewal") {
		t.Errorf("the full one has %d tags, %v", len(m.Tags), err)
	}
}

// TestMarksOutliveTheirDataset: marks are the person's.
func TestMarksOutliveTheirDataset(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	put(t, s, id, core.Calls, record("1", "brief"))
	finish(t, s, id, core.Calls)
	kept := markCall(t, s, "1", func(m *marks.Marks) { m.Star = true })
	if err := s.AddQuote(quote("a"), 0); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteDataset(id); err != nil {
		t.Fatal(err)
	}
	if m, err := s.Marks("1"); err != nil || !cmp.Equal(m, kept, cmpopts.EquateEmpty()) || order(t, s) != "a" {
		t.Errorf("%+v, quotes %q (%v)", m, order(t, s), err)
	}
	if report := checkSound(t, s); report.Marked != 1 || report.Quotes != 1 {
		t.Errorf("%+v", report)
	}
}
