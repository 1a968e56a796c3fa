package store_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
)

// exported is all that belongs to the person.
func exported(t testing.TB, s *store.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := marks.Export(&b, s.Personal()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func takeIn(t testing.TB, s *store.Store, file string) store.Taken {
	t.Helper()
	lines, err := marks.Import(bytes.NewReader([]byte(file)))
	if err != nil {
		t.Fatal(err)
	}
	taken, err := s.TakeIn(lines)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// marked makes a store with marks of three calls, two quotes and a search.
func marked(t testing.TB) *store.Store { return markedIn(t, t.TempDir()) }

func markedIn(t testing.TB, folder string) *store.Store {
	t.Helper()
	s := open(t, folder)
	for _, call := range []core.CallID{"1", "2", "3"} {
		tagCall(t, s, call, "risk")
		markCall(t, s, call, func(m *marks.Marks) {
			if _, err := m.AddNote("a note to "+string(call), nil, noon); err != nil {
				t.Fatal(err)
			}
		})
	}
	for _, id := range []string{"b", "a"} {
		if err := s.AddQuote(quote(id), -1); err != nil {
			t.Fatal(err)
		}
	}
	prices := saved(t, s, marks.SavedSearch{Name: "Prices", Query: "price"})
	if err := errors.Join(s.SeeSearch(prices.ID, []core.CallID{"1"}, noon), s.RememberSearch("price")); err != nil {
		t.Fatal(err)
	}
	return s
}

func saved(t testing.TB, s *store.Store, f marks.SavedSearch) marks.SavedSearch {
	t.Helper()
	f, err := s.SaveSearch(f)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMarksAreCarriedToAnotherComputer(t *testing.T) {
	here := marked(t)
	there := open(t, t.TempDir())
	file := exported(t, here)
	if got := takeIn(t, there, file); got != (store.Taken{Calls: 3, Quotes: 2, Searches: 1}) {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(file, exported(t, there)); diff != "" || order(t, there) != "ba" {
		t.Error(diff)
	}
	generation, _ := there.MarksGeneration()
	if got := takeIn(t, there, file); got != (store.Taken{}) {
		t.Errorf("again: %+v", got)
	}
	if after, _ := there.MarksGeneration(); after != generation {
		t.Errorf("nothing was new, and the generation is %d after %d", after, generation)
	}
	checkSound(t, there)
}

// TestMarksOfTwoComputersBecomeOne: what each did since the last time is there on both.
func TestMarksOfTwoComputersBecomeOne(t *testing.T) {
	here := marked(t)
	there := open(t, t.TempDir())
	takeIn(t, there, exported(t, here))

	if err := here.SetQuoteComment("a", "mine"); err != nil {
		t.Fatal(err)
	}
	if err := there.SetQuoteComment("a", "yours"); err != nil {
		t.Fatal(err)
	}
	other := quote("c")
	other.Text = "another passage"
	if err := there.AddQuote(other, 0); err != nil {
		t.Fatal(err)
	}
	again := quote("other id") // the same passage, collected on both
	again.Text = "text b"
	if err := there.AddQuote(again, 0); err != nil {
		t.Fatal(err)
	}
	markCall(t, there, "4", func(m *marks.Marks) { m.Star = true })
	prices, err := there.SavedSearches()
	if err != nil {
		t.Fatal(err)
	}
	prices[0].Query = "price OR pricing"
	saved(t, there, prices[0])
	saved(t, here, marks.SavedSearch{Name: "Churn", Query: "leave"})
	saved(t, there, marks.SavedSearch{Name: "churn", Query: "cancel"})

	if got := takeIn(t, here, exported(t, there)); got != (store.Taken{Calls: 1, Quotes: 2, Searches: 2}) {
		t.Errorf("%+v", got)
	}
	all, err := here.Quotes()
	if err != nil || len(all) != 3 || all[0].ID != "b" || all[1].ID != "a" || all[1].Comment != "mine\n\nyours" || all[2].ID != "c" {
		t.Errorf("%+v (%v)", all, err)
	}
	searches, err := here.SavedSearches()
	names := map[string]string{}
	for _, f := range searches {
		names[f.Name] = f.Query
	}
	want := map[string]string{"Prices": "price", "Prices (2)": "price OR pricing", "Churn": "leave", "churn (2)": "cancel"}
	if diff := cmp.Diff(want, names); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	for range 2 {
		if got := takeIn(t, here, exported(t, there)); got != (store.Taken{}) {
			t.Errorf("again: %+v", got)
		}
	}
	checkSound(t, here)
}

// TestImportOfMarksIsWholeOrNot: one thing that cannot be kept leaves all as it was.
func TestImportOfMarksIsWholeOrNot(t *testing.T) {
	s := marked(t)
	before := exported(t, s)
	full := []marks.Line{{Marks: &marks.Marks{Call: "9", Star: true}}}
	for i := range marks.MaxQuotes {
		q := quote(core.NewID())
		q.Anchor.Turn = i
		full = append(full, marks.Line{Quote: &q})
	}
	if _, err := s.TakeIn(full); !core.Is(err, core.Invalid) {
		t.Errorf("more quotes than the basket holds: %v", err)
	}
	if diff := cmp.Diff(before, exported(t, s)); diff != "" {
		t.Error(diff)
	}
}
