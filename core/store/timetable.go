package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Timetable is how far a dataset's schedule is. It begins anew, at that moment, in the transaction that switches the schedule on or gives it
// other times, so that no slot from before is ever due.
type Timetable struct {
	// Handled is the moment up to which no slot is due any more; zero for a dataset that was never scheduled.
	Handled time.Time `json:"handled,omitzero"`
	// Turn is the slot that was turned to and is not handled yet; nil when there is none.
	Turn *Turn `json:"turn,omitempty"`
}

// Turn is a slot whose run has begun and is not over: it goes on, it is to be tried again, or the program ended meanwhile.
type Turn struct {
	Slot time.Time `json:"slot"`
	// Missed is how many slots had passed unused before it.
	Missed int `json:"missed,omitempty"`
	// Tries counts the runs for it. Cut counts those of the latest of them that neither ended nor were stopped: the program was killed.
	Tries int `json:"tries,omitempty"`
	Cut   int `json:"cut,omitempty"`
	// Again is when to try again; zero while a run goes on, and when it may be tried at once.
	Again time.Time `json:"again,omitzero"`
	// Firm tells that later slots wait for Again, too: the day's requests are used up.
	Firm bool `json:"firm,omitempty"`
}

// Timetable returns how far a dataset's schedule is.
func (s *Store) Timetable(id core.DatasetID) (t Timetable, err error) {
	err = s.view("read the schedule", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		_, err = getJSON(b, timetableKey, &t)
		return err
	})
	return t, err
}

// EditTimetable changes how far a dataset's schedule is, in one transaction, and returns it. Where edit returns false, nothing is written.
func (s *Store) EditTimetable(id core.DatasetID, edit func(d Dataset, t *Timetable) bool) (t Timetable, err error) {
	err = s.update("keep the schedule", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		var d Dataset
		if _, err := getJSON(b, aboutKey, &d); err != nil {
			return err
		}
		if _, err := getJSON(b, timetableKey, &t); err != nil {
			return err
		}
		if !edit(d, &t) {
			return nil
		}
		return putJSON(b, timetableKey, t)
	})
	return t, err
}

// startTimetable begins a schedule anew where it has other times than before. Which types it covers does not matter.
func startTimetable(b *bolt.Bucket, before, after core.Sync, now time.Time) error {
	if before.Every == after.Every && before.At == after.At && before.On == after.On {
		return nil
	}
	return putJSON(b, timetableKey, Timetable{Handled: now.UTC()})
}
