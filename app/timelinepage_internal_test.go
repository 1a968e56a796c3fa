package app

import (
	"reflect"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	reviewui "tamtam/ui/review"
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
		if _, err := (activities{w.program}).Change(t.Context(), id, func(a *timeline.Activity) error { change(a); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[core.CallID]*reviewui.Activity{
		"1": {Type: "Meeting", Company: "Acme Inc"}, "2": nil, "3": nil, "4": {Type: "Meeting"}, "5": nil, "": nil,
	} {
		if got, err := (activities{w.program}).Activity(t.Context(), id); err != nil || !reflect.DeepEqual(got, want) {
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
