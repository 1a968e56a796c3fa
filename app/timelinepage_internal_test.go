package app

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	reviewui "tamtam/ui/review"
	timelineui "tamtam/ui/timeline"
)

// put keeps something in the Timeline.
func (w *world) put(how func(t *store.Timeline) error) {
	w.T.Helper()
	if err := w.store.UpdateTimeline("test", how); err != nil {
		w.T.Fatal(err)
	}
}

// file puts the companies Acme and Globex and the user Ina into the directory, and an Activity of Acme and Ina for each call, an hour apart, the latest
// first.
func (w *world) file(ids ...core.CallID) {
	w.T.Helper()
	at := time.Date(2026, 4, 9, 10, 0, 0, 0, time.UTC)
	w.put(func(t *store.Timeline) error {
		for id, name := range map[timeline.GSID]string{"acme": "Acme Inc", "globex": "Globex"} {
			if err := t.PutCompany(timeline.Company{GSID: id, Name: name}); err != nil {
				return err
			}
		}
		if err := t.PutUser(timeline.User{GSID: "ina", FirstName: "Ina", LastName: "Berg", Active: true}); err != nil {
			return err
		}
		for i, id := range ids {
			err := t.PutActivity(timeline.Activity{
				ID: timeline.GSID("activity-" + string(id)), CallID: id, Subject: "Kick-off " + string(id), Type: "Meeting", Company: "acme", Author: "ina",
				At: at.Add(-time.Duration(i) * time.Hour), Minutes: 30,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// TestReviewKnowsTheActivitiesThatAreShown, and no others: not those of private calls, nor deleted ones.
func TestReviewKnowsTheActivitiesThatAreShown(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.file("1", "2", "3", "4")
	for id, change := range map[core.CallID]func(a *timeline.Activity){
		"2": func(a *timeline.Activity) { *a = a.Deleted(time.Unix(0, 0)) },
		"3": func(a *timeline.Activity) { a.State = timeline.Withdrawn },
		"4": func(a *timeline.Activity) { a.Company = "lost" },
	} {
		if _, err := newActivities(w.program).Change(t.Context(), id, func(a *timeline.Activity) error { change(a); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[core.CallID]*reviewui.Activity{
		"1": {Type: "Meeting", Company: "Acme Inc"}, "2": nil, "3": nil, "4": {Type: "Meeting"}, "5": nil, "": nil,
	} {
		if got, err := newActivities(w.program).Activity(t.Context(), id); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v; want %+v", id, got, err, want)
		}
	}
}

// TestACallLeadsToItsActivityAndBack by the side pane of Review and the transcript of the Timeline.
func TestACallLeadsToItsActivityAndBack(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.imported(5)
	call := w.longest()
	w.file(call.ID)
	w.Resize(1440, 900)
	w.shell.Go(callRoute(call.ID, -1, ""))
	w.Settle()
	w.Tap("Open the Activity in the Timeline: Meeting · Acme Inc")
	if got, want := w.shell.Route(), activityRoute(call.ID); got != want {
		t.Errorf("leads to %q, want %q", got, want)
	}
	w.MustShow("Kick-off "+string(call.ID), "Ina Berg")
	w.Tap("Transcript")
	if got, want := w.shell.Route(), callRoute(call.ID, -1, ""); got != want {
		t.Errorf("leads to %q, want %q", got, want)
	}
	w.MustShow("Find in transcript")
}

// TestTheTimelineAsAWhole: companies by their names, those that the directory has not behind them, and the names as they are now.
func TestTheTimelineAsAWhole(t *testing.T) {
	w := newWorld(t, t.TempDir())
	a := newActivities(w.program)
	if o, err := a.Overview(t.Context()); err != nil || o.All != 0 || len(o.Feeds) != 0 || len(o.Companies) != 0 || o.Enabled || o.Last.ID != "" {
		t.Errorf("a new Timeline is %+v, %v", o, err)
	}
	w.file("1", "2", "3", "4", "5")
	for id, company := range map[core.CallID]timeline.GSID{"2": "globex", "3": "lost", "4": "aaa"} {
		if _, err := a.Change(t.Context(), id, func(a *timeline.Activity) error { a.Company = company; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Change(t.Context(), "5", func(a *timeline.Activity) error { a.State = timeline.Withdrawn; return nil }); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 4, 9, 8, 0, 0, 0, time.UTC)
	w.put(func(tl *store.Timeline) error {
		ended, err := tl.BeginRun(timeline.Run{Trigger: timeline.BySchedule, Started: at})
		if err != nil {
			return err
		}
		ended.Status, ended.Ended = timeline.PartialSuccess, at.Add(time.Minute)
		if err := tl.PutRun(ended); err != nil {
			return err
		}
		_, err = tl.BeginRun(timeline.Run{Trigger: timeline.ByInitiate, Started: at.Add(time.Hour), Status: timeline.InProgress})
		s := timeline.DefaultSettings()
		s.Enabled = true
		return errors.Join(err, tl.SetSettings(s))
	})
	overview := func() timelineui.Overview {
		t.Helper()
		o, err := a.Overview(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	o := overview()
	if want := []timelineui.Feed{{Company: "acme", Count: 1}, {Company: "globex", Count: 1}, {Company: "aaa", Count: 1}, {Company: "lost", Count: 1}}; !slices.Equal(o.Feeds, want) {
		t.Errorf("feeds are %+v, want %+v", o.Feeds, want)
	}
	if o.All != 4 || !o.Enabled || o.Last.Status != timeline.PartialSuccess || o.Users["ina"] != "Ina Berg" || o.Companies["acme"] != "Acme Inc" {
		t.Errorf("%+v", o)
	}
	w.put(func(tl *store.Timeline) error { return tl.PutCompany(timeline.Company{GSID: "acme", Name: "zeta"}) })
	if now := overview(); now.Feeds[0].Company != "globex" || now.Companies["acme"] != "zeta" || o.Companies["acme"] != "Acme Inc" {
		t.Errorf("after a company was renamed: %+v, before it %q", now, o.Companies["acme"])
	}
	w.put(func(tl *store.Timeline) error { return tl.DeleteUser("ina") })
	if now := overview(); now.Users["ina"] != "" {
		t.Errorf("a deleted user is %q", now.Users["ina"])
	}
}

// TestAFeedIsReadAndChanged over a real database: in order, without what is hidden, and with nothing kept of a change that is refused.
func TestAFeedIsReadAndChanged(t *testing.T) {
	w := newWorld(t, t.TempDir())
	a, ctx := newActivities(w.program), t.Context()
	w.file("1", "2", "3")
	feed := func(company timeline.GSID) (ids []core.CallID) {
		t.Helper()
		items, err := a.Feed(ctx, company)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			ids = append(ids, item.CallID)
		}
		return ids
	}
	if got := feed("acme"); !slices.Equal(got, []core.CallID{"1", "2", "3"}) {
		t.Errorf("the feed is %v", got)
	}
	moved, err := a.Change(ctx, "3", func(a *timeline.Activity) error {
		return a.Edit(timeline.Edit{Subject: "Signed", At: a.At.Add(24 * time.Hour), Minutes: 10}, a.At)
	})
	if err != nil || moved.Subject != "Signed" || !slices.Equal(moved.Overridden, []string{timeline.FieldSubject, timeline.FieldAt, timeline.FieldMinutes}) {
		t.Errorf("changed to %+v, %v", moved, err)
	}
	if got := feed(""); !slices.Equal(got, []core.CallID{"3", "1", "2"}) {
		t.Errorf("the feed is %v after one was moved", got)
	}
	refused := core.Errorf(core.Invalid, "test", "no")
	if _, err := a.Change(ctx, "1", func(a *timeline.Activity) error { a.Subject = "half done"; return refused }); !errors.Is(err, refused) {
		t.Errorf("a refused change is %v", err)
	}
	if _, err := a.Change(ctx, "none", func(*timeline.Activity) error { return nil }); !core.Is(err, core.NotFound) {
		t.Errorf("a change of nothing is %v", err)
	}
	if _, err := a.Change(ctx, "2", func(a *timeline.Activity) error { *a = a.Deleted(a.At); return nil }); err != nil {
		t.Error(err)
	}
	all, err := a.Read(ctx, []core.CallID{"2", "none", "1"})
	if err != nil || len(all) != 2 || all[0].State != timeline.Tombstone || all[0].Subject != "" || all[1].Subject != "Kick-off 1" {
		t.Errorf("read %+v, %v", all, err)
	}
	if got := feed("acme"); !slices.Equal(got, []core.CallID{"3", "1"}) {
		t.Errorf("the feed is %v after one was deleted", got)
	}
}

// TestRoutesOfActivities: whatever the id of a call looks like, its route leads to it; and no route, whatever it looks like, leads anywhere else.
func TestRoutesOfActivities(t *testing.T) {
	w := newWorld(t, t.TempDir())
	ids := []core.CallID{"4570250816631530000", "a/b", "../../settings", "a?turn=3#x", "100%", "%2e%2e", " ", "log", "call/7", "é漢\u202e", "a\x00b"}
	w.file(ids...)
	for _, id := range ids {
		w.shell.Go("datasets")
		w.shell.Go(activityRoute(id))
		w.Settle()
		if got := w.window.window.Title(); !strings.HasPrefix(got, "Timeline") {
			t.Errorf("%q leads to %q", id, got)
		}
		w.MustShow("Gong, call " + string(id))
	}
	for _, route := range []string{"call/unknown", "call/..%2f..%2flog"} {
		w.shell.Go("timeline/" + route)
		w.MustShow("This Activity is gone")
	}
	w.shell.Go(activityRoute(ids[0]))
	for _, route := range []string{"call/", "call/%zz", "call", "nowhere"} {
		w.shell.Go("timeline/" + route)
		w.MustShow("Gong, call " + string(ids[0])) // what was open stays
	}
}

// TestTheTimelineStandsBetweenReviewAndActivity in the rail, in the list of shortcuts and by its digit.
func TestTheTimelineStandsBetweenReviewAndActivity(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.shell.Go("datasets")
	for i, route := range []string{"datasets", "review", "timeline", "activity", "settings"} {
		w.Shortcut(fyne.KeyName(strconv.Itoa(i+1)), fyne.KeyModifierShortcutDefault)
		if got := w.shell.Route(); got != route {
			t.Errorf("Ctrl+%d leads to %q, want %q", i+1, got, route)
		}
	}
	w.shell.Go("datasets")
	var titles []string
	for _, text := range w.Texts() {
		if slices.Contains([]string{"Review", "Timeline", "Activity"}, text) {
			titles = append(titles, text)
		}
	}
	if want := []string{"Review", "Timeline", "Activity"}; !slices.Equal(titles, want) {
		t.Errorf("the rail has %q", titles)
	}
}

// TestARunIsInitiatedAndStoppedInTheWindow over the runs of the program: it is shown while it goes on, says that it stops, and is in the log when it has.
func TestARunIsInitiatedAndStoppedInTheWindow(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.file("1")
	w.put(func(tl *store.Timeline) error {
		s := timeline.DefaultSettings()
		s.Enabled = true
		return tl.SetSettings(s)
	})
	g := gate{make(chan struct{}), make(chan struct{})}
	w.program.meetings.source = func(context.Context, core.ConnectionID) (meetings.Source, error) { return g, nil }
	w.shell.Go(timelineRoute)
	w.Tap("Initiate Sync")
	<-g.entered
	w.Runner.Advance(2 * time.Second)
	w.Settle()
	w.MustShow("Syncing the meetings")
	w.Tap("Stop")
	w.program.meetings.wg.Wait()
	w.Runner.Advance(2 * time.Second)
	w.Settle()
	w.MustNotShow("Syncing the meetings")
	o, err := newActivities(w.program).Overview(t.Context())
	if err != nil || o.Last.Trigger != timeline.ByInitiate || o.Last.Status == timeline.InProgress {
		t.Errorf("the log has %+v, %v", o.Last, err)
	}
}
