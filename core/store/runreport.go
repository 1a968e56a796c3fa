package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Trigger is who or what began a run.
type Trigger string

// The triggers.
const (
	ByPerson   Trigger = "you"
	BySchedule Trigger = "schedule"
	// CatchUp is the schedule, later than planned: the computer slept, or the program did not run.
	CatchUp Trigger = "catch-up"
)

// RunKind is what a run was for.
type RunKind string

// The kinds of runs.
const (
	RunImport     RunKind = "import"     // the dataset's first, or one of types that it lacked
	RunSync       RunKind = "sync"       // what is new, and what may have changed lately
	RunEverything RunKind = "everything" // all read again
	RunMend       RunKind = "mend"       // months that a completeness check found to differ
)

// RunReport is what is kept of a run: the dataset's history. What changed is kept beside it (RunChanges).
type RunReport struct {
	ID      core.RunID     `json:"id"`
	Dataset core.DatasetID `json:"dataset"`
	Kind    RunKind        `json:"kind"`
	Trigger Trigger        `json:"trigger"`
	// Slot is when the schedule wanted the run, zero for a person's; Missed is how many earlier slots had passed unused.
	Slot   time.Time `json:"slot,omitzero"`
	Missed int       `json:"missed,omitempty"`
	Begun  time.Time `json:"begun"`
	// Ended is zero while the run goes on, and stays so when the program was killed meanwhile.
	Ended    time.Time `json:"ended,omitzero"`
	Requests int       `json:"requests,omitempty"`
	// Types are what became of each data type, in the order of core.DataTypes.
	Types []TypeReport `json:"types,omitempty"`
	// Failure is why the run could not begin, or ended as a whole; nil otherwise.
	Failure *Failure `json:"failure,omitempty"`
}

// TypeReport is what a run did for one data type.
type TypeReport struct {
	Type core.DataType `json:"type"`
	// Outcome is an importer.Outcome.
	Outcome string `json:"outcome"`
	// Records and Bytes are those of the type's file after the run.
	Records int     `json:"records,omitempty"`
	Bytes   int64   `json:"bytes,omitempty"`
	Changes Changes `json:"changes,omitzero"`
	// Reason says in a sentence why a type is not done, or what its file lacks.
	Reason string `json:"reason,omitempty"`
	// Failure is the error of a type that is not done.
	Failure *Failure `json:"failure,omitempty"`
}

// Failure is an error as it is kept: read again, it has the same kind, scope, request id and text. It must hold no secret and nothing that
// customers said.
type Failure struct {
	Kind      core.Kind `json:"kind"`
	Scope     string    `json:"scope,omitempty"`
	RequestID string    `json:"requestID,omitempty"`
	Text      string    `json:"text,omitempty"`
}

// FailureOf is what is kept of an error; nil for none.
func FailureOf(err error) *Failure {
	if err == nil {
		return nil
	}
	f := &Failure{Kind: core.KindOf(err), Scope: core.ScopeOf(err), Text: err.Error()}
	if e, ok := errors.AsType[*core.Error](err); ok {
		f.RequestID = e.RequestID
	}
	return f
}

// Err is the error again; nil for none.
func (f *Failure) Err() error {
	if f == nil {
		return nil
	}
	return &core.Error{Kind: f.Kind, Scope: f.Scope, RequestID: f.RequestID, Err: errors.New(f.Text)}
}

// ChangeOp is what happened to a record.
type ChangeOp string

// What happens to records.
const (
	Added   ChangeOp = "added"
	Changed ChangeOp = "changed"
	Removed ChangeOp = "removed"
	// Marked is a record that Gong has deleted and that the dataset keeps (Dataset.KeepDeleted).
	Marked ChangeOp = "marked"
)

// Change is one record that a run changed.
type Change struct {
	Op ChangeOp
	// ID is the record's, as in its file; Title is what people call it, "" when it has no name.
	ID, Title string
}

// BeginReport keeps a new report and returns it with its id. What the history has no room for goes in the same transaction (forgetRuns).
func (s *Store) BeginReport(r RunReport) (RunReport, error) {
	err := s.update("begin a run's report", func(tx *bolt.Tx) error {
		b, err := dataset(tx, r.Dataset)
		if err != nil {
			return err
		}
		reports, err := dug(b, reportsBucket)
		if err != nil {
			return err
		}
		last, _ := reports.Cursor().Last()
		r.ID = nextRunID(core.RunID(last), r.Begun)
		if err := putJSON(reports, []byte(r.ID), r); err != nil {
			return err
		}
		return forgetRuns(b, reports, r.Begun)
	})
	return r, err
}

// SetReport keeps the report in place of the one with its id.
func (s *Store) SetReport(r RunReport) error {
	return s.update("keep a run's report", func(tx *bolt.Tx) error {
		b, err := dataset(tx, r.Dataset)
		if err != nil {
			return err
		}
		if b, err = dug(b, reportsBucket); err != nil {
			return err
		}
		return putJSON(b, []byte(r.ID), r)
	})
}

// RunChanges calls each for every record of a type that a run changed, in the order of ids, until it returns false.
func (s *Store) RunChanges(id core.DatasetID, run core.RunID, t core.DataType, each func(Change) bool) error {
	var list []byte
	err := s.view("read what a run changed", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		if v := get(dig(b, changesBucket, []byte(run)), []byte(t)); v != nil {
			list, err = s.codec.decode(nil, v)
		}
		return err
	})
	if err != nil {
		return err
	}
	for len(list) > 0 {
		var c Change
		for _, s := range []*string{(*string)(&c.Op), &c.ID, &c.Title} {
			size, n := binary.Uvarint(list)
			if n <= 0 || size > uint64(len(list)-n) {
				return core.E(core.Broken, "read what a run changed", errValue)
			}
			*s, list = string(list[n:n+int(size)]), list[n+int(size):]
		}
		if !each(c) {
			return nil
		}
	}
	return nil
}

// appendChange writes a change behind b as RunChanges reads it.
func appendChange(b []byte, c Change) []byte {
	for _, s := range []string{string(c.Op), c.ID, c.Title} {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

// putChanges keeps what a run changed in a type's file, in the transaction that changes it. A type that a run finishes twice keeps both.
func (c *codec) putChanges(dataset *bolt.Bucket, run core.RunID, t core.DataType, list []byte) error {
	if run == "" || len(list) == 0 {
		return nil
	}
	b, err := dug(dataset, changesBucket, []byte(run))
	if err != nil {
		return err
	}
	if v := b.Get([]byte(t)); v != nil {
		if before, err := c.decode(nil, bytes.Clone(v)); err == nil { // a damaged list keeps no file from being finished
			list = append(before, list...)
		}
	}
	return b.Put([]byte(t), c.encode(list))
}
