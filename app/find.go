package app

import (
	"context"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/find"
)

// findRoute is the page on which everything is searched.
const findRoute = "find"

// findPage is the page on which everything is searched: one as long as the window lives, so that Ctrl+K shows it as it was left.
func (w *window) findPage(string) ui.Page {
	if w.found == nil {
		w.found = find.New(w.findNeeds())
	}
	return w.found
}

func (w *window) findNeeds() find.Needs {
	return find.Needs{
		Searches: w.searches, Index: w.searches, Library: readable{w.program}, Keeper: w.searches, Citations: citations{}, Memory: w.shell,
		Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
		Routes: find.Routes{
			Open: w.openTurn,
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace("datasets")
				}
			},
			Datasets: func() { w.shell.Go("datasets") }, Files: w.openExported,
		},
	}
}

// openTurn shows a turn of a call, with the query's words marked.
func (w *window) openTurn(id core.CallID, turn int, query string) {
	w.shell.Go(callRoute(id, turn, query))
}

// readable are the datasets that can be searched.
type readable struct{ *program }

var _ find.Library = readable{}

func (r readable) Datasets(context.Context) ([]find.Dataset, error) {
	read, err := r.all()
	all := make([]find.Dataset, len(read))
	for i, d := range read {
		all[i] = find.Dataset{ID: d.ID, Name: d.Name}
	}
	return all, err
}

// all are the datasets, and behind them the exported files that are open.
func (r readable) all() ([]store.Dataset, error) {
	imported, err := r.store.Datasets()
	if err != nil {
		return nil, err
	}
	opened, err := r.store.Opened()
	return append(imported, opened...), err
}

// searches are the program's search, and what a person has searched for. Its methods may be called from any goroutine.
type searches struct {
	*program
	engine *search.Engine
	told   func(freshHits) // of what is new in a saved search; set before the first run

	mu      sync.Mutex
	waiting []ended // runs after which nothing was counted yet
	busy    bool
}

var (
	_ find.Searches = (*searches)(nil)
	_ find.Index    = (*searches)(nil)
	_ find.Keeper   = (*searches)(nil)
)

func newSearches(a *program) *searches {
	s := &searches{program: a, engine: search.New(a.store, a.desk), told: func(freshHits) {}}
	a.runs.onEnd(s.ended)
	return s
}

// filled are options with what the program knows: the time, and what the person made of calls, which is read for the first call that is asked
// about.
func (s *searches) filled(o search.Options) search.Options {
	o.Now, o.Location = s.clock.Now(), time.Local
	gists := sync.OnceValue(func() map[core.CallID]marks.Gist {
		gists, _, err := s.store.Gists()
		if err != nil {
			s.log.Error("a person's marks cannot be read", "err", err)
		}
		return gists
	})
	o.Personal = func(id core.CallID) review.Personal {
		g := gists()[id]
		return review.Personal{Tags: g.Tags, Starred: g.Star, Noted: g.Notes > 0, Highlighted: g.Highlights > 0, Read: g.Read}
	}
	return o
}

// Search finds what a query asks for.
func (s *searches) Search(ctx context.Context, query string, o search.Options) (search.Results, error) {
	return mending(ctx, s, func() (search.Results, error) { return s.engine.Search(ctx, query, s.filled(o)) })
}

// mending asks the index; one that turns out to be damaged is made anew, and asked once more.
func mending[T any](ctx context.Context, s *searches, ask func() (T, error)) (T, error) {
	answer, err := ask()
	if !core.Is(err, core.Broken) {
		return answer, err
	}
	s.log.Warn("the index is damaged and is made anew", "err", err)
	if mended, mendErr := s.store.MendIndex(ctx); !mended || mendErr != nil {
		return answer, err
	}
	return ask()
}

func (s *searches) Complete(ctx context.Context, query string, cursor int, o search.Options) ([]search.Completion, error) {
	return s.engine.Complete(ctx, query, cursor, s.filled(o))
}

func (s *searches) Making() (share float64, making bool) {
	done, all := s.indexing.Progress()
	if all == 0 {
		return 0, false
	}
	return float64(done) / float64(all), true
}

func (s *searches) Recent(context.Context) ([]string, error) { return s.store.SearchHistory() }

func (s *searches) Remember(_ context.Context, query string) error {
	return s.store.RememberSearch(query)
}

func (s *searches) Forget(_ context.Context, query string) error {
	if query == "" {
		return s.store.ForgetSearches()
	}
	return s.store.ForgetSearch(query)
}

func (s *searches) Saved(context.Context) ([]find.Saved, error) {
	kept, err := s.store.SavedSearches()
	all := make([]find.Saved, len(kept))
	for i, k := range kept {
		all[i] = savedOf(k)
	}
	return all, err
}

func savedOf(k marks.SavedSearch) find.Saved {
	return find.Saved{ID: k.ID, Name: k.Name, Query: k.Query, New: k.New}
}

// Save keeps a search. What one finds of which nothing is known yet was looked at: the person has just asked it.
func (s *searches) Save(ctx context.Context, saved find.Saved) (find.Saved, error) {
	k, err := s.store.SaveSearch(marks.SavedSearch{ID: saved.ID, Name: saved.Name, Query: saved.Query})
	if err != nil {
		return find.Saved{}, err
	}
	if k.Seen.IsZero() {
		err = s.Looked(ctx, k.ID)
	}
	return savedOf(k), err
}

func (s *searches) Delete(_ context.Context, id string) (restore func(context.Context) error, err error) {
	deleted, err := s.store.DeleteSearch(id)
	return func(context.Context) error { return s.store.RestoreSearch(deleted) }, err
}

func (s *searches) Looked(ctx context.Context, id string) error {
	all, err := s.store.SavedSearches()
	if err != nil {
		return err
	}
	for _, k := range all {
		if k.ID != id {
			continue
		}
		calls, err := s.calls(ctx, k)
		if err != nil {
			return err
		}
		return s.store.SeeSearch(id, calls, s.clock.Now())
	}
	return nil
}

// calls are those that a saved search finds now.
func (s *searches) calls(ctx context.Context, k marks.SavedSearch) ([]core.CallID, error) {
	return mending(ctx, s, func() ([]core.CallID, error) { return s.engine.Calls(ctx, k.Query, s.filled(search.Options{})) })
}
