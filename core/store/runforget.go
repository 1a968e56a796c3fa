package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// room is how much history is kept of a dataset.
type room struct {
	// reports are kept at most, of so many days; the newest of them whatever their age, for a clock that is wrong for a day must not cost
	// all that was there.
	reports, days, whatever int
	// runs are those whose changes are kept at most, and bytes all that their lists take, compressed. The newest list is always kept.
	runs, bytes int
	// step bounds how many reports, and how many lists, go in one transaction: a change of these figures costs no run a long one.
	step int
}

// historyRoom is a variable for tests only. An hourly sync begins 8,760 runs a year: about 2 MB of reports are kept of them, and what
// changed on the last three weeks at least when every run finds something.
var historyRoom = room{reports: 2000, days: 400, whatever: 100, runs: 500, bytes: 16 << 20, step: 50}

// runTime is how an id begins: a time to the millisecond, so that ids are in the order of their times.
const runTime = "20060102T150405.000"

// nextRunID makes the id of a run begun at a time: greater than the last one, also for runs of one moment and after the clock was put back.
func nextRunID(last core.RunID, begun time.Time) core.RunID {
	id := begun.UTC().Format(runTime)
	if len(last) >= len(runTime) && id <= string(last[:len(runTime)]) {
		if t, err := time.Parse(runTime, string(last[:len(runTime)])); err == nil {
			id = t.Add(time.Millisecond).Format(runTime)
		}
	}
	return core.RunID(id + "-" + core.NewID())
}

// forgetRuns drops what the history has no room for, the oldest first: the lists of changes, then whole reports with theirs.
func forgetRuns(dataset, reports *bolt.Bucket, now time.Time) error {
	changes := dataset.Bucket(changesBucket)
	for _, run := range excessChanges(changes) {
		if err := changes.DeleteBucket(run); err != nil {
			return err
		}
	}
	for _, run := range excessReports(reports, now) {
		if err := drop(changes, run); err != nil {
			return err
		}
		if err := reports.Delete(run); err != nil {
			return err
		}
	}
	return nil
}

// excessReports are the ids of reports to drop, the oldest first, at most a step of them.
func excessReports(reports *bolt.Bucket, now time.Time) [][]byte {
	oldest := now.UTC().AddDate(0, 0, -historyRoom.days).Format(runTime)
	kept := 0
	c := reports.Cursor()
	for k, _ := c.Last(); k != nil; k, _ = c.Prev() {
		if kept >= historyRoom.reports || kept >= historyRoom.whatever && string(k) < oldest {
			return firstKeys(reports, k)
		}
		kept++
	}
	return nil
}

// excessChanges are the ids of the runs whose lists are to drop.
func excessChanges(changes *bolt.Bucket) [][]byte {
	if changes == nil {
		return nil
	}
	runs, bytes := 0, 0
	c := changes.Cursor()
	for k, _ := c.Last(); k != nil; k, _ = c.Prev() {
		_ = forEach(changes.Bucket(k), func(_, list []byte) error {
			bytes += len(list)
			return nil
		})
		if runs > 0 && (runs >= historyRoom.runs || bytes > historyRoom.bytes) {
			return firstKeys(changes, k)
		}
		runs++
	}
	return nil
}

// firstKeys are copies of a bucket's keys from the first to last, at most a step of them.
func firstKeys(b *bolt.Bucket, last []byte) (keys [][]byte) {
	c := b.Cursor()
	for k, _ := c.First(); k != nil && string(k) <= string(last) && len(keys) < historyRoom.step; k, _ = c.Next() {
		keys = append(keys, append([]byte(nil), k...))
	}
	return keys
}
