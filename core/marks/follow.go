package marks

import "tamtam/core/text"

// FollowQuotes looks for quotes of one call in its transcript. moved are those that it says as ever but elsewhere, or with others around them, with
// Anchors for where that is now, so that they are found after the next change, too; what they say and cite stays as it was collected. lost are
// the ids of those that it does not say any more. Damaged quotes are neither.
func FollowQuotes(quotes []Quote, turns []text.Turn) (moved []Quote, lost []string) {
	f := NewFinder(turns)
	for _, q := range quotes {
		if q.Damaged {
			continue
		}
		if fresh, ok := f.refreshed(q.Anchor); ok {
			q.Anchor = fresh
			moved = append(moved, q)
		} else if _, found := f.Find(q.Anchor); !found {
			lost = append(lost, q.ID)
		}
	}
	return moved, lost
}
