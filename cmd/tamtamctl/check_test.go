package main_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

type monthLine struct {
	Month                                                     string
	InGong, Held, Private, Limited, Awaited, Without, Missing int
}

type checkLine struct {
	At                string
	Requests, Missing int
	Types             []struct {
		Type, Note, Failure string
		Months              []monthLine
	}
	Mended *importLine
}

func (d *desk) checks(code int, flags ...string) checkLine {
	d.t.Helper()
	return read[checkLine](d.t, d.must(code, append([]string{"check", "All", "--json"}, flags...)...))
}

// A call that was deleted long ago lies beyond what a sync reads again: the check finds it, and mends it.
func TestCheckFindsAndMends(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 60})
	d.must(0, "dataset", "create", "All", "--types", "calls,users", "--period", "all", "--limit", "0", "--include-private")
	d.imports(0)
	if c := d.checks(0); c.Missing != 0 || len(c.Types) != 2 || c.Mended != nil || c.Requests == 0 || !strings.HasSuffix(c.At, "Z") {
		t.Errorf("all is there: %+v", c)
	}
	text := d.must(0, "cat", "All", "calls").out
	_, first, _ := strings.Cut(text, "=== Call ")
	id, _, _ := strings.Cut(first, " ===")
	_, started, _ := strings.Cut(first, "Started: ")
	if !d.sim.Delete(id) {
		t.Fatalf("there is no call %q", id)
	}
	found := d.checks(3)
	i := slices.IndexFunc(found.Types[0].Months, func(m monthLine) bool { return m.Missing != 0 })
	if found.Missing != 1 || i < 0 || !strings.HasPrefix(started, found.Types[0].Months[i].Month) || found.Types[0].Months[i].Missing != -1 {
		t.Fatalf("%+v", found)
	}
	if s := d.must(3, "check", "All"); !strings.Contains(s.out, "1 not in Gong any more") || !strings.Contains(s.out, "tamtamctl check All --mend") {
		t.Error(s.out)
	}
	mended := d.checks(0, "--mend")
	if mended.Mended == nil || mended.Mended.of("calls").Removed != 1 || len(mended.Mended.Types) != 1 {
		t.Errorf("%+v", mended)
	}
	if strings.Contains(d.must(0, "cat", "All", "calls").out, id) {
		t.Error("the call is still there")
	}
	if c := d.checks(0); c.Missing != 0 {
		t.Errorf("%+v", c)
	}
}

// A run is foretold; one that the day's requests do not suffice for is told to be split, and when it goes on.
func TestForecastAndQuota(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 250})
	d.imports(0)
	if s := d.must(0, "sync", "All"); !strings.Contains(s.err, "All: about ") || !strings.Contains(s.err, " requests, ") || strings.Contains(s.err, "split") {
		t.Error(s.err)
	}
	s, err := store.Open(d.home, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	today := core.DayOf(time.Now())
	for _, day := range []core.Day{today, today.Add(1)} { // a midnight may pass
		sent, err := s.Requests(day)
		if err == nil {
			_, err = s.Add(t.Context(), day, gong.DailyQuota-2-sent)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	split := d.do("sync", "All", "--everything")
	if says := "2 of the day's 10000 requests are left: the run is split."; !strings.Contains(split.err, says) {
		t.Errorf("%q is not in %s", says, split.err)
	}
	_, goesOn, _ := strings.Cut(split.err, "gone on with from ")
	goesOn, _, _ = strings.Cut(goesOn, ".\n")
	if goesOn != clock(today.Add(1).Start()) && goesOn != clock(today.Add(2).Start()) {
		t.Errorf("goes on %q", goesOn)
	}
	if split.code == 0 || !strings.Contains(split.out, "To go on, from "+goesOn+": tamtamctl sync All") {
		t.Errorf("code %d: %s", split.code, split.out)
	}
	if again := d.do("sync", "All", "--json"); again.code == 0 || !strings.HasSuffix(read[importLine](t, again).GoesOn, "T00:00:00Z") {
		t.Errorf("code %d: %s", again.code, again.out)
	}
}

// clock writes a time as the program does for people.
func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05 MST") }
