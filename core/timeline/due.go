package timeline

import "time"

// grace is how long behind a slot a run still counts as the slot's own, and not as one that catches up.
const grace = 5 * time.Minute

// Handled is the latest slot that the runs have seen to: that of a scheduled one, and the one before which any began.
func Handled(runs []Run) (slot time.Time) {
	for _, r := range runs {
		for _, at := range []time.Time{r.Slot, SlotAt(r.Started)} {
			if at.After(slot) {
				slot = at
			}
		}
	}
	return slot
}

// Due tells whether a run is due at a moment, for which slot, and what begins it. handled is the latest slot that runs have seen to; as long as that is
// zero, nothing is due: the first run is a person's. Slots that passed while the program did not run or the computer slept are caught up with by one
// run; a clock that was moved back runs no slot twice.
func Due(handled, now time.Time) (slot time.Time, trigger Trigger, due bool) {
	slot = SlotAt(now)
	if handled.IsZero() || !slot.After(handled) {
		return time.Time{}, "", false
	}
	if slot.Sub(handled) == Every && now.Sub(slot) <= grace {
		return slot, BySchedule, true
	}
	return slot, ByCatchUp, true
}
