package review

import (
	"context"
	"slices"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Open reads a call whole, with what all datasets that hold it know. What cannot be read is left out. It answers core.NotFound when no
// dataset has a record of the call, and the failure when there are records and none of them can be read.
func (d *Desk) Open(ctx context.Context, id core.CallID) (c Conversation, err error) {
	if err := ctx.Err(); err != nil {
		return Conversation{}, err
	}
	err = d.store.Snapshot(func(s *store.Snapshot) error {
		if err := c.read(s, id); err != nil {
			return err
		}
		calls, err := d.In(s)
		if err != nil {
			return err
		}
		if known := calls.Call(id); known != nil { // the datasets that it was not read from
			c.Datasets = append(slices.Clone(known.Datasets), slices.DeleteFunc(c.Datasets, func(id core.DatasetID) bool {
				return slices.Contains(known.Datasets, id)
			})...)
			c.Awaited = known.Awaited && c.Transcript == nil
		}
		c.Scorecards = d.scorecards(s, &c.Call)
		c.Objects = objects(s, c.Record, c.Datasets)
		return nil
	})
	if err != nil {
		return Conversation{}, err
	}
	c.listen()
	c.tell()
	return c, nil
}

// read finds the records of a call, each in the dataset that was refreshed last. It does not need digests, so a call opens while they are made.
func (c *Conversation) read(s *store.Snapshot, id core.CallID) error {
	all, err := s.Datasets()
	if err != nil {
		return err
	}
	c.ID = id
	var unreadable error
	for _, from := range sourcesOf(s, all, nil) {
		place := &c.Transcript
		if from.dataType == core.Calls {
			place = &c.Record
		}
		if *place != nil {
			continue
		}
		switch *place, err = record(s, from.dataset, from.dataType, string(id)); {
		case err != nil:
			unreadable = err
		case *place != nil:
			c.join(digest.Of(**place), from)
		}
	}
	switch {
	case len(c.Datasets) > 0:
		c.Companies = companies(&c.Call)
		return nil
	case unreadable != nil:
		return core.E(core.Broken, "open the call", unreadable)
	}
	return core.Errorf(core.NotFound, "open the call", "no dataset holds it")
}

// record reads a record by what its id stands for; nil when there is none.
func record(s *store.Snapshot, dataset core.DatasetID, t core.DataType, id string) (*text.Record, error) {
	body, ok, err := s.Text(dataset, t, text.EscapeID(id))
	if err != nil || !ok {
		return nil, err
	}
	r, err := text.Parse(string(body))
	if err != nil {
		return nil, err
	}
	return &r, nil
}
