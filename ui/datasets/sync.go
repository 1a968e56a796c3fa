package datasets

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
)

// Plans tell when datasets bring themselves up to date, and what a run would ask of Gong. Next returns at once and is called on the UI
// goroutine; the others may take their time and are called off it. None of them asks Gong anything.
type Plans interface {
	// Next is when a dataset that is synced so would be due next, seen from now; zero for never.
	Next(s core.Sync) time.Time
	// Forecast says what a run of a dataset is expected to cost.
	Forecast(ctx context.Context, id core.DatasetID, o importer.Options) (Forecast, error)
	// Awaited lists the calls of a dataset that have no transcript, the newest first.
	Awaited(ctx context.Context, id core.DatasetID) ([]importer.Awaited, error)
}

// Forecast is what a run is expected to cost. Its zero value is not knowing.
type Forecast struct {
	importer.Cost
	// Left are the requests that Gong still answers on this UTC day; negative for an account that counts none.
	Left int
}

// exceeds tells that a run needs more requests than the day has left.
func (f Forecast) exceeds() bool { return f.Left >= 0 && f.Requests > f.Left }

// MirrorError is why a folder cannot be a dataset's mirror.
type MirrorError struct{ Err error }

// Error is the cause's text.
func (e MirrorError) Error() string { return e.Err.Error() }

// Unwrap is the cause.
func (e MirrorError) Unwrap() error { return e.Err }

// Checks are the comparisons of datasets with Gong. They belong to the program, as runs do: a screen that is left ends none. Last may take
// its time and is called off the UI goroutine; the others return at once and are called on it.
type Checks interface {
	// Start compares a dataset with Gong. One that is being compared is left as it is.
	Start(id core.DatasetID)
	// Cancel stops a dataset's comparison; nothing of it is kept.
	Cancel(id core.DatasetID)
	// Check is the comparison of a dataset that is under way; going says whether there is one.
	Check(id core.DatasetID) (check Checking, going bool)
	// Last is the result of a dataset's latest comparison that came to its end, nil when there was none. The error is why the latest
	// one failed; the result before it stands beside it.
	Last(ctx context.Context, id core.DatasetID) (*importer.Check, error)
}

// Checking is how far a comparison is.
type Checking struct {
	// Done of All requests are answered; All is 0 while unknown.
	Done, All int
	// Stopping is set from Cancel on.
	Stopping bool
}
