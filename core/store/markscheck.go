package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
)

// checkMarks counts what belongs to the person and says what of it cannot be read, or does not go together.
func (s *Store) checkMarks(r *Report) error {
	return s.view("check the marks", func(tx *bolt.Tx) error {
		checkMarked(tx, r)
		checkQuotes(tx, r)
		checkSearches(tx, r)
		return nil
	})
}

// tally counts what a bucket holds, and how much of it is not good. No error: one thing that cannot be read hides no other.
func tally(b *bolt.Bucket, good func(key, value []byte) bool) (all, bad int) {
	_ = forEach(b, func(key, value []byte) error {
		if all++; !good(key, value) {
			bad++
		}
		return nil
	})
	return all, bad
}

func checkMarked(tx *bolt.Tx, r *Report) {
	calls, gists := personal(tx, markedBucket), personal(tx, gistsBucket)
	stale := 0
	all, bad := tally(calls, func(key, _ []byte) bool {
		m, err := marksIn(calls, core.CallID(key))
		gist, _ := m.Gist().AppendBinary(nil)
		if err == nil && !bytes.Equal(gist, get(gists, key)) {
			stale++
		}
		return err == nil
	})
	_, left := tally(gists, func(key, _ []byte) bool { return has(calls, key) })
	r.Marked = all
	if bad > 0 {
		r.add("the marks of %d of %d calls cannot be read", bad, all)
	}
	if stale+left > 0 {
		r.add("the gist of the marks of %d calls is not theirs", stale+left)
	}
}

func checkQuotes(tx *bolt.Tx, r *Report) {
	b := personal(tx, quotesBucket)
	order, err := basketOrder(tx)
	if err != nil {
		r.add("the order of the quotes: %v", err)
	}
	inOrder, missing := map[string]bool{}, 0
	for _, id := range order {
		if inOrder[id] = true; !has(b, []byte(id)) {
			missing++
		}
	}
	all, bad := tally(b, func(key, _ []byte) bool {
		_, err := quoteIn(b, string(key))
		return err == nil && inOrder[string(key)]
	})
	r.Quotes = all
	if bad+missing > 0 {
		r.add("%d of %d quotes cannot be read or have no place", bad+missing, all+missing)
	}
}

func checkSearches(tx *bolt.Tx, r *Report) {
	b := personal(tx, searchesBucket)
	all, bad := tally(b, func(key, _ []byte) bool {
		_, err := searchIn(b, string(key))
		return err == nil
	})
	_, odd := tally(personal(tx, seenBucket), func(key, value []byte) bool {
		return has(b, key) && new(marks.CallSet).UnmarshalBinary(value) == nil
	})
	r.Searches = all
	if bad > 0 {
		r.add("%d of %d saved searches cannot be read", bad, all)
	}
	if odd > 0 {
		r.add("what %d of %d saved searches had found cannot be read", odd, all)
	}
	var history []string
	if _, err := getJSON(tx.Bucket(marksBucket), historyKey, &history); err != nil {
		r.add("the search history: %v", err)
	}
}
