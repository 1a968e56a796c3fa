package opened

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Files are the exported files that are open. Its methods may take their time; they are called off the UI goroutine.
type Files interface {
	// List lists what is open, by name.
	List(ctx context.Context) ([]Set, error)
	// Open opens files, archives and folders, as opened.Open does. report is called by whatever goroutine works.
	Open(ctx context.Context, paths []string, report func(read, total int64)) (opened.Result, error)
	// Close forgets what was opened; the files themselves stay.
	Close(ctx context.Context, id core.DatasetID) error
}

// Set is what was opened at once: a file, or some.
type Set struct {
	ID   core.DatasetID
	Name string
	// Paths are those of the files, or of the archives that they are in.
	Paths []string
	When  time.Time
	Files []store.File
}

// Routes are the ways out of the page.
type Routes struct {
	// Search shows the search of what is open, Review its calls; nil where there is none.
	Search func()
	Review func()
	// Back shows the page before.
	Back func()
	// PickFile and PickFolder let the person choose; picked is not called when the person changes their mind.
	PickFile   func(title, start string, picked func(path string))
	PickFolder func(start string, picked func(folder string))
}

// Needs is all that the page needs from the program.
type Needs struct {
	Files     Files
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
