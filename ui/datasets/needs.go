package datasets

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/importer"
	"tamtam/core/redact"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// Entry is a dataset with what people see of it.
type Entry struct {
	Dataset store.Dataset
	// Connection is what it is imported through. Without an ID the person has to choose one or to connect; the Name is then that of the
	// account that is gone, if it is known.
	Connection Connection
	// Files are the heads of its files, in the order of core.DataTypes; types that were never imported have none.
	Files []store.File
	// Sources are the files and folders of this computer that are attached, Attached the files that were found in them.
	Sources  []store.Source
	Attached []store.Attached
	// Last is what is known of each type's latest import; a type of which nothing is known is missing.
	Last []importer.TypeResult
	// Err says why the latest run could not even begin; nil otherwise.
	Err error
	// Due is when the schedule syncs it next, zero when it does not; one that has passed waits for what keeps it from running.
	Due time.Time
	// MirrorErr is what keeps its mirror folder from being up to date; nil when nothing does.
	MirrorErr error
	// Awaited are the calls whose transcripts are asked for again, Without those that will never have one. Only One counts them.
	Awaited, Without int
}

// Datasets reads and changes datasets. Its methods may take their time; they are called off the UI goroutine.
type Datasets interface {
	// All lists the datasets by name.
	All(ctx context.Context) ([]Entry, error)
	// One returns a dataset, or core.NotFound.
	One(ctx context.Context, id core.DatasetID) (Entry, error)
	// Create keeps a new dataset and returns it with its id; core.Invalid says what about it cannot be kept, MirrorError that it is the
	// mirror folder.
	Create(ctx context.Context, d store.Dataset) (store.Dataset, error)
	// Update changes a dataset; files of types it no longer has are removed. core.Invalid as with Create.
	Update(ctx context.Context, d store.Dataset) error
	// Empties tells whether Update would remove all files, since the dataset would go to another account.
	Empties(ctx context.Context, d store.Dataset) (bool, error)
	// Delete removes a dataset with its files. A run of it is cancelled first.
	Delete(ctx context.Context, id core.DatasetID) error
	// Lines opens a file for reading.
	Lines(ctx context.Context, id core.DatasetID, t core.DataType) (Lines, error)
}

// Lines is an open file: store.Lines is one.
type Lines interface {
	// Len is the number of lines.
	Len() int
	// Line returns line i, counted from 0. store.ErrReplaced says that the file has new content since.
	Line(i int) (string, error)
	// File is the head of the content that is being read.
	File() store.File
	// Anchor tells line i by its record, Find finds it again in later content.
	Anchor(i int) store.Anchor
	Find(a store.Anchor) int
}

var _ Lines = (*store.Lines)(nil)

// Runs are the imports of the program. Its methods return at once and are called on the UI goroutine.
type Runs interface {
	// Start begins a run that a person asked for: of the types, the mode and the months that the options name. A dataset that is being
	// imported is left as it is.
	Start(id core.DatasetID, o importer.Options)
	// Cancel stops a dataset's run; whole pages are kept.
	Cancel(id core.DatasetID)
	// Run is the run of a dataset; going says whether there is one. Once there is none, Datasets knows what it did.
	Run(id core.DatasetID) (run Run, going bool)
}

// Run is an import under way.
type Run struct {
	Snapshot importer.Snapshot
	// Stopping is set from Cancel on.
	Stopping bool
}

// Estimates tell what an import would bring and cost, asking Gong for preview pages where they must.
type Estimates interface {
	// Estimate says what to expect of the file of each of the dataset's types: it calls answer for each as soon as it is known, in
	// any order, from any goroutine, one call at a time. The dataset may be a draft that is kept nowhere. The cost is that of
	// importing all its types. An error is of all types that were not answered.
	Estimate(ctx context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error)
}

// Exports write files for other programs.
type Exports interface {
	// Folder is where the last export went, or a good first proposal.
	Folder(ctx context.Context) string
	// Export writes what was asked for and remembers the folder. written is called now and then, from any goroutine, with the bytes of text, or
	// of calls their number, written so far.
	Export(ctx context.Context, e Export, written func(bytes int64)) (Exported, error)
	// Reveal shows a file or folder in the system's file manager.
	Reveal(ctx context.Context, path string) error
}

// Export is what a person asked to have exported.
type Export struct {
	Dataset core.DatasetID
	Folder  string
	// Zip writes one archive instead of a file for each type.
	Zip bool
	// Calls writes the calls with what was said in them, as documents in a folder or as one table; "" is the files as they are.
	Calls export.Format
	// Redact takes out what tells who people are, and attached files that are no text; nil takes out nothing.
	Redact *redact.Redactor
}

// Exported is what an export wrote.
type Exported struct {
	// Path is the archive or the table, or the folder of the files or of the documents.
	Path  string
	Files int
	Bytes int64
	// Calls is how many were written as documents or into a table; 0 where the files were written as they are.
	Calls int
}

// Connections tell how Tamtam is connected to Gong.
type Connections interface {
	// Connected lists the connections that datasets can be imported through: those to Gong, the oldest first, then the simulated account if it
	// is in use.
	Connected(ctx context.Context) ([]Connection, error)
	// Shut tells why the credentials of Gong's cannot be opened, and what helps; nothing when they can. It may ask the keychain, for as long as
	// ctx says (vault.Attended).
	Shut(ctx context.Context) say.Attention
}

// Connection is the connection to a Gong account.
type Connection struct {
	// ID is "" when there is no connection.
	ID core.ConnectionID
	// Name is how the person calls it, Account tells whose it is and how Tamtam signs in.
	Name, Account string
	// Sample tells that it is the simulated account.
	Sample bool
	// Attention is why Gong refuses it, which new credentials mend.
	Attention say.Attention
	// Missing holds, for each type without permission at the last test, the scope that is missing.
	Missing map[core.DataType]string
}

// Routes are the ways out of these screens.
type Routes struct {
	// List shows the datasets, New the empty form, Copy the form filled in like a dataset.
	List func()
	New  func()
	Copy func(id core.DatasetID)
	// Open shows a dataset, Edit its form.
	Open func(id core.DatasetID)
	Edit func(id core.DatasetID)
	// Sync shows the form at how a dataset is synced, Check its comparison with Gong, Awaited its calls without a transcript, History its
	// runs.
	Sync    func(id core.DatasetID)
	Check   func(id core.DatasetID)
	Awaited func(id core.DatasetID)
	History func(id core.DatasetID)
	// Saved shows a dataset in the place of its form, Back the screen before.
	Saved func(id core.DatasetID)
	Back  func()
	// Retitle shows the screen's title and buttons anew, after they changed; nil does nothing.
	Retitle func()
	// Connect opens, over the screen, the dialog that gives a connection other credentials, or makes another connection when id is "". saved
	// is called when it did.
	Connect func(id core.ConnectionID, saved func())
	// Unlock asks for the passphrase that protects the credentials; unlocked is called when it was right.
	Unlock func(unlocked func())
	// Settings shows the connections and what they may read.
	Settings func()
	// PickFolder lets the person choose a folder, beginning at start; picked is not called when the person changes their mind.
	PickFolder func(start string, picked func(folder string))
	// PickFile lets the person choose a file, likewise; "" begins in the person's documents.
	PickFile func(title, start string, picked func(file string))
}

// Memory keeps what a person has set up for the next start; ui.Shell is one.
type Memory interface {
	// Recall returns what was remembered, or "".
	Recall(key string) string
	Remember(key, value string)
}

// Needs is all that the screens need from the program.
type Needs struct {
	Datasets    Datasets
	Runs        Runs
	Plans       Plans
	Checks      Checks
	Estimates   Estimates
	Exports     Exports
	Connections Connections
	Sources     Sources
	Memory      Memory
	Routes      Routes
	Clock       core.Clock
	Runner      task.Runner
	Stage       *kit.Stage
}
