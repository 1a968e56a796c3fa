package directory

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Book reads and changes the directory. Its methods may take their time; they are called off the UI goroutine.
type Book interface {
	State(ctx context.Context) (directory.State, error)
	// Changes lists the changes that can be undone, the latest first.
	Changes(ctx context.Context) ([]store.DirectoryChange, error)
	// Edit gives an object, a new one when id is "", the fields of rows, as directory.Edit plans it; nothing is changed when the plan has errors. name is
	// what the change is called.
	Edit(ctx context.Context, name string, k directory.Kind, id timeline.GSID, rows []directory.Cells) (directory.Plan, store.DirectoryChange, error)
	Delete(ctx context.Context, name string, k directory.Kind, id timeline.GSID) (store.DirectoryChange, error)
	// Undo takes a change back. Objects that were changed since stay, and are counted in kept.
	Undo(ctx context.Context, number uint64) (restored, kept int, err error)
}

// Tables are read, planned and imported. Its methods may take their time; they are called off the UI goroutine, and call progress there.
type Tables interface {
	Read(ctx context.Context, path string, progress func(rows int)) (directory.Table, error)
	// Sources lists the datasets that hold accounts or contacts of a CRM.
	Sources(ctx context.Context) ([]Source, error)
	// FromGong makes tables of a dataset's accounts and contacts.
	FromGong(ctx context.Context, id core.DatasetID) ([]directory.Sheet, error)
	// Plan tells what would come of an import. It changes nothing.
	Plan(ctx context.Context, sheets []directory.Sheet, progress func(done, all int)) ([]directory.Plan, error)
	// Import plans anew and keeps what is new and changed, all of it or nothing.
	Import(ctx context.Context, name string, sheets []directory.Sheet, progress func(done, all int)) ([]directory.Plan, store.DirectoryChange, error)
}

// Source is a dataset with records of a CRM.
type Source struct {
	ID                 core.DatasetID
	Name               string
	Accounts, Contacts int
}

// People are the users of Gong. Its methods may take their time; they are called off the UI goroutine.
type People interface {
	Users(ctx context.Context) (Users, error)
	// Map keeps what a person says who a user of Gong is, and begins a run, so that the calls that failed for it are tried again. It tells whether a run
	// could be begun: none is while the sync of meetings is off.
	Map(ctx context.Context, m timeline.Mapping) (began bool, err error)
}

// Users are the users of Gong, with what is needed to say who they are. Nothing in it may be changed.
type Users struct {
	Connection string // the name of the one whose meetings are synced; "" while there is none
	Mappings   []timeline.Mapping
	Users      []timeline.User
	Directory  *timeline.Directory
	Authored   map[timeline.GSID]int // how many Activities a user has written
}

// Files write lists for other programs. Its methods may take their time; they are called off the UI goroutine.
type Files interface {
	// Folder is where the last export went, or a good first proposal.
	Folder(ctx context.Context) string
	// Save writes a file in the folder and returns its path.
	Save(ctx context.Context, folder, name string, content []byte) (path string, err error)
}

// Routes are the ways between these screens, and out of them.
type Routes struct {
	// Directory, Import and Users show the screens of this package; Timeline the page that they belong to.
	Directory func()
	Import    func()
	Users     func()
	// Back shows the screen before.
	Back func()
	// Retitle shows the screen's title and buttons anew, after they changed.
	Retitle func()
	// PickFile and PickFolder let the person choose; picked is not called when the person changes their mind.
	PickFile   func(title, start string, picked func(path string))
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
	Book      Book
	Tables    Tables
	People    People
	Files     Files
	Memory    Memory
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
