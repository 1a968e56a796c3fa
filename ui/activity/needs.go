package activity

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// History reads what is kept of runs. Its methods may take their time; they are called off the UI goroutine.
type History interface {
	// Reports returns the reports of a dataset, or of all when it is "", the newest first: at most so many of those before the run, "" for
	// the newest. Fewer are all that there are.
	Reports(ctx context.Context, id core.DatasetID, before core.RunID, most int) ([]store.RunReport, error)
	// Report returns one, or core.NotFound.
	Report(ctx context.Context, id core.DatasetID, run core.RunID) (store.RunReport, error)
	// Changes returns the records that a run changed, for each of the types that it did; none when their lists are not kept any more.
	Changes(ctx context.Context, r store.RunReport) (map[core.DataType][]store.Change, error)
	// Names tells what the datasets are called.
	Names(ctx context.Context) (map[core.DatasetID]string, error)
}

// Runs are the runs under way. Its methods return at once and are called on the UI goroutine.
type Runs interface {
	// Going lists them, at most one for each dataset.
	Going() []Going
	// Cancel stops a dataset's run; whole pages are kept.
	Cancel(id core.DatasetID)
}

// Going is a run under way.
type Going struct {
	Dataset core.DatasetID
	// Since is when it was asked for: a report of before is that of another run.
	Since    time.Time
	Snapshot importer.Snapshot
	// Stopping is set from Cancel on.
	Stopping bool
}

// Meetings are the runs of the Timeline, which stand among those of the datasets.
type Meetings interface {
	// Runs returns all, the latest first. It may take its time; it is called off the UI goroutine.
	Runs(ctx context.Context) ([]timeline.Run, error)
	// Going is the one under way; false when there is none. It returns at once and is called on the UI goroutine, as is Stop.
	Going() (timeline.Progress, bool)
	// Stop ends it; whole pages are kept.
	Stop()
}

// Files write lists for other programs. Its methods may take their time; they are called off the UI goroutine.
type Files interface {
	// Folder is where the last export went, or a good first proposal.
	Folder(ctx context.Context) string
	// Save writes a file in the folder and returns its path.
	Save(ctx context.Context, folder, name string, content []byte) (path string, err error)
}

// Routes are the ways out of these screens.
type Routes struct {
	// Open shows a run.
	Open func(id core.DatasetID, run core.RunID)
	// OpenMeetings shows a run of the Timeline.
	OpenMeetings func(run core.RunID)
	// Dataset shows a dataset, Datasets all of them.
	Dataset  func(id core.DatasetID)
	Datasets func()
	// Back shows the screen before.
	Back func()
	// Retitle shows the screen's title and buttons anew, after they changed.
	Retitle func()
	// PickFolder lets the person choose a folder, beginning at start; picked is not called when the person changes their mind.
	PickFolder func(start string, picked func(folder string))
}

// Memory keeps what a person has set up for the next start; ui.Shell is one.
type Memory interface {
	// Recall returns what was remembered, or "".
	Recall(key string) string
	Remember(key, value string)
}

// Needs is all that the screens need from the program.
type Needs struct {
	History   History
	Runs      Runs
	Meetings  Meetings
	Files     Files
	Memory    Memory
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
