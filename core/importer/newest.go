package importer

import (
	"bytes"
	"slices"

	"tamtam/core/datatype"
)

// limited is as much of a list as the limit allows; 0 is no limit.
func limited[T any](items []T, limit int) []T {
	if limit > 0 && len(items) > limit {
		return items[:limit]
	}
	return items
}

// newest keeps the records that come first in the order of their ranks, as many as the limit allows.
type newest struct {
	limit   int
	entries []ranked
	total   int
}

type ranked struct {
	rank  []byte
	entry datatype.Entry
}

func (n *newest) add(rank []byte, e datatype.Entry) {
	n.total++
	n.entries = append(n.entries, ranked{rank, e})
	if len(n.entries) > 2*n.limit+1000 {
		n.cut()
	}
}

func (n *newest) cut() {
	slices.SortStableFunc(n.entries, func(a, b ranked) int { return bytes.Compare(a.rank, b.rank) })
	if len(n.entries) > n.limit {
		clear(n.entries[n.limit:])
		n.entries = n.entries[:n.limit]
	}
}

func (n *newest) take() []datatype.Entry {
	n.cut()
	entries := make([]datatype.Entry, len(n.entries))
	for i, e := range n.entries {
		entries[i] = e.entry
	}
	return entries
}
