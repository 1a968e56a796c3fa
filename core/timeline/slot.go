package timeline

import "time"

// Every is the distance of two slots. A slot is a moment whose Unix seconds it divides: 00, 04, 08, 12, 16 and 20 o'clock in UTC, whatever any
// wall shows.
const Every = 4 * time.Hour

// NextSlot returns the first slot after a moment.
func NextSlot(after time.Time) time.Time { return SlotAt(after).Add(Every) }

// SlotAt returns the latest slot up to a moment.
func SlotAt(t time.Time) time.Time {
	const every = int64(Every / time.Second)
	seconds := t.Unix()
	slot := seconds / every
	if seconds%every < 0 {
		slot--
	}
	return time.Unix(slot*every, 0).UTC()
}

// overlap is how far a window reaches back before the last one: Gong filters by the start of a call, but calls appear after they were processed.
const overlap = 72 * time.Hour

// Window returns which meetings a run reads, by their start: from the first instant up to the first one after. last is up to when the last run that
// read all its pages did so; zero when there is none.
func Window(s Settings, last, now time.Time) (from, to time.Time) {
	now = now.UTC()
	if last.IsZero() {
		return now.AddDate(0, 0, -max(s.BackfillDays, 0)), now
	}
	if from = last.UTC().Add(-overlap); from.After(now) { // the clock was moved back
		from = now
	}
	return from, now
}

// Expiry is for how long the file of a run's log can be had.
const Expiry = 30 * 24 * time.Hour

// Expired tells whether the file of a run's log is gone at a moment.
func (r Run) Expired(now time.Time) bool {
	return !r.FileCreated.IsZero() && !now.Before(r.FileCreated.Add(Expiry))
}
