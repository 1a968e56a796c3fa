package schedule

import (
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Fate is what becomes of a slot whose run has ended.
type Fate int

// The fates.
const (
	// Handled: the run did what it could. The next slot is the next run.
	Handled Fate = iota
	// Retry: it failed for a reason that passes by itself.
	Retry
	// GoesOn: the day's requests are used up; End.Again says when there are new ones.
	GoesOn
	// Stopped: the program ends, or the dataset was changed. The slot stays due.
	Stopped
)

// End is how a run ended, for its slot.
type End struct {
	Fate  Fate
	Again time.Time
}

// Judge tells what becomes of a slot by the report of its run and by when the run can be gone on with (importer.Result.GoesOn), zero for a
// run that no quota has stopped. What was cancelled counts as a person's wish; Stopped is for the caller to know.
func Judge(r store.RunReport, goesOn time.Time) End {
	if !goesOn.IsZero() {
		return End{Fate: GoesOn, Again: goesOn}
	}
	if passes(r.Failure) || slices.ContainsFunc(r.Types, func(t store.TypeReport) bool { return passes(t.Failure) }) {
		return End{Fate: Retry}
	}
	return End{}
}

// passes tells failures that end by themselves: the network, Gong or the keychain does not answer.
func passes(f *store.Failure) bool {
	return f != nil && slices.Contains([]core.Kind{core.Offline, core.Busy, core.Unavailable}, f.Kind)
}

// covered tells whether runs that began shortly before the slot, or since, have done what its own would do. Those of a clock that was ahead
// do not count. The reports are the dataset's latest.
func covered(reports []store.RunReport, types []core.DataType, slot, now time.Time) bool {
	counts := func(r store.RunReport) bool {
		return r.Kind != store.RunMend && !r.Ended.IsZero() && !r.Begun.Before(slot.Add(-Recently)) && !r.Begun.After(now.Add(Recently))
	}
	return !slices.ContainsFunc(types, func(t core.DataType) bool {
		return !slices.ContainsFunc(reports, func(r store.RunReport) bool {
			return counts(r) && slices.ContainsFunc(r.Types, func(one store.TypeReport) bool { return one.Type == t && lasts(one.Failure) })
		})
	})
}

// lasts tells that a type was done, or that no other run would do it: the permission is missing.
func lasts(f *store.Failure) bool { return f == nil || f.Kind == core.Denied }
