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
	if !c.place.Context {
		a.note = datatype.NoteNoCRM
	}
	for _, t := range types {
		c.progress.change(t, func(p *TypeProgress) { p.State, p.Records, p.Bytes = Fetching, 0, 0 })
	}
	more := c.enrichment(ctx, types)
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
	err := c.store.Links(c.dataset.ID, func(key string, values [][]byte) error {
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
		crm.inGong, crm.uncounted = totals[t], false
		c.run.finish(t, crm)
	}
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
func (c *conversations) enrichment(ctx context.Context, types []core.DataType) map[string][]gong.CRMField {
	c.progress.plan("crm", 1)
	integrations, err := c.client.CRMIntegrations(ctx)
	if err != nil || len(integrations) == 0 {
		return nil
	}
	keys := map[core.DataType]map[gong.ID]string{}
	err = c.store.Links(c.dataset.ID, func(key string, values [][]byte) error {
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
