package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
)

var noon = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

// begin begins the report of a run at a time.
func begin(t testing.TB, s *store.Store, id core.DatasetID, at time.Time) store.RunReport {
	t.Helper()
	r, err := s.BeginReport(store.RunReport{Dataset: id, Kind: store.RunSync, Trigger: store.BySchedule, Begun: at})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func reports(t testing.TB, s *store.Store, id core.DatasetID, before core.RunID, most int) []store.RunReport {
	t.Helper()
	all, err := s.Reports(id, before, most)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func ids(reports []store.RunReport) []core.RunID {
	all := []core.RunID{}
	for _, r := range reports {
		all = append(all, r.ID)
	}
	return all
}

// changed reads back what a run changed.
func changed(t testing.TB, s *store.Store, id core.DatasetID, run core.RunID, of core.DataType) (all []store.Change) {
	t.Helper()
	err := s.RunChanges(id, run, of, func(c store.Change) bool {
		all = append(all, c)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAReportComesBackAsItWasKept(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Renewals")
	r := begin(t, s, id, noon)
	r.Kind, r.Trigger, r.Slot, r.Missed = store.RunImport, store.CatchUp, noon.Add(-time.Hour), 3
	r.Ended, r.Requests = noon.Add(12*time.Second), 14
	r.Types = []store.TypeReport{
		{Type: core.Calls, Outcome: "done", Records: 100, Bytes: 412_000, Changes: store.Changes{Added: 3, Changed: 1, Removed: 2}},
		{Type: core.Users, Outcome: "failed", Reason: "Gong could not be reached.", Failure: &store.Failure{Kind: core.Offline, RequestID: "r1", Text: "list users"}},
	}
	r.Failure = &store.Failure{Kind: core.Denied, Scope: "api:calls:read:basic", Text: "import"}
	if err := s.SetReport(r); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, folder)
	got, err := s.Report(id, r.ID)
	if diff := cmp.Diff(r, got); diff != "" || err != nil {
		t.Errorf("the report differs: %v\n%s", err, diff)
	}
	if diff := cmp.Diff([]store.RunReport{r}, reports(t, s, id, "", 0)); diff != "" {
		t.Errorf("the history differs:\n%s", diff)
	}
}

func TestTheReportOfAKilledRunHasNoEnd(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Renewals")
	killed := begin(t, s, id, noon)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, folder)
	next := begin(t, s, id, noon.Add(time.Hour))
	next.Ended = noon.Add(2 * time.Hour)
	if err := s.SetReport(next); err != nil {
		t.Fatal(err)
	}
	all := reports(t, s, id, "", 0)
	if len(all) != 2 || all[1].ID != killed.ID || !all[1].Ended.IsZero() || all[0].Ended.IsZero() {
		t.Errorf("the history is %+v", all)
	}
}

func TestReportsComeNewestFirstInPages(t *testing.T) {
	s := open(t, t.TempDir())
	id, bare := newDataset(t, s, "Renewals"), newDataset(t, s, "Never run")
	var want []core.RunID
	for i := range 25 {
		want = append(want, begin(t, s, id, noon.Add(time.Duration(i)*time.Minute)).ID)
	}
	slices.Reverse(want)
	for _, size := range []int{1, 7, 25, 100} {
		got, before := []core.RunID{}, core.RunID("")
		for {
			page := ids(reports(t, s, id, before, size))
			if got = append(got, page...); len(page) < size {
				break
			}
			before = page[len(page)-1]
		}
		if !slices.Equal(got, want) {
			t.Errorf("pages of %d give %v, want %v", size, got, want)
		}
	}
	for _, c := range []struct {
		of     core.DatasetID
		before core.RunID
		want   int
	}{{id, "9", 25}, {id, "1", 0}, {id, want[24], 0}, {bare, "", 0}, {bare, "9", 0}} {
		if got := reports(t, s, c.of, c.before, 0); len(got) != c.want {
			t.Errorf("%d reports of %s are before %q, want %d", len(got), c.of, c.before, c.want)
		}
	}
	if _, err := s.Reports("gone", "", 0); !core.Is(err, core.NotFound) {
		t.Errorf("the history of no dataset: %v", err)
	}
}

// The clock of a laptop is put back, and two runs begin within a millisecond: later runs come first all the same.
func TestLaterRunsComeFirstWhateverTheClockDoes(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	var want []core.RunID
	for _, at := range []time.Time{noon, noon, noon.Add(-24 * time.Hour), noon.Add(-time.Hour), noon.Add(time.Hour)} {
		want = append(want, begin(t, s, id, at).ID)
	}
	slices.Reverse(want)
	if got := ids(reports(t, s, id, "", 0)); !slices.Equal(got, want) {
		t.Errorf("the runs come as %v, want %v", got, want)
	}
}

func TestReportsOfAllDatasetsAreMerged(t *testing.T) {
	s := open(t, t.TempDir())
	a, b := newDataset(t, s, "A"), newDataset(t, s, "B")
	newDataset(t, s, "Never run")
	var want []core.RunID
	for i := range 20 {
		id := a
		if i%3 == 0 {
			id = b
		}
		want = append(want, begin(t, s, id, noon.Add(time.Duration(i)*time.Minute)).ID)
	}
	slices.Reverse(want)
	got, before := []core.RunID{}, core.RunID("")
	for {
		page, err := s.AllReports(before, 6)
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, ids(page)...); len(page) < 6 {
			break
		}
		before = page[len(page)-1].ID
	}
	if !slices.Equal(got, want) {
		t.Errorf("the runs come as %v, want %v", got, want)
	}
	if err := s.DeleteDataset(b); err != nil {
		t.Fatal(err)
	}
	left, err := s.AllReports("", 0)
	if err != nil || slices.ContainsFunc(left, func(r store.RunReport) bool { return r.Dataset != a }) || len(left) != 13 {
		t.Errorf("a deleted dataset's runs stay: %v, %d", err, len(left))
	}
}

func TestOneDamagedReportHidesNoOther(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	first := begin(t, s, id, noon)
	damaged := begin(t, s, id, noon.Add(time.Minute))
	last := begin(t, s, id, noon.Add(2*time.Minute))
	if err := store.PutRaw(s, id, "reports", string(damaged.ID), []byte(`{"id":`)); err != nil {
		t.Fatal(err)
	}
	want := []core.RunID{last.ID, first.ID}
	if got := ids(reports(t, s, id, "", 2)); !slices.Equal(got, want) {
		t.Errorf("the runs are %v, want %v", got, want)
	}
	if all, err := s.AllReports("", 0); err != nil || !slices.Equal(ids(all), want) {
		t.Errorf("all runs are %v, %v, want %v", ids(all), err, want)
	}
	if _, err := s.Report(id, damaged.ID); !core.Is(err, core.Broken) {
		t.Errorf("a damaged report: %v", err)
	}
	if _, err := s.Report(id, "20260409T120000.000-none"); !core.Is(err, core.NotFound) {
		t.Errorf("no report: %v", err)
	}
}

func TestChangesComeBackInOrderAndTwoListsBecomeOne(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	run := begin(t, s, id, noon).ID
	first := []store.Change{
		{Op: store.Added, ID: "1", Title: "Acme, renewal"}, {Op: store.Changed, ID: "2", Title: "Grüße an Jürgen"}, {Op: store.Removed, ID: "3"},
	}
	second := []store.Change{{Op: store.Marked, ID: "4", Title: strings.Repeat("long ", 100)}}
	for _, list := range [][]store.Change{first, nil, second} {
		if err := store.PutChanges(s, id, run, core.Calls, list...); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.PutChanges(s, id, "", core.Calls, first...); err != nil { // not within a run
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Concat(first, second), changed(t, s, id, run, core.Calls)); diff != "" {
		t.Errorf("the changes differ:\n%s", diff)
	}
	if got := changed(t, s, id, run, core.Users); got != nil {
		t.Errorf("another type changed %v", got)
	}
	seen := 0
	if err := s.RunChanges(id, run, core.Calls, func(store.Change) bool { seen++; return seen < 2 }); err != nil || seen != 2 {
		t.Errorf("reading stopped after %d, %v", seen, err)
	}
}

func TestDamagedChangesAreAnError(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	for name, value := range map[string][]byte{
		"no value":                {},
		"a length beyond the end": {3, 0, 0, 200, 'a', 'b'},
		"an endless length":       {2, 0, 0, 0xff, 0xff},
		"a frame that is none":    {3, 0, 1, 1, 2, 3},
	} {
		if err := store.PutRaw(s, id, "run", string(core.Calls), value); err != nil {
			t.Fatal(err)
		}
		if err := s.RunChanges(id, "run", core.Calls, func(store.Change) bool { return true }); !core.Is(err, core.Broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The names of one company's calls never stand in a dataset of another one's.
func TestAnEmptiedDatasetForgetsTheNamesOfWhatChanged(t *testing.T) {
	s := open(t, t.TempDir())
	d, err := s.CreateDataset(store.Dataset{Name: "Renewals", Types: core.DataTypes(), Period: core.Last(30), Connection: core.SampleConnection})
	if err != nil {
		t.Fatal(err)
	}
	run := begin(t, s, d.ID, noon).ID
	if err := store.PutChanges(s, d.ID, run, core.Calls, store.Change{Op: store.Added, ID: "1", Title: "Acme, renewal"}); err != nil {
		t.Fatal(err)
	}
	d.Connection = "globex"
	if empties, err := s.Empties(d); err != nil || !empties {
		t.Fatalf("the dataset goes to another account: %t, %v", empties, err)
	}
	if err := s.UpdateDataset(d); err != nil {
		t.Fatal(err)
	}
	if got := changed(t, s, d.ID, run, core.Calls); got != nil {
		t.Errorf("the changes are still there: %v", got)
	}
	if n := len(reports(t, s, d.ID, "", 0)); n != 0 {
		t.Errorf("%d reports are left", n)
	}
}
