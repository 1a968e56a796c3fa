package opened

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
	// Path is where it is, absolute; Name is its last part.
	Path, Name string
	Facts
	// Err is why nothing of it could be read; nil when something was. core.Invalid is for a file that is none of ours.
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

// Open reads files, and those of folders that are named like ours, into a dataset, and returns what became of each. Files that were opened
// before under the same paths take the place of what they were. core.Invalid when none of them holds a record: nothing is kept then, but
// Result still says why. A cancelled ctx keeps nothing either. Two calls at the same time would be in each other's way.
func Open(ctx context.Context, s *store.Store, paths []string, o Options) (Result, error) {
	files, total := find(paths)
	if len(files) == 0 {
		return Result{}, core.Errorf(core.NotFound, "open the files", "no exported file is there")
	}
	d, fresh, err := place(s, files)
	if err != nil {
		return Result{Files: files}, err
	}
	w := writer{store: s, dataset: d.ID, headers: map[core.DataType]text.Header{}}
	err = readAll(ctx, &w, files, total, o)
	if err == nil && len(w.headers) == 0 {
		err = core.Errorf(core.Invalid, "open the files", "none of them holds a record that can be read")
	}
	result := Result{Dataset: d, Files: files}
	if err == nil {
		result.Records, err = w.finish(ctx, &d)
		result.Dataset = d
	}
	if err != nil {
		return result, errors.Join(err, undo(s, d.ID, fresh))
	}
	return result, nil
}

// undo leaves everything as it was.
func undo(s *store.Store, id core.DatasetID, fresh bool) error {
	if fresh {
		return s.DeleteDataset(id)
	}
	return s.Stage(id, func(stage *store.Stage) error { return stage.EndRun() })
}

// find lists the files that the paths name, and how many bytes they have.
func find(paths []string) (files []File, total int64) {
	seen := map[string]bool{}
	add := func(path string, info fs.FileInfo, err error) {
		if seen[path] {
			return
		}
		seen[path] = true
		f := File{Path: path, Name: text.CleanLine(filepath.Base(path))}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			f.Err = core.E(core.NotFound, "open the file", nil)
		case err != nil:
			f.Err = core.E(core.Unavailable, "open the file", pathless(err))
		case !info.Mode().IsRegular():
			f.Err = core.Errorf(core.Invalid, "open the file", "it is no file")
		default:
			total += info.Size()
		}
		files = append(files, f)
	}
	for _, path := range paths {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			add(path, info, err)
			continue
		}
		ours, _ := filepath.Glob(filepath.Join(escaped(path), "gong_*.txt")) // only a pattern can be wrong
		for _, one := range ours {
			info, err := os.Stat(one)
			add(one, info, err)
		}
	}
	return files, total
}

// escaped takes the meaning out of what is a pattern to filepath.Glob; where it cannot be, the folder is read by its own name.
func escaped(path string) string {
	if os.PathSeparator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// pathless is the cause of a file's error: paths hold names of people and customers.
func pathless(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// place is the dataset for the files: that of the same files, or a new one.
func place(s *store.Store, files []File) (d store.Dataset, fresh bool, err error) {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	slices.Sort(paths)
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
	name := nameOf(files)
	for i := 1; ; i++ {
		d, err = s.CreateDataset(store.Dataset{Name: name, Opened: paths, Types: core.DataTypes()})
		if !core.Is(err, core.Invalid) || i == mostAlike {
			return d, true, err
		}
		name = fmt.Sprintf("%s (%d)", nameOf(files), i+1)
	}
}

// mostAlike is how many files of one name may be open.
const mostAlike = 1000

// nameOf is what opened files are called: their own name, the folder's that they are all in, or the first one's.
func nameOf(files []File) string {
	first := files[0]
	if len(files) == 1 {
		return nameless(first.Name)
	}
	folder := filepath.Dir(first.Path)
	for _, f := range files {
		if filepath.Dir(f.Path) != folder {
			return fmt.Sprintf("%s and %d more", nameless(first.Name), len(files)-1)
		}
	}
	return fmt.Sprintf("%s (%d files)", nameless(text.CleanLine(filepath.Base(folder))), len(files))
}

func nameless(name string) string {
	if name == "" {
		return "Opened files"
	}
	return name
}

// readAll reads the files, those that were generated first before the others, so that the newest of a record stays.
func readAll(ctx context.Context, w *writer, files []File, total int64, o Options) error {
	order := make([]int, len(files))
	for i := range order {
		order[i] = i
		if files[i].Err == nil {
			files[i].Generated = generated(files[i].Path)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return files[a].Generated.Compare(files[b].Generated) })
	var done int64
	for _, i := range order {
		f := &files[i]
		if f.Err != nil {
			continue
		}
		meter := &counting{ctx: ctx, done: done, total: total, report: o.Report}
		if err := w.read(f, meter); err != nil {
			return err
		}
		done = meter.done
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
