package mirror

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"tamtam/core/export"
	"tamtam/core/store"
)

// retire removes files that are not needed any more. Those of a folder that is not there are kept in mind.
func (w *writing) retire(needless func(store.Mirrored) bool) error {
	var kept []store.Mirrored
	for i, e := range w.known {
		if !needless(e) {
			kept = append(kept, e)
			continue
		}
		gone, err := w.remove(e)
		if err != nil {
			return errors.Join(export.Fault("mirror", err), w.from.SetMirrored(w.dataset.ID, append(kept, w.known[i:]...)))
		}
		if !gone {
			kept = append(kept, e)
		}
	}
	if slices.Equal(kept, w.known) {
		return nil
	}
	w.known = kept
	return w.from.SetMirrored(w.dataset.ID, kept)
}

// remove removes a file, if it is still the one that was written, and tells whether there is nothing more to do about it.
func (w *writing) remove(e store.Mirrored) (done bool, err error) {
	root, err := open(e.Folder)
	if errors.Is(err, ErrMissing) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer root.Close()
	about, err := root.Lstat(e.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case !unchanged(about, e):
		if !e.Claimed {
			w.result.Left = append(w.result.Left, filepath.Join(e.Folder, e.Name))
		}
		return true, nil
	}
	if err := root.Remove(e.Name); err != nil {
		return false, err
	}
	w.result.Removed = append(w.result.Removed, e.Name)
	return true, nil
}
