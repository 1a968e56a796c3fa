package store

import (
	"encoding/binary"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

// Runs returns the runs of the Timeline, the latest first.
func (t *Timeline) Runs() (runs []timeline.Run, err error) {
	b := dig(t.top, timelineRunsBucket)
	if b == nil {
		return nil, nil
	}
	c := b.Cursor()
	for key, _ := c.Last(); key != nil; key, _ = c.Prev() {
		var r timeline.Run
		if _, err := getJSON(b, key, &r); err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}

// Run returns a run; ok is false when there is none of the id.
func (t *Timeline) Run(id core.RunID) (r timeline.Run, ok bool, err error) {
	ok, err = getJSON(dig(t.top, timelineRunsBucket), []byte(id), &r)
	return r, ok, err
}

// BeginRun keeps a new run under an id that is greater than those of all before it, as texts, and returns it with the id.
func (t *Timeline) BeginRun(r timeline.Run) (timeline.Run, error) {
	b, err := dug(t.top, timelineRunsBucket)
	if err != nil {
		return r, err
	}
	last, _ := b.Cursor().Last()
	r.ID = nextRunID(core.RunID(last), r.Started)
	return r, t.PutRun(r)
}

// PutRun keeps what has become of a run.
func (t *Timeline) PutRun(r timeline.Run) error {
	return put(t.top, timelineRunsBucket, string(r.ID), r)
}

// AddEntry adds a line to the log of its run.
func (t *Timeline) AddEntry(e timeline.Entry) error {
	b, err := dug(t.top, entriesBucket, []byte(e.Run))
	if err != nil {
		return err
	}
	n, err := b.NextSequence()
	if err != nil {
		return err
	}
	return putJSON(b, binary.BigEndian.AppendUint64(nil, n), e)
}

// Entries returns the log of a run, in the order in which it was written.
func (t *Timeline) Entries(id core.RunID) ([]timeline.Entry, error) {
	return allJSON[timeline.Entry](dig(t.top, entriesBucket, []byte(id)))
}

// FailedCall is a call whose last attempt failed, to be asked about again.
type FailedCall struct {
	ID      core.CallID `json:"id"`
	Message string      `json:"message"`
	Owner   core.UserID `json:"owner,omitempty"`
	Start   time.Time   `json:"start"` // of the call
	First   time.Time   `json:"first"` // when it failed first
	// Generation is that of the directory at the last attempt, see Timeline.Generation.
	Generation uint64 `json:"generation"`
	// Final tells that nothing in the directory can mend it.
	Final bool `json:"final,omitempty"`
}

// Failed returns the calls whose last attempt failed, by their ids.
func (t *Timeline) Failed() ([]FailedCall, error) {
	return allJSON[FailedCall](dig(t.top, failedBucket))
}

// PutFailed keeps that a call failed.
func (t *Timeline) PutFailed(f FailedCall) error {
	var before FailedCall
	ok, err := getJSON(dig(t.top, failedBucket), []byte(f.ID), &before)
	if err != nil {
		return err
	}
	if ok {
		f.First = before.First
	}
	return put(t.top, failedBucket, string(f.ID), f)
}

// DropFailed forgets that a call failed.
func (t *Timeline) DropFailed(id core.CallID) error {
	if b := dig(t.top, failedBucket); b != nil {
		return b.Delete([]byte(id))
	}
	return nil
}

// Expires tells whether Expire has anything to forget at a moment.
func (t *Timeline) Expires(now time.Time) (bool, error) {
	logs, failed, err := t.expired(now)
	return len(logs)+len(failed) > 0, err
}

// Expire forgets the logs of runs whose file has expired (the runs stay), and calls that failed too long ago to be asked about again.
func (t *Timeline) Expire(now time.Time) error {
	logs, failed, err := t.expired(now)
	if err != nil {
		return err
	}
	for _, id := range logs {
		if err := drop(dig(t.top, entriesBucket), []byte(id)); err != nil {
			return err
		}
	}
	for _, id := range failed {
		if err := t.DropFailed(id); err != nil {
			return err
		}
	}
	return nil
}

// expired lists the runs whose logs, and the failed calls, that have expired.
func (t *Timeline) expired(now time.Time) (logs []core.RunID, failed []core.CallID, err error) {
	runs, err := t.Runs()
	if err != nil {
		return nil, nil, err
	}
	for _, r := range runs {
		if r.Expired(now) && dig(t.top, entriesBucket, []byte(r.ID)) != nil {
			logs = append(logs, r.ID)
		}
	}
	all, err := t.Failed()
	if err != nil {
		return nil, nil, err
	}
	for _, f := range all {
		if now.Sub(f.Start) >= timeline.Expiry && now.Sub(f.First) >= timeline.Expiry {
			failed = append(failed, f.ID)
		}
	}
	return logs, failed, nil
}
