package timeline_test

import (
	"reflect"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

func TestEditsAreKeptFromRuns(t *testing.T) {
	at, now := time.Date(2024, 6, 10, 9, 0, 0, 0, time.UTC), time.Date(2024, 6, 11, 8, 0, 0, 0, time.UTC)
	berlin := time.FixedZone("CEST", 2*60*60)
	before := timeline.Activity{ID: "a", CallID: "1", Subject: "Renewal", At: at, Minutes: 30, Modified: at}
	changed := func(fields ...string) timeline.Activity {
		a := before
		a.Overridden, a.Modified = fields, now
		return a
	}
	tests := []struct {
		name string
		edit timeline.Edit
		want func() timeline.Activity
	}{
		{"nothing", timeline.Edit{"Renewal", at, 30}, func() timeline.Activity { return before }},
		{"spaces only", timeline.Edit{" Renewal ", at, 30}, func() timeline.Activity { return before }},
		{"the same moment elsewhere", timeline.Edit{"Renewal", at.In(berlin), 30}, func() timeline.Activity { return before }},
		{"subject", timeline.Edit{"Pricing", at, 30}, func() timeline.Activity {
			a := changed(timeline.FieldSubject)
			a.Subject = "Pricing"
			return a
		}},
		{"moment", timeline.Edit{"Renewal", time.Date(2024, 6, 10, 12, 0, 0, 0, berlin), 30}, func() timeline.Activity {
			a := changed(timeline.FieldAt)
			a.At = time.Date(2024, 6, 10, 10, 0, 0, 0, time.UTC)
			return a
		}},
		{"all", timeline.Edit{"Pricing", at.Add(time.Hour), 0}, func() timeline.Activity {
			a := changed(timeline.FieldSubject, timeline.FieldAt, timeline.FieldMinutes)
			a.Subject, a.At, a.Minutes = "Pricing", at.Add(time.Hour), 0
			return a
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := before
			if err := a.Edit(test.edit, now); err != nil {
				t.Fatal(err)
			}
			if want := test.want(); !reflect.DeepEqual(a, want) {
				t.Errorf("%+v, want %+v", a, want)
			}
		})
	}
	twice := before
	for _, subject := range []string{"Pricing", "Pricing again"} {
		if err := twice.Edit(timeline.Edit{subject, at, 30}, now); err != nil {
			t.Fatal(err)
		}
	}
	if len(twice.Overridden) != 1 {
		t.Errorf("changed twice: %q", twice.Overridden)
	}
}

func TestEditsThatCannotBeUsedChangeNothing(t *testing.T) {
	at := time.Date(2024, 6, 10, 9, 0, 0, 0, time.UTC)
	before := timeline.Activity{ID: "a", CallID: "1", Subject: "Renewal", At: at, Minutes: 30}
	for name, edit := range map[string]timeline.Edit{
		"no subject": {" ", at, 1}, "no moment": {"Pricing", time.Time{}, 1}, "less than nothing": {"Pricing", at, -1},
		"too long": {"Pricing", at, timeline.MostMinutes + 1},
	} {
		a := before
		if err := a.Edit(edit, at); !core.Is(err, core.Invalid) || !reflect.DeepEqual(a, before) {
			t.Errorf("%s: %v, %+v", name, err, a)
		}
	}
}

// A tombstone stays one whatever Gong says, and says nothing of the meeting.
func TestATombstoneHoldsIdsOnly(t *testing.T) {
	at := time.Date(2024, 6, 10, 9, 0, 0, 0, time.UTC)
	a := timeline.Activity{
		ID: "a", CallID: "1", Owner: "7", Subject: "Renewal", Company: "c1", Author: "u1", At: at, Created: at, Modified: at, Minutes: 30, Notes: "mine",
		Internal: []timeline.Attendee{{Name: "Ana"}}, Trackers: []timeline.Tracker{{Name: "Pricing", Count: 1}}, Recording: "https://app.gong.io/call?id=1",
	}
	now := at.Add(time.Hour)
	want := timeline.Activity{ID: "a", CallID: "1", Company: "c1", At: at, Created: at, Modified: now, State: timeline.Tombstone}
	if got := a.Deleted(now); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
