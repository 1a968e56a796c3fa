package app

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/connect"
	meetingsui "tamtam/ui/meetings"
)

// setUpRoute leads to the settings as they are to be for the account behind it.
const setUpRoute = "settings/account/"

// isMeetingsPage tells the routes of meetingsPage from others of the Timeline.
func isMeetingsPage(rest string) bool {
	return rest == "settings" || rest == "log" || strings.HasPrefix(rest, setUpRoute) || strings.HasPrefix(rest, "log/")
}

// meetingsPage makes the page of a route: "settings", "settings/account/ID", "log", "log/RUN".
func (w *window) meetingsPage(rest string) ui.Page {
	if id, ok := strings.CutPrefix(rest, setUpRoute); ok {
		return meetingsui.NewSetUp(w.meetingNeeds(), core.ConnectionID(id))
	}
	if id, ok := strings.CutPrefix(rest, "log/"); ok {
		return meetingsui.NewRun(w.meetingNeeds(), core.RunID(id))
	}
	if rest == "log" {
		return meetingsui.NewLog(w.meetingNeeds())
	}
	return meetingsui.NewSettings(w.meetingNeeds())
}

func (w *window) meetingNeeds() meetingsui.Needs {
	to := func(route string) func() { return func() { w.shell.Go(route) } }
	return meetingsui.Needs{
		Log: meetingLog{w.program}, Runs: w.synced, Desk: meetingForm{w.program}, Files: meetingFiles{shelf{w.program}}, Memory: w.shell, Clock: w.clock,
		Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
		Routes: meetingsui.Routes{
			Settings: to(timelineRoute + "/settings"), Log: to(timelineRoute + "/log"),
			Open:  func(id core.RunID) { w.shell.Go(timelineRoute + "/log/" + string(id)) },
			Users: to(timelineRoute + "/" + peopleRoute), Accounts: to("settings/integrations"), Directory: to(timelineRoute + "/" + directoryRoute),
			SetUp: func(id core.ConnectionID) { w.shell.Go(timelineRoute + "/" + setUpRoute + string(id)) },
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace(timelineRoute)
				}
			},
			Retitle: func() { w.shell.Retitle() }, Browser: w.openExternal, PickFolder: w.pickFolder,
		},
	}
}

// offerMeetings offers to sync the meetings of an account to the Timeline.
func (w *window) offerMeetings(id core.ConnectionID, begun func()) {
	meetingsui.Offer(w.root, w.meetingNeeds(), id, begun)
}

// meetingsNext offers the same with the news of a connection that is new, which id is "" for; nil while meetings are synced already.
func (w *window) meetingsNext(id core.ConnectionID) *connect.Offer {
	if s, err := w.store.TimelineSettings(); err != nil || s.Enabled || id != "" {
		return nil
	}
	return &connect.Offer{Verb: "Sync meetings…", Do: func() {
		all, err := w.connections.List()
		if err != nil || len(all) == 0 {
			w.shell.Go("settings/integrations") // which says why
			return
		}
		w.offerMeetings(all[len(all)-1].ID, func() {
			if here := w.shell.Route(); strings.HasPrefix(here, "settings") {
				w.shell.Replace(here) // it offers the same
			}
		})
	}}
}

// meetingSyncs are the runs as the screens see them. It knows why the last one that was asked for did not begin.
type meetingSyncs struct {
	runs *meetingRuns

	mu      sync.Mutex
	trouble error
}

var _ meetingsui.Runs = (*meetingSyncs)(nil)

// newMeetingSyncs listens to the runs; to be called before the first one.
func newMeetingSyncs(m *meetingRuns) *meetingSyncs {
	s := &meetingSyncs{runs: m}
	m.onEnd(func(r meetings.Report, err error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.trouble = nil; r.Run.ID == "" && !silent(err) {
			s.trouble = err
		}
	})
	return s
}

func (s *meetingSyncs) Start(t timeline.Trigger) { s.runs.Start(meetings.Options{Trigger: t}) }
func (s *meetingSyncs) Stop()                    { s.runs.Stop() }

func (s *meetingSyncs) Going() (timeline.Progress, bool) { return s.runs.Progress() }

func (s *meetingSyncs) Trouble() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trouble
}

// meetingLog answers the screens from what is kept of runs.
type meetingLog struct{ *program }

var _ meetingsui.Log = meetingLog{}

func (l meetingLog) Runs(context.Context) (runs []timeline.Run, err error) {
	err = l.store.ViewTimeline(opMeetings, func(t *store.Timeline) (err error) {
		runs, err = t.Runs()
		return err
	})
	return runs, err
}

func (l meetingLog) Run(_ context.Context, id core.RunID) (r timeline.Run, entries []timeline.Entry, err error) {
	err = l.store.ViewTimeline(opMeetings, func(t *store.Timeline) error {
		var ok bool
		if r, ok, err = t.Run(id); err != nil {
			return err
		}
		if !ok {
			return core.E(core.NotFound, opMeetings, nil)
		}
		entries, err = t.Entries(id)
		return err
	})
	return r, entries, err
}

// meetingForm answers the page of the settings.
type meetingForm struct{ *program }

var _ meetingsui.Desk = meetingForm{}

func (d meetingForm) Form(context.Context) (f meetingsui.Form, err error) {
	accounts, err := d.accounts()
	if err != nil {
		return f, err
	}
	for _, c := range accounts {
		f.Accounts = append(f.Accounts, meetingsui.Account{ID: c.ID, Name: c.Name})
	}
	err = d.store.ViewTimeline(opMeetings, func(t *store.Timeline) (err error) {
		if f.Settings, err = t.Settings(); err != nil {
			return err
		}
		if f.Types, err = t.ActivityTypes(); err != nil {
			return err
		}
		directory, err := t.Directory()
		if err != nil {
			return err
		}
		f.Fields, f.Choices = timeline.Fields(directory.Custom()), map[timeline.Field][]string{}
		for _, field := range f.Fields {
			if values := directory.Choices(field); len(values) > 0 {
				f.Choices[field] = values
			}
		}
		return named(t, &f)
	})
	return f, err
}

// named lists what lookups can name.
func named(t *store.Timeline, f *meetingsui.Form) error {
	companies, err := t.Companies()
	if err != nil {
		return err
	}
	for _, c := range companies {
		f.Companies = append(f.Companies, meetingsui.Named{ID: c.GSID, Name: cmp.Or(c.Name, string(c.GSID)), Detail: c.CRMAccountID})
	}
	users, err := t.Users()
	if err != nil {
		return err
	}
	for _, u := range users {
		f.Users = append(f.Users, meetingsui.Named{ID: u.GSID, Name: cmp.Or(u.Name(), u.Email, string(u.GSID)), Detail: u.Email})
	}
	for _, all := range [][]meetingsui.Named{f.Companies, f.Users} {
		slices.SortFunc(all, func(a, b meetingsui.Named) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
		})
	}
	return nil
}

func (d meetingForm) Save(_ context.Context, s timeline.Settings) error {
	return d.store.UpdateTimeline("change the settings of the Timeline", func(t *store.Timeline) error {
		types, err := t.ActivityTypes()
		if err != nil {
			return err
		}
		directory, err := t.Directory()
		if err != nil {
			return err
		}
		if err := s.Check(types, timeline.Fields(directory.Custom())); err != nil {
			return err
		}
		return t.SetSettings(s)
	})
}

func (d meetingForm) DryRun(ctx context.Context, s timeline.Settings, progress func(done, all int)) (meetingsui.Preview, error) {
	r, err := d.meetings.DryRun(ctx, s, progress)
	return meetingsui.Preview{Run: r.Run, Entries: r.Entries, Conflicts: r.Conflicts}, err
}

// meetingFiles write logs of runs.
type meetingFiles struct{ shelf }

var _ meetingsui.Files = meetingFiles{}

func (f meetingFiles) SaveLog(ctx context.Context, folder string, id core.RunID) (string, error) {
	r, entries, err := meetingLog{f.program}.Run(ctx, id)
	if err != nil {
		return "", err
	}
	if r.Expired(f.clock.Now()) {
		return "", core.E(core.NotFound, "write the log of a run", nil)
	}
	name := "tamtam_execution_log_" + r.Started.UTC().Format("20060102_150405") + ".xlsx"
	path, err := export.File(folder, name, func(out io.Writer) error { return export.ExecutionLog(out, r, entries) })
	if err == nil {
		f.settings.set(folderSetting, folder)
	}
	return path, err
}
