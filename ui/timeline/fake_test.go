package timeline_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	uitimeline "tamtam/ui/timeline"
	"tamtam/ui/uitest"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screen: everything in memory, every call noted.
type world struct {
	activities map[core.CallID]timeline.Activity
	companies  map[timeline.GSID]string
	users      map[timeline.GSID]string
	enabled    bool
	last       timeline.Run
	going      bool
	progress   timeline.Progress
	held       map[core.CallID]bool // calls that a dataset holds

	calls    map[core.CallID]timeline.Call // at Gong
	gongErr  error
	resolved timeline.Activity
	message  string          // of the next resolution
	asking   context.Context // of the last question to Gong

	err     error // of the next reads
	moreErr error // of the next reads of rows behind the first
	oneErr  error // of the next reads of one Activity alone
	keepErr error // of the next changes
	asked   []int // how many Activities each read asked for
	log     []string
	memory  map[string]string
}

func newWorld() *world {
	return &world{
		users: userNames, activities: map[core.CallID]timeline.Activity{}, held: map[core.CallID]bool{}, calls: map[core.CallID]timeline.Call{}, memory: map[string]string{},
	}
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

func (w *world) Overview(context.Context) (uitimeline.Overview, error) {
	o := uitimeline.Overview{Companies: w.companies, Users: w.users, Enabled: w.enabled, Last: w.last}
	counts := map[timeline.GSID]int{}
	for _, a := range w.activities {
		if a.State == timeline.Current {
			o.All++
			for _, company := range append([]timeline.GSID{a.Company}, a.Associated...) {
				counts[company]++
			}
		}
	}
	for _, company := range slices.Sorted(maps.Keys(counts)) {
		o.Feeds = append(o.Feeds, uitimeline.Feed{Company: company, Count: counts[company]})
	}
	return o, w.err
}

func (w *world) Feed(_ context.Context, company timeline.GSID) (items []store.FeedItem, err error) {
	for _, a := range w.activities {
		if a.State == timeline.Current && (company == "" || a.Company == company || slices.Contains(a.Associated, company)) {
			items = append(items, store.FeedItem{CallID: a.CallID, At: a.At})
		}
	}
	slices.SortFunc(items, func(a, b store.FeedItem) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.CallID, a.CallID)) })
	return items, w.err
}

func (w *world) Read(_ context.Context, ids []core.CallID) (all []timeline.Activity, err error) {
	w.asked = append(w.asked, len(ids))
	if len(ids) > 100 && w.moreErr != nil {
		return nil, w.moreErr
	}
	if len(ids) == 1 && w.oneErr != nil {
		return nil, w.oneErr
	}
	for _, id := range ids {
		if a, ok := w.activities[id]; ok {
			all = append(all, a)
		}
	}
	return all, w.err
}

func (w *world) Change(_ context.Context, id core.CallID, how func(*timeline.Activity) error) (timeline.Activity, error) {
	if w.keepErr != nil {
		return timeline.Activity{}, w.keepErr
	}
	a := w.activities[id]
	err := how(&a)
	if err == nil {
		w.activities[id] = a
	}
	return a, err
}

func (w *world) Call(ctx context.Context, id core.CallID) (timeline.Call, error) {
	w.asking = ctx
	c, ok := w.calls[id]
	if w.gongErr == nil && !ok {
		return c, core.Errorf(core.NotFound, "find the call", "Gong has no call of the id")
	}
	return c, w.gongErr
}

func (w *world) Resolve(_ context.Context, id core.CallID) (timeline.Activity, string, error) {
	w.note("resolve %s", id)
	if w.message == "" && w.gongErr == nil {
		w.activities[id] = w.resolved
	}
	return w.resolved, w.message, w.gongErr
}

func (w *world) Holds(_ context.Context, id core.CallID) (bool, error) { return w.held[id], nil }

func (w *world) Initiate() {
	w.note("initiate")
	w.going, w.progress = true, timeline.Progress{Trigger: timeline.ByInitiate, Since: now}
}

func (w *world) Stop() {
	w.note("stop")
	w.progress.Stopping = true
}

func (w *world) Progress() (timeline.Progress, bool) { return w.progress, w.going }

func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

// screen is the page in a window, with a frame that is as large as the shell's.
type screen struct {
	*uitest.Window
	world *world
	page  *uitimeline.Page
}

// open shows the page in a window of 1024x700.
func open(t testing.TB, mode look.Mode, w *world) *screen { return openWith(t, mode, w, nil) }

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner) *screen {
	t.Helper()
	return openIn(t, mode, w, runner, func(*uitimeline.Needs) {})
}

// openIn shows the page with needs that are not the world's.
func openIn(t testing.TB, mode look.Mode, w *world, runner task.Runner, change func(n *uitimeline.Needs)) *screen {
	t.Helper()
	s := &screen{Window: uitest.New(t, mode), world: w}
	if runner == nil {
		runner = s.Runner
	}
	s.Resize(1024, 700)
	to := func(name string) func() { return func() { w.note("to %s", name) } }
	n := uitimeline.Needs{
		Activities: w, Gong: w, Transcripts: w, Runs: w, Memory: w, Clock: clock{}, Clipboard: s.App.Clipboard(), Runner: runner, Stage: s.Stage,
		Routes: uitimeline.Routes{
			Directory: to("directory"), Settings: to("settings"), Log: to("log"),
			Transcript: func(id core.CallID) { w.note("to transcript %s", id) }, Browser: func(address string) { w.note("browse %s", address) },
		},
	}
	change(&n)
	s.page = uitimeline.New(n)
	top := kit.Sized(0, 16, kit.PadXY(6, 3, kit.Line(2, append([]fyne.CanvasObject{kit.Grow(kit.NewHeading(s.page.Title()))}, s.page.Actions()...)...)))
	rail := kit.Sized(20, 0, kit.NewGround(look.Rail))
	across := container.NewBorder(nil, nil, rail, nil, kit.Column(0, top, kit.Fill(s.page.Content())))
	foot := kit.Sized(0, 8, kit.NewGround(look.Rail))
	s.Show(container.NewStack(kit.NewGround(theme.ColorNameBackground), kit.Column(0, kit.Fill(across), foot)))
	s.enter()
	return s
}

func (s *screen) enter() {
	s.T.Helper()
	ctx, end := context.WithCancel(context.Background())
	s.T.Cleanup(end)
	s.page.Enter(ctx)
	s.Settle()
}

// pass lets time pass.
func (s *screen) pass(d time.Duration) {
	s.Runner.Advance(d)
	s.Settle()
}

var (
	_ ui.Page      = (*uitimeline.Page)(nil)
	_ ui.Actor     = (*uitimeline.Page)(nil)
	_ ui.Commander = (*uitimeline.Page)(nil)
)
