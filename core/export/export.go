package export

import (
	"archive/zip"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tamtam/core"
	"tamtam/core/redact"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Options narrow an export and follow it; the zero value exports all as it is, silently.
type Options struct {
	// Types are the data types to export, without attached files; nil for all that were imported, and all that is attached. They are of the
	// export of files (Folder, Zip).
	Types []core.DataType
	// Report hears from time to time how many bytes of how many are written. It is called by the goroutine that exports, and by an export of
	// files only.
	Report func(written, total int64)
	// Done hears after each conversation, or record, how many are written. It is called by the goroutine that exports.
	Done func(conversations int)
	// Redact takes out what tells who people are, file names included; nil takes out nothing. Attached files that are no text are left out then.
	Redact *redact.Redactor
	// Title is what a document of several conversations, an index or a list of quotes is called; each has its own where it is "".
	Title string
}

// title is the document's title, or what it is otherwise called.
func (o Options) title(otherwise string) string {
	return cmp.Or(o.Redact.String(text.CleanLine(o.Title)), otherwise)
}

// Folder writes the dataset's files, and what is attached to it, into the folder, which is made when it does not exist, and returns their paths.
func Folder(ctx context.Context, from Source, id core.DatasetID, folder string, o Options) (paths []string, err error) {
	items, m, err := chosen(from, id, o)
	if err != nil {
		return nil, err
	}
	root, err := openFolder(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, item := range items {
		if err := write(root, item.Name, func(w io.Writer) error { return m.write(ctx, item, w) }); err != nil {
			return paths, err
		}
		paths = append(paths, filepath.Join(folder, item.Name))
	}
	return paths, nil
}

// File writes one file of a name into the folder, which is made when it does not exist, and returns its path. Like the others it appears
// whole or not at all, in the place of one that had its name.
func File(folder, name string, content func(io.Writer) error) (path string, err error) {
	root, err := openFolder(folder)
	if err != nil {
		return "", err
	}
	defer root.Close()
	return filepath.Join(folder, name), write(root, name, content)
}

// Zip writes the dataset's files into one archive in the folder, named after the dataset, and returns its path.
func Zip(ctx context.Context, from Source, d store.Dataset, folder string, o Options) (path string, err error) {
	items, m, err := chosen(from, d.ID, o)
	if err != nil {
		return "", err
	}
	root, err := openFolder(folder)
	if err != nil {
		return "", err
	}
	defer root.Close()
	name := SafeName(o.Redact.String(d.Name)) + ".zip"
	err = write(root, name, func(w io.Writer) error {
		archive := zip.NewWriter(w)
		for _, item := range items {
			entry, err := archive.CreateHeader(&zip.FileHeader{Name: item.Name, Method: zip.Deflate, Modified: item.Modified})
			if err != nil {
				return err
			}
			if err := m.write(ctx, item, entry); err != nil {
				return err
			}
		}
		return archive.Close()
	})
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, name), nil
}

func chosen(from Source, id core.DatasetID, o Options) ([]Item, *meter, error) {
	items, err := Items(from, id, o.Types)
	if err != nil {
		return nil, nil, err
	}
	if len(items) == 0 {
		return nil, nil, core.Errorf(core.NotFound, "export", "nothing was imported into this dataset yet")
	}
	items = redacted(items, o.Redact)
	m := &meter{report: o.Report}
	for _, item := range items {
		m.total += item.Bytes
	}
	return items, m, nil
}

func openFolder(folder string) (*os.Root, error) {
	var root *os.Root
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		root, err = os.OpenRoot(folder)
	}
	switch {
	case err == nil:
		return root, nil
	case core.IsFull(err):
		return nil, failed(err)
	}
	return nil, core.E(core.Invalid, "export", fmt.Errorf("the folder cannot be used: %w", err))
}

// meter counts what is written.
type meter struct {
	written, total int64
	report         func(written, total int64)
}

// write writes an item; what it holds is counted before it is changed.
func (m *meter) write(ctx context.Context, item Item, w io.Writer) error {
	if item.through == nil {
		return item.Write(ctx, &metered{w, m})
	}
	changed := item.through(w)
	if err := item.Write(ctx, &metered{changed, m}); err != nil {
		return err
	}
	return changed.Close()
}

type metered struct {
	w io.Writer
	m *meter
}

func (w *metered) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	w.m.written += int64(n)
	if w.m.report != nil {
		w.m.report(w.m.written, w.m.total)
	}
	return n, err
}
