package export

import (
	"bytes"
	"cmp"
	"iter"
	"maps"
	"slices"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Call names a call to export.
type Call struct {
	ID core.CallID
	// Datasets are where its records are looked for; the first that has one is taken at its word.
	Datasets []core.DatasetID
}

// Store is where conversations come from; store.Store is one.
type Store interface {
	RecordSorts(id core.DatasetID, t core.DataType) (map[string][]byte, error)
	Snapshot(fn func(*store.Snapshot) error) error
}

// fromCalls are the types whose records make a conversation.
var fromCalls = []core.DataType{core.Calls, core.Transcripts}

// Calls lists the calls of a dataset of which it has a record or a transcript, in the order of its files: newest first. core.NotFound when it
// has none.
func Calls(s Store, id core.DatasetID) ([]Call, error) {
	records, err := inOrder(s, id, fromCalls...)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, core.Errorf(core.NotFound, "export", "no calls were imported into this dataset yet")
	}
	all := make([]Call, len(records))
	for n, record := range records {
		all[n] = Call{core.CallID(text.UnescapeID(record)), []core.DatasetID{id}}
	}
	return all, nil
}

// inOrder are the ids of the records of some types, each once, in the order of their files.
func inOrder(s Store, id core.DatasetID, types ...core.DataType) ([]string, error) {
	places := map[string][]byte{}
	for _, t := range types {
		sorts, err := s.RecordSorts(id, t)
		if err != nil {
			return nil, err
		}
		maps.Copy(places, sorts)
	}
	return slices.SortedFunc(maps.Keys(places), func(a, b string) int {
		return cmp.Or(bytes.Compare(places[a], places[b]), cmp.Compare(a, b))
	}), nil
}

// Records reads the records of a file in its order, as Read does the calls. A file that was never imported has none.
func Records(s Store, id core.DatasetID, t core.DataType) iter.Seq2[text.Record, error] {
	return func(yield func(text.Record, error) bool) {
		records, err := inOrder(s, id, t)
		for some := range slices.Chunk(records, together) {
			var batch []*text.Record
			err = s.Snapshot(func(at *store.Snapshot) error {
				for _, one := range some {
					r, err := record(at, id, t, one)
					if err != nil {
						return err
					}
					if r != nil { // else a sync has removed it meanwhile
						batch = append(batch, r)
					}
				}
				return nil
			})
			for _, r := range batch {
				if !yield(*r, nil) {
					return
				}
			}
			if err != nil {
				break
			}
		}
		if err != nil {
			yield(text.Record{}, err)
		}
	}
}

// together is how many conversations are read at one moment of the database. Reading all at one would keep a sync from growing the file for
// as long as the export takes.
const together = 32

// Read reads the calls one after the other. A call that a sync has removed meanwhile is left out; core.NotFound ends it when none is left, and
// core.Broken at a record that cannot be read. Nothing of the database is held while a conversation is looked at.
func Read(s Store, calls []Call) iter.Seq2[Conversation, error] {
	return func(yield func(Conversation, error) bool) {
		found := false
		for some := range slices.Chunk(calls, together) {
			batch, err := read(s, some)
			for _, c := range batch {
				found = true
				if !yield(c, nil) {
					return
				}
			}
			if err != nil {
				yield(Conversation{}, err)
				return
			}
		}
		if !found {
			yield(Conversation{}, core.Errorf(core.NotFound, "export", "no dataset holds the calls"))
		}
	}
}

// read reads some calls; with an error those before the one that cannot be read.
func read(s Store, calls []Call) (batch []Conversation, err error) {
	err = s.Snapshot(func(at *store.Snapshot) error {
		for _, call := range calls {
			var c Conversation
			for _, id := range call.Datasets {
				for n, place := range []**text.Record{&c.Call, &c.Transcript} {
					if *place != nil {
						continue
					}
					if *place, err = record(at, id, fromCalls[n], text.EscapeID(string(call.ID))); err != nil {
						return err
					}
				}
			}
			if c.Call != nil || c.Transcript != nil {
				batch = append(batch, c)
			}
		}
		return nil
	})
	return batch, err
}

// record reads a record by its id as in its file; nil when there is none.
func record(at *store.Snapshot, dataset core.DatasetID, t core.DataType, id string) (*text.Record, error) {
	body, ok, err := at.Text(dataset, t, id)
	if err != nil || !ok {
		return nil, err
	}
	r, err := text.Parse(string(body))
	if err != nil {
		return nil, core.E(core.Broken, "read the record", err)
	}
	return &r, nil
}
