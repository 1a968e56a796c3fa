package gongsim

import (
	"slices"
	"strconv"
	"time"
)

// Add lets n more calls take place shortly before the company's present and returns their ids. Their transcripts are there at once
// for nearly all of them.
func (s *Sim) Add(n int) []string {
	s.mu.RLock()
	now := s.present()
	s.mu.RUnlock()
	starts := make([]time.Time, n)
	for i := range starts {
		starts[i] = now.Add(-3*time.Hour - time.Duration(n-1-i)*7*time.Minute)
	}
	return s.AddAt(starts...)
}

// AddAt adds calls that started at the given times, which may lie far back, and returns their ids.
func (s *Sim) AddAt(starts ...time.Time) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, start := range starts {
		e := s.newEntry(s.next, start)
		s.next++
		s.entries = append(s.entries, e)
		ids = append(ids, decimal(e.id))
	}
	s.sort()
	return ids
}

// Edit changes a call: its title, its comments, what was said in it, and the stage of its deals, which all calls with these deals show. It
// tells whether there is such a call.
func (s *Sim) Edit(callID string) bool {
	e, ok := s.find(callID)
	if !ok {
		return false
	}
	c := s.made(e)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edits[e.n]++
	for _, d := range c.deals {
		s.stages[d.crmID]++
	}
	return true
}

// Reword changes what a call itself says, as Edit does, and leaves its deals alone: no other call shows the change.
func (s *Sim) Reword(callID string) bool {
	e, ok := s.find(callID)
	if !ok {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edits[e.n]++
	return true
}

// Delete takes a call away, as when somebody deletes it in Gong: it is simply gone everywhere, until Restore.
func (s *Sim) Delete(callID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.ParseUint(callID, 10, 64)
	at := slices.IndexFunc(s.entries, func(e entry) bool { return err == nil && e.id == n })
	if at < 0 {
		return false
	}
	s.deleted = append(s.deleted, s.entries[at])
	s.entries = slices.Delete(s.entries, at, at+1)
	return true
}

// Restore brings a deleted call back as it was.
func (s *Sim) Restore(callID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.ParseUint(callID, 10, 64)
	at := slices.IndexFunc(s.deleted, func(e entry) bool { return err == nil && e.id == n })
	if at < 0 {
		return false
	}
	s.entries = append(s.entries, s.deleted[at])
	s.deleted = slices.Delete(s.deleted, at, at+1)
	s.sort()
	return true
}

// HoldTranscript keeps a call's transcript back until a time; for ever when it is zero.
func (s *Sim) HoldTranscript(callID string, until time.Time) bool {
	return s.change(callID, func(e *entry) {
		e.ready = never
		if !until.IsZero() {
			e.ready = until.UnixMicro()
		}
	})
}

// Move lets a call have begun at another time.
func (s *Sim) Move(callID string, start time.Time) bool {
	moved := s.change(callID, func(e *entry) {
		by := start.UnixMicro() - e.started
		e.started, e.ends = e.started+by, e.ends+by
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sort()
	return moved
}

// SetPrivate makes a call private or public.
func (s *Sim) SetPrivate(callID string, private bool) bool {
	return s.change(callID, func(e *entry) { e.private = private })
}

func (s *Sim) change(callID string, how func(*entry)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.ParseUint(callID, 10, 64)
	i := slices.IndexFunc(s.entries, func(e entry) bool { return e.id == n })
	if err != nil || i < 0 {
		return false
	}
	how(&s.entries[i])
	return true
}

func (s *Sim) find(callID string) (entry, bool) {
	n, err := strconv.ParseUint(callID, 10, 64)
	if err != nil {
		return entry{}, false
	}
	found := s.callsOf(func(e *entry) bool { return e.id == n })
	if len(found) == 0 {
		return entry{}, false
	}
	return found[0], true
}
