package importer

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// state is what a run keeps in the database to be gone on with: what it was asked for, and how far it is.
type state struct {
	// Layout is the one that it was written in.
	Layout     int
	Types      []core.DataType
	Period     core.Period
	Limit      int
	Private    bool
	Deleted    bool // kept, and marked
	Connection core.ConnectionID
	Begun      time.Time
	// Dates are what Period meant when the run began.
	Dates core.Dates
	extent
	// GoesOn is when a run that the day's requests did not suffice for can be gone on with; zero otherwise.
	GoesOn time.Time `json:",omitzero"`
	// Workspaces are the account's, by name, for the files' headers.
	Workspaces []string
	reached
}

// reached is how far a run is: what changes with its commits (run.commit).
type reached struct {
	// Done are the types that are finished.
	Done map[core.DataType]bool
	// Failures counts the times that the run ended with a failed type and had got no further.
	Failures int
	// Calls is how far each of the types made from calls is. Types that go on together share a place.
	Calls map[core.DataType]place
	// Folders are the library folders that are staged.
	Folders []gong.ID
}

// clone is a copy whose maps and list can be changed; the places in it are never changed, only replaced.
func (r reached) clone() reached {
	r.Done, r.Calls, r.Folders = maps.Clone(r.Done), maps.Clone(r.Calls), slices.Clone(r.Folders)
	if r.Done == nil {
		r.Done = map[core.DataType]bool{}
	}
	if r.Calls == nil {
		r.Calls = map[core.DataType]place{}
	}
	return r
}

// place is how far a type made from calls is.
type place struct {
	// From is the start of the last call read, when calls come oldest first.
	From time.Time `json:",omitzero"`
	// Before is the start of the earliest window read, when windows go back from the newest calls.
	Before time.Time `json:",omitzero"`
	// Oldest is the start of the period's first call, where such windows end.
	Oldest time.Time `json:",omitzero"`
	// Edge are the calls read that began at From: they come again when the sequence is gone on with.
	Edge []gong.ID `json:",omitempty"`
	// Plain tells that the pages came without details.
	Plain bool `json:",omitempty"`
	// Spans were read to their ends; of Counted ones the Total is known.
	Spans   int `json:",omitempty"`
	Counted int `json:",omitempty"`
	// Selected calls were read; Total is Gong's count for the whole period, or the least that it has where Gong did not count.
	Selected, Total int
	Uncounted       bool `json:",omitempty"`
}

func (p place) isZero() bool { return p.From.IsZero() && p.Before.IsZero() && p.Spans == 0 }

// equal tells whether the same calls have been read at both places.
func (p place) equal(other place) bool {
	return p.From.Equal(other.From) && p.Before.Equal(other.Before) && p.Spans == other.Spans && slices.Equal(p.Edge, other.Edge)
}

func (s *state) fits(d store.Dataset, types []core.DataType, e extent) bool {
	return s.covers(e) && s.Period == d.Period && s.Limit == d.Limit && s.Private == d.IncludePrivate && s.Deleted == d.KeepDeleted && s.Connection == d.Connection &&
		!slices.ContainsFunc(types, func(t core.DataType) bool { return !slices.Contains(s.Types, t) }) &&
		slices.ContainsFunc(types, func(t core.DataType) bool { return !s.Done[t] })
}

// lasts tells whether the run can be gone on with now: for some hours, and one that waits for the next day's requests until that is over.
func (s *state) lasts(now time.Time) bool {
	return now.Sub(s.Begun).Abs() < resumable || !s.GoesOn.IsZero() && now.Before(s.GoesOn.Add(24*time.Hour)) && !now.Before(s.Begun)
}

// staged tells whether the type has pages that a later run can go on behind.
func (r *reached) staged(t core.DataType) bool {
	return !r.Calls[t].isZero() || t == core.Libraries && len(r.Folders) > 0
}

// clearPlaceless forgets what was staged for types that are read anew from their beginning: it may be gone by now.
func (s *state) clearPlaceless(stage *store.Stage) error {
	for _, t := range s.Types {
		if s.Done[t] || t == core.Libraries || t.FromCalls() && !t.CRM() {
			continue // CRM records are made anew, from links that stay
		}
		if err := stage.Clear(t); err != nil {
			return err
		}
	}
	return nil
}

func (s *state) save(stage *store.Stage) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return stage.SetRun(b)
}

// layout is this version's: 2 since the pages of a run keep what is known of their calls, too.
const layout = 2

// readable reads a state; one that another version wrote cannot be gone on with, and what it staged is read anew.
func readable(b []byte, s *state) bool { return json.Unmarshal(b, s) == nil && s.Layout == layout }

func loadState(s *store.Store, id core.DatasetID) (*state, error) {
	b, err := s.Run(id)
	if err != nil || b == nil {
		return nil, err
	}
	var old state
	if !readable(b, &old) {
		return nil, nil
	}
	return &old, nil
}
