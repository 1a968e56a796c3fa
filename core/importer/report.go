package importer

import (
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// reportOf begins what is kept of a run.
func reportOf(d store.Dataset, files []store.File, types []core.DataType, o Options, begun time.Time) store.RunReport {
	r := store.RunReport{Dataset: d.ID, Kind: store.RunSync, Trigger: o.Trigger, Slot: o.Slot, Missed: o.Missed, Begun: begun.UTC()}
	if r.Trigger == "" {
		r.Trigger = store.ByPerson
	}
	switch {
	case slices.ContainsFunc(types, func(t core.DataType) bool { return fileOf(files, t).Type == "" }):
		r.Kind = store.RunImport
	case o.Mode == Everything:
		r.Kind = store.RunEverything
	case o.Mode == Mend:
		r.Kind = store.RunMend
	}
	return r
}

// ended is the report of a run that came to its end.
func ended(r store.RunReport, result Result, err error, now time.Time) store.RunReport {
	r.Ended, r.Requests, r.Failure = now.UTC(), result.Requests, store.FailureOf(err)
	for _, t := range result.Types {
		r.Types = append(r.Types, t.Report())
	}
	return r
}

// Report is what the history keeps of the result.
func (r TypeResult) Report() store.TypeReport {
	return store.TypeReport{
		Type: r.Type, Outcome: string(r.Outcome), Records: r.Records, Bytes: r.Bytes, Changes: r.Changes, Reason: r.Reason,
		Failure: store.FailureOf(r.Err),
	}
}

// ResultOf is the result again of which the history keeps the report.
func ResultOf(t store.TypeReport) TypeResult {
	r := TypeResult{
		Type: t.Type, Outcome: Outcome(t.Outcome), Records: t.Records, Bytes: t.Bytes, Changes: t.Changes, Reason: t.Reason, Err: t.Failure.Err(),
	}
	r.Scope = core.ScopeOf(r.Err)
	return r
}
