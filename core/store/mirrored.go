package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// Mirrored is a file of a dataset that stands in a mirror folder: as it was written, so that what others do to it is noticed. It is kept
// here and not in the folder, which others may write to.
type Mirrored struct {
	// Folder is the absolute path of the folder, Name the file's name in it.
	Folder string `json:"folder"`
	Name   string `json:"name"`
	// Content names what was written: the revision of a dataset's own file, or Attached.Body.
	Content string `json:"content"`
	// Size, in bytes, and Modified are the file's as the system told them once it was written.
	Size     int64     `json:"size"`
	Modified time.Time `json:"modified"`
	// Claimed tells that the file may not have got its name yet: what has that name is ours only when size and time are these.
	Claimed bool `json:"claimed,omitempty"`
}

// Mirrored returns what stands of a dataset in mirror folders. The caller owns the slice.
func (s *Store) Mirrored(id core.DatasetID) (files []Mirrored, err error) {
	err = s.view("read what is mirrored", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		_, err = getJSON(b, mirroredKey, &files)
		return err
	})
	return files, err
}

// SetMirrored keeps what stands of a dataset in mirror folders.
func (s *Store) SetMirrored(id core.DatasetID, files []Mirrored) error {
	return s.update("keep what is mirrored", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return b.Delete(mirroredKey)
		}
		return putJSON(b, mirroredKey, files)
	})
}
