package review

import (
	"context"
	"io"
	"iter"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Calls are all calls at one moment; a review.Catalogue is one. It is safe for concurrent use.
type Calls interface {
	Call(id core.CallID) *review.Call
	Pick(f review.Filter, o review.Order, descending bool, of func(core.CallID) review.Personal) []*review.Call
	Choices(f review.Filter, ranges review.Ranges, of func(core.CallID) review.Personal) review.Choices
	Company(name string) review.Company
	// Unread counts the files that are not listed yet, because what lists show of them is still to be made.
	Unread() int
}

// Index is what lists are made of. Its method returns at once and is called on the UI goroutine.
type Index interface {
	// Making tells whether the index is being made, and how much of it is done: a share of 1, negative when unknown.
	Making() (share float64, making bool)
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
	// Gists tells what was made of every call; calls of which nothing was made may be missing.
	Gists(ctx context.Context) (map[core.CallID]marks.Gist, error)
	// Of returns all that was made of a call.
	Of(ctx context.Context, id core.CallID) (marks.Marks, error)
	// Update changes it in one transaction and returns it as it is kept. An error of change is returned, and nothing is kept.
	Update(ctx context.Context, id core.CallID, change func(*marks.Marks) error) (marks.Marks, error)
	// Tags lists all tags there are.
	Tags(ctx context.Context) ([]marks.TagCount, error)
	// RenameTag writes a tag otherwise in all calls that have it, and returns these. DeleteTag takes it out of them and returns where it was, for
	// RestoreTag.
	RenameTag(ctx context.Context, tag, to string) ([]core.CallID, error)
	DeleteTag(ctx context.Context, tag string) ([]marks.TagPlace, error)
	RestoreTag(ctx context.Context, was []marks.TagPlace) error
	// Export writes all that belongs to the person: what they made of calls, the quotes and the saved searches. Readable is Markdown for people,
	// else it is what Import reads.
	Export(ctx context.Context, w io.Writer, readable bool) error
	// Import takes in what was exported, beside what there is.
	Import(ctx context.Context, path string) (Imported, error)
}

// Imported counts what was new in an import, or changed something.
type Imported struct {
	Calls, Quotes, Searches int
}

// Timeline tells which calls are Activities of companies. Its method may take its time; it is called off the UI goroutine.
type Timeline interface {
	// Activity tells of the Activity of a call; nil when none is shown, because there never was one, or it is hidden or deleted.
	Activity(ctx context.Context, id core.CallID) (*Activity, error)
}

// Activity is how a call stands in the Timeline.
type Activity struct {
	Type    string // such as Meeting
	Company string // its name; "" when the directory does not have it any more
}

// Basket keeps the quotes that a person collects. Its methods may take their time; they are called off the UI goroutine.
type Basket interface {
	// Quotes returns them in their order.
	Quotes(ctx context.Context) ([]marks.Quote, error)
	// Add puts one before the place at, counted from 0; behind the last one when at is negative.
	Add(ctx context.Context, q marks.Quote, at int) error
	// Move moves one to the place at, counted as if it were not there.
	Move(ctx context.Context, id string, at int) error
	Comment(ctx context.Context, id, comment string) error
	// Remove takes one out and returns it with the place it had, for Add.
	Remove(ctx context.Context, id string) (q marks.Quote, at int, err error)
	// Set makes these the basket, and returns those that were in it.
	Set(ctx context.Context, all []marks.Quote) ([]marks.Quote, error)
	// Follow keeps where the quotes of a call stand in its transcript as it is now, and returns the ids of those that it does not say any more.
	Follow(ctx context.Context, call core.CallID, turns []text.Turn) (lost []string, err error)
}

// Files write what is exported. Its methods may take their time; they are called off the UI goroutine.
type Files interface {
	// Folder is where the last export went, or a good first proposal.
	Folder(ctx context.Context) string
	// Save writes a file in the folder and returns its path.
	Save(ctx context.Context, folder, name string, write func(io.Writer) error) (path string, err error)
	// Calls writes the conversations to a file in the folder, as export.Write does, and returns its path.
	Calls(ctx context.Context, folder, name string, f export.Format, calls iter.Seq2[export.Conversation, error], o export.Options) (path string, err error)
}

// Routes are the ways out of these screens.
type Routes struct {
	// Company shows all about a company.
	Company func(name string)
	// Datasets shows the datasets, where calls are imported; Dataset one of them.
	Datasets func()
	Dataset  func(id core.DatasetID)
	// Files lets the person open exported files; nil where that cannot be.
	Files func()
	// Browser opens a page of Gong's.
	Browser func(address string)
	// Quotes shows the basket, Calls the calls, Open a quote in its call, Back the screen before.
	Quotes func()
	Calls  func()
	Open   func(q marks.Quote)
	Back   func()
	// Call opens a call where the person stopped reading it.
	Call func(id core.CallID)
	// Activity shows the Activity of a call in the Timeline; it is used only with Needs.Timeline.
	Activity func(id core.CallID)
	// PickFolder lets the person choose a folder, beginning at start; picked is not called when the person changes their mind.
	PickFolder func(start string, picked func(folder string))
	// PickFile lets the person choose a file, likewise; "" begins in the person's documents.
	PickFile func(title, start string, picked func(file string))
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
	Index     Index
	Marks     Marks
	Basket    Basket
	Timeline  Timeline // nil where calls are read without one
	Files     Files
	Memory    Memory
	Routes    Routes
	Clock     core.Clock
	Clipboard fyne.Clipboard
	Runner    task.Runner
	Stage     *kit.Stage
}
