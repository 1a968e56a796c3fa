package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/ui/datasets"
	"tamtam/ui/pick"
)

// files answers the screens of datasets about files of this computer.
type files struct{ *program }

var _ datasets.Sources = files{}

func (f files) Add(_ context.Context, id core.DatasetID, paths []string) error {
	_, err := f.attached.Add(id, paths...)
	return err
}

func (f files) RemoveSource(_ context.Context, id core.DatasetID, source core.SourceID) error {
	defer f.attached.Wake() // it need not be watched any more
	defer f.mirrors.soon(id)
	return f.store.RemoveSource(id, source)
}

func (f files) RemoveFile(_ context.Context, id core.DatasetID, file core.AttachedID) error {
	defer f.mirrors.soon(id)
	return f.store.RemoveAttached(id, file)
}

func (f files) Text(_ context.Context, id core.DatasetID, file core.AttachedID) (datasets.Text, error) {
	text, err := f.store.OpenAttached(id, file)
	if err != nil {
		return nil, err // not a Text that holds a nil
	}
	return text, nil
}

func (f files) Look() { f.attached.Wake() }

func (f files) Changes(id core.DatasetID) uint64 { return f.attached.Changes(id) }

func (f files) Progress(id core.DatasetID) (attach.Progress, bool) { return f.attached.Progress(id) }

// pickFile lets a person choose a file, beginning in their documents when start is "".
func (w *window) pickFile(title, start string, picked func(string)) {
	if start == "" {
		start = documents()
	}
	pick.File(w.root, pick.Needs{Folders: folders{}, Runner: w.runner, Stage: w.shell.Stage()}, title, start, picked)
}
