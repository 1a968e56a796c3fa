package attach

import (
	"context"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"tamtam/core"
	"tamtam/core/store"
)

const (
	// rescanGap is the time between two looks at everything, whatever was told meanwhile: news of changes get lost.
	rescanGap = 10 * time.Minute
	// blindGap takes its place while the system does not tell of all folders.
	blindGap = 2 * time.Minute
	// newsRest is how long news must rest before they are followed; newsWait how long they wait at most where they never do.
	newsRest = settle
	newsWait = 30 * time.Second
	// mostWatched bounds the folders that are watched at once. Linux allows a user 8,192 of all programs together where memory is short.
	mostWatched = 5_000
)

// Serve keeps all datasets' sources current until ctx ends, which it follows within a second: it looks at all of them at once and now and
// then, and at those that the system tells changes of. Where the system cannot watch a folder, the source gets store.Unwatched.
func (s *Sources) Serve(ctx context.Context) error {
	t := &tour{Sources: s, watched: map[string]bool{}, owners: map[string]map[core.DatasetID]bool{}, due: map[core.DatasetID]bool{}, all: true}
	var err error
	if t.watcher, err = s.watch(); err != nil {
		s.log.Warn("folders are looked through, not watched", "cause", bare(err))
	} else {
		defer t.watcher.Close()
	}
	t.next = time.NewTimer(0)
	t.rescan = time.NewTimer(rescanGap)
	defer t.next.Stop()
	defer t.rescan.Stop()
	for ctx.Err() == nil {
		t.wait(ctx)
	}
	return ctx.Err()
}

// tour is a Serve. It belongs to its goroutine.
type tour struct {
	*Sources
	watcher watcher // nil where there is none
	watched map[string]bool
	owners  map[string]map[core.DatasetID]bool // of watched folders
	due     map[core.DatasetID]bool            // to be looked at
	all     bool                               // all are
	since   time.Time                          // of the first news that are not followed yet
	next    *time.Timer                        // to the next look
	rescan  *time.Timer
	blind   bool // some folders are not watched
}

// wait waits for what comes next and follows it.
func (t *tour) wait(ctx context.Context) {
	var events <-chan fsnotify.Event
	var failures <-chan error
	if t.watcher != nil {
		events, failures = t.watcher.Events(), t.watcher.Errors()
	}
	select {
	case <-ctx.Done():
	case e, ok := <-events:
		if !ok {
			t.watcher = nil
			return
		}
		t.hear(e)
	case _, ok := <-failures:
		if ok { // changes were lost, or nobody knows what was
			t.all = true
			t.soon()
		}
	case <-t.wake:
		t.all = true
		t.next.Reset(0)
	case <-t.rescan.C:
		t.all = true
		t.next.Reset(0)
	case <-t.next.C:
		t.since = time.Time{}
		t.look(ctx)
	}
}

// hear notes which datasets a change concerns.
func (t *tour) hear(e fsnotify.Event) {
	if e.Op == fsnotify.Chmod { // also what programs that index and back up do to every file
		return
	}
	concerned := false
	if !passedOver(filepath.Base(e.Name)) || t.watched[e.Name] {
		for _, folder := range []string{filepath.Dir(e.Name), e.Name} {
			for id := range t.owners[folder] {
				t.due[id], concerned = true, true
			}
		}
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		t.forget(e.Name)
	}
	if concerned {
		t.soon()
	}
}

// soon sets the next look to when news rest, but not for ever later.
func (t *tour) soon() {
	now := t.clock.Now()
	if t.since.IsZero() {
		t.since = now
	}
	t.next.Reset(max(0, min(newsRest, t.since.Add(newsWait).Sub(now))))
}

// look looks at what is due, and watches what was found.
func (t *tour) look(ctx context.Context) {
	due, all := t.due, t.all
	t.due, t.all = map[core.DatasetID]bool{}, false
	datasets, err := t.database.Datasets()
	if err != nil {
		t.log.Error("the datasets could not be read", "err", err)
		return
	}
	if all {
		t.blind = false
		t.rescan.Reset(rescanGap)
	}
	there := map[core.DatasetID]bool{}
	for _, d := range datasets {
		there[d.ID] = true
		if !all && !due[d.ID] {
			continue
		}
		result, err := t.Refresh(ctx, d.ID)
		switch {
		case ctx.Err() != nil:
			return
		case core.Is(err, core.NotFound): // deleted meanwhile
			continue
		case err != nil:
			t.log.Error("attached files could not be refreshed", "dataset", d.ID, "err", err)
			continue
		}
		if t.watchAll(d.ID, result.looked) || result.Writing > 0 {
			t.due[d.ID] = true // what came between the look and the watch
			t.soon()
		}
	}
	t.unwatch(there)
	if t.blind {
		t.rescan.Reset(blindGap)
	}
}

// watchAll watches the folders of a dataset's sources, and tells whether any was not watched before.
func (t *tour) watchAll(id core.DatasetID, all []looked) (more bool) {
	for _, owners := range t.owners {
		delete(owners, id)
	}
	for _, l := range all {
		seen := true
		for _, folder := range l.folders {
			if !t.watched[folder] {
				if t.watcher == nil || len(t.watched) >= mostWatched || t.watcher.Add(folder) != nil {
					seen = false
					break
				}
				t.watched[folder], more = true, true
			}
			if t.owners[folder] == nil {
				t.owners[folder] = map[core.DatasetID]bool{}
			}
			t.owners[folder][id] = true
		}
		t.say(id, l.source, seen)
		t.blind = t.blind || !seen
	}
	return more
}

// say keeps with a source whether it is watched, unless there is something worse to say of it.
func (t *tour) say(id core.DatasetID, source store.Source, seen bool) {
	before := source.Trouble
	switch {
	case before == store.Unwatched && seen:
		source.Trouble = store.NoTrouble
	case before == store.NoTrouble && !seen:
		source.Trouble = store.Unwatched
	}
	if source.Trouble == before {
		return
	}
	if err := t.database.SetSource(id, source); err != nil && !core.Is(err, core.NotFound) {
		t.log.Error("the source could not be kept", "dataset", id, "err", err)
	}
	t.changed(id)
}

// unwatch lets go of folders that no source of a dataset that is there has any more.
func (t *tour) unwatch(there map[core.DatasetID]bool) {
	for folder := range t.watched {
		for id := range t.owners[folder] {
			if !there[id] {
				delete(t.owners[folder], id)
			}
		}
		if len(t.owners[folder]) == 0 {
			t.forget(folder)
		}
	}
}

// forget lets go of one folder.
func (t *tour) forget(folder string) {
	if t.watched[folder] && t.watcher != nil {
		_ = t.watcher.Remove(folder) // one that is gone is not watched any more
		delete(t.watched, folder)
		delete(t.owners, folder)
	}
}
