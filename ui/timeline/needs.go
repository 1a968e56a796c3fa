package timeline

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Activities are what is kept of the Timeline. Its methods may take their time; they are called off the UI goroutine.
type Activities interface {
	// Overview tells whose Activities there are.
	Overview(ctx context.Context) (Overview, error)
	// Feed lists a company's Activities, the latest first; "" for those of all companies. Hidden and deleted ones are not in it.
	Feed(ctx context.Context, company timeline.GSID) ([]store.FeedItem, error)
	// Read returns the Activities of calls, in any order; what is not there any more is missing.
	Read(ctx context.Context, ids []core.CallID) ([]timeline.Activity, error)
	// Change changes the Activity of a call in one transaction and returns it as it is kept; core.NotFound when there is none. An error of how is
	// returned, and nothing is kept.
	Change(ctx context.Context, id core.CallID, how func(*timeline.Activity) error) (timeline.Activity, error)
}

// Overview is what the screen shows of the Timeline as a whole.
type Overview struct {
	// All is how many Activities there are.
	All int
	// Feeds are the companies that have Activities, by their names.
	Feeds []Feed
	// Companies and Users are the names of those in the directory. Nobody changes the maps.
	Companies, Users map[timeline.GSID]string
	// Enabled is the toggle Sync Gong Meetings.
	Enabled bool
	// Last is the run that ended last; the zero value when none did.
	Last timeline.Run
}

// Feed is a company with Activities.
type Feed struct {
	Company timeline.GSID
	Count   int
}

// Gong asks the account that the Timeline reads. Its methods may take their time; they are called off the UI goroutine.
type Gong interface {
	// Call tells what Gong has of a call; core.NotFound when it has none of the id any more.
	Call(ctx context.Context, id core.CallID) (timeline.Call, error)
	// Resolve finds company and author of an Activity anew and keeps them; message is that of the log when there are none (meetings.Syncer.Resolve).
	Resolve(ctx context.Context, id core.CallID) (a timeline.Activity, message string, err error)
}

// Transcripts tell which calls can be read. Its method may take its time; it is called off the UI goroutine.
type Transcripts interface {
	// Holds tells whether a dataset holds the call.
	Holds(ctx context.Context, id core.CallID) (bool, error)
}

// Runs are the runs of the Timeline. Its methods return at once and are called on the UI goroutine.
type Runs interface {
	// Initiate begins a run.
	Initiate()
	// Stop ends the one that goes on; whole pages are kept.
	Stop()
	// Progress is how far the run is that goes on; ok is false when none does.
	Progress() (p timeline.Progress, ok bool)
}

// Routes are the ways out of this screen.
type Routes struct {
	// Directory shows the companies, persons and users; Settings what is synced and how; Log the execution log.
	Directory, Settings, Log func()
	// Transcript opens a call in the reader.
	Transcript func(id core.CallID)
	// Browser opens a page of Gong's.
	Browser func(address string)
}

// Memory keeps what a person has set up for the next start; ui.Shell is one.
type Memory interface {
	// Recall returns what was remembered, or "".
	Recall(key string) string
	Remember(key, value string)
}

// Needs is all that the screen needs from the program.
type Needs struct {
	Activities  Activities
	Gong        Gong
	Transcripts Transcripts
	Runs        Runs
	Routes      Routes
	Memory      Memory
	Clock       core.Clock
	Clipboard   fyne.Clipboard
	Runner      task.Runner
	Stage       *kit.Stage
}
