package review

import (
	"context"
	"slices"
	"strings"
	"sync"

	"tamtam/core"
	"tamtam/core/store"
)

// Desk reads from a store.
type Desk struct {
	store *store.Store

	mu         sync.Mutex
	print      string
	generation uint64
	// catalogues are those of the print, by the datasets that were asked for.
	catalogues map[string]*Catalogue

	reviews reviews
}

// New makes a Desk. The store stays the caller's.
func New(s *store.Store) *Desk { return &Desk{store: s} }

// Catalogue is all calls at one moment.
type Catalogue struct {
	// Calls are newest first; those of equal time by id. They belong to the catalogue: nobody changes them.
	Calls []*Call
	// Names are those of the datasets.
	Names map[core.DatasetID]string
	// Generation grows with every change of the calls.
	Generation uint64
	unread     int
	damaged    int // of the unread ones, the digests
	byID       map[core.CallID]*Call

	once sync.Once
	made *facets
}

// Call finds a call, or nil.
func (c *Catalogue) Call(id core.CallID) *Call { return c.byID[id] }

// Unread counts the files that a list cannot be made of before their digests are (store.OutOfStep), and the digests that cannot be read. Calls
// that only these know are missing, and of others something may be.
func (c *Catalogue) Unread() int { return c.unread }

// Damaged counts the digests that cannot be read, though their file is in step: store.Store.MendIndex makes them anew.
func (c *Catalogue) Damaged() int { return c.damaged }

// Calls returns the calls of the datasets, of all when none is named.
func (d *Desk) Calls(ctx context.Context, datasets ...core.DatasetID) (c *Catalogue, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	err = d.store.Snapshot(func(s *store.Snapshot) error {
		c, err = d.In(s, datasets...)
		return err
	})
	return c, err
}

// In is Calls within a snapshot, for whoever reads more of the same moment.
func (d *Desk) In(s *store.Snapshot, datasets ...core.DatasetID) (*Catalogue, error) {
	print, err := s.Print()
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.print != print || d.catalogues == nil {
		d.print, d.catalogues = print, map[string]*Catalogue{}
		d.generation++
	}
	key := keyOf(datasets)
	if c := d.catalogues[key]; c != nil {
		return c, nil
	}
	c, err := gather(s, datasets)
	if err != nil {
		return nil, err
	}
	c.Generation = d.generation
	if len(d.catalogues) == mostCatalogues {
		clear(d.catalogues)
	}
	d.catalogues[key] = c
	return c, nil
}

// mostCatalogues is how many selections of datasets are kept in memory.
const mostCatalogues = 8

func keyOf(datasets []core.DatasetID) string {
	ids := make([]string, len(datasets))
	for i, id := range datasets {
		ids[i] = string(id)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}
