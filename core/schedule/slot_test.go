package schedule_test

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the zones must exist on every machine

	"tamtam/core"
	"tamtam/core/schedule"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

const layout = "2006-01-02 15:04:05 -0700"

func TestNext(t *testing.T) {
	hourly := core.Sync{Every: core.Hourly, At: core.At(9, 30)}
	four := core.Sync{Every: core.EveryFourHours, At: core.At(0, 15)}
	daily := core.Sync{Every: core.Daily, At: core.At(2, 30)}
	weekly := core.Sync{Every: core.Weekly, At: core.At(6, 30), On: time.Monday}
	sunday := core.Sync{Every: core.Weekly, At: core.At(0, 0), On: time.Sunday}
	const berlin, york, samoa, howe, nepal = "Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu"
	tests := []struct {
		name  string
		sync  core.Sync
		zone  string
		after string
		want  []string // one after the other
	}{
		{"hourly, of the time only the minute", hourly, "UTC", "2026-04-09 10:29:59 +0000", []string{"2026-04-09 10:30:00 +0000", "2026-04-09 11:30:00 +0000"}},
		{"a slot is after the moment", hourly, "UTC", "2026-04-09 10:30:00 +0000", []string{"2026-04-09 11:30:00 +0000"}},
		{"hourly where the clock is a quarter off", hourly, nepal, "2026-04-09 10:31:00 +0545", []string{"2026-04-09 11:30:00 +0545"}},
		{"hourly, no time between 2 and 3", hourly, berlin, "2026-03-29 01:00:00 +0100", []string{
			"2026-03-29 01:30:00 +0100", "2026-03-29 03:00:00 +0200", "2026-03-29 03:30:00 +0200", "2026-03-29 04:30:00 +0200",
		}},
		{"hourly, two times between 2 and 3", hourly, berlin, "2026-10-25 01:45:00 +0200", []string{"2026-10-25 02:30:00 +0200", "2026-10-25 03:30:00 +0100"}},
		{"every 4 hours", four, berlin, "2026-04-09 21:00:00 +0200", []string{"2026-04-10 00:15:00 +0200", "2026-04-10 04:15:00 +0200"}},
		{"every 4 hours over a change", four, berlin, "2026-10-25 00:15:00 +0200", []string{"2026-10-25 04:15:00 +0100", "2026-10-25 08:15:00 +0100"}},
		{"daily at a time that does not exist", daily, berlin, "2026-03-28 12:00:00 +0100", []string{"2026-03-29 03:00:00 +0200", "2026-03-30 02:30:00 +0200"}},
		{"daily at a time that exists twice", daily, berlin, "2026-10-24 12:00:00 +0200", []string{"2026-10-25 02:30:00 +0200", "2026-10-26 02:30:00 +0100"}},
		{"daily, asked between the two", daily, berlin, "2026-10-25 02:15:00 +0100", []string{"2026-10-26 02:30:00 +0100"}},
		{"daily over the Atlantic", daily, york, "2026-03-08 01:59:00 -0500", []string{"2026-03-08 03:00:00 -0400", "2026-03-09 02:30:00 -0400"}},
		{"a gap of half an hour", core.Sync{Every: core.Daily, At: core.At(2, 10)}, howe, "2026-10-03 12:00:00 +1030", []string{
			"2026-10-04 02:30:00 +1100", "2026-10-05 02:10:00 +1100",
		}},
		{"a day that was left out", daily, samoa, "2011-12-29 12:00:00 -1000", []string{"2011-12-31 00:00:00 +1400", "2011-12-31 02:30:00 +1400"}},
		{"weekly", weekly, "UTC", "2026-04-06 06:30:00 +0000", []string{"2026-04-13 06:30:00 +0000", "2026-04-20 06:30:00 +0000"}},
		{"weekly, the same day before", weekly, "UTC", "2026-04-06 06:29:59 +0000", []string{"2026-04-06 06:30:00 +0000"}},
		{"weekly, the day before", sunday, york, "2026-10-31 23:59:00 -0400", []string{"2026-11-01 00:00:00 -0400", "2026-11-08 00:00:00 -0500"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := zone(t, tt.zone)
			at, err := time.ParseInLocation(layout, tt.after, z)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if at = schedule.Next(tt.sync, at, z); at.Format(layout) != want {
					t.Fatalf("%s, want %s", at.Format(layout), want)
				}
			}
		})
	}
	if got := schedule.Next(core.Sync{At: core.At(6, 30)}, time.Unix(0, 0), time.UTC); !got.IsZero() {
		t.Errorf("never: %v", got)
	}
}

var zones = []string{
	"UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
	"Asia/Gaza", "Africa/Casablanca", "Pacific/Apia", "Pacific/Kiritimati", "America/Santiago", "Asia/Tehran",
}

func anySync(r *rand.Rand) core.Sync {
	return core.Sync{Every: core.Rhythms()[1+r.IntN(4)], At: core.TimeOfDay(r.IntN(24 * 60)), On: time.Weekday(r.IntN(7))}
}

// What every slot is, told without reckoning: the minutes are walked one by one, and a slot is where the clock on the wall first reaches a
// time of the schedule.
func TestNextIsWhereTheWallFirstReachesIt(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		sync, name := anySync(r), zones[r.IntN(len(zones))]
		z := zone(t, name)
		from := time.Date(2010+r.IntN(30), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), 0, z)
		got := schedule.Next(sync, from, z)
		if want := walked(sync, from, z); !got.Equal(want) {
			t.Errorf("seed %d: %+v in %s after %s: %s, want %s", seed, sync, name, from.Format(layout), got.Format(layout), want.Format(layout))
		}
	}
}

// walked is the slow way: highest is the latest time that the wall has shown so far, in minutes since its own beginning.
func walked(s core.Sync, from time.Time, z *time.Location) time.Time {
	wall := func(t time.Time) int64 {
		_, offset := t.In(z).Zone()
		return (t.Unix() + int64(offset)) / 60
	}
	wanted := func(minute int64) bool {
		t := time.Unix(minute*60, 0).UTC()
		switch s.Every {
		case core.Hourly:
			return t.Minute() == s.At.Minute()
		case core.EveryFourHours:
			return t.Minute() == s.At.Minute() && t.Hour()%4 == 0
		case core.Weekly:
			return t.Hour() == s.At.Hour() && t.Minute() == s.At.Minute() && t.Weekday() == s.On
		}
		return t.Hour() == s.At.Hour() && t.Minute() == s.At.Minute()
	}
	t := from.Truncate(time.Minute).Add(-36 * time.Hour)
	highest := wall(t)
	for {
		t = t.Add(time.Minute)
		for now := wall(t); highest < now; {
			if highest++; wanted(highest) && t.After(from) {
				return t
			}
		}
	}
}
