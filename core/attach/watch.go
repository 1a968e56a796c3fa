package attach

import (
	"io"

	"github.com/fsnotify/fsnotify"
)

// watcher tells of changes in folders, not in those below them.
type watcher interface {
	Add(folder string) error
	Remove(folder string) error
	Events() <-chan fsnotify.Event
	Errors() <-chan error
	io.Closer
}

// systemWatcher is the system's own (inotify, kqueue, ReadDirectoryChangesW).
type systemWatcher struct{ *fsnotify.Watcher }

var _ watcher = systemWatcher{}

func newWatcher() (watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return systemWatcher{w}, nil
}

// Events are the changes.
func (w systemWatcher) Events() <-chan fsnotify.Event { return w.Watcher.Events }

// Errors are of the watcher; fsnotify.ErrEventOverflow means that changes were lost.
func (w systemWatcher) Errors() <-chan error { return w.Watcher.Errors }
