package app

import (
	"context"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/store"
	"tamtam/ui/datasets"
)

const folderSetting = "export.folder"

// shelf answers the export dialog.
type shelf struct{ *program }

var _ datasets.Exports = shelf{}

func (s shelf) Folder(context.Context) string {
	folder := ""
	s.settings.get(folderSetting, &folder)
	if folder == "" {
		return documents()
	}
	return folder
}

func (s shelf) Export(ctx context.Context, e datasets.Export, written func(int64)) (datasets.Exported, error) {
	d, err := s.store.Dataset(e.Dataset)
	if err != nil {
		return datasets.Exported{}, err
	}
	folder, err := filepath.Abs(e.Folder)
	if err != nil {
		return datasets.Exported{}, core.E(core.Invalid, "export", err)
	}
	if e.Calls != "" {
		return s.calls(ctx, d, folder, e, written)
	}
	done := datasets.Exported{Path: folder}
	o := export.Options{Redact: e.Redact, Report: func(n, _ int64) {
		done.Bytes = n
		written(n)
	}}
	items, err := export.Items(s.store, d.ID, nil)
	if err != nil {
		return datasets.Exported{}, err
	}
	done.Files = len(items)
	if e.Zip {
		done.Path, err = export.Zip(ctx, s.store, d, folder, o)
	} else {
		var paths []string
		paths, err = export.Folder(ctx, s.store, d.ID, folder, o)
		done.Files = len(paths) // without those that cannot be redacted
	}
	if err != nil {
		return datasets.Exported{}, err
	}
	done.Bytes = 0
	for _, item := range items {
		done.Bytes += item.Bytes
	}
	s.settings.set(folderSetting, folder)
	return done, nil
}

// calls writes a dataset's calls: a folder of documents, or a table.
func (s shelf) calls(ctx context.Context, d store.Dataset, folder string, e datasets.Export, written func(int64)) (done datasets.Exported, err error) {
	calls, err := export.Calls(s.store, d.ID)
	if err != nil {
		return done, err
	}
	o := export.Options{Title: d.Name, Redact: e.Redact, Done: func(n int) {
		done.Calls = n
		written(int64(n))
	}}
	if e.Calls.Table() {
		done.Path, err = export.File(folder, export.FileName(o.Redact.String(d.Name), e.Calls), func(w io.Writer) error {
			_, err := export.Write(ctx, w, e.Calls, export.Read(s.store, calls), o)
			return err
		})
	} else {
		var paths []string
		if paths, err = export.Each(ctx, folder, d.Name, e.Calls, export.Read(s.store, calls), o); err == nil {
			done.Path = filepath.Dir(paths[0])
		}
	}
	if err != nil {
		return datasets.Exported{}, err
	}
	s.settings.set(folderSetting, folder)
	return done, nil
}

func (s shelf) Reveal(ctx context.Context, path string) error { return reveal(ctx, path) }

// openers are the systems' commands that show a folder.
var openers = map[string]string{"darwin": "open", "windows": "explorer", "linux": "xdg-open"}

// reveal shows a folder, or the folder of a file, in the file manager. It does not wait for that.
func reveal(_ context.Context, path string) error {
	const op = "show the folder"
	command := openers[runtime.GOOS]
	if command == "" {
		return core.Errorf(core.Unavailable, op, "no file manager is known")
	}
	if filepath.Ext(path) != "" {
		path = filepath.Dir(path)
	}
	opener := exec.Command(command, path) //nolint:gosec,noctx // our own list; the file manager outlives the request
	if err := opener.Start(); err != nil {
		return core.E(core.Unavailable, op, err)
	}
	go func() { _ = opener.Wait() }() // else it stays a zombie until the program ends
	return nil
}
