package importer

import (
	"context"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// crm makes the records of CRM objects from the links that the calls left, and asks Gong's CRM API for more where the company registered
// a CRM of its own through it (gong/API.md 3.9, way B).
func (c *conversations) crm(ctx context.Context, types []core.DataType, a about) {
	linked, err := c.store.HasLinks(c.dataset.ID)
	if err != nil {
		c.failAll(types, err)
		return
	}
	if !linked {
		a.note = datatype.NoteNoCRM
	}
	for _, t := range types {
		c.progress.change(t, func(p *TypeProgress) { p.State, p.Records, p.Bytes = Fetching, 0, 0 })
	}
	objects, err := c.objects(types)
	if err != nil {
		c.failAll(types, err)
		return
	}
	more := c.enrichment(ctx, types, objects)
	totals := map[core.DataType]int{}
	batch := map[core.DataType][]datatype.Entry{}
	size := 0
	flush := func() error {
		var entries []store.Entry
		for t, records := range batch {
			entries = append(entries, c.encode(t, records)...)
		}
		clear(batch)
		size = 0
		return c.keep(entries, nil)
	}
	err = objects.each(func(key string, values [][]byte) error {
		links, err := parseLinks(values)
		if err != nil || len(links) == 0 || !slices.Contains(types, links[0].Type) {
			return err
		}
		t := links[0].Type
		if totals[t]++; c.state.Limit > 0 && totals[t] > c.state.Limit {
			return nil
		}
		batch[t] = append(batch[t], datatype.CRMRecord(links, more[key]))
		if size += len(links); size < 1000 {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		c.failAll(types, err)
		return
	}
	for _, t := range types {
		crm := a
		crm.inGong, crm.uncounted, crm.deleted = totals[t], false, nil
		crm.keep = objects.stays(t)
		crm.also = func(s *store.Stage) error { return s.Untouch(datatype.ObjectPrefix(t)) }
		c.run.finish(t, crm)
	}
}

// objects are the CRM objects whose records a run makes: all, or those that the calls tell something new of.
type objects struct {
	store   *store.Store
	dataset core.DatasetID
	// touched are the keys by type; nil for all objects.
	touched map[core.DataType][]string
}

func (c *conversations) objects(types []core.DataType) (objects, error) {
	o := objects{store: c.store, dataset: c.dataset.ID}
	if c.state.whole() {
		return o, nil
	}
	o.touched = map[core.DataType][]string{}
	for _, t := range types {
		keys, err := c.store.Touched(o.dataset, datatype.ObjectPrefix(t))
		if err != nil {
			return o, err
		}
		o.touched[t] = keys
	}
	return o, nil
}

// each calls fn for the objects with their links, those of no link left out.
func (o objects) each(fn func(key string, values [][]byte) error) error {
	if o.touched == nil {
		return o.store.Links(o.dataset, fn)
	}
	for _, keys := range o.touched {
		for _, key := range keys {
			values, err := o.store.LinksOf(o.dataset, key)
			if err == nil && len(values) > 0 {
				err = fn(key, values)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// stays tells of a record that was not made whether it stays: nobody has touched its object.
func (o objects) stays(t core.DataType) func(string, []byte) bool {
	if o.touched == nil {
		return nil
	}
	gone := make(map[string]bool, len(o.touched[t]))
	for _, key := range o.touched[t] {
		gone[datatype.ObjectRecord(key)] = true
	}
	return func(id string, _ []byte) bool { return !gone[id] }
}

func parseLinks(values [][]byte) ([]datatype.Link, error) {
	links := make([]datatype.Link, len(values))
	for n, v := range values {
		var err error
		if links[n], err = datatype.ParseLink(v); err != nil {
			return nil, core.E(core.Broken, "read a CRM link", err)
		}
	}
	return links, nil
}

// genericSystem is what Gong calls a CRM that was registered through its API.
const genericSystem = "Generic"

// enrichment reads the fields of the linked objects of a registered CRM, by the objects' keys. It only adds: a company without such a CRM, a
// key without the permission and a failure all leave the records with what the calls say.
func (c *conversations) enrichment(ctx context.Context, types []core.DataType, objects objects) map[string][]gong.CRMField {
	c.progress.plan("crm", 1)
	integrations, err := c.client.CRMIntegrations(ctx)
	if err != nil || len(integrations) == 0 {
		return nil
	}
	keys := map[core.DataType]map[gong.ID]string{}
	err = objects.each(func(key string, values [][]byte) error {
		l, err := datatype.ParseLink(values[0])
		if err != nil || !strings.EqualFold(l.System, genericSystem) {
			return err
		}
		if keys[l.Type] == nil {
			keys[l.Type] = map[gong.ID]string{}
		}
		keys[l.Type][gong.ID(l.ObjectID)] = key
		return nil
	})
	if err != nil {
		return nil
	}
	more := map[string][]gong.CRMField{}
	for _, t := range types {
		ids := make([]gong.ID, 0, len(keys[t]))
		for id := range keys[t] {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for page, err := range c.client.CRMEntities(ctx, integrations[0].IntegrationID, crmObjectType(t), ids) {
			if err != nil {
				break
			}
			for _, e := range page.Items {
				if key, asked := keys[t][e.ID]; asked && e.Found {
					more[key] = e.Fields
				}
			}
		}
	}
	return more
}

func crmObjectType(t core.DataType) gong.CRMObjectType {
	switch t {
	case core.CRMDeals:
		return gong.CRMDeal
	case core.CRMContacts:
		return gong.CRMContact
	}
	return gong.CRMAccount
}
