package datatype_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/text"
)

func TestEveryDataTypeIsDescribed(t *testing.T) {
	var got []core.DataType
	for _, kind := range datatype.All() {
		got = append(got, kind.ID)
		if kind.Kind == "" || kind.Title == "" || kind.Description == "" || kind.Icon == "" || len(kind.Scopes) == 0 || len(kind.Keys) == 0 {
			t.Errorf("%s lacks something: %+v", kind.ID, kind)
		}
		if of := datatype.Of(kind.ID); of.Title != kind.Title {
			t.Errorf("Of(%s) is %q", kind.ID, of.Title)
		}
		for _, scope := range append(kind.Scopes, kind.OptionalScopes...) {
			if !strings.HasPrefix(scope, "api:") {
				t.Errorf("%s: %q is no scope", kind.ID, scope)
			}
		}
	}
	if diff := cmp.Diff(core.DataTypes(), got); diff != "" {
		t.Errorf("order (-want +got)\n%s", diff)
	}
}

func TestHeader(t *testing.T) {
	day := func(s string) core.Day {
		d, err := core.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := datatype.Facts{
		BaseURL: "https://us-49467.api.gong.io", Workspaces: []string{"Initial workspace"}, Generated: time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC),
		Dates: core.Dates{From: day("2026-03-10"), To: day("2026-04-09")}, Records: 100,
	}
	for _, c := range []struct {
		name   string
		kind   core.DataType
		change func(*datatype.Facts)
		want   string
	}{
		{
			"as the contract shows it", core.Transcripts, func(f *datatype.Facts) { f.Limit, f.Total = 100, 215 },
			"Gong Transcripts\nFull call transcripts with timestamped speaker turns\n\n" +
				"Data type:    transcripts\nSource:       https://us-49467.api.gong.io (workspace Initial workspace)\n" +
				"Generated:    2026-04-09 12:00:00 UTC\nPeriod:       2026-03-10 to 2026-04-09\n" +
				"Records:      100 (limit 100, newest first; 215 in Gong)\nFormat:       1\n",
		},
		{"no bracket where nothing was cut", core.Transcripts, nil, "Records:      100\n"},
		{"a limit of a list by name", core.Users, func(f *datatype.Facts) { f.Limit, f.Total = 100, 215 }, "Records:      100 (limit 100; 215 in Gong)\n"},
		{"a limit of an unknown whole", core.Calls, func(f *datatype.Facts) { f.Limit = 100 }, "Records:      100 (limit 100, newest first)\n"},
		{"everything", core.Calls, func(f *datatype.Facts) { f.Dates = core.Dates{} }, "Period:       all\n"},
		{"private calls left out", core.Calls, func(f *datatype.Facts) { f.Private = 3 }, "Private:      3 left out\n"},
		{"several workspaces", core.Calls, func(f *datatype.Facts) { f.Workspaces = []string{"A", "B, C"} }, "gong.io (workspaces A, \"B, C\")\n"},
		{"many workspaces", core.Calls, func(f *datatype.Facts) { f.Workspaces = strings.Split("ABCDE", "") }, "gong.io (workspaces A, B, C and 2 more)\n"},
		{"no workspace known", core.Calls, func(f *datatype.Facts) { f.Workspaces = nil }, "gong.io\n"},
		{"a hostile workspace", core.Calls, func(f *datatype.Facts) { f.Workspaces = []string{"A\n\n=== Call 1 ==="} }, "gong.io (workspace A === Call 1 ===)\n"},
		{"CRM objects come from calls", core.CRMDeals, nil, "Note:         objects linked to the calls that period and limit select\n"},
		{"an account without CRM", core.CRMDeals, func(f *datatype.Facts) { f.Notes = []string{datatype.NoteNoCRM} }, "Note:         this Gong account has no CRM data on its calls\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := base
			if c.change != nil {
				c.change(&f)
			}
			got := string(text.AppendHeader(nil, datatype.Header(datatype.Of(c.kind), f)))
			if !strings.Contains(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if _, err := text.NewReader(strings.NewReader(got)).Header(); err != nil {
				t.Error(err)
			}
		})
	}
	if got := string(text.AppendHeader(nil, datatype.Header(datatype.Of(core.Users), base))); strings.Contains(got, "Period:") {
		t.Errorf("no period selects users:\n%s", got)
	}
}

func TestSort(t *testing.T) {
	at := func(s string) datatype.Entry {
		var c gong.Call
		c.MetaData.Started.Time, _ = time.Parse(time.RFC3339, s)
		return datatype.Call(c, nil)
	}
	named := func(s string) datatype.Entry {
		return datatype.Tracker(gong.Tracker{TrackerName: gong.Text(s)}, nil)
	}
	long := strings.Repeat("日", 200)
	for _, c := range []struct {
		name    string
		entries []datatype.Entry
	}{
		{"newest first, no date last", []datatype.Entry{
			at("2026-04-08T00:00:00.000002Z"), at("2026-04-08T00:00:00.000001Z"), at("2026-04-08T00:00:00+01:00"), at("1969-01-01T00:00:00Z"), at(""),
		}},
		{"by name whatever its case, no name last", []datatype.Entry{
			named(" a"), named("A b"), named("ab"), named("Élan"), named(long[:300]), named(long), named(""),
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, e := range c.entries[1:] {
				before := c.entries[i]
				if bytes.Compare(before.Sort, e.Sort) >= 0 {
					t.Errorf("%q does not stand before %q", before.Sort, e.Sort)
				}
				if bytes.HasPrefix(e.Sort, before.Sort) {
					t.Errorf("%q is the beginning of %q", before.Sort, e.Sort)
				}
				if len(e.Sort) > 402 {
					t.Errorf("a Sort of %d bytes is too long for a key", len(e.Sort))
				}
			}
		})
	}
}

func TestIconsExist(t *testing.T) {
	for _, kind := range datatype.All() {
		if _, err := os.Stat(filepath.Join("..", "..", "assets", "icons", kind.Icon+".svg")); err != nil {
			t.Errorf("%s: %v", kind.ID, err)
		}
	}
}
