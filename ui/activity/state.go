package activity

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/kit"
)

// standing is how a run is, or how it ended, in a few words.
type standing struct {
	words string
	tone  kit.Tone
	icon  fyne.Resource
	// going tells that it is under way, share how much of it is done.
	going bool
	share float64
	// whole tells that it did all that it was for.
	whole bool
}

// goings are the runs under way, by dataset.
type goings map[core.DatasetID]Going

func goingsOf(r Runs) goings {
	all := goings{}
	for _, g := range r.Going() {
		all[g.Dataset] = g
	}
	return all
}

// of finds the run under way that the report is about. A report without an end that began before it is that of a run that was interrupted.
func (all goings) of(r store.RunReport) (Going, bool) {
	g, ok := all[r.Dataset]
	return g, ok && r.Ended.IsZero() && !r.Begun.Before(g.Since)
}

// standingOf looks at what matters most first.
func standingOf(r store.RunReport, g Going, going bool) standing {
	failed, cancelled, skipped := count(r, importer.Failed), count(r, importer.Canceled), count(r, importer.Skipped)
	switch {
	case going && g.Stopping:
		return standing{words: "Stopping", tone: kit.Accent, icon: assets.Sync, going: true, share: g.Snapshot.Share()}
	case going:
		return standing{words: sayGoing(g), tone: kit.Accent, icon: assets.Sync, going: true, share: g.Snapshot.Share()}
	case r.Ended.IsZero():
		return standing{words: "Interrupted", tone: kit.Warn, icon: assets.Warning}
	case r.Failure != nil && r.Failure.Kind == core.Canceled, r.Failure == nil && cancelled > 0 && failed == 0:
		return standing{words: "Cancelled", tone: kit.Warn, icon: assets.Cancel}
	case r.Failure != nil, failed > 0 && failed == len(r.Types):
		return standing{words: "Failed", tone: kit.Bad, icon: assets.Error}
	case failed > 0:
		return standing{words: sayPartly(failed), tone: kit.Warn, icon: assets.Warning}
	case skipped > 0:
		return standing{words: saySkipped(skipped), tone: kit.Warn, icon: assets.Lock}
	}
	return standing{words: "Complete", tone: kit.Good, icon: assets.Check, whole: true}
}

func count(r store.RunReport, o importer.Outcome) (n int) {
	for _, t := range r.Types {
		if t.Outcome == string(o) {
			n++
		}
	}
	return n
}

// totals adds up a run's types.
func totals(r store.RunReport) (records int, changes store.Changes) {
	for _, t := range r.Types {
		records += t.Records
		changes.Added += t.Changes.Added
		changes.Changed += t.Changes.Changed
		changes.Removed += t.Changes.Removed
	}
	return records, changes
}

// The choices of status, in the order in which the filter offers them.
const (
	anyStatus = iota
	underWay
	notWhole
	withChanges
)

// choice is a way to tell runs apart, with its words in the filter.
type choice struct {
	words string
	key   string // as it is remembered
	fits  func(entry) bool
}

// choices are those of kind and of trigger.
var choices = []choice{
	{"Every kind", "", func(entry) bool { return true }},
	{"Imports", "import", isKind(store.RunImport)},
	{"Syncs", "sync", isKind(store.RunSync)},
	{"Re-reads", "everything", isKind(store.RunEverything)},
	{"Mendings", "mend", isKind(store.RunMend)},
	{"Timeline", "timeline", func(e entry) bool { return e.meetings != nil }},
	{"Begun by you", "you", isTrigger(store.ByPerson)},
	{"On schedule", "schedule", isTrigger(store.BySchedule)},
	{"Caught up", "catch-up", isTrigger(store.CatchUp)},
}

func isKind(k store.RunKind) func(entry) bool {
	return func(e entry) bool { return e.Kind == k }
}

func isTrigger(t store.Trigger) func(entry) bool {
	return func(e entry) bool { return e.Trigger == t }
}

// filter says which runs are shown; its zero value is all.
type filter struct {
	status  int
	choice  int
	dataset core.DatasetID
}

func (f filter) none() bool { return f == filter{} }

// fits tells whether a run that stands so is shown.
func (f filter) fits(e entry, s standing) bool {
	if f.dataset != "" && e.Dataset != f.dataset || !choices[f.choice].fits(e) {
		return false
	}
	switch f.status {
	case anyStatus:
		return true
	case underWay:
		return s.going
	case notWhole:
		return !s.going && !s.whole
	}
	_, changes := totals(e.RunReport)
	return changes != store.Changes{}
}
