package datatype_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
)

// fuzz decodes arbitrary JSON as a file of testdata of the type and checks the records it makes.
func fuzz[T any](f *testing.F, id core.DataType, seed string, records func(T, *datatype.Directory) []datatype.Entry) {
	data, err := os.ReadFile(filepath.Join("testdata", seed+".json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("{}"))
	d := directory(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var v T
		if json.Unmarshal(data, &v) != nil {
			return
		}
		for _, e := range records(v, d) {
			check(t, id, e)
		}
	})
}

// each makes a record of every element.
func each[T any](all []T, record func(T) datatype.Entry) []datatype.Entry {
	var entries []datatype.Entry
	for _, v := range all {
		entries = append(entries, record(v))
	}
	return entries
}

func FuzzCall(f *testing.F) {
	fuzz(f, core.Calls, "calls", func(v callsFile, d *datatype.Directory) []datatype.Entry {
		return each(v.Calls, func(c gong.Call) datatype.Entry { return datatype.Call(c, d) })
	})
}

func FuzzTranscript(f *testing.F) {
	calls := load[callsFile](f, "calls").Calls
	fuzz(f, core.Transcripts, "transcripts", func(v transcriptsFile, d *datatype.Directory) []datatype.Entry {
		return each(v.CallTranscripts, func(c gong.CallTranscript) datatype.Entry { return datatype.Transcript(c, calls[0], d) })
	})
}

func FuzzUser(f *testing.F) {
	fuzz(f, core.Users, "people", func(v peopleFile, d *datatype.Directory) []datatype.Entry {
		return each(v.Users, func(u gong.User) datatype.Entry { return datatype.User(u, d) })
	})
}

func FuzzUserStats(f *testing.F) {
	fuzz(f, core.UserStats, "user-stats", func(v statsFile, d *datatype.Directory) []datatype.Entry {
		entries := each(v.PeopleInteractionStats, func(s gong.PersonInteractionStats) datatype.Entry {
			return datatype.Interaction(s, "2026-04", d)
		})
		for _, a := range v.UsersAggregateActivity {
			entries = append(entries, datatype.ActivityRecords(a, v.TimeZone, d)...)
		}
		return entries
	})
}

func FuzzScorecard(f *testing.F) {
	fuzz(f, core.Scorecards, "scorecards", func(v struct{ Scorecards []gong.Scorecard }, d *datatype.Directory) []datatype.Entry {
		return each(v.Scorecards, func(s gong.Scorecard) datatype.Entry { return datatype.Scorecard(s, d) })
	})
}

func FuzzAnsweredScorecard(f *testing.F) {
	type file struct{ AnsweredScorecards []gong.AnsweredScorecard }
	fuzz(f, core.AnsweredScorecards, "answered-scorecards", func(v file, d *datatype.Directory) []datatype.Entry {
		return each(v.AnsweredScorecards, func(a gong.AnsweredScorecard) datatype.Entry {
			return datatype.AnsweredScorecard(a, nil, nil, d)
		})
	})
}

func FuzzLibrary(f *testing.F) {
	fuzz(f, core.Libraries, "libraries", func(v librariesFile, d *datatype.Directory) []datatype.Entry {
		return each(v.Contents, func(c gong.FolderContent) datatype.Entry { return datatype.Folder(c, v.Folders, "1", d) })
	})
}

func FuzzTracker(f *testing.F) {
	fuzz(f, core.Trackers, "trackers", func(v struct{ KeywordTrackers []gong.Tracker }, d *datatype.Directory) []datatype.Entry {
		return each(v.KeywordTrackers, func(k gong.Tracker) datatype.Entry { return datatype.Tracker(k, d) })
	})
}

func FuzzDeal(f *testing.F)    { fuzzCRM(f, core.CRMDeals) }
func FuzzContact(f *testing.F) { fuzzCRM(f, core.CRMContacts) }
func FuzzAccount(f *testing.F) { fuzzCRM(f, core.CRMAccounts) }

func fuzzCRM(f *testing.F, id core.DataType) {
	fuzz(f, id, "calls", func(v callsFile, _ *datatype.Directory) []datatype.Entry { return crmEntries(v.Calls, id) })
}

func FuzzParseLink(f *testing.F) {
	for _, c := range load[callsFile](f, "calls").Calls {
		for _, l := range datatype.Links(c) {
			f.Add(datatype.AppendLink(nil, l))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if l, err := datatype.ParseLink(b); err == nil {
			checkLink(t, l)
		}
	})
}
