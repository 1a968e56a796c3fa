package importer

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Outcome is how the import of a type ended.
type Outcome string

// The outcomes.
const (
	Done     Outcome = "done"
	Skipped  Outcome = "skipped"   // a permission is missing; the reason names it
	Failed   Outcome = "failed"    // the reason says why; what was there before is untouched
	Canceled Outcome = "cancelled" // stopped by the person or the program; whole pages are kept for the next run
)

// State is where a type stands while a run goes on.
type State string

// The states.
const (
	Queued   State = "queued"
	Fetching State = "fetching"
	Writing  State = "writing"
	Ended    State = "ended" // TypeResult.Outcome says how
)

// TypeResult is what a run did for one data type.
type TypeResult struct {
	Type    core.DataType
	Outcome Outcome
	// Records and Bytes are those of the type's file after the run.
	Records int
	Bytes   int64
	Changes store.Changes
	// Reason says in a sentence why a type is not done, or what its file lacks; "" when there is nothing to say.
	Reason string
	// Scope is the missing permission of a skipped type.
	Scope string
	// Err is the failure itself; nil for done.
	Err error
}

// Result is what a run did.
type Result struct {
	Types []TypeResult
	// Requests were sent to Gong, repeats included.
	Requests int
	Took     time.Duration
	// Run is the run's id in the dataset's history.
	Run core.RunID
	// GoesOn is when a run that the day's requests did not suffice for can be gone on with; zero otherwise.
	GoesOn time.Time
}

// Worst is the outcome that the whole run deserves: Done only if every type is done.
func (r Result) Worst() Outcome {
	worst := Done
	rank := map[Outcome]int{Done: 0, Skipped: 1, Canceled: 2, Failed: 3}
	for _, t := range r.Types {
		if rank[t.Outcome] > rank[worst] {
			worst = t.Outcome
		}
	}
	return worst
}

// Done counts the types that are done.
func (r Result) Done() int {
	n := 0
	for _, t := range r.Types {
		if t.Outcome == Done {
			n++
		}
	}
	return n
}

// TypeProgress is how far a type is.
type TypeProgress struct {
	Type  core.DataType
	State State
	// Records have been read; Total is how many are expected, 0 while unknown.
	Records, Total int
	// Bytes is the text made so far.
	Bytes int64
	// Result is set once State is Ended.
	Result TypeResult
}

// Snapshot is how far a run is.
type Snapshot struct {
	Types []TypeProgress
	// Requests were sent so far; Expected is the forecast for the whole run, 0 while unknown.
	Requests, Expected int
	// Left is the estimated time to the end, 0 while unknown.
	Left time.Duration
}

// Progress follows a run. The zero value is ready; a run fills it and any goroutine may take snapshots.
type Progress struct {
	mu       sync.Mutex
	snapshot Snapshot
	rate     float64 // requests a second that the run may send
	requests *atomic.Int64
	parts    map[string]int
}

// Snapshot returns how far the run is now. The caller owns it.
func (p *Progress) Snapshot() Snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.snapshot
	s.Types = append([]TypeProgress(nil), s.Types...)
	if p.requests != nil {
		s.Requests = int(p.requests.Load())
	}
	if left := s.Expected - s.Requests; left > 0 && p.rate > 0 {
		s.Left = time.Duration(float64(left) / p.rate * float64(time.Second))
	}
	return s
}

func (p *Progress) begin(types []core.DataType, rate float64, requests *atomic.Int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rate, p.requests = rate, requests
	p.snapshot, p.parts = Snapshot{}, nil
	for _, t := range types {
		p.snapshot.Types = append(p.snapshot.Types, TypeProgress{Type: t, State: Queued})
	}
}

// change edits a type's progress.
func (p *Progress) change(t core.DataType, edit func(*TypeProgress)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.snapshot.Types {
		if p.snapshot.Types[i].Type == t {
			edit(&p.snapshot.Types[i])
		}
	}
}

// plan says how many requests a part of the run takes, as far as is known now. The forecast is the sum over the parts.
func (p *Progress) plan(part string, requests int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.parts == nil {
		p.parts = map[string]int{}
	}
	p.parts[part] = requests
	p.snapshot.Expected = 0
	for _, n := range p.parts {
		p.snapshot.Expected += n
	}
}

// planned returns the forecast by part. The caller owns it.
func (p *Progress) planned() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.parts)
}
