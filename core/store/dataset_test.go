package store_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
)

func day(t testing.TB, s string) core.Day {
	t.Helper()
	d, err := core.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDatasetsKeepWhatWasChosen(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	made, err := s.CreateDataset(store.Dataset{
		Name: "  Sales EMEA ", Description: "for Ina", Connection: "c1", Types: []core.DataType{core.Users, core.Calls, core.Users, "unknown"},
		Period: core.Between(day(t, "2026-01-01"), day(t, "2026-03-31")), Limit: 100, IncludePrivate: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := store.Dataset{
		ID: made.ID, Name: "Sales EMEA", Description: "for Ina", Connection: "c1", Types: []core.DataType{core.Calls, core.Users},
		Period: core.Between(day(t, "2026-01-01"), day(t, "2026-03-31")), Limit: 100, IncludePrivate: true, Created: made.Created,
	}
	if made.ID == "" || made.Created.IsZero() {
		t.Errorf("id %q, created %v", made.ID, made.Created)
	}
	s.Close()
	s = open(t, folder)
	got, err := s.Dataset(made.ID)
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(core.Day{})); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if byName, err := s.DatasetNamed(" sales emea"); byName.ID != made.ID || err != nil {
		t.Errorf("by its name: %v (%v)", byName.ID, err)
	}
}

// A shell hands on whatever bytes it was given.
func TestADatasetIsFoundByTheNameItWasGiven(t *testing.T) {
	s := open(t, t.TempDir())
	for _, name := range []string{"cut \xf0\x9f\x8e", "two\nlines", "a\ttab", "bell\a", "\u202eright to left", "𝕌nicode"} {
		made, err := s.CreateDataset(store.Dataset{Name: name})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if found, err := s.DatasetNamed(name); found.ID != made.ID || err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if strings.ContainsAny(made.Name, "\n\t\a") || !utf8.ValidString(made.Name) {
			t.Errorf("%q is kept as %q", name, made.Name)
		}
	}
}

func TestDatasetNamesAreNewAndNotEmpty(t *testing.T) {
	s := open(t, t.TempDir())
	newDataset(t, s, "Größe")
	for _, c := range []struct {
		name  string
		limit int
		fine  bool
	}{
		{"Größe 2", 0, true}, {"größe", 0, false}, {" GRÖßE\t", 0, false}, {"", 0, false}, {" \n", 0, false}, {"Other", -1, false}, {"Other", 1, true},
	} {
		d, err := s.CreateDataset(store.Dataset{Name: c.name, Limit: c.limit})
		if c.fine != (err == nil) || !c.fine && (!core.Is(err, core.Invalid) || d.ID != "") {
			t.Errorf("%q, limit %d: %q %v", c.name, c.limit, d.ID, err)
		}
	}
	all, err := s.Datasets()
	var names []string
	for _, d := range all {
		names = append(names, d.Name)
	}
	if diff := cmp.Diff([]string{"Größe", "Größe 2", "Other"}, names); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	other := all[2]
	if other.Name = "GRÖßE"; !core.Is(s.UpdateDataset(other), core.Invalid) {
		t.Error("a dataset took the name of another one")
	}
	if other.Name = "OTHER"; s.UpdateDataset(other) != nil {
		t.Error("a dataset could not take its own name in capitals")
	}
}

func TestUpdateDataset(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	made, err := s.Dataset(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []core.DataType{core.Calls, core.Users, core.Trackers} {
		put(t, s, id, of, record("1", "text"))
		finish(t, s, id, of)
	}
	put(t, s, id, core.Users, record("2", "staged"))
	for _, first := range []string{"2026-03-10", "2026-04-01"} { // the second changes nothing
		if err := s.FixFrom(id, day(t, first)); err != nil {
			t.Fatal(err)
		}
	}

	changed := store.Dataset{ID: id, Name: "Renamed", Types: []core.DataType{core.Calls, core.Trackers}, Period: made.Period, Limit: 7}
	if err := s.UpdateDataset(changed); err != nil {
		t.Fatal(err)
	}
	got, err := s.Dataset(id)
	if err != nil || got.Name != "Renamed" || got.Limit != 7 || !got.Created.Equal(made.Created) || got.From != day(t, "2026-03-10") {
		t.Errorf("%+v (%v)", got, err)
	}
	if dates := got.Dates(day(t, "2026-05-01")).String(); dates != "2026-03-10 to 2026-05-01" {
		t.Errorf("dates %s", dates)
	}
	files, err := s.Files(id)
	if err != nil || len(files) != 2 || files[0].Type != core.Calls || files[1].Type != core.Trackers {
		t.Errorf("files %v (%v)", files, err)
	}
	if n, err := s.Staged(id, core.Users); n != 0 || err != nil {
		t.Errorf("%d records of a type no longer chosen are staged (%v)", n, err)
	}

	changed.Period = core.Last(90)
	if err := s.UpdateDataset(changed); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Dataset(id); err != nil || !got.From.IsZero() || got.Dates(day(t, "2026-05-01")).From != day(t, "2026-01-31") {
		t.Errorf("after a change of the period: from %v (%v)", got.From, err)
	}
	checkSound(t, s)
}

// TestAnotherRequestEndsTheRun: a type that is taken out and put back would go on without what was staged before.
func TestAnotherRequestEndsTheRun(t *testing.T) {
	s := open(t, t.TempDir())
	d, err := s.Dataset(newDataset(t, s, "Sample"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		change string
		do     func(*store.Dataset)
		ends   bool
	}{
		{"name", func(d *store.Dataset) { d.Name, d.Description = "Other", "words" }, false},
		{"order of types", func(d *store.Dataset) { slices.Reverse(d.Types) }, false},
		{"a type less", func(d *store.Dataset) { d.Types = []core.DataType{core.Calls, core.Users} }, true},
		{"a type more", func(d *store.Dataset) { d.Types = core.DataTypes() }, true},
		{"limit", func(d *store.Dataset) { d.Limit++ }, true},
		{"period", func(d *store.Dataset) { d.Period = core.All() }, true},
		{"private", func(d *store.Dataset) { d.IncludePrivate = true }, true},
		{"connection", func(d *store.Dataset) { d.Connection = "c2" }, true},
	} {
		put(t, s, d.ID, core.Calls, record("1", "staged"))
		err := s.Stage(d.ID, func(stage *store.Stage) error {
			return stage.SetRun([]byte("page 1"))
		})
		c.do(&d)
		if err := errors.Join(err, s.UpdateDataset(d)); err != nil {
			t.Fatal(err)
		}
		state, err := s.Run(d.ID)
		staged, stagedErr := s.Staged(d.ID, core.Calls)
		if err := errors.Join(err, stagedErr); err != nil || c.ends != (state == nil) || c.ends != (staged == 0) {
			t.Errorf("%s: state %q, %d staged (%v); want it to end: %v", c.change, state, staged, err, c.ends)
		}
	}
}

// TestAFirstDayInTheFutureHeals: a clock that was a year ahead at the first import must not make every later period end before it begins.
func TestAFirstDayInTheFutureHeals(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	for _, c := range []struct{ today, want string }{
		{"2027-04-09", "2027-03-10 to 2027-04-09"}, {"2026-04-09", "2026-03-10 to 2026-04-09"}, {"2026-04-12", "2026-03-10 to 2026-04-12"},
	} {
		d, err := s.Dataset(id)
		if err != nil {
			t.Fatal(err)
		}
		dates := d.Dates(day(t, c.today))
		if dates.String() != c.want {
			t.Errorf("on %s: %s, want %s", c.today, dates, c.want)
		}
		if err := s.FixFrom(id, dates.From); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFixFromConcernsRelativePeriodsOnly(t *testing.T) {
	s := open(t, t.TempDir())
	for name, period := range map[string]core.Period{"all": core.All(), "dates": core.Between(day(t, "2026-01-01"), day(t, "2026-02-01"))} {
		d, err := s.CreateDataset(store.Dataset{Name: name, Period: period})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.FixFrom(d.ID, day(t, "2026-04-01")); err != nil {
			t.Error(err)
		}
		if d, err = s.Dataset(d.ID); err != nil || !d.From.IsZero() || d.Dates(day(t, "2026-05-01")) != period.On(day(t, "2026-05-01")) {
			t.Errorf("%s: %+v (%v)", name, d, err)
		}
	}
}

func TestDeleteDatasetTakesAllOfIt(t *testing.T) {
	folder := t.TempDir()
	gone := sample(t, folder)
	s := open(t, folder)
	stays := newDataset(t, s, "Stays")
	put(t, s, stays, core.Calls, record("1", "text"))
	finish(t, s, stays, core.Calls)
	put(t, s, gone, core.Calls, record("staged", "text"))
	if err := s.DeleteDataset(gone); err != nil {
		t.Fatal(err)
	}
	missing := map[string]error{"delete": s.DeleteDataset(gone), "update": s.UpdateDataset(store.Dataset{ID: gone, Name: "x"})}
	_, missing["dataset"] = s.Dataset(gone)
	_, missing["files"] = s.Files(gone)
	_, missing["file"] = s.File(gone, core.Calls)
	_, missing["lines"] = s.OpenLines(gone, core.Calls)
	_, missing["run"] = s.Run(gone)
	_, missing["staged"] = s.Staged(gone, core.Calls)
	_, _, missing["finish"] = s.Finish(gone, core.Calls, ending("", nil))
	_, missing["name"] = s.DatasetNamed("Sample")
	missing["stage"] = s.Stage(gone, func(*store.Stage) error { return nil })
	missing["from"] = s.FixFrom(gone, day(t, "2026-01-01"))
	for what, err := range missing {
		if !core.Is(err, core.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if report := checkSound(t, s); report.Datasets != 1 || report.Records != 1 {
		t.Errorf("%+v", report)
	}
}

func TestFileNameNeverChanges(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	put(t, s, id, core.UserStats, record("1", "text"))
	first, changes := finish(t, s, id, core.UserStats)
	second, _ := finish(t, s, id, core.UserStats)
	if first.Name() != second.Name() || first.Name() != "gong_user-stats_"+first.Generated.Format("20060102_150405")+".txt" {
		t.Errorf("names %s, %s", first.Name(), second.Name())
	}
	if !second.Generated.After(first.Generated) || second.Rev != first.Rev+1 || changes != (store.Changes{Added: 1}) || second.Records != 0 {
		t.Errorf("%+v then %+v, %+v", first, second, changes)
	}
	if zone := time.FixedZone("", 3600); store.FileTitle(core.Calls, time.Date(2026, 4, 9, 0, 30, 0, 0, zone)) != "gong_calls_20260408_233000.txt" {
		t.Error("the name is not in UTC")
	}
}

// Opened files are datasets to whoever has their id, and to nobody who asks for the datasets.
func TestOpenedFilesAreListedByThemselves(t *testing.T) {
	s := open(t, t.TempDir())
	newDataset(t, s, "Renewals")
	made, err := s.CreateDataset(store.Dataset{Name: "gong_calls.txt", Opened: []string{"/tmp/gong_calls.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		list func() ([]store.Dataset, error)
		want string
	}{{"datasets", s.Datasets, "Renewals"}, {"opened", s.Opened, "gong_calls.txt"}} {
		if all, err := c.list(); err != nil || len(all) != 1 || all[0].Name != c.want {
			t.Errorf("%s: %+v (%v)", c.name, all, err)
		}
	}
	if _, err := s.DatasetNamed("gong_calls.txt"); !core.Is(err, core.NotFound) {
		t.Errorf("it is a dataset by its name: %v", err)
	}
	if d, err := s.Dataset(made.ID); err != nil || !slices.Equal(d.Opened, made.Opened) {
		t.Errorf("by its id: %+v (%v)", d, err)
	}
	if _, err := s.CreateDataset(store.Dataset{Name: "GONG_calls.txt"}); !core.Is(err, core.Invalid) {
		t.Errorf("another dataset has its name: %v", err)
	}
}
