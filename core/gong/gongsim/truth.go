package gongsim

import (
	"slices"
	"time"
)

// Calls lists the calls that started in a period (from inclusive, to exclusive; zero times are open ends), private ones included, oldest
// first: what a faithful import of that period holds.
func (s *Sim) Calls(from, to time.Time) []Call {
	entries := s.callsOf(within(from, to))
	calls := make([]Call, len(entries))
	for i, e := range entries {
		calls[i] = s.made(e)
	}
	return calls
}

// Call returns one call.
func (s *Sim) Call(callID string) (Call, bool) {
	e, ok := s.find(callID)
	if !ok {
		return Call{}, false
	}
	return s.made(e), true
}

// Transcript returns what was said in a call, if its transcript is there by now.
func (s *Sim) Transcript(callID string) (Transcript, bool) {
	e, ok := s.find(callID)
	if !ok || e.ready > s.Now().UnixMicro() {
		return Transcript{}, false
	}
	c := s.made(e)
	return s.transcript(&c), true
}

// HasTranscript tells whether the call's transcript is there by now.
func (s *Sim) HasTranscript(c Call) bool {
	return !c.TranscriptAt.IsZero() && !c.TranscriptAt.After(s.Now())
}

// Users lists the users, without Gong's synthetic ones.
func (s *Sim) Users() []User { return slices.Clone(s.users[:s.o.Users]) }

// Workspaces lists the workspaces.
func (s *Sim) Workspaces() []Workspace { return slices.Clone(s.workspaces) }

// within passes calls that started in a period.
func within(from, to time.Time) func(*entry) bool {
	return func(e *entry) bool {
		return (from.IsZero() || e.started >= from.UnixMicro()) && (to.IsZero() || e.started < to.UnixMicro())
	}
}
