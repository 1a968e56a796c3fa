package find

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Searches finds calls. Its methods may take their time; they are called off the UI goroutine and end soon after ctx does. Whose it is fills in what
// Options leaves open: the time, the zone and what a person made of a call.
type Searches interface {
	Search(ctx context.Context, query string, o search.Options) (search.Results, error)
	Complete(ctx context.Context, query string, cursor int, o search.Options) ([]search.Completion, error)
}

// Index is what is searched. Its method returns at once and is called on the UI goroutine.
type Index interface {
	// Making tells whether the index is being made, and how much of it is done: a share of 1, negative when unknown.
	Making() (share float64, making bool)
}

// Library tells what can be searched. Its methods may take their time; they are called off the UI goroutine.
type Library interface {
	// Datasets lists those that hold calls, in the order of lists.
	Datasets(ctx context.Context) ([]Dataset, error)
}

// Dataset is one that can be searched.
type Dataset struct {
	ID   core.DatasetID
	Name string
}

// Keeper keeps what a person searched for. Its methods may take their time; they are called off the UI goroutine.
type Keeper interface {
	// Recent lists the latest queries, each once, the latest first; Remember puts one in front.
	Recent(ctx context.Context) ([]string, error)
	Remember(ctx context.Context, query string) error
	// Forget takes a query out, all of them when it is "".
	Forget(ctx context.Context, query string) error
	// Saved lists the searches that were saved, by name.
	Saved(ctx context.Context) ([]Saved, error)
	// Save keeps one, a new one when its ID is "", and returns it as it is kept. core.Invalid when the name is another one's.
	Save(ctx context.Context, s Saved) (Saved, error)
	// Delete forgets one; restore, which may take its time, too, brings it back with what was known of it.
	Delete(ctx context.Context, id string) (restore func(ctx context.Context) error, err error)
	// Looked tells that the person has seen what a saved search finds now: none of it is new any more.
	Looked(ctx context.Context, id string) error
}

// Saved is a search that was saved.
type Saved struct {
	ID, Name, Query string
	// New is how many calls it finds that it did not find when it was last looked at, as of the last sync.
	New int
}

// Citations write a turn down with its source.
type Citations interface {
	// Citation may take its time; it is called off the UI goroutine.
	Citation(ctx context.Context, call *review.Call, hit search.Hit) (string, error)
}

// Routes are the ways out of the page.
type Routes struct {
	// Open shows a turn of a call, with the query's words marked.
	Open func(id core.CallID, turn int, query string)
	// Back shows the page before.
	Back func()
	// Datasets shows where data comes from, Files lets the person open exported files.
	Datasets func()
	Files    func()
}

// Memory keeps what a person has set up for the next start; ui.Shell is one.
type Memory interface {
	// Recall returns what was remembered, or "".
	Recall(key string) string
	Remember(key, value string)
}

// Needs is all that the page needs from the program.
type Needs struct {
	Searches  Searches
	Index     Index
	Library   Library
	Keeper    Keeper
	Citations Citations
	Memory    Memory
	Routes    Routes
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
