package store

import (
	"cmp"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Source is a file or a folder on this computer that a person attached to a dataset. Its files are listed by AttachedFiles.
type Source struct {
	ID core.SourceID `json:"id"`
	// Path is absolute and clean.
	Path string `json:"path"`
	// Folder tells that all files below the path are attached, those to come, too.
	Folder bool      `json:"folder,omitempty"`
	Added  time.Time `json:"added"`
	// Seen is when the source was last looked through to its end; zero when it never was.
	Seen time.Time `json:"seen,omitzero"`
	// Offline is since when the path is not there or may not be looked into; zero while it is well. Nothing is taken for vanished meanwhile.
	Offline time.Time `json:"offline,omitzero"`
	// Trouble is why it is offline, or what was not looked at within it; "" otherwise.
	Trouble Trouble `json:"trouble,omitempty"`
	// Without are names of files in the folder that the person removed from the dataset, as Attached.Name. They are not read again.
	Without []string `json:"without,omitempty"`
}

// Sources lists what was attached to a dataset, by path.
func (s *Store) Sources(id core.DatasetID) (all []Source, err error) {
	err = s.view("list the sources", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		all, err = allJSON[Source](dig(b, attachedBucket, sourcesBucket))
		return err
	})
	slices.SortFunc(all, func(a, b Source) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// AddSource keeps a new source and returns it with its id. A path that is attached already is left as it is and returned as it was, with
// nothing without: whoever attaches a folder again wants all of it.
func (s *Store) AddSource(id core.DatasetID, path string, folder bool) (added Source, err error) {
	err = s.update("attach", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		if b, err = dug(b, attachedBucket, sourcesBucket); err != nil {
			return err
		}
		all, err := allJSON[Source](b)
		if err != nil {
			return err
		}
		if n := slices.IndexFunc(all, func(s Source) bool { return s.Path == path && s.Folder == folder }); n >= 0 {
			added = all[n]
			added.Without = nil
		} else {
			added = Source{ID: core.SourceID(core.NewID()), Path: path, Folder: folder, Added: s.clock.Now().UTC()}
		}
		return putJSON(b, []byte(added.ID), added)
	})
	return added, err
}

// SetSource keeps how a source was found; what a person chose of it (Path, Folder, Added, Without) stays as it is. One that was removed
// meanwhile stays removed: core.NotFound.
func (s *Store) SetSource(id core.DatasetID, found Source) error {
	return s.changeSource(id, found.ID, func(_ *bolt.Bucket, kept *Source) error {
		kept.Seen, kept.Offline, kept.Trouble = found.Seen, found.Offline, found.Trouble
		return nil
	})
}

// changeSource changes a source within a transaction. fn may change the bucket of what is attached, too.
func (s *Store) changeSource(id core.DatasetID, source core.SourceID, fn func(attached *bolt.Bucket, kept *Source) error) error {
	return s.update("keep the source", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		var kept Source
		b = b.Bucket(attachedBucket)
		ok, err := getJSON(dig(b, sourcesBucket), []byte(source), &kept)
		if err == nil && !ok {
			err = core.Errorf(core.NotFound, "find the source", "it is not attached any more")
		}
		if err != nil {
			return err
		}
		if err := fn(b, &kept); err != nil {
			return err
		}
		return putJSON(b.Bucket(sourcesBucket), []byte(kept.ID), kept)
	})
}

// RemoveSource takes a source out of a dataset, with the files that were read from it. The files on the disk stay.
func (s *Store) RemoveSource(id core.DatasetID, source core.SourceID) error {
	return s.update("remove the source", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		b = b.Bucket(attachedBucket)
		if dig(b, sourcesBucket) == nil {
			return nil
		}
		heads, err := allJSON[Attached](b.Bucket(headsBucket))
		if err != nil {
			return err
		}
		for _, a := range heads {
			if a.Source == source {
				if err := removeAttached(b, a); err != nil {
					return err
				}
			}
		}
		return b.Bucket(sourcesBucket).Delete([]byte(source))
	})
}

// allJSON reads all the small documents of a bucket.
func allJSON[T any](b *bolt.Bucket) (all []T, err error) {
	err = forEach(b, func(key, _ []byte) error {
		var one T
		if _, err := getJSON(b, key, &one); err != nil {
			return err
		}
		all = append(all, one)
		return nil
	})
	return all, err
}
