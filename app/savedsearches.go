package app

import (
	"context"
	"fmt"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/settings"
)

// freshHits is what a saved search finds that it did not find before.
type freshHits struct {
	ID, Name string
	// New is how many calls it finds that the person has not looked at, More how many of them came with the run.
	New, More int
	// After is the run.
	After ended
}

// tell has a function called with what is new in each saved search after a run that changed something, on a goroutine of its own.
func (s *searches) tell(do func(freshHits)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = do
}

// ended hears of every run. After one that changed something the saved searches are counted, while nobody waits; runs that end meanwhile are
// counted together behind it.
func (s *searches) ended(e ended) {
	changed := false
	for _, t := range e.Report.Types {
		changed = changed || t.Changes != (store.Changes{})
	}
	if changed {
		s.soon(e)
	}
}

// begin counts what came while this program was not there to count it: by tamtamctl, or by a run that was the last before the end. It is told of
// as after a run of the person's own, who has just come. Of an index that is still being made less would be found than there is.
func (s *searches) begin() error {
	lost, err := s.store.OutOfStep()
	if err == nil && len(lost) == 0 {
		s.soon(ended{Report: store.RunReport{Trigger: store.ByPerson}})
	}
	return err
}

// soon counts, while nobody waits, what is new after a run.
func (s *searches) soon(e ended) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = append(s.waiting, e)
	if s.busy {
		return
	}
	s.busy = true
	s.chore("count the saved searches", s.countAll)
}

// countAll counts until no run waits any more.
func (s *searches) countAll(ctx context.Context) error {
	for {
		s.mu.Lock()
		if len(s.waiting) == 0 || ctx.Err() != nil {
			s.busy = false
			s.mu.Unlock()
			return ctx.Err()
		}
		last := s.waiting[len(s.waiting)-1]
		s.waiting = nil
		tell := s.told
		s.mu.Unlock()
		if err := s.count(ctx, last, tell); err != nil && !silent(err) {
			s.log.Warn("the saved searches were not counted", "err", err)
		}
	}
}

// count counts what is new in each saved search, and tells of it once: what was told of before is not more.
func (s *searches) count(ctx context.Context, after ended, tell func(freshHits)) error {
	all, err := s.store.SavedSearches()
	if err != nil {
		return err
	}
	for _, k := range all {
		calls, err := s.calls(ctx, k)
		if err != nil {
			return err
		}
		fresh, before, err := s.store.CountSearch(k.ID, calls, s.clock.Now())
		if core.Is(err, core.NotFound) {
			continue // deleted meanwhile
		}
		if err != nil {
			return err
		}
		if fresh > before {
			tell(freshHits{ID: k.ID, Name: k.Name, New: fresh, More: fresh - before, After: after})
		}
	}
	return nil
}

// tellOfHits tells of what is new in a saved search: in the window to whoever looks at it, else by the desktop.
func (w *window) tellOfHits(h freshHits) {
	if w.notes.hits(h) {
		return
	}
	w.runner.Go(w.root, nil, func() {
		w.shell.Stage().ToastWith(kit.Accent, sayHits(h), "Show", func() {
			w.shell.Go(findRoute)
			w.found.ShowSaved(h.ID)
		})
	})
}

// hits tells of what is new in a saved search unless notes are not wanted, or somebody watches: then it says so by false.
func (n *notes) hits(h freshHits) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.unseen(h.After) {
		return false
	}
	if n.now().Notes != settings.NoteNothing {
		n.post(note(humane.Short(h.Name, noteLetters), sayHits(h)))
	}
	return true
}

// sayHits is what is new in a saved search.
func sayHits(h freshHits) string {
	more := humane.Count(h.More, "new call", "new calls")
	if h.New > h.More {
		more += fmt.Sprintf(", %s in all that you have not looked at", humane.Number(h.New))
	}
	return fmt.Sprintf("“%s” finds %s.", humane.Short(h.Name, noteLetters), more)
}
