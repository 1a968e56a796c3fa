package activity_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/activity"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screens: everything in memory, every call noted.
type world struct {
	reports    []store.RunReport // the newest first
	changes    map[core.RunID]map[core.DataType][]store.Change
	names      map[core.DatasetID]string
	going      []activity.Going
	meetings   []timeline.Run // the latest first
	meeting    *timeline.Progress
	err        error // of the next reads
	olderErr   error // of the next reads of older runs
	changesErr error
	saveErr    error
	saved      string
	asked      []int // how many reports each read asked for
	log        []string
	memory     map[string]string
}

func newWorld() *world {
	return &world{
		changes: map[core.RunID]map[core.DataType][]store.Change{}, memory: map[string]string{},
		names: map[core.DatasetID]string{"d1": "Renewals Q2", "d2": "Competitor mentions", "d3": "Coaching"},
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

func (w *world) Reports(_ context.Context, id core.DatasetID, before core.RunID, most int) ([]store.RunReport, error) {
	w.asked = append(w.asked, most)
	if w.err != nil {
		return nil, w.err
	}
	if before != "" && w.olderErr != nil {
		return nil, w.olderErr
	}
	var all []store.RunReport
	for _, r := range w.reports {
		if (id == "" || r.Dataset == id) && (before == "" || r.ID < before) && len(all) < most {
			all = append(all, r)
		}
	}
	return all, nil
}

func (w *world) Report(_ context.Context, id core.DatasetID, run core.RunID) (store.RunReport, error) {
	if w.err != nil {
		return store.RunReport{}, w.err
	}
	for _, r := range w.reports {
		if r.Dataset == id && r.ID == run {
			return r, nil
		}
	}
	return store.RunReport{}, core.E(core.NotFound, "read a run's report", nil)
}

func (w *world) Changes(_ context.Context, r store.RunReport) (map[core.DataType][]store.Change, error) {
	return w.changes[r.ID], w.changesErr
}

func (w *world) Names(context.Context) (map[core.DatasetID]string, error) { return w.names, w.err }

func (w *world) Going() []activity.Going {
	all := slices.Clone(w.going)
	for i := range all {
		all[i].Snapshot.Types = slices.Clone(all[i].Snapshot.Types)
	}
	return all
}

func (w *world) Cancel(id core.DatasetID) {
	w.note("cancel %s", id)
	for i := range w.going {
		if w.going[i].Dataset == id {
			w.going[i].Stopping = true
		}
	}
}

// meetingsOf are the runs of the Timeline of a world.
type meetingsOf struct{ *world }

func (m meetingsOf) Runs(context.Context) ([]timeline.Run, error) {
	return slices.Clone(m.meetings), m.err
}

func (m meetingsOf) Going() (timeline.Progress, bool) {
	if m.meeting == nil {
		return timeline.Progress{}, false
	}
	return *m.meeting, true
}

func (m meetingsOf) Stop() {
	m.note("stop the meetings")
	m.meeting.Stopping = true
}

func (w *world) Folder(context.Context) string { return "/home/ina/Documents" }

func (w *world) Save(_ context.Context, folder, name string, content []byte) (string, error) {
	w.saved = string(content)
	return folder + "/" + name, w.saveErr
}

func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

// screen is a page in a window.
type screen struct {
	*uitest.Screen
	world *world
	page  ui.Page
}

// open shows a page in a window of 1024x700.
func open(t testing.TB, mode look.Mode, w *world, make func(n activity.Needs) ui.Page) *screen {
	return openWith(t, mode, w, nil, make)
}

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner, make func(n activity.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Screen: uitest.NewScreen(t, mode), world: w}
	if runner == nil {
		runner = s.Runner
	}
	n := activity.Needs{
		History: w, Runs: w, Meetings: meetingsOf{w}, Files: w, Memory: w, Clock: clock{}, Clipboard: s.Clip, Runner: runner, Stage: s.Stage,
		Routes: activity.Routes{
			Open:         func(id core.DatasetID, run core.RunID) { w.note("open %s %s", id, run) },
			OpenMeetings: func(run core.RunID) { w.note("open meetings %s", run) },
			Dataset:      func(id core.DatasetID) { w.note("to dataset %s", id) },
			Datasets:     func() { w.note("to datasets") }, Back: func() { w.note("back") },
			Retitle:    s.Retitle,
			PickFolder: func(start string, picked func(string)) { w.note("pick from %s", start); picked("/media/stick") },
		},
	}
	s.page = make(n)
	s.Open(s.page)
	return s
}

func list(n activity.Needs) ui.Page    { return activity.New(n) }
func history(n activity.Needs) ui.Page { return activity.HistoryOf(n, "d1") }

// run shows a run of d1.
func run(id core.RunID) func(n activity.Needs) ui.Page {
	return func(n activity.Needs) ui.Page { return activity.NewRun(n, "d1", id) }
}

var (
	_ ui.Page      = (*activity.List)(nil)
	_ ui.Actor     = (*activity.List)(nil)
	_ ui.Commander = (*activity.List)(nil)
	_ ui.Page      = (*activity.Run)(nil)
	_ ui.Actor     = (*activity.Run)(nil)
	_ ui.Commander = (*activity.Run)(nil)
)

func texts(s *screen) string { return strings.Join(s.Texts(), "\n") }
