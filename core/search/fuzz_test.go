package search_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"tamtam/core"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

// FuzzQuery: any text is a query, and what it finds is what a plain reading of a few hostile conversations finds.
func FuzzQuery(f *testing.F) {
	l, err := newLibrary(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { l.store.Close() })
	d, err := l.store.CreateDataset(store.Dataset{Name: "Übersee", Types: []core.DataType{core.Transcripts}, Period: core.All()})
	if err == nil {
		err = l.write(d.ID, hostileTalks()[:20])
	}
	if err == nil {
		l.plain, err = read(l)
	}
	if err != nil {
		f.Fatal(err)
	}
	for _, query := range kinds() {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		w := understand(query)
		if len(query) < 2000 && !slices.ContainsFunc(w.calls, func(d demand) bool { return d.op == "before" || d.op == "after" }) {
			l.check(t, query)
		} else if _, err := l.engine.Search(t.Context(), query, options()); err != nil { // the plain reading knows few days
			t.Fatal(err)
		}
		_, err := l.engine.Complete(t.Context(), query, len(query)/2, options())
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestSearchesDuringSyncs: whoever searches while runs finish, and while the index is tidied and made anew, finds the calls of one moment.
func TestSearchesDuringSyncs(t *testing.T) {
	l, err := newLibrary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.store.Close()
	d, err := l.store.CreateDataset(store.Dataset{Name: "Sample", Types: []core.DataType{core.Transcripts}, Period: core.All()})
	if err != nil {
		t.Fatal(err)
	}
	const calls = 40
	content := func(version int) (records []text.Record) {
		for n := range calls {
			r := text.New("Transcript", fmt.Sprint(n))
			r.Set("Title", "always")
			r.Say(text.Turn{Speaker: "Jane", Lines: []string{fmt.Sprintf("always version%d", version)}})
			r.Say(text.Turn{Speaker: "Ina", Lines: []string{fmt.Sprint("call number ", n)}})
			records = append(records, r)
		}
		return records
	}
	if err := l.write(d.ID, content(0)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var others sync.WaitGroup
	work := func(fn func() error) {
		others.Go(func() {
			for ctx.Err() == nil {
				if err := fn(); err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
			}
		})
	}
	file := store.FileID{Dataset: d.ID, Type: core.Transcripts}
	work(func() error { _, err := l.store.Tidy(ctx, file); return err })
	work(func() error { return l.store.Reindex(ctx, file, nil) })
	for range 2 {
		work(func() error {
			got, err := l.engine.Search(ctx, "always speaker:jane", search.Options{Limit: calls})
			if err != nil {
				return err
			}
			versions := map[string]bool{}
			for _, c := range got.Calls {
				for _, h := range c.Hits {
					versions[h.Text] = true
				}
			}
			if got.Total != calls || len(got.Calls) != calls || len(versions) != 1 {
				return fmt.Errorf("%d calls, %d hits, of %d versions", got.Total, len(got.Calls), len(versions))
			}
			return nil
		})
	}
	for version := range 30 {
		if err := l.write(d.ID, content(version+1)); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	others.Wait()
	got, err := l.engine.Search(t.Context(), "version30", options())
	if err != nil || got.Total != calls {
		t.Errorf("%d calls in the end: %v", got.Total, err)
	}
}
