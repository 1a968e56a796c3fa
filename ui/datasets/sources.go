package datasets

import (
	"context"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/core/store"
)

// Sources are the files and folders of this computer in datasets. Changes and Progress return at once and are called on the UI goroutine; the
// others may take their time and are called off it.
type Sources interface {
	// Add attaches files and folders to a dataset; they are read by the program, not by the call. core.Invalid says what cannot be attached.
	Add(ctx context.Context, id core.DatasetID, paths []string) error
	// RemoveSource takes a file or folder out of a dataset with all that was read from it, RemoveFile one file of a folder.
	RemoveSource(ctx context.Context, id core.DatasetID, source core.SourceID) error
	RemoveFile(ctx context.Context, id core.DatasetID, file core.AttachedID) error
	// Text opens the text of an attached file.
	Text(ctx context.Context, id core.DatasetID, file core.AttachedID) (Text, error)
	// Look has all sources compared with the disk now; it does not wait for that.
	Look()
	// Changes grows whenever something about a dataset's sources or their files has changed.
	Changes(id core.DatasetID) uint64
	// Progress is how far the reading of a dataset's sources is; going says whether there is any.
	Progress(id core.DatasetID) (p attach.Progress, going bool)
}

// Text is the open text of an attached file: store.AttachedLines is one.
type Text interface {
	// Len is the number of lines.
	Len() int
	// Line returns line i, counted from 0. store.ErrReplaced says that the file has new content since.
	Line(i int) (string, error)
	// File is the file whose text it is.
	File() store.Attached
}

var _ Text = (*store.AttachedLines)(nil)
