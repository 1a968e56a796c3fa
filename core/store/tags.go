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
func (s *Store) RenameTag(tag, to string) ([]core.CallID, error) {
	return s.changeTag("rename the tag", tag, func(m *marks.Marks) error {
		_, err := m.Retag(tag, to)
		return err
	})
}

// DeleteTag takes a tag out of all calls that have it, whatever its case, in one transaction, and returns these.
func (s *Store) DeleteTag(tag string) ([]core.CallID, error) {
	return s.changeTag("remove the tag", tag, func(m *marks.Marks) error {
		m.Untag(tag)
		return nil
	})
}

// AddTag gives calls a tag, in one transaction: those that DeleteTag took it from, if that is undone. A call that has as many tags as it can have
// stays as it is.
func (s *Store) AddTag(tag string, calls []core.CallID) error {
	clean, err := marks.CleanTag(tag)
	if err != nil {
		return err
	}
	return s.update("add the tag", func(tx *bolt.Tx) error {
		for _, call := range calls {
			_, err := updateMarks(tx, call, func(m *marks.Marks) error {
				if len(m.Tags) < marks.MaxTags {
					return m.Tag(clean)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) changeTag(op, tag string, change func(*marks.Marks) error) (calls []core.CallID, err error) {
	err = s.update(op, func(tx *bolt.Tx) error {
		calls = nil
		err := eachGist(tx, func(call core.CallID, g marks.Gist) error {
			if g.Tagged(tag) {
				calls = append(calls, call)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, call := range calls {
			if _, err := updateMarks(tx, call, change); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return calls, nil
}
