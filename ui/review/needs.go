package review

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Calls are all calls at one moment; a review.Catalogue is one. It is safe for concurrent use.
type Calls interface {
	Call(id core.CallID) *review.Call
	Pick(f review.Filter, o review.Order, descending bool, of func(core.CallID) review.Personal) []*review.Call
	Choices(f review.Filter, of func(core.CallID) review.Personal) review.Choices
	Company(name string) review.Company
}

// Desk reads calls. Its methods may take their time; they are called off the UI goroutine.
type Desk interface {
	// Calls returns the calls of all datasets.
	Calls(ctx context.Context) (Calls, error)
	// Open reads a call whole, or core.NotFound.
	Open(ctx context.Context, id core.CallID) (review.Conversation, error)
	// Names tells what the datasets are called.
	Names(ctx context.Context) (map[core.DatasetID]string, error)
}

// Marks keep what a person makes of calls. Its methods may take their time; they are called off the UI goroutine.
type Marks interface {
	// All tells what was made of every call; calls of which nothing was made may be missing.
	All(ctx context.Context) (map[core.CallID]review.Personal, error)
}

// Routes are the ways out of these screens.
type Routes struct {
	// Company shows all about a company.
	Company func(name string)
	// Datasets shows the datasets, where calls are imported.
	Datasets func()
	// Files lets the person open exported files; nil where that cannot be.
	Files func()
	// Retitle shows the screen's title and buttons anew, after they changed.
	Retitle func()
}

// Memory keeps what a person has set up for the next start; ui.Shell is one.
type Memory interface {
	// Recall returns what was remembered, or "".
	Recall(key string) string
	Remember(key, value string)
}

// Needs is all that the screens need from the program.
type Needs struct {
	Desk      Desk
	Marks     Marks
	Memory    Memory
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
