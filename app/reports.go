package app

import (
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// reported is what the history keeps of a run. Of one that did not begin it is written here, unless that is nobody's concern.
func (r *runs) reported(d store.Dataset, o importer.Options, begun time.Time, result importer.Result, err error) (store.RunReport, error) {
	report := store.RunReport{
		Dataset: d.ID, Kind: r.kind(d, o), Trigger: o.Trigger, Slot: o.Slot, Missed: o.Missed, Begun: begun.UTC(), Ended: r.clock.Now().UTC(),
		Requests: result.Requests,
	}
	if !silent(err) {
		report.Failure = store.FailureOf(err)
	}
	for _, t := range result.Types {
		report.Types = append(report.Types, store.TypeReport{
			Type: t.Type, Outcome: string(t.Outcome), Records: t.Records, Bytes: t.Bytes, Changes: t.Changes, Reason: t.Reason, Failure: store.FailureOf(t.Err),
		})
	}
	if report.Failure == nil && len(report.Types) == 0 {
		return report, nil
	}
	return r.store.BeginReport(report)
}

// kind is what a run would have been for.
func (r *runs) kind(d store.Dataset, o importer.Options) store.RunKind {
	files, err := r.store.Files(d.ID)
	switch {
	case err == nil && len(files) == 0:
		return store.RunImport
	case o.Mode == importer.Recent:
		return store.RunSync
	case o.Mode == importer.Mend:
		return store.RunMend
	}
	return store.RunEverything
}

// historyStep is how many reports are read at a time, in search of the latest about each type.
const historyStep = 8

// last is what is known of the latest import of each of a dataset's types, and why the latest run did not begin or ended as a whole. Where a
// file is newer than a failure, another program has imported it since, and nothing stands against it.
func (r *runs) last(d store.Dataset, files []store.File) (types []importer.TypeResult, failure error, err error) {
	missing := slices.Clone(d.Types)
	var before core.RunID
	for first := true; first || len(missing) > 0; {
		reports, err := r.store.Reports(d.ID, before, historyStep)
		if err != nil {
			return nil, nil, err
		}
		for _, report := range reports {
			since := func(t core.DataType) bool {
				return slices.ContainsFunc(files, func(f store.File) bool { return importedSince(f, t, report) })
			}
			if first && report.Failure != nil && !since("") {
				failure = report.Failure.Err()
			}
			first = false
			for _, t := range report.Types {
				at := slices.Index(missing, t.Type)
				if at < 0 || t.Outcome == "" {
					continue
				}
				missing = slices.Delete(missing, at, at+1)
				if t.Outcome == string(importer.Done) || !since(t.Type) {
					types = append(types, resultOf(t))
				}
			}
		}
		if len(reports) < historyStep {
			break
		}
		before = reports[len(reports)-1].ID
	}
	return types, failure, nil
}

// importedSince tells whether a file, of the type unless that is "", was imported after a run. Files know the second only.
func importedSince(f store.File, t core.DataType, r store.RunReport) bool {
	return (t == "" || f.Type == t) && !f.Generated.Before(r.Ended.Truncate(time.Second))
}

// resultOf is a type's part of a report as the importer says it.
func resultOf(t store.TypeReport) importer.TypeResult {
	result := importer.TypeResult{
		Type: t.Type, Outcome: importer.Outcome(t.Outcome), Records: t.Records, Bytes: t.Bytes, Changes: t.Changes, Reason: t.Reason, Err: t.Failure.Err(),
	}
	result.Scope = core.ScopeOf(result.Err)
	return result
}
