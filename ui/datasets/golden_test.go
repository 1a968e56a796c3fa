package datasets_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/datasets"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// picture is a state of a screen that has masters in both palettes.
type picture struct {
	name  string
	world func() *world
	page  func(n datasets.Needs) ui.Page
	then  func(s *screen)
	wide  bool // 1440x900, too
}

func TestPictures(t *testing.T) {
	for _, p := range slices.Concat(listPictures, viewPictures, editPictures, accountPictures, checkPictures, attachPictures) {
		t.Run(p.name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				s := open(t, mode, p.world(), p.page)
				if p.then != nil {
					p.then(s)
				}
				s.Golden(p.name)
				if p.wide {
					s.Resize(1440, 900)
					s.Golden(p.name + "-wide")
				}
			})
		})
	}
}

// largest writes as large as a person can choose.
func largest(s *screen) { s.Write(look.Largest) }

var eleven = core.DataTypes()

// daily is how most datasets are synced.
var daily = core.Sync{Every: core.Daily, At: core.At(6, 30)}

// full is a world of several datasets in every state.
func full() *world {
	w := newWorld()
	renewals := entry("d1", "Renewals Q2", eleven...)
	renewals.Dataset.Description = "Everything on contracts that end before July"
	competitors := entry("d2", "Competitor mentions", core.Calls, core.Transcripts, core.Trackers)
	set(&competitors, importer.TypeResult{Type: core.Transcripts, Outcome: importer.Failed, Err: core.E(core.Offline, "list transcripts", errors.New("no route"))})
	set(&competitors, importer.TypeResult{Type: core.Trackers, Outcome: importer.Failed, Err: core.E(core.Offline, "list trackers", nil)})
	for i := range competitors.Files {
		competitors.Files[i].Generated = now.Add(-26 * time.Hour)
	}
	coaching := entry("d3", "Coaching", core.Calls, core.UserStats, core.Scorecards, core.AnsweredScorecards)
	set(&coaching, importer.TypeResult{Type: core.AnsweredScorecards, Outcome: importer.Skipped, Scope: "api:stats:scorecards"})
	coaching.Files = coaching.Files[:3]
	interviews := entry("d4", "Customer interviews with a name that is much too long to fit into its column", core.Calls, core.Transcripts)
	interviews.Dataset.Sync, interviews.Due = core.Sync{Every: core.Hourly}, now.Add(-2*time.Hour)
	renewals.Dataset.Sync, renewals.Due = daily, now.Add(18*time.Hour+30*time.Minute)
	competitors.Dataset.Sync, competitors.Due = core.Sync{Every: core.EveryFourHours}, now.Add(4*time.Hour)
	w.entries = []datasets.Entry{
		coaching, competitors, interviews, never("d5", "New business", core.Calls, core.Transcripts, core.CRMDeals, core.CRMAccounts), renewals,
		entry("d6", "Weekly digest", core.Calls, core.Transcripts, core.Users),
	}
	w.running["d6"] = datasets.Run{Snapshot: importer.Snapshot{Requests: 63, Expected: 100, Types: []importer.TypeProgress{
		{Type: core.Calls, State: importer.Fetching}, {Type: core.Transcripts}, {Type: core.Users},
	}}}
	w.lines = func(_ core.DatasetID, t core.DataType) (datasets.Lines, error) { return transcript(t), nil }
	return w
}

// transcript is a readable text of some records.
func transcript(t core.DataType) *lines {
	l := &lines{file: file(t, 1), all: []string{
		"Gong " + string(t), "Full call transcripts with timestamped speaker turns", "", "Data type:    transcripts",
		"Source:       https://us-49467.api.gong.io (workspace Initial workspace)", "Generated:    2026-04-09 11:57:00 UTC",
		"Period:       2026-01-09 to 2026-04-09", "Records:      100 (limit 100, newest first; 215 in Gong)", "Format:       1",
	}}
	for i := range 100 {
		l.all = append(l.all, "", fmt.Sprintf("=== Transcript %d ===", 4570250816631531513+i), "Title: Acme, renewal and pricing",
			"Started: 2026-04-08 14:30:00 UTC", "Duration: 45m 12s", "Speakers:", "  - Ina Internal <ina@example.com> (Internal)",
			"  - Jane Doe <jane@acme.com>, VP Sales (External)", "", "[00:00:03] Ina Internal (Internal)",
			"    Hello, thanks for making the time.", "    Shall we start with pricing, so that we know early whether the numbers of last year still hold?",
			"[00:00:12] Jane Doe (External) · Pricing", "    Yes please.")
	}
	return l
}

func only(entries ...datasets.Entry) func() *world {
	return func() *world {
		w := full()
		w.entries, w.running = entries, map[core.DatasetID]datasets.Run{}
		return w
	}
}

var listPictures = []picture{
	{name: "list-full", world: full, page: list, wide: true},
	{name: "list-largest", world: full, page: list, then: largest},
	{name: "list-empty", world: only(), page: list, wide: true},
	{name: "list-empty-unconnected", page: list, world: func() *world {
		w := only()()
		return w.unconnected()
	}},
	{name: "list-unconnected", page: list, world: func() *world {
		w := full()
		return w.unconnected()
	}},
	{name: "list-error", page: list, world: func() *world {
		w := newWorld()
		w.err = core.E(core.Broken, "list the datasets", errors.New("a page is damaged"))
		return w
	}},
	{name: "list-menu", world: full, page: list, then: func(s *screen) { s.Tap("More actions") }},
	{name: "list-delete", world: full, page: list, then: func(s *screen) {
		s.Tap("More actions")
		s.Tap("Delete…")
	}},
	{name: "list-export", world: full, page: list, then: func(s *screen) { s.Tap("Export…") }},
	{name: "list-export-largest", world: full, page: list, then: func(s *screen) {
		s.Tap("Export…")
		largest(s)
	}},
}

// importing is the dataset d1 in the middle of a run.
func importing(e datasets.Entry) func() *world {
	return func() *world {
		w := only(e)()
		s := importer.Snapshot{Requests: 23, Expected: 40, Left: 12 * time.Second}
		for i, t := range e.Dataset.Types {
			p := importer.TypeProgress{Type: t, State: importer.Queued}
			switch i {
			case 0:
				p.State, p.Result = importer.Ended, importer.TypeResult{Type: t, Outcome: importer.Done, Records: 100, Bytes: 412_000}
			case 1:
				p.State, p.Records, p.Total = importer.Fetching, 40, 100
			case 2:
				p.State, p.Records = importer.Writing, 48
			case 3:
				p.State, p.Result = importer.Ended, importer.TypeResult{Type: t, Outcome: importer.Skipped, Scope: "api:stats:user-actions"}
			case 4:
				p.State, p.Result = importer.Ended, importer.TypeResult{Type: t, Outcome: importer.Failed, Err: core.E(core.Offline, "", nil)}
			}
			s.Types = append(s.Types, p)
		}
		w.running["d1"] = datasets.Run{Snapshot: s}
		return w
	}
}

// synced is the dataset d1 as it keeps itself current, with calls whose transcripts have not come yet.
func synced() datasets.Entry {
	e := entry("d1", "Renewals Q2", eleven...)
	e.Dataset.Sync, e.Due, e.Awaited, e.Without = daily, now.Add(18*time.Hour+30*time.Minute), 3, 1
	return e
}

// partly is the dataset d1 after a run of which some types failed.
func partly() datasets.Entry {
	e := entry("d1", "Renewals Q2", eleven...)
	set(&e, importer.TypeResult{Type: core.Transcripts, Outcome: importer.Failed, Err: core.E(core.Offline, "list transcripts", errors.New("dial: no route"))})
	set(&e, importer.TypeResult{Type: core.Libraries, Outcome: importer.Skipped, Scope: "api:library:read"})
	e.Files = append(e.Files[:6:6], e.Files[7:]...)
	return e
}

var viewPictures = []picture{
	{name: "view-full", world: only(synced()), page: view, wide: true},
	{name: "view-importing", world: importing(entry("d1", "Renewals Q2", eleven...)), page: view, wide: true},
	{name: "view-first-import", world: importing(never("d1", "Renewals Q2", eleven...)), page: view},
	{name: "view-partly", world: only(partly()), page: view, wide: true, then: func(s *screen) { s.Tap("Transcripts") }},
	{name: "view-skipped", world: only(partly()), page: view, then: func(s *screen) { s.Tap("Libraries") }},
	{name: "view-never", world: only(never("d1", "Renewals Q2", eleven...)), page: view},
	{name: "view-gone", world: only(), page: view},
}

// guess answers every type at once.
func guess(_ context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error) {
	for _, t := range d.Types {
		e := importer.TypeEstimate{Type: t, Name: store.FileTitle(t, now), Records: sizes[t].records, Bytes: sizes[t].bytes, Exact: t == core.Scorecards}
		if t == core.Libraries {
			e = importer.TypeEstimate{Type: t, Err: denied("api:library:read")}
		}
		answer(e)
	}
	return importer.Cost{Requests: 12, Time: 5 * time.Second}, nil
}

func estimating(entries ...datasets.Entry) func() *world {
	return func() *world {
		w := only(entries...)()
		w.estimate = guess
		return w
	}
}

var editPictures = []picture{
	{name: "new-empty", world: estimating(), page: create, wide: true},
	{name: "new-unconnected", page: create, world: func() *world {
		w := estimating()()
		return w.unconnected()
	}},
	{name: "new-selected", page: create, then: func(s *screen) {
		s.Enter("Name", "Renewals Q2")
		s.Tap("Select all")
	}, world: func() *world {
		w := estimating()()
		w.connections[0].Missing = map[core.DataType]string{core.Users: "api:users:read", core.UserStats: "api:stats:user-actions"}
		return w
	}},
	{name: "new-staged", world: estimating(), page: create, wide: true, then: func(s *screen) {
		s.Enter("Name", "Renewals Q2")
		s.Tap("Select all")
		s.Tap("Add 11 files")
	}},
	{name: "edit-sync-off", world: estimating(entry("d1", "Renewals Q2", core.Calls, core.Transcripts, core.Users)), page: syncing},
	{name: "edit-sync", world: estimating(synced()), page: syncing, wide: true},
	{name: "edit-sync-weekly", world: estimating(synced()), page: syncing, then: func(s *screen) {
		s.Tap("Weekly")
		s.Tap("Sync all types, ticked")
		s.Tap("Keep what Gong deletes, not ticked")
		s.Tap("Choose…")
	}},
	{name: "edit-sync-wrong", world: estimating(synced()), page: syncing, then: func(s *screen) { s.Enter("Time of day", "6.30") }},
	{name: "edit", world: estimating(entry("d1", "Renewals Q2", core.Calls, core.Transcripts, core.Users)), page: edit},
	{
		name: "edit-remove", world: estimating(entry("d1", "Renewals Q2", core.Calls, core.Transcripts, core.Users)), page: edit,
		then: func(s *screen) { s.Tap("Remove Calls") },
	},
}
