package store

import (
	"cmp"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/marks"
)

// Tags returns all tags by name, each as it is written most often, with the number of calls that have it.
func (s *Store) Tags() (all []marks.TagCount, err error) {
	written := map[string]map[string]int{} // key -> spelling -> calls
	err = s.view("list the tags", func(tx *bolt.Tx) error {
		return eachGist(tx, func(_ core.CallID, g marks.Gist) error {
			for _, tag := range g.Tags {
				key := marks.TagKey(tag)
				if written[key] == nil {
					written[key] = map[string]int{}
				}
				written[key][tag]++
			}
			return nil
		})
	})
	for _, spellings := range written {
		var best marks.TagCount
		total, most := 0, 0
		for tag, n := range spellings {
			if total += n; n > most || n == most && tag < best.Tag {
				best.Tag, most = tag, n
			}
		}
		best.Calls = total
		all = append(all, best)
	}
	slices.SortFunc(all, func(a, b marks.TagCount) int {
		return cmp.Or(strings.Compare(marks.TagKey(a.Tag), marks.TagKey(b.Tag)), strings.Compare(a.Tag, b.Tag))
	})
	return all, err
}

// RenameTag writes a tag otherwise in all calls that have it, whatever its case, in one transaction, and returns these. A call that has both has
// the new one.
func (s *Store) RenameTag(tag, to string) (calls []core.CallID, err error) {
	err = s.update("rename the tag", func(tx *bolt.Tx) error {
		calls, err = tagged(tx, tag)
		for _, call := range calls {
			if err == nil {
				_, err = updateMarks(tx, call, func(m *marks.Marks) error { _, err := m.Retag(tag, to); return err })
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return calls, nil
}

// DeleteTag takes a tag out of all calls that have it, whatever its case, in one transaction, and returns where it was, for RestoreTag.
func (s *Store) DeleteTag(tag string) (was []marks.TagPlace, err error) {
	err = s.update("remove the tag", func(tx *bolt.Tx) error {
		was = nil
		calls, err := tagged(tx, tag)
		for _, call := range calls {
			if err == nil {
				_, err = updateMarks(tx, call, func(m *marks.Marks) error {
					if place, had := m.RemoveTag(tag); had {
						was = append(was, place)
					}
					return nil
				})
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return was, nil
}

// RestoreTag puts a tag that DeleteTag took out back to where it was, in one transaction. A call that has as many tags as it can have stays as it is.
func (s *Store) RestoreTag(was []marks.TagPlace) error {
	return s.update("add the tag", func(tx *bolt.Tx) error {
		for _, place := range was {
			if _, err := updateMarks(tx, place.Call, func(m *marks.Marks) error { m.PutTag(place); return nil }); err != nil {
				return err
			}
		}
		return nil
	})
}

// tagged lists the calls that have a tag, whatever its case.
func tagged(tx *bolt.Tx, tag string) (calls []core.CallID, err error) {
	err = eachGist(tx, func(call core.CallID, g marks.Gist) error {
		if g.Tagged(tag) {
			calls = append(calls, call)
		}
		return nil
	})
	return calls, err
}
