package store

import (
	"encoding/json"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Report returns the report of a run, or core.NotFound: it never was, or the history had no more room for it.
func (s *Store) Report(id core.DatasetID, run core.RunID) (r RunReport, err error) {
	const op = "read a run's report"
	err = s.view(op, func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		ok, err := getJSON(b.Bucket(reportsBucket), []byte(run), &r)
		if err == nil && !ok {
			return core.Errorf(core.NotFound, op, "there is no run %s", run)
		}
		return err
	})
	return r, err
}

// Reports returns a dataset's reports, the newest first: at most so many, 0 for all, of those before the id, "" for the newest. A report
// that cannot be read is left out: it may be a later version's.
func (s *Store) Reports(id core.DatasetID, before core.RunID, most int) (all []RunReport, err error) {
	err = s.view("read the history", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err == nil {
			all = newest([]*reportCursor{newReportCursor(b, before)}, most)
		}
		return err
	})
	return all, err
}

// AllReports is Reports over all datasets, in the order of ids, which is that of time as long as the clock was right.
func (s *Store) AllReports(before core.RunID, most int) (all []RunReport, err error) {
	err = s.view("read the history", func(tx *bolt.Tx) error {
		top := tx.Bucket(datasetsBucket)
		var each []*reportCursor
		err := top.ForEachBucket(func(id []byte) error {
			each = append(each, newReportCursor(top.Bucket(id), before))
			return nil
		})
		all = newest(each, most)
		return err
	})
	return all, err
}

// newest merges what the cursors have: at most so many reports, 0 for all.
func newest(each []*reportCursor, most int) (all []RunReport) {
	for most == 0 || len(all) < most {
		var next *reportCursor
		for _, c := range each {
			if c.run != nil && (next == nil || string(c.run) > string(next.run)) {
				next = c
			}
		}
		if next == nil {
			break
		}
		var r RunReport
		if json.Unmarshal(next.report, &r) == nil {
			all = append(all, r)
		}
		next.run, next.report = next.cursor.Prev()
	}
	return all
}

// reportCursor walks the reports of a dataset from the newest; run is nil at the end.
type reportCursor struct {
	cursor      *bolt.Cursor
	run, report []byte
}

func newReportCursor(dataset *bolt.Bucket, before core.RunID) *reportCursor {
	b := dataset.Bucket(reportsBucket)
	if b == nil {
		return &reportCursor{}
	}
	c := &reportCursor{cursor: b.Cursor()}
	if before == "" {
		c.run, c.report = c.cursor.Last()
		return c
	}
	if k, _ := c.cursor.Seek([]byte(before)); k == nil {
		c.run, c.report = c.cursor.Last() // all are before
		return c
	}
	c.run, c.report = c.cursor.Prev()
	return c
}
