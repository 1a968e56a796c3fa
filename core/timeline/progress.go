package timeline

import "time"

// Progress is how far a run is that goes on.
type Progress struct {
	Trigger Trigger
	// Since is when it was asked for.
	Since time.Time
	// Done and All count its calls, as far as is known.
	Done, All int
	// Stopping is set once it was told to stop, while the page under way is kept.
	Stopping bool
}

// Share is the part that is done, always less than 1; negative while it is not known.
func (p Progress) Share() float64 {
	if p.All <= 0 {
		return -1
	}
	return min(0.99, float64(p.Done)/float64(p.All))
}

// Of tells whether r is the run that goes on, of which p may be nil. One in progress that began before was killed.
func (p *Progress) Of(r Run) bool {
	return p != nil && r.Status == InProgress && !r.Started.Before(p.Since)
}
