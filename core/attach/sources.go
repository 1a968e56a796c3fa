package attach

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"tamtam/core"
	"tamtam/core/store"
)

// Database is where datasets keep their sources and files; store.Store is one.
type Database interface {
	Path() string
	Datasets() ([]store.Dataset, error)
	Sources(id core.DatasetID) ([]store.Source, error)
	AddSource(id core.DatasetID, path string, folder bool) (store.Source, error)
	SetSource(id core.DatasetID, found store.Source) error
	AttachedFiles(id core.DatasetID) ([]store.Attached, error)
	NewContent(id core.DatasetID, form store.Form) *store.Content
	KeepAttached(id core.DatasetID, readings ...store.Reading) ([]store.Attached, error)
	MarkAttached(id core.DatasetID, files ...store.Attached) error
	SweepAttached(id core.DatasetID) error
}

// Sources brings the files of datasets' sources into the database and keeps them current. Make it with New, end it with Close.
type Sources struct {
	database Database
	clock    core.Clock
	log      *slog.Logger
	reader   reader
	wake     chan struct{} // Serve looks at the sources anew
	taken    func(core.DatasetID)
	watch    func() (watcher, error)
	most     limits

	mu       sync.Mutex
	turns    map[core.DatasetID]chan struct{}
	progress map[core.DatasetID]Progress
	changes  map[core.DatasetID]uint64
}

// limits bound what is taken of one source.
type limits struct {
	files int   // how many files
	bytes int64 // how much is kept of all of them
}

// Limits of a source: a folder with more is one that holds other things than what is told in meetings.
const (
	MostFiles = 10_000
	MostBytes = 2 << 30
)

// Options are what a Sources may get beside the database; the zero value is good.
type Options struct {
	// Clock tells when something was found; the machine's clock when nil.
	Clock core.Clock
	// Log hears of what Serve cannot tell anybody; nobody does when nil.
	Log *slog.Logger
	// Taken is called after each Refresh that has changed something about a dataset's files, also one that failed later, on its goroutine
	// and before the next one of the dataset: for those who keep a copy. Nobody is told when nil.
	Taken func(id core.DatasetID)
}

// New makes the service.
func New(database Database, o Options) *Sources {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Taken == nil {
		o.Taken = func(core.DatasetID) {}
	}
	return &Sources{
		taken: o.Taken, database: database, clock: o.Clock, log: o.Log, reader: reader{most: store.MostAttached}, wake: make(chan struct{}, 1), watch: newWatcher,
		most: limits{MostFiles, MostBytes}, turns: map[core.DatasetID]chan struct{}{}, progress: map[core.DatasetID]Progress{},
		changes: map[core.DatasetID]uint64{},
	}
}

// Close lets go of what reading needs. Nothing may be under way. It may take seconds: a program that ends does without it.
func (s *Sources) Close() error { return s.reader.pdf.close() }

// Progress is how far a Refresh is.
type Progress struct {
	// Done of Total files were looked at. Total grows while folders are read.
	Done, Total int
}

// Progress tells how far the Refresh of a dataset is; going says whether there is one. It never blocks for long.
func (s *Sources) Progress(id core.DatasetID) (p Progress, going bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, going = s.progress[id]
	return p, going
}

// Changes counts the changes to a dataset's sources and attached files that this service has made. It never blocks for long, so that a
// screen can ask it as often as it likes.
func (s *Sources) Changes(id core.DatasetID) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes[id]
}

func (s *Sources) changed(id core.DatasetID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes[id]++
}

// Add attaches files and folders to a dataset. It looks whether they are there, but reads none: Refresh does, or Serve at once. What
// cannot be attached is a core.Invalid, after which nothing was.
func (s *Sources) Add(id core.DatasetID, paths ...string) ([]store.Source, error) {
	type found struct {
		path   string
		folder bool
	}
	var all []found
	for _, path := range paths {
		path, err := filepath.Abs(path)
		if err != nil {
			return nil, core.E(core.Invalid, opAttach, err)
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, attachError(err)
		case !info.IsDir() && !info.Mode().IsRegular():
			return nil, core.Errorf(core.Invalid, opAttach, "it is neither a file nor a folder")
		}
		all = append(all, found{path, info.IsDir()})
	}
	var added []store.Source
	for _, f := range all {
		source, err := s.database.AddSource(id, f.path, f.folder)
		if err != nil {
			return added, err
		}
		added = append(added, source)
	}
	s.changed(id)
	s.Wake()
	return added, nil
}

const opAttach = "attach"

// attachError gives the system's refusals words that a person can use. They hold no path: errors are logged.
func attachError(err error) error {
	switch {
	case os.IsNotExist(err):
		return core.Errorf(core.Invalid, opAttach, "there is no file or folder of this name")
	case os.IsPermission(err):
		return core.Errorf(core.Invalid, opAttach, "you have no permission to read it")
	}
	return core.E(core.Invalid, opAttach, bare(err))
}

// bare is a system's error without the path.
func bare(err error) error {
	if p, ok := err.(*fs.PathError); ok { //nolint:errorlint // as os returns it
		return p.Err
	}
	return err
}

// Wake has Serve look at all sources now: after sources were added or removed, or when the person asks for it.
func (s *Sources) Wake() {
	select {
	case s.wake <- struct{}{}:
	default: // it will look in any case
	}
}

// turn waits until no other Refresh of the dataset is under way, or ctx ends.
func (s *Sources) turn(ctx context.Context, id core.DatasetID) (end func(), err error) {
	s.mu.Lock()
	turn := s.turns[id]
	if turn == nil {
		turn = make(chan struct{}, 1)
		s.turns[id] = turn
	}
	s.mu.Unlock()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
