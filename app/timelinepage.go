package app

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
	"tamtam/ui"
	reviewui "tamtam/ui/review"
	timelineui "tamtam/ui/timeline"
)

// timelineRoute is the section of the Timeline.
const timelineRoute = "timeline"

// timeline makes the page of a route: "", "call/ID", those of the directory, "settings", "log", "log/RUN". That of the Activities is one as long as the
// window lives, so that it is met as it was left.
func (w *window) timeline(rest string) ui.Page {
	if page := w.directoryPage(rest); page != nil {
		return page
	}
	if isMeetingsPage(rest) {
		return w.meetingsPage(rest)
	}
	if w.activities == nil {
		w.activities = timelineui.New(w.timelineNeeds())
	}
	if id, ok := strings.CutPrefix(rest, "call/"); ok {
		if id, err := url.PathUnescape(id); err == nil && id != "" {
			w.activities.Open(core.CallID(id))
		}
	}
	return w.activities
}

// activityRoute is the route of the Activity of a call.
func activityRoute(id core.CallID) string {
	return timelineRoute + "/call/" + url.PathEscape(string(id))
}

func (w *window) timelineNeeds() timelineui.Needs {
	to := func(rest string) func() { return func() { w.shell.Go(timelineRoute + "/" + rest) } }
	kept := newActivities(w.program)
	return timelineui.Needs{
		Activities: kept, Gong: meetingsAtGong{w.program.meetings}, Transcripts: kept, Runs: meetingButtons{w.program.meetings},
		Memory: w.shell, Clock: w.clock, Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
		Routes: timelineui.Routes{
			Directory: to(directoryRoute), Settings: to("settings"), Log: to("log"),
			Transcript: func(id core.CallID) { w.shell.Go(callRoute(id, -1, "")) }, Browser: w.openExternal,
		},
	}
}

// activities are what is kept of the Timeline, and which of its calls can be read.
type activities struct {
	*program
	names *directoryNames
}

func newActivities(p *program) activities { return activities{p, new(directoryNames)} }

var (
	_ timelineui.Activities  = activities{}
	_ timelineui.Transcripts = activities{}
	_ reviewui.Timeline      = activities{}
)

func (a activities) Overview(context.Context) (o timelineui.Overview, err error) {
	a.names.mu.Lock()
	defer a.names.mu.Unlock()
	err = a.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		if err := a.names.read(t); err != nil {
			return err
		}
		s, err := t.Settings()
		if err != nil {
			return err
		}
		runs, err := t.Runs()
		if err != nil {
			return err
		}
		if ended := slices.IndexFunc(runs, func(r timeline.Run) bool { return r.Status != timeline.InProgress }); ended >= 0 {
			o.Last = runs[ended]
		}
		o.Enabled, o.All = s.Enabled, len(t.Feed(""))
		for company, n := range t.FeedSizes() {
			o.Feeds = append(o.Feeds, timelineui.Feed{Company: company, Count: n})
		}
		return nil
	})
	o.Companies, o.Users = a.names.companies, a.names.users
	slices.SortFunc(o.Feeds, func(x, y timelineui.Feed) int {
		return cmp.Or(cmp.Compare(a.names.place(x.Company), a.names.place(y.Company)), cmp.Compare(x.Company, y.Company))
	})
	return o, err
}

const opTimeline = "read the Timeline"

func (a activities) Feed(_ context.Context, company timeline.GSID) (items []store.FeedItem, err error) {
	err = a.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		items = t.Feed(company)
		return nil
	})
	return items, err
}

func (a activities) Read(_ context.Context, ids []core.CallID) (all []timeline.Activity, err error) {
	err = a.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		for _, id := range ids {
			one, ok, err := t.Activity(id)
			if err != nil {
				return err
			}
			if ok {
				all = append(all, one)
			}
		}
		return nil
	})
	return all, err
}

func (a activities) Change(_ context.Context, id core.CallID, how func(*timeline.Activity) error) (one timeline.Activity, err error) {
	err = a.store.UpdateTimeline("change the Activity", func(t *store.Timeline) error {
		var ok bool
		if one, ok, err = t.Activity(id); err != nil {
			return err
		}
		if !ok {
			return core.Errorf(core.NotFound, "change the Activity", "there is no Activity of the call")
		}
		if err := how(&one); err != nil {
			return err
		}
		return t.PutActivity(one)
	})
	return one, err
}

func (a activities) Holds(ctx context.Context, id core.CallID) (bool, error) {
	calls, err := a.desk.Calls(ctx)
	return err == nil && calls.Call(id) != nil, err
}

// Activity tells Review of a call's Activity. It is called whenever a call is opened, and so reads two documents and no more.
func (a activities) Activity(_ context.Context, id core.CallID) (filed *reviewui.Activity, err error) {
	err = a.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		one, ok, err := t.Activity(id)
		if err != nil || !ok || one.State != timeline.Current {
			return err
		}
		company, _, err := t.Company(one.Company)
		filed = &reviewui.Activity{Type: one.Type, Company: company.Name}
		return err
	})
	return filed, err
}

// meetingsAtGong asks the account that the Timeline reads. A person waits for it.
type meetingsAtGong struct{ runs *meetingRuns }

var _ timelineui.Gong = meetingsAtGong{}

func (g meetingsAtGong) source(ctx context.Context) (meetings.Source, error) {
	s, err := g.runs.Settings()
	if err != nil {
		return nil, err
	}
	return g.runs.source(vault.Attended(ctx), s.Connection)
}

func (g meetingsAtGong) Call(ctx context.Context, id core.CallID) (timeline.Call, error) {
	source, err := g.source(ctx)
	if err != nil {
		return timeline.Call{}, err
	}
	return meetings.Find(ctx, source, id)
}

func (g meetingsAtGong) Resolve(ctx context.Context, id core.CallID) (timeline.Activity, string, error) {
	source, err := g.source(ctx)
	if err != nil {
		return timeline.Activity{}, "", err
	}
	return g.runs.syncer.Resolve(ctx, source, id)
}

// meetingButtons begin and end runs.
type meetingButtons struct{ runs *meetingRuns }

var _ timelineui.Runs = meetingButtons{}

func (b meetingButtons) Initiate() { b.runs.Start(meetings.Options{Trigger: timeline.ByInitiate}) }
func (b meetingButtons) Stop()     { b.runs.Stop() }

func (b meetingButtons) Progress() (timeline.Progress, bool) { return b.runs.Progress() }
