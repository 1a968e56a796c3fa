package schedule

import (
	"time"

	"tamtam/core"
)

// longAgo is how far back passed slots are counted: a clock that stood at 1970 has not missed half a million.
const longAgo = 366 * 24 * time.Hour

// Next returns the first slot after a moment, in the zone; zero for core.Never. The computer's zone is LocalZone.
func Next(s core.Sync, after time.Time, zone *time.Location) time.Time {
	first, step := wallSlot(s, onWall(after.In(zone)))
	if step == 0 {
		return time.Time{}
	}
	for wall := first; ; wall = wall.Add(step) {
		if slot := moment(wall, zone); slot.After(after) {
			return slot
		}
	}
}

// passed returns the latest slot after one moment and not after another, and how many such slots there are; none when the second is zero.
func passed(s core.Sync, after, now time.Time, zone *time.Location) (latest time.Time, n int) {
	if oldest := now.Add(-longAgo); after.Before(oldest) {
		after = oldest
	}
	for {
		slot := Next(s, after, zone)
		if slot.IsZero() || slot.After(now) {
			return latest, n
		}
		latest, after = slot, slot
		n++
	}
}

// Times on the wall are held as if the wall were in UTC, where they can be reckoned with.

// onWall is what the clock on the wall shows.
func onWall(t time.Time) time.Time {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	return time.Date(year, month, day, hour, minute, second, t.Nanosecond(), time.UTC)
}

// wallSlot is the latest slot up to a time on the wall, and how far they are apart there; 0 for core.Never.
func wallSlot(s core.Sync, wall time.Time) (slot time.Time, step time.Duration) {
	const day = 24 * time.Hour
	minute := time.Duration(s.At.Minute()) * time.Minute
	offset := time.Duration(s.At) * time.Minute
	switch s.Every {
	case core.Hourly:
		step, offset = time.Hour, minute
	case core.EveryFourHours:
		step, offset = 4*time.Hour, minute
	case core.Daily:
		step = day
	case core.Weekly:
		// Truncate counts from the beginning of the year 1, a Monday.
		step, offset = 7*day, offset+time.Duration((s.On-time.Monday+7)%7)*day
	default:
		return time.Time{}, 0
	}
	return wall.Add(-offset).Truncate(step).Add(offset), step
}

// moment is the first one at which the clock on the wall, in the zone, shows a time or a later one.
func moment(wall time.Time, zone *time.Location) time.Time {
	t := wall.Add(-48 * time.Hour).In(zone) // no zone is ahead, or turns its clock, by so much
	for {
		_, offset := t.Zone()
		_, end := t.ZoneBounds()
		at := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		if at.Before(t) {
			return t // the clock was turned over it
		}
		if end.IsZero() || at.Before(end) {
			return at
		}
		t = end
	}
}
