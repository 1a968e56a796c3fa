package meetings_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/meetings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 5, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screens: everything in memory, every call noted.
type world struct {
	runs    []timeline.Run // the latest first
	entries map[core.RunID][]timeline.Entry
	reads   int // of single runs
	going   *timeline.Progress
	trouble error
	form    meetings.Form
	preview meetings.Preview
	tried   timeline.Settings
	err     error // of the next reads
	saveErr error
	fileErr error
	dryErr  error
	log     []string
	memory  map[string]string
}

func newWorld() *world {
	known := timeline.Fields([]string{"Region"}, nil)
	w := &world{entries: map[core.RunID][]timeline.Entry{}, memory: map[string]string{}}
	w.form = meetings.Form{
		Settings: timeline.DefaultSettings(), Types: timeline.ActivityTypes(), Fields: known, Accounts: []meetings.Account{{ID: "c1", Name: "Acme Inc"}},
		Choices: map[timeline.Field][]string{}, Users: []meetings.Named{{ID: "u1", Name: "Ina Berg", Detail: "ina@acme.com"}, {ID: "u2", Name: "Sam Lee", Detail: "sam@acme.com"}},
		Companies: []meetings.Named{{ID: "g1", Name: "Globex"}, {ID: "g2", Name: "Initech"}},
	}
	w.form.Types = append(w.form.Types, timeline.ActivityType{Name: "Old", Level: timeline.Global}, timeline.ActivityType{Name: "Local", Level: timeline.OfCompany, Active: true})
	w.form.Choices[field(known, timeline.CompanyObject, "Industry")] = []string{"Energy", "Retail", "Software"}
	w.form.Choices[field(known, timeline.UserObject, "License Type")] = []string{"Full", "ViewerAnalytics", "Viewer"}
	return w
}

func field(known []timeline.Field, o timeline.Object, name string) timeline.Field {
	return known[slices.IndexFunc(known, func(f timeline.Field) bool { return f.Object == o && f.Name == name })]
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

func (w logOf) Runs(context.Context) ([]timeline.Run, error) {
	return slices.Clone(w.world.runs), w.err
}

func (w logOf) Run(_ context.Context, id core.RunID) (timeline.Run, []timeline.Entry, error) {
	w.reads++
	i := slices.IndexFunc(w.runs, func(r timeline.Run) bool { return r.ID == id })
	if w.err == nil && i < 0 {
		return timeline.Run{}, nil, core.E(core.NotFound, "read the run", nil)
	}
	if w.err != nil {
		return timeline.Run{}, nil, w.err
	}
	return w.runs[i], w.entries[id], nil
}

func (w *world) Start(t timeline.Trigger) { w.note("start %s", t) }
func (w *world) Trouble() error           { return w.trouble }

func (w *world) Stop() {
	w.note("stop")
	w.going.Stopping = true
}

func (w *world) Going() (timeline.Progress, bool) {
	if w.going == nil {
		return timeline.Progress{}, false
	}
	return *w.going, true
}

func (w *world) Form(context.Context) (meetings.Form, error) { return w.form, w.err }

func (w *world) Save(_ context.Context, s timeline.Settings) error {
	if w.saveErr == nil {
		w.note("save %t %s %s", s.Enabled, s.ActivityType, s.Filter)
		w.form.Settings = s
	}
	return w.saveErr
}

func (w *world) DryRun(_ context.Context, s timeline.Settings, progress func(done, all int)) (meetings.Preview, error) {
	w.tried = s
	progress(40, 100)
	return w.preview, w.dryErr
}

func (w *world) Folder(context.Context) string { return "/home/ina/Documents" }

func (w *world) SaveLog(_ context.Context, folder string, id core.RunID) (string, error) {
	w.note("write %s", id)
	return folder + "/log.xlsx", w.fileErr
}

func (w *world) Reveal(_ context.Context, path string) error {
	w.note("reveal %s", path)
	return nil
}

func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

// screen is a page in a window.
type screen struct {
	*uitest.Screen
	world *world
	needs meetings.Needs
	page  ui.Page
}

func open(t testing.TB, w *world, make func(n meetings.Needs) ui.Page) *screen {
	return openWith(t, uitest.Light, w, nil, make)
}

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner, make func(n meetings.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Screen: uitest.NewScreen(t, mode), world: w}
	if runner == nil {
		runner = s.Runner
	}
	to := func(where string) func() { return func() { w.note("to %s", where) } }
	s.needs = meetings.Needs{
		Log: logOf{w}, Runs: w, Desk: w, Files: w, Memory: w, Clock: clock{}, Clipboard: s.Clip, Runner: runner, Stage: s.Stage,
		Routes: meetings.Routes{
			Settings: to("settings"), Log: to("log"), Users: to("users"), Accounts: to("accounts"), Back: to("back"), Directory: to("directory"),
			SetUp:   func(id core.ConnectionID) { w.note("set up %s", id) },
			Open:    func(id core.RunID) { w.note("open %s", id) },
			Browser: func(address string) { w.note("browse %s", address) }, Retitle: s.Retitle,
			PickFolder: func(start string, picked func(string)) { w.note("pick from %s", start); picked("/media/stick") },
		},
	}
	s.page = make(s.needs)
	s.Open(s.page)
	return s
}

// logOf reads the runs of a world.
type logOf struct{ *world }

func execution(n meetings.Needs) ui.Page { return meetings.NewLog(n) }
func settings(n meetings.Needs) ui.Page  { return meetings.NewSettings(n) }

func run(id core.RunID) func(n meetings.Needs) ui.Page {
	return func(n meetings.Needs) ui.Page { return meetings.NewRun(n, id) }
}

// full is a world with runs of every kind, and settings with filters.
func full() *world {
	w := newWorld()
	add := func(id core.RunID, ago time.Duration, t timeline.Trigger, s timeline.RunStatus, success, failed, skipped int) *timeline.Run {
		started := now.Add(-ago)
		r := timeline.Run{
			ID: id, Trigger: t, Started: started, Ended: started.Add(42 * time.Second), From: started.Add(-72 * time.Hour), To: started, Status: s, Complete: true,
			Success: success, Failed: failed, Skipped: skipped, FileCreated: started.Add(42 * time.Second),
		}
		if t == timeline.BySchedule {
			r.Slot = timeline.SlotAt(started)
		}
		w.runs = append(w.runs, r)
		return &w.runs[len(w.runs)-1]
	}
	add("r6", 5*time.Minute, timeline.BySchedule, timeline.PartialSuccess, 214, 6, 12).Warnings = []string{timeline.IgnoredSystem(timeline.HubSpot)}
	add("r5", 4*time.Hour, timeline.ByCatchUp, timeline.Success, 31, 0, 2)
	add("r4", 26*time.Hour, timeline.BySave, timeline.Failed, 0, 0, 0).Message = timeline.M9
	add("r3", 6*24*time.Hour, timeline.ByInitiate, timeline.Success, 1204, 0, 88)
	add("r2", 20*24*time.Hour, timeline.ByHand, timeline.PartialSuccess, 9, 1, 0)
	add("r1", 45*24*time.Hour, timeline.ByInitiate, timeline.Success, 412, 0, 30)
	w.entries["r6"] = entries("r6")
	w.form.Settings.Enabled = true
	w.form.Settings.InternalDomains = []string{"acme.com"}
	w.form.Settings.Filter = timeline.Filter{Conditions: []timeline.Condition{
		{Object: timeline.CompanyObject, Field: "ARR", Operator: timeline.GTE, Values: []string{"50000"}},
		{Object: timeline.CompanyObject, Field: "Renewal Date", Operator: timeline.Between, Values: []string{"TODAY", "NEXT_N_DAYS 90"}},
		{Object: timeline.UserObject, Field: "License Type", Operator: timeline.Includes, Values: []string{"Full", "ViewerAnalytics"}},
	}, Expression: "A AND (B OR C)"}
	return w
}

var ana = timeline.GongUser{ID: "6010101010101010101", Email: "ana@acme.com", FirstName: "Ana", LastName: "Ruiz"}

// entries are lines of every kind.
func entries(id core.RunID) []timeline.Entry {
	line := func(call, title, company, author string) timeline.Entry {
		e := timeline.Entry{
			Run: id, CallID: core.CallID("45702508166315315" + call), Attempt: 1, Title: title, Start: now.Add(-30 * time.Hour), OwnerName: "Ana Ruiz", OwnerEmail: "ana@acme.com",
			Owner: "6010101010101010101", CompanyName: company, AuthorName: author, License: timeline.Full, Action: timeline.NoAction, Status: timeline.EntrySuccess,
			URL: "https://app.gong.io/call?id=" + call,
		}
		return e
	}
	created := line("11", "Globex, renewal and pricing", "Globex", "Ina Berg")
	created.Action = timeline.CreatedActivity
	updated := line("12", "Initech, kick-off", "Initech", "Sam Lee")
	updated.Action = timeline.UpdatedActivity
	same := line("13", "Globex, weekly", "Globex", "Ina Berg")
	same.Action = timeline.UnchangedActivity
	first := line("14", "Hooli, first call", "Hooli", "")
	first.Status, first.Message, first.License = timeline.EntryFailed, timeline.M5(ana), ""
	second := line("14", "Hooli, first call", "Hooli", "Ana Ruiz")
	second.Attempt, second.Action, second.License = 2, timeline.CreatedActivity, timeline.IC
	unknown := line("15", "Call with nobody we know", "", "")
	unknown.Status, unknown.Message = timeline.EntryFailed, timeline.M3
	out := line("16", "Vandelay, demo", "Vandelay", "Ina Berg")
	out.Status, out.Message = timeline.EntrySkipped, timeline.S2
	private := timeline.Entry{Run: id, CallID: "4570250816631531517", Attempt: 1, Action: timeline.NoAction, Status: timeline.EntrySkipped, Message: timeline.S1}
	return []timeline.Entry{created, updated, same, first, unknown, out, private, second}
}

// many are so many lines.
func many(n int) []timeline.Entry {
	all := make([]timeline.Entry, n)
	for i := range all {
		all[i] = timeline.Entry{
			CallID: core.CallID(strconv.Itoa(i)), Attempt: 1, Title: "Meeting " + strconv.Itoa(i), Start: now, CompanyName: "Globex", Status: timeline.EntrySuccess,
			Action: timeline.CreatedActivity,
		}
	}
	return all
}

var (
	_ ui.Page      = (*meetings.ExecutionLog)(nil)
	_ ui.Commander = (*meetings.Settings)(nil)
	_ ui.Holder    = (*meetings.Settings)(nil)
	_ ui.Actor     = (*meetings.Run)(nil)
)

// manyRuns are so many runs, one each four hours, the latest first; each third one failed.
func manyRuns(n int) []timeline.Run {
	all := make([]timeline.Run, n)
	for i := range all {
		started := now.Add(-timeline.Every * time.Duration(i))
		all[i] = timeline.Run{
			ID: core.RunID(strconv.Itoa(n - i)), Trigger: timeline.BySchedule, Slot: timeline.SlotAt(started), Started: started, Ended: started.Add(time.Minute),
			FileCreated: started.Add(time.Minute), Status: []timeline.RunStatus{timeline.Success, timeline.PartialSuccess, timeline.Failed}[i%3], Success: i,
		}
	}
	return all
}
