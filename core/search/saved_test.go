package search_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

type stillClock struct{}

func (stillClock) Now() time.Time                                   { return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC) }
func (stillClock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// said is an engine over a dataset in which these words were said, a call each.
func said(t *testing.T, words ...string) *search.Engine {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{Clock: stillClock{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d, err := s.CreateDataset(store.Dataset{Name: "Calls", Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Stage(d.ID, func(stage *store.Stage) error {
		for i, words := range words {
			r := text.New("Transcript", fmt.Sprintf("%03d", i))
			r.Set("Title", "Call "+fmt.Sprint(i))
			r.Set("Started", text.Time(stillClock{}.Now().AddDate(0, 0, -i)))
			r.Say(text.Turn{Speaker: "Jane Doe", Affiliation: []string{"Internal", "External"}[i%2], Lines: strings.Split(words, "\n")})
			if err := stage.Put(s.Encode(core.Transcripts, datatype.SortOf(core.Transcripts, r), r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ending := store.Ending{Header: func(int) text.Header { return text.Header{Title: "Transcripts", Description: "x"} }}
	if _, _, err := s.Finish(d.ID, core.Transcripts, ending); err != nil {
		t.Fatal(err)
	}
	return search.New(s, review.New(s))
}

// The calls of a query are those that its pages show, however many there are.
func TestTheCallsOfAQueryAreThoseOfItsPages(t *testing.T) {
	var words []string
	for i := range 130 {
		words = append(words, []string{"pricing and renewal", "only pricing\nrenewal later", "nothing at all"}[i%3])
	}
	e := said(t, words...)
	for _, query := range []string{"pricing", "pricing renewal", `"pricing and"`, "-pricing", "side:external", "pricing side:internal", "before:2026-04-01", "no*", "zebra", "", "   ", `"`} {
		t.Run(query, func(t *testing.T) {
			var want []core.CallID
			for {
				page, err := e.Search(t.Context(), query, search.Options{Skip: len(want), Turns: 1})
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range page.Calls {
					want = append(want, c.Call.ID)
				}
				if len(want) >= page.Total {
					break
				}
			}
			got, err := e.Calls(t.Context(), query, search.Options{})
			slices.Sort(got)
			slices.Sort(want)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%d calls, want %d (%v)", len(got), len(want), err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Calls(ctx, "pricing", search.Options{}); !core.Is(err, core.Canceled) {
		t.Errorf("cancelled, it ends with %v", err)
	}
}
