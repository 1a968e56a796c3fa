package importer

import (
	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/store"
	"tamtam/core/text"
)

// markBytes bounds the text of a page of marked records.
const markBytes = 8 << 20

// mark stages, in a dataset that keeps what Gong deletes, the records of a type that Gong has deleted, each with a field that says so.
func (r *run) mark(t core.DataType, a about) error {
	if !r.dataset.KeepDeleted || t.CRM() || t == core.UserStats {
		return nil // CRM records live as long as their calls, and statistics are not things that Gong deletes
	}
	if limit := r.state.Limit; limit > 0 && a.inGong > limit && !t.FromCalls() {
		return nil // what was not met gave way to others
	}
	ids, sorts, err := r.store.Unmet(r.dataset.ID, t)
	if err != nil {
		return err
	}
	var page []store.Entry
	size := 0
	for n, id := range ids {
		if a.keep != nil && a.keep(id, sorts[n]) || a.deleted != nil && !a.deleted(id, sorts[n]) {
			continue
		}
		body, held, err := r.store.Record(r.dataset.ID, t, id)
		if err != nil {
			return err
		}
		record, err := text.Parse(body)
		if !held || err != nil {
			continue
		}
		datatype.MarkDeleted(&record, r.state.Begun)
		page = append(page, r.store.Encode(t, sorts[n], record).Marked())
		if size += len(body); size > markBytes {
			if err := r.keep(page, nil); err != nil {
				return err
			}
			page, size = nil, 0
		}
	}
	return r.keep(page, nil)
}
