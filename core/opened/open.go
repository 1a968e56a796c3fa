package opened

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Options follow the opening of files; the zero value is silent.
type Options struct {
	// Report hears from time to time how many bytes of how many are read. It is called by the goroutine that opens.
	Report func(read, total int64)
}

// File is what became of a file.
type File struct {
	// Path is where it is, absolute: of a file in an archive, where the archive is. Name is its last part, behind which stands, cleaned, how a
	// file is called within its archive.
	Path, Name string
	// Within is that last part of Name; "" for a file that is in no archive.
	Within string
	Facts
	// Err is why nothing of it could be read; nil when something was. core.Invalid is for a file that is none of ours, or an archive without any,
	// core.Locked for one that is encrypted, core.Broken for one that is damaged; ErrEncrypted and its kin say more.
	Err error
}

// Result is what became of the files.
type Result struct {
	Dataset store.Dataset
	// Files are in the order in which they were named, those of a folder by name.
	Files []File
	// Records is how many records there are by type, those that several files hold counted once.
	Records map[core.DataType]int
}

// Clean tells whether everything was read as it stood.
func (r Result) Clean() bool {
	return !slices.ContainsFunc(r.Files, func(f File) bool { return f.Err != nil || !f.Clean() })
}

// Page sizes of what is staged at once.
const (
	pageRecords = 200
	pageBytes   = 4 << 20
)

// Open reads files, and those of folders and zip archives that are named like ours, into a dataset, and returns what became of each. Files that
// were opened before under the same paths take the place of what they were. core.Invalid when none of them holds a record: nothing is kept
// then, but Result still says why. A cancelled ctx keeps nothing either. Two calls at the same time would be in each other's way.
func Open(ctx context.Context, s *store.Store, paths []string, o Options) (Result, error) {
	sources, err := find(ctx, paths)
	if err != nil {
		return Result{}, err
	}
	if len(sources) == 0 {
		return Result{}, core.Errorf(core.NotFound, "open the files", "no exported file is there")
	}
	d, fresh, err := place(s, sources)
	if err != nil {
		return Result{Files: files(sources)}, err
	}
	w := writer{store: s, dataset: d.ID, headers: map[core.DataType]text.Header{}}
	err = readAll(ctx, &w, sources, o)
	if err == nil && len(w.headers) == 0 {
		err = core.Errorf(core.Invalid, "open the files", "none of them holds a record that can be read")
	}
	result := Result{Dataset: d, Files: files(sources)}
	if err == nil {
		result.Records, err = w.finish(ctx, &d)
		result.Dataset = d
	}
	if err != nil {
		return result, errors.Join(err, undo(s, d.ID, fresh))
	}
	return result, nil
}

// files are what became of the sources.
func files(sources []*source) []File {
	all := make([]File, len(sources))
	for i, s := range sources {
		all[i] = s.File
	}
	return all
}

// undo leaves everything as it was.
func undo(s *store.Store, id core.DatasetID, fresh bool) error {
	if fresh {
		return s.DeleteDataset(id)
	}
	return s.Stage(id, func(stage *store.Stage) error { return stage.EndRun() })
}

// place is the dataset for the files: that of the same files, or a new one.
func place(s *store.Store, sources []*source) (d store.Dataset, fresh bool, err error) {
	paths := make([]string, len(sources))
	for i, f := range sources {
		paths[i] = f.Path
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	all, err := s.Opened()
	if err != nil {
		return d, false, err
	}
	for _, d := range all {
		shown, err := s.Files(d.ID)
		switch {
		case err != nil:
			return d, false, err
		case len(shown) == 0: // a kill left it
			if err := s.DeleteDataset(d.ID); err != nil {
				return d, false, err
			}
		case slices.Equal(d.Opened, paths):
			return d, false, undo(s, d.ID, false) // what a kill left of a former opening
		}
	}
	name := nameOf(sources)
	for i := 1; ; i++ {
		d, err = s.CreateDataset(store.Dataset{Name: name, Opened: paths, Types: core.DataTypes()})
		if !core.Is(err, core.Invalid) || i == mostAlike {
			return d, true, err
		}
		name = fmt.Sprintf("%s (%d)", nameOf(sources), i+1)
	}
}

// mostAlike is how many files of one name may be open.
const mostAlike = 1000

// nameOf is what opened files are called: their own name, that of the archive or folder that they are all in, or the first one's.
func nameOf(sources []*source) string {
	first := sources[0]
	name, all := nameless(first.Path), len(sources)
	if all == 1 {
		return name
	}
	holder := func(s *source) string {
		if s.Within != "" {
			return s.Path
		}
		return filepath.Dir(s.Path)
	}
	for _, s := range sources {
		if holder(s) != holder(first) {
			return fmt.Sprintf("%s and %d more", name, all-1)
		}
	}
	return fmt.Sprintf("%s (%d files)", nameless(holder(first)), all)
}

func nameless(path string) string {
	return cmp.Or(text.CleanLine(filepath.Base(path)), "Opened files")
}

// readAll reads the files, those that were generated first before the others, so that the newest of a record stays.
func readAll(ctx context.Context, w *writer, sources []*source, o Options) error {
	meter := counting{ctx: ctx, report: o.Report}
	var readable []*source
	for _, s := range sources {
		if err := ctx.Err(); err != nil {
			return core.E(core.Canceled, "open the files", err)
		}
		if s.Err == nil {
			s.Generated = s.generated()
			meter.total += s.size
			readable = append(readable, s)
		}
	}
	slices.SortStableFunc(readable, func(a, b *source) int { return a.Generated.Compare(b.Generated) })
	for _, s := range readable {
		if err := w.read(s, &meter); err != nil {
			return err
		}
	}
	return nil
}

// counting tells of the bytes that pass, and ends with ctx.
type counting struct {
	io.Reader
	ctx         context.Context
	done, total int64
	report      func(read, total int64)
}

func (c *counting) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, core.E(core.Canceled, "open the files", err)
	}
	n, err := c.Reader.Read(p)
	c.done += int64(n)
	if c.report != nil && n > 0 {
		c.report(c.done, max(c.total, c.done)) // a file may grow meanwhile
	}
	return n, err
}
