package activity_test

import (
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/activity"
)

// runID is an id as the store makes them.
func runID(at time.Time) core.RunID {
	return core.RunID(at.UTC().Format("20060102T150405.000") + "-00")
}

// report is a run that began so long ago and took 12 s.
func report(id core.DatasetID, ago time.Duration, kind store.RunKind, trigger store.Trigger, types ...store.TypeReport) store.RunReport {
	at := now.Add(-ago)
	return store.RunReport{
		ID: runID(at), Dataset: id, Kind: kind, Trigger: trigger, Begun: at, Ended: at.Add(12 * time.Second), Requests: 14, Types: types,
	}
}

func done(t core.DataType, records int, c store.Changes) store.TypeReport {
	return store.TypeReport{Type: t, Outcome: string(importer.Done), Records: records, Bytes: int64(records) * 4120, Changes: c}
}

func failed(t core.DataType, kind core.Kind, text string) store.TypeReport {
	return store.TypeReport{
		Type: t, Outcome: string(importer.Failed), Reason: "it could not be read", Failure: &store.Failure{Kind: kind, RequestID: "6c1f7a3e", Text: text},
	}
}

func skipped(t core.DataType, scope string) store.TypeReport {
	return store.TypeReport{
		Type: t, Outcome: string(importer.Skipped), Reason: "the key lacks " + scope,
		Failure: &store.Failure{Kind: core.Denied, Scope: scope, Text: "list " + string(t) + ": denied"},
	}
}

// changes are n of each kind.
func changes(added, changed, removed int) []store.Change {
	titles := []string{"Acme, renewal and pricing", "Beta Ltd, kick-off", "Globex, security review with legal", "Initech, quarterly check-in", ""}
	var all []store.Change
	for _, c := range []struct {
		op store.ChangeOp
		n  int
	}{{store.Added, added}, {store.Changed, changed}, {store.Removed, removed}} {
		for range c.n {
			n := len(all)
			all = append(all, store.Change{Op: c.op, ID: fmt.Sprint(4570250816631531513 + n), Title: titles[n%len(titles)]})
		}
	}
	return all
}

// full is a world with runs of every kind and end.
func full() *world {
	w := newWorld()
	going := report("d2", 20*time.Second, store.RunSync, store.BySchedule)
	going.Ended, going.Requests = time.Time{}, 0
	w.going = []activity.Going{{Dataset: "d2", Since: going.Begun.Add(-time.Second), Snapshot: importer.Snapshot{
		Requests: 63, Expected: 100, Left: 12 * time.Second, Types: []importer.TypeProgress{
			{
				Type: core.Calls, State: importer.Ended,
				Result: importer.TypeResult{Type: core.Calls, Outcome: importer.Done, Records: 100, Bytes: 412_000, Changes: store.Changes{Added: 2}},
			},
			{Type: core.Transcripts, State: importer.Fetching, Records: 40, Total: 100},
			{Type: core.Trackers, State: importer.Queued},
		},
	}}}
	synced := report("d1", 3*time.Minute, store.RunSync, store.CatchUp,
		done(core.Calls, 100, store.Changes{Added: 3, Changed: 1}), done(core.Transcripts, 96, store.Changes{Added: 3, Removed: 1}),
		done(core.Users, 48, store.Changes{}))
	synced.Slot, synced.Missed = now.Add(-4*time.Hour), 3
	w.changes[synced.ID] = map[core.DataType][]store.Change{core.Calls: changes(3, 1, 0), core.Transcripts: changes(3, 0, 1)}
	partly := report("d1", 26*time.Hour, store.RunSync, store.BySchedule,
		done(core.Calls, 97, store.Changes{Added: 2}), failed(core.Transcripts, core.Offline, "list transcripts: offline: no route to host"),
		skipped(core.Libraries, "api:library:read"))
	w.changes[partly.ID] = map[core.DataType][]store.Change{core.Calls: changes(2, 0, 0)}
	quiet := report("d3", 30*time.Hour, store.RunSync, store.BySchedule, done(core.Calls, 1546, store.Changes{}))
	quiet.Ended = quiet.Begun.Add(400 * time.Millisecond)
	lacking := report("d3", 31*time.Hour, store.RunSync, store.BySchedule, done(core.Calls, 1546, store.Changes{}), skipped(core.AnsweredScorecards, "api:stats:scorecards"))
	interrupted := report("d1", 50*time.Hour, store.RunEverything, store.ByPerson)
	interrupted.Ended, interrupted.Requests = time.Time{}, 0
	refused := report("d2", 72*time.Hour, store.RunSync, store.BySchedule)
	refused.Requests, refused.Failure = 0, &store.Failure{Kind: core.Unauthorized, RequestID: "77aa01", Text: "import: unauthorized"}
	cancelled := report("d1", 100*time.Hour, store.RunMend, store.ByPerson, done(core.Calls, 97, store.Changes{Changed: 4}),
		store.TypeReport{Type: core.Transcripts, Outcome: string(importer.Canceled)})
	imported := report("d1", 240*time.Hour, store.RunImport, store.ByPerson, done(core.Calls, 12_095, store.Changes{Added: 12_095}), done(core.Users, 48, store.Changes{Added: 48}))
	imported.Requests, imported.Ended = 2134, imported.Begun.Add(65*time.Minute)
	w.changes[imported.ID] = map[core.DataType][]store.Change{core.Calls: changes(12_095, 0, 0), core.Users: changes(48, 0, 0)}
	w.reports = []store.RunReport{going, synced, partly, quiet, lacking, interrupted, refused, cancelled, imported}
	return w
}

// many is a world with so many runs of an hour each.
func many(n int) *world {
	w := newWorld()
	for i := range n {
		w.reports = append(w.reports, report(core.DatasetID(fmt.Sprint("d", i%3+1)), time.Duration(i)*time.Hour, store.RunSync, store.BySchedule,
			done(core.Calls, 100, store.Changes{Added: i % 2})))
	}
	return w
}
