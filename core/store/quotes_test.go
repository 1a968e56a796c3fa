package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
)

func quote(id string) marks.Quote {
	return marks.Quote{ID: id, Call: "1", Text: "text " + id, Added: noon}
}

func order(t testing.TB, s *store.Store) string {
	t.Helper()
	all, err := s.Quotes()
	if err != nil {
		t.Fatal(err)
	}
	ids := ""
	for _, q := range all {
		if q.Text != "text "+q.ID {
			t.Errorf("another quote: %+v", q)
		}
		ids += q.ID
	}
	return ids
}

func TestBasketKeepsItsOrder(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	steps := []struct {
		name string
		do   func() error
		want string
	}{
		{"nothing", func() error { return nil }, ""},
		{"one", func() error { return s.AddQuote(quote("a"), -1) }, "a"},
		{"behind", func() error { return s.AddQuote(quote("b"), 99) }, "ab"},
		{"before", func() error { return s.AddQuote(quote("c"), 0) }, "cab"},
		{"again", func() error { return s.AddQuote(quote("a"), 0) }, "cab"},
		{"to the end", func() error { return s.MoveQuote("c", 2) }, "abc"},
		{"to the front", func() error { return s.MoveQuote("c", 0) }, "cab"},
		{"beyond", func() error { return s.MoveQuote("c", 99) }, "abc"},
		{"in between", func() error { return s.MoveQuote("a", 1) }, "bac"},
		{"out, and back to its place", func() error {
			q, at, err := s.RemoveQuote("a")
			if got := order(t, s); got != "bc" || at != 1 {
				t.Errorf("%q is left, and it was at %d", got, at)
			}
			return errors.Join(err, s.AddQuote(q, at))
		}, "bac"},
		{"all out, and all back", func() error {
			all, err := s.SetQuotes(nil)
			if got := order(t, s); got != "" {
				t.Errorf("%q is left", got)
			}
			was, backErr := s.SetQuotes(all)
			if len(was) != 0 {
				t.Errorf("it was empty, not %+v", was)
			}
			return errors.Join(err, backErr)
		}, "bac"},
	}
	generation := uint64(0)
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if got := order(t, s); got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
		now, err := s.QuotesGeneration()
		if err != nil || step.name != "nothing" && now <= generation {
			t.Errorf("%s: generation %d after %d (%v)", step.name, now, generation, err)
		}
		generation = now
	}
	if err := s.SetQuoteComment("c", "mine\r\n"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, folder)
	if all, err := s.Quotes(); err != nil || len(all) != 3 || all[2].Comment != "mine" {
		t.Errorf("%+v (%v)", all, err)
	}
	for name, err := range map[string]error{"moved": s.MoveQuote("z", 0), "commented": s.SetQuoteComment("z", "")} {
		if !core.Is(err, core.NotFound) {
			t.Errorf("%s what is not there: %v", name, err)
		}
	}
	if _, _, err := s.RemoveQuote("z"); !core.Is(err, core.NotFound) {
		t.Errorf("removed what is not there: %v", err)
	}
	if err := s.SetQuoteComment("c", strings.Repeat("long ", marks.MaxNote)); !core.Is(err, core.Invalid) {
		t.Errorf("a long comment: %v", err)
	}
	if report := checkSound(t, s); report.Quotes != 3 {
		t.Errorf("%d quotes of 3", report.Quotes)
	}
}

func TestBasketIsBounded(t *testing.T) {
	s := open(t, t.TempDir())
	all := make([]marks.Quote, marks.MaxQuotes)
	for i := range all {
		all[i] = quote(fmt.Sprint(i))
	}
	if _, err := s.SetQuotes(all); err != nil {
		t.Fatal(err)
	}
	if err := s.AddQuote(quote("more"), 0); !core.Is(err, core.Invalid) || !strings.Contains(err.Error(), "full") {
		t.Errorf("one more: %v", err)
	}
	if err := s.AddQuote(quote("7"), 0); err != nil {
		t.Errorf("one that is there: %v", err)
	}
	if _, err := s.SetQuotes(append(all, quote("more"))); !core.Is(err, core.Invalid) {
		t.Errorf("all and one more: %v", err)
	}
}
