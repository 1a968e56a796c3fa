package mirror

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/store"
)

// What stands in the way of a mirror, in the chain of a core.Invalid error: a person mends it.
var (
	ErrMissing = errors.New("the mirror folder is not there; connect its disk, or choose another folder")
	ErrForeign = errors.New("something of this name that Tamtam did not write is in the folder, and stays; move it away, or choose another folder")
	ErrWatched = errors.New("the mirror folder lies in a folder that is attached to the dataset, which would take in what it mirrors; choose another folder")
	ErrTaken   = errors.New("a file of this name stands there for another dataset; choose another folder")
)

// Source is where the files come from and what was written is kept; store.Store is one.
type Source interface {
	export.Source
	Dataset(id core.DatasetID) (store.Dataset, error)
	Datasets() ([]store.Dataset, error)
	Mirrored(id core.DatasetID) ([]store.Mirrored, error)
	Sources(id core.DatasetID) ([]store.Source, error)
	SetMirrored(id core.DatasetID, files []store.Mirrored) error
}

// Result is what Write did.
type Result struct {
	// Folder is the dataset's mirror folder; "" for none.
	Folder string
	// Written and Removed are the names of files, Bytes the length of those written.
	Written, Removed []string
	Bytes            int64
	// Left are the paths of files that are not needed any more but stay, since others have changed them. They are not ours from now on.
	Left []string
}

// Mirror writes mirrors, one at a time. It may be used from several goroutines.
type Mirror struct {
	from Source
	turn chan struct{} // holds one while somebody writes
}

// New makes a Mirror of the datasets of a source.
func New(from Source) *Mirror { return &Mirror{from: from, turn: make(chan struct{}, 1)} }

// Prepare makes the folder that a person chose, if it is not there, and returns its absolute path; core.Invalid when it cannot be used.
func Prepare(folder string) (string, error) {
	path, err := filepath.Abs(folder)
	if err == nil {
		err = os.MkdirAll(path, 0o700)
	}
	if err != nil {
		return "", core.E(core.Invalid, "mirror", fmt.Errorf("the folder cannot be used: %w", err))
	}
	return path, nil
}

// Write brings the dataset's mirror up to date, and removes what is left of former ones. What hinders one file hinders no other; the error
// joins what was in the way. A dataset without a mirror, which never had one, costs two reads of the database.
func (m *Mirror) Write(ctx context.Context, id core.DatasetID) (Result, error) {
	select {
	case m.turn <- struct{}{}:
		defer func() { <-m.turn }()
	case <-ctx.Done():
		return Result{}, core.E(core.Canceled, "mirror", ctx.Err())
	}
	d, err := m.from.Dataset(id)
	if err != nil {
		return Result{}, err
	}
	w := &writing{ctx: ctx, from: m.from, dataset: d, result: Result{Folder: d.Mirror}}
	if w.known, err = m.from.Mirrored(id); err != nil {
		return w.result, err
	}
	if d.Mirror == "" && len(w.known) == 0 {
		return w.result, nil
	}
	hindered, err := w.current()
	if err == nil && len(hindered) == 0 {
		err = w.retire(func(e store.Mirrored) bool { return e.Folder != d.Mirror })
	}
	return w.result, errors.Join(append(hindered, err)...)
}

// writing is one Write.
type writing struct {
	ctx     context.Context
	from    Source
	dataset store.Dataset
	known   []store.Mirrored
	result  Result
}

// current writes the dataset's files that are not in its folder as they should be. What hinders single files is told apart from what ends
// the whole.
func (w *writing) current() (hindered []error, err error) {
	if w.dataset.Mirror == "" {
		return nil, nil
	}
	items, err := export.Items(w.from, w.dataset.ID, nil)
	if err != nil {
		return nil, err
	}
	root, err := open(w.dataset.Mirror)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := w.apart(); err != nil {
		return nil, err
	}
	if err := w.sweep(root); err != nil {
		return nil, w.failed(err)
	}
	taken, err := w.adopt()
	if err != nil {
		return nil, err
	}
	// First what is not needed any more: on a disk that does not tell cases apart it may stand in the way of its successor.
	err = w.retire(func(e store.Mirrored) bool {
		return e.Folder == w.dataset.Mirror && !slices.ContainsFunc(items, func(item export.Item) bool { return item.Name == e.Name })
	})
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		switch err := w.put(root, item, taken); {
		case errors.Is(err, ErrForeign), errors.Is(err, ErrTaken):
			hindered = append(hindered, err)
		case err != nil:
			return hindered, w.failed(err)
		}
	}
	return hindered, nil
}

// open opens a folder that must be there.
func open(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	switch {
	case err == nil:
		return root, nil
	case errors.Is(err, fs.ErrNotExist):
		err = ErrMissing
	}
	return nil, core.E(core.Invalid, "mirror", fmt.Errorf("%s: %w", folder, err))
}

// apart demands that the mirror is in none of the folders that the dataset takes files from: it would take in its own, again and again.
func (w *writing) apart() error {
	sources, err := w.from.Sources(w.dataset.ID)
	if err != nil {
		return err
	}
	for _, s := range sources {
		same := sameAs(s.Path)
		for path := w.dataset.Mirror; s.Folder; path = filepath.Dir(path) {
			if same(path) {
				return core.E(core.Invalid, "mirror", fmt.Errorf("%s: %w", w.dataset.Mirror, ErrWatched))
			}
			if path == filepath.Dir(path) {
				break
			}
		}
	}
	return nil
}

// failed tells a folder that went away from other failures.
func (w *writing) failed(err error) error {
	if _, gone := os.Stat(w.dataset.Mirror); errors.Is(gone, fs.ErrNotExist) {
		return core.E(core.Invalid, "mirror", fmt.Errorf("%s: %w", w.dataset.Mirror, ErrMissing))
	}
	return export.Fault("mirror", err)
}

// part is the ending of the dataset's unfinished files. Nobody else uses it.
func (w *writing) part() string { return "." + string(w.dataset.ID) + export.Part }

// sweep removes what a program that was killed left unfinished.
func (w *writing) sweep(root *os.Root) error {
	all, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	for _, one := range all {
		if strings.HasSuffix(one.Name(), w.part()) && one.Type().IsRegular() {
			if err := root.Remove(one.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// adopt takes what is known under another path of the folder for that of the folder itself, and returns the names, in lower case, that stand in
// it for other datasets.
func (w *writing) adopt() (taken map[string]bool, err error) {
	same := sameAs(w.dataset.Mirror)
	for i, f := range w.known {
		if same(f.Folder) {
			w.known[i].Folder = w.dataset.Mirror
		}
	}
	all, err := w.from.Datasets()
	if err != nil {
		return nil, err
	}
	taken = map[string]bool{}
	for _, d := range all {
		if d.ID == w.dataset.ID {
			continue
		}
		files, err := w.from.Mirrored(d.ID)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if same(f.Folder) {
				taken[strings.ToLower(f.Name)] = true
			}
		}
	}
	return taken, nil
}

// sameAs tells whether other paths lead to the same folder.
func sameAs(folder string) func(other string) bool {
	own, err := os.Stat(folder)
	answers := map[string]bool{folder: true}
	return func(other string) bool {
		same, asked := answers[other]
		if !asked {
			about, otherErr := os.Stat(other)
			same = err == nil && otherErr == nil && os.SameFile(own, about)
			answers[other] = same
		}
		return same
	}
}

// put writes a file unless it stands as it should.
func (w *writing) put(root *os.Root, item export.Item, taken map[string]bool) error {
	name := item.Name
	hinders := func(why error) error {
		return core.E(core.Invalid, "mirror", fmt.Errorf("%s in %s: %w", name, w.dataset.Mirror, why))
	}
	entry, ours := w.entry(name)
	about, err := root.Lstat(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	there := err == nil
	stands := there && ours && unchanged(about, entry)
	if stands && entry.Claimed {
		entry.Claimed = false
		if err := w.keep(entry); err != nil {
			return err
		}
	}
	switch {
	case stands && entry.Content == item.Content:
		return nil
	case taken[strings.ToLower(name)]:
		return hinders(ErrTaken)
	case there && !stands && (!ours || !about.Mode().IsRegular() || entry.Claimed):
		return hinders(ErrForeign)
	}
	next := store.Mirrored{Folder: w.dataset.Mirror, Name: name, Content: item.Content}
	temporary := "." + name + w.part()
	err = export.Replace(root, name, temporary, func(out io.Writer) error { return item.Write(w.ctx, out) }, func() error {
		made := item.Modified.Truncate(2 * time.Second)
		if err := root.Chtimes(temporary, made, made); err != nil {
			return err
		}
		about, err := root.Lstat(temporary)
		if err != nil {
			return err
		}
		next.Size, next.Modified = about.Size(), about.ModTime().UTC()
		if ours && !entry.Claimed {
			return nil
		}
		next.Claimed = true
		return w.keep(next)
	})
	if err != nil {
		return err
	}
	w.result.Written, w.result.Bytes = append(w.result.Written, name), w.result.Bytes+next.Size
	next.Claimed = false
	return w.keep(next)
}

// unchanged tells whether a file is the one that was written.
func unchanged(about fs.FileInfo, e store.Mirrored) bool {
	return about.Mode().IsRegular() && about.Size() == e.Size && about.ModTime().Equal(e.Modified)
}

// entry is what is known of a file in the dataset's folder.
func (w *writing) entry(name string) (store.Mirrored, bool) {
	i := w.index(name)
	if i < 0 {
		return store.Mirrored{}, false
	}
	return w.known[i], true
}

func (w *writing) index(name string) int {
	return slices.IndexFunc(w.known, func(e store.Mirrored) bool { return e.Folder == w.dataset.Mirror && e.Name == name })
}

// keep notes what is known of a file in the dataset's folder.
func (w *writing) keep(e store.Mirrored) error {
	if i := w.index(e.Name); i >= 0 {
		w.known[i] = e
	} else {
		w.known = append(w.known, e)
	}
	return w.from.SetMirrored(w.dataset.ID, w.known)
}
