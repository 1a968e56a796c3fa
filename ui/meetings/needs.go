package meetings

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Log reads what is kept of runs. Its methods may take their time; they are called off the UI goroutine.
type Log interface {
	// Runs returns all runs, the latest first.
	Runs(ctx context.Context) ([]timeline.Run, error)
	// Run returns a run with its lines in the order in which they were written, none once they have expired; or core.NotFound.
	Run(ctx context.Context, id core.RunID) (timeline.Run, []timeline.Entry, error)
}

// Runs are the runs under way. Its methods return at once and are called on the UI goroutine.
type Runs interface {
	// Start begins a run; while one goes on, it follows that.
	Start(t timeline.Trigger)
	// Stop ends the run that goes on, and the one that was to follow; whole pages are kept.
	Stop()
	// Going is the run under way; false when there is none.
	Going() (timeline.Progress, bool)
	// Trouble is why the last run that was asked for could not begin; nil when it could.
	Trouble() error
}

// Desk reads and keeps the settings, and tries them. Its methods may take their time; they are called off the UI goroutine.
type Desk interface {
	// Form returns the settings that are kept, and what there is to choose from.
	Form(ctx context.Context) (Form, error)
	// Save checks the settings and keeps them. Its error is core.Invalid with a sentence for a person when they cannot be used.
	Save(ctx context.Context, s timeline.Settings) error
	// DryRun tells what a run with the settings would do, and writes nothing. progress is called on any goroutine.
	DryRun(ctx context.Context, s timeline.Settings, progress func(done, all int)) (Preview, error)
}

// Form is what the page of the settings shows.
type Form struct {
	Settings timeline.Settings
	Accounts []Account
	// Types are all types of Activities; the active global ones are offered.
	Types []timeline.ActivityType
	// Fields are what filters can ask about.
	Fields []timeline.Field
	// Choices are the values of the fields that have a list of them.
	Choices map[timeline.Field][]string
	// Companies and Users are what lookups can name, by name.
	Companies, Users []Named
}

// Account is a Gong account that is connected.
type Account struct {
	ID   core.ConnectionID
	Name string
}

// Named is an object of the directory. Detail tells it from others of its name, such as a user's e-mail address.
type Named struct {
	ID           timeline.GSID
	Name, Detail string
}

// Preview is what a run would do.
type Preview struct {
	Run     timeline.Run
	Entries []timeline.Entry
	// Conflicts are the Gong users that a person must map before their meetings are logged.
	Conflicts []timeline.Mapping
}

// Files write logs for other programs. Its methods may take their time; they are called off the UI goroutine.
type Files interface {
	// Folder is where the last export went, or a good first proposal.
	Folder(ctx context.Context) string
	// SaveLog writes the log of a run as a workbook into the folder and returns its path. Its error is core.NotFound when the log has expired.
	SaveLog(ctx context.Context, folder string, id core.RunID) (path string, err error)
	// Reveal shows a file in the system's file manager.
	Reveal(ctx context.Context, path string) error
}

// Routes are the ways out of these screens.
type Routes struct {
	// Settings and Log show those screens, Open a run.
	Settings, Log func()
	Open          func(id core.RunID)
	// Users shows where Gong's users are mapped.
	Users func()
	// Accounts shows where a Gong account is connected.
	Accounts func()
	// SetUp shows the settings as NewSetUp makes them, Directory the companies, persons and users.
	SetUp     func(account core.ConnectionID)
	Directory func()
	// Back shows the screen before.
	Back func()
	// Retitle shows the screen's title and buttons anew, after they changed.
	Retitle func()
	// Browser opens a page of Gong's.
	Browser func(address string)
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
	Log       Log
	Runs      Runs
	Desk      Desk
	Files     Files
	Memory    Memory
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
