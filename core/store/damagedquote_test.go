package store_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/store"
)

// shown is the basket as a person sees it: the ids, of damaged quotes with what is left of them.
func shown(t testing.TB, s *store.Store) string {
	t.Helper()
	all, err := s.Quotes()
	if err != nil {
		t.Fatal(err)
	}
	var each []string
	for _, q := range all {
		if one := q.ID; q.Damaged {
			each = append(each, fmt.Sprintf("%s=%q", one, q.Raw))
		} else {
			each = append(each, one)
		}
	}
	return strings.Join(each, " ")
}

// TestADamagedQuoteHidesNoOther: what is left of it stands in its place, is moved, removed and brought back as it is.
func TestADamagedQuoteHidesNoOther(t *testing.T) {
	quotesOf := func(b *bolt.Bucket) *bolt.Bucket { return b.Bucket([]byte("quotes")) }
	const half = "{\"id\":\"b\",\"text\":\"half of i\xff"
	tests := map[string]struct {
		spoil  func(marks *bolt.Bucket) error
		want   string // of a, b and c
		behind string // when b was moved behind the others
	}{
		"cut short":        {func(m *bolt.Bucket) error { return quotesOf(m).Put([]byte("b"), []byte(half)) }, fmt.Sprintf("a b=%q c", half), fmt.Sprintf("a c b=%q", half)},
		"another's record": {func(m *bolt.Bucket) error { return quotesOf(m).Put([]byte("b"), []byte("{}")) }, `a b="{}" c`, `a c b="{}"`},
		"gone":             {func(m *bolt.Bucket) error { return quotesOf(m).Delete([]byte("b")) }, `a b="" c`, `a c b=""`},
		"without a place":  {func(m *bolt.Bucket) error { return m.Put([]byte("basket"), []byte(`["a","c","a"]`)) }, "a c b", "a c b"},
		"without an order": {func(m *bolt.Bucket) error { return m.Put([]byte("basket"), []byte(`["a`)) }, "a b c", "a c b"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := open(t, folder)
			for _, id := range []string{"a", "b", "c"} {
				if err := s.AddQuote(quote(id), -1); err != nil {
					t.Fatal(err)
				}
			}
			whole := exported(t, s)
			s.Close()
			spoil(t, folder, func(tx *bolt.Tx) error { return test.spoil(tx.Bucket([]byte("marks"))) })
			s = open(t, folder)
			holds := func(when, want string) {
				t.Helper()
				if got := shown(t, s); got != want {
					t.Errorf("%s: %s, want %s", when, got, want)
				}
			}
			holds("damaged", test.want)
			damaged := strings.Contains(test.want, "=")
			if err := s.SetQuoteComment("b", "mine"); (err == nil) == damaged {
				t.Errorf("commented: %v", err)
			}
			q, at, err := s.RemoveQuote("b")
			if err != nil {
				t.Fatal(err)
			}
			holds("removed", "a c")
			if err := s.AddQuote(q, at); err != nil {
				t.Fatal(err)
			}
			holds("brought back", test.want)
			was, err := s.SetQuotes(nil)
			if err != nil {
				t.Fatal(err)
			}
			holds("emptied", "")
			if _, err := s.SetQuotes(was); err != nil {
				t.Fatal(err)
			}
			holds("all brought back", test.want)
			if err := s.MoveQuote("b", -1); err != nil {
				t.Fatal(err)
			}
			holds("moved", test.behind)
			if err := marks.Export(&bytes.Buffer{}, s.Personal()); core.Is(err, core.Broken) != damaged {
				t.Errorf("an export: %v", err)
			}
			for range 2 { // the whole one comes beside what is left of it, once
				lines, err := marks.Import(strings.NewReader(whole))
				if err == nil {
					_, err = s.TakeIn(lines)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			all, err := s.Quotes()
			if err != nil || damaged && (len(all) != 4 || all[3].Text != "text b" || all[3].ID == "b") || !damaged && len(all) != 3 {
				t.Errorf("%+v after an import of the whole ones (%v)", all, err)
			}
		})
	}
}
