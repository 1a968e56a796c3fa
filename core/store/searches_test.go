package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
)

func TestSavedSearches(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	save := func(f marks.SavedSearch) marks.SavedSearch {
		t.Helper()
		f, err := s.SaveSearch(f)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	pricing := save(marks.SavedSearch{Name: "Pricing", Query: "price OR pricing"})
	if pricing.ID == "" || pricing.Created.IsZero() {
		t.Errorf("%+v", pricing)
	}
	unnamed := save(marks.SavedSearch{Query: "churn\n"})
	if unnamed.Name != "churn" || unnamed.Query != "churn" {
		t.Errorf("%+v", unnamed)
	}
	for _, f := range []marks.SavedSearch{{Name: "PRICING", Query: "x"}, {Name: "empty"}, {Query: strings.Repeat("x", marks.MaxQuery+1)}} {
		if _, err := s.SaveSearch(f); !core.Is(err, core.Invalid) {
			t.Errorf("%.40q: %v", f.Name, err)
		}
	}
	count := func(id string, calls ...core.CallID) string {
		t.Helper()
		fresh, before, err := s.CountSearch(id, calls, noon)
		return fmt.Sprint(fresh, before, err)
	}
	if got := count(pricing.ID, "1", "2"); got != "0 0 <nil>" {
		t.Errorf("never looked at: %s", got)
	}
	if err := s.SeeSearch(pricing.ID, []core.CallID{"1", "2", "2"}, noon); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		calls []core.CallID
		want  string
	}{{[]core.CallID{"2", "1"}, "0 0"}, {[]core.CallID{"2", "3"}, "1 0"}, {[]core.CallID{"4", "3", "5"}, "3 1"}, {nil, "0 3"}} {
		if got := count(pricing.ID, step.calls...); got != step.want+" <nil>" {
			t.Errorf("%v: %s, want %s", step.calls, got, step.want)
		}
	}
	s.Close()
	s = open(t, folder)
	renamed := save(marks.SavedSearch{ID: pricing.ID, Name: "Prices", Query: pricing.Query})
	if renamed.Total != 2 || !renamed.Seen.Equal(noon) {
		t.Errorf("renamed, and what was known is gone: %+v", renamed)
	}
	if seen, err := s.SearchSeen(pricing.ID); err != nil || seen.Len() != 2 || !slices.Equal(seen.Missing([]core.CallID{"1", "9"}), []core.CallID{"9"}) {
		t.Errorf("%v (%v)", seen, err)
	}
	if report := checkSound(t, s); report.Searches != 2 {
		t.Errorf("%d searches of 2", report.Searches)
	}
	if other := save(marks.SavedSearch{ID: pricing.ID, Name: "Prices", Query: "something else"}); other.Total != 0 || !other.Seen.IsZero() {
		t.Errorf("of another query something is known: %+v", other)
	}
	all, err := s.SavedSearches()
	want := []marks.SavedSearch{unnamed, {ID: pricing.ID, Name: "Prices", Query: "something else", Created: pricing.Created}}
	if diff := cmp.Diff(want, all); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	for range 2 {
		if _, err := s.DeleteSearch(pricing.ID); err != nil {
			t.Fatal(err)
		}
	}
	for name, err := range map[string]error{
		"seen": s.SeeSearch(pricing.ID, nil, noon), "counted": func() error { _, _, err := s.CountSearch(pricing.ID, nil, noon); return err }(),
	} {
		if !core.Is(err, core.NotFound) {
			t.Errorf("%s what is not there: %v", name, err)
		}
	}
	checkSound(t, s)
}

// What comes back is what was there, also what the person had looked at: what is new since is still new.
func TestASearchThatIsBroughtBackKnowsWhatWasSeen(t *testing.T) {
	s := open(t, t.TempDir())
	f, err := s.SaveSearch(marks.SavedSearch{Name: "Pricing", Query: "price"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SeeSearch(f.ID, []core.CallID{"1", "2"}, noon); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.CountSearch(f.ID, []core.CallID{"1", "2", "3"}, noon); err != nil {
		t.Fatal(err)
	}
	before, err := s.SavedSearches()
	if err != nil {
		t.Fatal(err)
	}
	deleted, err := s.DeleteSearch(f.ID)
	if err != nil {
		t.Fatal(err)
	}
	none, err := s.DeleteSearch(f.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, d := range []store.DeletedSearch{none, deleted} {
			if err := s.RestoreSearch(d); err != nil {
				t.Fatal(err)
			}
		}
		after, err := s.SavedSearches()
		if diff := cmp.Diff(before, after); diff != "" || err != nil || after[0].New != 1 {
			t.Errorf("%v %s", err, diff)
		}
		if fresh, was, err := s.CountSearch(f.ID, []core.CallID{"1", "2", "3"}, noon); fresh != 1 || was != 1 || err != nil {
			t.Errorf("%d are new, %d were (%v)", fresh, was, err)
		}
	}
	checkSound(t, s)
	if deleted, err = s.DeleteSearch(f.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveSearch(marks.SavedSearch{Name: "pricing", Query: "another"}); err != nil {
		t.Fatal(err)
	}
	if err := s.RestoreSearch(deleted); !core.Is(err, core.Invalid) {
		t.Errorf("its name is taken: %v", err)
	}
}

func TestSearchHistory(t *testing.T) {
	s := open(t, t.TempDir())
	for _, q := range []string{"one", "two", "", " \n", "one ", strings.Repeat("x", marks.MaxQuery+1), "thr  ee"} {
		if err := s.RememberSearch(q); err != nil {
			t.Fatal(err)
		}
	}
	history := func() []string {
		t.Helper()
		all, err := s.SearchHistory()
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if got := history(); !slices.Equal(got, []string{"thr ee", "one", "two"}) {
		t.Errorf("%q", got)
	}
	if err := s.ForgetSearch("one"); err != nil || !slices.Equal(history(), []string{"thr ee", "two"}) {
		t.Errorf("%q (%v)", history(), err)
	}
	for i := range marks.MaxHistory + 5 {
		if err := s.RememberSearch(fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if got := history(); len(got) != marks.MaxHistory || got[0] != fmt.Sprint(marks.MaxHistory+4) {
		t.Errorf("%d: %q", len(got), got)
	}
	if err := s.ForgetSearches(); err != nil || len(history()) != 0 {
		t.Errorf("%q (%v)", history(), err)
	}
}
