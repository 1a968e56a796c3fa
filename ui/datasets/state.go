package datasets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// condition is how a dataset is, in a few words.
type condition struct {
	words string
	tone  kit.Tone
	icon  fyne.Resource
	// share of the run that is done, while importing.
	share     float64
	importing bool
}

// conditionOf looks at what matters most first: a run, then what keeps the next one from working, then what the last one left.
func conditionOf(e Entry, run Run, going bool, hindrance say.Attention, now time.Time) condition {
	if going {
		return condition{words: sayGoing(run, len(e.Files) == 0), tone: kit.Accent, icon: assets.Sync, share: run.Snapshot.Share(), importing: true}
	}
	if e.filesOnly() {
		return condition{words: sayFilesOnly, tone: kit.Neutral, icon: assets.Folder}
	}
	failed, skipped := troubled(e)
	late := overdue(e, now)
	switch {
	case e.Connection.ID == "":
		return condition{words: "Needs connection", tone: kit.Warn, icon: assets.Plug}
	case late && (hindrance.Mend == say.MendUnlock || hindrance.Mend == say.MendRetry):
		return condition{words: "Waiting: locked", tone: kit.Warn, icon: assets.Lock}
	case hindrance.Mend == say.MendUnlock, hindrance.Mend == say.MendRetry:
		return condition{words: "Locked", tone: kit.Warn, icon: assets.Lock}
	case hindrance.Mend != say.MendNothing:
		return condition{words: "Needs attention", tone: kit.Warn, icon: assets.Plug}
	case e.Err != nil:
		return condition{words: "Import failed", tone: kit.Bad, icon: assets.Error}
	case len(e.Files) == 0 && len(e.Last) == 0:
		return condition{words: "Never imported", tone: kit.Neutral, icon: assets.Clock}
	case failed > 0 && failed == len(e.Dataset.Types):
		return condition{words: "Import failed", tone: kit.Bad, icon: assets.Error}
	case failed > 0:
		return condition{words: sayPartly(failed), tone: kit.Warn, icon: assets.Warning}
	case skipped > 0:
		return condition{words: saySkippedTypes(skipped), tone: kit.Warn, icon: assets.Lock}
	case late:
		return condition{words: "Waiting: overdue", tone: kit.Warn, icon: assets.Clock}
	case len(missing(e)) > 0:
		return condition{words: sayMissing(len(missing(e))), tone: kit.Neutral, icon: assets.Clock}
	}
	return condition{words: "Up to date", tone: kit.Good, icon: assets.Check}
}

// patience is how long a sync may be due before it counts as late: the scheduler looks every half minute.
const patience = 2 * time.Minute

// overdue tells that the schedule wanted a sync that has not begun.
func overdue(e Entry, now time.Time) bool { return !e.Due.IsZero() && now.Sub(e.Due) > patience }

// troubled counts the types whose latest import failed or was cancelled, and those that were skipped.
func troubled(e Entry) (failed, skipped int) {
	for _, t := range e.Dataset.Types {
		switch last, _ := lastOf(e, t); last.Outcome {
		case importer.Failed, importer.Canceled:
			failed++
		case importer.Skipped:
			skipped++
		}
	}
	return failed, skipped
}

// missing are the types that have no file and of whose import nothing is known.
func missing(e Entry) []core.DataType {
	var types []core.DataType
	for _, t := range e.Dataset.Types {
		_, imported := fileOf(e, t)
		if _, known := lastOf(e, t); !imported && !known {
			types = append(types, t)
		}
	}
	return types
}

// unfinished are the types that a retry would ask for: those that failed, were cancelled or never came. Skipped ones would be
// skipped again.
func unfinished(e Entry) []core.DataType {
	types := missing(e)
	for _, last := range e.Last {
		if last.Outcome == importer.Failed || last.Outcome == importer.Canceled {
			types = append(types, last.Type)
		}
	}
	return core.SortDataTypes(types)
}

func lastOf(e Entry, t core.DataType) (importer.TypeResult, bool) {
	i := slices.IndexFunc(e.Last, func(r importer.TypeResult) bool { return r.Type == t })
	if i < 0 {
		return importer.TypeResult{}, false
	}
	return e.Last[i], true
}

func fileOf(e Entry, t core.DataType) (store.File, bool) {
	i := slices.IndexFunc(e.Files, func(f store.File) bool { return f.Type == t })
	if i < 0 {
		return store.File{}, false
	}
	return e.Files[i], true
}

func progressOf(s importer.Snapshot, t core.DataType) (importer.TypeProgress, bool) {
	i := slices.IndexFunc(s.Types, func(p importer.TypeProgress) bool { return p.Type == t })
	if i < 0 {
		return importer.TypeProgress{}, false
	}
	return s.Types[i], true
}

// totals adds up a dataset's files.
func totals(e Entry) (records int, bytes int64, imported time.Time) {
	for _, f := range e.Files {
		records += f.Records
		bytes += f.Bytes
		if f.Generated.After(imported) {
			imported = f.Generated
		}
	}
	for _, a := range e.Attached {
		bytes += a.Bytes
	}
	return records, bytes, imported
}

// exportable tells whether there is anything to export.
func (e Entry) exportable() bool {
	return len(e.Files) > 0 || slices.ContainsFunc(e.Attached, func(a store.Attached) bool { return a.Form != store.NotKept })
}
