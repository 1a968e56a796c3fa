package app

import (
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// reported is what the history keeps of a run that ended: what the importer wrote. Of one that did not begin it is written here, unless that
// is nobody's concern.
func (r *runs) reported(d store.Dataset, o importer.Options, begun time.Time, result importer.Result, err error) (store.RunReport, error) {
	if result.Run != "" {
		return r.store.Report(d.ID, result.Run)
	}
	if silent(err) {
		return store.RunReport{}, nil
	}
	return r.store.BeginReport(store.RunReport{
		Dataset: d.ID, Kind: r.kind(d, o), Trigger: o.Trigger, Slot: o.Slot, Missed: o.Missed, Begun: begun.UTC(), Ended: r.clock.Now().UTC(),
		Failure: store.FailureOf(err),
	})
}

// kind is what a run that did not begin was for.
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

// last is what is known of the latest import of each of a dataset's types, whatever program it was, and why the latest run did not begin.
func (r *runs) last(d store.Dataset) (types []importer.TypeResult, failure error, err error) {
	missing := slices.Clone(d.Types)
	var before core.RunID
	for len(missing) > 0 {
		reports, err := r.store.Reports(d.ID, before, historyStep)
		if err != nil {
			return nil, nil, err
		}
		if before == "" && len(reports) > 0 {
			failure = reports[0].Failure.Err()
		}
		for _, report := range reports {
			for _, t := range report.Types {
				if at := slices.Index(missing, t.Type); at >= 0 {
					missing = slices.Delete(missing, at, at+1)
					types = append(types, importer.ResultOf(t))
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
