package timeline_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the zones of the examples, whatever the computer has

	"tamtam/core/timeline"
)

func instant(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// TestSlots is the table of the schedule.
func TestSlots(t *testing.T) {
	for now, want := range map[string]string{
		"2024-06-10T03:59:59Z":      "2024-06-10T04:00:00Z",
		"2024-06-10T04:00:00Z":      "2024-06-10T08:00:00Z",
		"2024-06-10T23:30:00Z":      "2024-06-11T00:00:00Z",
		"2024-03-31T00:30:00Z":      "2024-03-31T04:00:00Z",
		"2024-11-03T04:30:00Z":      "2024-11-03T08:00:00Z",
		"2024-06-10T05:59:59+02:00": "2024-06-10T04:00:00Z",
		"1969-12-31T23:59:59Z":      "1970-01-01T00:00:00Z",
		"1969-12-31T20:00:00Z":      "1970-01-01T00:00:00Z",
	} {
		if got := timeline.NextSlot(instant(now)); !got.Equal(instant(want)) || got.Location() != time.UTC {
			t.Errorf("behind %s: %s, want %s", now, got, want)
		}
	}
}

// TestSlotsOnTheWall: what people see when clocks change is 5 and 3 hours; between slots there are 4 always, through a whole year.
func TestSlotsOnTheWall(t *testing.T) {
	hours := func(zone, now string) int {
		z, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		first := timeline.SlotAt(instant(now))
		return timeline.NextSlot(first).In(z).Hour() - first.In(z).Hour()
	}
	if got := hours("Europe/Berlin", "2024-03-31T00:30:00Z"); got != 5 {
		t.Errorf("Berlin sees %d hours", got)
	}
	if got := hours("America/New_York", "2024-11-03T04:30:00Z"); got != 3 {
		t.Errorf("New York sees %d hours", got)
	}
	at, end := instant("2024-01-01T00:00:00Z"), instant("2025-01-01T00:00:00Z")
	n := 0
	for ; at.Before(end); n++ {
		next := timeline.NextSlot(at)
		if next.Sub(at) != timeline.Every || next.Unix()%14400 != 0 {
			t.Fatalf("behind %s comes %s", at, next)
		}
		at = next
	}
	if n != 366*6 {
		t.Errorf("%d slots in 2024", n)
	}
}

func TestWindows(t *testing.T) {
	s := timeline.DefaultSettings()
	now := instant("2024-06-10T08:00:00Z")
	for name, c := range map[string]struct {
		last time.Time
		from string
	}{
		"first run":               {time.Time{}, "2024-06-03T08:00:00Z"},
		"72 hours before the end": {instant("2024-06-10T04:00:00Z"), "2024-06-07T04:00:00Z"},
		"a month asleep":          {instant("2024-05-10T04:00:00Z"), "2024-05-07T04:00:00Z"},
		"the clock went back":     {instant("2024-07-10T04:00:00Z"), "2024-06-10T08:00:00Z"},
	} {
		from, to := timeline.Window(s, c.last, now)
		if !from.Equal(instant(c.from)) || !to.Equal(now) {
			t.Errorf("%s: from %s to %s", name, from, to)
		}
	}
}

// TestExpiry: a file is there for 30 days to the second.
func TestExpiry(t *testing.T) {
	r := timeline.Run{FileCreated: instant("2024-01-31T04:02:10Z")}
	for now, want := range map[string]bool{"2024-01-31T04:02:10Z": false, "2024-03-01T04:02:09Z": false, "2024-03-01T04:02:10Z": true, "2025-01-01T00:00:00Z": true} {
		if got := r.Expired(instant(now)); got != want {
			t.Errorf("%s: expired %t", now, got)
		}
	}
	if (timeline.Run{}).Expired(instant("2024-01-31T04:02:10Z")) {
		t.Error("without a file nothing expires")
	}
}
