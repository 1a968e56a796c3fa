package importer

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// Mode is how much of a dataset a run reads.
type Mode string

// The modes.
const (
	// Everything reads all that the dataset asks for.
	Everything Mode = ""
	// Recent reads what is new and what may have changed lately: the last 7 days before the run before, once a week the last 30. What
	// was never imported is read whole, and so is a dataset with a limit.
	Recent Mode = "recent"
	// Mend reads the months that Options.Months names.
	Mend Mode = "mend"
)

// Forecast says what a run is expected to ask of Gong, from what the dataset holds and earlier runs took. It asks nobody.
func (i *Importer) Forecast(id core.DatasetID, o Options) (Cost, error) { return Cost{}, nil }

// Check is what a completeness check found.
type Check struct {
	At    time.Time
	Types []TypeCheck
	// Requests were sent to Gong.
	Requests int
}

// TypeCheck compares what Gong has of a type with what the dataset holds.
type TypeCheck struct {
	Type core.DataType
	// Months are those of a type that comes by time, the newest first; a type that is read whole has one without a name.
	Months []MonthCheck
	// Note says what the comparison rests on, or why there is none.
	Note string
	Err  error
}

// MonthCheck compares a month. What is not explained is InGong - Held - Private - Limited - Awaited.
type MonthCheck struct {
	// Month is written as 2026-04; "" for a type that no time divides.
	Month string
	// InGong are Gong's, Held the dataset's.
	InGong, Held int
	// Private are left out since they are private, Limited since the dataset's limit leaves them out, Awaited have no transcript yet, and
	// Without never will.
	Private, Limited, Awaited, Without int
}

// Missing is how many records are neither held nor explained; negative when more are held than Gong has.
func (m MonthCheck) Missing() int {
	return m.InGong - m.Held - m.Private - m.Limited - m.Awaited - m.Without
}

// Check compares the dataset with Gong, month by month, and asks once more for the transcripts that are missing.
func (i *Importer) Check(ctx context.Context, client *gong.Client, id core.DatasetID, progress func(done, all int)) (Check, error) {
	return Check{}, nil
}
