package timeline_test

import (
	"testing"
	"time"

	"tamtam/core/timeline"
)

func TestWhenARunIsDue(t *testing.T) {
	slot := func(text string) time.Time {
		if text == "" {
			return time.Time{}
		}
		return instant("2024-06-10T" + text + ":00Z")
	}
	for name, c := range map[string]struct {
		runs    []timeline.Run
		now     string
		slot    string
		trigger timeline.Trigger
	}{
		"nobody has begun":                 {nil, "09:00", "", ""},
		"right behind the slot":            {[]timeline.Run{{Trigger: timeline.ByInitiate, Started: slot("05:10")}}, "08:01", "08:00", timeline.BySchedule},
		"at the slot":                      {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}}, "08:00", "08:00", timeline.BySchedule},
		"not yet":                          {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}}, "07:59", "", ""},
		"run already":                      {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}, {Slot: slot("08:00"), Started: slot("08:00")}}, "09:00", "", ""},
		"opened behind the slot":           {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}}, "09:30", "08:00", timeline.ByCatchUp},
		"several slots asleep, one run":    {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}}, "20:02", "20:00", timeline.ByCatchUp},
		"a run by hand has seen to it":     {[]timeline.Run{{Slot: slot("04:00"), Started: slot("04:00")}, {Trigger: timeline.ByHand, Started: slot("08:20")}}, "09:00", "", ""},
		"the clock went back":              {[]timeline.Run{{Slot: slot("16:00"), Started: slot("16:00")}}, "08:01", "", ""},
		"and is where it was once more":    {[]timeline.Run{{Slot: slot("16:00"), Started: slot("16:00")}}, "20:00", "20:00", timeline.BySchedule},
		"a run that began late for a slot": {[]timeline.Run{{Slot: slot("04:00"), Started: slot("08:30")}}, "09:00", "", ""},
	} {
		got, trigger, due := timeline.Due(timeline.Handled(c.runs), slot(c.now))
		if due != (c.slot != "") || trigger != c.trigger || !got.Equal(slot(c.slot)) {
			t.Errorf("%s: %t %s %s", name, due, got, trigger)
		}
	}
}

// TestDaysOfTheLog: whole days on a wall, also where they have 23 or 25 hours.
func TestDaysOfTheLog(t *testing.T) {
	for _, c := range []struct{ zone, day, from, to string }{
		{"Europe/Berlin", "2024-03-31T12:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z"},
		{"America/New_York", "2024-11-03T12:00:00Z", "2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z"},
		{"UTC", "2024-06-10T23:59:59Z", "2024-06-10T00:00:00Z", "2024-06-11T00:00:00Z"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		from, to := timeline.Days(instant(c.day), instant(c.day), zone)
		if !from.Equal(instant(c.from)) || !to.Equal(instant(c.to)) {
			t.Errorf("%s: %s to %s", c.zone, from, to)
		}
		runs := []timeline.Run{
			{ID: "late", Started: to}, {ID: "last", Started: to.Add(-1), Status: timeline.Failed}, {ID: "first", Started: from, Status: timeline.Success}, {ID: "early", Started: from.Add(-1)},
		}
		if got := (timeline.LogChoice{From: from, To: to}).Of(runs); len(got) != 2 || got[0].ID != "last" || got[1].ID != "first" {
			t.Errorf("%+v", got)
		}
		if got := (timeline.LogChoice{From: from, To: to, Status: []timeline.RunStatus{timeline.Failed, timeline.InProgress}}).Of(runs); len(got) != 1 || got[0].ID != "last" {
			t.Errorf("%+v", got)
		}
	}
	if got := (timeline.LogChoice{}).Of([]timeline.Run{{ID: "1"}, {ID: "2"}}); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}
