package datatype_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// load reads a file of testdata, in the shapes of Gong's API.
func load[T any](t testing.TB, name string) T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

type peopleFile struct {
	Users      []gong.User
	Workspaces []gong.Workspace
}

type callsFile struct{ Calls []gong.Call }

type transcriptsFile struct{ CallTranscripts []gong.CallTranscript }

type statsFile struct {
	TimeZone               string
	UsersAggregateActivity []gong.UserActivity
	PeopleInteractionStats []gong.PersonInteractionStats
}

type librariesFile struct {
	Folders  []gong.LibraryFolder
	Contents []gong.FolderContent
}

func directory(t testing.TB) *datatype.Directory {
	people := load[peopleFile](t, "people")
	d := &datatype.Directory{}
	d.AddUsers(people.Users...)
	d.AddWorkspaces(people.Workspaces...)
	d.AddRole("1309263961237846110", "Team member")
	d.AddRole("1309263961237846110", "Admin, EMEA")
	return d
}

// entriesOf makes the records of a type from testdata.
func entriesOf(t testing.TB, id core.DataType, d *datatype.Directory) []datatype.Entry {
	var entries []datatype.Entry
	add := func(more ...datatype.Entry) { entries = append(entries, more...) }
	calls := load[callsFile](t, "calls").Calls
	switch id {
	case core.Calls:
		for _, c := range calls {
			add(datatype.Call(c, d))
		}
	case core.Transcripts:
		for _, one := range load[transcriptsFile](t, "transcripts").CallTranscripts {
			i := slices.IndexFunc(calls, func(c gong.Call) bool { return c.MetaData.ID == one.CallID })
			var c gong.Call
			if i >= 0 {
				c = calls[i]
			}
			add(datatype.Transcript(one, c, d))
		}
	case core.Users:
		for _, u := range load[peopleFile](t, "people").Users {
			add(datatype.User(u, d))
		}
	case core.UserStats:
		stats := load[statsFile](t, "user-stats")
		for _, a := range stats.UsersAggregateActivity {
			add(datatype.ActivityRecords(a, stats.TimeZone, d)...)
		}
		for _, s := range stats.PeopleInteractionStats {
			add(datatype.Interaction(s, "2026-04", d))
		}
	case core.CRMDeals, core.CRMContacts, core.CRMAccounts:
		add(crmEntries(calls, id)...)
	default:
		add(settingEntries(t, id, calls, d)...)
	}
	return entries
}

func settingEntries(t testing.TB, id core.DataType, calls []gong.Call, d *datatype.Directory) []datatype.Entry {
	var entries []datatype.Entry
	forms := map[gong.ID]gong.Scorecard{}
	for _, s := range load[struct{ Scorecards []gong.Scorecard }](t, "scorecards").Scorecards {
		forms[s.ScorecardID] = s
		if id == core.Scorecards {
			entries = append(entries, datatype.Scorecard(s, d))
		}
	}
	switch id {
	case core.AnsweredScorecards:
		titles := func(id core.CallID) (string, bool) {
			i := slices.IndexFunc(calls, func(c gong.Call) bool { return c.MetaData.ID == gong.ID(id) })
			if i < 0 {
				return "", false
			}
			return string(calls[i].MetaData.Title), true
		}
		for _, a := range load[struct{ AnsweredScorecards []gong.AnsweredScorecard }](t, "answered-scorecards").AnsweredScorecards {
			entries = append(entries, datatype.AnsweredScorecard(a, forms, titles, d))
		}
	case core.Libraries:
		library := load[librariesFile](t, "libraries")
		for _, c := range library.Contents {
			entries = append(entries, datatype.Folder(c, library.Folders, "1007648505208900737", d))
		}
	case core.Trackers:
		for _, k := range load[struct{ KeywordTrackers []gong.Tracker }](t, "trackers").KeywordTrackers {
			entries = append(entries, datatype.Tracker(k, d))
		}
	}
	return entries
}

// crmEntries harvests the links of the calls and makes the records of one type.
func crmEntries(calls []gong.Call, id core.DataType) []datatype.Entry {
	byKey := map[string][]datatype.Link{}
	for _, c := range calls {
		for _, l := range datatype.Links(c) {
			if l.Type == id {
				byKey[l.Key()] = append(byKey[l.Key()], l)
			}
		}
	}
	var entries []datatype.Entry
	for _, links := range byKey {
		entries = append(entries, datatype.CRMRecord(links, nil))
	}
	return entries
}

// sorted is the entries in the order of their file.
func sorted(entries []datatype.Entry) []datatype.Entry {
	slices.SortFunc(entries, func(a, b datatype.Entry) int {
		return bytes.Compare(append(slices.Clone(a.Sort), a.Record.ID...), append(slices.Clone(b.Sort), b.Record.ID...))
	})
	return entries
}

func fileOf(t datatype.Type, f datatype.Facts, entries []datatype.Entry) []byte {
	f.Records = len(entries)
	b := text.AppendHeader(nil, datatype.Header(t, f))
	for _, e := range sorted(entries) {
		b = text.Append(append(b, '\n'), e.Record)
	}
	return b
}

var facts = datatype.Facts{
	BaseURL: "https://us-49467.api.gong.io", Workspaces: []string{"Initial workspace"},
	Generated: time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC),
	Dates:     core.Last(30).On(core.DayOf(time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC))),
}

func TestFilesReadWell(t *testing.T) {
	d := directory(t)
	for _, kind := range datatype.All() {
		t.Run(string(kind.ID), func(t *testing.T) {
			got := fileOf(kind, facts, entriesOf(t, kind.ID, d))
			golden := filepath.Join("testdata", string(kind.ID)+".txt")
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// check is what holds for every record of a type: it comes back from its text, and its keys are the type's, in the type's order.
func check(t testing.TB, id core.DataType, e datatype.Entry) {
	t.Helper()
	kind := datatype.Of(id)
	written := string(text.Append(nil, e.Record))
	back, err := text.Parse(written)
	if err != nil {
		t.Fatalf("%v\n%q", err, written)
	}
	if diff := cmp.Diff(e.Record, back, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("(-made +read)\n%s\n%q", diff, written)
	}
	if e.Record.Kind != kind.Kind {
		t.Fatalf("kind: got %q, want %q", e.Record.Kind, kind.Kind)
	}
	if datatype.OfKind(e.Record.Kind).ID != id {
		t.Fatalf("the kind %q is taken for %q", e.Record.Kind, datatype.OfKind(e.Record.Kind).ID)
	}
	checkSort(t, kind, e)
	last := -1
	for _, f := range e.Record.Fields {
		place := slices.Index(kind.Keys, f.Key)
		if place <= last {
			t.Fatalf("key %q is out of place in %q", f.Key, kind.Keys)
		}
		last = place
		for _, item := range f.Items {
			checkItem(t, f.Key, item)
		}
	}
}

// checkSort holds that a record finds its place by its text alone, to the second.
func checkSort(t testing.TB, kind datatype.Type, e datatype.Entry) {
	t.Helper()
	got := datatype.SortOf(kind.ID, e.Record)
	if kind.ByTime {
		if got, want := datatype.TimeOf(got), datatype.TimeOf(e.Sort).Truncate(time.Second); !got.Equal(want) {
			t.Fatalf("its place is that of %v, want %v", got, want)
		}
		return
	}
	if !bytes.Equal(got, e.Sort) {
		t.Fatalf("its place is %q, want %q", got, e.Sort)
	}
}

// checkItem holds what the package promises of items: their first line reads as a text.Item, but for sentences.
func checkItem(t testing.TB, key, item string) {
	t.Helper()
	switch key {
	case "Key points", "Next steps", "Meeting URLs":
		return
	}
	first, _, _ := bytes.Cut([]byte(item), []byte("\n"))
	if _, err := text.ParseItem(string(first)); err != nil {
		t.Fatalf("%s: %v", key, err)
	}
}

func TestRecordsOfTestdataComeBack(t *testing.T) {
	for _, d := range []*datatype.Directory{nil, directory(t)} {
		for _, kind := range datatype.All() {
			for _, e := range entriesOf(t, kind.ID, d) {
				check(t, kind.ID, e)
			}
		}
	}
}
