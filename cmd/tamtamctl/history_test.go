package main_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

type reportLine struct {
	ID, Kind, Trigger, Slot, Begun, Ended string
	Missed, Requests                      int
	Types                                 []reportedLine
	Failure                               string
}

type reportedLine struct {
	Type, Outcome, Reason            string
	Records, Added, Changed, Removed int
	Bytes                            int64
	Changes                          []changeLine
}

type changeLine struct{ Op, ID, Title string }

func (d *desk) history(flags ...string) []reportLine {
	d.t.Helper()
	return read[[]reportLine](d.t, d.must(0, append([]string{"history", "All", "--json"}, flags...)...))
}

func TestHistory(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 30})
	d.must(0, "dataset", "create", "All", "--types", "calls,users", "--period", "all", "--limit", "0", "--include-private")
	if s := d.must(0, "history", "All"); !strings.Contains(s.out, "Nothing has run yet.") || len(d.history()) != 0 {
		t.Error(s.out)
	}
	first := d.syncs(0)
	added := d.sim.Add(2)
	second := d.syncs(0)
	d.imports(0)
	runs := d.history("--changes")
	if len(runs) != 3 || runs[0].Kind != "everything" || runs[1].Kind != "sync" || runs[2].Kind != "import" || runs[2].ID != first.Run ||
		runs[1].ID != second.Run || runs[1].Requests != second.Requests || runs[1].Trigger != "you" {
		t.Fatalf("%+v", runs)
	}
	for _, when := range []string{runs[1].Begun, runs[1].Ended} {
		if at, err := time.Parse(time.RFC3339, when); err != nil || !strings.HasSuffix(when, "Z") || time.Since(at).Abs() > time.Hour {
			t.Errorf("%q: %v", when, err)
		}
	}
	calls := runs[1].Types[0]
	var ids []string
	for _, c := range calls.Changes {
		if ids = append(ids, c.ID); c.Op != "added" || c.Title == "" {
			t.Errorf("%+v", c)
		}
	}
	slices.Sort(added)
	slices.Sort(ids)
	if calls.Type != "calls" || calls.Outcome != "done" || calls.Added != 2 || !slices.Equal(ids, added) {
		t.Errorf("%+v, want %q", calls, added)
	}
	if len(runs[0].Types[0].Changes) != 0 {
		t.Errorf("nothing had changed: %+v", runs[0])
	}
	if got := d.history("--limit", "1"); len(got) != 1 || got[0].ID != runs[0].ID || got[0].Types[0].Changes != nil {
		t.Errorf("%+v", got)
	}
	s := d.must(0, "history", "All", "--changes")
	begun, _ := time.Parse(time.RFC3339, runs[1].Begun)
	for _, says := range []string{begun.Local().Format("2006-01-02 15:04:05 MST") + "  sync (you), ", "2 new", added[0], calls.Changes[0].Title} {
		if !strings.Contains(s.out, says) {
			t.Errorf("%q is not in %s", says, s.out)
		}
	}
	d.must(2, "history", "All", "--limit", "-1")
}

type awaitedLine struct {
	Call, Title, Started, Asked, Next string
	Tries                             int
	Over                              bool
}

func TestAwaited(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 30})
	d.must(0, "dataset", "create", "All", "--types", "calls,transcripts", "--period", "all", "--limit", "0", "--include-private")
	late := d.sim.Add(1)[0]
	d.sim.HoldTranscript(late, time.Now().Add(time.Hour))
	if s := d.must(0, "awaited", "All"); !strings.Contains(s.out, "No transcript is awaited.") {
		t.Error(s.out)
	}
	d.syncs(0)
	all := read[[]awaitedLine](t, d.must(0, "awaited", "All", "--json"))
	i := slices.IndexFunc(all, func(a awaitedLine) bool { return a.Call == late })
	if i < 0 {
		t.Fatalf("%s is not in %+v", late, all)
	}
	if a := all[i]; a.Over || a.Tries != 1 || a.Title == "" || !strings.HasSuffix(a.Next, "Z") || !strings.HasSuffix(a.Started, "Z") || a.Next <= a.Asked {
		t.Errorf("%+v", a)
	}
	if s := d.must(0, "awaited", "All"); !strings.Contains(s.out, late) || !strings.Contains(s.out, "asked 1 time, again from 2") {
		t.Error(s.out)
	}
}
