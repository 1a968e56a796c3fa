package review

import (
	"context"

	"tamtam/core"
	"tamtam/core/store"
)

// Desk reads from a store.
type Desk struct {
	store *store.Store
}

// New makes a Desk. The store stays the caller's.
func New(s *store.Store) *Desk { return &Desk{store: s} }

// Catalogue is all calls at one moment.
type Catalogue struct {
	// Calls are newest first; those of equal time by id. They belong to the catalogue: nobody changes them.
	Calls []*Call
	// Generation grows with every change of the calls.
	Generation uint64
	byID       map[core.CallID]*Call
}

// Call finds a call, or nil.
func (c *Catalogue) Call(id core.CallID) *Call { return c.byID[id] }

// Calls returns the calls of the datasets, of all when none is named.
func (d *Desk) Calls(ctx context.Context, datasets ...core.DatasetID) (*Catalogue, error) {
	return &Catalogue{}, ctx.Err()
}

// Open reads a call whole from the dataset that holds its newest records, or from one of the datasets named. core.NotFound when none holds it.
func (d *Desk) Open(ctx context.Context, id core.CallID, datasets ...core.DatasetID) (Conversation, error) {
	return Conversation{}, core.Errorf(core.NotFound, "open the call", "no dataset holds it")
}
