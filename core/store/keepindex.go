package store

import (
	"context"
	"errors"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/index"
)

// FileID names a file of a dataset.
type FileID struct {
	Dataset core.DatasetID
	Type    core.DataType
}

// OutOfStep lists the files whose digests or index do not stand for their content: those that an older Tamtam wrote, and those that lack digests or
// documents although their stamp says that they have all. Such a loss is no error to whoever searches: what is not there is merely not found.
func (s *Store) OutOfStep() (files []FileID, err error) {
	err = s.view("look at the index", func(tx *bolt.Tx) error {
		top := tx.Bucket(datasetsBucket)
		return top.ForEachBucket(func(id []byte) error {
			for _, t := range core.DataTypes() {
				if !hasDigest(t) {
					continue
				}
				file := dig(top, id, filesBucket, []byte(t))
				ok, err := inStep(file)
				if ok && err == nil {
					ok, err = addsUp(file)
				}
				if err != nil {
					return err
				}
				if !ok {
					files = append(files, FileID{core.DatasetID(id), t})
				}
			}
			return nil
		})
	})
	return files, err
}

// KeepIndex makes the digests and indexes that are out of step anew, calling progress with how many of how many records of a file are done,
// and tidies the others; one that turns out to be damaged is made anew, too. Nothing of it is in anybody's way; ended by ctx or by a kill it goes on the next time.
func (s *Store) KeepIndex(ctx context.Context, progress func(id FileID, done, all int)) error {
	lost, err := s.OutOfStep()
	if err != nil {
		return err
	}
	anew := func(id FileID) error {
		err := s.Reindex(ctx, id, func(done, all int) {
			if progress != nil {
				progress(id, done, all)
			}
		})
		if core.Is(err, core.NotFound) { // a dataset that was deleted meanwhile
			return nil
		}
		return err
	}
	for _, id := range lost {
		if err := anew(id); err != nil {
			return err
		}
	}
	imported, err := s.Datasets()
	if err != nil {
		return err
	}
	opened, err := s.Opened()
	if err != nil {
		return err
	}
	for _, d := range append(imported, opened...) {
		id := FileID{d.ID, core.Transcripts}
		for more := true; more; {
			if more, err = s.Tidy(ctx, id); errors.Is(err, index.ErrDamaged) {
				err = anew(id)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// MendIndex holds the digests and the index of every file against its records, as CheckIndex does, and makes those anew that are not good. It tells
// whether there were any. For whoever met index.ErrDamaged.
func (s *Store) MendIndex(ctx context.Context) (mended bool, err error) {
	reports, err := s.CheckIndex(ctx)
	if err != nil {
		return false, err
	}
	for _, r := range reports {
		if r.Good() {
			continue
		}
		mended = true
		if err := s.Reindex(ctx, r.File, nil); err != nil && !core.Is(err, core.NotFound) {
			return mended, err
		}
	}
	return mended, nil
}
