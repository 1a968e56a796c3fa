package importer_test

import (
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/text"
)

// likeFreshButKept demands of a dataset that keeps what Gong deletes that its files are those of a fresh import and records besides, all
// marked, and that no call goes but one that became private.
func (h *history) likeFreshButKept(types []core.DataType) {
	h.t.Helper()
	want := h.fresh(h.d, types...)
	for _, dt := range types {
		_, records := h.records(h.d, dt)
		kept := func(r text.Record) bool { return r.Value("Deleted in Gong") != "" }
		if dt == core.Calls {
			h.keepsCalls(ids(records))
		}
		var fresh []text.Record
		reader := text.NewReader(strings.NewReader(want[dt]))
		_, err := reader.Header()
		for err == nil {
			var r text.Record
			if r, err = reader.Next(); err == nil {
				fresh = append(fresh, r)
			}
		}
		for _, r := range records {
			if there := slices.ContainsFunc(fresh, func(f text.Record) bool { return f.ID == r.ID }); kept(r) == there {
				h.t.Errorf("%s: %s is marked: %v, and in Gong: %v", dt, r.ID, kept(r), there)
			}
		}
		written := func(records []text.Record) string {
			var b []byte
			for _, r := range records {
				b = text.Append(b, r)
			}
			return string(b)
		}
		records = slices.DeleteFunc(records, kept)
		if got, want := written(records), written(fresh); got != want {
			h.t.Errorf("%s: what Gong has is not what a fresh import brings: %s", dt, firstDifference(got, want))
		}
	}
}

// keepsCalls demands that the calls that were there are there still.
func (h *history) keepsCalls(there []string) {
	h.t.Helper()
	now := map[string]bool{}
	for _, id := range there {
		now[id] = true
	}
	for id := range h.seen {
		if !now[id] && !h.hidden[id] {
			h.t.Errorf("call %s is not kept", id)
		}
	}
	h.seen = now
}
