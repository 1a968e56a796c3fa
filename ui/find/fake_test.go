package find_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/ui"
	"tamtam/ui/find"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// world is a program behind the page: everything in memory, every call noted.
type world struct {
	calls       []search.CallHits // with all turns that any query finds
	notices     []search.Notice
	datasets    []find.Dataset
	recent      []string
	saved       []find.Saved
	complete    []search.Completion
	making      bool
	share       float64
	err         error // of the next searches
	moreErr     error // of the next pages behind the first
	keptErr     error // of the next readings of what is kept
	deleteErr   error // of the next deletions of what is saved
	asked       []string
	options     []search.Options
	log         []string
	memory      map[string]string
	last        context.Context // of the last search
	nobodyHas   string          // a query that finds nothing
	asksNothing string          // and one that asks for nothing yet
}

func newWorld() *world {
	return &world{memory: map[string]string{}, nobodyHas: "zebra", datasets: []find.Dataset{{ID: "d1", Name: "Renewals Q2"}, {ID: "d2", Name: "Competitor mentions"}}}
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// did fails the test unless exactly these calls were noted since the last did.
func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) Search(ctx context.Context, query string, o search.Options) (search.Results, error) {
	w.last = ctx
	w.asked, w.options = append(w.asked, query), append(w.options, o)
	switch {
	case w.err != nil:
		return search.Results{}, w.err
	case o.Skip > 0 && w.moreErr != nil:
		return search.Results{}, w.moreErr
	}
	r := search.Results{Notices: w.notices, Empty: query == w.asksNothing}
	var all []search.CallHits
	for _, c := range w.calls {
		if query != w.nobodyHas && !r.Empty && (len(o.Datasets) == 0 || slices.Contains(c.Call.Datasets, o.Datasets[0])) {
			all = append(all, c)
		}
	}
	if o.Newest {
		slices.SortStableFunc(all, func(a, b search.CallHits) int { return b.Call.Started.Compare(a.Call.Started) })
	}
	r.Total = len(all)
	for _, c := range all[min(o.Skip, len(all)):min(o.Skip+o.Limit, len(all))] {
		if c.Turns = len(c.Hits); o.Turns > 0 {
			c.Hits = c.Hits[:min(o.Turns, len(c.Hits))]
		}
		r.Calls = append(r.Calls, c)
	}
	return r, nil
}

func (w *world) Complete(context.Context, string, int, search.Options) ([]search.Completion, error) {
	return w.complete, nil
}

func (w *world) Making() (float64, bool) { return w.share, w.making }

func (w *world) Datasets(context.Context) ([]find.Dataset, error) { return w.datasets, nil }

func (w *world) Recent(context.Context) ([]string, error) { return w.recent, w.keptErr }

func (w *world) Remember(_ context.Context, query string) error {
	w.recent = append([]string{query}, slices.DeleteFunc(w.recent, func(q string) bool { return q == query })...)
	return nil
}

func (w *world) Forget(_ context.Context, query string) error {
	w.recent = slices.DeleteFunc(w.recent, func(q string) bool { return q == query || query == "" })
	return nil
}

func (w *world) Saved(context.Context) ([]find.Saved, error) { return slices.Clone(w.saved), w.keptErr }

func (w *world) Save(_ context.Context, s find.Saved) (find.Saved, error) {
	for _, other := range w.saved {
		if other.ID != s.ID && strings.EqualFold(other.Name, s.Name) {
			return s, core.Errorf(core.Invalid, "save the search", "the name is taken")
		}
	}
	s.ID = cmp.Or(s.ID, fmt.Sprint("s", len(w.saved)+1))
	w.saved = append(slices.DeleteFunc(w.saved, func(o find.Saved) bool { return o.ID == s.ID }), s)
	slices.SortFunc(w.saved, func(a, b find.Saved) int { return cmp.Compare(a.Name, b.Name) })
	return s, nil
}

func (w *world) Delete(_ context.Context, id string) (restore func(context.Context) error, err error) {
	before := slices.Clone(w.saved)
	if w.deleteErr != nil {
		return nil, w.deleteErr
	}
	w.saved = slices.DeleteFunc(w.saved, func(s find.Saved) bool { return s.ID == id })
	return func(context.Context) error {
		w.saved = before
		return nil
	}, nil
}

func (w *world) Looked(_ context.Context, id string) error {
	for i := range w.saved {
		if w.saved[i].ID == id {
			w.saved[i].New = 0
		}
	}
	return nil
}

func (w *world) Citation(_ context.Context, call *review.Call, hit search.Hit) (string, error) {
	return "“" + hit.Text + "” (" + hit.Speaker + ", " + call.Title + ")", w.err
}

func (w *world) Recall(key string) string { return w.memory[key] }

// settings are the world's memory of what was set up: Remember is taken by queries.
type settings struct{ *world }

func (s settings) Remember(key, value string) { s.memory[key] = value }

// hit is a turn in which every "pricing" is marked.
func hit(turn int, at time.Duration, who, side, text string) search.Hit {
	h := search.Hit{Turn: turn, At: at, Speaker: who, Side: side, Text: text}
	const word = "pricing"
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return h
		}
		start := len([]rune(text[:from+i]))
		h.Marks = append(h.Marks, [2]int{start, start + len(word)})
		from += i + len(word)
	}
}

func call(id, title, company, dataset string, day int, hits ...search.Hit) search.CallHits {
	c := &review.Call{Digest: digest.Digest{ID: core.CallID(id), Title: title, Started: time.Date(2026, 4, day, 14, 30, 0, 0, time.UTC)}, HasTranscript: true}
	if company != "" {
		c.Companies = []string{company}
	}
	c.Datasets = []core.DatasetID{core.DatasetID(dataset)}
	return search.CallHits{Call: c, Hits: hits, Turns: len(hits)}
}

// full is a world in which a lot is found.
func full() *world {
	w := newWorld()
	in, out := digest.Internal, digest.External
	w.calls = []search.CallHits{
		call("101", "Acme, renewal and pricing", "Acme Inc", "d1", 8,
			hit(4, 3*time.Minute+12*time.Second, "Jane Doe", out, "Before we go on, what about the pricing that you sent us? The pricing page says something else."),
			hit(9, 12*time.Minute+10*time.Second, "Ina Internal", in, "Sure. Let me share my screen, then we can walk through it together line by line, and I will show you how the new pricing compares with last year's."),
			hit(17, 20*time.Minute+1*time.Second, "Jane Doe", out, "So the pricing is per seat."),
			hit(23, 31*time.Minute, "Sam Lee", in, "Annual pricing has a discount."),
			hit(40, 40*time.Minute+1*time.Second, "Jane Doe", out, "Send me the pricing again, please.")),
		call("102", "Globex kick-off with a title that is much longer than there could ever be room for in a list of results", "Globex Corporation, International", "d2", 7,
			hit(2, 32*time.Second, "Hank Scorpio", out, "We looked at three vendors, and your pricing was the simplest.")),
		call("103", "Initech, security review", "Initech", "d1", 2,
			hit(0, 0, "", "", "pricing first"),
			hit(31, time.Hour+2*time.Minute, "Peter Gibbons", "", "I would say pricing, pricing and pricing, in this order; everything else can wait until the reports have their new cover sheets.")),
		call("104", "Weekly pipeline", "", "d1", 1),
	}
	w.recent = []string{"pricing", `"next steps" -demo`, "speaker:jane renewal", "what about pricing?"}
	w.saved = []find.Saved{
		{ID: "s1", Name: "Competitors", Query: "tracker:competitors side:external", New: 3},
		{ID: "s2", Name: "Security questions", Query: `"soc 2" OR penetration`},
	}
	return w
}

// many is a world in which so many calls are found.
func many(n int) *world {
	w := newWorld()
	for i := range n {
		w.calls = append(w.calls, call(fmt.Sprint(1000+i), fmt.Sprintf("Call %d", i+1), "Acme Inc", "d1", 1+i%28,
			hit(i%40, time.Duration(i%3600)*time.Second, "Jane Doe", digest.External, fmt.Sprintf("Number %d is about pricing, too.", i+1))))
	}
	return w
}

// screen is the page in a window.
type screen struct {
	*uitest.Screen
	world *world
	page  *find.Page
}

func open(t testing.TB, mode look.Mode, w *world) *screen {
	t.Helper()
	return openWith(t, mode, w, nil)
}

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner) *screen {
	t.Helper()
	s := &screen{Screen: uitest.NewScreen(t, mode), world: w}
	if runner == nil {
		runner = s.Runner
	}
	s.page = find.New(find.Needs{
		Searches: w, Index: w, Library: w, Keeper: w, Citations: w, Memory: settings{w}, Clipboard: s.Clip, Runner: runner, Stage: s.Stage,
		Routes: find.Routes{
			Open:     func(id core.CallID, turn int, query string) { w.note("open %s at %d for %s", id, turn, query) },
			Back:     func() { w.note("back") },
			Datasets: func() { w.note("to datasets") }, Files: func() { w.note("to files") },
		},
	})
	s.Open(s.page)
	return s
}

// ask types a query and waits until it is asked.
func (s *screen) ask(query string) {
	s.T.Helper()
	s.Type(query)
	s.Pass(find.AskAfter)
	s.Pass(0)
}

var (
	_ ui.Page      = (*find.Page)(nil)
	_ ui.Commander = (*find.Page)(nil)
)
